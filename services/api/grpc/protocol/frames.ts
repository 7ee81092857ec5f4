// gRPC's messages on the wire: a byte that says whether the message is compressed, its length as four bytes, the message.
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { OrcError } from '#kernel/errors.ts';

const headBytes = 5;
const none = Buffer.alloc(0);
/** How much room a message is given that has only been announced. */
const firstRoomBytes = 16 * 1024;

/** A message as it came. */
export interface ReceivedMessage {
  readonly isCompressed: boolean;
  readonly bytes: Buffer;
}

/** A message as it travels. Most are encoded with their frame at once (`encodeFramed`). */
export function framed(bytes: Uint8Array, isCompressed = false): Buffer {
  const frame = Buffer.allocUnsafe(headBytes + bytes.length);
  frame[0] = isCompressed ? 1 : 0;
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, headBytes);
  return frame;
}

/** The message in a frame that was encoded here. */
export function messageIn(frame: Uint8Array): Uint8Array {
  return frame.subarray(headBytes);
}

/**
 * Puts messages together from the pieces in which they come. A message that comes in one piece is a view of it; of others
 * no more is kept than has come, whatever their length was said to be, twice that at most.
 */
export class FrameReader {
  readonly #mostBytes: number;
  readonly #head = Buffer.alloc(headBytes);
  #headBytes = 0;
  #body = none;
  #bodyBytes = 0;

  /** `mostBytes`: of one message, as it travels. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The bytes of a message that has not come whole. */
  get heldBytes(): number {
    return this.#body.length;
  }

  /** Whether all that came were whole messages. */
  get isBetweenMessages(): boolean {
    return this.#headBytes === 0;
  }

  /** Gives each message that is whole now to `take`. Throws TooLarge, and BadRequest for what is no frame. */
  push(piece: Buffer, take: (message: ReceivedMessage) => void): void {
    let at = 0;
    while (at < piece.length) {
      if (this.#headBytes < headBytes) {
        const taken = piece.copy(this.#head, this.#headBytes, at);
        this.#headBytes += taken;
        at += taken;
        if (this.#headBytes < headBytes) return;
        if (this.#size > this.#mostBytes)
          throw new OrcError(
            'TooLarge',
            `the message has ${this.#size} bytes, may have at most ${this.#mostBytes}`,
          );
        if (this.#isCompressedByte > 1)
          throw new OrcError('BadRequest', 'what came is no message of gRPC: its first byte is not 0 or 1');
      }
      const size = this.#size;
      const left = piece.length - at;
      if (this.#bodyBytes === 0 && left >= size) {
        this.#end(piece.subarray(at, at + size), take);
        at += size;
        continue;
      }
      const taken = Math.min(left, size - this.#bodyBytes);
      this.#grow(this.#bodyBytes + taken, size);
      piece.copy(this.#body, this.#bodyBytes, at, at + taken);
      this.#bodyBytes += taken;
      at += taken;
      if (this.#bodyBytes === size) this.#end(this.#body.subarray(0, size), take);
    }
    // An empty message ends with its head.
    if (this.#headBytes === headBytes && this.#size === 0) this.#end(none, take);
  }

  get #size(): number {
    return this.#head.readUInt32BE(1);
  }

  get #isCompressedByte(): number {
    return this.#head[0] ?? 0;
  }

  #grow(neededBytes: number, size: number): void {
    if (neededBytes <= this.#body.length) return;
    const room = Math.min(size, Math.max(neededBytes, this.#body.length * 2, firstRoomBytes));
    const larger = Buffer.allocUnsafeSlow(room);
    this.#body.copy(larger, 0, 0, this.#bodyBytes);
    this.#body = larger;
  }

  #end(bytes: Buffer, take: (message: ReceivedMessage) => void): void {
    const isCompressed = this.#isCompressedByte === 1;
    this.#headBytes = 0;
    this.#body = none;
    this.#bodyBytes = 0;
    take({ isCompressed, bytes });
  }
}
