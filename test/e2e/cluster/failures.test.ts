// Issue 2's acceptance, tests 2, 3 and 4: leaders, all masters, nodes and networks fail; nothing
// acknowledged is lost and Services go on.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { OrcError } from '#kernel/errors.ts';
import { ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { manifest } from '#kit/api-client.ts';
import { TestCluster, demoDeployment, demoService, serves, until } from '#kit/cluster.ts';

const nodes = ['node-1', 'node-2', 'node-3'];
const masters = ['master-1', 'master-2', 'master-3'];
const labels = { app: 'web' };

describe('a cluster of three masters and three nodes', () => {
  let cluster: TestCluster;
  let url = '';

  before(async () => {
    cluster = await TestCluster.up('e2efail');
    await cluster.api.apply(demoDeployment('web', 3));
    await cluster.api.apply(demoService('web'));
    await cluster.untilServing(3, labels);
    url = `http://${await cluster.serviceAddress('web')}/`;
  });
  after(() => cluster.down());

  async function leader(): Promise<string> {
    return until('a leader is known', async () => {
      for (let master = 0; master < masters.length; master++) {
        const status = await cluster.api.status(master);
        if (status !== undefined && status.leader !== '') return status.leader;
      }
      return undefined;
    });
  }

  function untilMastersAgree(): Promise<string> {
    return until('all masters answer with the same state', async () => {
      const statuses = await Promise.all(masters.map((_name, index) => cluster.api.status(index)));
      const hashes = new Set(statuses.map((status) => status && `${status.revision} ${status.stateHash}`));
      const [only] = hashes;
      return (
        hashes.size === 1 && only !== undefined && statuses.every((status) => status?.leader !== '') && only
      );
    });
  }

  it('spreads pods over the nodes and balances a Service over them', async () => {
    const pods = await cluster.pods(labels);
    assert.deepEqual(new Set(pods.map(({ spec }) => spec.nodeName)), new Set(nodes));
    const load = cluster.load('node-2', url, 50);
    await sleep(3_000);
    const report = await load.stop();
    assert.deepEqual(report.failures, []);
    assert.deepEqual(
      new Set(Object.keys(report.answers)),
      new Set(pods.map(({ metadata }) => `${metadata.name} v1`)),
    );
  });

  it('loses no acknowledged write and writes none twice when its leader is killed, and serves meanwhile', async () => {
    const load = cluster.load('node-1', url, 50);
    const acknowledged: string[] = [];
    const stop = new AbortController();
    const writer = async (number: number): Promise<void> => {
      const { session } = await cluster.api.call(ObjectsService.methods.openSession, {
        requestId: randomUUID(),
      });
      for (let sequence = 1; !stop.signal.aborted; sequence++) {
        const name = `written-${number}-${sequence}`;
        const object = manifest({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name },
          data: { sequence: String(sequence) },
        });
        // A create that took effect twice would be refused as AlreadyExists, and fail the test.
        await cluster.api.commit([{ create: { object } }], { session, sequence, answeredBelow: sequence });
        acknowledged.push(name);
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
    await until('writes flow', async () => acknowledged.length > 100);
    const killed = await leader();
    await cluster.cluster.kill(killed);
    const before = acknowledged.length;
    await until('writes flow again', async () => acknowledged.length > before + 100);
    stop.abort();
    await writers;
    assert.notEqual(await leader(), killed);
    const stored = new Set((await cluster.api.list('ConfigMap')).map(({ metadata }) => metadata.name));
    assert.deepEqual(
      acknowledged.filter((name) => !stored.has(name)),
      [],
    );
    assert.equal(new Set(acknowledged).size, acknowledged.length);
    await cluster.cluster.start(killed);
    await untilMastersAgree();
    assert.deepEqual((await load.stop()).failures, []);
  });

  it('comes back with the same state when all masters are killed at once, and touches no container', async () => {
    const containers = await cluster.containerIds(nodes);
    const names = (await cluster.api.list('ConfigMap')).map(
      ({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`,
    );
    const load = cluster.load('node-3', url, 50);
    await Promise.all(masters.map((master) => cluster.cluster.kill(master)));
    for (const master of masters) await cluster.cluster.start(master);
    await untilMastersAgree();
    assert.deepEqual(
      (await cluster.api.list('ConfigMap')).map(
        ({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`,
      ),
      names,
    );
    await until('all nodes are ready', async () => (await cluster.api.list('Node')).every(isNodeReady));
    assert.deepEqual(await cluster.containerIds(nodes), containers);
    assert.deepEqual((await load.stop()).failures, []);
  });

  it('goes on without its masters: an agent killed meanwhile finds its pods again', async () => {
    const containers = await cluster.containerIds(nodes);
    await Promise.all(masters.map((master) => cluster.cluster.kill(master)));
    await cluster.cluster.kill('node-1', 'agent');
    const load = cluster.load('node-2', url, 50);
    await cluster.cluster.start('node-1');
    await sleep(3_000);
    assert.deepEqual((await load.stop()).failures, []);
    assert.deepEqual(await cluster.containerIds(nodes), containers);
    for (const master of masters) await cluster.cluster.start(master);
    await untilMastersAgree();
    await cluster.untilServing(3, labels);
    assert.deepEqual(await cluster.containerIds(nodes), containers);
  });

  it('replaces the pods of a node that is cut off, and cleans it when it comes back', async () => {
    const lost = (await cluster.pods(labels)).filter(({ spec }) => spec.nodeName === 'node-2');
    assert.ok(lost.length > 0);
    await cluster.cluster.sandbox.cut('node-2');
    const unreachable = async (): Promise<boolean> => {
      const node = (await cluster.api.list('Node')).find(({ metadata }) => metadata.name === 'node-2');
      return node !== undefined && !isNodeReady(node);
    };
    await until('node-2 is NotReady', unreachable);
    await until('no endpoint is on node-2', async () => {
      const slices = await cluster.api.list('EndpointSlice');
      const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
      return endpoints.every(
        ({ nodeName, conditions }) => nodeName !== 'node-2' || conditions?.ready === false,
      );
    });
    await until('three pods are ready elsewhere', async () => {
      const pods = await cluster.pods(labels);
      return pods.filter((pod) => serves(pod) && pod.spec.nodeName !== 'node-2').length === 3;
    });
    const load = cluster.load('node-1', url, 50);
    await sleep(2_000);
    assert.deepEqual((await load.stop()).failures, []);
    await cluster.cluster.sandbox.heal('node-2');
    await until('node-2 is ready', async () => !(await unreachable()));
    await until('node-2 has no leftovers', async () => {
      const wanted = (await cluster.pods()).filter(({ spec }) => spec.nodeName === 'node-2');
      const containers = await cluster.cluster.sandbox.docker('node-2').listContainers({ all: true });
      return wanted.length === 0 && containers.length === 0;
    });
  });

  it('replaces the pods of a node whose agent and Docker are killed', async () => {
    const node = (await cluster.pods(labels)).map(({ spec }) => spec.nodeName)[0] ?? 'node-1';
    await cluster.cluster.kill(node);
    await until('three pods are ready elsewhere', async () => {
      const pods = await cluster.pods(labels);
      return pods.filter((pod) => serves(pod) && pod.spec.nodeName !== node).length === 3;
    });
    await cluster.cluster.start(node);
    await until(`${node} is ready`, async () => {
      const found = (await cluster.api.list('Node')).find(({ metadata }) => metadata.name === node);
      return found !== undefined && isNodeReady(found) && (found.spec?.taints ?? []).length === 0;
    });
    await until(`${node} has no leftovers`, async () => {
      const wanted = (await cluster.pods()).filter(({ spec }) => spec.nodeName === node);
      const containers = await cluster.cluster.sandbox.docker(node).listContainers({ all: true });
      return containers.length === wanted.length * 2;
    });
  });

  it('hands out leadership when asked, and names the masters when asked for one that is not', async () => {
    const { ClusterService } = await import('#kernel/model/gen/api.gen.ts');
    const from = await leader();
    const to = masters.find((name) => name !== from) ?? '';
    const index = masters.indexOf(from);
    await cluster.api.once(index, ClusterService.methods.transferLeadership, { to });
    await until(`${to} leads`, async () => (await leader()) === to);
    await assert.rejects(
      cluster.api.once(index, ClusterService.methods.transferLeadership, { to: 'master-9' }),
      (error: unknown) =>
        error instanceof OrcError &&
        error.code === 'NotFound' &&
        error.message.includes('master-1, master-2, master-3'),
    );
  });
});
