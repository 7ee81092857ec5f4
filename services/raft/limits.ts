// Every bound of services/raft, in one place. Sizes in bytes, times in milliseconds, unless named otherwise.
import { invariant } from '#kernel/errors.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  /** One proposal's data. */
  entryBytes: 8 * MiB,
  /** What waits in each lane for its turn. */
  lanes: {
    control: { entries: 4096, bytes: 64 * MiB },
    status: { entries: 16384, bytes: 32 * MiB },
    relief: { entries: 4096, bytes: 16 * MiB },
    user: { entries: 16384, bytes: 64 * MiB },
  },
  /** What the core takes in at once from the lanes. */
  proposeBatchEntries: 4096,
  proposeBatchBytes: 4 * MiB,
  /** What a sender refused with `busy` is told to wait. */
  busyRetryAfterMs: 50,
  /** One append message. */
  appendEntries: 8192,
  appendBytes: 2 * MiB,
  /** Under way to one peer. */
  inflightMessages: 256,
  inflightBytes: 32 * MiB,
  /** Appended by the leader and not committed. */
  uncommittedBytes: 64 * MiB,
  /** Given to the state machine and not acknowledged by `applied`. */
  applyAheadEntries: 65536,
  applyAheadBytes: 32 * MiB,
  /** How long a leader waits for entries that could tell its followers of a commit on the way. */
  commitNewsMs: 1,
  /** When the raft thread is told how far the state machine is: well before it would stop sending. */
  appliedTellBytes: 4 * MiB,
  appliedTellEntries: 8192,
  appliedTellMs: 20,
  readRounds: 8,
  /** Reads that wait, here or forwarded. */
  reads: 65536,
  /** Proposals sent to the leader and not answered. */
  forwardedEntries: 32768,
  /** How long an outcome is waited for after leadership moved. */
  outcomeWaitMs: 2000,
  /** The same for what was forwarded to a leader that others have replaced: it may be stopped for good. */
  forwardedOutcomeWaitMs: 150,

  /** A segment is closed when it has grown beyond this. */
  segmentBytes: 16 * MiB,
  /** Segments made ahead; while the disk is full they are what is left for deletions and compaction. */
  spareSegments: 3,
  /** The most of those that compaction gives back which are kept: under load no others need to be made then. */
  keptSegments: 6,
  /** A slice of the next spare segment is made whenever so much was written, or so long nothing. */
  prepareEveryBytes: 512 * KiB,
  prepareIdleMs: 5,
  /** After so long without a write the proof that the last one was durable is made durable too. */
  walIdleMs: 20,
  diskFullRetryMs: 500,
  /** How long, and how often, who takes over a data directory waits for others that try so too to give up. */
  lockWaitMs: 5,
  lockWaits: 2000,
  /** One frame of the WAL; larger batches take several syncs. Must hold the largest entry. */
  walFrameBytes: 32 * MiB,
  /** Batches the WAL thread takes into one sync. */
  walGroupBatches: 1024,
  /**
   * The log since the last snapshot that makes the next one due: half of what the last one takes, between these two. At
   * start all of it is read into memory.
   */
  snapshotEveryBytes: 32 * MiB,
  snapshotMostBytes: 96 * MiB,
  snapshotStateShare: 0.5,
  snapshotEveryEntries: 500_000,
  /** The pause after a snapshot that could not be stored. */
  snapshotRetryMs: 1000,
  /** The log in memory; and the most of it that is kept for peers that are on their way to a snapshot. */
  logMemoryBytes: 40 * MiB,
  logPinnedBytes: 96 * MiB,
  /** Entries kept behind a snapshot for followers that lag. */
  keepTailBytes: 8 * MiB,
  keepTailEntries: 20_000,
  /** What is read of a snapshot's file at once to be sent to a peer. */
  snapshotSendBytes: 256 * KiB,
  /** Snapshot chunks in memory between threads, per direction. */
  snapshotChunksAhead: 4,
  /** How long a snapshot that did not arrive twice or more waits to be sent again: twice as long each time. */
  snapshotRetry: { firstMs: 250, mostMs: 30_000 },

  /** What waits for one peer; beyond it the oldest messages are dropped, and Raft sends them again. */
  outboxBytes: 64 * MiB,
  outboxFrames: 16384,
  /** One stream message: what waits is cut into messages about this size. */
  streamMessageBytes: 4 * MiB,
  /** The largest stream message accepted. */
  streamMessageMaxBytes: 64 * MiB,
  framesPerMessage: 65536,
  reconnectFirstMs: 20,
  reconnectMostMs: 1000,
  helloTimeoutMs: 3000,
  /** Connections that peers, or strangers, have open to this member. */
  peerConnections: 256,
  /** How often each side of a connection says that it is there, and how often it may hear nothing meanwhile. */
  keepaliveMs: 5_000,
  keepaliveUnheard: 3,

  /** How long a disk may keep the leader waiting before it gives up leadership. */
  diskStallMs: 3000,
  /** Calls under way between the api thread and the raft thread. */
  handleCalls: 131_072,
  closeMs: 5000,
} as const;

/** Checks how the limits relate. Called when a member starts. */
export function checkLimits(): void {
  invariant(limits.entryBytes < limits.walFrameBytes, 'a WAL frame holds the largest entry');
  invariant(
    limits.entryBytes + limits.appendBytes < limits.streamMessageMaxBytes,
    'an append fits a message',
  );
  invariant(limits.streamMessageBytes < limits.streamMessageMaxBytes, 'a full message is accepted');
  invariant(limits.snapshotEveryBytes <= limits.snapshotMostBytes, 'a snapshot is due at some time');
  invariant(limits.inflightBytes < limits.logMemoryBytes, 'what is under way to a peer is in memory');
  invariant(limits.logMemoryBytes < limits.logPinnedBytes, 'more is kept for peers that need it');
  invariant(limits.keepTailBytes < limits.snapshotEveryBytes, 'a snapshot frees some of the log');
  invariant(limits.proposeBatchBytes <= limits.uncommittedBytes, 'a batch fits what may be uncommitted');
  invariant(limits.appliedTellBytes * 2 <= limits.applyAheadBytes, 'what is applied is told in time');
  invariant(limits.appliedTellEntries * 2 <= limits.applyAheadEntries, 'what is applied is told in time');
  invariant(limits.entryBytes <= limits.inflightBytes, 'the largest entry can be under way');
}
