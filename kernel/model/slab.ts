// Bytes that are kept for long, many of them short: each in an ArrayBuffer of its own would cost more than it holds.

/** What short ones share. A slab lives as long as any of what is in it. */
const slabBytes = 8_192;
/** What is longer has its own. */
const sharedBytes = 1_024;

let slab = new Uint8Array(slabBytes);
let taken = 0;

/** A copy of bytes, to be kept. Its buffer may hold others too. */
export function keptBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length > sharedBytes) return new Uint8Array(bytes);
  if (taken + bytes.length > slabBytes) {
    slab = new Uint8Array(slabBytes);
    taken = 0;
  }
  const kept = slab.subarray(taken, taken + bytes.length);
  kept.set(bytes);
  taken += bytes.length;
  return kept;
}
