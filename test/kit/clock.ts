// A clock that stands still until a test moves it.
import type { Clock, Timer } from '#kernel/ports.ts';

export class TestClock implements Clock {
  #ms = 0;
  #wallMs: number;
  readonly #timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  /** `wallMs` is what it shows first. */
  constructor(wallMs = Date.UTC(2026, 0, 31, 8)) {
    this.#wallMs = wallMs;
  }

  monotonicMs(): number {
    return this.#ms;
  }

  wallMs(): number {
    return this.#wallMs;
  }

  schedule(delayMs: number, callback: () => void): Timer {
    const timer = { atMs: this.#ms + delayMs, callback };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** Moves on; what is due is called in its order. */
  advance(ms: number): void {
    const untilMs = this.#ms + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).toSorted(byTime);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#set(next.atMs);
      next.callback();
    }
    this.#set(untilMs);
  }

  #set(ms: number): void {
    this.#wallMs += ms - this.#ms;
    this.#ms = ms;
  }
}

function byTime(one: { readonly atMs: number }, other: { readonly atMs: number }): number {
  return one.atMs - other.atMs;
}
