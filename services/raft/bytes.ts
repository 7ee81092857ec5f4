// Writing and reading the binary forms of frames, records and messages between threads. A reader never
// reads beyond its end: what is cut short or out of range throws OrcError Invalid, whatever the bytes are.
import { OrcError } from '#kernel/errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Gives the memory of `bytes`, all of their buffer, back at once. What passes through a thread in large pieces would
 * else stay until its garbage is collected, and be the reason for collecting it. Nobody may look at them after.
 */
export function release({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** The memory of `bytes`, all of their buffer, to go with them to another thread instead of being copied. */
export function ownBuffer({ buffer }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

/** Big-endian, growing. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView<ArrayBuffer>;
  #length = 0;

  constructor(capacityBytes = 256) {
    this.#bytes = new Uint8Array(capacityBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    const at = this.#take(1);
    this.#view.setUint8(at, value);
    return this;
  }
  u32(value: number): this {
    const at = this.#take(4);
    this.#view.setUint32(at, value);
    return this;
  }
  /** A non-negative safe integer. */
  u53(value: number): this {
    const at = this.#take(8);
    this.#view.setUint32(at, Math.floor(value / 0x1_0000_0000));
    this.#view.setUint32(at + 4, value >>> 0);
    return this;
  }
  raw(bytes: Uint8Array): this {
    const at = this.#take(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }
  /** Bytes behind their length. */
  block(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }
  text(value: string): this {
    return this.block(encoder.encode(value));
  }
  setU32(at: number, value: number): void {
    this.#view.setUint32(at, value);
  }
  /** What was written. Shares the writer's memory: the writer is not used after. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #take(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return at;
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }
  get offset(): number {
    return this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4));
  }
  u53(): number {
    const at = this.#take(8);
    const high = this.#view.getUint32(at);
    if (high >= 0x20_0000) throw new OrcError('Invalid', `a number at byte ${at} is out of range`);
    return high * 0x1_0000_0000 + this.#view.getUint32(at + 4);
  }
  bool(): boolean {
    const value = this.u8();
    if (value > 1) throw new OrcError('Invalid', `a flag at byte ${this.#at - 1} is neither 0 nor 1`);
    return value === 1;
  }
  /** A view of the next bytes, not a copy. */
  raw(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }
  block(): Uint8Array {
    return this.raw(this.u32());
  }
  text(): string {
    const at = this.#at;
    try {
      return decoder.decode(this.block());
    } catch (cause) {
      throw new OrcError('Invalid', `a text at byte ${at} is not valid UTF-8`, {}, { cause });
    }
  }
  /** One of `choices`, stored by its position. */
  choice<T>(choices: readonly T[]): T {
    const at = this.#at;
    const found = choices[this.u8()];
    if (found === undefined) throw new OrcError('Invalid', `an unknown kind at byte ${at}`);
    return found;
  }
  end(): void {
    if (this.remaining > 0) throw new OrcError('Invalid', `${this.remaining} bytes too many at ${this.#at}`);
  }

  #take(size: number): number {
    const at = this.#at;
    if (size > this.#bytes.length - at) {
      throw new OrcError('Invalid', `the bytes end at ${this.#bytes.length}, ${at + size} are needed`);
    }
    this.#at = at + size;
    return at;
  }
}
