// The messages that are plain values in JSON, and so in our model: times, quantities, free JSON and so
// on. Their wire forms are Kubernetes', but for JSONSchemaProps, which is kept as its JSON.
import { OrcError } from '#kernel/errors.ts';
import type { Reader, Writer } from '#kernel/model/wire.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { formatDuration, parseDuration } from '#kernel/model/duration.ts';
import { formatTime, parseTime } from '#kernel/model/time.ts';

/** A moment as RFC 3339 in UTC with whole seconds, such as 2026-01-31T08:00:00Z. */
export type Time = string;
/** A moment as RFC 3339 in UTC with microseconds. */
export type MicroTime = string;
/** A length of time such as 10s or 1m30s; see duration.ts. */
export type Duration = string;
/** An amount such as 100m or 64Mi; see quantity.ts. */
export type Quantity = string;
/** A number or a string. */
export type IntOrString = number | string;
/** Free JSON: an object of a kind that is not known here. */
export type RawExtension = JsonObject;
/** A set of fields in the form of managedFields: `f:NAME` and so on, nested. */
export type FieldsV1 = JsonObject;
/** An OpenAPI v3 schema, as a custom resource definition holds it. */
export type JSONSchemaProps = JsonObject;
/** Several strings under one name. */
export type ExtraValue = readonly string[];

export function writeTime(value: Time, writer: Writer): void {
  const parsed = parseTime(value);
  if (parsed === undefined) throw new OrcError('Internal', `not a time: ${value}`);
  writer.tag(8);
  writer.signed(parsed.seconds);
  if (parsed.nanos === 0) return;
  writer.tag(16);
  writer.signed(parsed.nanos);
}

function readSecondsNanos(reader: Reader, end: number): { seconds: number; nanos: number } {
  let seconds = 0;
  let nanos = 0;
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 8) seconds = reader.signed();
    else if (tag === 16) nanos = reader.signed();
    else reader.skip(tag, undefined);
  }
  return { seconds, nanos };
}

export function readTime(reader: Reader, end: number): Time {
  return formatTime(readSecondsNanos(reader, end).seconds);
}

export const writeMicroTime = writeTime;

export function readMicroTime(reader: Reader, end: number): MicroTime {
  const { seconds, nanos } = readSecondsNanos(reader, end);
  return formatTime(seconds, Math.floor(nanos / 1000));
}

export function writeDuration(value: Duration, writer: Writer): void {
  const nanos = parseDuration(value);
  if (nanos === undefined) throw new OrcError('Internal', `not a duration: ${value}`);
  writer.tag(8);
  writer.signed(nanos);
}

export function readDuration(reader: Reader, end: number): Duration {
  let nanos = 0;
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 8) nanos = reader.signed();
    else reader.skip(tag, undefined);
  }
  return formatDuration(nanos);
}

export function writeQuantity(value: Quantity, writer: Writer): void {
  writer.tag(10);
  writer.string(value);
}

export function readQuantity(reader: Reader, end: number): Quantity {
  let text = '';
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 10) text = reader.string();
    else reader.skip(tag, undefined);
  }
  return text;
}

export function writeIntOrString(value: IntOrString, writer: Writer): void {
  if (typeof value === 'number') {
    writer.tag(8);
    writer.unsigned(0);
    writer.tag(16);
    writer.signed(value);
    return;
  }
  writer.tag(8);
  writer.unsigned(1);
  writer.tag(26);
  writer.string(value);
}

export function readIntOrString(reader: Reader, end: number): IntOrString {
  let isText = false;
  let number = 0;
  let text = '';
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 8) isText = reader.unsigned() === 1;
    else if (tag === 16) number = reader.signed();
    else if (tag === 26) text = reader.string();
    else reader.skip(tag, undefined);
  }
  return isText ? text : number;
}

function writeJson(value: JsonObject, writer: Writer): void {
  writer.tag(10);
  writer.string(JSON.stringify(value));
}

function readJson(reader: Reader, end: number): JsonObject {
  let text = '{}';
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 10) text = reader.string();
    else reader.skip(tag, undefined);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new OrcError('BadRequest', 'a field of free JSON does not hold JSON', {}, { cause: error });
  }
  if (isJsonObject(value)) return value;
  throw new OrcError('BadRequest', 'a field of free JSON holds no JSON object');
}

export const writeRawExtension = writeJson;
export const readRawExtension = readJson;
export const writeFieldsV1 = writeJson;
export const readFieldsV1 = readJson;
export const writeJSONSchemaProps = writeJson;
export const readJSONSchemaProps = readJson;

export function writeExtraValue(value: ExtraValue, writer: Writer): void {
  for (const item of value) {
    writer.tag(10);
    writer.string(item);
  }
}

export function readExtraValue(reader: Reader, end: number): ExtraValue {
  const items: string[] = [];
  while (reader.position < end) {
    const tag = reader.unsigned();
    if (tag === 10) items.push(reader.string());
    else reader.skip(tag, undefined);
  }
  return items;
}
