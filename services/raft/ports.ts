// What the driver asks of the world. Production has worker threads, files and gRPC behind these; the
// simulation has a virtual clock, disks that lose what was not synced, and a network that misbehaves.
// Everything is callbacks, not promises, so that the simulation decides when each thing happens.
import type { CoreDump } from './core/recorded-core.ts';
import type { Entry, PersistBatch, SnapshotMeta } from './core/types.ts';
import type { Member, Role } from './port.ts';
import type { Frame } from './transport/frames.ts';

export interface LogStorage {
  /** Makes batches durable in the order given; `done` is called for each, in order, when it is. */
  persist(batch: PersistBatch, done: () => void): void;
  /** Entries up to `index` are covered by a durable snapshot and not needed any more. */
  compact(index: number): void;
}

export interface PeerTransport {
  /** Queues a frame. False when it was refused (not connected, outbox full): it never leaves then. */
  send(to: number, frame: Frame): boolean;
  /** Everything queued since the last flush may leave, as one message per peer. */
  flush(): void;
  /** Sends the newest snapshot; the outcome comes back through `RaftDriver.snapshotSent`. */
  sendSnapshot(to: number, term: number, meta: SnapshotMeta): void;
  setMembers(members: readonly Member[]): void;
  /** What a peer asks was refused, for a reason that holds for all it may ask: counted and told once a connection. */
  refused(peer: number, reason: string): void;
  isConnected(id: number): boolean;
}

export interface LeadershipChange {
  readonly role: Role;
  readonly term: number;
  readonly leaderId: number;
}

/** The state machine's side, one step away: it answers by calling the driver back. */
export interface DriverHost {
  commit(entries: readonly Entry[]): void;
  leadership(change: LeadershipChange): void;
  /** A snapshot is due: take and store one, then call `snapshotTaken`, or `snapshotFailed`. */
  takeSnapshot(): void;
  /** What the newest snapshot takes on the disk. */
  snapshotBytes(): number;
  /** Replace the state by the stored snapshot, then call `applied(meta.index)`. */
  restore(meta: SnapshotMeta): void;
  /** The member can't go on; `dump` is what the core was told lately, to be replayed. */
  fatal(error: Error, dump: CoreDump): void;
}
