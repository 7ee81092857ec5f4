// The key-encryption keys that a master holds: one, and two while one takes the place of another. The first seals, all
// open what is sealed under them.
import { createHash, randomBytes } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';

const keyBytes = 32;

/** Names a key-encryption key, and tells nothing else of it. */
export function encryptionKeyId(encryptionKey: Uint8Array): string {
  return createHash('sha256').update(encryptionKey).digest('hex').slice(0, 16);
}

/** A new key-encryption key, as its file holds it. */
export function newEncryptionKey(): string {
  return `${randomBytes(keyBytes).toString('hex')}\n`;
}

export class Keyring {
  #keys: ReadonlyMap<string, Uint8Array>;
  #forgotten = 0;

  /** The first seals. Throws Internal without any. */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = new Map(keys.map((each) => [encryptionKeyId(each), each]));
    if (this.#keys.size === 0) throw new OrcError('Internal', 'a keyring needs a key');
  }

  /** The names of the keys, that of the one that seals first. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** The key that seals, and its name. */
  get sealing(): { readonly id: string; readonly key: Uint8Array } {
    for (const [id, key] of this.#keys) return { id, key };
    throw new OrcError('Internal', 'a keyring needs a key');
  }

  /** How many keys were forgotten: what was opened before and kept must go with them. */
  get forgotten(): number {
    return this.#forgotten;
  }

  find(id: string): Uint8Array | undefined {
    return this.#keys.get(id);
  }

  /** Takes in another key, which does not seal yet. */
  add(key: Uint8Array): void {
    this.#keys = new Map([...this.#keys, [encryptionKeyId(key), key]]);
  }

  /** From now on this one seals. It must be there. */
  sealWith(id: string): void {
    const key = this.#keys.get(id);
    if (key === undefined) throw new OrcError('Internal', `there is no key ${id} to seal with`);
    this.#keys = new Map([[id, key], ...this.#keys]);
  }

  /** Forgets a key; the one that seals stays. */
  forget(id: string): void {
    if (id === this.sealing.id || !this.#keys.has(id)) return;
    this.#keys = new Map([...this.#keys].filter(([each]) => each !== id));
    this.#forgotten += 1;
  }

  /** The keys as a file holds them. */
  toText(): string {
    return [...this.#keys.values()].map((each) => `${Buffer.from(each).toString('hex')}\n`).join('');
  }
}

/** Reads keys as a file holds them: each 32 bytes as 64 hexadecimal digits, a line each. Throws BadRequest. */
export function parseKeyring(text: string, file: string): Keyring {
  const lines = text.trim().split(/\s+/);
  const wrong = lines.findIndex((line) => !/^[0-9a-f]{64}$/.test(line));
  if (wrong >= 0)
    throw new OrcError(
      'BadRequest',
      `${file}: line ${wrong + 1}: a key-encryption key is 64 hexadecimal digits`,
    );
  return new Keyring(lines.map((line) => Buffer.from(line, 'hex')));
}
