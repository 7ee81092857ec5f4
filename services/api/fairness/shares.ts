// Users' changes on their way through this master: few at once, so that whoever comes next does not wait behind thousands,
// and in rounds among users. What waits for a webhook is not under way: one that hangs holds up nobody else.
import { OrcError } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';
import { Places } from '#api/fairness/places.ts';
import { Rounds } from '#api/fairness/rounds.ts';
import type { Turns } from '#api/fairness/turns.ts';

/** A change's share of what is under way. */
export interface Share {
  /** What follows may take long and is not this master's work. */
  pause(): void;
  /** Resolves when the change, if it was paused, has its share again. */
  resume(signal: AbortSignal): Promise<void>;
  /** Begins more of the same change when it is its user's turn; resolves with what it comes to. */
  turn<T>(work: () => T | Promise<T>): Promise<T>;
}

interface Waiting {
  readonly bytes: number;
  readonly grant: () => void;
}

function refusal(user: string): OrcError {
  return new OrcError(
    'TooBusy',
    `too many changes by ${JSON.stringify(user)} are under way on this master: retry after ${apiLimits.fairness.retryAfterMs} ms`,
    { retryAfterMs: apiLimits.fairness.retryAfterMs },
  );
}

export class Shares {
  readonly #turns: Turns;
  readonly #waiting = new Rounds<Waiting>();
  readonly #places = new Places(apiLimits.fairness.waiting.changes, refusal);
  readonly #bytes = new Places(apiLimits.fairness.waiting.bytes, refusal);
  #underWay = 0;
  #underWayBytes = 0;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  get underWay(): number {
    return this.#underWay;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Begins `work`, a change of about so many bytes, when it is the user's turn; resolves with what it comes to. Rejects with
   * TooBusy when the user has too much waiting or it waited too long, and with the signal's reason when that aborts before.
   */
  async run<T>(
    user: string,
    bytes: number,
    signal: AbortSignal,
    work: (share: Share) => Promise<T>,
  ): Promise<T> {
    this.#places.take(user);
    try {
      this.#bytes.take(user, bytes);
      try {
        return await this.#begun(user, bytes, signal, work);
      } finally {
        this.#bytes.leave(user, bytes);
      }
    } finally {
      this.#places.leave(user);
    }
  }

  async #begun<T>(
    user: string,
    bytes: number,
    signal: AbortSignal,
    work: (share: Share) => Promise<T>,
  ): Promise<T> {
    let has = false;
    const share: Share = {
      turn: (more) => this.#turns.start(user, more),
      pause: () => {
        if (has) this.#leave(bytes);
        has = false;
      },
      resume: async (until) => {
        if (has) return;
        await this.#granted(user, bytes, until, () => {
          has = true;
        });
      },
    };
    try {
      return await this.#granted(user, bytes, signal, () => {
        has = true;
        signal.throwIfAborted();
        return work(share);
      });
    } finally {
      share.pause();
    }
  }

  /** Calls `begin` with a share taken; when it rejects before that, none is. */
  #granted<T>(user: string, bytes: number, signal: AbortSignal, begin: () => T | Promise<T>): Promise<T> {
    if (this.#waiting.size === 0 && this.#hasRoom(bytes)) {
      this.#enter(bytes);
      return this.#turns.start(user, begin);
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        bytes,
        grant: () => {
          signal.removeEventListener('abort', gone);
          clearTimeout(timer);
          resolve(this.#turns.start(user, begin));
        },
      };
      const leave = (reason: unknown): void => {
        this.#waiting.remove(user, waiting);
        signal.removeEventListener('abort', gone);
        clearTimeout(timer);
        reject(reason);
      };
      const gone = (): void => leave(signal.reason);
      const timer = setTimeout(() => leave(refusal(user)), apiLimits.fairness.waitMs).unref();
      this.#waiting.push(user, waiting);
      if (signal.aborted) gone();
      else signal.addEventListener('abort', gone, { once: true });
    });
  }

  #hasRoom(bytes: number): boolean {
    const { changes, bytes: most } = apiLimits.fairness.underWay;
    // The largest of all goes alone, if need be.
    return this.#underWay < changes && (this.#underWay === 0 || this.#underWayBytes + bytes <= most);
  }

  #enter(bytes: number): void {
    this.#underWay += 1;
    this.#underWayBytes += bytes;
  }

  #leave(bytes: number): void {
    this.#underWay -= 1;
    this.#underWayBytes -= bytes;
    for (let { next } = this.#waiting; next !== undefined; { next } = this.#waiting) {
      if (!this.#hasRoom(next.item.bytes)) return;
      this.#waiting.take();
      this.#enter(next.item.bytes);
      next.item.grant();
    }
  }
}
