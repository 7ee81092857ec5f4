// What peers say to each other, and its binary form. A message is its length, a version byte, a kind, and a hello
// (first on every connection), any number of frames, or a step of sending a snapshot. Decoding trusts nothing: whatever
// the bytes are, it ends, allocates no more than they are worth, and yields valid values or throws OrcError Invalid.
import { OrcError } from '#kernel/errors.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { decodeConfiguration } from '../core/configuration.ts';
import { entryKinds, type Entry, type Message } from '../core/types.ts';
import { readHello, readOffer, writeHello, writeOffer, type Hello, type SnapshotOffer } from './hello.ts';
import { protocol } from './version.ts';
import { lanes, type Lane, type ProposalResult, type ReadIndexResult } from '../port.ts';
import { limits } from '../limits.ts';

export interface ForwardedProposal {
  readonly id: number;
  readonly lane: Lane;
  readonly data: Uint8Array;
}

/**
 * The leader's word that who asks is no member: nothing was done, and asking again is of no use. Only who was removed
 * or never was a member is sent it, so a version that does not know it never meets it in its own cluster.
 */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** What became of a proposal that a peer forwarded. */
export interface ForwardedResult {
  readonly id: number;
  readonly result: ProposalResult;
}

/** Raft's own messages, but for snapshots: those have a stream of their own. */
export type PeerMessage = Exclude<Message, { type: 'snapshot' }>;

export type Frame =
  | { readonly kind: 'raft'; readonly message: PeerMessage }
  | { readonly kind: 'propose'; readonly items: readonly ForwardedProposal[] }
  | {
      readonly kind: 'proposeReply';
      readonly results: readonly ForwardedResult[];
    }
  | { readonly kind: 'read'; readonly id: number }
  | { readonly kind: 'readReply'; readonly id: number; readonly result: ReadIndexResult | Refused };

export type StreamMessage =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'frames'; readonly frames: readonly Frame[] }
  /** Why the other side will not go on. The connection ends behind it. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'offer'; readonly offer: SnapshotOffer }
  /** How much of an offered file is there already, in bytes: send the rest. */
  | { readonly kind: 'resume'; readonly fromByte: number }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  /** The snapshot is whole, checked and on the disk. */
  | { readonly kind: 'stored' };

/** What stands before a message: how many bytes follow. */
export const lengthBytes = 4;

const messageKinds = ['hello', 'frames', 'refused', 'offer', 'resume', 'chunk', 'stored'] as const;
const frameKinds = ['raft', 'propose', 'proposeReply', 'read', 'readReply'] as const;
const messageTypes = [
  'append',
  'appendReply',
  'heartbeat',
  'heartbeatReply',
  'preVote',
  'vote',
  'preVoteReply',
  'voteReply',
  'timeoutNow',
  'commit',
] as const satisfies readonly PeerMessage['type'][];
const resultKinds = ['committed', 'dropped', 'unknown', 'busy', 'tooLarge', 'diskFull', 'refused'] as const;
const readKinds = ['ok', 'unavailable', 'refused'] as const;

export function encodeHello(hello: Hello): Uint8Array {
  const writer = begin('hello', 160);
  writeHello(writer, hello);
  return whole(writer);
}

export function encodeRefusal(reason: string): Uint8Array {
  return whole(begin('refused', 256).text(reason));
}

export function encodeOffer(offer: SnapshotOffer): Uint8Array {
  const writer = begin('offer', 1024);
  writeOffer(writer, offer);
  return whole(writer);
}

export function encodeResume(fromByte: number): Uint8Array {
  return whole(begin('resume', 16).u53(fromByte));
}

export function encodeChunk(bytes: Uint8Array): Uint8Array {
  return whole(begin('chunk', bytes.length + 2).raw(bytes));
}

export function encodeStored(): Uint8Array {
  return whole(begin('stored', 2));
}

/** Begins a message with room for its length, which `whole` fills in. */
function begin(kind: StreamMessage['kind'], capacityBytes: number): ByteWriter {
  const writer = new ByteWriter(lengthBytes + capacityBytes).u32(0);
  return writer.u8(protocol.newest).u8(messageKinds.indexOf(kind));
}

function whole(writer: ByteWriter): Uint8Array {
  writer.setU32(0, writer.length - lengthBytes);
  return writer.finish();
}

/** About what a frame takes on the wire, in bytes. */
export function frameBytes(frame: Frame): number {
  switch (frame.kind) {
    case 'raft':
      if (frame.message.type !== 'append') return 64;
      return frame.message.entries.reduce((sum, entry) => sum + entry.data.length + 21, 64);
    case 'propose':
      return frame.items.reduce((sum, item) => sum + item.data.length + 13, 16);
    case 'proposeReply':
      return 16 + frame.results.length * 32;
    case 'read':
    case 'readReply':
      return 32;
  }
}

export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  let size = 16;
  for (const frame of frames) size += frameBytes(frame) + 32;
  const writer = begin('frames', size).u32(frames.length);
  for (const frame of frames) writeFrame(writer, frame);
  return whole(writer);
}

/**
 * Reads what follows a message's length. Throws OrcError Invalid for anything that is not a whole, valid message of a
 * known version.
 */
export function decodeStreamMessage(bytes: Uint8Array): StreamMessage {
  const reader = new ByteReader(bytes);
  const version = reader.u8();
  if (version < protocol.oldest || version > protocol.newest) {
    throw new OrcError(
      'Unsupported',
      `a peer speaks Raft protocol ${version}; this orc speaks ${protocol.oldest} to ${protocol.newest}`,
    );
  }
  const message = readMessageOf(reader.choice(messageKinds), reader);
  reader.end();
  return message;
}

function readMessageOf(kind: StreamMessage['kind'], reader: ByteReader): StreamMessage {
  switch (kind) {
    case 'hello':
      return { kind, hello: readHello(reader) };
    case 'refused':
      return { kind, reason: reader.text() };
    case 'offer':
      return { kind, offer: readOffer(reader) };
    case 'resume':
      return { kind, fromByte: reader.u53() };
    case 'chunk':
      return { kind, bytes: reader.raw(reader.remaining) };
    case 'stored':
      return { kind };
    case 'frames': {
      const count = reader.u32();
      if (count > limits.framesPerMessage) throw new OrcError('Invalid', `a message of ${count} frames`);
      const frames: Frame[] = [];
      for (let read = 0; read < count; read++) frames.push(readFrame(reader));
      return { kind, frames };
    }
  }
}

function writeFrame(writer: ByteWriter, frame: Frame): void {
  writer.u8(frameKinds.indexOf(frame.kind));
  switch (frame.kind) {
    case 'raft':
      return writeMessage(writer, frame.message);
    case 'propose':
      writer.u32(frame.items.length);
      for (const item of frame.items) writer.u53(item.id).u8(lanes.indexOf(item.lane)).block(item.data);
      return;
    case 'proposeReply':
      writer.u32(frame.results.length);
      for (const { id, result } of frame.results) writeProposalResult(writer.u53(id), result);
      return;
    case 'read':
      writer.u53(frame.id);
      return;
    case 'readReply':
      writer.u53(frame.id);
      writeReadResult(writer, frame.result);
      return;
  }
}

function readFrame(reader: ByteReader): Frame {
  const kind = reader.choice(frameKinds);
  switch (kind) {
    case 'raft':
      return { kind, message: readMessage(reader) };
    case 'propose':
      return {
        kind,
        items: readList(reader, 13, () => ({
          id: reader.u53(),
          lane: reader.choice(lanes),
          data: reader.block(),
        })),
      };
    case 'proposeReply':
      return {
        kind,
        results: readList(reader, 9, () => ({ id: reader.u53(), result: readProposalResult(reader) })),
      };
    case 'read':
      return { kind, id: reader.u53() };
    case 'readReply':
      return { kind, id: reader.u53(), result: readReadResult(reader) };
  }
}

/** Reads a list; the count is checked against the bytes left before anything is made. */
function readList<T>(reader: ByteReader, leastBytes: number, read: () => T): T[] {
  const count = reader.u32();
  if (count * leastBytes > reader.remaining) {
    throw new OrcError('Invalid', `a list of ${count} at byte ${reader.offset} is longer than its message`);
  }
  const list: T[] = [];
  for (let i = 0; i < count; i++) list.push(read());
  return list;
}

export function writeProposalResult(writer: ByteWriter, result: ProposalResult): void {
  writer.u8(resultKinds.indexOf(result.kind));
  switch (result.kind) {
    case 'committed':
      writer.u53(result.index).u53(result.term);
      return;
    case 'dropped':
    case 'refused':
    case 'unknown':
    case 'diskFull':
      writer.text(result.reason);
      return;
    case 'busy':
      writer.u53(result.retryAfterMs);
      return;
    case 'tooLarge':
      writer.u53(result.limitBytes);
      return;
  }
}

export function readProposalResult(reader: ByteReader): ProposalResult {
  const kind = reader.choice(resultKinds);
  switch (kind) {
    case 'committed':
      return { kind, index: reader.u53(), term: reader.u53() };
    case 'dropped':
    case 'refused':
    case 'unknown':
    case 'diskFull':
      return { kind, reason: reader.text() };
    case 'busy':
      return { kind, retryAfterMs: reader.u53() };
    case 'tooLarge':
      return { kind, limitBytes: reader.u53() };
  }
}

function writeReadResult(writer: ByteWriter, result: ReadIndexResult | Refused): void {
  writer.u8(readKinds.indexOf(result.kind));
  if (result.kind === 'ok') writer.u53(result.index);
  else writer.text(result.reason);
}

function readReadResult(reader: ByteReader): ReadIndexResult | Refused {
  const kind = reader.choice(readKinds);
  return kind === 'ok' ? { kind, index: reader.u53() } : { kind, reason: reader.text() };
}

function writeMessage(writer: ByteWriter, message: PeerMessage): void {
  writer.u8(messageTypes.indexOf(message.type)).u53(message.from).u53(message.to).u53(message.term);
  switch (message.type) {
    case 'append':
      writer.u53(message.prevIndex).u53(message.prevTerm).u53(message.commit).u32(message.entries.length);
      for (const entry of message.entries) {
        writer.u53(entry.term).u8(entryKinds.indexOf(entry.kind)).block(entry.data);
      }
      return;
    case 'appendReply':
      writer.u8(message.rejected ? 1 : 0).u53(message.index);
      writer.u53(message.hintIndex).u53(message.hintTerm);
      return;
    case 'heartbeat':
      writer.u53(message.commit).u53(message.round);
      return;
    case 'commit':
      writer.u53(message.commit);
      return;
    case 'heartbeatReply':
      writer.u53(message.round);
      return;
    case 'preVote':
    case 'vote':
      writer
        .u53(message.lastIndex)
        .u53(message.lastTerm)
        .u8(message.transfer ? 1 : 0);
      return;
    case 'preVoteReply':
    case 'voteReply':
      writer.u8(message.granted ? 1 : 0);
      return;
    case 'timeoutNow':
      return;
  }
}

function readMessage(reader: ByteReader): PeerMessage {
  const type = reader.choice(messageTypes);
  const from = reader.u53();
  const to = reader.u53();
  const term = reader.u53();
  switch (type) {
    case 'append':
      return readAppend(reader, from, to, term);
    case 'appendReply': {
      const rejected = reader.bool();
      const index = reader.u53();
      return {
        type,
        from,
        to,
        term,
        rejected,
        index,
        hintIndex: reader.u53(),
        hintTerm: reader.u53(),
      };
    }
    case 'heartbeat':
      return { type, from, to, term, commit: reader.u53(), round: reader.u53() };
    case 'commit':
      return { type, from, to, term, commit: reader.u53() };
    case 'heartbeatReply':
      return { type, from, to, term, round: reader.u53() };
    case 'preVote':
    case 'vote': {
      const lastIndex = reader.u53();
      const lastTerm = reader.u53();
      return { type, from, to, term, lastIndex, lastTerm, transfer: reader.bool() };
    }
    case 'preVoteReply':
    case 'voteReply':
      return { type, from, to, term, granted: reader.bool() };
    case 'timeoutNow':
      return { type, from, to, term };
  }
}

function readAppend(reader: ByteReader, from: number, to: number, term: number): PeerMessage {
  const prevIndex = reader.u53();
  const prevTerm = reader.u53();
  const commit = reader.u53();
  let index = prevIndex;
  let lastTerm = prevTerm;
  const entries = readList(reader, 13, (): Entry => {
    const entry = {
      index: ++index,
      term: reader.u53(),
      kind: reader.choice(entryKinds),
      data: reader.block(),
    };
    if (entry.term < lastTerm || entry.term > term) {
      throw new OrcError('Invalid', `entry ${entry.index} of an append has an impossible term`);
    }
    if (entry.kind === 'configuration') decodeConfiguration(entry.data);
    lastTerm = entry.term;
    return entry;
  });
  return { type: 'append', from, to, term, prevIndex, prevTerm, commit, entries };
}
