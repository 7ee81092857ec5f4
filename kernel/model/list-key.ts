// What tells the items of a list apart.
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/** An item's identity by the keys of its list, as text; ports are TCP unless they say otherwise. */
export function identityOf(item: JsonObject, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => item[key] ?? (key === 'protocol' ? 'TCP' : null)));
}

/** The places of the items that share their keys with an earlier one. */
export function repeatedIn(items: readonly unknown[], keys: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return [...items.keys()].filter((index) => {
    const item = items[index];
    if (!isJsonObject(item)) return false;
    const identity = identityOf(item, keys);
    const isRepeated = seen.has(identity);
    seen.add(identity);
    return isRepeated;
  });
}

/** The keys of an item, as a message shows them: the value of a single one. */
export function keysShown(item: unknown, keys: readonly string[]): unknown {
  if (!isJsonObject(item)) return undefined;
  const [first] = keys;
  return keys.length === 1 && first !== undefined
    ? item[first]
    : Object.fromEntries(keys.map((key) => [key, item[key]]));
}
