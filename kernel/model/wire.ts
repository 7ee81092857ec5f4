// Protobuf's wire format (https://protobuf.dev/programming-guides/encoding), as the generated codecs
// use it. Our own reader and writer instead of protobufjs' because this layer has no platform types,
// because integers that JavaScript can't hold must be refused instead of rounded, and because fields
// this build does not know are kept and written again.
import { OrcError } from '#kernel/errors.ts';
import type { InternedBytes } from '#kernel/model/interned.ts';
import { isShared } from '#kernel/model/shared.ts';
import type { Room } from '#kernel/model/slab.ts';

/** Where a message keeps the encoded fields that this build does not know. Spreading copies it. */
export const unknownFields = Symbol('unknown fields');

/** The same of a message that stands inlined in another: the two have numbers of their own. */
export const inlinedUnknownFields = Symbol('unknown fields of an inlined message');

/** What every generated message type extends. */
export interface Message {
  readonly [unknownFields]?: readonly Uint8Array[];
  readonly [inlinedUnknownFields]?: readonly Uint8Array[];
}

/** A message under construction. */
export type Mutable<T> = {
  -readonly [K in keyof T]: K extends typeof unknownFields ? Uint8Array[] : T[K];
};

/** The value of a field of bytes that is not there. */
export const noBytes = new Uint8Array();

const utf8Encoder = new TextEncoder();
/** How long messages may be that are interned. */
const internedBytes = 1_024;
/** A mark of byte order at the start of a text is part of it: else a text that begins with one would lose it. */
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Short ASCII texts that were read lately, each in the one place that its bytes hash to. Most that are read were read
 * before: names of kinds, namespaces and users, keys of labels. They are one text in memory then, and cost none to read.
 */
const recent: (string | undefined)[] = [];
const recentCount = 4_096;
const recentLength = 32;
/** Up to how many characters are put together one by one: from there on decoding is faster. */
const glued = 12;
for (let place = 0; place < recentCount; place++) recent.push(undefined);

/** Wire types. */
const varint = 0;
const fixed64 = 1;
const delimited = 2;
const fixed32 = 5;

/** The room a writer begins with, and the most it keeps from one message to the next. */
const initialCapacityBytes = 512;
const keptCapacityBytes = 256 * 1024;

/** The deepest nesting of messages that is read or written. */
const maxDepth = 64;

function corrupt(what: string): OrcError {
  return new OrcError('BadRequest', `not a valid protobuf message: ${what}`);
}

/** How many bytes a length takes. */
export function lengthBytesOf(size: number): number {
  if (size < 1 << 7) return 1;
  return size < 1 << 14 ? 2 : size < 1 << 21 ? 3 : size < 1 << 28 ? 4 : 5;
}

/** The fields of shared messages as they were written. */
const encodings = new WeakMap<object, Uint8Array>();

/** Writes one message after the other into a growing buffer. */
export class Writer {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacityBytes = initialCapacityBytes) {
    this.#buffer = new Uint8Array(capacityBytes);
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#length;
  }

  /** What was written, in a buffer that the writer gives away; then it is empty and has room for `roomBytes`. */
  take(roomBytes: number): Uint8Array<ArrayBuffer> {
    const written = this.#buffer.subarray(0, this.#length);
    this.#buffer = new Uint8Array(roomBytes);
    this.#length = 0;
    return written;
  }

  /** What was written; a copy. The writer is empty then, and keeps its room unless that is large. */
  finish(): Uint8Array<ArrayBuffer> {
    const written = this.#buffer.slice(0, this.#length);
    this.reset();
    return written;
  }

  /** What was written; a copy in what `where` gives. The writer is empty then, as after `finish`. */
  finishIn(where: Room): Uint8Array {
    const written = where.room(this.#length);
    written.set(this.#buffer.subarray(0, this.#length));
    this.reset();
    return written;
  }

  /** Forgets what was written. */
  reset(): void {
    this.#length = 0;
    if (this.#buffer.length > keptCapacityBytes) this.#buffer = new Uint8Array(initialCapacityBytes);
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  /** A tag as the generated code has it: field number and wire type in one. */
  tag(tag: number): void {
    this.unsigned(tag);
  }

  /** An integer of at most 53 bits, not negative. */
  unsigned(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw corrupt(`${value} is not an unsigned integer`);
    this.#reserve(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.#buffer[this.#length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.#buffer[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#buffer[this.#length++] = rest;
  }

  /** An integer of at most 53 bits; a negative one takes ten bytes. */
  signed(value: number): void {
    if (value >= 0) {
      this.unsigned(value);
      return;
    }
    if (!Number.isSafeInteger(value)) throw corrupt(`${value} is not an integer that can be held`);
    let rest = BigInt.asUintN(64, BigInt(value));
    this.#reserve(10);
    while (rest > 127n) {
      this.#buffer[this.#length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#buffer[this.#length++] = Number(rest);
  }

  bool(value: boolean): void {
    this.unsigned(value ? 1 : 0);
  }

  bytes(value: Uint8Array): void {
    this.unsigned(value.length);
    this.#copy(value);
  }

  #copy(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  string(value: string): void {
    const length = value.length;
    if (length < 64) {
      this.#reserve(length + 1);
      const start = this.#length;
      this.#buffer[this.#length++] = length;
      for (let index = 0; index < length; index++) {
        const unit = value.charCodeAt(index);
        if (unit > 127) {
          this.#length = start;
          this.bytes(utf8Encoder.encode(value));
          return;
        }
        this.#buffer[this.#length++] = unit;
      }
      return;
    }
    // Encoded in place. The length goes before it and takes as many bytes as that of ASCII text would,
    // or is moved to make room.
    const guessBytes = lengthBytesOf(length);
    this.#reserve(guessBytes + length * 3 + 4);
    const start = this.#length;
    const { written } = utf8Encoder.encodeInto(value, this.#buffer.subarray(start + guessBytes));
    const lengthBytes = lengthBytesOf(written);
    if (lengthBytes !== guessBytes)
      this.#buffer.copyWithin(start + lengthBytes, start + guessBytes, start + guessBytes + written);
    this.unsigned(written);
    this.#length += written;
  }

  /** A nested message: `write` writes its fields; its length goes before them. */
  nested(write: () => void): void {
    const start = this.begin();
    write();
    this.end(start);
  }

  /** Begins a nested message, whose fields are written next; `end` wants the result. */
  begin(): number {
    this.#reserve(1);
    return this.#length++;
  }

  /** Ends the nested message that began at `start`: its length goes before its fields. */
  end(start: number): void {
    const size = this.#length - start - 1;
    if (size < 128) {
      this.#buffer[start] = size;
      return;
    }
    const lengthBytes = lengthBytesOf(size);
    this.#reserve(lengthBytes - 1);
    this.#buffer.copyWithin(start + lengthBytes, start + 1, this.#length);
    this.#length = start;
    this.unsigned(size);
    this.#length += size;
  }

  /** Whether a message that many objects have in common was written before: then its fields are, as they were. */
  again(message: object): boolean {
    const known = isShared(message) ? encodings.get(message) : undefined;
    if (known !== undefined) this.#copy(known);
    return known !== undefined;
  }

  /** Remembers what was written since `start`, the fields of `message`, if many objects have it in common. */
  remember(message: object, start: number): void {
    if (isShared(message)) encodings.set(message, this.#buffer.slice(start, this.#length));
  }

  /** What `write` writes, behind its length as four bytes, the highest first. */
  framed(write: () => void): void {
    this.#reserve(4);
    const start = this.#length;
    this.#length += 4;
    write();
    new DataView(this.#buffer.buffer).setUint32(start, this.#length - start - 4);
  }

  /** Writes again what a reader kept. */
  unknown(kept: readonly Uint8Array[] | undefined): void {
    for (const bytes of kept ?? []) this.#copy(bytes);
  }
}

/** Reads messages from a buffer; every read is bounds-checked, every error an OrcError. */
export class Reader {
  readonly #buffer: Uint8Array;
  readonly #views: boolean;
  #position = 0;
  /** Where the number that was read last, such as a tag, begins. */
  #numberStart = 0;
  #depth = 0;

  /** With `views`, bytes that are read are views of the buffer, not copies. */
  constructor(buffer: Uint8Array, views = false) {
    this.#buffer = buffer;
    this.#views = views;
  }

  get position(): number {
    return this.#position;
  }

  get length(): number {
    return this.#buffer.length;
  }

  unsigned(): number {
    this.#numberStart = this.#position;
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.#buffer[this.#position++];
      if (byte === undefined) throw corrupt('it ends inside a number');
      value += (byte & 0x7f) * scale;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) throw corrupt('a number is larger than 2^53');
        return value;
      }
      scale *= 128;
    }
    throw corrupt('a number is longer than ten bytes');
  }

  signed(): number {
    const start = this.#position;
    const last = this.#buffer[start + 9];
    if (last === 1 && this.#isLongVarint(start)) {
      let value = 0n;
      for (let count = 0; count < 10; count++)
        value |= BigInt((this.#buffer[start + count] ?? 0) & 0x7f) << BigInt(7 * count);
      this.#position = start + 10;
      const signed = Number(BigInt.asIntN(64, value));
      if (!Number.isSafeInteger(signed)) throw corrupt('a number is less than -2^53');
      return signed;
    }
    return this.unsigned();
  }

  #isLongVarint(start: number): boolean {
    for (let count = 0; count < 9; count++) if ((this.#buffer[start + count] ?? 0) < 128) return false;
    return true;
  }

  bool(): boolean {
    return this.unsigned() !== 0;
  }

  /** The end of the length-delimited value that starts here. */
  #delimitedEnd(): number {
    const length = this.unsigned();
    const end = this.#position + length;
    if (end > this.#buffer.length) throw corrupt('it ends inside a field');
    return end;
  }

  bytes(): Uint8Array {
    const end = this.#delimitedEnd();
    const view = this.#buffer.subarray(this.#position, end);
    this.#position = end;
    // A copy, also of a Buffer, whose own slice would be a view.
    return this.#views ? view : new Uint8Array(view);
  }

  string(): string {
    const end = this.#delimitedEnd();
    const start = this.#position;
    this.#position = end;
    return end - start > recentLength ? this.#utf8(start, end) : this.#short(start, end);
  }

  /** A text that is likely to have been read before: then it is that one. */
  #short(start: number, end: number): string {
    let hash = 0;
    for (let index = start; index < end; index++) {
      const byte = this.#buffer[index] ?? 0;
      if (byte > 127) return this.#utf8(start, end);
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const place = (hash ^ (hash >>> 12)) & (recentCount - 1);
    const known = recent[place];
    if (known !== undefined && this.#holds(known, start, end)) return known;
    const text = end - start > glued ? this.#utf8(start, end) : this.#ascii(start, end);
    recent[place] = text;
    return text;
  }

  /** Whether the bytes from `start` to `end` are this ASCII text. */
  #holds(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    for (let index = start; index < end; index++)
      if (text.charCodeAt(index - start) !== this.#buffer[index]) return false;
    return true;
  }

  #ascii(start: number, end: number): string {
    let text = '';
    for (let index = start; index < end; index++) text += String.fromCharCode(this.#buffer[index] ?? 0);
    return text;
  }

  #utf8(start: number, end: number): string {
    try {
      return utf8Decoder.decode(this.#buffer.subarray(start, end));
    } catch (error) {
      throw new OrcError(
        'BadRequest',
        'not a valid protobuf message: a string is not UTF-8',
        {},
        { cause: error },
      );
    }
  }

  /** A nested message, read by `read` up to the end it is given. */
  nested<T>(read: (end: number) => T): T {
    return this.message((_reader, end) => read(end));
  }

  /** The same, read by a function that is given this reader, and so need not be made for it. */
  message<T>(read: (reader: Reader, end: number) => T): T {
    const end = this.#delimitedEnd();
    if (++this.#depth > maxDepth) throw corrupt(`messages are nested deeper than ${maxDepth}`);
    const value = read(this, end);
    if (this.#position !== end) throw corrupt('a nested message is longer than it says');
    this.#depth--;
    return value;
  }

  /** A message that ends at `end`: the very object of an equal one that was read before, if it is still remembered. */
  interned<T>(end: number, known: InternedBytes<T>, read: (reader: Reader, end: number) => T): T {
    const start = this.#position;
    if (end - start > internedBytes) return read(this, end);
    const place = known.placeOf(this.#buffer, start, end);
    const found = known.find(place, this.#buffer, start, end);
    if (found !== undefined) {
      this.#position = end;
      return found;
    }
    const made = read(this, end);
    known.keep(place, new Uint8Array(this.#buffer.subarray(start, end)), made);
    return made;
  }

  /**
   * Skips a field whose tag was just read and adds it, tag included, to what is kept. Neighbours are kept
   * as one view of the buffer, and the list is the caller's own: whatever the bytes, the cost is linear.
   */
  skip(tag: number, kept: Uint8Array[] | undefined): Uint8Array[] {
    const start = this.#numberStart;
    this.pass(tag);
    const all = kept ?? [];
    const last = all.at(-1);
    const offset = this.#buffer.byteOffset;
    const joins = last !== undefined && last.byteOffset + last.length === offset + start;
    if (joins) all.pop();
    all.push(this.#buffer.subarray(joins ? last.byteOffset - offset : start, this.#position));
    return all;
  }

  /** Passes over a field whose tag was just read. */
  pass(tag: number): void {
    switch (tag & 7) {
      case varint:
        this.#skipVarint();
        break;
      case fixed64:
        this.#position += 8;
        break;
      case delimited:
        this.#position = this.#delimitedEnd();
        break;
      case fixed32:
        this.#position += 4;
        break;
      default:
        throw corrupt(`wire type ${tag & 7}`);
    }
    if (this.#position > this.#buffer.length) throw corrupt('it ends inside a field');
  }

  #skipVarint(): void {
    for (let count = 0; count < 10; count++) {
      const byte = this.#buffer[this.#position++];
      if (byte === undefined) throw corrupt('it ends inside a number');
      if (byte < 128) return;
    }
    throw corrupt('a number is longer than ten bytes');
  }
}

/** Sets a map's entry; a key that would reach into the object's prototype is refused. */
export function setEntry<T>(map: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') throw new OrcError('BadRequest', 'the key "__proto__" is not allowed');
  map[key] = value;
}
