// What the generated codecs do with protobuf maps.
import { type Reader, setEntry } from '#kernel/model/wire.ts';

/** Orders map entries by key, by code units: the same on every machine. */
export function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** Reads one map entry into `map`. */
export function readEntry<T>(reader: Reader, map: Record<string, T>, read: () => T, zero: () => T): void {
  reader.nested((end) => {
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
