// The last events, for watches: what makes it possible to resume after any event that is still here. What watches decode
// of the newest is kept, because every watch is about to look at them; of older ones it is not, because few will.
import { limits } from '#kernel/limits.ts';
import type { StoreEvent } from '#kernel/store/event.ts';

export class EventWindow {
  #older: StoreEvent[] = [];
  #start = 0;
  #newest: StoreEvent[] = [];
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
    for (const event of events) this.#newest.push(event);
    if (this.#newest.length >= limits.windowNewest * 2) {
      for (const event of this.#newest.splice(0, this.#newest.length - limits.windowNewest))
        this.#older.push(event.twin());
    }
    const excess = this.#older.length - this.#start + this.#newest.length - limits.windowEvents;
    if (excess > 0) {
      this.#floor = this.#older[this.#start + excess - 1]?.revision ?? this.#floor;
      this.#start += excess;
    }
    if (this.#start > limits.windowEvents) {
      this.#older = this.#older.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The first events after `revision`, oldest first, at most so many; undefined when some are no longer kept. */
  since(revision: number, most: number): readonly StoreEvent[] | undefined {
    if (revision < this.#floor) return undefined;
    const { older, newest } = this.#after(revision, most);
    return [...older.map((event) => event.twin()), ...newest];
  }

  #after(
    revision: number,
    most: number,
  ): { readonly older: readonly StoreEvent[]; readonly newest: readonly StoreEvent[] } {
    const from = place(this.#older, revision, this.#start);
    const older = this.#older.slice(from, from + most);
    const first = place(this.#newest, revision, 0);
    return { older, newest: this.#newest.slice(first, first + most - older.length) };
  }
}

/** Where the first event after `revision` is, from `start` on. */
function place(events: readonly { readonly revision: number }[], revision: number, start: number): number {
  let low = start;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.revision ?? 0) <= revision) low = middle + 1;
    else high = middle;
  }
  return low;
}
