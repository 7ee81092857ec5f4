// An empty member that joins while the leader is under load: how fast it has 200 MB of state, and what that
// costs the others.
import { setTimeout as sleep } from 'node:timers/promises';
import { MemberProcesses } from './members.ts';
import { mebibytes, milliseconds, row } from './report.ts';

const stateBytes = 200 * 2 ** 20;
const measureMs = 6000;
const callers = 16;

export async function run(): Promise<void> {
  await using up = await MemberProcesses.up(stateBytes);
  const leader = await up.leader();
  const load = { kind: 'load', callers, valueBytes: 1024, measureMs } as const;
  // Enough of the log that it is compacted behind a snapshot: the newcomer must be sent that.
  await up.ask(leader, { kind: 'load', callers: 256, valueBytes: 8192, measureMs: 4000 });
  const before = await up.ask(leader, load);
  const joiner = await up.join();
  const from = performance.now();
  await up.ask(leader, { kind: 'members', change: joiner.change });
  const during = up.ask(leader, load);
  for (;;) {
    const status = await up.ask(joiner.id, { kind: 'status' });
    if (status.kind === 'status' && status.applied > 0) break;
    await sleep(5);
  }
  const seconds = (performance.now() - from) / 1000;
  const after = await during;
  if (before.kind !== 'load' || after.kind !== 'load') throw new Error('no load was measured');
  row(
    `an empty member has ${mebibytes(stateBytes)} of state, the leader under load`,
    `${seconds.toFixed(2)} s (${mebibytes(stateBytes / seconds)}/s)`,
  );
  const ratio = after.result.p99Ms / before.result.p99Ms;
  row(
    `p99 of ${callers} writers meanwhile`,
    `${milliseconds(after.result.p99Ms)}, before ${milliseconds(before.result.p99Ms)}`,
    '',
    ratio.toFixed(2),
    '≤ 2',
  );
}
