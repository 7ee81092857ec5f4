// Snapshots on disk, one file each (format: snapshot-file.ts). A file gets its name only when it is whole and
// durable. One received from a peer is staged under another name until the log takes it in.
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ByteWriter, release } from './bytes.ts';
import type { SnapshotMeta } from './core/types.ts';
import {
  encodeSnapshotHeader,
  isSnapshotName,
  SnapshotReader,
  snapshotName,
  stagedName,
  syncDirectory,
  writeAll,
} from './snapshot-file.ts';
import { partialSuffix, SnapshotStaging } from './snapshot-staging.ts';
import { crc32c } from './wal/crc32c.ts';

export class SnapshotStore {
  readonly #directory: string;
  readonly #clusterId: string;
  /** What the newest snapshot takes on the disk; 0 where there is none. */
  newestBytes = 0;

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
    const newest = await this.newest();
    this.newestBytes = newest === null ? 0 : await this.#sizeOf(newest);
    return newest;
  }

  /** The newest snapshot, nothing changed. Throws OrcError Corrupt. */
  async newest(): Promise<SnapshotMeta | null> {
    const names = await readdir(this.#directory);
    const newest = names.filter(isSnapshotName).sort().at(-1);
    if (newest === undefined) return null;
    return this.#headerOf(newest);
  }

  /** Every snapshot, oldest first. Throws OrcError Corrupt. */
  async list(): Promise<SnapshotMeta[]> {
    const names = (await readdir(this.#directory)).filter(isSnapshotName).sort();
    const metas: SnapshotMeta[] = [];
    for (const name of names) metas.push(await this.#headerOf(name));
    return metas;
  }

  async #headerOf(name: string): Promise<SnapshotMeta> {
    const reader = await SnapshotReader.open(join(this.#directory, name));
    try {
      return await reader.header(this.#clusterId);
    } finally {
      await reader.close();
    }
  }

  /** Stores the state at `meta` and makes it durable. The chunks' memory is this function's. */
  async write(meta: SnapshotMeta, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const name = snapshotName(meta);
    const temporary = `${name}.snap-tmp`;
    const file = await open(join(this.#directory, temporary), 'w', 0o600);
    try {
      let crc = 0;
      const put = async (bytes: Uint8Array): Promise<void> => {
        await writeAll(file, bytes);
      };
      const header = encodeSnapshotHeader(meta, this.#clusterId);
      crc = crc32c(header.subarray(0, header.length - 4));
      await put(header);
      let count = 0;
      for await (const chunk of chunks) {
        if (chunk.length === 0) continue;
        crc = crc32c(chunk, crc);
        await put(new ByteWriter(4).u32(chunk.length).finish());
        await put(chunk);
        release(chunk);
        await put(new ByteWriter(4).u32(crc).finish());
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
    this.newestBytes = await this.#sizeOf(meta);
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

  /** The file itself, for a peer. The caller closes it. */
  async openFile(meta: SnapshotMeta): Promise<{ readonly file: FileHandle; readonly sizeBytes: number }> {
    const file = await open(join(this.#directory, snapshotName(meta)), 'r');
    const { size } = await file.stat();
    return { file, sizeBytes: size };
  }

  /** A file that a peer sends, to be staged; goes on with what an earlier try left. */
  receive(meta: SnapshotMeta, sizeBytes: number): Promise<SnapshotStaging> {
    return SnapshotStaging.open(this.#directory, this.#clusterId, meta, sizeBytes);
  }

  /** Gives a staged snapshot its name. */
  async publish(meta: SnapshotMeta): Promise<void> {
    await this.#rename(stagedName(meta), snapshotName(meta));
    this.newestBytes = await this.#sizeOf(meta);
  }

  /** Removes snapshots older than the one at `meta`, but for the last: it may be on its way to a peer. */
  async prune(meta: SnapshotMeta): Promise<void> {
    const names = (await readdir(this.#directory)).filter(isSnapshotName).sort();
    const older = names.filter((name) => name < snapshotName(meta));
    for (const name of older.slice(0, -1)) await this.#remove(name);
  }

  /** Removes everything but the newest snapshot. */
  async dropOlder(): Promise<void> {
    const names = await readdir(this.#directory);
    const newest = names.filter(isSnapshotName).sort().at(-1);
    const others = names.filter((name) => isSnapshotName(name) || name.endsWith(partialSuffix));
    for (const name of others) if (name !== newest) await this.#remove(name);
  }

  async #sizeOf(meta: SnapshotMeta): Promise<number> {
    const { size } = await stat(join(this.#directory, snapshotName(meta)));
    return size;
  }

  async #rename(from: string, to: string): Promise<void> {
    await rename(join(this.#directory, from), join(this.#directory, to));
    await syncDirectory(this.#directory);
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.#directory, name), { force: true });
  }
}
