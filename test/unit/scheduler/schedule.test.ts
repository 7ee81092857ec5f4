import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { podRequests } from '#kernel/kinds/pod.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Node, Pod, Taint, Toleration } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { nodeCapacity } from '#kernel/store/constraints.ts';
import { Store } from '#kernel/store/store.ts';
import { NodeInfo } from '#scheduler/node-info.ts';
import { imageLocality } from '#scheduler/scores/score.ts';
import { type Placement, schedule } from '#scheduler/schedule.ts';
import { updateWrite } from '#controllers/controller.ts';
import { check } from '#kit/check.ts';
import { ControlBench } from '#kit/control.ts';
import { node, pod } from '#kit/objects.ts';

function viewOf(objects: readonly OrcObject[]): Store {
  const store = new Store();
  for (const object of objects) store.restoreObject(pack(object));
  return store;
}
const placed = ({ bindings }: Placement): string[] =>
  bindings.map(({ pod: bound, node: on }) => `${bound.metadata.name}:${on}`);
const tainted = (name: string, ...taints: Taint[]): Node => ({ ...node(name), spec: { taints } });
const tolerating = (name: string, ...tolerations: Toleration[]): Pod => {
  const made = pod(name);
  return { ...made, spec: { ...made.spec, tolerations } };
};
const small = { cpu: '1', memory: '1Gi', pods: '2' };

describe('the scheduler', () => {
  it('spreads the pods of one owner evenly, and breaks ties by name', () => {
    const nodes = ['a', 'b', 'c'].map((name) => node(name));
    const pods = [1, 2, 3, 4, 5, 6].map((index) => pod(`p${index}`, { owner: 'set' }));
    assert.deepEqual(placed(schedule(viewOf(nodes), pods)), ['p1:a', 'p2:b', 'p3:c', 'p4:a', 'p5:b', 'p6:c']);
  });

  it('prefers the node with more left, and the one that has the image', () => {
    const busy = pod('busy', { nodeName: 'a', cpu: '2' });
    assert.deepEqual(placed(schedule(viewOf([node('a'), node('b'), busy]), [pod('p')])), ['p:b']);
    const known = node('b');
    const images = [{ names: ['demo:v1'], sizeBytes: 1 }];
    const nodes = [node('a'), { ...known, status: { ...known.status, images } }];
    assert.deepEqual(placed(schedule(viewOf(nodes), [pod('p')])), ['p:b']);
  });

  it('reads what images a node has once a batch, not once a pod', () => {
    let reads = 0;
    const known = node('a');
    const info = new NodeInfo({
      ...known,
      status: {
        ...known.status,
        get images() {
          reads += 1;
          return [{ names: ['demo:v1', 'demo@sha256:1'], sizeBytes: 1 }];
        },
      },
    });
    const scored = [1, 2, 3].map((index) => imageLocality(pod(`p${index}`), info));
    assert.deepEqual(scored, [1, 1, 1]);
    assert.equal(reads, 1);
  });

  it('counts what it has placed before in the same batch', () => {
    const pods = [pod('p1', { cpu: '700m' }), pod('p2', { cpu: '700m' }), pod('p3', { cpu: '300m' })];
    const result = schedule(viewOf([node('a', small)]), pods);
    assert.deepEqual(placed(result), ['p1:a', 'p3:a']);
    assert.deepEqual(
      result.refusals.map(({ message }) => message),
      ['0/1 nodes are available: 1 Insufficient cpu.'],
    );
  });

  it('does not count pods that have ended', () => {
    const ended: Pod = { ...pod('old', { nodeName: 'a', cpu: '1' }), status: { phase: 'Succeeded' } };
    assert.deepEqual(placed(schedule(viewOf([node('a', small), ended]), [pod('p', { cpu: '1' })])), ['p:a']);
  });

  it('says how many nodes have each reason, in words users know', () => {
    const closed: Node = { ...node('closed'), spec: { unschedulable: true } };
    const nodes = [
      node('full', { ...small, pods: '0' }),
      node('poor', { ...small, cpu: '10m', memory: '1Mi' }),
      closed,
      tainted('gpu', { key: 'gpu', value: 'yes', effect: 'NoSchedule' }),
    ];
    const [refusal] = schedule(viewOf(nodes), [pod('p', { cpu: '500m', memory: '512Mi' })]).refusals;
    assert.equal(
      refusal?.message,
      '0/4 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods, 1 node(s) had untolerated taint {gpu: yes}, 1 node(s) were unschedulable.',
    );
    const made = pod('q');
    const picky: Pod = { ...made, spec: { ...made.spec, nodeSelector: { disk: 'ssd' } } };
    assert.equal(
      schedule(viewOf([node('a')]), [picky]).refusals[0]?.message,
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
    );
    assert.equal(schedule(viewOf([]), [picky]).refusals[0]?.message, 'no nodes available to schedule pods');
  });

  it('places a pod on a tainted node only when it tolerates every hard taint', () => {
    const taint: Taint = { key: 'k', value: 'v', effect: 'NoExecute' };
    const fits = (...tolerations: Toleration[]): boolean =>
      schedule(viewOf([tainted('a', taint)]), [tolerating('p', ...tolerations)]).bindings.length === 1;
    assert.ok(!fits());
    assert.ok(fits({ key: 'k', operator: 'Equal', value: 'v' }));
    assert.ok(!fits({ key: 'k', operator: 'Equal', value: 'w' }));
    assert.ok(fits({ key: 'k', operator: 'Exists' }));
    assert.ok(!fits({ key: 'k', operator: 'Exists', effect: 'NoSchedule' }));
    assert.ok(fits({ operator: 'Exists' }));
  });

  it('avoids a soft taint while there is another node, and only then', () => {
    const soft = tainted('a', { key: 'k', effect: 'PreferNoSchedule' });
    assert.deepEqual(placed(schedule(viewOf([soft, node('b')]), [pod('p')])), ['p:b']);
    assert.deepEqual(placed(schedule(viewOf([soft]), [pod('p')])), ['p:a']);
  });

  it('gives the same placement for the same view, and never fills a node beyond what it has', () => {
    const sizes = fc.record({
      cpu: fc.integer({ min: 0, max: 900 }),
      memory: fc.integer({ min: 0, max: 900 }),
    });
    const cluster = fc.record({
      nodes: fc.array(sizes, { minLength: 1, maxLength: 5 }),
      pods: fc.array(sizes, { maxLength: 25 }),
    });
    check(
      fc.property(cluster, ({ nodes, pods }) => {
        const all = nodes.map(({ cpu, memory }, index) =>
          node(`n${index}`, { cpu: `${cpu}m`, memory: `${memory}Mi`, pods: '6' }),
        );
        const pending = pods.map(({ cpu, memory }, index) =>
          pod(`p${index}`, { cpu: `${cpu}m`, memory: `${memory}Mi`, owner: `o${index % 3}` }),
        );
        const view = viewOf(all);
        const result = schedule(view, pending);
        assert.deepEqual(schedule(view, pending), result);
        assert.equal(result.bindings.length + result.refusals.length, pending.length);
        for (const each of all) {
          const capacity = nodeCapacity(each);
          const own = result.bindings.filter(({ node: on }) => on === each.metadata.name);
          const used = own.map(({ pod: bound }) => podRequests(bound.spec));
          assert.ok(own.length <= capacity.pods);
          assert.ok(used.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0) <= capacity.cpuMillis);
          assert.ok(used.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) <= capacity.memoryBytes);
        }
        for (const { pod: refused } of result.refusals) {
          const again = schedule(viewOf(all), [refused]);
          if (again.bindings.length > 0) continue;
          assert.match(again.refusals[0]?.message ?? '', /^0\/\d+ nodes are available: /);
        }
      }),
      150,
    );
  });

  it('stops at the most it is asked for', () => {
    const pods = [1, 2, 3].map((index) => pod(`p${index}`));
    assert.equal(schedule(viewOf([node('a')]), pods, 2).bindings.length, 2);
  });
});

describe('scheduling', () => {
  it('stores why a pod fits nowhere, once, and places it when a node comes', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.create(pod('p'));
    bench.run(1_000);
    const scheduled = () =>
      bench.get('Pod', 'p').status?.conditions?.find(({ type }) => type === 'PodScheduled');
    assert.equal(scheduled()?.reason, 'Unschedulable');
    assert.equal(scheduled()?.message, 'no nodes available to schedule pods');
    bench.assertQuiet();
    bench.addNode('node-1');
    bench.until('placed', () => bench.get('Pod', 'p').spec.nodeName === 'node-1');
    assert.equal(scheduled()?.status, 'True');
  });

  it('places a pod when one that runs is resized to less', () => {
    const bench = new ControlBench({ nodes: 1 });
    bench.create(pod('large', { nodeName: 'node-1', cpu: '3' }));
    bench.create(pod('waits', { cpu: '2' }));
    bench.until(
      'it waits',
      () => bench.get('Pod', 'waits').status?.conditions?.[0]?.status === 'False',
      5_000,
    );
    bench.run(2_000);
    const large = bench.get('Pod', 'large');
    const containers = [{ name: 'main', image: 'demo:v1', resources: { requests: { cpu: '1' } } }];
    bench.commit([updateWrite({ ...large, spec: { ...large.spec, containers } })]);
    bench.until('there is room', () => bench.get('Pod', 'waits').spec.nodeName === 'node-1', 5_000);
  });

  it('is not held up by any number of pods that fit nowhere', () => {
    const bench = new ControlBench({ nodes: 1 });
    for (let index = 0; index < 700; index++) {
      const made = pod(`stuck-${index}`);
      bench.create({ ...made, spec: { ...made.spec, nodeSelector: { disk: 'ssd' } } });
    }
    bench.run(5_000);
    bench.create(pod('late'));
    bench.until('placed', () => bench.get('Pod', 'late').spec.nodeName === 'node-1', 10_000);
  });

  it('leaves pods to another scheduler that name it', () => {
    const bench = new ControlBench();
    const made = pod('p');
    bench.create({ ...made, spec: { ...made.spec, schedulerName: 'mine' } });
    bench.run(2_000);
    assert.equal(bench.get('Pod', 'p').spec.nodeName, undefined);
  });
});
