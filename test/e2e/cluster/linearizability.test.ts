// Real masters in namespaces under every fault that can be made here, and clients that note everything they
// saw: each register's history must be that of one register, whatever happened.
//
// ORC_FAULT_MINUTES=30 makes it longer than CI's run.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { ClusterService } from '#kernel/model/gen/api.gen.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import { explain, recordHistory } from '#kit/history.ts';

const minutes = Number(process.env['ORC_FAULT_MINUTES'] ?? '1');
const masters = ['master-1', 'master-2', 'master-3'] as const;
const clients = 10;
const registers = 6;

describe('three real masters under faults', function () {
  this.timeout((minutes + 5) * 60_000);
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.up('e2elin', { nodes: 0 });
  });
  after(() => cluster.down());

  const any = (): string => masters[randomInt(masters.length)] ?? masters[0];
  const other = (than: string): string => masters.filter((name) => name !== than)[randomInt(2)] ?? masters[0];
  const faultMs = (): number => 300 + randomInt(2500);

  const faults: Readonly<Record<string, () => Promise<void>>> = {
    'kill -9': async () => {
      const name = any();
      await cluster.cluster.kill(name, 'master');
      await sleep(faultMs());
      await cluster.cluster.start(name);
    },
    'kill -9 of all': async () => {
      await Promise.all(masters.map((name) => cluster.cluster.kill(name, 'master')));
      await Promise.all(masters.map((name) => cluster.cluster.start(name)));
    },
    'SIGSTOP for longer than an election': async () => {
      const name = any();
      await cluster.cluster.pause(name);
      await sleep(faultMs());
      await cluster.cluster.resume(name);
    },
    'one way': async () => {
      const name = any();
      const from = other(name);
      await cluster.cluster.sandbox.cut(name, from, randomInt(2) === 0 ? 'to' : 'from');
      await sleep(faultMs());
      await cluster.cluster.sandbox.heal(name, from);
    },
    'full cut': async () => {
      const name = any();
      await cluster.cluster.sandbox.cut(name);
      await sleep(faultMs());
      await cluster.cluster.sandbox.heal(name);
    },
    transfer: async () => {
      const status = await cluster.api.status(randomInt(masters.length));
      if (status === undefined || status.leader === '') return;
      const to = other(status.leader);
      const { transferLeadership } = ClusterService.methods;
      const leader = masters.findIndex((name) => name === status.leader);
      await cluster.api.once(leader, transferLeadership, { to }).catch(() => undefined);
      await sleep(faultMs());
    },
  };

  it('keep every register linearizable', async () => {
    const stop = new AbortController();
    const recording = recordHistory(cluster.api, clients, registers, stop.signal);
    const untilMs = performance.now() + minutes * 60_000;
    const counts = new Map<string, number>();
    while (performance.now() < untilMs) {
      const names = Object.keys(faults);
      const name = names[randomInt(names.length)] ?? 'kill -9';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      await faults[name]?.();
      await sleep(randomInt(1500));
    }
    stop.abort();
    const history = await recording;
    const unknown = history.filter(({ output }) => output.kind === 'unknown').length;
    const shown = [...counts].map(([name, count]) => `${count} × ${name}`).join(', ');
    console.log(`      ${history.length} operations, ${unknown} of unknown outcome; ${shown}`);
    assert.ok(history.length > 500, `only ${history.length} operations came through`);
    assert.deepEqual(explain(history), []);
    await until('all masters have the same state', async () => {
      const statuses = await Promise.all(masters.map((_name, index) => cluster.api.status(index)));
      const hashes = new Set(statuses.map((status) => `${status?.revision} ${status?.stateHash}`));
      return hashes.size === 1 && statuses[0] !== undefined;
    });
  });
});
