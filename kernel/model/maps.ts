// What the generated codecs do with protobuf maps.
import { type Reader, setEntry } from '#kernel/model/wire.ts';

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a map by key, by code units: the same on every machine. Most have few, which are in order already. */
export function entriesByKey<T>(map: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  const entries = Object.entries(map);
  let last = '';
  for (const [key] of entries) {
    if (key < last) return entries.toSorted(byKey);
    last = key;
  }
  return entries;
}

/** Reads one map entry into `map`. */
export function readEntry<T>(reader: Reader, map: Record<string, T>, read: () => T, zero: () => T): void {
  reader.message((_reader, end) => {
    let key = '';
    let value: T | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      if (tag === 10) key = reader.string();
      else if (tag >> 3 === 2) value = read();
      else reader.skip(tag, undefined);
    }
    setEntry(map, key, value ?? zero());
  });
}
