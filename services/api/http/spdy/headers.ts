// Header blocks of SPDY/3.1: how many pairs, then each name and value with its length before it. All blocks of one
// direction are one zlib stream, cut by sync flushes: each is whole deflate blocks, which may refer to the last 32 KiB
// that came before. So zlib needs nothing of a block but that history as its dictionary, and no state is kept in it:
// a block is read in one synchronous call, in the order of the frames, and grows no further than it may.
import { constants, deflateRawSync, deflateSync, inflateRawSync } from 'node:zlib';
import { messageOf } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';
import { dictionary } from '#api/http/spdy/dictionary.ts';
import { SpdyError } from '#api/http/spdy/frame.ts';

/** How far back deflate may refer. */
const historyBytes = 32 * 1024;
/** zlib's own head: its method, and the checksum of the dictionary. */
const preamble = deflateSync(Buffer.alloc(0), { dictionary }).subarray(0, 6);

export type Headers = ReadonlyMap<string, string>;

/** One direction's compression. */
class History {
  #last: Uint8Array = dictionary;
  /** Whether nothing has been compressed yet. */
  isNew = true;

  get options(): { readonly dictionary: Uint8Array; readonly finishFlush: number } {
    return { dictionary: this.#last, finishFlush: constants.Z_SYNC_FLUSH };
  }

  add(plain: Uint8Array): void {
    this.isNew = false;
    this.#last = Buffer.concat([this.#last, plain]).subarray(-historyBytes);
  }
}

export class HeaderReader {
  readonly #history = new History();

  /** Reads the connection's next block. Throws SpdyError: nothing that follows can be read then. */
  read(block: Uint8Array): Headers {
    const plain = this.#inflate(block);
    this.#history.add(plain);
    return headersIn(plain);
  }

  #inflate(block: Uint8Array): Buffer {
    const { isNew, options } = this.#history;
    if (isNew && !isPreamble(block.subarray(0, preamble.length)))
      throw new SpdyError('header blocks do not begin as those of SPDY/3');
    try {
      return inflateRawSync(isNew ? block.subarray(preamble.length) : block, {
        ...options,
        maxOutputLength: apiLimits.spdy.headerBytes,
      });
    } catch (error) {
      throw new SpdyError(`a header block can't be read: ${messageOf(error)}`);
    }
  }
}

/** Whether a stream begins with zlib's head, at whatever level and window, and with our dictionary. */
function isPreamble(head: Uint8Array): boolean {
  const [method = 0, flags = 0] = head;
  const isZlib = (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) !== 0;
  return isZlib && preamble.subarray(2).equals(head.subarray(2));
}

function headersIn(plain: Buffer): Headers {
  let at = 0;
  const number = (): number => {
    if (at + 4 > plain.length) throw new SpdyError('the headers end too early');
    at += 4;
    return plain.readUInt32BE(at - 4);
  };
  const text = (): string => {
    const length = number();
    if (at + length > plain.length) throw new SpdyError('the headers end too early');
    at += length;
    return plain.toString('utf8', at - length, at);
  };
  const headers = new Map<string, string>();
  for (let left = number(); left > 0; left -= 1) {
    const name = text().toLowerCase();
    // Several values of one name stand behind each other with a zero between: the first counts.
    headers.set(name, text().split('\0')[0] ?? '');
  }
  return headers;
}

export class HeaderWriter {
  readonly #history = new History();

  /** Writes the connection's next block. */
  write(headers: Headers): Uint8Array {
    const parts = [uint32(headers.size)];
    for (const text of [...headers].flat()) {
      const bytes = Buffer.from(text, 'utf8');
      parts.push(uint32(bytes.length), bytes);
    }
    const plain = Buffer.concat(parts);
    const { isNew, options } = this.#history;
    const block = deflateRawSync(plain, options);
    this.#history.add(plain);
    return isNew ? Buffer.concat([preamble, block]) : block;
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
