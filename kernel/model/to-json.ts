// The model to JSON: the same shape, but for bytes, which become base64, and the masters' own fields,
// which stay out.
import { base64FromBytes } from '#kernel/model/base64.ts';
import {
  type FieldSchema,
  type KindType,
  type MessageSchema,
  type MessageType,
  isKindType,
} from '#kernel/model/schema.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { indexOf } from '#kernel/model/schema-index.ts';

function valueToJson(field: FieldSchema, value: unknown): unknown {
  if (value instanceof Uint8Array) return base64FromBytes(value);
  const type = field.message?.();
  if (type === undefined || !isJsonObject(value)) return value;
  return isKindType(type) ? objectToJson(type, value) : fieldsToJson(type.schema, value, {});
}

function fieldToJson(field: FieldSchema, value: unknown): unknown {
  if (field.container === 'list' && Array.isArray(value))
    return value.map((item) => valueToJson(field, item));
  if (field.container === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueToJson(field, item)]));
  return valueToJson(field, value);
}

function fieldsToJson(
  schema: MessageSchema,
  value: Readonly<Record<string, unknown>>,
  json: Record<string, unknown>,
): Record<string, unknown> {
  const { byName } = indexOf(schema);
  for (const name of Object.keys(value)) {
    const field = byName.get(name);
    const present = value[name];
    if (field !== undefined && present !== undefined) json[name] = fieldToJson(field, present);
  }
  return json;
}

/** A message as JSON. */
export function messageToJson(type: MessageType<unknown>, message: unknown): Record<string, unknown> {
  return isJsonObject(message) ? fieldsToJson(type.schema, message, {}) : {};
}

/** An object as JSON: apiVersion and kind first, then its fields as they stand in the object. */
export function objectToJson(type: KindType<unknown>, object: unknown): Record<string, unknown> {
  if (type.json !== undefined) return { ...type.json.write(object) };
  const json: Record<string, unknown> = { apiVersion: type.apiVersion, kind: type.kind };
  return isJsonObject(object) ? fieldsToJson(type.schema, object, json) : json;
}

/**
 * An object's JSON for whoever only reads it: the object itself where that is its JSON, as it is for most kinds. What
 * is shared must not be changed.
 */
export function jsonView(type: KindType<unknown>, object: unknown): JsonObject {
  if (type.json !== undefined) return type.json.write(object);
  return isJsonObject(object) && indexOf(type.schema).isPlain ? object : objectToJson(type, object);
}
