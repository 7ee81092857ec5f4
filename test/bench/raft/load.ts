// A closed loop: so many callers, each with one operation under way, for so long.
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  readonly failed: number;
}

/** The value below which `share` (0 to 1) of `sorted` lie. */
export function quantile(sorted: readonly number[] | Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Latencies in milliseconds, in a buffer that grows without copying numbers one by one. */
class Samples {
  #values = new Float64Array(1 << 16);
  count = 0;

  add(ms: number): void {
    if (this.count === this.#values.length) {
      const grown = new Float64Array(this.count * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.count++] = ms;
  }

  sorted(): Float64Array {
    return this.#values.subarray(0, this.count).sort();
  }
}

/**
 * Runs `callers` loops of `operation` (which resolves to whether it succeeded) for `warmUpMs`, then measures
 * for `measureMs`.
 */
export async function drive(
  callers: number,
  warmUpMs: number,
  measureMs: number,
  operation: (caller: number) => Promise<boolean>,
): Promise<LoadResult> {
  const from = performance.now() + warmUpMs;
  const until = from + measureMs;
  const samples = new Samples();
  let failed = 0;
  const loop = async (caller: number): Promise<void> => {
    for (;;) {
      const startedAt = performance.now();
      if (startedAt >= until) return;
      const succeeded = await operation(caller);
      const endedAt = performance.now();
      // What is done in the time counts, whenever it was begun: else a slow operation costs the rate its whole length.
      if (endedAt < from || endedAt > until) continue;
      if (succeeded) samples.add(endedAt - startedAt);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_none, caller) => loop(caller)));
  const sorted = samples.sorted();
  return {
    perSecond: (samples.count / measureMs) * 1000,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    worstMs: sorted.at(-1) ?? 0,
    failed,
  };
}
