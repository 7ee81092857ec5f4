// The defaults that the schema gives: constants of single fields.
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { indexOf } from '#kernel/model/schema-index.ts';
import type { FieldSchema, MessageSchema, MessageType } from '#kernel/model/schema.ts';
import { isShared, share } from '#kernel/model/shared.ts';

/** What was made of shared messages, by which schema. */
const defaulted = new WeakMap<JsonObject, { readonly schema: MessageSchema; readonly message: JsonObject }>();

function defaultItem(field: FieldSchema, value: unknown): unknown {
  const schema = field.message?.().schema;
  if (schema === undefined || !isJsonObject(value)) return value;
  if (!isShared(value)) return defaultFields(schema, value);
  const known = defaulted.get(value);
  if (known?.schema === schema) return known.message;
  const message = share(defaultFields(schema, value));
  defaulted.set(value, { schema, message });
  return message;
}

/** The list with its items' defaults; the same one when none lacked any. */
function defaultList(field: FieldSchema, list: readonly unknown[]): readonly unknown[] {
  let result: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    const made = defaultItem(field, item);
    if (made === item) continue;
    result ??= [...list];
    result[index] = made;
  }
  return result ?? list;
}

function defaultField(field: FieldSchema, value: unknown): unknown {
  if (field.container === 'list' && Array.isArray(value)) return defaultList(field, value);
  if (field.container === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, defaultItem(field, item)]));
  return defaultItem(field, value);
}

/** The message with its defaults; the same one when it lacked none. Only what can have defaults is looked at. */
function defaultFields(schema: MessageSchema, value: JsonObject): JsonObject {
  let result: Record<string | symbol, unknown> | undefined;
  for (const field of indexOf(schema).defaulted) {
    const present = value[field.name];
    // Null is a value where a kind that users define may have it.
    const given = present === undefined ? field.default : present;
    if (given === undefined) continue;
    const made = defaultField(field, given);
    if (made === present) continue;
    result ??= { ...value };
    result[field.name] = made;
  }
  return result ?? value;
}

function isSame<T>(_type: MessageType<T>, value: unknown): value is T {
  return isJsonObject(value);
}

/** A message whose absent fields have their schema's defaults. */
export function withDefaults<T>(type: MessageType<T>, message: T): T {
  const result = isJsonObject(message) ? defaultFields(type.schema, message) : message;
  return isSame(type, result) ? result : message;
}
