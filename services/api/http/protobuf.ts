// Bodies in Kubernetes' protobuf form, which clients made with its Go library send: an envelope that names the kind,
// around the message. They become the JSON that the same client would have sent.
// https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
import { OrcError } from '#kernel/errors.ts';
import { jsonFromWire } from '#kernel/model/from-wire.ts';
import { kindTypes, transientTypes } from '#kernel/model/gen/objects.gen.ts';
import { DeleteOptions } from '#kernel/model/gen/meta.gen.ts';
import { PersistentVolumeClaimSpec } from '#kernel/model/gen/persistent-volume.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { fieldNamed, indexOf } from '#kernel/model/schema-index.ts';
import type { FieldSchema, KindType, MessageSchema } from '#kernel/model/schema.ts';
import { Reader } from '#kernel/model/wire.ts';

/** How the form is named. */
export const protobufType = 'application/vnd.kubernetes.protobuf';
/** What every such body begins with: `k8s` and a zero. */
const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);
/** The moment that Go writes for none. */
const noTime = '1970-01-01T00:00:00Z';

interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  readonly raw: Uint8Array;
}

/** Reads runtime.Unknown: its typeMeta (field 1: apiVersion 1, kind 2) and its raw (field 2). */
function envelopeIn(bytes: Uint8Array): Envelope {
  if (!Buffer.from(bytes.subarray(0, magic.length)).equals(magic))
    throw new OrcError('BadRequest', 'the body is not in the form of application/vnd.kubernetes.protobuf');
  const reader = new Reader(bytes.subarray(magic.length));
  let envelope = { apiVersion: '', kind: '', raw: new Uint8Array() };
  while (reader.position < reader.length) {
    const tag = reader.unsigned();
    if (tag === 10) envelope = { ...envelope, ...reader.nested((end) => typeMetaIn(reader, end)) };
    else if (tag === 18) envelope = { ...envelope, raw: new Uint8Array(reader.bytes()) };
    else reader.skip(tag, undefined);
  }
  return envelope;
}

function typeMetaIn(reader: Reader, end: number): { readonly apiVersion: string; readonly kind: string } {
  let found = { apiVersion: '', kind: '' };
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 10) found = { ...found, apiVersion: reader.string() };
    else if (tag === 18) found = { ...found, kind: reader.string() };
    else reader.skip(tag, undefined);
  }
  return found;
}

const types: ReadonlyMap<string, KindType<unknown>> = new Map(
  [...Object.values(kindTypes), ...Object.values(transientTypes)].map((type): [string, KindType<unknown>] => [
    `${type.apiVersion} ${type.kind}`,
    type,
  ]),
);

/** The texts that Go writes only where they are given, because an empty one says something: no class, not the default one. */
const saidEmpty: ReadonlySet<FieldSchema | undefined> = new Set([
  fieldNamed(PersistentVolumeClaimSpec.schema, 'storageClassName'),
]);

/** Whether a value is what Go writes where JSON has nothing. */
function isNothing(field: FieldSchema, value: unknown): boolean {
  if (value === '') return !saidEmpty.has(field);
  if (value === 0) return field.min !== undefined && field.min > 0;
  return (field.type === 'time' || field.type === 'microTime') && value === noTime;
}

function withoutNothing(schema: MessageSchema, json: JsonObject): JsonObject {
  const { byName } = indexOf(schema);
  const kept = Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
    const field = byName.get(name);
    if (field === undefined) return [[name, value]];
    if (field.container === undefined && isNothing(field, value)) return [];
    return [[name, cleaned(field, value)]];
  });
  return Object.fromEntries(kept);
}

function cleaned(field: FieldSchema, value: unknown): unknown {
  const inner = field.message?.().schema;
  if (inner === undefined) return value;
  const one = (item: unknown): unknown => (isJsonObject(item) ? withoutNothing(inner, item) : item);
  if (field.container === 'list') return Array.isArray(value) ? value.map(one) : value;
  if (field.container === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item)]));
  return one(value);
}

/** A body in protobuf form as JSON. Throws BadRequest, and UnsupportedMediaType for a kind that only JSON is read of. */
export function jsonOfProtobuf(bytes: Uint8Array): JsonObject {
  const { apiVersion, kind, raw } = envelopeIn(bytes);
  if (kind === 'DeleteOptions')
    return {
      apiVersion,
      kind,
      ...withoutNothing(DeleteOptions.schema, jsonFromWire(DeleteOptions.schema, raw)),
    };
  const type = types.get(`${apiVersion} ${kind}`);
  if (type === undefined)
    throw new OrcError(
      'UnsupportedMediaType',
      `${kind} of ${apiVersion} is not read as protobuf: send it as application/json`,
    );
  return { apiVersion, kind, ...withoutNothing(type.schema, jsonFromWire(type.schema, raw)) };
}
