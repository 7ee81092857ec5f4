// What nodes report, into the log: statuses of many nodes are gathered for a moment and written as one
// transaction. When one of them conflicts it is left out and the rest is tried again; the node will
// report it anew, since what it reports is compared with what it is sent.
import type { Logger } from '#kernel/ports.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { keyText } from '#kernel/log/key.ts';
import type { Transaction, Write } from '#kernel/model/gen/log.gen.ts';
import type { Replica } from '#api/replica.ts';

/** How long statuses gather, how many go into one transaction, and how many may wait. */
const bounds = { gatherMs: 5, perTransaction: 500, waiting: 20_000, tries: 20, proposeMs: 5_000 } as const;

export class StatusWriter {
  readonly #replica: Replica;
  readonly #logger: Logger;
  readonly #source: string;
  #waiting = new Map<string, () => Write | undefined>();
  #busy = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(replica: Replica, logger: Logger, source: string) {
    this.#replica = replica;
    this.#logger = logger;
    this.#source = source;
  }

  /** Writes an object soon. `make` is asked at the last moment, when it sees the newest state. */
  add(key: string, make: () => Write | undefined): void {
    if (this.#waiting.size >= bounds.waiting && !this.#waiting.has(key)) return;
    this.#waiting.set(key, make);
    if (this.#timer === undefined) this.#timer = setTimeout(() => void this.#flush(), bounds.gatherMs);
  }

  /** Forgets what waits: this master no longer leads. */
  clear(): void {
    this.#waiting.clear();
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#waiting.size > 0) await this.#writeBatch();
    } catch (error) {
      this.#logger.warn('statuses of nodes were not written; they will be reported again', {
        error: messageOf(error),
      });
    } finally {
      this.#busy = false;
    }
  }

  async #writeBatch(): Promise<void> {
    const batch = [...this.#waiting].slice(0, bounds.perTransaction);
    for (const [key] of batch) this.#waiting.delete(key);
    let makers = batch.map(([, make]) => make);
    for (let tries = 0; tries < bounds.tries; tries++) {
      const made = makers.flatMap((make) => {
        const write = this.#made(make);
        return write === undefined ? [] : [{ make, write }];
      });
      if (made.length === 0) return;
      const outcome = await this.#replica.propose(
        { transaction: this.#transaction(made.map(({ write }) => write)) },
        'status',
        AbortSignal.timeout(bounds.proposeMs),
      );
      if (outcome.error === '') return;
      const { key } = outcome;
      const culprit = key === undefined ? undefined : keyText(key);
      const rest = made.filter(({ write }) => write.key === undefined || keyText(write.key) !== culprit);
      if (rest.length === made.length) throw new OrcError('Internal', outcome.message);
      makers = rest.map(({ make }) => make);
    }
  }

  /** What one maker makes; nothing where it can't: the others' statuses do not wait for it. */
  #made(make: () => Write | undefined): Write | undefined {
    try {
      return make();
    } catch (error) {
      this.#logger.warn('a status can’t be written; it will be reported again', { error: messageOf(error) });
      return undefined;
    }
  }

  #transaction(writes: readonly Write[]): Transaction {
    return {
      requestId: this.#replica.requestId(),
      actor: 'system:nodes',
      cause: 0,
      reason: 'status',
      source: this.#source,
      timeMs: Date.now(),
      term: 0,
      preconditions: [],
      writes,
    };
  }
}
