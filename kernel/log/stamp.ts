// A revision put into an object that is encoded already. Every write is encoded before it has a revision, and told,
// stored and answered with one: to encode it again for these few bytes would double the work.
import type { Room } from '#kernel/model/slab.ts';
import { lengthBytesOf } from '#kernel/model/wire.ts';

/** `metadata` of every kind, and `resourceVersion` in it, as fields with a length. */
const metadataTag = 10;
const revisionTag = 50;

/** A varint that was read: its value, and where what follows it begins. */
let value = 0;
let next = 0;

/** Reads a varint of at most four bytes, as lengths and tags are; false where there is none. */
function read(raw: Uint8Array, at: number): boolean {
  value = 0;
  for (let bytes = 0; bytes < 4; bytes++) {
    const byte = raw[at + bytes];
    if (byte === undefined) return false;
    value |= (byte & 0x7f) << (7 * bytes);
    if (byte < 0x80) {
      next = at + bytes + 1;
      return true;
    }
  }
  return false;
}

/** Moves `next` behind the field whose tag has been read; false where it has another form than metadata's fields have. */
function skip(raw: Uint8Array, tag: number): boolean {
  switch (tag & 7) {
    case 0: {
      let at = next;
      while ((raw[at] ?? 0) >= 0x80) at += 1;
      next = at + 1;
      return true;
    }
    case 2:
      if (!read(raw, next)) return false;
      next += value;
      return true;
    default:
      return false;
  }
}

/** Where `resourceVersion` stands in metadata, or belongs; undefined when the fields are not in order. */
function placeIn(
  raw: Uint8Array,
  start: number,
  end: number,
): { readonly from: number; readonly to: number } | undefined {
  let from = -1;
  let to = -1;
  let last = 0;
  for (let at = start; at < end; at = next) {
    if (!read(raw, at)) return undefined;
    const tag = value;
    if (tag < last || (tag === revisionTag && tag === last) || !skip(raw, tag)) return undefined;
    last = tag;
    if (from >= 0 || tag < revisionTag) continue;
    from = at;
    to = tag === revisionTag ? next : at;
  }
  if (start < end && next !== end) return undefined;
  return from < 0 ? { from: end, to: end } : { from, to };
}

/** Whether the field at `place` says this revision already. */
function isRevision(
  raw: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  revision: string,
): boolean {
  if (to - from !== revision.length + 2) return false;
  for (let at = 0; at < revision.length; at++)
    if (raw[from + 2 + at] !== revision.charCodeAt(at)) return false;
  return true;
}

const fresh: Room = { room: (bytes) => new Uint8Array(bytes) };

/**
 * The encoded object with this revision, a number in decimal, as encoding the object anew would give it: the same bytes
 * where it has it. Undefined when the bytes are not laid out as this version of orc does: the object must then be encoded. Other
 * bytes are made in what `where` gives.
 */
export function withRevision(raw: Uint8Array, revision: string, where = fresh): Uint8Array | undefined {
  if (raw[0] !== metadataTag || !read(raw, 1)) return undefined;
  const start = next;
  const end = start + value;
  if (end > raw.length) return undefined;
  const place = placeIn(raw, start, end);
  if (place === undefined) return undefined;
  if (isRevision(raw, place, revision)) return raw;
  const length = end - start - (place.to - place.from) + 2 + revision.length;
  const made = where.room(1 + lengthBytesOf(length) + length + raw.length - end);
  made[0] = metadataTag;
  let at = 1;
  for (let rest = length; ; rest >>>= 7) {
    made[at++] = rest > 0x7f ? (rest & 0x7f) | 0x80 : rest;
    if (rest <= 0x7f) break;
  }
  made.set(raw.subarray(start, place.from), at);
  at += place.from - start;
  made[at++] = revisionTag;
  made[at++] = revision.length;
  for (let unit = 0; unit < revision.length; unit++) made[at++] = revision.charCodeAt(unit);
  made.set(raw.subarray(place.to), at);
  return made;
}
