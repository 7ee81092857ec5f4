// The model to JSON: the same shape, but for bytes, which become base64, and the masters' own fields,
// which stay out.
import { base64FromBytes } from '#kernel/model/base64.ts';
import { type FieldSchema, type KindType, type MessageSchema, isKindType } from '#kernel/model/schema.ts';
import { isJsonObject } from '#kernel/model/json.ts';

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
  for (const field of schema.fields) {
    if (field.internal === true) continue;
    if (field.inline === true) {
      const inner = field.message?.().schema;
      if (inner !== undefined) fieldsToJson(inner, value, json);
      continue;
    }
    if (value[field.name] !== undefined) json[field.name] = fieldToJson(field, value[field.name]);
  }
  return json;
}

/** An object as JSON: apiVersion and kind first, then its fields in their proto's order. */
export function objectToJson(type: KindType<unknown>, object: unknown): Record<string, unknown> {
  const json: Record<string, unknown> = { apiVersion: type.apiVersion, kind: type.kind };
  return isJsonObject(object) ? fieldsToJson(type.schema, object, json) : json;
}
