// What stood where a value of a user's object stands, before a change: fields and entries of maps by their names, items
// of lists by the keys that tell them apart. Items of other lists are told apart by nothing.
import { extension, propertyOf, schemaAt } from '#kernel/custom/structural.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/** The keys by which the items of a list are told apart; none where they can't be. */
export function itemKeys(schema: JsonObject): readonly string[] {
  const keys = extension(schema, 'list-map-keys');
  return extension(schema, 'list-type') === 'map' && Array.isArray(keys) ? keys.map(String) : [];
}

function identityOf(item: unknown, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => (isJsonObject(item) ? (item[key] ?? null) : null)));
}

/** A list in an order that says nothing, where its own says nothing: of a set, or of items that keys tell apart. */
export function unordered(schema: JsonObject, list: readonly unknown[]): readonly unknown[] {
  const keys = itemKeys(schema);
  if (keys.length === 0 && extension(schema, 'list-type') !== 'set') return list;
  const nameOf = (item: unknown): string => (keys.length > 0 ? identityOf(item, keys) : JSON.stringify(item));
  return list
    .map((item) => ({ item, name: nameOf(item) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ item }) => item);
}

/** Finds the item that stood for another in the list before. */
export function formerItems(before: unknown, keys: readonly string[]): (item: unknown) => unknown {
  if (!Array.isArray(before) || keys.length === 0) return () => undefined;
  const known = new Map(before.map((item: unknown) => [identityOf(item, keys), item]));
  return (item) => known.get(identityOf(item, keys));
}

/** What a field or entry of an object was before. */
export function formerField(before: unknown, name: string): unknown {
  return isJsonObject(before) && Object.hasOwn(before, name) ? before[name] : undefined;
}

/** What stood before at the end of a path through a value; undefined where nothing did, or nobody can tell. */
export function formerAt(
  schema: JsonObject,
  value: unknown,
  before: unknown,
  path: readonly string[],
): unknown {
  const [name, ...rest] = path;
  if (name === undefined || before === undefined) return before;
  if (Array.isArray(value)) {
    const item: unknown = value[Number(name)];
    return formerAt(schemaAt(schema['items']), item, formerItems(before, itemKeys(schema))(item), rest);
  }
  const inner = isJsonObject(value) ? value[name] : undefined;
  return formerAt(propertyOf(schema, name) ?? {}, inner, formerField(before, name), rest);
}
