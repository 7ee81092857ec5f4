// Reading a log offline, for `orc log verify` and `orc log dump`. Changes nothing on disk.
import { NodeDisk } from './node-disk.ts';
import type { WalRecord } from './format.ts';
import { lastOf, scanLog } from './scan.ts';

export interface LogReport {
  readonly clusterId: string;
  readonly memberId: number;
  readonly segments: number;
  readonly firstIndex: number;
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly term: number;
  /** The file whose last write was torn (and would be cut off at the next start), if any. */
  readonly tornFile: string | null;
}

/**
 * Checks every frame of the log in `directory` and hands each record to `onRecord`, oldest first.
 * Null when there is no log. Throws OrcError Corrupt naming file and byte offset.
 */
export function readLog(
  directory: string,
  onRecord?: (record: WalRecord, file: string, offset: number) => void,
): LogReport | null {
  const scan = scanLog(new NodeDisk(directory), null, onRecord);
  const first = scan?.segments[0];
  if (scan === null || first === undefined) return null;
  const last = lastOf(scan.log);
  return {
    clusterId: first.header.clusterId,
    memberId: first.header.memberId,
    segments: scan.segments.length,
    firstIndex: scan.log.base.index + 1,
    lastIndex: last.index,
    lastTerm: last.term,
    term: scan.log.hardState.term,
    tornFile: scan.segments.find((segment) => segment.torn)?.name ?? null,
  };
}
