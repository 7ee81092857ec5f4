// The little that the API needs of the replicated log. services/raft implements it; this layer does not
// import Raft, so that it can't come to know terms of peers or disks.

export type Lane = 'control' | 'status' | 'relief' | 'user';

/** What became of a proposal; see services/raft/port.ts. */
export type ProposalResult =
  | { readonly kind: 'committed'; readonly index: number; readonly term: number }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'tooLarge'; readonly limitBytes: number }
  | { readonly kind: 'diskFull'; readonly reason: string };

export type ReadIndexResult =
  { readonly kind: 'ok'; readonly index: number } | { readonly kind: 'unavailable'; readonly reason: string };

/** One master as the API shows it. */
export interface MemberView {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly role: string;
  readonly matchIndex: number;
  /** Is given everything and does not vote. */
  readonly learner: boolean;
  /** A learner that becomes a voter by itself once it has caught up. */
  readonly promote: boolean;
}

export interface LogStatus {
  readonly term: number;
  readonly leaderId: number;
  readonly commitIndex: number;
  /** This master's disk takes deletions only. */
  readonly diskFull: boolean;
  readonly members: readonly MemberView[];
}

export interface ReplicatedLog {
  propose(data: Uint8Array, lane: Lane, signal: AbortSignal, onlyInTerm?: number): Promise<ProposalResult>;
  readIndex(signal: AbortSignal): Promise<ReadIndexResult>;
  transferLeadership(memberId: number): Promise<void>;
  /**
   * Puts members and removes others, by id, as soon as no other change is under way; on the leader only. Resolves when
   * it is committed. Rejects with OrcError.
   */
  changeMembers(change: {
    readonly put: readonly Pick<MemberView, 'id' | 'name' | 'address' | 'learner' | 'promote'>[];
    readonly remove: readonly number[];
  }): Promise<void>;
  status(): Promise<LogStatus>;
  applied(index: number): void;
}

export interface LogEntry {
  readonly index: number;
  readonly term: number;
  readonly data: Uint8Array;
}

export interface Leadership {
  readonly role: 'leader' | 'follower' | 'candidate' | 'learner';
  readonly term: number;
  readonly leaderId: number;
}
