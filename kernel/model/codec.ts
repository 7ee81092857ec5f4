// Whole messages to bytes and back.
import type { GlanceType, MessageType } from '#kernel/model/schema.ts';
import type { Room } from '#kernel/model/slab.ts';
import { Reader, Writer } from '#kernel/model/wire.ts';

/** Shared by all encodings: none begins before another has ended. */
const writer = new Writer();

/** Encodes `message`. Map entries are in key order, so equal messages have equal bytes. */
export function encode<T>(type: MessageType<T>, message: T): Uint8Array<ArrayBuffer> {
  try {
    type.encode(message, writer);
    return writer.finish();
  } finally {
    // What throws leaves no half message behind.
    writer.reset();
  }
}

/** The same in what `where` gives. */
export function encodeIn<T>(type: MessageType<T>, message: T, where: Room): Uint8Array {
  try {
    type.encode(message, writer);
    return writer.finishIn(where);
  } finally {
    writer.reset();
  }
}

/** The same behind a byte that is 0 and its length as four bytes, as gRPC sends what is not compressed. */
export function encodeFramed<T>(type: MessageType<T>, message: T): Uint8Array<ArrayBuffer> {
  try {
    writer.unsigned(0);
    writer.framed(() => type.encode(message, writer));
    return writer.finish();
  } finally {
    writer.reset();
  }
}

/** Decodes a whole buffer. Throws OrcError `BadRequest` for anything that is not such a message. */
export function decode<T>(type: GlanceType<T>, bytes: Uint8Array): T {
  return type.decode(new Reader(bytes), bytes.length);
}

/** The same, with fields of bytes that are views of `bytes`: which must stay as they are. */
export function decodeViews<T>(type: GlanceType<T>, bytes: Uint8Array): T {
  return type.decode(new Reader(bytes, true), bytes.length);
}

/**
 * Decodes what came from a client, whose bytes must stay as they are: with views where they are most of their buffer, so
 * that a few bytes which somebody holds never hold much more.
 */
export function decodeReceived<T>(type: GlanceType<T>, bytes: Uint8Array): T {
  const isMost = bytes.length * 2 >= bytes.buffer.byteLength;
  return isMost ? decodeViews(type, bytes) : decode(type, bytes);
}
