// How long writes stop when the leader dies, stops, or hands over: the gap between the last write that was
// acknowledged before and the first one after, seen by eight clients that never pause.
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { Etcd, EtcdClient } from './etcd.ts';
import { quantile } from './load.ts';
import { median, milliseconds, row, sooner } from './report.ts';

const writers = 8;
const kills = 30;
const transfers = 30;
const pauses = 10;
const settleMs = 700;
const lookMs = 5000;

/** Writes from several loops, each acknowledgement noted. A write that fails is counted and made again. */
class Writers implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #loops: Promise<unknown>;
  #acknowledged: number[] = [];
  failed = 0;

  constructor(write: (writer: number) => Promise<void>) {
    const loop = async (writer: number): Promise<void> => {
      while (!this.#stop.signal.aborted) {
        try {
          await write(writer);
          this.#acknowledged.push(performance.now());
        } catch {
          this.failed += 1;
          await sleep(1);
        }
      }
    };
    this.#loops = Promise.all(Array.from({ length: writers }, (_none, writer) => loop(writer)));
  }

  /** The longest pause, in milliseconds, in the time from `disturb` until writes go on again. */
  async gap(disturb: () => Promise<unknown>): Promise<number> {
    await sleep(settleMs);
    this.#acknowledged = [];
    const from = performance.now();
    const disturbing = disturb();
    // The gap ends when writes flow again: a quarter of a second without a longer pause than what was seen.
    let longest = 0;
    for (;;) {
      await sleep(250);
      longest = Math.max(longest, this.#longest(from));
      const last = this.#acknowledged.at(-1) ?? from;
      const now = performance.now();
      if (now - from > 1500 && now - last < 100) break;
      if (now - from > lookMs * 4) throw new Error('writes did not go on');
    }
    await disturbing;
    return longest;
  }

  #longest(from: number): number {
    let [longest, before] = [0, from];
    for (const at of this.#acknowledged) {
      longest = Math.max(longest, at - before);
      before = at;
    }
    return longest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#loops;
  }
}

function change(name: string): Parameters<OrcClient['commit']>[0] {
  const object = manifest({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { at: String(performance.now()) },
  });
  return [{ apply: { object } }];
}

async function untilWhole(masters: TestMasters): Promise<void> {
  using client = masters.client();
  for (;;) {
    const answers = await client.masters();
    const commits = answers.map((each) => each?.commitIndex ?? 0);
    const known = answers.every((each) => each !== undefined && each.leader !== '');
    if (known && Math.max(...commits) - Math.min(...commits) < 2000) return;
    await sleep(100);
  }
}

async function orcGaps(): Promise<{
  readonly killed: number[];
  readonly transferred: number[];
  readonly stopped: number[];
  readonly failedInTransfers: number;
}> {
  await using masters = await TestMasters.up();
  using client = masters.client();
  await using load = new Writers(async (writer) => {
    await client.commit(change(`writer-${writer}`));
  });
  const killed: number[] = [];
  for (let round = 0; round < kills; round++) {
    const leader = await masters.leader();
    killed.push(await load.gap(() => masters.signal(leader, 'SIGKILL')));
    masters.start(leader);
    await untilWhole(masters);
  }
  const failedBefore = load.failed;
  const transferred: number[] = [];
  for (let round = 0; round < transfers; round++) {
    const leader = await masters.leader();
    const to = `master-${((leader + 1) % 3) + 1}`;
    transferred.push(await load.gap(() => client.transferLeadership(to)));
  }
  const failedInTransfers = load.failed - failedBefore;
  const stopped: number[] = [];
  for (let round = 0; round < pauses; round++) {
    const leader = await masters.leader();
    stopped.push(await load.gap(() => masters.signal(leader, 'SIGSTOP')));
    await masters.signal(leader, 'SIGCONT');
    await untilWhole(masters);
  }
  return { killed, transferred, stopped, failedInTransfers };
}

async function etcdGaps(): Promise<number[]> {
  await using etcd = await Etcd.up();
  const clients = etcd.addresses.map((address) => new EtcdClient(address));
  let sent = 0;
  const at = Array.from({ length: writers }, () => 0);
  await using load = new Writers(async (writer) => {
    const client = clients[(at[writer] ?? 0) % clients.length];
    try {
      await client?.call(
        'put',
        { key: Buffer.from(`writer-${writer}`), value: Buffer.from(String(sent++)) },
        500,
      );
    } catch (error) {
      at[writer] = (at[writer] ?? 0) + 1;
      throw error;
    }
  });
  const gaps: number[] = [];
  for (let round = 0; round < kills; round++) {
    const { name } = await etcd.leader();
    gaps.push(await load.gap(() => etcd.signal(name, 'SIGKILL')));
    etcd.start(name);
    await sleep(1500);
  }
  for (const client of clients) client.close();
  return gaps;
}

const worst = (values: readonly number[]): number => Math.max(...values);
const p99 = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.99,
  );

export async function run(): Promise<void> {
  const { killed, transferred, stopped, failedInTransfers } = await orcGaps();
  const theirs = await etcdGaps();
  sooner(`writes stop at kill -9 of the leader, p50 of ${kills}`, median(killed), median(theirs), 0.1);
  sooner(`the same, worst (aim: p50 < 100 ms, worst < 500 ms)`, worst(killed), worst(theirs), 0.3);
  row(
    `writes stop at a planned transfer, p50 of ${transfers}`,
    `${milliseconds(median(transferred))}, ${failedInTransfers} writes failed`,
  );
  row('the same, p99', milliseconds(p99(transferred)), '', '', '< 50 ms');
  row(`writes stop at SIGSTOP of the leader, p50 of ${pauses}`, milliseconds(median(stopped)));
  row('the same, worst', milliseconds(worst(stopped)), '', '', '< 1000 ms');
}
