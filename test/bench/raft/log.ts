// The log itself: proposals made in the leader's own process, beside puts into etcd.
import { readFileSync } from 'node:fs';
import { Etcd, EtcdClient } from './etcd.ts';
import { drive, type LoadResult } from './load.ts';
import type { Command } from './member.ts';
import { MemberProcesses } from './members.ts';
import { faster, mebibytes, row, sooner } from './report.ts';

const measureMs = 8000;
const valueBytes = 1024;

async function load(up: MemberProcesses, id: number, command: Command): Promise<LoadResult> {
  const answer = await up.ask(id, command);
  if (answer.kind !== 'load') throw new Error(`no load was measured: ${JSON.stringify(answer)}`);
  if (answer.result.failed > 0) throw new Error(`${answer.result.failed} operations failed`);
  return answer.result;
}

/** Puts and gets of etcd through one grpc-js client of its leader. */
export async function etcdLoad(etcd: Etcd, callers: number, what: 'put' | 'range'): Promise<LoadResult> {
  const { address } = await etcd.leader();
  const client = new EtcdClient(address);
  const value = Buffer.alloc(valueBytes, 1);
  let sent = 0;
  try {
    return await drive(callers, 2000, measureMs, async () => {
      const key = Buffer.from(`key-${sent++ % 1000}`);
      await client.call(what, what === 'put' ? { key, value } : { key });
      return true;
    });
  } finally {
    client.close();
  }
}

/** Resident memory of a process, in bytes. */
function residentBytes(pid: number): number {
  const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
  return Number(pages) * 4096;
}

export async function run(): Promise<void> {
  const orc = new Map<number, LoadResult>();
  {
    await using up = await MemberProcesses.up();
    const leader = await up.leader();
    // One at a time last, by members that have worked before: they run for weeks.
    for (const callers of [64, 256, 1])
      orc.set(callers, await load(up, leader, { kind: 'load', callers, valueBytes, measureMs }));
    const reads = await load(up, leader, { kind: 'reads', callers: 64, measureMs });
    row('ReadIndex in process, 64 under way', `${Math.round(reads.perSecond)}/s`);
    const memory = await up.ask(leader, { kind: 'memory' });
    if (memory.kind === 'memory')
      row('raft thread of the leader after it', mebibytes(memory.raftThreadBytes), '', '', '< 150 MiB');
  }
  await using etcd = await Etcd.up();
  for (const [callers, ours] of orc) {
    const theirs = await etcdLoad(etcd, callers, 'put');
    if (callers === 1) sooner('one commit at a time, p50', ours.p50Ms, theirs.p50Ms, 0.5);
    else {
      faster(`commits of 1 KB, ${callers} under way`, ours.perSecond, theirs.perSecond, 10);
      sooner(`p99, ${callers} under way`, ours.p99Ms, theirs.p99Ms, 0.25);
    }
  }
  const [pid] = etcd.pids();
  if (pid !== undefined)
    row('resident memory of one etcd member after it', '', mebibytes(residentBytes(pid)));
}
