// Linearizable reads share rounds of ReadIndex. Callers that ask in one turn of the event loop, or while
// a round is under way, wait for the next round together. A round that began before a caller asked is
// never that caller's: what was acknowledged in between might be missing from it.
import type { ReadIndexResult } from '#api/raft-port.ts';
import type { Waits } from '#api/waits.ts';

interface Round {
  readonly resolvers: ((result: ReadIndexResult) => void)[];
  /** Aborted when none of its callers waits any more. */
  readonly deserted: AbortController;
  waiting: number;
}

export class ReadRounds {
  readonly #waits: Waits;
  /** Asks for an index; resolves once this master's state has reached it, or says why there is none. */
  readonly #confirm: (signal: AbortSignal) => Promise<ReadIndexResult>;
  #next: Round | undefined;
  #isUnderWay = false;

  constructor(waits: Waits, confirm: (signal: AbortSignal) => Promise<ReadIndexResult>) {
    this.#waits = waits;
    this.#confirm = confirm;
  }

  /** What the next round comes to. Rejects with the signal's reason. */
  join(signal: AbortSignal): Promise<ReadIndexResult> {
    const round = (this.#next ??= this.#open());
    round.waiting += 1;
    const { promise, resolve } = this.#waits.begin<ReadIndexResult>(signal, () => {
      round.waiting -= 1;
      // One that has not begun may still be joined.
      if (round.waiting === 0 && round !== this.#next) round.deserted.abort();
    });
    round.resolvers.push(resolve);
    return promise;
  }

  #open(): Round {
    if (!this.#isUnderWay) setImmediate(() => void this.#run());
    return { resolvers: [], deserted: new AbortController(), waiting: 0 };
  }

  async #run(): Promise<void> {
    const round = this.#next;
    this.#next = undefined;
    if (round === undefined || round.waiting === 0) return;
    this.#isUnderWay = true;
    let result: ReadIndexResult;
    try {
      result = await this.#confirm(round.deserted.signal);
    } catch (error) {
      result = { kind: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
    }
    this.#isUnderWay = false;
    for (const resolve of round.resolvers) resolve(result);
    if (this.#next !== undefined) setImmediate(() => void this.#run());
  }
}
