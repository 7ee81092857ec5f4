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
  headerBytes,
  segmentName,
  segmentSequence,
  type Identity,
} from './format.ts';
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
  #unsynced = false;
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
  }

  /**
   * Opens the log in `disk`, or begins one. A torn tail is cut off. Throws OrcError Corrupt (naming file
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
      const begun = beginSegment(disk, identity, segmentBytes, 1, log.base, log.hardState, 0);
      const known = { closed: [], highestIndex: 0, log };
      return { wal: new Wal(disk, identity, segmentBytes, begun, known), log };
    }
    const file = disk.open(last.name);
    if (last.torn) {
      file.truncate(last.end);
      file.truncate(Math.max(last.sizeBytes, last.end));
    }
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

  /** Writes the batches as one frame. They are not durable yet. */
  write(batches: readonly WalBatch[]): void {
    this.#attempt('write', () => {
      invariant(!this.#unsynced, 'a frame is synced before the next is written');
      const parts = batches.map((batch) => batch.records).filter((records) => records.length > 0);
      if (parts.length === 0) return;
      if (this.#offset > this.#segmentBytes) this.#roll();
      const { header, crc } = frameHeader(this.#nonce, this.#offset, parts, this.#crc);
      this.#file.write([header, ...parts], this.#offset);
      for (const part of parts) this.#offset += part.length;
      this.#offset += header.length;
      this.#crc = crc;
      this.#unsynced = true;
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
    });
  }

  /** Removes segments that hold nothing above `index`, which must be covered by a durable snapshot. */
  compact(index: number): void {
    let removed = false;
    for (;;) {
      const oldest = this.#closed[0];
      if (oldest === undefined || oldest.highestIndex > index) break;
      // One by one and oldest first: a crash in between leaves no hole.
      this.#disk.remove(oldest.name);
      this.#closed.shift();
      removed = true;
    }
    if (removed) this.#disk.syncDirectory();
  }

  close(): void {
    if (!this.#failed) {
      this.sync();
      this.mark();
    }
    this.#file.close();
  }

  #roll(): void {
    // The mark behind the last frame may be half written, and in a closed segment nothing may be torn.
    this.#file.sync();
    this.#file.close();
    this.#closed.push({ name: segmentName(this.#sequence), highestIndex: this.#highestIndex });
    const begun = beginSegment(
      this.#disk,
      this.#identity,
      this.#segmentBytes,
      this.#sequence + 1,
      this.#last,
      this.#hardState,
      this.#crc,
    );
    this.#file = begun.file;
    this.#sequence = begun.sequence;
    this.#nonce = begun.nonce;
    this.#offset = begun.offset;
    this.#highestIndex = 0;
  }

  #attempt(what: string, action: () => void): void {
    invariant(!this.#failed, 'a WAL that failed is not used again');
    try {
      action();
    } catch (cause) {
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

/** A segment appears under its name only when its header and its space are durable. */
function beginSegment(
  disk: Disk,
  identity: Identity,
  sizeBytes: number,
  sequence: number,
  last: { readonly index: number; readonly term: number },
  hardState: HardState,
  prevCrc: number,
): { file: DiskFile; sequence: number; nonce: Uint8Array; offset: number; crc: number } {
  const name = segmentName(sequence);
  invariant(segmentSequence(name) === sequence, 'a segment is found again by its name');
  const nonce = disk.nonce();
  const file = disk.create(`${name}.wal-tmp`, sizeBytes + headerBytes);
  file.write(
    [
      encodeHeader({
        ...identity,
        sequence,
        nonce,
        prevIndex: last.index,
        prevTerm: last.term,
        hardState,
        prevCrc,
      }),
    ],
    0,
  );
  file.sync();
  disk.rename(`${name}.wal-tmp`, name);
  disk.syncDirectory();
  return { file, sequence, nonce, offset: headerBytes, crc: prevCrc };
}
