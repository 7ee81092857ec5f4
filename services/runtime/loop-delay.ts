// How late a thread's timers fire: what its event loop was busy with meanwhile is as long. Measured by the timers that
// the thread has anyway: one of its own, often enough to see short delays, woke an idle raft thread more than all else.
import { createHistogram } from 'node:perf_hooks';
import type { Clock, Timer } from '#kernel/ports.ts';

/** The longest delay told apart, in microseconds. */
const mostUs = 3_600_000_000;

export class LoopDelay {
  readonly #clock: Clock;
  readonly #delays = createHistogram({ lowest: 1, highest: mostUs, figures: 3 });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The clock, with every timer of it measured. */
  get clock(): Clock {
    const clock = this.#clock;
    return {
      monotonicMs: () => clock.monotonicMs(),
      wallMs: () => clock.wallMs(),
      schedule: (delayMs: number, callback: () => void): Timer => {
        const dueMs = clock.monotonicMs() + delayMs;
        return clock.schedule(delayMs, () => {
          const lateUs = Math.round((clock.monotonicMs() - dueMs) * 1000);
          this.#delays.record(Math.min(Math.max(lateUs, 1), mostUs));
          callback();
        });
      },
    };
  }

  /** The 99th percentile and the longest of the delays since the last call, in seconds; zeros when there were none. */
  take(): { readonly p99Seconds: number; readonly maxSeconds: number } {
    const delays = this.#delays;
    const taken =
      delays.count === 0
        ? { p99Seconds: 0, maxSeconds: 0 }
        : { p99Seconds: delays.percentile(99) / 1e6, maxSeconds: delays.max / 1e6 };
    delays.reset();
    return taken;
  }
}
