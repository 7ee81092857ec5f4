// Linearizable reads on their way: those that wait for a leader or for the next batch, those in a round of
// this leader, and those forwarded to the leader. Reads that wait together travel as one.
import type { ReadIndexResult } from './port.ts';
import type { Refused } from './transport/frames.ts';

/** A read's way through the driver. Repeating one is always safe. */
export interface PendingRead {
  /** 0: asked here. Else the member that forwarded it. */
  readonly origin: number;
  cancelled: boolean;
  readonly done: (result: ReadIndexResult) => void;
}

interface Batch {
  readonly reads: PendingRead[];
  /** The member asked, or 0 for a round of our own. */
  readonly to: number;
  readonly tick: number;
}

export class ReadBatches {
  #waiting: PendingRead[] = [];
  #batches = new Map<number, Batch>();
  #count = 0;

  /** Reads not answered yet. */
  get size(): number {
    return this.#count;
  }
  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  add(read: PendingRead): void {
    this.#count += 1;
    this.#waiting.push(read);
  }

  /** Takes all that wait into batch `id`, asked of `to` (0: of this leader). */
  launch(id: number, to: number, tick: number): void {
    this.#batches.set(id, { reads: this.#waiting, to, tick });
    this.#waiting = [];
  }

  finish(id: number, result: ReadIndexResult): void {
    const batch = this.#batches.get(id);
    if (batch === undefined) return;
    this.#batches.delete(id);
    this.#answer(batch.reads, result);
  }

  /** What member `from` says of batch `id`: not heeded where another one was asked, or this leader's own round. */
  answered(id: number, from: number, result: ReadIndexResult | Refused): void {
    if (this.#batches.get(id)?.to !== from) return;
    if (result.kind === 'unavailable') this.retry(id);
    // To wait and ask again would be the same again.
    else this.finish(id, result.kind === 'ok' ? result : { kind: 'unavailable', reason: result.reason });
  }

  /** The batch came to nothing: its reads wait again, but a peer's are answered, for it to decide. */
  retry(id: number): void {
    const batch = this.#batches.get(id);
    if (batch === undefined) return;
    this.#batches.delete(id);
    this.#waiting.push(...batch.reads.filter((read) => read.origin === 0));
    const remote = batch.reads.filter((read) => read.origin !== 0);
    this.#answer(remote, { kind: 'unavailable', reason: 'leadership was lost' });
  }

  /** Batches asked of others than `leaderId`, or too long ago, will not be answered. */
  retryStale(leaderId: number, olderThanTick: number): void {
    for (const [id, batch] of this.#batches) {
      if (batch.to !== 0 && (batch.to !== leaderId || batch.tick < olderThanTick)) this.retry(id);
    }
  }

  /** Answers the reads of peers that wait here, though this member does not lead. */
  refuseRemote(): void {
    const remote = this.#waiting.filter((read) => read.origin !== 0);
    if (remote.length === 0) return;
    this.#waiting = this.#waiting.filter((read) => read.origin === 0);
    this.#answer(remote, { kind: 'unavailable', reason: 'this master does not lead' });
  }

  /** Forgets reads whose askers went away while they waited. */
  sweep(): void {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((read) => !read.cancelled);
    this.#count -= before - this.#waiting.length;
  }

  #answer(reads: readonly PendingRead[], result: ReadIndexResult): void {
    this.#count -= reads.length;
    for (const read of reads) if (!read.cancelled) read.done(result);
  }
}
