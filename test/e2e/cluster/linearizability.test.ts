// Real masters in namespaces under every fault that can be made here, and clients that note everything they
// saw: each register's history must be that of one register, whatever happened.
//
// ORC_FAULT_MINUTES=30 makes it longer than CI's run.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { ClusterService } from '#kernel/model/gen/api.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { masterPorts } from '#runtime/config.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import { SmallDisk } from '#kit/small-disk.ts';
import { explain, recordHistory } from '#kit/history.ts';

const minutes = Number(process.env['ORC_FAULT_MINUTES'] ?? '1');
const masters = ['master-1', 'master-2', 'master-3'] as const;
const clients = 10;
const registers = 6;

describe('three real masters under faults', function () {
  this.timeout((minutes + 5) * 60_000);
  let cluster: TestCluster;
  const disk = new SmallDisk();

  before(async () => {
    cluster = await TestCluster.up('e2elin', { nodes: 0 });
    await cluster.cluster.stop('master-3');
    disk.mount(dataOf('master-3'));
    await cluster.cluster.start('master-3');
  });
  after(async () => {
    await cluster.cluster.stop('master-3');
    disk[Symbol.dispose]();
    await cluster.down();
  });

  const dataOf = (name: string): string => path.join(cluster.cluster.sandbox.memberFolder(name), 'data');

  /** Calls whichever master leads, until it says yes. */
  async function onLeader<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return until(`${method.path} is done`, async () => {
      for (const index of masters.keys()) {
        const status = await cluster.api.status(index);
        if (status === undefined || status.leader !== status.name) continue;
        return cluster.api.once(index, method, request).catch(() => undefined);
      }
      return undefined;
    });
  }

  /** What a master is that has a damaged log: it says so and ends, and comes back as a fresh member. */
  async function rot(name: string): Promise<void> {
    await cluster.cluster.kill(name, 'master');
    const raft = path.join(dataOf(name), 'raft');
    const [segment = ''] = readdirSync(raft)
      .filter((file) => /^wal-\d+\.log$/.test(file))
      .toSorted();
    const file = openSync(path.join(raft, segment), 'r+');
    // Far before the end of what was written: no tail that a crash could have torn.
    const [at, byte] = [8_192, Buffer.alloc(1)];
    readSync(file, byte, 0, 1, at);
    byte.writeUInt8(byte.readUInt8(0) ^ 0x10);
    writeSync(file, byte, 0, 1, at);
    closeSync(file);
    await cluster.cluster.start(name);
    await until('the process has ended', async () =>
      (await cluster.cluster.sandbox.status(name)).every(({ phase }) => phase !== 'running'),
    );
    const said = readFileSync(cluster.cluster.sandbox.logFile(name, 'master'), 'utf8');
    assert.match(said.trim().split('\n').at(-1) ?? '', /fails its checksum|is damaged|corrupt/);
    await onLeader(ClusterService.methods.removeMaster, { name });
    const address = `10.89.0.1${name.slice(-1)}:${masterPorts.raft}`;
    const { id } = await onLeader(ClusterService.methods.addMaster, { name, address });
    await cluster.cluster.replaceMaster(name, id);
    await until(`${name} votes again`, async () => {
      const status = await cluster.api.status(masters.findIndex((each) => each === name));
      return (
        status?.masters.some(
          (each) => each.name === name && !['learner', 'unreachable'].includes(each.role),
        ) === true
      );
    });
  }

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
    'full disk': async () => {
      disk.fill();
      await sleep(faultMs() + 1_000);
      disk.free();
    },
    'rotten log': () => rot(masters[randomInt(2)] ?? masters[0]),
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
    const names = Object.keys(faults);
    // Each once, and then as the dice say.
    const once = names.toSorted(() => randomInt(3) - 1);
    while (once.length > 0 || performance.now() < untilMs) {
      const name = once.pop() ?? names[randomInt(names.length)] ?? 'kill -9';
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
