// What the rest of orc sees of Raft: bytes in, the same bytes out in one order on every master.
// Nothing here knows objects; nothing outside services/raft knows messages, terms of peers or disks.

/**
 * Proposals wait in lanes; an earlier lane is always served before a later one. Each is bounded. While the
 * leader's disk is full the `user` lane is refused; `relief` is for users' changes that free space.
 */
export const lanes = ['control', 'status', 'relief', 'user'] as const;
export type Lane = (typeof lanes)[number];

export type Role = 'leader' | 'follower' | 'candidate' | 'learner';

/** A master as Raft knows it. `id` is unique for ever: a member that lost its disk gets a new one. */
export interface Member {
  readonly id: number;
  readonly name: string;
  /** Where the member's peers connect, as host:port. */
  readonly address: string;
}

/** A member as a change of members names it. */
export interface ChangedMember extends Member {
  /** Is given everything and does not vote. */
  readonly learner: boolean;
  /** A learner that becomes a voter by itself once it has caught up. False unless given. */
  readonly promote?: boolean;
}

/** Members that come, or come back as something else, and the ids of those that go; all others stay as they are. */
export interface MemberChange {
  readonly put: readonly ChangedMember[];
  readonly remove: readonly number[];
}

/** A committed entry. `data` is empty for Raft's own entries (a leader's first, a configuration). */
export interface CommittedEntry {
  readonly index: number;
  readonly term: number;
  readonly data: Uint8Array;
}

/** One peer's replication as its leader sees it, or one line of `orc masters`. */
export interface MemberStatus extends Member {
  readonly role: Role | 'unreachable';
  /** Highest log index known to be on this member's disk; 0 when this master is not the leader. */
  readonly matchIndex: number;
  /** Is given everything and does not vote. */
  readonly learner: boolean;
  /** A learner that becomes a voter by itself. */
  readonly promote: boolean;
}

export interface RaftStatus {
  readonly self: Member;
  readonly role: Role;
  readonly term: number;
  /** 0 while no leader is known. */
  readonly leaderId: number;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly lastIndex: number;
  /** The oldest entry in memory. */
  readonly firstIndex: number;
  readonly members: readonly MemberStatus[];
  /** This master's disk has no room for more of the log than what is kept back for deletions. */
  readonly diskFull: boolean;
}

/**
 * What became of a proposal.
 * - `committed`: it is in the log at `index`; the outcome is whatever applying it yields.
 * - `dropped`: it is certainly not in the log and never will be; a retry is safe.
 * - `refused`: the leader knows of no such member; it is certainly not in the log, and the same retry is of no use.
 * - `unknown`: leadership or a connection was lost while it was under way; it may still commit.
 * - `busy`: the lane is full; nothing was sent.
 * - `tooLarge`: over the entry limit of `limitBytes`.
 * - `diskFull`: the leader's disk has no room for it; nothing was changed.
 */
export type ProposalResult =
  | { readonly kind: 'committed'; readonly index: number; readonly term: number }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'tooLarge'; readonly limitBytes: number }
  | { readonly kind: 'diskFull'; readonly reason: string };

/** A read that is linearizable once this master has applied `index`; or why none is possible now. */
export type ReadIndexResult =
  { readonly kind: 'ok'; readonly index: number } | { readonly kind: 'unavailable'; readonly reason: string };

/** The handle of a running Raft member. All calls are asynchronous because it runs in its own thread. */
export interface RaftHandle {
  /**
   * Appends `data` to the log, forwarding to the leader when this master follows.
   * With `onlyInTerm` it is proposed only if this master leads in that very term, else `dropped`.
   * Resolves when the entry is committed, not when it is applied. Holds while there is no leader,
   * until `signal` aborts (then `dropped` if never sent, else `unknown`).
   */
  propose(data: Uint8Array, lane: Lane, signal: AbortSignal, onlyInTerm?: number): Promise<ProposalResult>;
  /** Confirms through a quorum round what index a linearizable read must wait for. */
  readIndex(signal: AbortSignal): Promise<ReadIndexResult>;
  /** Hands leadership to `memberId`. Rejects with OrcError when that member is unknown or behind. */
  transferLeadership(memberId: number): Promise<void>;
  status(): Promise<RaftStatus>;
  /** Tells Raft how far the state machine is; bounds what is sent ahead and drives compaction. */
  applied(index: number): void;
  /** Stops the member: leadership is given up first when another can take it. */
  close(): Promise<void>;
}

/** What Raft asks of the state machine above it. Calls come in log order, never two at once. */
export interface StateMachine {
  /** Committed entries, contiguous from the last applied index or snapshot. */
  commit(entries: readonly CommittedEntry[]): void;
  /**
   * The state up to `index`, as chunks of about 512 KiB, each in a buffer of its own that is Raft's from then on. Called
   * when the log has grown past its bound.
   */
  snapshot(): { readonly index: number; readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };
  /** Replaces the whole state by a snapshot, at start or when this member fell too far behind. */
  restore(index: number, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Role, term or leader changed. */
  leadership(change: { readonly role: Role; readonly term: number; readonly leaderId: number }): void;
  /** The member can't go on (a failed fsync, a broken invariant): the process must end. */
  fatal(error: Error): void;
}
