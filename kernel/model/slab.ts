// Bytes that are kept for long, many of them short: each in an ArrayBuffer of its own would cost more than it holds.

/** What short ones share. It lives as long as any of what is in it, so who keeps it together should be of one kind. */
const slabBytes = 4_096;
/** What is longer has its own. */
const sharedBytes = 1_024;

export class Slab {
  #bytes = new Uint8Array();
  #taken = 0;

  /** Room for bytes that are to be kept. Its buffer may hold others too. */
  room(bytes: number): Uint8Array {
    if (bytes > sharedBytes) return new Uint8Array(bytes);
    if (this.#taken + bytes > this.#bytes.length) {
      this.#bytes = new Uint8Array(slabBytes);
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
