// The last events, for watches: what makes it possible to resume after any event that is still here.
import { limits } from '#kernel/limits.ts';
import type { StoreEvent } from '#kernel/store/event.ts';

export class EventWindow {
  #events: StoreEvent[] = [];
  #start = 0;
  /** Everything after this revision is here. */
  #floor: number;

  constructor(floor: number) {
    this.#floor = floor;
  }

  /** The oldest revision from which a watch can resume. */
  get floor(): number {
    return this.#floor;
  }

  add(events: readonly StoreEvent[]): void {
    for (const event of events) this.#events.push(event);
    const excess = this.#events.length - this.#start - limits.windowEvents;
    if (excess > 0) {
      this.#floor = this.#events[this.#start + excess - 1]?.revision ?? this.#floor;
      this.#start += excess;
    }
    if (this.#start > limits.windowEvents) {
      this.#events = this.#events.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The events after `revision`, oldest first; undefined when some of them are no longer kept. */
  since(revision: number): readonly StoreEvent[] | undefined {
    if (revision < this.#floor) return undefined;
    let low = this.#start;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#events.slice(low);
  }
}
