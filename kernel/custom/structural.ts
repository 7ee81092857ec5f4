// What a structural schema says about a value, as Kubernetes documents it for custom resources: which fields there
// are, what they are when they are absent, and how server-side apply and `explain` see them. Whether a value is valid
// is checked at admission.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { FieldSchema, FieldType, MessageSchema, MessageType } from '#kernel/model/schema.ts';
import { Reader, type Writer } from '#kernel/model/wire.ts';

const none: JsonObject = {};

/** One of Kubernetes' own keywords of a schema. */
export function extension(schema: JsonObject, name: string): unknown {
  return schema[`x-kubernetes-${name}`];
}

/** A schema within a schema; empty where there is none. */
export function schemaAt(value: unknown): JsonObject {
  return isJsonObject(value) ? value : none;
}

/** The schema of a field; undefined when the schema does not name it. */
export function propertyOf(schema: JsonObject, name: string): JsonObject | undefined {
  const properties = schemaAt(schema['properties']);
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (isJsonObject(own)) return own;
  const additional = schema['additionalProperties'];
  if (isJsonObject(additional)) return additional;
  return additional === true ? { 'x-kubernetes-preserve-unknown-fields': true } : undefined;
}

/** Whether fields that a schema does not name are kept. */
export function keepsUnknown(schema: JsonObject): boolean {
  return (
    extension(schema, 'preserve-unknown-fields') === true || extension(schema, 'embedded-resource') === true
  );
}

function isEmbedded(schema: JsonObject): boolean {
  return extension(schema, 'embedded-resource') === true;
}

/** Whether fields that a schema does not name are kept when it is: an object within another is known by its own fields. */
function keepsUnnamed(schema: JsonObject): boolean {
  return (
    extension(schema, 'preserve-unknown-fields') === true ||
    (isEmbedded(schema) && Object.keys(schemaAt(schema['properties'])).length === 0)
  );
}

function isNamed(schema: JsonObject, name: string): boolean {
  return Object.hasOwn(schemaAt(schema['properties']), name);
}

/** Whether a value is null where nothing may be null. */
function isNull(schema: JsonObject, value: unknown): boolean {
  return value === null && schema['nullable'] !== true;
}

/** The fields of a whole object that every object has. */
const common: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** What was found while a value was read. */
interface Findings {
  readonly unknown: string[];
  readonly causes: FieldCause[];
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function cleanedObject(schema: JsonObject, value: JsonObject, path: string, found: Findings): JsonObject {
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const at = within(path, name);
    if (name === '__proto__') {
      found.causes.push(invalid(path, name, 'this key is not allowed'));
      continue;
    }
    if ((path === '' || isEmbedded(schema)) && common.has(name)) {
      result[name] = inner;
      continue;
    }
    const property = propertyOf(schema, name);
    if (property === undefined && !keepsUnnamed(schema)) {
      found.unknown.push(at);
      continue;
    }
    // Null where nothing may be null is no value: the default holds, as in Kubernetes.
    if (property !== undefined && isNamed(schema, name) && isNull(property, inner)) continue;
    const free = property ?? { 'x-kubernetes-preserve-unknown-fields': true };
    result[name] = cleanedValue(free, inner, at, found);
  }
  return result;
}

function cleanedValue(schema: JsonObject, value: unknown, path: string, found: Findings): unknown {
  if (Array.isArray(value)) {
    const items = isJsonObject(schema['items'])
      ? schema['items']
      : { 'x-kubernetes-preserve-unknown-fields': true };
    return value.map((item: unknown, index) => cleanedValue(items, item, `${path}[${index}]`, found));
  }
  if (isJsonObject(value)) return cleanedObject(schema, value, path, found);
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    found.causes.push(invalid(path, value, 'must be between -(2^53-1) and 2^53-1'));
  return value;
}

/** An object's JSON without what its schema does not have: the paths of that, and what is wrong whatever the schema. */
export function cleaned(
  schema: JsonObject,
  json: JsonObject,
): {
  readonly json: JsonObject;
  readonly unknown: readonly string[];
  readonly causes: readonly FieldCause[];
} {
  const found: Findings = { unknown: [], causes: [] };
  return { json: cleanedObject(schema, json, '', found), ...found };
}

/** The fields of a value within an object that its schema does not have. */
export function unknownFields(schema: JsonObject, value: unknown, path: string): readonly string[] {
  const found: Findings = { unknown: [], causes: [] };
  cleanedValue(schema, value, path, found);
  return found.unknown;
}

/** A value, or its default where it is none. */
function orDefault(schema: JsonObject, value: unknown): unknown {
  return value === undefined || isNull(schema, value) ? (schema['default'] ?? value) : value;
}

/** The value with what its schema says absent fields are; the same one when it lacks none. */
export function withSchemaDefaults(schema: JsonObject, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = schemaAt(schema['items']);
    const made = value.map((item: unknown) => withSchemaDefaults(items, orDefault(items, item)));
    return made.some((item, index) => item !== value[index]) ? made : value;
  }
  if (!isJsonObject(value)) return value;
  let result: Record<string, unknown> | undefined;
  // A field may be called as what every object inherits.
  const own = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const set = (name: string, made: unknown): void => {
    if (made === undefined || made === own(name)) return;
    result ??= { ...value };
    result[name] = made;
  };
  for (const [name, property] of Object.entries(schemaAt(schema['properties'])))
    if (isJsonObject(property)) set(name, withSchemaDefaults(property, orDefault(property, own(name))));
  const additional = schema['additionalProperties'];
  if (isJsonObject(additional))
    for (const [name, inner] of Object.entries(value))
      set(name, withSchemaDefaults(additional, orDefault(additional, inner)));
  return result ?? value;
}

/** A message without a protobuf form: of it only the schema is used. */
class SchemaOnly implements MessageType<unknown> {
  readonly name: string;
  readonly schema: MessageSchema;

  constructor(name: string, schema: MessageSchema) {
    this.name = name;
    this.schema = schema;
  }

  encode(_message: unknown, _writer: Writer): void {
    throw new Error(`${this.name} has no protobuf form`);
  }

  decode(_reader: Reader, _end: number): unknown {
    throw new Error(`${this.name} has no protobuf form`);
  }

  empty(): unknown {
    return {};
  }
}

const scalars: Readonly<Record<string, FieldType>> = {
  string: 'string',
  integer: 'int64',
  number: 'number',
  boolean: 'bool',
};

function textIn(schema: JsonObject, name: string): string {
  const text = schema[name];
  return typeof text === 'string' ? text : '';
}

/** Whether a value's fields are told apart by the schema. */
function isMessage(schema: JsonObject): boolean {
  return (
    schema['type'] === 'object' &&
    !isMap(schema) &&
    (!keepsUnknown(schema) || Object.keys(schemaAt(schema['properties'])).length > 0)
  );
}

function isMap(schema: JsonObject): boolean {
  return schema['additionalProperties'] !== undefined && schema['additionalProperties'] !== false;
}

function typeOf(schema: JsonObject): Pick<FieldSchema, 'type' | 'message'> {
  if (isMessage(schema)) {
    const type = new SchemaOnly('object', messageSchema(schema));
    return { type: 'message', message: () => type };
  }
  if (extension(schema, 'int-or-string') === true) return { type: 'intOrString' };
  return { type: scalars[textIn(schema, 'type')] ?? 'any' };
}

function keysOf(schema: JsonObject): readonly string[] {
  const keys = extension(schema, 'list-map-keys');
  return Array.isArray(keys) ? keys.map(String) : [];
}

function containerOf(schema: JsonObject): Partial<FieldSchema> & Pick<FieldSchema, 'type'> {
  if (schema['type'] === 'array') {
    const listType = extension(schema, 'list-type');
    const item = typeOf(schemaAt(schema['items']));
    if (listType === 'map') return { ...item, container: 'list', listType, listKey: keysOf(schema) };
    return { ...item, container: 'list', listType: listType === 'set' ? 'set' : 'atomic' };
  }
  const isAtomic = extension(schema, 'map-type') === 'atomic';
  const atomic = isAtomic ? { atomic: true } : {};
  if (isMap(schema))
    return { ...typeOf(schemaAt(schema['additionalProperties'])), container: 'map', ...atomic };
  return { ...typeOf(schema), ...atomic };
}

/** The fields of a schema as `explain` and server-side apply look at them. */
export function messageSchema(schema: JsonObject, first: readonly FieldSchema[] = []): MessageSchema {
  const wanted = Array.isArray(schema['required']) ? schema['required'] : [];
  const own = Object.entries(schemaAt(schema['properties'])).flatMap(([name, property]): FieldSchema[] => {
    if (!isJsonObject(property) || (first.length > 0 && common.has(name))) return [];
    const oneOf = property['enum'];
    return [
      {
        name,
        number: 0,
        doc: textIn(property, 'description'),
        ...containerOf(property),
        ...(wanted.includes(name) && { required: true }),
        ...(property['default'] !== undefined && { default: property['default'] }),
        ...(Array.isArray(oneOf) && { oneOf: oneOf.map(String) }),
      },
    ];
  });
  return {
    doc: textIn(schema, 'description'),
    fields: [...first, ...own],
    unsupported: [],
    ...(extension(schema, 'map-type') === 'atomic' && { atomic: true }),
    ...(keepsUnknown(schema) && { open: true }),
  };
}
