// A snapshot on its way from a peer to this disk. What came of it is kept when the connection breaks, so that
// the next try sends only the rest; nothing of it is believed before its checksums were read from the disk.
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { invariant, OrcError } from '#kernel/errors.ts';
import type { SnapshotMeta } from './core/types.ts';
import { SnapshotReader, snapshotName, stagedName, syncDirectory, writeAll } from './snapshot-file.ts';

export const partialSuffix = '.snap-part';
/** Bytes written between two syncs, so that one great flush does not hold up the log's. */
const syncEveryBytes = 4 * 1024 * 1024;

export class SnapshotStaging {
  readonly #directory: string;
  readonly #clusterId: string;
  readonly #meta: SnapshotMeta;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly sizeBytes: number;
  #unsyncedBytes = 0;
  /** Bytes that are here. */
  receivedBytes: number;

  private constructor(
    at: { readonly directory: string; readonly clusterId: string; readonly path: string },
    meta: SnapshotMeta,
    file: FileHandle,
    sizeBytes: number,
    receivedBytes: number,
  ) {
    this.#directory = at.directory;
    this.#clusterId = at.clusterId;
    this.#path = at.path;
    this.#meta = meta;
    this.#file = file;
    this.sizeBytes = sizeBytes;
    this.receivedBytes = receivedBytes;
  }

  /** Goes on with a partial file of the same snapshot and size; removes those of others. */
  static async open(
    directory: string,
    clusterId: string,
    meta: SnapshotMeta,
    sizeBytes: number,
  ): Promise<SnapshotStaging> {
    const name = `${snapshotName(meta)}.${sizeBytes}${partialSuffix}`;
    for (const other of await readdir(directory)) {
      if (other.endsWith(partialSuffix) && other !== name) await rm(join(directory, other), { force: true });
    }
    const path = join(directory, name);
    const file = await open(path, 'a', 0o600);
    const { size } = await file.stat();
    // Longer than announced: not what is sent now.
    if (size > sizeBytes) await file.truncate(0);
    return new SnapshotStaging(
      { directory, clusterId, path },
      meta,
      file,
      sizeBytes,
      size > sizeBytes ? 0 : size,
    );
  }

  get isWhole(): boolean {
    return this.receivedBytes === this.sizeBytes;
  }

  /** Appends what came. One call at a time. Throws OrcError Invalid for more than was announced. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.receivedBytes + bytes.length > this.sizeBytes) {
      throw new OrcError('Invalid', `a snapshot of ${this.sizeBytes} bytes was announced and more came`);
    }
    await writeAll(this.#file, bytes);
    this.receivedBytes += bytes.length;
    this.#unsyncedBytes += bytes.length;
    if (this.#unsyncedBytes < syncEveryBytes) return;
    this.#unsyncedBytes = 0;
    await this.#file.datasync();
  }

  /** Makes the whole file durable, checks it and stages it. Leaves nothing where it throws, such as OrcError Corrupt. */
  async finish(): Promise<void> {
    invariant(this.isWhole, 'a snapshot is staged when all of it is there');
    try {
      try {
        await this.#file.sync();
      } finally {
        await this.#file.close();
      }
      const reader = await SnapshotReader.open(this.#path);
      try {
        const { index, term } = await reader.header(this.#clusterId);
        if (index !== this.#meta.index || term !== this.#meta.term) {
          throw new OrcError(
            'Corrupt',
            `a snapshot at ${index} came where ${this.#meta.index} was announced`,
          );
        }
        for await (const chunk of reader.chunks()) void chunk;
      } finally {
        await reader.close();
      }
      await rename(this.#path, join(this.#directory, stagedName(this.#meta)));
      await syncDirectory(this.#directory);
    } catch (error) {
      await rm(this.#path, { force: true });
      throw error;
    }
  }

  /** Leaves what came for the next try. */
  async abandon(): Promise<void> {
    await this.#file.close();
  }
}
