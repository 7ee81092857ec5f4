// When a member takes snapshots, and what it keeps of its log. On its disk: everything since its newest snapshot, and a
// tail behind that. In memory: the newest entries alone, so that the log between two snapshots may grow with the state
// (else a large state is written again and again) and the thread's memory does not. Followers that need older entries
// get a snapshot; where the newest one is older than what is in memory, one is taken for them.
import { limits } from './limits.ts';
import type { RecordedCore } from './core/recorded-core.ts';
import { entryBytes, type Entry, type SnapshotMeta } from './core/types.ts';
import type { DriverHost, LogStorage } from './ports.ts';

/** Sizes in bytes. */
export interface SnapshotPolicy {
  /** The log that makes a snapshot due: a part of what the newest one takes, at least `everyBytes`, at most `mostBytes`. */
  readonly everyBytes: number;
  readonly mostBytes: number;
  readonly stateShare: number;
  readonly everyEntries: number;
  /** What is kept behind a snapshot on the disk. */
  readonly keepBytes: number;
  readonly keepEntries: number;
  /** What is kept in memory, and the most of it while peers are on their way to a snapshot that it follows on. */
  readonly memoryBytes: number;
  readonly pinnedBytes: number;
}

export class LogKeeper {
  readonly #core: RecordedCore;
  readonly #policy: SnapshotPolicy;
  readonly #host: DriverHost;
  readonly #storage: LogStorage;
  #isTaking = false;
  /** Where the snapshot stands that is being stored, and the bytes that were delivered up to it; 0 when none is. */
  #described = { index: 0, bytes: 0 };
  #notBeforeTick = 0;
  /** Bytes of entries delivered since the newest snapshot. */
  #bytesSince = 0;

  constructor(core: RecordedCore, policy: SnapshotPolicy, host: DriverHost, storage: LogStorage) {
    this.#core = core;
    this.#policy = policy;
    this.#host = host;
    this.#storage = storage;
  }

  /** Entries are given to the state machine. */
  delivered(entries: readonly Entry[]): void {
    for (const entry of entries) this.#bytesSince += entryBytes(entry);
  }

  /** The state was replaced by a peer's snapshot. */
  replaced(): void {
    this.#bytesSince = 0;
    this.#described = { index: 0, bytes: 0 };
  }

  /** More was applied: a snapshot may be due, and old entries need not stay in memory. */
  applied(tick: number): void {
    this.#takeIfDue(tick);
    this.#forget();
  }

  /** Time has passed: what failed may be tried again. */
  tick(tick: number): void {
    if (tick === this.#notBeforeTick) this.#takeIfDue(tick);
  }

  /** A peer needs a snapshot that what is in memory follows on, and there is none. */
  wanted(tick: number): void {
    if (!this.#isTaking && tick >= this.#notBeforeTick) this.#take();
  }

  /** What a snapshot of the state at `index` must say about the log; or null when it is too old. */
  describe(index: number): SnapshotMeta | null {
    const core = this.#core;
    if (index <= core.snapshot.index || core.termAt(index) === undefined) return null;
    if (index > core.appliedIndex) return null;
    this.#described = { index, bytes: this.#bytesSince - core.bytesBetween(index, core.deliveredIndex) };
    return core.describeSnapshot(index);
  }

  /** The snapshot is durable: what lies behind it is let go of. */
  taken(meta: SnapshotMeta): void {
    const core = this.#core;
    const { index, bytes } = this.#described;
    this.#isTaking = false;
    this.#described = { index: 0, bytes: 0 };
    if (meta.index <= core.snapshot.index) return;
    const compactTo = this.#tailStart(meta.index);
    core.compact(meta, compactTo);
    this.#storage.compact(compactTo);
    this.#bytesSince = Math.max(0, this.#bytesSince - (index === meta.index ? bytes : 0));
  }

  /** It could not be stored, or was too old: tried again from `tick` on. */
  failed(tick: number): void {
    this.#isTaking = false;
    this.#described = { index: 0, bytes: 0 };
    this.#notBeforeTick = tick;
  }

  #takeIfDue(tick: number): void {
    if (this.#isTaking || tick < this.#notBeforeTick) return;
    const { everyBytes, mostBytes, stateShare, everyEntries } = this.#policy;
    const entries = this.#core.appliedIndex - this.#core.snapshot.index;
    const dueBytes = Math.max(everyBytes, Math.min(mostBytes, this.#host.snapshotBytes() * stateShare));
    if (entries > 0 && (entries >= everyEntries || this.#bytesSince >= dueBytes)) this.#take();
  }

  #take(): void {
    this.#isTaking = true;
    this.#host.takeSnapshot();
  }

  /** Lets go of the oldest entries in memory. They have been applied, and are on the disk until a snapshot is. */
  #forget(): void {
    const core = this.#core;
    const { memoryBytes, pinnedBytes } = this.#policy;
    if (core.logBytes <= memoryBytes) return;
    const most =
      core.logBytes > pinnedBytes ? core.appliedIndex : Math.min(core.appliedIndex, this.#pinned());
    // A quarter at once: to move the rest of the list costs as much for few as for many.
    let excess = core.logBytes - memoryBytes * 0.75;
    let to = core.firstIndex - 1;
    for (; to < most && excess > 0; to++) excess -= core.bytesBetween(to, to + 1);
    if (to >= core.firstIndex) core.forget(to);
  }

  /** What follows on the snapshots that peers are being sent, or will be, is still needed. */
  #pinned(): number {
    let index = this.#described.index === 0 ? Number.MAX_SAFE_INTEGER : this.#described.index;
    for (const { state, snapshotIndex } of this.#core.progress.values())
      if (state === 'snapshot' && snapshotIndex > 0) index = Math.min(index, snapshotIndex);
    return index;
  }

  /** The first index to forget up to, such that a bounded tail stays for followers that lag a little. */
  #tailStart(snapshotIndex: number): number {
    const oldest = Math.max(this.#core.firstIndex - 1, snapshotIndex - this.#policy.keepEntries);
    let at = snapshotIndex;
    let bytes = 0;
    while (at > oldest) {
      bytes += this.#core.bytesBetween(at - 1, at);
      if (bytes > this.#policy.keepBytes) break;
      at -= 1;
    }
    return at;
  }
}

/** When a member takes its snapshots: at other places of the log than its peers, or all were busy with theirs at once. */
export function snapshotPolicyOf(id: number): SnapshotPolicy {
  // The golden ratio's multiples lie apart, whichever ids members have.
  const share = 1 - ((id * 0.618034) % 1) / 4;
  return {
    everyBytes: limits.snapshotEveryBytes * share,
    mostBytes: limits.snapshotMostBytes * share,
    stateShare: limits.snapshotStateShare * share,
    everyEntries: limits.snapshotEveryEntries,
    keepBytes: limits.keepTailBytes,
    keepEntries: limits.keepTailEntries,
    memoryBytes: limits.logMemoryBytes,
    pinnedBytes: limits.logPinnedBytes,
  };
}
