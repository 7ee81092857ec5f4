// A structural schema as the JSON Schema that ajv checks: OpenAPI's and Kubernetes' keywords said in its words.
import type { Format } from 'ajv';
import { extension } from '#kernel/custom/structural.ts';
import { formats } from '#kernel/model/formats.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { patternOf } from '#kernel/model/pattern.ts';
import { parseQuantity } from '#kernel/model/quantity.ts';
import { parseTime } from '#kernel/model/time.ts';

/** Patterns as ajv asks for them. */
export const patterns = Object.assign((pattern: string) => patternOf(pattern), { code: 'new RegExp' });

/** Keywords that are the same in both. */
const same = [
  'type',
  'required',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'format',
] as const;

function allOf(value: unknown): JsonObject[] | undefined {
  return Array.isArray(value)
    ? value.filter((each): each is JsonObject => isJsonObject(each)).map(jsonSchemaOf)
    : undefined;
}

function mapped(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isJsonObject(inner) ? jsonSchemaOf(inner) : {}]),
  );
}

/** A bound, which OpenAPI 3.0 makes exclusive by a second keyword. */
function bounds(schema: JsonObject): JsonObject {
  const one = (keyword: string, exclusive: string): JsonObject => {
    if (schema[keyword] === undefined) return {};
    return schema[exclusive] === true ? { [exclusive]: schema[keyword] } : { [keyword]: schema[keyword] };
  };
  return { ...one('minimum', 'exclusiveMinimum'), ...one('maximum', 'exclusiveMaximum') };
}

function typeWords(schema: JsonObject): JsonObject {
  const isNullable = schema['nullable'] === true;
  if (extension(schema, 'int-or-string') === true)
    return { type: ['integer', 'string', ...(isNullable ? ['null'] : [])] };
  const { type } = schema;
  if (type === undefined) return {};
  return { type: isNullable ? [type, 'null'] : type };
}

/** The schema of a value as JSON Schema. */
export function jsonSchemaOf(schema: JsonObject): JsonObject {
  const kept = Object.fromEntries(
    same.flatMap((keyword) => (schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]])),
  );
  const { additionalProperties, items, not } = schema;
  const words = Array.isArray(schema['enum']) ? schema['enum'] : undefined;
  const embedded = extension(schema, 'embedded-resource') === true;
  const inner = {
    properties: mapped(schema['properties']),
    additionalProperties: isJsonObject(additionalProperties) ? jsonSchemaOf(additionalProperties) : undefined,
    items: isJsonObject(items) ? jsonSchemaOf(items) : undefined,
    not: isJsonObject(not) ? jsonSchemaOf(not) : undefined,
    allOf: allOf(schema['allOf']),
    anyOf: allOf(schema['anyOf']),
    oneOf: allOf(schema['oneOf']),
    enum: words && schema['nullable'] === true ? [...words, null] : words,
    required: embedded ? [...requiredIn(schema), 'apiVersion', 'kind'] : schema['required'],
  };
  const present = Object.entries(inner).filter(([, value]) => value !== undefined);
  return { ...kept, ...bounds(schema), ...typeWords(schema), ...Object.fromEntries(present) };
}

function requiredIn(schema: JsonObject): unknown[] {
  return Array.isArray(schema['required']) ? schema['required'] : [];
}

const text =
  (test: (value: string) => boolean): Format =>
  (value) =>
    test(value);
const number = (test: (value: number) => boolean): Format => ({ type: 'number', validate: test });
const none = (name: string) => text((value) => formats[name]?.(value) === undefined);

/** The formats that are checked; others are taken as they are, as in Kubernetes. */
export const namedFormats: Readonly<Record<string, Format>> = {
  int32: number((value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31),
  int64: number((value) => Number.isSafeInteger(value)),
  'date-time': text((value) => parseTime(value) !== undefined),
  datetime: text((value) => parseTime(value) !== undefined),
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  byte: /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
  uuid: /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i,
  ipv4: none('ip'),
  ipv6: /^(?=.*:)[\da-f:]+(?:\.[\d.]+)?$/i,
  cidr: none('cidr'),
  hostname: none('dns-subdomain'),
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^[a-z][a-z\d+.-]*:\S*$/i,
  duration: /^[+-]?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/,
  quantity: text((value) => parseQuantity(value) !== undefined),
  'k8s-short-name': none('dns-label'),
  'k8s-long-name': none('dns-subdomain'),
};
