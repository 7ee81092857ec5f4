// Values that are made of equal texts again and again, made once.

/** How many are in each of the two generations. */
const generationCount = 1_024;

/** What was made of which text lately: bounded, the longest unused goes. */
export class Interned<T> {
  #young = new Map<string, T>();
  #old = new Map<string, T>();

  get(key: string): T | undefined {
    const found = this.#young.get(key);
    if (found !== undefined) return found;
    const kept = this.#old.get(key);
    if (kept !== undefined) this.set(key, kept);
    return kept;
  }

  /** What is kept of a text, or what `make` makes of it, which is kept unless it is undefined. */
  of<M extends T | undefined>(key: string, make: (key: string) => M): T | M {
    const kept = this.get(key);
    if (kept !== undefined) return kept;
    const made = make(key);
    if (made !== undefined) this.set(key, made);
    return made;
  }

  set(key: string, value: T): void {
    if (this.#young.size >= generationCount) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
