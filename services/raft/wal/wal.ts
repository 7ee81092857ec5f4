// The write-ahead log: what makes a member's promises durable. Everything is synchronous; whoever owns
// it calls `write` (one frame), then `sync`, and only then tells anyone. format.ts says what is on disk.
//
// A failed write or sync leaves the file in an unknown state (the kernel may have dropped the dirty pages),
// so after one nothing is written again and nothing is retried: `failed` stays set and the member ends.
import { invariant, messageOf, OrcError } from '#kernel/errors.ts';
import type { HardState } from '../core/types.ts';
import { limits } from '../limits.ts';
import type { Disk, DiskFile } from './disk.ts';
import {
  encodeHeader,
  frameHeader,
  frameHeaderBytes,
  headerBytes,
  segmentName,
  segmentSequence,
  type Identity,
  type SegmentHeader,
} from './format.ts';
import { isNoSpace, SegmentPool } from './pool.ts';
import { lastOf, scanLog, type RecoveredLog } from './scan.ts';

/** Records ready to be written, and where the log stands behind them. */
export interface WalBatch {
  readonly id: number;
  /** Encoded records; see format.ts. May be empty. */
  readonly records: Uint8Array;
  readonly hardState: HardState | null;
  /** The last entry of the log once these records are in it. */
  readonly lastIndex: number;
  readonly lastTerm: number;
}

interface ClosedSegment {
  readonly name: string;
  readonly highestIndex: number;
}

export class Wal {
  readonly #disk: Disk;
  readonly #identity: Identity;
  readonly #segmentBytes: number;
  readonly #closed: ClosedSegment[];
  #file: DiskFile;
  #sequence: number;
  #nonce: Uint8Array;
  #offset: number;
  #crc: number;
  #highestIndex: number;
  #hardState: HardState;
  #last: { index: number; term: number };
  readonly #pool: SegmentPool;
  #unsynced = false;
  /** A mark stands behind the last frame and is not known to be durable. */
  #markUnsynced = false;
  #failed = false;

  private constructor(
    disk: Disk,
    identity: Identity,
    segmentBytes: number,
    at: { file: DiskFile; sequence: number; nonce: Uint8Array; offset: number; crc: number },
    known: { closed: ClosedSegment[]; highestIndex: number; log: RecoveredLog },
  ) {
    this.#disk = disk;
    this.#identity = identity;
    this.#segmentBytes = segmentBytes;
    this.#file = at.file;
    this.#sequence = at.sequence;
    this.#nonce = at.nonce;
    this.#offset = at.offset;
    this.#crc = at.crc;
    this.#closed = known.closed;
    this.#highestIndex = known.highestIndex;
    this.#hardState = known.log.hardState;
    this.#last = { ...lastOf(known.log) };
    this.#pool = new SegmentPool(disk, segmentBytes + headerBytes, limits.spareSegments, limits.keptSegments);
  }

  /**
   * Opens the log in `disk`, or begins one. A torn tail is written over. Throws OrcError Corrupt (naming file
   * and byte offset), Unsupported (a newer format) or Invalid (another member's disk).
   */
  static open(
    disk: Disk,
    identity: Identity,
    segmentBytes: number = limits.segmentBytes,
  ): { readonly wal: Wal; readonly log: RecoveredLog } {
    for (const name of disk.list()) if (name.endsWith('.wal-tmp')) disk.remove(name);
    const scan = scanLog(disk, identity);
    const last = scan?.segments.at(-1);
    if (scan === null || last === undefined) {
      const log: RecoveredLog = {
        hardState: { term: 0, vote: 0 },
        base: { index: 0, term: 0 },
        entries: [],
      };
      const file = disk.create(firstName, segmentBytes + headerBytes);
      const start = { ...identity, sequence: 1, nonce: disk.nonce(), prevIndex: 0, prevTerm: 0 };
      const begun = beginSegment(disk, file, firstName, { ...start, hardState: log.hardState, prevCrc: 0 });
      const known = { closed: [], highestIndex: 0, log };
      return { wal: new Wal(disk, identity, segmentBytes, begun, known), log };
    }
    const file = disk.open(last.name);
    // What was just read may be in the kernel's memory alone, if the process died between write and sync.
    // From here on it counts as durable, so it must be.
    file.sync();
    disk.syncDirectory();
    const { sequence, nonce } = last.header;
    const closed = scan.segments.slice(0, -1).map(({ name, highestIndex }) => ({ name, highestIndex }));
    const known = { closed, highestIndex: last.highestIndex, log: scan.log };
    const at = { file, sequence, nonce, offset: last.end, crc: last.crc };
    return { wal: new Wal(disk, identity, segmentBytes, at, known), log: scan.log };
  }

  get failed(): boolean {
    return this.#failed;
  }
  /** No room for another segment was left when one was last made ahead. */
  get isDiskFull(): boolean {
    return this.#pool.isFull;
  }
  /** More work is wanted of `prepare`. */
  get wantsPreparation(): boolean {
    return this.#pool.isShort;
  }
  get spareSegments(): number {
    return this.#pool.ready;
  }

  /**
   * Writes the batches as one frame. They are not durable yet. Throws OrcError DiskFull, having written
   * nothing, where a new segment is needed and there is no room for one: to be tried again later.
   */
  write(batches: readonly WalBatch[]): void {
    const parts = batches.map((batch) => batch.records).filter((records) => records.length > 0);
    if (parts.length === 0) return;
    if (!this.#fits(parts)) {
      // The mark behind the last frame may be half written, and in a closed segment nothing may be torn.
      this.#attempt('sync', () => this.#file.sync());
      this.#attempt('write', () => this.#roll());
    }
    this.#attempt('write', () => {
      invariant(!this.#unsynced, 'a frame is synced before the next is written');
      const { header, crc } = frameHeader(this.#nonce, this.#offset, parts, this.#crc);
      this.#file.write([header, ...parts], this.#offset);
      for (const part of parts) this.#offset += part.length;
      this.#offset += header.length;
      this.#crc = crc;
      this.#unsynced = true;
      this.#markUnsynced = false;
      for (const batch of batches) {
        if (batch.hardState !== null) this.#hardState = batch.hardState;
        this.#last = { index: batch.lastIndex, term: batch.lastTerm };
        this.#highestIndex = Math.max(this.#highestIndex, batch.lastIndex);
      }
    });
  }

  /** Makes what was written durable. */
  sync(): void {
    if (!this.#unsynced) return;
    this.#attempt('sync', () => this.#file.sync());
    this.#unsynced = false;
  }

  /** Leaves proof that the last frame was durable. It needs no sync itself, and the next frame replaces it. */
  mark(): void {
    this.#attempt('write', () => {
      if (this.#unsynced) return;
      const { header } = frameHeader(this.#nonce, this.#offset, [], this.#crc);
      this.#file.write([header], this.#offset);
      this.#markUnsynced = true;
    });
  }

  /** Makes the mark durable too: from here on not even a power loss makes a flipped bit look like a torn write. */
  settle(): void {
    if (this.#unsynced || !this.#markUnsynced) return;
    this.#attempt('sync', () => this.#file.sync());
    this.#markUnsynced = false;
  }

  /** Does a little of the work on segments made ahead. */
  prepare(): void {
    this.#attempt('preparation', () => this.#pool.prepare());
  }

  /** Removes segments that hold nothing above `index`, which must be covered by a durable snapshot. */
  compact(index: number): void {
    let removed = false;
    for (;;) {
      const oldest = this.#closed[0];
      if (oldest === undefined || oldest.highestIndex > index) break;
      // One by one and oldest first: a crash in between leaves no hole.
      this.#attempt('compaction', () => this.#pool.give(oldest.name));
      this.#closed.shift();
      removed = true;
    }
    if (removed) this.#attempt('compaction', () => this.#disk.syncDirectory());
  }

  close(): void {
    if (!this.#failed) {
      this.sync();
      this.mark();
    }
    this.#file.close();
  }

  /** Whether a frame of these records, and a mark behind it, has its place in the segment's own space. */
  #fits(parts: readonly Uint8Array[]): boolean {
    let end = this.#offset + 2 * frameHeaderBytes;
    for (const part of parts) end += part.length;
    // A frame larger than a segment stands alone in one that grows.
    return end <= this.#segmentBytes + headerBytes || this.#offset === headerBytes;
  }

  #roll(): void {
    const sequence = this.#sequence + 1;
    const { name, file } = this.#freshFile(segmentName(sequence));
    const header = {
      ...this.#identity,
      sequence,
      nonce: this.#disk.nonce(),
      prevIndex: this.#last.index,
      prevTerm: this.#last.term,
      hardState: this.#hardState,
      prevCrc: this.#crc,
    };
    const begun = this.#begin(file, name, header);
    // Only now: where there was no space for the new one, the old one goes on.
    this.#file.close();
    this.#closed.push({ name: segmentName(this.#sequence), highestIndex: this.#highestIndex });
    this.#file = begun.file;
    this.#sequence = begun.sequence;
    this.#nonce = begun.nonce;
    this.#offset = begun.offset;
    this.#highestIndex = 0;
  }

  #begin(file: DiskFile, name: string, header: SegmentHeader): ReturnType<typeof beginSegment> {
    try {
      return beginSegment(this.#disk, file, name, header);
    } catch (error) {
      if (isNoSpace(error)) {
        file.close();
        if (this.#disk.list().includes(name)) this.#disk.remove(name);
      }
      throw error;
    }
  }

  /** A file with the space of a segment: one made ahead if there is one. */
  #freshFile(name: string): { readonly name: string; readonly file: DiskFile } {
    const spare = this.#pool.take();
    if (spare !== undefined) return { name: spare, file: this.#disk.open(spare) };
    const temporary = `${name}.wal-tmp`;
    try {
      return { name: temporary, file: this.#disk.create(temporary, this.#segmentBytes + headerBytes) };
    } catch (error) {
      if (isNoSpace(error)) this.#disk.remove(temporary);
      throw error;
    }
  }

  #attempt(what: string, action: () => void): void {
    invariant(!this.#failed, 'a WAL that failed is not used again');
    try {
      action();
    } catch (cause) {
      // After a sync that failed nobody knows what of the data is on the disk: it is not tried again.
      if (what !== 'sync' && isNoSpace(cause)) {
        throw new OrcError(
          'DiskFull',
          `${this.#disk.path}: no space left for the log. It goes on when there is some`,
          {},
          { cause },
        );
      }
      this.#failed = true;
      throw new OrcError(
        'Corrupt',
        `WAL ${what} failed in ${this.#disk.path}: ${messageOf(cause)}. It is not retried; ` +
          'repair or replace the disk, then start this master again.',
        {},
        { cause },
      );
    }
  }
}

const firstName = `${segmentName(1)}.wal-tmp`;

/** A segment appears under its name only when its header and its space are durable. */
function beginSegment(
  disk: Disk,
  file: DiskFile,
  fileName: string,
  header: SegmentHeader,
): { file: DiskFile; sequence: number; nonce: Uint8Array; offset: number; crc: number } {
  const { sequence, nonce, prevCrc } = header;
  const name = segmentName(sequence);
  invariant(segmentSequence(name) === sequence, 'a segment is found again by its name');
  file.write([encodeHeader(header)], 0);
  file.sync();
  disk.rename(fileName, name);
  disk.syncDirectory();
  return { file, sequence, nonce, offset: headerBytes, crc: prevCrc };
}
