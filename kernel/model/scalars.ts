// The four messages that are plain values in JSON, and so in our model: Time, MicroTime, Quantity and
// IntOrString. Their wire forms are Kubernetes'.
import { OrcError } from '#kernel/errors.ts';
import type { Reader, Writer } from '#kernel/model/wire.ts';
import { formatTime, parseTime } from '#kernel/model/time.ts';

/** A moment as RFC 3339 in UTC with whole seconds, such as 2026-01-31T08:00:00Z. */
export type Time = string;
/** A moment as RFC 3339 in UTC with microseconds. */
export type MicroTime = string;
/** An amount such as 100m or 64Mi; see quantity.ts. */
export type Quantity = string;
/** A number or a string. */
export type IntOrString = number | string;

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
