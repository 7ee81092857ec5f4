// Work that only the leader does, step by step: it looks when the Cluster object changes, when it comes to lead, and
// once a second while there is something to do.
import { messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import type { Replica } from '#api/replica.ts';

const everyMs = 1_000;

export interface LeaderLoopOptions {
  readonly replica: Replica;
  /** Whether there is anything to do. */
  readonly isActive: () => boolean;
  /** Takes one step. What it throws is told at debug, and tried again. */
  readonly advance: () => Promise<void>;
  /** What it does, for the log. */
  readonly what: string;
  readonly logger: Logger;
}

export class LeaderLoop implements Disposable {
  readonly #options: LeaderLoopOptions;
  readonly #unlisten: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #isClosed = false;

  /** Works from now on, until it is disposed of. */
  constructor(options: LeaderLoopOptions) {
    this.#options = options;
    this.#unlisten = options.replica.listen({
      events: (events) => {
        if (events.some(({ kind }) => kind === 'Cluster')) this.#lookIn(0);
      },
      leadership: () => this.#lookIn(0),
      replaced: () => this.#lookIn(0),
    });
    this.#lookIn(0);
  }

  #lookIn(ms: number): void {
    if (this.#isClosed || this.#isBusy) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { replica, isActive, advance, what, logger } = this.#options;
    if (replica.leadership.role !== 'leader' || !isActive()) return;
    this.#isBusy = true;
    try {
      await advance();
    } catch (error) {
      logger.debug(`${what} waits`, { error: messageOf(error) });
    }
    this.#isBusy = false;
    this.#lookIn(everyMs);
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#unlisten();
    clearTimeout(this.#timer);
  }
}
