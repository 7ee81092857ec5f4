// One snapshot's file: a header that says what it stands for, chunks whose CRCs chain, and an end that says
// how many there were.
//
//   header  magic | format | cluster | index | term | configuration | CRC
//   chunk   length (4, above 0) | bytes | CRC (4)
//   end     0 (4) | chunks (4) | CRC (4)
import { open, type FileHandle } from 'node:fs/promises';
import { OrcError } from '#kernel/errors.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { decodeConfiguration, encodeConfiguration } from './core/configuration.ts';
import type { SnapshotMeta } from './core/types.ts';
import { limits } from './limits.ts';
import { crc32c } from './wal/crc32c.ts';
import { rejoinAdvice } from './wal/scan.ts';

const magic = 'orc-snap';
const snapshotFormat = 1;
const maxHeaderBytes = 256 * 1024;

export function encodeSnapshotHeader(meta: SnapshotMeta, clusterId: string): Uint8Array {
  const body = new ByteWriter(1024)
    .raw(new TextEncoder().encode(magic))
    .u32(snapshotFormat)
    .text(clusterId)
    .u53(meta.index)
    .u53(meta.term)
    .block(encodeConfiguration(meta.configuration))
    .finish();
  const writer = new ByteWriter(body.length + 8).u32(body.length + 8).raw(body);
  return writer.u32(crc32c(writer.finish())).finish();
}

export class SnapshotReader {
  readonly #path: string;
  readonly #file: FileHandle;
  #at = 0;
  #crc = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(path: string): Promise<SnapshotReader> {
    return new SnapshotReader(path, await open(path, 'r'));
  }

  async header(clusterId: string): Promise<SnapshotMeta> {
    const length = new ByteReader(await this.#take(4)).u32();
    if (length < 8 || length > maxHeaderBytes) throw this.#corrupt("the header's length is impossible");
    const rest = await this.#take(length - 4);
    const whole = new ByteWriter(length).u32(length).raw(rest).finish();
    this.#crc = crc32c(whole.subarray(0, length - 4));
    if (this.#crc !== new ByteReader(whole.subarray(length - 4)).u32()) {
      throw this.#corrupt("the header's checksum is wrong");
    }
    const reader = new ByteReader(rest.subarray(0, rest.length - 4));
    if (new TextDecoder().decode(reader.raw(magic.length)) !== magic) throw this.#corrupt('not a snapshot');
    const format = reader.u32();
    if (format !== snapshotFormat) {
      throw new OrcError(
        'Unsupported',
        `${this.#path} has snapshot format ${format}, this orc reads ${snapshotFormat}: upgrade it`,
      );
    }
    const found = reader.text();
    if (found !== clusterId) {
      throw new OrcError('Invalid', `${this.#path} belongs to cluster ${found}, not to ${clusterId}`);
    }
    return {
      index: reader.u53(),
      term: reader.u53(),
      configuration: decodeConfiguration(reader.block()),
    };
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let count = 0; ; count++) {
      const length = new ByteReader(await this.#take(4)).u32();
      if (length === 0) {
        const rest = new ByteReader(await this.#take(8));
        const said = rest.u32();
        const end = new ByteWriter(8).u32(0).u32(said).finish();
        if (said !== count || crc32c(end, this.#crc) !== rest.u32()) throw this.#corrupt('the end is wrong');
        return;
      }
      if (length > limits.streamMessageMaxBytes) throw this.#corrupt("a chunk's length is impossible");
      const bytes = await this.#take(length + 4);
      const chunk = bytes.subarray(0, length);
      this.#crc = crc32c(chunk, this.#crc);
      if (this.#crc !== new ByteReader(bytes.subarray(length)).u32()) {
        throw this.#corrupt("a chunk's checksum is wrong");
      }
      yield chunk;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #take(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(bytes, filled, length - filled, this.#at + filled);
      if (bytesRead === 0) throw this.#corrupt('the file is cut short');
      filled += bytesRead;
    }
    this.#at += length;
    return bytes;
  }

  #corrupt(why: string): OrcError {
    return new OrcError('Corrupt', `${this.#path}, byte ${this.#at}: ${why}. ${rejoinAdvice}`);
  }
}

export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export function snapshotName(meta: SnapshotMeta): string {
  return `snapshot-${String(meta.index).padStart(16, '0')}-${String(meta.term).padStart(12, '0')}.snap`;
}

export function isSnapshotName(name: string): boolean {
  return /^snapshot-\d{16}-\d{12}\.snap$/.test(name);
}

/** The name of a snapshot that came from a peer, until the log takes it in. */
export function stagedName(meta: SnapshotMeta): string {
  return `${snapshotName(meta)}.snap-staged`;
}
