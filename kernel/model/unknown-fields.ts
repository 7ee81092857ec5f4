// Fields that a kind does not have: Kubernetes' clients choose whether they are refused, dropped with a warning, or
// dropped in silence (fieldValidation).
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { keysShown, repeatedIn } from '#kernel/model/list-key.ts';
import { fieldNamed } from '#kernel/model/schema-index.ts';
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';

/** What every object may say of itself, and old fields that nobody reads any more. */
const beside: Readonly<Record<string, readonly string[]>> = { '': ['apiVersion', 'kind'] };
const dropped: Readonly<Record<string, readonly string[]>> = { metadata: ['selfLink', 'clusterName'] };

function without(field: FieldSchema, value: unknown, path: string, found: string[]): unknown {
  const schema = field.message?.().schema;
  if (schema === undefined) return value;
  const one = (item: unknown, at: string): unknown =>
    isJsonObject(item) ? cleaned(schema, item, at, found) : item;
  if (field.container === 'list')
    return Array.isArray(value) ? value.map((item, index) => one(item, `${path}[${index}]`)) : value;
  if (field.container === 'map')
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, `${path}[${key}]`)]))
      : value;
  return one(value, path);
}

function cleaned(schema: MessageSchema, json: JsonObject, path: string, found: string[]): JsonObject {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json)) {
    const field = fieldNamed(schema, name);
    const at = path === '' ? name : `${path}.${name}`;
    if (field !== undefined && field.internal !== true) result[name] = without(field, value, at, found);
    // Refused by name where the object is read: it would mean something, and orc does not do it yet.
    else if (beside[path]?.includes(name) === true || schema.unsupported.includes(name)) result[name] = value;
    else if (dropped[path]?.includes(name) !== true) found.push(at);
  }
  return result;
}

/** An object's JSON without the fields its kind does not have, and the paths of those. */
export function withoutUnknown(
  schema: MessageSchema,
  json: JsonObject,
): { readonly json: JsonObject; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  return { json: cleaned(schema, json, '', unknown), unknown };
}

/** A field that an object sets, and where. */
interface SetField {
  readonly field: FieldSchema;
  readonly value: unknown;
  readonly at: string;
}

/** Every field that an object sets, at all depths. */
function* fieldsIn(schema: MessageSchema, json: JsonObject, path: string): Generator<SetField, void> {
  for (const [name, value] of Object.entries(json)) {
    const field = fieldNamed(schema, name);
    if (field === undefined) continue;
    const at = path === '' ? name : `${path}.${name}`;
    yield { field, value, at };
    const inner = field.inert === true ? undefined : field.message?.().schema;
    if (inner === undefined) continue;
    const items: readonly (readonly [string, unknown])[] =
      field.container === 'list' && Array.isArray(value)
        ? value.map((item, index) => [`${at}[${index}]`, item] as const)
        : field.container === 'map' && isJsonObject(value)
          ? Object.entries(value).map(([key, item]) => [`${at}[${key}]`, item] as const)
          : [[at, value] as const];
    for (const [where, item] of items) if (isJsonObject(item)) yield* fieldsIn(inner, item, where);
  }
}

/** What is to be said of an object that is taken: fields that orc does not act on yet, and items that hide others. */
export function remarksOn(schema: MessageSchema, json: JsonObject): readonly string[] {
  const remarks: string[] = [];
  for (const { field, value, at } of fieldsIn(schema, json, '')) {
    // What the default says anyway asks for nothing.
    if (field.inert === true && !equalValues(value, field.default))
      remarks.push(`${at}: is stored, but orc does not act on it yet`);
    if (field.mayRepeat !== true || field.listKey === undefined || !Array.isArray(value)) continue;
    for (const index of repeatedIn(value, field.listKey)) {
      const shown = JSON.stringify(keysShown(value[index], field.listKey));
      remarks.push(
        `${at}[${index}]: hides previous definition of ${shown}, which may be dropped when using apply`,
      );
    }
  }
  return remarks;
}
