// An OpenAPI v2 document in the protobuf form that kubectl asks for. Field numbers are those of the gnostic project's
// openapi.v2 schema.
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { Writer } from '#kernel/model/wire.ts';

type Encode = (writer: Writer, value: unknown) => void;

/** How each property of a JSON object is written: its field's number, and its form. */
type Shape = Readonly<Record<string, readonly [number, Form]>>;
type Form = 'text' | 'flag' | 'any' | { readonly many: Form } | { readonly as: Encode };

function put(writer: Writer, number: number, form: Form, value: unknown): void {
  if (value === undefined || value === null) return;
  if (form === 'text') {
    writer.tag(number * 8 + 2);
    writer.string(typeof value === 'string' ? value : JSON.stringify(value));
  } else if (form === 'flag') {
    writer.tag(number * 8);
    writer.bool(value === true);
  } else if (form === 'any') {
    writer.tag(number * 8 + 2);
    writer.nested(() => any(writer, value));
  } else if ('many' in form) {
    for (const item of Array.isArray(value) ? value : []) put(writer, number, form.many, item);
  } else {
    writer.tag(number * 8 + 2);
    writer.nested(() => form.as(writer, value));
  }
}

/** A value of any form: as YAML, of which JSON is a part. */
function any(writer: Writer, value: unknown): void {
  put(writer, 2, 'text', JSON.stringify(value));
}

function shaped(shape: () => Shape, extensionNumber?: number): Encode {
  return (writer, value) => {
    if (!isJsonObject(value)) return;
    for (const [name, [number, form]] of Object.entries(shape())) put(writer, number, form, value[name]);
    if (extensionNumber === undefined) return;
    for (const [name, extension] of Object.entries(value))
      if (name.startsWith('x-')) put(writer, extensionNumber, { as: named(any) }, [name, extension]);
  };
}

/** A name and a value, as lists of pairs have them. */
function named(encode: Encode): Encode {
  return (writer, pair) => {
    if (!Array.isArray(pair)) return;
    put(writer, 1, 'text', pair[0]);
    put(writer, 2, { as: encode }, pair[1]);
  };
}

/** An object as a message whose one field holds its entries. */
function entries(number: number, encode: Encode): Form {
  return {
    as: (writer, value) => {
      for (const pair of isJsonObject(value) ? Object.entries(value) : [])
        put(writer, number, { as: named(encode) }, pair);
    },
  };
}

const wrapped =
  (number: number, encode: Encode): Encode =>
  (writer, value) =>
    put(writer, number, { as: encode }, value);

const schema: Encode = shaped(
  () => ({
    $ref: [1, 'text'],
    format: [2, 'text'],
    description: [4, 'text'],
    default: [5, 'any'],
    required: [19, { many: 'text' }],
    enum: [20, { many: 'any' }],
    additionalProperties: [21, { as: wrapped(1, schema) }],
    type: [22, { as: (writer, value) => put(writer, 1, 'text', value) }],
    items: [23, { as: wrapped(1, schema) }],
    properties: [25, entries(1, schema)],
  }),
  31,
);

const body: Encode = shaped(() => ({
  description: [1, 'text'],
  name: [2, 'text'],
  in: [3, 'text'],
  required: [4, 'flag'],
  schema: [5, { as: schema }],
}));
const query: Encode = shaped(() => ({
  required: [1, 'flag'],
  in: [2, 'text'],
  description: [3, 'text'],
  name: [4, 'text'],
  type: [6, 'text'],
}));
const path: Encode = shaped(() => ({
  required: [1, 'flag'],
  in: [2, 'text'],
  description: [3, 'text'],
  name: [4, 'text'],
  type: [5, 'text'],
}));

/** A parameter: of the body, or of the query or path, each in the wrappings that the schema has for it. */
const parameter: Encode = wrapped(1, (writer, value) => {
  const where = isJsonObject(value) ? value['in'] : undefined;
  if (where === 'body') put(writer, 1, { as: body }, value);
  else put(writer, 2, { as: where === 'query' ? wrapped(3, query) : wrapped(4, path) }, value);
});

const response: Encode = wrapped(
  1,
  shaped(() => ({ description: [1, 'text'], schema: [2, { as: wrapped(1, schema) }] })),
);

const operation: Encode = shaped(
  () => ({
    description: [3, 'text'],
    operationId: [5, 'text'],
    produces: [6, { many: 'text' }],
    consumes: [7, { many: 'text' }],
    parameters: [8, { many: { as: parameter } }],
    responses: [9, entries(1, response)],
    schemes: [10, { many: 'text' }],
  }),
  13,
);

const pathItem: Encode = shaped(() => ({
  get: [2, { as: operation }],
  put: [3, { as: operation }],
  post: [4, { as: operation }],
  delete: [5, { as: operation }],
  patch: [8, { as: operation }],
  parameters: [9, { many: { as: parameter } }],
}));

const document: Encode = shaped(() => ({
  swagger: [1, 'text'],
  info: [2, { as: shaped(() => ({ title: [1, 'text'], version: [2, 'text'] })) }],
  paths: [8, entries(2, pathItem)],
  definitions: [9, entries(1, schema)],
}));

/** An OpenAPI v2 document as protobuf. */
export function encodeOpenApiV2(json: JsonObject): Uint8Array {
  const writer = new Writer();
  document(writer, json);
  return writer.finish();
}
