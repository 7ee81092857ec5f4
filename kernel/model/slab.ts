// Bytes that are kept for long, many of them short: each in an ArrayBuffer of its own would cost more than it holds.

/** What short ones share. It lives as long as any of what is in it, so who keeps it together should be of one kind. */
const slabBytes = 4_096;
/** What is longer has its own. */
const sharedBytes = 1_024;

export class Slab {
  #bytes = new Uint8Array();
  #taken = 0;

  /** A copy of bytes, to be kept. Its buffer may hold others too. */
  keep(bytes: Uint8Array): Uint8Array {
    if (bytes.length > sharedBytes) return new Uint8Array(bytes);
    if (this.#taken + bytes.length > this.#bytes.length) {
      this.#bytes = new Uint8Array(slabBytes);
      this.#taken = 0;
    }
    const kept = this.#bytes.subarray(this.#taken, this.#taken + bytes.length);
    kept.set(bytes);
    this.#taken += bytes.length;
    return kept;
  }
}
