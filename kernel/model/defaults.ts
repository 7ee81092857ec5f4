// The defaults that the schema gives: constants of single fields.
import { isJsonObject } from '#kernel/model/json.ts';
import type { FieldSchema, MessageSchema, MessageType } from '#kernel/model/schema.ts';

function defaultItem(field: FieldSchema, value: unknown): unknown {
  const schema = field.message?.().schema;
  return schema === undefined ? value : defaultFields(schema, value);
}

function defaultField(field: FieldSchema, value: unknown): unknown {
  if (field.container === 'list' && Array.isArray(value))
    return value.map((item) => defaultItem(field, item));
  if (field.container === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, defaultItem(field, item)]));
  return defaultItem(field, value);
}

function defaultFields(schema: MessageSchema, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  let result: Record<string | symbol, unknown> = { ...value };
  for (const field of schema.fields) {
    if (field.inline === true) {
      const inner = defaultFields(field.message?.().schema ?? schema, result);
      if (isJsonObject(inner)) result = { ...inner };
      continue;
    }
    const given = value[field.name] ?? field.default;
    if (given !== undefined) result[field.name] = defaultField(field, given);
  }
  return result;
}

function isSame<T>(_type: MessageType<T>, value: unknown): value is T {
  return isJsonObject(value);
}

/** A message whose absent fields have their schema's defaults. */
export function withDefaults<T>(type: MessageType<T>, message: T): T {
  const result = defaultFields(type.schema, message);
  return isSame(type, result) ? result : message;
}
