// Reading segments: what `Wal.open` recovers and what `orc log` shows, decided in one place.
import { OrcError } from '#kernel/errors.ts';
import type { Entry, HardState } from '../core/types.ts';
import type { Disk } from './disk.ts';
import {
  decodeHeader,
  decodeRecords,
  frameAt,
  frameHeaderBytes,
  headerBytes,
  segmentSequence,
  type Identity,
  type SegmentHeader,
  type WalRecord,
} from './format.ts';

/** A log as its segments tell it. Entries are contiguous from `base.index + 1`. */
export interface RecoveredLog {
  hardState: HardState;
  base: { index: number; term: number };
  entries: Entry[];
}

export interface ScannedSegment {
  readonly name: string;
  readonly header: SegmentHeader;
  readonly sizeBytes: number;
  /** Where the next frame goes: behind the last frame that has records. */
  readonly end: number;
  /** CRC of the last frame that has records, or the header's. */
  readonly crc: number;
  /** The highest index ever written in it, 0 if none. */
  readonly highestIndex: number;
  /** A frame was begun at `end` and is not whole: a torn write, since nothing stands behind it. */
  readonly torn: boolean;
  /** A frame stands behind the end, so that one in between was durable once: its offset. */
  readonly damagedAt: number | undefined;
}

export interface Scan {
  readonly segments: readonly ScannedSegment[];
  readonly log: RecoveredLog;
}

/** How a member whose disk is refused gets back into its cluster. */
export const rejoinAdvice =
  'Nothing is guessed. If the other masters have a quorum: remove this master (orc masters remove NAME), ' +
  'move its data directory away, and join it again as a fresh member (orc masters add NAME).';

/** Throws OrcError Corrupt naming file and byte offset, or Unsupported for a newer format. */
export function scanLog(
  disk: Disk,
  identity: Identity | null,
  onRecord?: (record: WalRecord, file: string, offset: number) => void,
): Scan | null {
  const names = disk.list().filter((name) => segmentSequence(name) !== undefined);
  const segments: ScannedSegment[] = [];
  const log: RecoveredLog = { hardState: { term: 0, vote: 0 }, base: { index: 0, term: 0 }, entries: [] };
  for (const name of names) {
    const where = `${disk.path}/${name}`;
    const bytes = disk.read(name);
    const header = decodeHeader(bytes, where);
    checkIdentity(header, identity, where);
    const before = segments.at(-1);
    if (before === undefined) {
      log.base = { index: header.prevIndex, term: header.prevTerm };
      log.hardState = header.hardState;
    } else {
      checkFollows(before, header, log, where);
    }
    const segment = scanSegment(name, where, bytes, header, log, onRecord);
    if (segment.damagedAt !== undefined) throw damaged(where, segment.damagedAt);
    segments.push(segment);
  }
  return segments.length === 0 ? null : { segments, log };
}

function checkIdentity(header: SegmentHeader, identity: Identity | null, where: string): void {
  if (identity === null) return;
  if (header.clusterId === identity.clusterId && header.memberId === identity.memberId) return;
  throw new OrcError(
    'Invalid',
    `${where} belongs to member ${header.memberId} of cluster ${header.clusterId}, ` +
      `not to member ${identity.memberId} of ${identity.clusterId}: use the data directory of this member`,
  );
}

function checkFollows(before: ScannedSegment, header: SegmentHeader, log: RecoveredLog, where: string): void {
  const last = lastOf(log);
  if (
    header.sequence === before.header.sequence + 1 &&
    header.prevCrc === before.crc &&
    header.prevIndex === last.index &&
    header.prevTerm === last.term
  ) {
    return;
  }
  // The last frame of a closed segment has none behind it, but the next segment knows its checksum.
  if (header.sequence === before.header.sequence + 1 && before.torn) {
    throw damaged(where.replace(/[^/]*$/, before.name), before.end);
  }
  throw new OrcError(
    'Corrupt',
    `${where}, byte 0: does not continue ${before.name}: a segment is missing or was exchanged. ${rejoinAdvice}`,
  );
}

function scanSegment(
  name: string,
  where: string,
  bytes: Uint8Array,
  header: SegmentHeader,
  log: RecoveredLog,
  onRecord?: (record: WalRecord, file: string, offset: number) => void,
): ScannedSegment {
  let at = headerBytes;
  let end = headerBytes;
  let crc = header.prevCrc;
  let highestIndex = 0;
  for (;;) {
    const frame = frameAt(bytes, at, header.nonce);
    if (frame === undefined || frame.prevCrc !== crc) break;
    at = frame.end;
    if (frame.records.length === 0) continue;
    try {
      for (const record of decodeRecords(frame.records)) {
        onRecord?.(record, name, frame.offset);
        replay(log, record);
        if (record.kind === 'entry') highestIndex = Math.max(highestIndex, record.entry.index);
      }
    } catch (cause) {
      throw new OrcError('Corrupt', `${where}, byte ${frame.offset}: records make no sense`, {}, { cause });
    }
    end = frame.end;
    crc = frame.crc;
  }
  const torn = startsWith(bytes, at, header.nonce);
  const damagedAt = nextFrame(bytes, at + 1, header.nonce) === undefined ? undefined : at;
  return { name, header, sizeBytes: bytes.length, end, crc, highestIndex, torn, damagedAt };
}

function damaged(where: string, at: number): OrcError {
  return new OrcError(
    'Corrupt',
    `${where}, byte ${at}: a record fails its checksum, and what follows shows that it was once durable. ` +
      rejoinAdvice,
  );
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  return at + start.length <= bytes.length && start.every((byte, offset) => bytes[at + offset] === byte);
}

/** The offset of a whole frame at or behind `from`: proof that what stands before it was durable. */
function nextFrame(bytes: Uint8Array, from: number, nonce: Uint8Array): number | undefined {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = haystack.indexOf(nonce, from);
  while (at >= 0 && at + frameHeaderBytes <= bytes.length) {
    if (frameAt(bytes, at, nonce) !== undefined) return at;
    at = haystack.indexOf(nonce, at + 1);
  }
  return undefined;
}

export function lastOf(log: RecoveredLog): { readonly index: number; readonly term: number } {
  const last = log.entries.at(-1);
  return last === undefined ? log.base : { index: last.index, term: last.term };
}

/** Applies one record, in order, to what is known so far. */
function replay(log: RecoveredLog, record: WalRecord): void {
  switch (record.kind) {
    case 'hardState':
      log.hardState = record.hardState;
      return;
    case 'reset':
      log.base = { index: record.index, term: record.term };
      log.entries = [];
      return;
    case 'entry': {
      const { entry } = record;
      const last = lastOf(log);
      if (entry.index > last.index + 1) {
        throw new OrcError('Corrupt', `entry ${entry.index} follows entry ${last.index}`);
      }
      if (entry.index > log.base.index) {
        log.entries.length = entry.index - log.base.index - 1;
        log.entries.push(entry);
        return;
      }
      // The oldest segment left may begin by replacing entries of a segment that is gone.
      log.entries = [];
      if (entry.index === log.base.index) log.base = { index: entry.index, term: entry.term };
      return;
    }
  }
}
