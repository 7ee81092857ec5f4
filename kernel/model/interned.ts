// Values that are made of equal texts again and again, made once.

/** How many are in each of the two generations, unless it is said. */
const usualCount = 1_024;

/** What was made of which text lately: bounded, the longest unused goes. */
export class Interned<T> {
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  readonly #generationCount: number;

  constructor(generationCount = usualCount) {
    this.#generationCount = generationCount;
  }

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
    if (this.#young.size >= this.#generationCount) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

/** How many messages are remembered of one type, each in the one place that its bytes hash to. */
const places = 2_048;

interface Place<T> {
  readonly bytes: Uint8Array;
  readonly value: T;
}

/**
 * What was made of which bytes lately: of two that hash to one place the later stays. No text is made of the bytes, which
 * would take longer than to look through them.
 */
export class InternedBytes<T> {
  readonly #places: (Place<T> | undefined)[] = [];

  constructor() {
    for (let place = 0; place < places; place++) this.#places.push(undefined);
  }

  /** The place of the bytes of `buffer` from `start` to `end`. */
  placeOf(buffer: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    for (let index = start; index < end; index++) hash = (Math.imul(hash, 31) + (buffer[index] ?? 0)) | 0;
    return (hash ^ (hash >>> 11)) & (places - 1);
  }

  /** What was made of these bytes, if that is what their place remembers. */
  find(place: number, buffer: Uint8Array, start: number, end: number): T | undefined {
    const found = this.#places[place];
    if (found === undefined || found.bytes.length !== end - start) return undefined;
    const { bytes } = found;
    for (let index = start; index < end; index++)
      if (bytes[index - start] !== buffer[index]) return undefined;
    return found.value;
  }

  /** Remembers what was made of bytes, which must stay as they are. */
  keep(place: number, bytes: Uint8Array, value: T): void {
    this.#places[place] = { bytes, value };
  }
}
