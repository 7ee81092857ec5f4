// Values of JSON as CEL sees them.
import { isJsonObject } from '#kernel/model/json.ts';

/**
 * A map of CEL. One with the key `constructor` is a Map: the evaluator tells by that name what an object is, and could
 * read nothing of an object that has a field called so.
 */
export function celMap(
  entries: readonly (readonly [string, unknown])[],
): ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>> {
  return entries.some(([name]) => name === 'constructor') ? new Map(entries) : Object.fromEntries(entries);
}

/** The entries of a map of CEL; undefined for what is none. */
export function celEntries(value: unknown): ReadonlyMap<unknown, unknown> | undefined {
  if (value instanceof Map) return value;
  const isMap =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isMap ? new Map(Object.entries(value)) : undefined;
}

/** A value of JSON as CEL sees it: whole numbers are integers. */
export function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celValue);
  if (!isJsonObject(value)) return value;
  return celMap(Object.entries(value).map(([name, inner]) => [name, celValue(inner)]));
}
