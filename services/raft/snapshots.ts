// Snapshots on disk, one file each: a header that says what it stands for, chunks whose CRCs chain, and an
// end that says how many there were. A file gets its name only when it is whole and durable. One received
// from a peer is staged under another name until the log takes it in.
//
//   header  magic | format | cluster | index | term | configuration | CRC
//   chunk   length (4, above 0) | bytes | CRC (4)
//   end     0 (4) | chunks (4) | CRC (4)
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { decodeConfiguration, encodeConfiguration } from './core/configuration.ts';
import type { SnapshotMeta } from './core/types.ts';
import { limits } from './limits.ts';
import { crc32c } from './wal/crc32c.ts';
import { rejoinAdvice } from './wal/scan.ts';

const magic = 'orc-snap';
export const snapshotFormat = 1;
const maxHeaderBytes = 256 * 1024;

export class SnapshotStore {
  readonly #directory: string;
  readonly #clusterId: string;

  constructor(directory: string, clusterId: string) {
    this.#directory = directory;
    this.#clusterId = clusterId;
  }

  /** Removes what crashes left behind and finds the newest snapshot. Throws OrcError Corrupt. */
  async open(): Promise<SnapshotMeta | null> {
    const names = await readdir(this.#directory);
    for (const name of names) {
      if (name.endsWith('.snap-tmp') || name.endsWith('.snap-staged')) await this.#remove(name);
    }
    const newest = names.filter(isSnapshotName).sort().at(-1);
    if (newest === undefined) return null;
    const reader = await SnapshotReader.open(join(this.#directory, newest));
    try {
      return await reader.header(this.#clusterId);
    } finally {
      await reader.close();
    }
  }

  /** Stores the state at `meta` and makes it durable. */
  async write(meta: SnapshotMeta, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const name = snapshotName(meta);
    const temporary = `${name}.snap-tmp`;
    const file = await open(join(this.#directory, temporary), 'w', 0o600);
    try {
      let crc = 0;
      const put = async (bytes: Uint8Array): Promise<void> => {
        await writeAll(file, bytes);
      };
      const header = this.#header(meta);
      crc = crc32c(header.subarray(0, header.length - 4));
      await put(header);
      let count = 0;
      for await (const chunk of chunks) {
        if (chunk.length === 0) continue;
        crc = crc32c(chunk, crc);
        await put(new ByteWriter(chunk.length + 8).u32(chunk.length).raw(chunk).u32(crc).finish());
        count += 1;
        // Little by little, so that one great flush at the end does not hold up the log's syncs.
        if (count % 4 === 0) await file.datasync();
      }
      const end = new ByteWriter(8).u32(0).u32(count).finish();
      await put(new ByteWriter(12).raw(end).u32(crc32c(end, crc)).finish());
      await file.sync();
    } catch (error) {
      await file.close();
      await this.#remove(temporary);
      throw error;
    }
    await file.close();
    await this.#rename(temporary, name);
  }

  /** The payload of the snapshot at `meta`, checked as it is read. Throws OrcError Corrupt. */
  async *read(meta: SnapshotMeta): AsyncGenerator<Uint8Array> {
    const reader = await SnapshotReader.open(join(this.#directory, snapshotName(meta)));
    try {
      await reader.header(this.#clusterId);
      yield* reader.chunks();
    } finally {
      await reader.close();
    }
  }

  /** The file itself, for a peer. */
  async *readFile(meta: SnapshotMeta): AsyncGenerator<Uint8Array> {
    const path = join(this.#directory, snapshotName(meta));
    for await (const chunk of createReadStream(path, { highWaterMark: limits.snapshotChunkBytes })) {
      if (chunk instanceof Uint8Array) yield chunk;
    }
  }

  /** Takes in a peer's file and checks it whole. Throws OrcError Corrupt and leaves nothing. */
  async stage(meta: SnapshotMeta, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const name = `${snapshotName(meta)}.snap-staged`;
    const path = join(this.#directory, name);
    const partial = `${path}.${process.hrtime.bigint()}.snap-tmp`;
    try {
      const file = await open(partial, 'w', 0o600);
      try {
        let count = 0;
        for await (const chunk of bytes) {
          await writeAll(file, chunk);
          if (++count % 4 === 0) await file.datasync();
        }
        await file.sync();
      } finally {
        await file.close();
      }
      const reader = await SnapshotReader.open(partial);
      try {
        const found = await reader.header(this.#clusterId);
        if (found.index !== meta.index || found.term !== meta.term) {
          throw new OrcError(
            'Corrupt',
            `a snapshot at ${found.index} came where ${meta.index} was announced`,
          );
        }
        for await (const chunk of reader.chunks()) void chunk;
      } finally {
        await reader.close();
      }
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  /** Gives a staged snapshot its name. */
  async publish(meta: SnapshotMeta): Promise<void> {
    const name = snapshotName(meta);
    await this.#rename(`${name}.snap-staged`, name);
  }

  /** Removes snapshots older than the one at `meta`, but for the last: it may be on its way to a peer. */
  async prune(meta: SnapshotMeta): Promise<void> {
    const names = (await readdir(this.#directory)).filter(isSnapshotName).sort();
    const older = names.filter((name) => name < snapshotName(meta));
    for (const name of older.slice(0, -1)) await this.#remove(name);
  }

  #header(meta: SnapshotMeta): Uint8Array {
    const body = new ByteWriter(1024)
      .raw(new TextEncoder().encode(magic))
      .u32(snapshotFormat)
      .text(this.#clusterId)
      .u53(meta.index)
      .u53(meta.term)
      .block(encodeConfiguration(meta.configuration))
      .finish();
    const writer = new ByteWriter(body.length + 8).u32(body.length + 8).raw(body);
    return writer.u32(crc32c(writer.finish())).finish();
  }

  async #rename(from: string, to: string): Promise<void> {
    await rename(join(this.#directory, from), join(this.#directory, to));
    const directory = await open(this.#directory, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.#directory, name), { force: true });
  }
}

class SnapshotReader {
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

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

function snapshotName(meta: SnapshotMeta): string {
  return `snapshot-${String(meta.index).padStart(16, '0')}-${String(meta.term).padStart(12, '0')}.snap`;
}

function isSnapshotName(name: string): boolean {
  return /^snapshot-\d{16}-\d{12}\.snap$/.test(name);
}
