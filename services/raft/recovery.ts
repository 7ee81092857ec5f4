// Going on from one member's disk when the majority is lost for good. The log is copied under a new cluster
// identity and a new member id, with this member as its only voter: what the lost members had and this one
// had not is gone, and none of them can ever speak to the new cluster, whatever becomes of their disks.
//
//   raft/            the old log; becomes raft.before-recovery-TIME at the end
//   raft.recovered/  the new one while it is made; becomes raft/
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { configurationOf } from './core/configuration.ts';
import type { Entry, SnapshotMeta } from './core/types.ts';
import { entryBytes } from './core/types.ts';
import { limits } from './limits.ts';
import type { Member } from './port.ts';
import { syncDirectory } from './snapshot-file.ts';
import { SnapshotStore } from './snapshots.ts';
import { BatchEncoder } from './wal/batch.ts';
import { lockDirectory } from './wal/lock.ts';
import { NodeDisk } from './wal/node-disk.ts';
import { lastOf, scanLog, type RecoveredLog } from './wal/scan.ts';
import { Wal } from './wal/wal.ts';

const batchBytes = 4 * 1024 * 1024;
/**
 * More elections than there were that this member did not hear of. Nodes refuse leaders of a term below one that they have
 * heard of, and some may have heard of more than this disk has.
 */
const unheardTerms = 1_000;

export interface RecoveryReport {
  readonly oldClusterId: string;
  readonly oldMemberId: number;
  /** The last entry kept, and how many of the last ones may never have been committed. */
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly snapshotIndex: number;
  /** Voters of before, by name. */
  readonly members: readonly string[];
}

interface Found {
  readonly log: RecoveredLog;
  readonly snapshot: SnapshotMeta;
  readonly store: SnapshotStore;
  readonly report: RecoveryReport;
}

/** What a recovery would go on from. Throws OrcError: NotFound (no log), Corrupt, Conflict (in use). */
export async function inspectLog(directory: string): Promise<RecoveryReport> {
  using held = heldLock(directory);
  void held;
  return (await find(directory)).report;
}

/**
 * Makes the log in `directory` that of a new cluster `clusterId` with `self` as its only member. `data` is
 * appended as its last entry. May be repeated after a crash. Throws as `inspectLog` does.
 */
export async function recoverLog(
  directory: string,
  clusterId: string,
  self: Member,
  data: Uint8Array,
  timeMs: number,
): Promise<RecoveryReport> {
  const made = recoveredName(directory);
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { mode: 0o700 });
  const report = await copyLog(directory, made, clusterId, self, data);
  renameSync(directory, `${directory}.before-recovery-${timeMs}`);
  renameSync(made, directory);
  await syncDirectory(dirname(directory));
  return report;
}

/** Throws OrcError Conflict where a recovery of `directory` was interrupted: nothing may start there. */
export function refuseHalfRecovered(directory: string): void {
  if (existsSync(directory) || !existsSync(recoveredName(directory))) return;
  throw new OrcError(
    'Conflict',
    `${directory} is missing and ${recoveredName(directory)} is there: a recovery was interrupted at its end. ` +
      `Rename ${directory}.before-recovery-… to ${directory} and recover again`,
  );
}

const recoveredName = (directory: string): string => `${directory}.recovered`;

async function copyLog(
  directory: string,
  made: string,
  clusterId: string,
  self: Member,
  data: Uint8Array,
): Promise<RecoveryReport> {
  using held = heldLock(directory);
  void held;
  const { log, snapshot, store, report } = await find(directory);
  // The snapshot says who is a member; later changes of members are left out of the copy.
  const { index, term } = snapshot;
  const meta = { index, term, configuration: configurationOf([self]) };
  await new SnapshotStore(made, clusterId).write(meta, index === 0 ? [] : store.read(snapshot));
  const { wal } = Wal.open(new NodeDisk(made), { clusterId, memberId: self.id });
  const encoder = new BatchEncoder({ index: 0, term: 0 });
  if (index > 0) wal.write([encoder.encodeReset(meta)]);
  wal.sync();
  const newTerm = Math.max(log.hardState.term, report.lastTerm) + unheardTerms;
  const last: Entry = { index: report.lastIndex + 1, term: newTerm, kind: 'data', data };
  const entries = [...log.entries.filter((entry) => entry.index > index).map(withoutMembers), last];
  for (const part of parts(entries)) {
    const hardState = part.includes(last) ? { term: newTerm, vote: 0 } : null;
    wal.write([encoder.encode({ id: 0, hardState, snapshot: null, entries: part, messages: [] })]);
    wal.sync();
  }
  wal.close();
  return report;
}

async function find(directory: string): Promise<Found> {
  const scan = scanLog(new NodeDisk(directory), null);
  const header = scan?.segments[0]?.header;
  if (scan === null || header === undefined) {
    throw new OrcError('NotFound', `${directory} holds no log: name the data directory of a master`);
  }
  const store = new SnapshotStore(directory, header.clusterId);
  const snapshot = await store.newest();
  if (snapshot === null) throw new OrcError('Corrupt', `${directory} holds a log and no snapshot`);
  const { log } = scan;
  const last = lastOf(log);
  const at = snapshot.index - log.base.index;
  const covered = at >= 0 && (at === 0 ? log.base.term : log.entries[at - 1]?.term) === snapshot.term;
  const known = covered ? log : { ...log, entries: [] };
  const end = covered ? last : snapshot;
  return {
    log: known,
    snapshot,
    store,
    report: {
      oldClusterId: header.clusterId,
      oldMemberId: header.memberId,
      lastIndex: end.index,
      lastTerm: end.term,
      snapshotIndex: snapshot.index,
      members: snapshot.configuration.members.map(({ name }) => name),
    },
  };
}

function withoutMembers(entry: Entry): Entry {
  return entry.kind === 'configuration' ? { ...entry, kind: 'empty', data: new Uint8Array(0) } : entry;
}

function* parts(entries: readonly Entry[]): Generator<readonly Entry[]> {
  let part: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    part.push(entry);
    bytes += entryBytes(entry);
    if (bytes < Math.min(batchBytes, limits.walFrameBytes)) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

function heldLock(directory: string): Disposable {
  if (!existsSync(directory)) throw new OrcError('NotFound', `${directory} does not exist`);
  const lock = lockDirectory(directory);
  return { [Symbol.dispose]: () => lock.release() };
}
