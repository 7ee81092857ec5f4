// The last events, for watches: what makes it possible to resume after any event that is still here. What watches decode
// of the newest is kept, because every watch is about to look at them; of older ones it is not, because few will.
import { limits } from '#kernel/limits.ts';
import type { StoreEvent } from '#kernel/store/event.ts';

export class EventWindow {
  #older: StoreEvent[] = [];
  #start = 0;
  #newest: StoreEvent[] = [];
  #count = 0;
  /** Of the objects after their changes: what they were before, most often another event holds too. */
  #bytes = 0;
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
    this.#count += events.length;
    for (const event of events) {
      this.#newest.push(event);
      this.#bytes += event.after.sizeBytes;
    }
    if (this.#newest.length >= limits.windowNewest * 2) {
      for (const event of this.#newest.splice(0, this.#newest.length - limits.windowNewest))
        this.#older.push(event.twin());
    }
    this.#start += this.#forget(this.#older, this.#start);
    // What has gone is let go of with time, at a cost that does not depend on how much there is.
    if (this.#start * 2 > this.#older.length) {
      this.#older = this.#older.slice(this.#start);
      this.#start = 0;
    }
    if (this.#older.length > 0) return;
    const gone = this.#forget(this.#newest, 0);
    if (gone > 0) this.#newest.splice(0, gone);
  }

  /** Counts off events from `start` on, the oldest first, for as long as the window holds too many; returns how many. */
  #forget(events: readonly StoreEvent[], start: number): number {
    let place = start;
    for (;;) {
      const event = events[place];
      if (event === undefined || (this.#count <= limits.windowEvents && this.#bytes <= limits.windowBytes))
        return place - start;
      place += 1;
      this.#count -= 1;
      this.#bytes -= event.after.sizeBytes;
      this.#floor = event.revision;
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
