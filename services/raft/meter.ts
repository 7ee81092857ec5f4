// What a member counts about itself. Plain numbers: they cross threads as they are and become Prometheus
// metrics on the other side.

/** Cumulative counts by upper bound, in seconds; the last bucket is everything. */
export interface HistogramSnapshot {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export const secondsBounds: readonly number[] = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
];

export class SecondsHistogram {
  readonly #counts = Array.from({ length: secondsBounds.length + 1 }, () => 0);
  #sum = 0;
  #count = 0;

  observe(seconds: number): void {
    let bucket = 0;
    while (bucket < secondsBounds.length && seconds > (secondsBounds[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
    this.#count += 1;
  }

  snapshot(): HistogramSnapshot {
    let running = 0;
    const counts = this.#counts.map((count) => (running += count));
    return { bounds: secondsBounds, counts, sum: this.#sum, count: this.#count };
  }
}

export interface MeterSnapshot {
  readonly proposals: number;
  readonly refusedBusy: number;
  readonly roleChanges: number;
  readonly messagesSent: number;
  readonly messagesReceived: number;
  readonly snapshots: number;
  /** From handing a batch to the disk to knowing it durable. */
  readonly persistSeconds: HistogramSnapshot;
  /** From a batch's append by this leader to its commit. */
  readonly commitSeconds: HistogramSnapshot;
}

interface OpenBatch {
  readonly lastIndex: number;
  readonly atMs: number;
}

/** Batches timed at once; beyond it new ones are not timed. */
const maxOpenBatches = 4096;

export class RaftMeter {
  proposals = 0;
  refusedBusy = 0;
  roleChanges = 0;
  messagesSent = 0;
  messagesReceived = 0;
  snapshots = 0;
  readonly persistSeconds = new SecondsHistogram();
  readonly commitSeconds = new SecondsHistogram();
  #open: OpenBatch[] = [];

  appended(firstIndex: number, count: number, nowMs: number): void {
    if (this.#open.length < maxOpenBatches)
      this.#open.push({ lastIndex: firstIndex + count - 1, atMs: nowMs });
  }

  committed(commitIndex: number, nowMs: number): void {
    let done = 0;
    for (const batch of this.#open) {
      if (batch.lastIndex > commitIndex) break;
      this.commitSeconds.observe((nowMs - batch.atMs) / 1000);
      done += 1;
    }
    if (done > 0) this.#open.splice(0, done);
  }

  snapshot(): MeterSnapshot {
    const { proposals, refusedBusy, roleChanges, messagesSent, messagesReceived, snapshots } = this;
    return {
      proposals,
      refusedBusy,
      roleChanges,
      messagesSent,
      messagesReceived,
      snapshots,
      persistSeconds: this.persistSeconds.snapshot(),
      commitSeconds: this.commitSeconds.snapshot(),
    };
  }
}
