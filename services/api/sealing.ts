// Secret values are sealed before they enter the log: each Secret under a data key of its own
// (AES-256-GCM), the data key wrapped by the cluster's key-encryption key, which is never in the log.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { Sealed, SecretValues } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { lastAppliedAnnotation } from '#api/admission/metadata.ts';
import type { Sealer } from '#api/admission/context.ts';

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
const formatVersion = 1;

function encrypt(key: Uint8Array, plain: Uint8Array, about: string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, about: string): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([
    decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
    decipher.final(),
  ]);
}

/** Reads a key-encryption key: 32 bytes as 64 hexadecimal digits. Throws BadRequest. */
export function parseEncryptionKey(text: string, file: string): Uint8Array {
  const trimmed = text.trim();
  if (!/^[0-9a-f]{64}$/.test(trimmed))
    throw new OrcError('BadRequest', `${file}: a key-encryption key is 64 hexadecimal digits`);
  return Buffer.from(trimmed, 'hex');
}

/** A new key-encryption key, as its file holds it. */
export function newEncryptionKey(): string {
  return `${randomBytes(keyBytes).toString('hex')}\n`;
}

/** Seals and opens Secrets under one key-encryption key. */
export function createSealer(encryptionKey: Uint8Array): Sealer {
  const keyId = createHash('sha256').update(encryptionKey).digest('hex').slice(0, 16);
  const opened = new WeakMap<Secret, Secret>();

  const about = (secret: Secret): string => `${secret.metadata.namespace ?? ''}/${secret.metadata.uid ?? ''}`;

  function sealSecret(secret: Secret): Secret {
    const { data, metadata, ...rest } = secret;
    const { [lastAppliedAnnotation]: lastApplied, ...annotations } = metadata.annotations ?? {};
    if (data === undefined && lastApplied === undefined) return secret;
    const dataKey = randomBytes(keyBytes);
    const values = encode(SecretValues, { data: data ?? {}, lastApplied: lastApplied ?? '' });
    const sealed = encode(Sealed, {
      format: formatVersion,
      keyId,
      wrappedKey: encrypt(encryptionKey, dataKey, keyId),
      ciphertext: encrypt(dataKey, values, about(secret)),
    });
    const { annotations: _all, ...bare } = metadata;
    return {
      ...rest,
      metadata: { ...bare, ...(Object.keys(annotations).length > 0 && { annotations }) },
      sealed,
    };
  }

  function unsealed({ wrappedKey, ciphertext }: Sealed, what: string, where: string): Uint8Array {
    try {
      return decrypt(decrypt(encryptionKey, wrappedKey, keyId), ciphertext, what);
    } catch (error) {
      throw new OrcError(
        'Corrupt',
        `${where} is damaged: what is sealed fails its check`,
        {},
        { cause: error },
      );
    }
  }

  function openSecret(secret: Secret): Secret {
    if (secret.sealed === undefined) return secret;
    const envelope = decode(Sealed, secret.sealed);
    const where = `secrets "${secret.metadata.name}" in namespace ${secret.metadata.namespace}`;
    if (envelope.format !== formatVersion)
      throw new OrcError(
        'Unsupported',
        `${where} is sealed in format ${envelope.format}, this version of orc knows ${formatVersion}`,
      );
    if (envelope.keyId !== keyId)
      throw new OrcError(
        'Unsupported',
        `${where} is sealed under key ${envelope.keyId}, this master has ${keyId}: give it the right key file`,
      );
    const values = decode(SecretValues, unsealed(envelope, about(secret), where));
    const { sealed: _sealed, metadata, ...rest } = secret;
    const annotations =
      values.lastApplied === ''
        ? metadata.annotations
        : { ...metadata.annotations, [lastAppliedAnnotation]: values.lastApplied };
    return {
      ...rest,
      metadata: { ...metadata, ...(annotations && { annotations }) },
      ...(Object.keys(values.data).length > 0 && { data: values.data }),
    };
  }

  return {
    seal: (object: OrcObject) => (object.kind === 'Secret' ? sealSecret(object) : object),
    open(object: OrcObject) {
      if (object.kind !== 'Secret') return object;
      const known = opened.get(object);
      if (known !== undefined) return known;
      const made = openSecret(object);
      opened.set(object, made);
      return made;
    },
  };
}
