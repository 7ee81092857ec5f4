// A message's bytes to JSON as its sender set it: what is not on the wire is not in the JSON, required or not. The
// codecs give the model, in which what is required is always there; a configuration that is applied, or an error
// that says what is missing, needs to know what was sent. What the schema does not have gets a name that none has,
// so that whoever checks the JSON refuses it in its place.
import { OrcError } from '#kernel/errors.ts';
import { base64FromBytes } from '#kernel/model/base64.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { readEntry } from '#kernel/model/maps.ts';
import {
  readExtraValue,
  readIntOrString,
  readDuration,
  readMicroTime,
  readQuantity,
  readRawExtension,
  readTime,
} from '#kernel/model/scalars.ts';
import type { FieldSchema, MessageSchema } from '#kernel/model/schema.ts';
import { Reader } from '#kernel/model/wire.ts';

const byNumbers = new WeakMap<MessageSchema, ReadonlyMap<number, FieldSchema>>();

function byNumber(schema: MessageSchema): ReadonlyMap<number, FieldSchema> {
  const known = byNumbers.get(schema);
  if (known !== undefined) return known;
  const made = new Map(schema.fields.map((field) => [field.number, field]));
  byNumbers.set(schema, made);
  return made;
}

function isVarint({ type }: FieldSchema): boolean {
  return type === 'bool' || type === 'int32' || type === 'int64' || type === 'enum';
}

function valueOf(field: FieldSchema, reader: Reader): unknown {
  switch (field.type) {
    case 'string':
      return reader.string();
    case 'bool':
      return reader.bool();
    case 'int32':
    case 'int64':
    case 'enum':
      return reader.signed();
    case 'bytes':
      return base64FromBytes(reader.bytes());
    case 'time':
      return reader.message(readTime);
    case 'microTime':
      return reader.message(readMicroTime);
    case 'duration':
      return reader.message(readDuration);
    case 'quantity':
      return reader.message(readQuantity);
    case 'intOrString':
      return reader.message(readIntOrString);
    case 'json':
      return reader.message(readRawExtension);
    case 'strings':
      return reader.message(readExtraValue);
    case 'message': {
      const schema = field.message?.().schema;
      return reader.nested((end) => fieldsOf(schema, reader, end, {}));
    }
    case 'number':
    case 'any':
      throw new OrcError('Internal', `${field.name}: is of a kind that has no message`);
  }
}

/** What stands for a map's value that is not on the wire. */
function zeroOf({ type }: FieldSchema): unknown {
  switch (type) {
    case 'string':
    case 'bytes':
    case 'quantity':
    case 'time':
    case 'microTime':
    case 'duration':
      return '';
    case 'bool':
      return false;
    case 'strings':
      return [];
    case 'message':
    case 'json':
      return {};
    default:
      return 0;
  }
}

interface Parts {
  readonly lists: Map<string, unknown[]>;
  readonly maps: Map<string, Record<string, unknown>>;
}

function readField(
  field: FieldSchema,
  wireType: number,
  reader: Reader,
  json: Record<string, unknown>,
  { lists, maps }: Parts,
): void {
  if (field.inline === true) {
    const schema = field.message?.().schema;
    reader.nested((end) => fieldsOf(schema, reader, end, json));
    return;
  }
  if (field.container === 'map') {
    const map = maps.get(field.name) ?? {};
    maps.set(field.name, map);
    json[field.name] = map;
    readEntry(
      reader,
      map,
      () => valueOf(field, reader),
      () => zeroOf(field),
    );
    return;
  }
  if (field.container === 'list') {
    const list = lists.get(field.name) ?? [];
    lists.set(field.name, list);
    json[field.name] = list;
    if (isVarint(field) && wireType === 2)
      reader.nested((end) => {
        while (reader.position < end) list.push(valueOf(field, reader));
      });
    else list.push(valueOf(field, reader));
    return;
  }
  json[field.name] = valueOf(field, reader);
}

/**
 * Whether a skipped field, its tag included, says nothing: clients in Go write empty words and zeros also for fields
 * that newer Kubernetes no longer has, such as `metadata.selfLink`.
 */
function isNothing(skipped: Uint8Array | undefined): boolean {
  if (skipped === undefined) return true;
  const reader = new Reader(skipped);
  reader.unsigned();
  return reader.position === skipped.length - 1 && skipped.at(-1) === 0;
}

function fieldsOf(
  schema: MessageSchema | undefined,
  reader: Reader,
  end: number,
  json: Record<string, unknown>,
): Record<string, unknown> {
  const fields = schema && byNumber(schema);
  const parts: Parts = { lists: new Map(), maps: new Map() };
  while (reader.position < end) {
    const tag = reader.unsigned();
    const number = Math.floor(tag / 8);
    const field = fields?.get(number);
    const fits = field !== undefined && field.internal !== true;
    const isDelimited = fits && (!isVarint(field) || field.container === 'map');
    const mayBePacked = fits && field.container === 'list' && (tag & 7) === 2;
    if (fits && ((tag & 7) === (isDelimited ? 2 : 0) || mayBePacked))
      readField(field, tag & 7, reader, json, parts);
    else {
      const [skipped] = reader.skip(tag, undefined);
      if (field !== undefined || !isNothing(skipped)) json[`unknown_field_${number}`] = true;
    }
  }
  return json;
}

/** The JSON of a message as it was sent. Throws OrcError `BadRequest` for bytes that are no message. */
export function jsonFromWire(schema: MessageSchema, bytes: Uint8Array): JsonObject {
  return fieldsOf(schema, new Reader(bytes), bytes.length, {});
}
