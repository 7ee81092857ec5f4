// What is secret is sealed before it enters the log: each Secret's values, and each key that signs tokens, under a
// data key of its own (AES-256-GCM), the data key wrapped by a key-encryption key, which is never in the log.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { Cluster } from '#kernel/model/gen/cluster.gen.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { Sealed, SecretValues } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { lastAppliedAnnotation } from '#kernel/kinds/metadata-rules.ts';
import type { Sealer } from '#api/admission/context.ts';
import type { Keyring } from '#api/encryption/keyring.ts';

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

/** Seals and opens bytes. */
export interface Vault {
  /** The bytes sealed, bound to what they are about: they open for nothing else. */
  seal(plain: Uint8Array, about: string): Uint8Array;
  /**
   * The bytes that were sealed. Throws, naming `where`, Expired for a key that is not there any more, Unsupported for
   * another format, Corrupt for damage.
   */
  open(sealed: Uint8Array, about: string, where: string): Uint8Array;
  /** The same under the key that seals now, what is in it untouched; undefined when it is so already. Throws as `open`. */
  rewrap(sealed: Uint8Array, where: string): Uint8Array | undefined;
}

/** Seals and opens bytes under the keys of a keyring. */
export function createVault(keyring: Keyring): Vault {
  function dataKeyOf({ keyId, wrappedKey }: Sealed, where: string): Uint8Array {
    const encryptionKey = keyring.find(keyId);
    // What is of the past may be sealed under a key that was destroyed since.
    if (encryptionKey === undefined)
      throw new OrcError(
        'Expired',
        `${where} is sealed under key ${keyId}, this master has ${keyring.ids.join(', ')}: that key was destroyed, or the master was given the wrong key file`,
      );
    return decrypt(encryptionKey, wrappedKey, keyId);
  }

  function checked<Value>(where: string, read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (error instanceof OrcError) throw error;
      throw new OrcError(
        'Corrupt',
        `${where} is damaged: what is sealed fails its check`,
        {},
        { cause: error },
      );
    }
  }

  function wrapped(dataKey: Uint8Array): Pick<Sealed, 'keyId' | 'wrappedKey'> {
    const { id, key } = keyring.sealing;
    return { keyId: id, wrappedKey: encrypt(key, dataKey, id) };
  }

  return {
    seal(plain, about) {
      const dataKey = randomBytes(keyBytes);
      const ciphertext = encrypt(dataKey, plain, about);
      return encode(Sealed, { format: formatVersion, ...wrapped(dataKey), ciphertext });
    },
    open(sealed, about, where) {
      const envelope = decode(Sealed, sealed);
      if (envelope.format !== formatVersion)
        throw new OrcError(
          'Unsupported',
          `${where} is sealed in format ${envelope.format}, this version of orc knows ${formatVersion}`,
        );
      return checked(where, () => decrypt(dataKeyOf(envelope, where), envelope.ciphertext, about));
    },
    rewrap(sealed, where) {
      const envelope = decode(Sealed, sealed);
      if (envelope.keyId === keyring.sealing.id) return undefined;
      const dataKey = checked(where, () => dataKeyOf(envelope, where));
      return encode(Sealed, { ...envelope, ...wrapped(dataKey) });
    },
  };
}

/** A Cluster without the private keys in it: sealed as they are, they are still nobody's to read. */
export function withoutPrivateKeys(cluster: Cluster): Cluster {
  const { tokenKeys, authorities, lock, ...rest } = cluster;
  const { sealed: _unlockKey, ...shownLock } = lock ?? {};
  return {
    ...rest,
    ...(lock && { lock: shownLock }),
    ...(tokenKeys && { tokenKeys: tokenKeys.map(({ sealed: _sealed, ...shown }) => shown) }),
    ...(authorities && { authorities: authorities.map(({ sealed: _sealed, ...shown }) => shown) }),
  };
}

/** Seals and opens Secrets. */
export function createSealer(keyring: Keyring): Sealer {
  const vault = createVault(keyring);
  let opened = new WeakMap<Secret, Secret>();
  let { forgotten } = keyring;

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
      if (forgotten !== keyring.forgotten) opened = new WeakMap();
      ({ forgotten } = keyring);
      const known = opened.get(object);
      if (known !== undefined) return known;
      const made = openSecret(object);
      opened.set(object, made);
      return made;
    },
  };
}
