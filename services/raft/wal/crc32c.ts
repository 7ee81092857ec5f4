// CRC-32C (Castagnoli, reflected polynomial 0x82f63b78), eight bytes a step by eight tables.

const polynomial = 0x82f63b78;
const tables = makeTables();

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    made[byte] = value;
  }
  for (let slot = 256; slot < 8 * 256; slot++) {
    const before = made[slot - 256] ?? 0;
    made[slot] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}

/** The checksum of `bytes`, going on from `seed` (the checksum of what stands before them; 0 at first). */
export function crc32c(bytes: Uint8Array, seed = 0): number {
  let crc = ~seed;
  let at = 0;
  const table = (index: number): number => tables[index] ?? 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low =
      crc ^
      ((bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24));
    crc =
      table(1792 + (low & 0xff)) ^
      table(1536 + ((low >>> 8) & 0xff)) ^
      table(1280 + ((low >>> 16) & 0xff)) ^
      table(1024 + (low >>> 24)) ^
      table(768 + (bytes[at + 4] ?? 0)) ^
      table(512 + (bytes[at + 5] ?? 0)) ^
      table(256 + (bytes[at + 6] ?? 0)) ^
      table(bytes[at + 7] ?? 0);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ table((crc ^ (bytes[at] ?? 0)) & 0xff);
  return ~crc >>> 0;
}
