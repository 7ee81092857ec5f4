// Strategic merge patches, as Kubernetes defines them: a merge patch that knows the schema, so that lists of named
// items are merged item by item, and directives say what a merge can't: `$patch: replace|delete|merge`,
// `$retainKeys`, `$setElementOrder/LIST`, `$deleteFromPrimitiveList/LIST`.
import { OrcError } from '#kernel/errors.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { fieldNamed } from '#kernel/model/schema-index.ts';
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';

const orderPrefix = '$setElementOrder/';
const deletePrefix = '$deleteFromPrimitiveList/';
const directiveKey = '$patch';
const retainKey = '$retainKeys';

function isOneOf(key: string, ...prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix));
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new OrcError('BadRequest', `the patch at ${path}: must be a list`);
}

/** The items of `merged` in the order that the patch asks for; those it does not name keep their place after. */
function ordered(
  merged: readonly unknown[],
  order: readonly unknown[],
  isSame: (item: unknown, wanted: unknown) => boolean,
): readonly unknown[] {
  const place = (item: unknown): number => order.findIndex((wanted) => isSame(item, wanted));
  const named = merged.filter((item) => place(item) >= 0).toSorted((a, b) => place(a) - place(b));
  const result: unknown[] = [];
  let next = 0;
  // An item the order does not name stays behind the named ones that stood before it.
  for (const item of merged) {
    if (place(item) < 0) result.push(item);
    else {
      const following = named[next++];
      if (following !== undefined) result.push(following);
    }
  }
  return result;
}

function mergeScalars(
  live: readonly unknown[],
  added: readonly unknown[],
  removed: readonly unknown[],
  order: readonly unknown[] | undefined,
): readonly unknown[] {
  const kept = live.filter((item) => !removed.some((gone) => equalValues(gone, item)));
  const fresh = added.filter((item) => !kept.some((there) => equalValues(there, item)));
  const merged = [...kept, ...fresh];
  return order === undefined ? merged : ordered(merged, order, equalValues);
}

function keyValue(item: unknown, key: string, path: string): unknown {
  const value = isJsonObject(item) ? item[key] : undefined;
  if (value === undefined)
    throw new OrcError(
      'BadRequest',
      `the patch at ${path}: an item has no ${key}, by which items are told apart`,
    );
  return value;
}

function mergeItems(
  field: FieldSchema,
  key: string,
  live: readonly unknown[],
  patch: readonly unknown[],
  order: readonly unknown[] | undefined,
  path: string,
): readonly unknown[] {
  const schema = field.message?.().schema;
  if (patch.some((item) => isJsonObject(item) && item[directiveKey] === 'replace'))
    return patch
      .filter((item) => !(isJsonObject(item) && item[directiveKey] === 'replace'))
      .map((item) => merged(schema, undefined, item, path));
  let result = [...live];
  for (const item of patch) {
    const value = keyValue(item, key, path);
    const at = result.findIndex((each) => isJsonObject(each) && equalValues(each[key], value));
    if (isJsonObject(item) && item[directiveKey] === 'delete') {
      if (at >= 0) result = result.toSpliced(at, 1);
      continue;
    }
    const next = merged(
      schema,
      at < 0 ? undefined : result[at],
      item,
      `${path}[${key}=${JSON.stringify(value)}]`,
    );
    result = at < 0 ? [...result, next] : result.with(at, next);
  }
  if (order === undefined) return result;
  return ordered(result, order, (item, wanted) =>
    isJsonObject(item) && isJsonObject(wanted) ? equalValues(item[key], wanted[key]) : false,
  );
}

function mergeList(
  field: FieldSchema,
  live: unknown,
  patch: unknown,
  directives: { readonly order: unknown; readonly removed: unknown },
  path: string,
): unknown {
  const present = Array.isArray(live) ? live : [];
  const order = directives.order === undefined ? undefined : listOf(directives.order, path);
  const removed = directives.removed === undefined ? [] : listOf(directives.removed, path);
  const given = patch === undefined ? [] : listOf(patch, path);
  if (field.patchStrategy?.includes('merge') !== true) return given;
  return field.patchMergeKey === undefined
    ? mergeScalars(present, given, removed, order)
    : mergeItems(field, field.patchMergeKey, present, given, order, path);
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => inner !== null && key !== directiveKey && key !== retainKey)
      .filter(([key]) => !isOneOf(key, orderPrefix, deletePrefix))
      .map(([key, inner]) => [key, withoutDirectives(inner)]),
  );
}

/** Only the fields that the patch says to keep, where it says so. */
function retained(live: JsonObject, patch: JsonObject, path: string): JsonObject {
  const kept = patch[retainKey];
  if (kept === undefined) return live;
  const names = listOf(kept, `${path}.${retainKey}`);
  return Object.fromEntries(Object.entries(live).filter(([name]) => names.includes(name)));
}

function merged(schema: MessageSchema | undefined, live: unknown, patch: unknown, path: string): unknown {
  if (!isJsonObject(patch)) return patch;
  const directive = patch[directiveKey];
  if (directive === 'replace') return withoutDirectives(patch);
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge')
    throw new OrcError(
      'BadRequest',
      `the patch at ${path}: ${directiveKey} is ${JSON.stringify(directive)}, must be replace, delete or merge`,
    );
  const result: Record<string, unknown> = { ...retained(isJsonObject(live) ? live : {}, patch, path) };
  const names = new Set(
    Object.keys(patch)
      .filter((key) => key !== directiveKey && key !== retainKey && key !== '__proto__')
      .map((key) => key.replace(orderPrefix, '').replace(deletePrefix, '')),
  );
  for (const name of names) {
    const value = patch[name];
    const order = patch[`${orderPrefix}${name}`];
    const removed = patch[`${deletePrefix}${name}`];
    const field = fieldNamed(schema, name);
    const at = path === '' ? name : `${path}.${name}`;
    if (value === null) delete result[name];
    else if (
      field?.container === 'list' &&
      (order !== undefined || removed !== undefined || Array.isArray(value))
    )
      result[name] =
        value === undefined && !Array.isArray(result[name])
          ? result[name]
          : mergeList(field, result[name], value, { order, removed }, at);
    else if (value !== undefined) {
      const inner = field === undefined || field.container === 'map' ? undefined : field.message?.().schema;
      result[name] = isJsonObject(value) ? merged(inner, result[name], value, at) : withoutDirectives(value);
    }
    if (result[name] === undefined) delete result[name];
  }
  return result;
}

/** `target` changed by a strategic merge patch. Throws BadRequest for a patch that makes no sense, naming where. */
export function strategicPatch(schema: MessageSchema, target: JsonObject, patch: unknown): JsonObject {
  if (!isJsonObject(patch)) throw new OrcError('BadRequest', 'the patch is not a JSON object');
  const result = merged(schema, target, patch, '');
  if (isJsonObject(result)) return result;
  throw new OrcError('BadRequest', 'the patch is not a JSON object');
}
