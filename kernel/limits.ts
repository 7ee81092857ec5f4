// The bounds of what the log and the store hold. Every number that two parts must agree on is here.
import { invariant } from '#kernel/errors.ts';

export const limits = {
  /** The most bytes of one object, encoded: the 1 MiB that a ConfigMap may hold, twice, since apply keeps the manifest. */
  objectBytes: 3_145_728,
  /** How deep JSON may nest; the deepest field of any kind stands at about 12. */
  jsonDepth: 64,
  /**
   * JSON patches, as in Kubernetes: the most operations of one, and how much they may copy, in UTF-16 units of JSON. And
   * how many items of lists they may move aside by what they add or remove, all together.
   */
  jsonPatch: { operations: 10_000, copiedUnits: 3 * 1024 * 1024, shiftedItems: 500_000_000 },
  /** A selector as users write it: the most UTF-16 units of its text, requirements, and values of all of them together. */
  selector: { units: 16 * 1024, requirements: 256, values: 1_024 },
  /** The most bytes of one log record, encoded. */
  recordBytes: 4 * 1024 * 1024,
  /** The most writes in one transaction. */
  writesPerTransaction: 2_000,
  /** How many events the store keeps in memory for watches that resume. */
  windowEvents: 50_000,
  /** How many of them are kept unpacked. */
  windowNewest: 1_000,
  /** The most bytes of objects, packed, that they hold together: large objects are remembered for less long. */
  windowBytes: 128 * 1024 * 1024,
  /** How many outcomes a session keeps for retries that have not been confirmed. */
  outcomesPerSession: 256,
  /** How many writes the outcomes of all sessions may tell of together: their memory, in numbers. */
  outcomeWrites: 4_000_000,
  /** How many sessions there may be. */
  sessions: 10_000,
  /** How long a session lives unused, by log time. */
  sessionIdleMs: 3_600_000,
  /** How far ahead of its own clock a leader lets a proposer's stamp be. */
  stampAheadMs: 2_000,
  /** The most bytes of one chunk of a snapshot. */
  snapshotChunkBytes: 512 * 1024,
  /** How often a master says something on a stream with calls under way; clients count on it. */
  streamBeatMs: 100,
  /** The most pods that are looked at when a namespace asks more of its pods than before. */
  securedPods: 1_000,
  /** How many pods a node runs unless it says otherwise. */
  podsPerNode: 110,
} as const;

invariant(limits.windowNewest * 2 < limits.windowEvents, 'most of the window is packed');
invariant(limits.objectBytes < limits.recordBytes, 'an object fits in a record');
invariant(limits.recordBytes * 16 <= limits.windowBytes, 'the window holds the events of many records');

/** The version of the formats of records and snapshots that this build writes. */
export const formatVersion = 1;

/** The cluster versions whose rules this build knows. */
export const clusterVersions = { oldest: 1, newest: 1 } as const;
