// A revision put into an object that is encoded already. Every write is encoded before it has a revision, and told,
// stored and answered with one: to encode it again for these few bytes would double the work.
import { Reader, Writer } from '#kernel/model/wire.ts';

/** `metadata` of every kind, and `resourceVersion` in it, as fields with a length. */
const metadataTag = 10;
const revisionTag = 50;

const writer = new Writer();

/** Where `resourceVersion` stands in metadata, or belongs; undefined when the fields are not in order. */
function placeIn(reader: Reader, end: number): { readonly from: number; readonly to: number } | undefined {
  let place: { readonly from: number; readonly to: number } | undefined;
  let last = 0;
  while (reader.position < end) {
    const from = reader.position;
    const tag = reader.unsigned();
    if (tag < last || (tag === revisionTag && tag === last)) return undefined;
    last = tag;
    reader.skip(tag, undefined);
    if (tag === revisionTag) place = { from, to: reader.position };
    else if (tag > revisionTag) place ??= { from, to: from };
  }
  return place ?? { from: end, to: end };
}

/**
 * The encoded object with this revision, as encoding the object anew would give it. Undefined when the bytes are not
 * laid out as this version of orc does: the object must then be encoded.
 */
export function withRevision(raw: Uint8Array, revision: string): Uint8Array | undefined {
  const reader = new Reader(raw);
  if (raw.length === 0 || reader.unsigned() !== metadataTag) return undefined;
  const length = reader.unsigned();
  const start = reader.position;
  const end = start + length;
  if (end > raw.length) return undefined;
  const place = placeIn(reader, end);
  if (place === undefined || reader.position !== end) return undefined;
  try {
    writer.tag(metadataTag);
    writer.nested(() => {
      writer.unknown([raw.subarray(start, place.from)]);
      writer.tag(revisionTag);
      writer.string(revision);
      writer.unknown([raw.subarray(place.to, end)]);
    });
    writer.unknown([raw.subarray(end)]);
    return writer.finish();
  } finally {
    writer.reset();
  }
}
