// Arbitrary messages, made from their schemas: what the codecs must carry, or what may be given as JSON.
import fc from 'fast-check';
import { isJsonObject } from '#kernel/model/json.ts';
import { type FieldSchema, type MessageSchema, type MessageType, isKindType } from '#kernel/model/schema.ts';
import { formatDuration } from '#kernel/model/duration.ts';
import { formatTime } from '#kernel/model/time.ts';

const lastSecond = 253_402_300_799;
const integer = fc.oneof(fc.integer(), fc.maxSafeInteger());
const int32 = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('constructor', 'ä', '', '\uFEFFa', `\uFEFF${'a'.repeat(80)}`),
);

/** Values of each syntax. */
const ofFormat: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'dns-label': fc.constantFrom('a', 'web-1'),
  'dns-subdomain': fc.constantFrom('a', 'web-1.example.com'),
  'qualified-name': fc.constantFrom('a', 'Example', 'example.com/a_b.c'),
  'label-value': fc.constantFrom('a', 'A_b.c-d'),
  'port-name': fc.constantFrom('http', 'a-1'),
  'env-name': fc.constantFrom('A', '_a.b-c'),
  ip: fc.constantFrom('10.0.0.1', '255.255.255.255'),
  cidr: fc.constantFrom('10.0.0.0/8', '0.0.0.0/0'),
  path: fc.constantFrom('a', 'a/b..c'),
};

/** What is made: anything that a message can hold, or only what may be given as JSON. */
type Extent = 'any' | 'given';

function textOf({ oneOf, format }: FieldSchema, extent: Extent): fc.Arbitrary<string> {
  if (extent === 'any') return text;
  if (oneOf !== undefined) return fc.constantFrom(...oneOf);
  if (format === undefined) return text.filter((each) => each !== '');
  return ofFormat[format] ?? fc.constant(`no value of the format ${format} is known`);
}

function integerOf({ type, min, max }: FieldSchema, extent: Extent): fc.Arbitrary<number> {
  const any = type === 'int32' ? int32 : integer;
  if (extent === 'any' || (min === undefined && max === undefined)) return any;
  return fc.integer({ min: min ?? -(2 ** 31) + 1, max: max ?? 2 ** 31 - 1 });
}

function valueOf(field: FieldSchema, depth: number, extent: Extent): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'string':
      return textOf(field, extent);
    case 'bool':
      return fc.boolean();
    case 'int32':
    case 'int64':
      return integerOf(field, extent);
    case 'bytes':
      return fc.uint8Array({ maxLength: 300 });
    case 'time':
      return fc.integer({ min: 0, max: lastSecond }).map((seconds) => formatTime(seconds));
    case 'microTime':
      return fc
        .tuple(fc.integer({ min: 0, max: lastSecond }), fc.integer({ min: 0, max: 999_999 }))
        .map(([seconds, micros]) => formatTime(seconds, micros));
    case 'duration':
      return fc.maxSafeNat().map(formatDuration);
    case 'intOrString':
      return fc.oneof(int32, text);
    case 'quantity':
      return fc.constantFrom('1', '100m', '1.5Gi', '2e3', '64Mi');
    case 'json':
      return fc.constantFrom({}, { a: [1, 'ä', null] }, { 'f:metadata': { 'f:labels': { '.': {} } } });
    case 'strings':
      return fc.array(text, { maxLength: 3 });
    // Only custom kinds have these, and no message is one.
    case 'number':
    case 'any':
    case 'enum':
      return fc.constant(undefined);
    case 'message':
      return messageOf(field, depth + 1, extent);
  }
}

/** A message within another; of a kind, its apiVersion and kind are always the same. */
function messageOf(field: FieldSchema, depth: number, extent: Extent): fc.Arbitrary<unknown> {
  const type = field.message?.();
  if (type === undefined) return fc.constant({});
  const fields = fieldsOf(type.schema, depth, extent);
  return isKindType(type)
    ? fields.map((each) => ({ apiVersion: type.apiVersion, kind: type.kind, ...each }))
    : fields;
}

function fieldOf(field: FieldSchema, depth: number, extent: Extent): fc.Arbitrary<unknown> {
  const value = valueOf(field, depth, extent);
  const isSet = extent === 'given' && field.listKey !== undefined;
  const most = { minLength: 1, maxLength: isSet ? 1 : 2 };
  if (field.container === 'list') return fc.array(value, most);
  if (field.container === 'map')
    return fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      value,
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    );
  return value;
}

function fieldsOf(schema: MessageSchema, depth: number, extent: Extent): fc.Arbitrary<object> {
  const inlined = schema.fields.filter(({ inline }) => inline === true);
  const isMade = ({ name, internal }: FieldSchema): boolean =>
    extent === 'any' || (internal !== true && !schema.unsupported.includes(name));
  const own = schema.fields.filter((field) => field.inline !== true && isMade(field));
  const entries = own.map((field) => {
    const value = fieldOf(field, depth, extent);
    if (field.required === true) return value;
    const absent = { weight: depth > 3 ? 4 : 1, arbitrary: fc.constant<unknown>(undefined) };
    return fc.oneof(absent, { weight: 2, arbitrary: value });
  });
  return fc
    .tuple(fc.tuple(...entries), ...inlined.map((field) => fieldOf(field, depth, extent)))
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

function messagesOf<T>(type: MessageType<T>, always: object, extent: Extent): fc.Arbitrary<T> {
  return fieldsOf(type.schema, 0, extent).map((fields) => {
    const message: unknown = { ...always, ...fields };
    if (!isOf(type, message)) throw new Error('a message is an object');
    return message;
  });
}

/** Messages of a type; `always` is in every one of them. */
export function messages<T>(type: MessageType<T>, always: object = {}): fc.Arbitrary<T> {
  return messagesOf(type, always, 'any');
}

/** Messages of a type that may be given as JSON: their schema finds nothing wrong with them. */
export function givenMessages<T>(type: MessageType<T>, always: object = {}): fc.Arbitrary<T> {
  return messagesOf(type, always, 'given');
}
