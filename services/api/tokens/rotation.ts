// Makes the keys that sign tokens: the first when a cluster has none, another when the newest has grown old, and
// whenever somebody asks. Each is a change of the Cluster object, committed like any other.
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import { changeCluster } from '#api/change-cluster.ts';
import type { Caller } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Lane } from '#api/raft-port.ts';
import type { Replica } from '#api/replica.ts';
import type { Vault } from '#api/sealing.ts';
import { isRotationDue, newTokenKey, rotatedKeys, tokenKeysIn } from '#api/tokens/keys.ts';
import { masterName } from '#runtime/pki.ts';

/** How long until the leader tries again to make a key that it could not, and how often it looks whether one is due. */
const retryMs = 200;
const lookMs = 3_600_000;

export interface TokenRotationOptions {
  readonly replica: Replica;
  readonly vault: Vault;
  /** This master's name. */
  readonly master: string;
  readonly nowMs: () => number;
  readonly logger: Logger;
}

export class TokenRotation implements Disposable {
  readonly #options: TokenRotationOptions;
  readonly #unlisten: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** Looks after the keys whenever this master leads, until it is disposed of. */
  constructor(options: TokenRotationOptions) {
    this.#options = options;
    this.#unlisten = options.replica.listen({
      events: () => undefined,
      leadership: () => this.#lookIn(0),
    });
    this.#lookIn(0);
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#look(), ms);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { replica, master, nowMs, logger } = this.#options;
    if (replica.leadership.role !== 'leader') return;
    let nextMs = lookMs;
    try {
      await replica.untilCurrent(AbortSignal.timeout(apiLimits.requestMs));
      const actor = { user: masterName(master), groups: [], source: `master ${master}` };
      if (isRotationDue(tokenKeysIn(replica.store), nowMs()))
        await this.#rotate(actor, 'control', AbortSignal.timeout(apiLimits.requestMs));
    } catch (error) {
      logger.debug('no key for tokens was made', { error: messageOf(error) });
      nextMs = retryMs;
    }
    this.#lookIn(nextMs);
  }

  /** Makes another key; resolves with its name once this master knows it. */
  async rotate(caller: Caller, signal: AbortSignal): Promise<string> {
    await this.#options.replica.untilCurrent(signal);
    return this.#rotate(caller, 'user', signal);
  }

  async #rotate({ user, source }: Caller, lane: Lane, signal: AbortSignal): Promise<string> {
    const { replica, vault, nowMs, logger } = this.#options;
    const added = await newTokenKey(vault, nowMs());
    const isChanged = await changeCluster(
      replica,
      {
        by: { user, source },
        reason: 'a new key for tokens of service accounts',
        lane,
        nowMs,
        make(cluster) {
          const { tokenKeys = [] } = cluster;
          // Another leader may have made it meanwhile.
          if (lane === 'control' && !isRotationDue(tokenKeys, nowMs())) return undefined;
          return { ...cluster, tokenKeys: rotatedKeys(tokenKeys, added, nowMs()) };
        },
      },
      signal,
    );
    if (!isChanged) return tokenKeysIn(replica.store).at(-1)?.id ?? '';
    logger.info('a new key for tokens of service accounts', { key: added.id });
    return added.id;
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#unlisten();
    clearTimeout(this.#timer);
  }
}
