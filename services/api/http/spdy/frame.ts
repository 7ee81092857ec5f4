// Frames of SPDY/3.1: eight bytes, then what the type says. Header blocks stay compressed here. Pure.

export type Frame =
  /** A piece of a data frame, as it arrives: only the last of a stream's last frame is `isLast`. */
  | { readonly kind: 'data'; readonly stream: number; readonly isLast: boolean; readonly data: Uint8Array }
  | {
      readonly kind: 'synStream' | 'synReply' | 'headers';
      readonly stream: number;
      readonly isLast: boolean;
      readonly block: Uint8Array;
    }
  | { readonly kind: 'reset'; readonly stream: number; readonly status: number }
  | { readonly kind: 'settings' }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'goAway'; readonly lastStream: number; readonly status: number }
  | { readonly kind: 'window'; readonly stream: number; readonly bytes: number };

/** What a peer sends is no SPDY/3.1, or more than is taken: the connection is of no use any more. */
export class SpdyError extends Error {
  override readonly name = 'SpdyError';
}

/** Why a stream is reset, and a connection given up. */
export const resetStatus = { protocolError: 1, refused: 3, cancel: 5 } as const;
export const goAwayStatus = { protocolError: 1 } as const;

const types = {
  synStream: 1,
  synReply: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  headers: 8,
  window: 9,
} as const;
const version = 3;
const headBytes = 8;
const lastFlag = 1;
const low31 = 0x7fffffff;
/** The most data of one frame. */
export const mostDataBytes = 0xffffff;

function control(type: number, isLast: boolean, parts: readonly (number | Uint8Array)[]): Uint8Array {
  const body = parts.map((part) => {
    if (typeof part !== 'number') return part;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(part);
    return bytes;
  });
  const head = Buffer.alloc(headBytes);
  head.writeUInt16BE(0x8000 | version, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt8(isLast ? lastFlag : 0, 4);
  head.writeUIntBE(
    body.reduce((sum, { length }) => sum + length, 0),
    5,
    3,
  );
  return Buffer.concat([head, ...body]);
}

/** A frame as bytes; its data or block is at most `mostDataBytes`. */
export function encodeFrame(frame: Frame): Uint8Array {
  switch (frame.kind) {
    case 'data': {
      const head = Buffer.alloc(headBytes);
      head.writeUInt32BE(frame.stream, 0);
      head.writeUInt8(frame.isLast ? lastFlag : 0, 4);
      head.writeUIntBE(frame.data.length, 5, 3);
      return Buffer.concat([head, frame.data]);
    }
    case 'synStream':
      // After the stream: the one it belongs to, its priority and its slot, none of which is used.
      return control(types.synStream, frame.isLast, [frame.stream, 0, Buffer.alloc(2), frame.block]);
    case 'synReply':
    case 'headers':
      return control(types[frame.kind], frame.isLast, [frame.stream, frame.block]);
    case 'reset':
      return control(types.reset, false, [frame.stream, frame.status]);
    case 'settings':
      return control(types.settings, false, [0]);
    case 'ping':
      return control(types.ping, false, [frame.id]);
    case 'goAway':
      return control(types.goAway, false, [frame.lastStream, frame.status]);
    case 'window':
      return control(types.window, false, [frame.stream, frame.bytes]);
  }
}

interface Arriving {
  readonly stream: number;
  readonly isLast: boolean;
  leftBytes: number;
}

/** Cuts a connection's bytes into frames, however they arrive. Of data nothing is kept; other frames are whole. */
export class FrameReader {
  readonly #mostBytes: number;
  #rest: Buffer = Buffer.alloc(0);
  /** The data frame that is arriving, and how much of it is to come. */
  #data: Arriving | undefined;

  /** `mostBytes` is the largest frame taken, data excepted. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The frames that are there now; those of unknown types are left out. Throws SpdyError. */
  *push(bytes: Uint8Array): Generator<Frame, void, undefined> {
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const frame = this.#data === undefined ? this.#next() : this.#piece(this.#data);
      if (frame === 'incomplete') return;
      if (frame !== undefined) yield frame;
    }
  }

  #take(sizeBytes: number): Buffer {
    const taken = this.#rest.subarray(0, sizeBytes);
    this.#rest = this.#rest.subarray(sizeBytes);
    return taken;
  }

  #piece(data: Arriving): Frame | 'incomplete' {
    if (this.#rest.length === 0 && data.leftBytes > 0) return 'incomplete';
    const piece = this.#take(data.leftBytes);
    data.leftBytes -= piece.length;
    const isWhole = data.leftBytes === 0;
    if (isWhole) this.#data = undefined;
    return { kind: 'data', stream: data.stream, isLast: isWhole && data.isLast, data: piece };
  }

  #next(): Frame | 'incomplete' | undefined {
    if (this.#rest.length < headBytes) return 'incomplete';
    const first = this.#rest.readUInt32BE(0);
    const isLast = (this.#rest.readUInt8(4) & lastFlag) !== 0;
    const length = this.#rest.readUIntBE(5, 3);
    if (first <= low31) {
      this.#take(headBytes);
      this.#data = { stream: first, isLast, leftBytes: length };
      return undefined;
    }
    if (((first >>> 16) & 0x7fff) !== version) throw new SpdyError('another version of SPDY');
    if (length > this.#mostBytes) throw new SpdyError(`a frame of ${length} bytes is too large`);
    if (this.#rest.length < headBytes + length) return 'incomplete';
    this.#take(headBytes);
    return decode(first & 0xffff, isLast, this.#take(length));
  }
}

function decode(type: number, isLast: boolean, body: Buffer): Frame | undefined {
  const number = (at: number): number => {
    if (at + 4 > body.length) throw new SpdyError('a frame is too short');
    return body.readUInt32BE(at);
  };
  const stream = (): number => number(0) & low31;
  switch (type) {
    case types.synStream:
      if (body.length < 10) throw new SpdyError('a frame is too short');
      return { kind: 'synStream', stream: stream(), isLast, block: body.subarray(10) };
    case types.synReply:
      return { kind: 'synReply', stream: stream(), isLast, block: body.subarray(4) };
    case types.headers:
      return { kind: 'headers', stream: stream(), isLast, block: body.subarray(4) };
    case types.reset:
      return { kind: 'reset', stream: stream(), status: number(4) };
    case types.settings:
      return { kind: 'settings' };
    case types.ping:
      return { kind: 'ping', id: number(0) };
    case types.goAway:
      return { kind: 'goAway', lastStream: stream(), status: number(4) };
    case types.window:
      return { kind: 'window', stream: stream(), bytes: number(4) & low31 };
    default:
      return undefined;
  }
}
