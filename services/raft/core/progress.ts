// What a leader knows of one peer's log, and how fast it may send to it.
//
// probe      the peer's position is a guess: one append at a time, the next after a reply or heartbeat
// replicate  the position is known: appends are pipelined, bounded by messages and bytes under way
// snapshot   the peer needs entries that are compacted: nothing is sent until the snapshot's fate is known
import { invariant } from '#kernel/errors.ts';

export type ProgressState = 'probe' | 'replicate' | 'snapshot';

/** Long before any tick, and a number that JSON can hold. */
const neverHeard = -1_000_000_000;

interface InflightAppend {
  readonly lastIndex: number;
  readonly bytes: number;
}

export interface ProgressImage {
  readonly plain: Readonly<
    Pick<
      Progress,
      | 'state'
      | 'match'
      | 'next'
      | 'toldCommit'
      | 'heardTick'
      | 'recentlyActive'
      | 'round'
      | 'paused'
      | 'snapshotIndex'
    >
  >;
  readonly inflight: readonly InflightAppend[];
}

export class Progress {
  state: ProgressState = 'probe';
  /** Highest index known to be durable on the peer. */
  match = 0;
  /** The next index to send. */
  next: number;
  /** The commit index the peer was last told. */
  toldCommit = 0;
  /** The tick in which the peer was last heard from. */
  heardTick = neverHeard;
  /** Heard from since the last quorum check. */
  recentlyActive = false;
  /** The last read round the peer confirmed. */
  round = 0;
  /** A probe was sent and not yet answered. */
  paused = false;
  /** Index of the snapshot under way. */
  snapshotIndex = 0;
  #inflight: InflightAppend[] = [];
  #inflightBytes = 0;

  constructor(next: number) {
    this.next = next;
  }

  static fromImage({ plain, inflight }: ProgressImage): Progress {
    const progress = Object.assign(new Progress(plain.next), plain);
    progress.#inflight = [...inflight];
    for (const { bytes } of inflight) progress.#inflightBytes += bytes;
    return progress;
  }

  image(): ProgressImage {
    const { state, match, next, toldCommit, heardTick, recentlyActive, round, paused, snapshotIndex } = this;
    return {
      plain: { state, match, next, toldCommit, heardTick, recentlyActive, round, paused, snapshotIndex },
      inflight: [...this.#inflight],
    };
  }

  get inflightMessages(): number {
    return this.#inflight.length;
  }
  get inflightBytes(): number {
    return this.#inflightBytes;
  }

  becomeProbe(): void {
    // After a snapshot that may have arrived, go on behind it; a wrong guess costs one rejection.
    this.next = Math.max(this.match + 1, this.state === 'snapshot' ? this.snapshotIndex + 1 : 0);
    this.#enter('probe');
  }

  becomeReplicate(): void {
    this.next = this.match + 1;
    this.#enter('replicate');
  }

  becomeSnapshot(index: number): void {
    this.#enter('snapshot');
    this.snapshotIndex = index;
  }

  canSend(maxMessages: number, maxBytes: number): boolean {
    switch (this.state) {
      case 'probe':
        return !this.paused;
      case 'replicate':
        return this.#inflight.length < maxMessages && this.#inflightBytes < maxBytes;
      case 'snapshot':
        return false;
    }
  }

  /** Records an append of entries up to `lastIndex`. */
  sent(lastIndex: number, bytes: number): void {
    if (this.state === 'replicate') {
      invariant(lastIndex >= this.next, `appends to a replicating peer go forward`);
      this.next = lastIndex + 1;
      this.#inflight.push({ lastIndex, bytes });
      this.#inflightBytes += bytes;
    } else {
      this.paused = true;
    }
  }

  /** The peer holds everything up to `index`. False when that was known already. */
  acknowledged(index: number): boolean {
    this.#free(index);
    if (this.state === 'probe') this.paused = false;
    if (index <= this.match) return false;
    this.match = index;
    this.next = Math.max(this.next, index + 1);
    return true;
  }

  /** The peer refused entries after `rejected`; the logs may agree at `hint`. False when it is stale. */
  refused(rejected: number, hint: number): boolean {
    if (this.state === 'replicate') {
      if (rejected <= this.match) return false;
      this.becomeProbe();
      return true;
    }
    if (this.state === 'snapshot' || this.next - 1 !== rejected) return false;
    this.next = Math.max(Math.min(rejected, hint + 1), this.match + 1);
    this.paused = false;
    return true;
  }

  #enter(state: ProgressState): void {
    this.state = state;
    this.paused = false;
    this.snapshotIndex = 0;
    this.#inflight = [];
    this.#inflightBytes = 0;
  }

  #free(index: number): void {
    let count = 0;
    for (const append of this.#inflight) {
      if (append.lastIndex > index) break;
      this.#inflightBytes -= append.bytes;
      count += 1;
    }
    if (count > 0) this.#inflight.splice(0, count);
  }
}
