// The vocabulary of the pure core: what is stored, what peers say to each other, what goes in and what
// comes out. Indexes and terms are non-negative safe integers; 0 means "none".
import type { Configuration } from './configuration.ts';

/** What an entry is for. Only `data` entries come from proposals. */
export const entryKinds = ['data', 'empty', 'configuration'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One position of the log. `data` is never changed after it entered the log. */
export interface Entry {
  readonly index: number;
  readonly term: number;
  readonly kind: EntryKind;
  readonly data: Uint8Array;
}

/** What a member must remember across restarts, beside its log. */
export interface HardState {
  readonly term: number;
  /** The member voted for in `term`, or 0. */
  readonly vote: number;
}

/** What a snapshot stands for: the state after `index`, and the configuration in force there. */
export interface SnapshotMeta {
  readonly index: number;
  readonly term: number;
  readonly configuration: Configuration;
}

export type CoreRole = 'follower' | 'preCandidate' | 'candidate' | 'leader';

interface Envelope {
  readonly from: number;
  readonly to: number;
  /** The sender's term; for a pre-vote, the term the sender would campaign in. */
  readonly term: number;
}

export interface AppendMessage extends Envelope {
  readonly type: 'append';
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly commit: number;
  readonly entries: readonly Entry[];
}

export interface AppendReply extends Envelope {
  readonly type: 'appendReply';
  readonly rejected: boolean;
  /** Accepted: the last index that matches the leader's log. Rejected: the `prevIndex` refused. */
  readonly index: number;
  /** Rejected: the highest index at which the logs may still agree, and the follower's term there. */
  readonly hintIndex: number;
  readonly hintTerm: number;
}

export interface HeartbeatMessage extends Envelope {
  readonly type: 'heartbeat';
  readonly commit: number;
  /** The number of the read round this heartbeat confirms; grows within a term. */
  readonly round: number;
}

/** What the peer is known to hold is committed up to here. It is not answered: heartbeats repeat it. */
export interface CommitMessage extends Envelope {
  readonly type: 'commit';
  readonly commit: number;
}

export interface HeartbeatReply extends Envelope {
  readonly type: 'heartbeatReply';
  readonly round: number;
}

export interface VoteRequest extends Envelope {
  readonly type: 'preVote' | 'vote';
  readonly lastIndex: number;
  readonly lastTerm: number;
  /** The leader itself asked for this election: a live leader is no reason to refuse. */
  readonly transfer: boolean;
}

export interface VoteReply extends Envelope {
  readonly type: 'preVoteReply' | 'voteReply';
  readonly granted: boolean;
}

/** A whole snapshot has arrived and is staged on the receiver's disk. */
export interface SnapshotMessage extends Envelope {
  readonly type: 'snapshot';
  readonly meta: SnapshotMeta;
}

/** Campaign at once: leadership is being handed over. */
export interface TimeoutNowMessage extends Envelope {
  readonly type: 'timeoutNow';
}

export type Message =
  | AppendMessage
  | AppendReply
  | HeartbeatMessage
  | CommitMessage
  | HeartbeatReply
  | VoteRequest
  | VoteReply
  | SnapshotMessage
  | TimeoutNowMessage;

/** A message as the core's parts write it: the core adds the sender. */
export type Outgoing = Message extends infer M ? (M extends Message ? Omit<M, 'from'> : never) : never;

/**
 * What must reach the disk, in the order of `id`, as one unit. `messages` depend on it and on every
 * batch before it: they leave only when it is durable. A batch may be empty but for its messages.
 */
export interface PersistBatch {
  readonly id: number;
  readonly hardState: HardState | null;
  /** A snapshot that replaces the whole log; it is written before `entries`. */
  readonly snapshot: SnapshotMeta | null;
  /** Entries to write; the first may be at or below the last one written: it then replaces the rest. */
  readonly entries: readonly Entry[];
  readonly messages: readonly Message[];
}

export interface SafeRead {
  readonly id: number;
  /** The read is linearizable once this index is applied. */
  readonly index: number;
}

export interface SoftState {
  readonly role: CoreRole;
  readonly term: number;
  readonly leaderId: number;
}

/** Everything the world must do for the core, since the last time it was asked. */
export interface Ready {
  /** May leave now. */
  readonly messages: readonly Message[];
  readonly persist: PersistBatch | null;
  /** Committed and durable here: to be applied, in order, after any `install` of an earlier persist. */
  readonly committed: readonly Entry[];
  readonly reads: readonly SafeRead[];
  /** Reads that can't be answered any more, because leadership was lost. */
  readonly failedReads: readonly number[];
  /** Peers that need the newest snapshot. Each is reported back through `snapshotSent`. */
  readonly snapshotsTo: readonly number[];
  /** A peer needs a newer snapshot than there is: one that the log in memory follows on. */
  readonly wantsSnapshot: boolean;
  /** Present when role, term or leader changed. */
  readonly soft: SoftState | null;
}

/** The outcome of offering proposals to the core. */
export type ProposeOutcome =
  | { readonly kind: 'appended'; readonly firstIndex: number; readonly term: number }
  | { readonly kind: 'refused'; readonly reason: 'notLeader' | 'transferring' | 'full' };

/** The core's parameters. Times are in ticks; the driver decides how long a tick is. */
export interface CoreOptions {
  readonly id: number;
  readonly heartbeatTicks: number;
  /** An election starts after [electionTicks, electionTicks + electionSpreadTicks) silent ticks. */
  readonly electionTicks: number;
  readonly electionSpreadTicks: number;
  /** A leader whose disk has not answered for so long gives up leadership. */
  readonly diskStallTicks: number;
  /** Bounds of one append message. At least one entry is always sent. */
  readonly maxAppendBytes: number;
  readonly maxAppendEntries: number;
  /** Bounds of what is under way to one peer. */
  readonly maxInflightMessages: number;
  readonly maxInflightBytes: number;
  /** Bounds of what the leader holds uncommitted. */
  readonly maxUncommittedBytes: number;
  /** Bounds of what is handed out to be applied ahead of what has been applied. */
  readonly maxApplyAheadBytes: number;
  readonly maxApplyAheadEntries: number;
  /** Read rounds under way at once; further reads join the next one. */
  readonly maxReadRounds: number;
}

/** What a member finds on its disk at start. */
export interface InitialState {
  readonly hardState: HardState;
  readonly snapshot: SnapshotMeta;
  /**
   * Where the log begins, at or before the snapshot: what lies between the two is kept for followers that lag.
   * The snapshot's position unless given.
   */
  readonly base?: { readonly index: number; readonly term: number };
  /** Contiguous from the base on, to the snapshot at least where a base is given. */
  readonly entries: readonly Entry[];
}

/** Memory an entry is accounted for, in bytes, beyond its data. */
export const entryOverheadBytes = 48;

export function entryBytes(entry: Entry): number {
  return entry.data.length + entryOverheadBytes;
}
