// Changes of JSON: the merge patch of RFC 7386, and the three-way merge behind `apply`, which merges
// lists of named items item by item, as Kubernetes' strategic merge does, by the list keys of the
// schema.
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { identityOf } from '#kernel/model/list-key.ts';
import { fieldNamed } from '#kernel/model/schema-index.ts';

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/** `target` changed by a JSON merge patch (RFC 7386): null removes, objects merge, all else replaces. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const result: Record<string, Json> = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

function identity(item: Json, keys: readonly string[]): string | undefined {
  return isJsonObject(item) ? identityOf(item, keys) : undefined;
}

/** The items of a list by identity, the first of each. */
function byIdentity(list: Json, keys: readonly string[]): Map<string | undefined, Json> {
  const items = new Map<string | undefined, Json>();
  for (const item of Array.isArray(list) ? list : []) {
    const id = identity(item, keys);
    if (!items.has(id)) items.set(id, item);
  }
  return items;
}

function mergeList(field: FieldSchema, last: Json, wanted: readonly Json[], live: Json): readonly Json[] {
  const keys = field.listKey;
  if (keys === undefined || !Array.isArray(live)) return wanted;
  const [lastItems, wantedItems, liveItems] = [
    byIdentity(last, keys),
    byIdentity(wanted, keys),
    byIdentity(live, keys),
  ];
  const schema = field.message?.().schema;
  const merged = wanted.map((item) => {
    const id = identity(item, keys);
    return threeWay(schema, lastItems.get(id), item, liveItems.get(id));
  });
  const others = live.filter((item) => {
    const id = identity(item, keys);
    return !wantedItems.has(id) && !lastItems.has(id);
  });
  return [...merged, ...others];
}

function mergeField(field: FieldSchema | undefined, last: Json, wanted: Json, live: Json): Json {
  if (field?.container === 'list' && Array.isArray(wanted)) return mergeList(field, last, wanted, live);
  if (isJsonObject(wanted))
    return threeWay(field?.container === 'map' ? undefined : field?.message?.().schema, last, wanted, live);
  return wanted;
}

function threeWay(schema: MessageSchema | undefined, last: Json, wanted: Json, live: Json): Json {
  if (!isJsonObject(wanted)) return wanted;
  const result: Record<string, Json> = isJsonObject(live) ? { ...live } : {};
  for (const key of Object.keys(isJsonObject(last) ? last : {})) {
    if (Object.hasOwn(wanted, key)) continue;
    const left =
      fieldNamed(schema, key)?.container === 'map' && isJsonObject(last) && isJsonObject(result[key])
        ? threeWay(undefined, last[key], {}, result[key])
        : {};
    // A map that is no longer applied keeps the entries of others; anything else goes whole.
    if (isJsonObject(left) && Object.keys(left).length > 0) result[key] = left;
    else delete result[key];
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (key === '__proto__') continue;
    if (value === null) delete result[key];
    else
      result[key] = mergeField(
        fieldNamed(schema, key),
        isJsonObject(last) ? last[key] : undefined,
        value,
        result[key],
      );
  }
  return result;
}

/**
 * What `apply` makes of an object: `live` with everything that `wanted` says, without what `last` (the
 * manifest applied before) said and `wanted` no longer does; what others have set stays.
 */
export function applyMerge(
  schema: MessageSchema,
  last: JsonObject,
  wanted: JsonObject,
  live: JsonObject,
): JsonObject {
  const merged = threeWay(schema, last, wanted, live);
  return isJsonObject(merged) ? merged : wanted;
}
