// What is secret is sealed before it enters the log: each Secret's values, and each key that signs tokens, under a
// data key of its own (AES-256-GCM), the data key wrapped by the cluster's key-encryption key, which is never in the log.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { Cluster } from '#kernel/model/gen/cluster.gen.ts';
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

/** Seals and opens bytes. */
export interface Vault {
  /** The bytes sealed, bound to what they are about: they open for nothing else. */
  seal(plain: Uint8Array, about: string): Uint8Array;
  /** The bytes that were sealed. Throws Unsupported for another key or format, Corrupt for damage, naming `where`. */
  open(sealed: Uint8Array, about: string, where: string): Uint8Array;
}

/** Seals and opens bytes under one key-encryption key. */
export function createVault(encryptionKey: Uint8Array): Vault {
  const keyId = createHash('sha256').update(encryptionKey).digest('hex').slice(0, 16);

  function unsealed({ wrappedKey, ciphertext }: Sealed, about: string, where: string): Uint8Array {
    try {
      return decrypt(decrypt(encryptionKey, wrappedKey, keyId), ciphertext, about);
    } catch (error) {
      throw new OrcError(
        'Corrupt',
        `${where} is damaged: what is sealed fails its check`,
        {},
        { cause: error },
      );
    }
  }

  return {
    seal(plain, about) {
      const dataKey = randomBytes(keyBytes);
      return encode(Sealed, {
        format: formatVersion,
        keyId,
        wrappedKey: encrypt(encryptionKey, dataKey, keyId),
        ciphertext: encrypt(dataKey, plain, about),
      });
    },
    open(sealed, about, where) {
      const envelope = decode(Sealed, sealed);
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
      return unsealed(envelope, about, where);
    },
  };
}

/** A Cluster without the private keys in it: sealed as they are, they are still nobody's to read. */
export function withoutPrivateKeys(cluster: Cluster): Cluster {
  const { tokenKeys, authorities } = cluster;
  return {
    ...cluster,
    ...(tokenKeys && { tokenKeys: tokenKeys.map(({ sealed: _sealed, ...shown }) => shown) }),
    ...(authorities && { authorities: authorities.map(({ sealed: _sealed, ...shown }) => shown) }),
  };
}

/** Seals and opens Secrets under one key-encryption key. */
export function createSealer(encryptionKey: Uint8Array): Sealer {
  const vault = createVault(encryptionKey);
  const opened = new WeakMap<Secret, Secret>();

  const about = (secret: Secret): string => `${secret.metadata.namespace ?? ''}/${secret.metadata.uid ?? ''}`;

  function sealSecret(secret: Secret): Secret {
    const { data, metadata, ...rest } = secret;
    const { [lastAppliedAnnotation]: lastApplied, ...annotations } = metadata.annotations ?? {};
    if (data === undefined && lastApplied === undefined) return secret;
    const values = encode(SecretValues, { data: data ?? {}, lastApplied: lastApplied ?? '' });
    const sealed = vault.seal(values, about(secret));
    const { annotations: _all, ...bare } = metadata;
    return {
      ...rest,
      metadata: { ...bare, ...(Object.keys(annotations).length > 0 && { annotations }) },
      sealed,
    };
  }

  function openSecret(secret: Secret): Secret {
    if (secret.sealed === undefined) return secret;
    const where = `secrets "${secret.metadata.name}" in namespace ${secret.metadata.namespace}`;
    const values = decode(SecretValues, vault.open(secret.sealed, about(secret), where));
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
      if (object.kind === 'Cluster') return withoutPrivateKeys(object);
      if (object.kind !== 'Secret') return object;
      const known = opened.get(object);
      if (known !== undefined) return known;
      const made = openSecret(object);
      opened.set(object, made);
      return made;
    },
  };
}
