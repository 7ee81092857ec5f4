// Strategic merge patches, as Kubernetes defines them: a merge patch that knows the schema, so that lists of named
// items are merged item by item, and directives say what a merge can't: `$patch: replace|delete|merge`,
// `$retainKeys`, `$setElementOrder/LIST`, `$deleteFromPrimitiveList/LIST`.
import { OrcError } from '#kernel/errors.ts';
import { canonicalText } from '#kernel/model/hash.ts';
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

function directiveOf(item: unknown): string {
  const directive = isJsonObject(item) ? item[directiveKey] : undefined;
  return typeof directive === 'string' ? directive : '';
}

/** Whether an item says something of its list, and is none of what shall stand there. */
function isMark(item: unknown): boolean {
  const directive = directiveOf(item);
  return directive === 'replace' || directive === 'delete';
}

/** What tells an item from others, as text; undefined of one that has no key. */
type Identity = (item: unknown) => string | undefined;

/** Where each identity stands first in a list. */
function placesIn(items: readonly unknown[], identity: Identity): (item: unknown) => number | undefined {
  const places = new Map<string, number>();
  for (const [place, item] of items.entries()) {
    const text = identity(item);
    if (text !== undefined && !places.has(text)) places.set(text, place);
  }
  return (item) => {
    const text = identity(item);
    return text === undefined ? undefined : places.get(text);
  };
}

/**
 * The items of `merged` as Kubernetes orders them: those that `order` names stand as it has them, the others as they
 * stand in `merged`. Of the two, one of the others comes first only where it stood before the next one that is named.
 */
function ordered(
  merged: readonly unknown[],
  order: readonly unknown[],
  live: readonly unknown[],
  identity: Identity,
): readonly unknown[] {
  const [asked, stood] = [placesIn(order, identity), placesIn(live, identity)];
  const others = merged.filter((item) => asked(item) === undefined);
  const named = merged
    .filter((item) => asked(item) !== undefined)
    .toSorted((one, other) => (asked(one) ?? 0) - (asked(other) ?? 0));
  const result: unknown[] = [];
  let next = 0;
  for (const item of named) {
    const place = stood(item);
    for (let other = others[next]; next < others.length; other = others[++next]) {
      const before = stood(other);
      if (place === undefined || before === undefined || before >= place) break;
      result.push(other);
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}

/** Refuses an order that lacks what the patch adds or changes, or has it in another order: the two contradict. */
function checkOrder(
  patch: readonly unknown[],
  order: readonly unknown[],
  identity: Identity,
  path: string,
): void {
  if (order.length === 0) return;
  const asked = order.map(identity);
  let from = 0;
  for (const item of patch) {
    if (isMark(item)) continue;
    const at = asked.indexOf(identity(item), from);
    if (at < 0)
      throw new OrcError(
        'BadRequest',
        `the patch at ${path}: its items must stand in ${orderPrefix}${path.split('.').at(-1)} too, in the same order`,
      );
    from = at + 1;
  }
}

function mergeScalars(
  live: readonly unknown[],
  added: readonly unknown[],
  removed: readonly unknown[],
  order: readonly unknown[] | undefined,
  path: string,
): readonly unknown[] {
  if (order !== undefined) checkOrder(added, order, canonicalText, path);
  const gone = new Set(removed.map(canonicalText));
  const kept = live.filter((item) => !gone.has(canonicalText(item)));
  const there = new Set(kept.map(canonicalText));
  const merged = [...kept, ...added.filter((item) => !there.has(canonicalText(item)))];
  return ordered(merged, order ?? added, live, canonicalText);
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
  const identity: Identity = (item) =>
    isJsonObject(item) && item[key] !== undefined ? canonicalText(item[key]) : undefined;
  if (order !== undefined) checkOrder(patch, order, identity, path);
  if (patch.some((item) => directiveOf(item) === 'replace'))
    return patch.filter((item) => !isMark(item)).map((item) => merged(schema, undefined, item, path));
  const result = [...live];
  const gone = new Set<number>();
  const places = new Map<string | undefined, number[]>();
  for (const [at, item] of live.entries()) {
    const text = identity(item);
    const others = places.get(text);
    if (others === undefined) places.set(text, [at]);
    else others.push(at);
  }
  for (const item of patch) {
    const value = keyValue(item, key, path);
    const text = identity(item);
    // Of those that share a key the first is changed, and all are deleted.
    const [at] = places.get(text) ?? [];
    if (directiveOf(item) === 'delete') {
      for (const each of places.get(text) ?? []) gone.add(each);
      places.delete(text);
      continue;
    }
    const former = at === undefined ? undefined : result[at];
    const next = merged(schema, former, item, `${path}[${key}=${JSON.stringify(value)}]`);
    if (at === undefined) places.set(text, [result.push(next) - 1]);
    else result[at] = next;
  }
  const left = result.filter((_item, at) => !gone.has(at));
  // As in Kubernetes: where an order is asked for, what is new takes the places that deleted items have left.
  const stood = order === undefined ? live : left.slice(0, live.length);
  return ordered(left, order ?? patch, stood, identity);
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
    ? mergeScalars(present, given, removed, order, path)
    : mergeItems(field, field.patchMergeKey, present, given, order, path);
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isMark(item)).map(withoutDirectives);
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
