// Linearizable reads without the log (Raft dissertation, 6.4). A read is safe at the commit index of the
// moment a quorum confirms that this leader still leads, if the confirmation was asked for AFTER the read
// arrived. Reads that wait together share one round of heartbeats; a round's number is never used twice in
// a term, and replies carry the term, so no late reply can confirm a later read.
import { invariant } from '#kernel/errors.ts';
import type { SafeRead } from './types.ts';

interface Round {
  readonly number: number;
  readonly index: number;
  readonly ids: readonly number[];
}

export interface ReadRoundsImage {
  readonly waiting: readonly number[];
  readonly rounds: readonly Round[];
  readonly last: number;
}

export class ReadRounds {
  #waiting: number[] = [];
  #rounds: Round[] = [];
  #last = 0;

  static fromImage({ waiting, rounds, last }: ReadRoundsImage): ReadRounds {
    const reads = new ReadRounds();
    reads.#waiting = [...waiting];
    reads.#rounds = [...rounds];
    reads.#last = last;
    return reads;
  }

  image(): ReadRoundsImage {
    return { waiting: [...this.#waiting], rounds: [...this.#rounds], last: this.#last };
  }

  /** The number that heartbeats carry now: that of the newest round. */
  get current(): number {
    return this.#last;
  }
  get waiting(): boolean {
    return this.#waiting.length > 0;
  }
  get underWay(): number {
    return this.#rounds.length;
  }

  add(id: number): void {
    this.#waiting.push(id);
  }

  /** Starts a round for the reads that wait. They may read at `commitIndex`. */
  start(commitIndex: number): void {
    invariant(this.#waiting.length > 0, 'a read round has a read');
    this.#last += 1;
    this.#rounds.push({ number: this.#last, index: commitIndex, ids: this.#waiting });
    this.#waiting = [];
  }

  /** Ends every round that a quorum has confirmed; a later round confirms the earlier ones. */
  confirm(isConfirmed: (round: number) => boolean): SafeRead[] {
    let done = this.#rounds.length;
    while (done > 0) {
      const round = this.#rounds[done - 1];
      if (round !== undefined && isConfirmed(round.number)) break;
      done -= 1;
    }
    return this.#rounds
      .splice(0, done)
      .flatMap((round) => round.ids.map((id) => ({ id, index: round.index })));
  }

  /** Gives up: leadership is lost. The ids of all reads that wait. */
  fail(): number[] {
    const ids = [...this.#rounds.flatMap((round) => round.ids), ...this.#waiting];
    this.#rounds = [];
    this.#waiting = [];
    return ids;
  }
}
