// Arbitrary messages, made from their schemas: what the codecs must carry, not what admission accepts.
import fc from 'fast-check';
import { isJsonObject } from '#kernel/model/json.ts';
import { type FieldSchema, type MessageSchema, type MessageType, isKindType } from '#kernel/model/schema.ts';
import { formatTime } from '#kernel/model/time.ts';

const lastSecond = 253_402_300_799;
const integer = fc.oneof(fc.integer(), fc.maxSafeInteger());
const int32 = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('constructor', 'ä', ''),
);

function valueOf(field: FieldSchema, depth: number): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'string':
      return text;
    case 'bool':
      return fc.boolean();
    case 'int32':
      return int32;
    case 'int64':
      return integer;
    case 'bytes':
      return fc.uint8Array({ maxLength: 300 });
    case 'time':
      return fc.integer({ min: 0, max: lastSecond }).map((seconds) => formatTime(seconds));
    case 'microTime':
      return fc
        .tuple(fc.integer({ min: 0, max: lastSecond }), fc.integer({ min: 0, max: 999_999 }))
        .map(([seconds, micros]) => formatTime(seconds, micros));
    case 'intOrString':
      return fc.oneof(int32, text);
    case 'quantity':
      return fc.constantFrom('1', '100m', '1.5Gi', '2e3', '64Mi');
    case 'json':
      return fc.constantFrom({}, { a: [1, 'ä', null] }, { 'f:metadata': { 'f:labels': { '.': {} } } });
    case 'strings':
      return fc.array(text, { maxLength: 3 });
    case 'enum':
      return fc.constant(undefined);
    case 'message':
      return messageOf(field, depth + 1);
  }
}

/** A message within another; of a kind, its apiVersion and kind are always the same. */
function messageOf(field: FieldSchema, depth: number): fc.Arbitrary<unknown> {
  const type = field.message?.();
  if (type === undefined) return fc.constant({});
  const fields = fieldsOf(type.schema, depth);
  return isKindType(type)
    ? fields.map((each) => ({ apiVersion: type.apiVersion, kind: type.kind, ...each }))
    : fields;
}

function fieldOf(field: FieldSchema, depth: number): fc.Arbitrary<unknown> {
  const value = valueOf(field, depth);
  const most = { minLength: 1, maxLength: 2 };
  if (field.container === 'list') return fc.array(value, most);
  if (field.container === 'map')
    return fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      value,
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    );
  return value;
}

function fieldsOf(schema: MessageSchema, depth: number): fc.Arbitrary<object> {
  const inlined = schema.fields.filter(({ inline }) => inline === true);
  const own = schema.fields.filter(({ inline }) => inline !== true);
  const entries = own.map((field) => {
    const value = fieldOf(field, depth);
    if (field.required === true) return value;
    const absent = { weight: depth > 3 ? 4 : 1, arbitrary: fc.constant<unknown>(undefined) };
    return fc.oneof(absent, { weight: 2, arbitrary: value });
  });
  return fc
    .tuple(fc.tuple(...entries), ...inlined.map((field) => fieldOf(field, depth)))
    .map(([values, ...inner]) => {
      const known = own.map((field, index) => [field.name, values[index]] as const);
      return Object.assign(
        {},
        ...inner,
        Object.fromEntries(known.filter(([, value]) => value !== undefined)),
      );
    });
}

function isOf<T>(_type: MessageType<T>, value: unknown): value is T {
  return isJsonObject(value);
}

/** Messages of a type; `always` is in every one of them. */
export function messages<T>(type: MessageType<T>, always: object = {}): fc.Arbitrary<T> {
  return fieldsOf(type.schema, 0).map((fields) => {
    const message: unknown = { ...always, ...fields };
    if (!isOf(type, message)) throw new Error('a message is an object');
    return message;
  });
}
