// The log in memory: everything since the last compaction. Five marks move over it, each only forward
// but for `handed` and `persisted`, which fall back when a conflicting suffix is replaced:
//
//   base <= applied <= delivered <= committed <= last
//   base <= persisted <= handed <= last             delivered <= persisted
//
// `base` is the last compacted position (its term is kept for the consistency check), `handed` the last
// entry given to the disk, `persisted` the last one durable, `delivered` the last one given out to be
// applied, `applied` the last one that has been. Nothing is delivered that is not durable here, so a
// snapshot of the state machine never runs ahead of the log on the same disk.
import { invariant } from '#kernel/errors.ts';
import { entriesImage, entriesOf, type LogImage } from './image.ts';
import { entryBytes, type Entry } from './types.ts';

export class RaftLog {
  #entries: Entry[];
  #base: number;
  #baseTerm: number;
  #bytes = 0;
  #pendingApplyBytes = 0;
  committed: number;
  delivered: number;
  applied: number;
  handed: number;
  persisted: number;

  /** A log as found on disk: all of it durable, nothing beyond `applied` known to be committed. */
  constructor(base: number, baseTerm: number, entries: readonly Entry[], applied = base) {
    this.#base = base;
    this.#baseTerm = baseTerm;
    this.#entries = [];
    this.committed = applied;
    this.delivered = applied;
    this.applied = applied;
    this.handed = base;
    this.persisted = base;
    this.append(entries);
    invariant(applied <= this.lastIndex, `the log reaches what is applied, ${applied}`);
    this.handed = this.lastIndex;
    this.persisted = this.lastIndex;
  }

  static fromImage(image: LogImage): RaftLog {
    const log = new RaftLog(image.base, image.baseTerm, entriesOf(image.entries), image.applied);
    log.committed = image.committed;
    log.delivered = image.delivered;
    log.handed = image.handed;
    log.persisted = image.persisted;
    log.#pendingApplyBytes = image.pendingApplyBytes;
    return log;
  }

  image(): LogImage {
    const { committed, delivered, applied, handed, persisted } = this;
    return {
      base: this.#base,
      baseTerm: this.#baseTerm,
      entries: entriesImage(this.#entries),
      committed,
      delivered,
      applied,
      handed,
      persisted,
      pendingApplyBytes: this.#pendingApplyBytes,
    };
  }

  get base(): number {
    return this.#base;
  }
  get firstIndex(): number {
    return this.#base + 1;
  }
  get lastIndex(): number {
    return this.#base + this.#entries.length;
  }
  get lastTerm(): number {
    return this.#entries.at(-1)?.term ?? this.#baseTerm;
  }
  /** Memory held by entries, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The term at `index`, or undefined where it is compacted away or not there yet. */
  termAt(index: number): number | undefined {
    if (index === this.#base) return this.#baseTerm;
    return this.#entries[index - this.#base - 1]?.term;
  }

  matches(index: number, term: number): boolean {
    return this.termAt(index) === term;
  }

  /** Raft 5.4.1: whether a log ending in (index, term) is at least as complete as this one. */
  isUpToDate(index: number, term: number): boolean {
    return term > this.lastTerm || (term === this.lastTerm && index >= this.lastIndex);
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      invariant(entry.index === this.lastIndex + 1, `entry ${entry.index} follows ${this.lastIndex}`);
      invariant(entry.term >= this.lastTerm, `entry ${entry.index} has a term below its predecessor's`);
      this.#entries.push(entry);
      this.#bytes += entryBytes(entry);
    }
  }

  /** Removes everything from `from` on. Committed entries are never removed. */
  truncate(from: number): void {
    invariant(from > this.committed, `entry ${from} is committed and cannot be replaced`);
    for (const entry of this.#entries.splice(from - this.#base - 1)) this.#bytes -= entryBytes(entry);
    this.handed = Math.min(this.handed, from - 1);
    this.persisted = Math.min(this.persisted, from - 1);
  }

  /** The first of `entries` that this log does not hold, by position in the list. */
  firstMissing(entries: readonly Entry[]): number {
    for (const [position, entry] of entries.entries()) {
      if (!this.matches(entry.index, entry.term)) return position;
    }
    return entries.length;
  }

  /**
   * The highest index at most `index` whose term is at most `term`: where two logs may still agree.
   * Skips a whole term in one round instead of one entry (Raft 5.3).
   */
  lastWithTermAtMost(index: number, term: number): { readonly index: number; readonly term: number } {
    let at = Math.min(index, this.lastIndex);
    for (; at > this.#base; at--) {
      const found = this.termAt(at) ?? 0;
      if (found <= term) return { index: at, term: found };
    }
    return { index: at, term: this.termAt(at) ?? 0 };
  }

  /** Entries of [from, to], at most so many and so many bytes, but at least one if there is one. */
  slice(from: number, to: number, maxEntries: number, maxBytes: number): Entry[] {
    invariant(from > this.#base, `entry ${from} is compacted`);
    const out: Entry[] = [];
    let bytes = 0;
    const end = Math.min(to, this.lastIndex);
    for (let index = from; index <= end && out.length < maxEntries; index++) {
      const entry = this.#entries[index - this.#base - 1];
      if (entry === undefined) break;
      bytes += entryBytes(entry);
      if (out.length > 0 && bytes > maxBytes) break;
      out.push(entry);
    }
    return out;
  }

  commitTo(index: number): void {
    if (index <= this.committed) return;
    invariant(index <= this.lastIndex, `commit ${index} is beyond the log's end ${this.lastIndex}`);
    this.committed = index;
  }

  /** Committed, durable, not yet given out; bounded by what is given out and not yet applied. */
  takeDeliverable(maxAheadEntries: number, maxAheadBytes: number): Entry[] {
    const to = Math.min(this.committed, this.persisted, this.applied + maxAheadEntries);
    const room = maxAheadBytes - this.#pendingApplyBytes;
    if (to <= this.delivered || room <= 0) return [];
    const entries = this.slice(this.delivered + 1, to, Number.MAX_SAFE_INTEGER, room);
    for (const entry of entries) this.#pendingApplyBytes += entryBytes(entry);
    this.delivered += entries.length;
    return entries;
  }

  appliedTo(index: number): void {
    if (index <= this.applied) return;
    invariant(index <= this.delivered, `applied ${index} was never delivered (${this.delivered})`);
    for (let at = Math.max(this.applied, this.#base) + 1; at <= index; at++) {
      const entry = this.#entries[at - this.#base - 1];
      if (entry !== undefined) this.#pendingApplyBytes -= entryBytes(entry);
    }
    this.applied = index;
  }

  /** Bytes of entries in (from, to] that are still held. */
  bytesBetween(from: number, to: number): number {
    let bytes = 0;
    for (let at = Math.max(from, this.#base) + 1; at <= Math.min(to, this.lastIndex); at++) {
      const entry = this.#entries[at - this.#base - 1];
      if (entry !== undefined) bytes += entryBytes(entry);
    }
    return bytes;
  }

  /** Forgets entries up to `index`, which must have been applied. */
  compactTo(index: number): void {
    if (index <= this.#base) return;
    invariant(index <= this.applied, `entry ${index} is not applied and cannot be compacted`);
    const term = this.termAt(index);
    invariant(term !== undefined, `entry ${index} is in the log`);
    for (const entry of this.#entries.splice(0, index - this.#base)) this.#bytes -= entryBytes(entry);
    this.#base = index;
    this.#baseTerm = term;
  }

  /** Replaces everything by a snapshot that is ahead of what is committed here. */
  restore(index: number, term: number): void {
    invariant(index > this.committed, `snapshot ${index} is behind the commit index ${this.committed}`);
    this.#entries = [];
    this.#bytes = 0;
    this.#pendingApplyBytes = 0;
    this.#base = index;
    this.#baseTerm = term;
    this.committed = index;
    this.delivered = index;
    this.handed = index;
    this.persisted = index;
    // `applied` follows when the state machine has taken the snapshot in.
  }
}
