// Bytes of which many are short: each in an ArrayBuffer of its own would cost more than it holds.

/** What short ones share that are kept for long. */
const keptSlabBytes = 4_096;

/** Gives room for so many bytes. */
export interface Room {
  room(bytes: number): Uint8Array;
}

export class Slab implements Room {
  readonly #slabBytes: number;
  #bytes = new Uint8Array();
  #taken = 0;

  /**
   * `slabBytes`: what short ones share; what is longer than a quarter of that has its own. They live as long as any of
   * what is in them, so who keeps bytes together should be of one kind, or of one transaction.
   */
  constructor(slabBytes = keptSlabBytes) {
    this.#slabBytes = slabBytes;
  }

  /** Room for bytes that are to be kept. Its buffer may hold others too. */
  room(bytes: number): Uint8Array {
    if (bytes > this.#slabBytes / 4) return new Uint8Array(bytes);
    if (this.#taken + bytes > this.#bytes.length) {
      this.#bytes = new Uint8Array(this.#slabBytes);
      this.#taken = 0;
    }
    const start = this.#taken;
    this.#taken += bytes;
    return this.#bytes.subarray(start, this.#taken);
  }

  /** A copy of bytes, to be kept. */
  keep(bytes: Uint8Array): Uint8Array {
    const kept = this.room(bytes.length);
    kept.set(bytes);
    return kept;
  }
}
