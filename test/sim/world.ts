// Virtual time and seeded chance: all that a simulation's events are made of. The same seed gives the same
// events in the same order, on any machine.
import type { Clock, Random } from '#kernel/ports.ts';

/** A small generator with 128 bits of state (xoshiro128**), seeded from one number. */
export class SeededRandom implements Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    let state = seed >>> 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = state ^ (state >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
  }

  #next(): number {
    const rotated = Math.imul(this.#b, 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  below(bound: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * bound);
  }

  uuid(): string {
    const hex = (): string => this.#next().toString(16).padStart(8, '0');
    const all = hex() + hex() + hex() + hex();
    return `${all.slice(0, 8)}-${all.slice(8, 12)}-4${all.slice(13, 16)}-8${all.slice(17, 20)}-${all.slice(20)}`;
  }

  /** True in `percent` of 100 cases; fractions count. */
  chance(percent: number): boolean {
    return this.below(100_000) < percent * 1000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * (this.below(1_000_000) / 1_000_000);
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(Math.max(1, items.length))];
  }
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly action: () => void;
  cancelled: boolean;
}

const traceLines = 400;

/** What happens next, and when. A binary heap by time, then by order of scheduling. */
export class World {
  readonly random: SeededRandom;
  nowMs = 0;
  events = 0;
  #heap: Event[] = [];
  #order = 0;
  #trace: string[] = [];

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  after(delayMs: number, action: () => void): { cancel(): void } {
    const event: Event = {
      atMs: this.nowMs + Math.max(0, delayMs),
      order: this.#order++,
      action,
      cancelled: false,
    };
    this.#push(event);
    return {
      cancel: () => {
        event.cancelled = true;
      },
    };
  }

  /** Runs events until `untilMs`; after each one `check` may throw. */
  run(untilMs: number, check: () => void, done: () => boolean = () => false): void {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#pop();
      if (next.cancelled) continue;
      this.nowMs = next.atMs;
      this.events += 1;
      next.action();
      check();
      if (done()) return;
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
  }

  /** A clock that runs `rate` times as fast as the world. */
  clock(rate: number): Clock {
    return {
      monotonicMs: () => this.nowMs * rate,
      wallMs: () => 1_700_000_000_000 + this.nowMs * rate,
      schedule: (delayMs, callback) => this.after(delayMs / rate, callback),
    };
  }

  note(line: string): void {
    this.#trace.push(`${this.nowMs.toFixed(3).padStart(10)} ${line}`);
    if (this.#trace.length > traceLines * 2) this.#trace.splice(0, traceLines);
  }

  get trace(): readonly string[] {
    return this.#trace.slice(-traceLines);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    heap.push(event);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) break;
      at = parent;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const right = left + 1;
      const smaller = right < heap.length && this.#isBefore(right, left) ? right : left;
      if (smaller >= heap.length || !this.#swapIfBefore(smaller, at)) break;
      at = smaller;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swapIfBefore(child: number, parent: number): boolean {
    if (!this.#isBefore(child, parent)) return false;
    const a = this.#heap[child];
    const b = this.#heap[parent];
    if (a === undefined || b === undefined) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }
}
