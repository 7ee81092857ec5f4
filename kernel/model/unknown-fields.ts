// Fields that a kind does not have: Kubernetes' clients choose whether they are refused, dropped with a warning, or
// dropped in silence (fieldValidation).
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
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

/** The fields that an object sets and orc stores without acting on them yet. */
export function inertFields(schema: MessageSchema, json: JsonObject, path = ''): readonly string[] {
  return Object.entries(json).flatMap(([name, value]) => {
    const field = fieldNamed(schema, name);
    if (field === undefined) return [];
    const at = path === '' ? name : `${path}.${name}`;
    // What the default says anyway asks for nothing.
    if (field.inert === true) return equalValues(value, field.default) ? [] : [at];
    const inner = field.message?.().schema;
    if (inner === undefined) return [];
    const items: readonly (readonly [string, unknown])[] =
      field.container === 'list' && Array.isArray(value)
        ? value.map((item, index) => [`${at}[${index}]`, item] as const)
        : field.container === 'map' && isJsonObject(value)
          ? Object.entries(value).map(([key, item]) => [`${at}[${key}]`, item] as const)
          : [[at, value] as const];
    return items.flatMap(([where, item]) => (isJsonObject(item) ? inertFields(inner, item, where) : []));
  });
}
