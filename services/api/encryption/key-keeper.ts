// Keeps a master's key-encryption keys as the Cluster object says: gets those that it lacks from the others, seals with
// the one that is to seal, destroys what is to be destroyed, and locks the file while the cluster is locked.
import { messageOf } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { Cluster, EncryptionKey } from '#kernel/model/gen/cluster.gen.ts';
import type { Logger } from '#kernel/ports.ts';
import type { KeyFile } from '#api/encryption/key-file.ts';
import { encryptionKeyId } from '#api/encryption/keyring.ts';
import type { Replica } from '#api/replica.ts';
import type { Vault } from '#api/sealing.ts';

const retryMs = 1_000;

/** What an unlock key is sealed for. */
export const unlockKeyAbout = 'unlock-key';

/** The key that is to seal; undefined where the cluster leaves it to the files. */
export function sealingKeyOf(keys: readonly EncryptionKey[]): EncryptionKey | undefined {
  return keys.findLast(
    ({ sealsSince, destroyedAt }) => sealsSince !== undefined && destroyedAt === undefined,
  );
}

/** The unlock key of a cluster; undefined where it is not locked. */
export function unlockKeyOf({ lock }: Cluster, vault: Vault): string | undefined {
  return (
    lock?.sealed && Buffer.from(vault.open(lock.sealed, unlockKeyAbout, 'the unlock key')).toString('utf8')
  );
}

export interface KeyKeeperOptions {
  readonly replica: Replica;
  readonly file: KeyFile;
  readonly vault: Vault;
  /** Asks the other masters for keys. */
  readonly fetch: (ids: readonly string[]) => Promise<readonly Uint8Array[]>;
  /** Another key seals from now on. */
  readonly changed: () => void;
  readonly logger: Logger;
}

export class KeyKeeper implements Disposable {
  readonly #options: KeyKeeperOptions;
  readonly #unlisten: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #isAsked = false;
  #isClosed = false;

  /** Keeps them from now on, until it is disposed of. */
  constructor(options: KeyKeeperOptions) {
    this.#options = options;
    this.#unlisten = options.replica.listen({
      events: (events) => {
        if (events.some(({ kind }) => kind === 'Cluster')) void this.#look();
      },
      replaced: () => void this.#look(),
    });
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#isAsked = true;
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    clearTimeout(this.#timer);
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        await this.#keep();
      }
    } catch (error) {
      const { logger, file } = this.#options;
      logger.warn('the key-encryption keys are not as they should be yet; it is tried again', {
        file: file.path,
        error: messageOf(error),
      });
      this.#timer = setTimeout(() => void this.#look(), retryMs).unref();
    }
    this.#isBusy = false;
  }

  async #keep(): Promise<void> {
    const { replica, file, vault, fetch, changed, logger } = this.#options;
    const { keyring } = file;
    const cluster = replica.store.get('Cluster', '', clusterName);
    if (cluster === undefined) return;
    const keys = cluster.encryptionKeys ?? [];
    const lacking = keys
      .filter(({ id, destroyedAt }) => destroyedAt === undefined && keyring.find(id) === undefined)
      .map(({ id }) => id);
    if (lacking.length > 0) {
      for (const key of await fetch(lacking))
        // Whoever answers is believed only for what was asked for.
        if (lacking.includes(encryptionKeyId(key))) keyring.add(key);
      file.save();
    }
    const still = lacking.filter((id) => keyring.find(id) === undefined);
    const sealing = sealingKeyOf(keys);
    if (sealing !== undefined && sealing.id !== keyring.sealing.id && !still.includes(sealing.id)) {
      keyring.sealWith(sealing.id);
      file.save();
      changed();
      logger.info('another key-encryption key seals', { key: sealing.id });
    }
    // Only what the log says is destroyed: a state that lags lacks the newest key, and must not cost it.
    for (const { id, destroyedAt } of keys)
      if (destroyedAt !== undefined && keyring.find(id) !== undefined) {
        keyring.forget(id);
        logger.info('a key-encryption key is destroyed', { key: id });
      }
    file.lock(unlockKeyOf(cluster, vault));
    file.save();
    if (still.length > 0) throw new Error(`no master gives the keys ${still.join(', ')}`);
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#unlisten();
    clearTimeout(this.#timer);
  }
}
