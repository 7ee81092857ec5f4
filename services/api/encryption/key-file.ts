// The file with a master's key-encryption keys. Where the cluster is locked, it is sealed under the unlock key, which is
// on no disk: a master that starts waits for somebody to bring it.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { OrcError } from '#kernel/errors.ts';
import { type Keyring, parseKeyring } from '#api/encryption/keyring.ts';
import { replaceFile } from '#runtime/files.ts';

const header = 'orc-locked-keys 1';
const keyPrefix = 'orc-unlock-';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A new unlock key, as people keep it. */
export function newUnlockKey(): string {
  return `${keyPrefix}${randomBytes(keyBytes).toString('base64url')}`;
}

/** Names an unlock key, and tells nothing else of it. */
export function unlockKeyId(unlockKey: string): string {
  return createHash('sha256').update(unlockKey).digest('hex').slice(0, 16);
}

function bytesOf(unlockKey: string): Buffer {
  const bytes = unlockKey.startsWith(keyPrefix)
    ? Buffer.from(unlockKey.slice(keyPrefix.length), 'base64url')
    : Buffer.alloc(0);
  if (bytes.length !== keyBytes)
    throw new OrcError(
      'BadRequest',
      `the unlock key must look like ${keyPrefix}… with 43 characters behind it`,
    );
  return bytes;
}

export function isLocked(text: string): boolean {
  return text.startsWith(header);
}

/** The names of the keys in a locked file. */
export function lockedKeyIds(text: string): readonly string[] {
  const line = text.split('\n').find((each) => each.startsWith('keys: ')) ?? '';
  return line.slice('keys: '.length).split(' ').filter(Boolean);
}

/** The content of a file with these keys, sealed under the unlock key. */
export function lockedText(keyring: Keyring, unlockKey: string): string {
  const about = `${header}\nkeys: ${keyring.ids.join(' ')}\n`;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', bytesOf(unlockKey), nonce);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([nonce, cipher.update(keyring.toText()), cipher.final(), cipher.getAuthTag()]);
  return `${about}${sealed.toString('base64')}\n`;
}

/** The keys in a locked file. Throws Forbidden for a wrong unlock key, BadRequest for what is none. */
export function unlockedKeyring(text: string, unlockKey: string, file: string): Keyring {
  const [first = '', second = '', body = ''] = text.split('\n');
  const sealed = Buffer.from(body, 'base64');
  const key = bytesOf(unlockKey);
  let plain: string;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(`${first}\n${second}\n`));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const content = sealed.subarray(nonceBytes, sealed.length - tagBytes);
    plain = Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
  } catch {
    throw new OrcError(
      'Forbidden',
      `the unlock key does not open ${file}: it is another, or the file is damaged`,
    );
  }
  return parseKeyring(plain, file);
}

export class KeyFile {
  readonly path: string;
  readonly keyring: Keyring;
  #unlockKey: string | undefined;

  /** `unlockKey` is what opened it, where it was locked. */
  constructor(path: string, keyring: Keyring, unlockKey: string | undefined) {
    this.path = path;
    this.keyring = keyring;
    this.#unlockKey = unlockKey;
  }

  /** Locks it from the next time it is saved on, under this key; or leaves it open. */
  lock(unlockKey: string | undefined): void {
    this.#unlockKey = unlockKey;
  }

  /** Writes the file unless it says the same already. */
  save(): void {
    const present = readFileSync(this.path, 'utf8');
    const unlockKey = this.#unlockKey;
    if (unlockKey === undefined) {
      const text = this.keyring.toText();
      if (present !== text) replaceFile(this.path, text, 0o600);
      return;
    }
    if (isLocked(present)) {
      try {
        if (unlockedKeyring(present, unlockKey, this.path).toText() === this.keyring.toText()) return;
      } catch {
        // Locked with another key: it is locked anew.
      }
    }
    replaceFile(this.path, lockedText(this.keyring, unlockKey), 0o600);
  }
}
