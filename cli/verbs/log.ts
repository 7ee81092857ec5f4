// The log on disk, for people: whether it is whole, what it holds, and what broke it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { describeKey } from '#kernel/log/key.ts';
import { type RecordBody, decodeRecord } from '#kernel/log/record.ts';
import { replay } from '#raft/core/recorded-core.ts';
import { readDump } from '#raft/dumps.ts';
import { SnapshotStore } from '#raft/snapshots.ts';
import type { WalRecord } from '#raft/wal/format.ts';
import { type LogReport, readLog } from '#raft/wal/reader.ts';

/** The inputs shown before the one that broke an invariant. */
const inputsShown = 20;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The folder of the log in what a user names: a master's data directory, or the log's own. */
function logFolder(directory: string): string {
  if (!existsSync(directory)) throw new OrcError('NotFound', `${directory} does not exist`);
  const inside = path.join(directory, 'raft');
  return existsSync(inside) ? inside : directory;
}

function read(
  folder: string,
  onRecord?: (record: WalRecord, file: string, offset: number) => void,
): LogReport {
  const report = readLog(folder, onRecord);
  if (report !== null) return report;
  throw new OrcError('NotFound', `${folder} holds no log: name the data directory of a master`);
}

/** Checks everything and says what is there. Throws OrcError Corrupt naming file and byte. */
export async function verify(directory: string): Promise<void> {
  const folder = logFolder(directory);
  let records = 0;
  const report = read(folder, () => (records += 1));
  print(
    `log        ${folder}: member ${report.memberId} of cluster ${report.clusterId}, term ${report.term}`,
  );
  print(
    `segments   ${report.segments}, ${records} records, entries ${report.firstIndex} to ${report.lastIndex} (term ${report.lastTerm})`,
  );
  if (report.tornFile !== null)
    print(
      `torn       the last write in ${report.tornFile} was cut short by a crash; it was never acknowledged`,
    );
  const store = new SnapshotStore(folder, report.clusterId);
  const snapshots = await store.list();
  for (const meta of snapshots) {
    let bytes = 0;
    for await (const chunk of store.read(meta)) bytes += chunk.length;
    print(`snapshot   at ${meta.index} (term ${meta.term}): whole, ${bytes} bytes`);
  }
  const newest = snapshots.at(-1);
  if (newest === undefined || newest.index < report.firstIndex - 1)
    throw new OrcError(
      'Corrupt',
      `${folder}: the log begins at ${report.firstIndex}, and no snapshot reaches that far: a file is missing`,
    );
  print('ok         everything is whole');
}

function indexFrom(text: string | undefined, flag: string, fallback: number): number {
  if (text === undefined) return fallback;
  const index = Number(text);
  if (Number.isSafeInteger(index) && index >= 0) return index;
  throw new OrcError('BadRequest', `--${flag} is ${text}, must be an index, a whole number`);
}

function summary(body: RecordBody): string {
  if ('openSession' in body) return `session opened by ${body.openSession.actor}`;
  if ('closeSession' in body)
    return `session ${body.closeSession.session} closed by ${body.closeSession.actor}`;
  if ('startEpoch' in body) return `recovered by ${body.startEpoch.actor}`;
  const { actor, reason, writes, call, refusal } = body.transaction;
  if (refusal !== undefined)
    return `${actor}: call ${call?.sequence} of session ${call?.session} is refused: ${refusal.error}: ${refusal.message}`;
  const shown = writes.slice(0, 4).flatMap(({ operation, key }) => {
    const verb = operation.toLowerCase();
    return key === undefined ? [verb] : [`${verb} ${describeKey(key)}`];
  });
  const more = writes.length > shown.length ? ` and ${writes.length - shown.length} more` : '';
  return `${actor}: ${shown.join(', ')}${more}${reason === '' ? '' : ` (${reason})`}`;
}

/** JSON of a record; bytes as base64. */
function asJson(value: object): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    field instanceof Uint8Array ? Buffer.from(field).toString('base64') : field,
  );
}

function shownRecord(record: WalRecord, from: number, to: number): string | undefined {
  switch (record.kind) {
    case 'hardState':
      return from > 1 ? undefined : `-          term ${record.hardState.term}, vote ${record.hardState.vote}`;
    case 'reset':
      return `-          the log begins anew behind a snapshot at ${record.index} (term ${record.term})`;
    case 'entry': {
      const { index, term, kind, data } = record.entry;
      if (index < from || index > to) return undefined;
      const what = kind === 'data' ? described(data) : kind;
      return `${String(index).padEnd(10)} term ${term}, ${data.length} bytes: ${what}`;
    }
  }
}

function described(data: Uint8Array): string {
  try {
    return summary(decodeRecord(data));
  } catch (error) {
    return messageOf(error);
  }
}

/** Shows the entries of a log. Entries that were replaced later are shown as often as they were written. */
export function dump(
  directory: string,
  options: { readonly from: string; readonly to?: string; readonly output?: string },
): void {
  const { output } = options;
  if (output !== undefined && output !== 'json')
    throw new OrcError('BadRequest', `unknown output form "${output}"; there is json`);
  const from = indexFrom(options.from, 'from', 1);
  const to = indexFrom(options.to, 'to', Infinity);
  read(logFolder(directory), (record, file, offset) => {
    if (output === undefined) {
      const line = shownRecord(record, from, to);
      if (line !== undefined) print(line);
      return;
    }
    if (record.kind !== 'entry') return print(asJson({ file, offset, ...record }));
    const { index, term, kind, data } = record.entry;
    if (index < from || index > to) return;
    print(
      asJson({ file, offset, index, term, kind, ...(kind === 'data' && { record: decodeRecord(data) }) }),
    );
  });
}

/** Replays a dump of the raft core. Throws OrcError Internal with what broke, as it did then. */
export function replayDump(file: string): void {
  const found = readDump(file);
  const lines: string[] = [];
  const broken = replay(found, (input, core) => {
    const { role, term } = core.soft;
    lines.push(
      `${role.padEnd(12)} term ${term}, commit ${core.commitIndex}: ${JSON.stringify(input).slice(0, 200)}`,
    );
    if (lines.length > inputsShown) lines.shift();
  });
  print(`${found.inputs.length} inputs, dumped because: ${found.error}`);
  for (const line of lines) print(line);
  if (broken === null)
    throw new OrcError(
      'Conflict',
      `nothing breaks in this version of orc: run the version that wrote ${file}`,
    );
  print(`broke again at input ${broken.inputs + 1}: ${broken.error}`);
}
