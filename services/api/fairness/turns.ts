// The processor of the thread that serves users, shared by turns. What somebody asks is begun at once while there is time
// left in this turn of the event loop; when there is none it waits, and is begun in rounds among users, a few
// milliseconds in each turn of the loop. So however much one user asks, another's is next but for one of everybody's, and
// what comes from masters and nodes, which waits for no turn, is heard in between.
import { apiLimits } from '#api/limits.ts';
import { Rounds } from '#api/fairness/rounds.ts';

/** What turns are measured and put off by. */
export interface TurnClock {
  /** Milliseconds, growing. */
  now(): number;
  /** Calls back in the next turn of the event loop, after what has come in by then. */
  soon(run: () => void): void;
}

const eventLoop: TurnClock = {
  now: () => performance.now(),
  soon: (run) => void setImmediate(run),
};

export class Turns {
  readonly #clock: TurnClock;
  readonly #waiting = new Rounds<() => void>();
  #spentMs = 0;
  #isAsked = false;

  constructor(clock: TurnClock = eventLoop) {
    this.#clock = clock;
  }

  /** How much waits. Everything that waits is counted by who asks for it: calls, requests and streams are bounded. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Begins `work` when it is the user's turn; resolves with what it comes to. What it does until it first waits counts. */
  async start<T>(user: string, work: () => T | Promise<T>): Promise<T> {
    if (this.#waiting.size === 0 && this.#spentMs < apiLimits.fairness.turnMs) return this.#measured(work);
    return new Promise((resolve, reject) => {
      this.#waiting.push(user, () => {
        try {
          resolve(this.#measured(work));
        } catch (error) {
          reject(error);
        }
      });
      this.#askForTurn();
    });
  }

  #measured<T>(work: () => T): T {
    const startedAt = this.#clock.now();
    try {
      return work();
    } finally {
      this.#spentMs += this.#clock.now() - startedAt;
      this.#askForTurn();
    }
  }

  #askForTurn(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#clock.soon(() => this.#turn());
  }

  #turn(): void {
    this.#isAsked = false;
    this.#spentMs = 0;
    while (this.#spentMs < apiLimits.fairness.turnMs) {
      const begin = this.#waiting.take();
      if (begin === undefined) return;
      begin();
    }
    this.#askForTurn();
  }
}
