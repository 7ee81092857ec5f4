// Segments made ahead: files of allocated zeros, or old segments that nobody needs any more. Beginning one is
// then a rename and a small write instead of 16 MiB of zeros, and when the disk is full they are the reserve
// in which deletions and compaction go on. A pool that cannot be filled is how a full disk is noticed, long
// before a write of the log itself would fail.
//
// An old segment keeps its old bytes. They can't be taken for frames of the new one: its nonce is new, and
// every frame shows the nonce of its segment.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk, DiskFile } from './disk.ts';

const spareName = /^spare-[0-9a-f]{16}\.wal-spare$/;
const sliceBytes = 1024 * 1024;
const zeros = new Uint8Array(sliceBytes);

export function isSpareName(name: string): boolean {
  return spareName.test(name);
}

export class SegmentPool {
  readonly #disk: Disk;
  readonly #segmentBytes: number;
  readonly #wanted: number;
  readonly #kept: number;
  readonly #ready: string[];
  #making: { readonly name: string; readonly file: DiskFile; written: number } | null = null;
  #isFull = false;

  /** Makes segments until `wanted` are ready, and keeps those that are given back up to `kept`. */
  constructor(disk: Disk, segmentBytes: number, wanted: number, kept: number) {
    this.#disk = disk;
    this.#segmentBytes = segmentBytes;
    this.#wanted = wanted;
    this.#kept = kept;
    this.#ready = disk.list().filter(isSpareName);
  }

  /** The disk had no room for another spare when one was last made. */
  get isFull(): boolean {
    return this.#isFull;
  }
  /** More work is wanted of `prepare`. */
  get isShort(): boolean {
    return this.#ready.length < this.#wanted;
  }
  get ready(): number {
    return this.#ready.length;
  }

  /** Removes and returns a spare segment's name; undefined when there is none. */
  take(): string | undefined {
    return this.#ready.shift();
  }

  /** Keeps a segment that is not needed any more, or removes it. The caller syncs the directory. */
  give(name: string): void {
    if (this.#ready.length >= this.#kept) return this.#disk.remove(name);
    const spare = this.#newName();
    this.#disk.rename(name, spare);
    this.#ready.push(spare);
    this.#isFull = false;
  }

  /** Does a little of the work on the next spare. Throws what the disk throws, but for "no space left". */
  prepare(): void {
    if (!this.isShort) return;
    try {
      this.#prepareSlice();
    } catch (error) {
      if (!isNoSpace(error)) throw error;
      this.#isFull = true;
      this.#abandon();
    }
  }

  #prepareSlice(): void {
    if (this.#making === null) {
      const name = `${this.#newName()}.wal-tmp`;
      this.#making = { name, file: this.#disk.create(name, 0), written: 0 };
    }
    const { name, file, written } = this.#making;
    const size = Math.min(sliceBytes, this.#segmentBytes - written);
    file.write([zeros.subarray(0, size)], written);
    file.sync();
    this.#making.written += size;
    if (this.#making.written < this.#segmentBytes) return;
    file.close();
    this.#making = null;
    const spare = name.slice(0, -'.wal-tmp'.length);
    this.#disk.rename(name, spare);
    this.#disk.syncDirectory();
    this.#ready.push(spare);
    this.#isFull = false;
  }

  #abandon(): void {
    if (this.#making === null) return;
    const { name, file } = this.#making;
    this.#making = null;
    file.close();
    this.#disk.remove(name);
  }

  #newName(): string {
    return `spare-${Buffer.from(this.#disk.nonce()).toString('hex')}.wal-spare`;
  }
}

/**
 * Does `action`; where the disk has no room for it, gives up a spare segment and does it again. For the few
 * small files that a member must write before it can run at all.
 */
export function withReserve<T>(directory: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const spare = isNoSpace(error) ? readdirSync(directory).find(isSpareName) : undefined;
    if (spare === undefined) throw error;
    rmSync(join(directory, spare), { force: true });
    return action();
  }
}

export function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
