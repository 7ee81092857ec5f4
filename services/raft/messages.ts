// What the api thread and the raft thread say to each other. What is frequent (proposals, their results,
// committed entries) travels as one transferred buffer a batch; the rest as plain values.
import type { LogFields } from '#kernel/ports.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import type { Entry } from './core/types.ts';
import type { SnapshotPolicy } from './log-keeper.ts';
import type { MeterSnapshot, HistogramSnapshot } from './meter.ts';
import {
  lanes,
  type CommittedEntry,
  type Lane,
  type Member,
  type MemberChange,
  type ProposalResult,
  type RaftStatus,
  type ReadIndexResult,
} from './port.ts';
import type { LeadershipChange } from './ports.ts';
import type { Timing } from './timing.ts';
import { readProposalResult, writeProposalResult } from './transport/frames.ts';
import type { TransportCounts } from './transport/tls-transport.ts';
import type { TlsMaterial } from './transport/identity.ts';

export interface RaftWorkerData {
  readonly dataDir: string;
  readonly clusterId: string;
  readonly self: Member;
  readonly members: readonly Member[];
  readonly listen: string;
  readonly tls: TlsMaterial;
  readonly timing: Timing;
  readonly snapshots: SnapshotPolicy;
  readonly segmentBytes: number;
}

/** Counters since start, posted once a second. */
export interface RaftMetrics extends MeterSnapshot, TransportCounts {
  readonly role: string;
  readonly term: number;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly lastIndex: number;
  readonly logBytes: number;
  readonly diskFull: boolean;
  readonly syncs: number;
  readonly syncSeconds: HistogramSnapshot;
  readonly walBytes: number;
  /** Heap and buffers of the raft thread, in bytes. */
  readonly memoryBytes: number;
  /** Delay of the raft thread's event loop over the last second, in seconds. */
  readonly loopDelayP99Seconds: number;
  readonly loopDelayMaxSeconds: number;
}

export type RaftCall =
  | { readonly kind: 'status' }
  | { readonly kind: 'transfer'; readonly to: number }
  | { readonly kind: 'members'; readonly change: MemberChange };

export interface PlainError {
  readonly code: string;
  readonly message: string;
}

export type ToRaft =
  | { readonly kind: 'propose'; readonly bytes: Uint8Array }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'read'; readonly id: number }
  | { readonly kind: 'cancelRead'; readonly id: number }
  | { readonly kind: 'call'; readonly id: number; readonly call: RaftCall }
  | { readonly kind: 'applied'; readonly index: number }
  | { readonly kind: 'snapshotBegin'; readonly index: number }
  | { readonly kind: 'snapshotChunk'; readonly chunk: Uint8Array }
  | { readonly kind: 'snapshotEnd'; readonly error: string | null }
  | { readonly kind: 'restoreTaken' }
  | { readonly kind: 'restored'; readonly index: number; readonly error: string | null }
  /** Connections are made with this from now on. */
  | { readonly kind: 'renew'; readonly tls: TlsMaterial }
  | { readonly kind: 'close' };

export type FromRaft =
  | { readonly kind: 'started'; readonly port: number }
  | { readonly kind: 'results'; readonly bytes: Uint8Array }
  | { readonly kind: 'read'; readonly id: number; readonly result: ReadIndexResult }
  | { readonly kind: 'status'; readonly id: number; readonly status: RaftStatus }
  | { readonly kind: 'done'; readonly id: number; readonly error: PlainError | null }
  | { readonly kind: 'commit'; readonly bytes: Uint8Array }
  | { readonly kind: 'leadership'; readonly change: LeadershipChange }
  | { readonly kind: 'takeSnapshot' }
  /** The raft thread has room for one more snapshot chunk. */
  | { readonly kind: 'snapshotTaken' }
  | { readonly kind: 'restoreBegin'; readonly index: number }
  | { readonly kind: 'restoreChunk'; readonly chunk: Uint8Array }
  | { readonly kind: 'restoreEnd'; readonly error: string | null }
  | { readonly kind: 'metrics'; readonly metrics: RaftMetrics }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: LogFields;
    }
  | { readonly kind: 'fatal'; readonly error: PlainError }
  | { readonly kind: 'closed' };

export interface ProposeCall {
  readonly id: number;
  readonly lane: Lane;
  readonly onlyInTerm: number;
  readonly data: Uint8Array;
}

export function encodeProposals(calls: readonly ProposeCall[]): Uint8Array<ArrayBuffer> {
  let size = 8;
  for (const call of calls) size += call.data.length + 21;
  const writer = new ByteWriter(size).u32(calls.length);
  for (const call of calls) {
    writer.u53(call.id).u8(lanes.indexOf(call.lane)).u53(call.onlyInTerm).block(call.data);
  }
  return writer.finish();
}

export function decodeProposals(bytes: Uint8Array): ProposeCall[] {
  const reader = new ByteReader(bytes);
  const calls: ProposeCall[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    calls.push({
      id: reader.u53(),
      lane: reader.choice(lanes),
      onlyInTerm: reader.u53(),
      data: reader.block(),
    });
  }
  return calls;
}

export interface ProposeAnswer {
  readonly id: number;
  readonly result: ProposalResult;
}

export function encodeResults(answers: readonly ProposeAnswer[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(4 + answers.length * 32).u32(answers.length);
  for (const { id, result } of answers) writeProposalResult(writer.u53(id), result);
  return writer.finish();
}

export function decodeResults(bytes: Uint8Array): ProposeAnswer[] {
  const reader = new ByteReader(bytes);
  const answers: ProposeAnswer[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    answers.push({ id: reader.u53(), result: readProposalResult(reader) });
  }
  return answers;
}

/** Raft's own entries go without data: nothing above knows them. */
export function encodeCommitted(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  let size = 8;
  for (const entry of entries) size += entry.data.length + 20;
  const writer = new ByteWriter(size).u32(entries.length);
  for (const { index, term, kind, data } of entries) {
    writer
      .u53(index)
      .u53(term)
      .block(kind === 'data' ? data : nothing);
  }
  return writer.finish();
}

const nothing = new Uint8Array(0);

export function decodeCommitted(bytes: Uint8Array): CommittedEntry[] {
  const reader = new ByteReader(bytes);
  const entries: CommittedEntry[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    entries.push({ index: reader.u53(), term: reader.u53(), data: reader.block() });
  }
  return entries;
}
