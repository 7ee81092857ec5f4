// The WAL on disk, format 1. A segment is a header block followed by frames; the rest is zeros.
//
//   header  512 bytes: magic, format, cluster, member, sequence, nonce, what came before, its CRC
//   frame   nonce (8) | offset (4) | length (4) | previous CRC (4) | CRC (4) | records (length bytes)
//
// A frame is one group commit: written at once and synced before the next is written. So only the last
// frame can be torn; that a frame is followed by another proves that it was durable. To have such proof
// for the last frame too, a mark (a frame without records) is written behind it as soon as its sync
// returned; the next frame overwrites the mark. A frame that fails its check with no proof behind it is
// a torn write and is cut off; with proof it is corruption, and the member refuses to start.
//
// The nonce is random and differs per segment, and a frame knows its own offset: no bytes that a user
// wrote, and none left from elsewhere, can pass for a frame. CRCs chain: each is computed going on from
// that of the frame before, across segments, so that nothing can be left out or exchanged.
import { OrcError } from '#kernel/errors.ts';
import { entryKinds, type Entry, type HardState } from '../core/types.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { crc32c } from './crc32c.ts';

export const walFormat = 1;
export const headerBytes = 512;
export const frameHeaderBytes = 24;
const magic = 'orc-wal\n';

/** Whose log this is. Checked at every start: a disk put into another member is refused. */
export interface Identity {
  readonly clusterId: string;
  readonly memberId: number;
}

export interface SegmentHeader extends Identity {
  readonly sequence: number;
  readonly nonce: Uint8Array;
  /** The log's end when the segment began. */
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly hardState: HardState;
  /** The CRC of the last frame of the segment before. */
  readonly prevCrc: number;
}

/** What a record says. `reset`: the log is replaced by a snapshot at (index, term). */
export type WalRecord =
  | { readonly kind: 'hardState'; readonly hardState: HardState }
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'reset'; readonly index: number; readonly term: number };

const recordKinds = ['hardState', 'entry', 'reset'] as const;

export function segmentName(sequence: number): string {
  return `wal-${String(sequence).padStart(12, '0')}.log`;
}

/** The sequence number in a segment's name, or undefined for other files. */
export function segmentSequence(name: string): number | undefined {
  const digits = /^wal-(\d{12})\.log$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function encodeHeader(header: SegmentHeader): Uint8Array {
  const writer = new ByteWriter(headerBytes)
    .raw(new TextEncoder().encode(magic))
    .u32(walFormat)
    .text(header.clusterId)
    .u53(header.memberId)
    .u53(header.sequence)
    .raw(header.nonce)
    .u53(header.prevIndex)
    .u53(header.prevTerm)
    .u53(header.hardState.term)
    .u53(header.hardState.vote)
    .u32(header.prevCrc);
  if (writer.length > headerBytes - 4) {
    throw new OrcError('Invalid', `the cluster id ${header.clusterId} is too long for a WAL header`);
  }
  while (writer.length < headerBytes - 4) writer.u8(0);
  const body = writer.finish();
  return new ByteWriter(headerBytes).raw(body).u32(crc32c(body)).finish();
}

/** Throws OrcError Corrupt, or Unsupported for a newer format; `where` names the file. */
export function decodeHeader(bytes: Uint8Array, where: string): SegmentHeader {
  const corrupt = (why: string): OrcError => new OrcError('Corrupt', `${where}, byte 0: ${why}`);
  if (bytes.length < headerBytes) throw corrupt('the file is shorter than its header');
  const block = bytes.subarray(0, headerBytes);
  const reader = new ByteReader(block);
  if (new TextDecoder().decode(reader.raw(magic.length)) !== magic) throw corrupt('not a WAL segment');
  const format = reader.u32();
  const crc = new DataView(block.buffer, block.byteOffset).getUint32(headerBytes - 4);
  if (crc32c(block.subarray(0, headerBytes - 4)) !== crc) throw corrupt("the header's checksum is wrong");
  if (format !== walFormat) {
    throw new OrcError(
      'Unsupported',
      `${where} has WAL format ${format}, this orc reads ${walFormat}: upgrade it`,
    );
  }
  return {
    clusterId: reader.text(),
    memberId: reader.u53(),
    sequence: reader.u53(),
    nonce: reader.raw(8).slice(),
    prevIndex: reader.u53(),
    prevTerm: reader.u53(),
    hardState: { term: reader.u53(), vote: reader.u53() },
    prevCrc: reader.u32(),
  };
}

/** A frame's header for records given in parts, and the frame's CRC. */
export function frameHeader(
  nonce: Uint8Array,
  offset: number,
  parts: readonly Uint8Array[],
  prevCrc: number,
): { readonly header: Uint8Array; readonly crc: number } {
  let length = 0;
  for (const part of parts) length += part.length;
  const writer = new ByteWriter(frameHeaderBytes).raw(nonce).u32(offset).u32(length).u32(prevCrc);
  let crc = crc32c(writer.finish(), prevCrc);
  for (const part of parts) crc = crc32c(part, crc);
  return { header: writer.u32(crc).finish(), crc };
}

export interface Frame {
  readonly offset: number;
  readonly records: Uint8Array;
  readonly prevCrc: number;
  readonly crc: number;
  readonly end: number;
}

/** The frame at `offset`, if the bytes there are one in every respect but the chain. */
export function frameAt(bytes: Uint8Array, offset: number, nonce: Uint8Array): Frame | undefined {
  if (offset + frameHeaderBytes > bytes.length) return undefined;
  for (let i = 0; i < nonce.length; i++) if (bytes[offset + i] !== nonce[i]) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, frameHeaderBytes);
  const length = view.getUint32(12);
  const start = offset + frameHeaderBytes;
  if (view.getUint32(8) !== offset || start + length > bytes.length) return undefined;
  const prevCrc = view.getUint32(16);
  const crc = view.getUint32(20);
  const records = bytes.subarray(start, start + length);
  if (crc32c(records, crc32c(bytes.subarray(offset, offset + 20), prevCrc)) !== crc) return undefined;
  return { offset, records, prevCrc, crc, end: start + length };
}

export function writeHardState(writer: ByteWriter, { term, vote }: HardState): void {
  writer.u8(0).u53(term).u53(vote);
}

export function writeReset(writer: ByteWriter, index: number, term: number): void {
  writer.u8(2).u53(index).u53(term);
}

export function writeEntry(writer: ByteWriter, entry: Entry): void {
  writer.u8(1).u53(entry.index).u53(entry.term).u8(entryKinds.indexOf(entry.kind)).block(entry.data);
}

/** The records of a frame whose checksum holds. Throws OrcError Invalid where they make no sense. */
export function* decodeRecords(bytes: Uint8Array): Generator<WalRecord> {
  const reader = new ByteReader(bytes);
  while (reader.remaining > 0) {
    const kind = reader.choice(recordKinds);
    switch (kind) {
      case 'hardState':
        yield { kind, hardState: { term: reader.u53(), vote: reader.u53() } };
        break;
      case 'reset':
        yield { kind, index: reader.u53(), term: reader.u53() };
        break;
      case 'entry':
        yield {
          kind,
          entry: {
            index: reader.u53(),
            term: reader.u53(),
            kind: reader.choice(entryKinds),
            data: reader.block(),
          },
        };
        break;
    }
  }
}
