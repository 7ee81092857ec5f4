// Nodes, garbage and namespaces, run by the real engine under a virtual clock.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { nodeLeaseNamespace } from '#kernel/kinds/lease.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { updateWrite } from '#controllers/controller.ts';
import { nodeNotReadyMs } from '#controllers/node-lifecycle.ts';
import { ControlBench, deploymentOf, replicaSetOf } from '#kit/control.ts';
import { configMap, namespace, pod } from '#kit/objects.ts';

const podsOn = (bench: ControlBench, node: string): number => bench.store.by('Pod', 'node', node).length;

function running(replicas: number, nodes = 3): ControlBench {
  const bench = new ControlBench({ nodes });
  bench.apply(deploymentOf('web', 'web:v1', { replicas }));
  bench.until('all ready', () => bench.ready().length === replicas);
  bench.run(2_000);
  return bench;
}

describe('a node that falls silent', () => {
  it('is NotReady within three seconds, its pods leave service, and are replaced after its lease', () => {
    const bench = running(6);
    const silentAtMs = bench.nowMs;
    bench.silence('node-1');
    bench.until('NotReady', () => !isNodeReady(bench.get('Node', 'node-1')), 3_000);
    bench.run(300);
    assert.equal(bench.ready().length, 4, 'its pods do not serve');
    assert.ok(podsOn(bench, 'node-1') > 0, 'they are not removed before the lease has run out');
    bench.until('its pods are gone', () => podsOn(bench, 'node-1') === 0, 10_000);
    assert.ok(bench.nowMs - silentAtMs >= 6_000, 'an agent that lives has noticed by now');
    bench.until('replaced', () => bench.ready().length === 6, 5_000);
    const taints = bench.get('Node', 'node-1').spec?.taints?.map(({ key, effect }) => `${key}:${effect}`);
    assert.deepEqual(taints, [
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ]);
    bench.assertQuiet();
  });

  it('is used again when it is heard again', () => {
    const bench = running(6);
    bench.silence('node-1');
    bench.until('its pods are gone', () => podsOn(bench, 'node-1') === 0, 15_000);
    bench.revive('node-1');
    bench.until('Ready', () => isNodeReady(bench.get('Node', 'node-1')), 3_000);
    bench.run(2_000);
    assert.equal(bench.get('Node', 'node-1').spec?.taints, undefined);
    bench.patch('Deployment', 'web', { spec: { replicas: 9 } });
    bench.until('new pods run on it', () => podsOn(bench, 'node-1') > 0, 10_000);
  });

  it('keeps its pods when it comes back before its lease has run out', () => {
    const bench = running(6);
    const before = bench.pods().map(({ metadata }) => metadata.uid);
    bench.silence('node-1');
    bench.run(4_000);
    bench.revive('node-1');
    bench.until('all ready', () => bench.ready().length === 6, 5_000);
    assert.deepEqual(
      bench.pods().map(({ metadata }) => metadata.uid),
      before,
    );
  });

  it('keeps pods that tolerate it, for as long as they do', () => {
    const bench = new ControlBench({ nodes: 2 });
    const tolerant = (name: string, seconds: number | undefined): object => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: {
        nodeName: 'node-1',
        containers: [{ name: 'c', image: 'i:1' }],
        tolerations: [
          { operator: 'Exists', effect: 'NoExecute', ...(seconds && { tolerationSeconds: seconds }) },
        ],
      },
    });
    bench.apply(tolerant('for-ever', undefined));
    bench.apply(tolerant('a-while', 60));
    bench.until('both run', () => bench.ready().length === 2);
    bench.silence('node-1');
    bench.run(50_000);
    assert.equal(bench.pods().length, 2);
    bench.run(20_000);
    assert.deepEqual(
      bench.pods().map(({ metadata }) => metadata.name),
      ['for-ever'],
    );
  });

  it('is tolerated as the first toleration that fits says', () => {
    const bench = new ControlBench({ nodes: 2 });
    const effect = 'NoExecute';
    const tolerations = [
      { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect },
      { operator: 'Exists', effect, tolerationSeconds: 5 },
    ];
    const made = pod('p', { nodeName: 'node-1' });
    bench.create({ ...made, spec: { ...made.spec, tolerations } });
    bench.silence('node-1');
    bench.run(60_000);
    assert.equal(podsOn(bench, 'node-1'), 1);
  });

  it('together with most others does not lose its pods: the brake', () => {
    const bench = running(9);
    bench.silence('node-1');
    bench.silence('node-2');
    bench.run(60_000);
    assert.ok(podsOn(bench, 'node-1') > 0 && podsOn(bench, 'node-2') > 0);
    bench.revive('node-2');
    bench.until('one silent node is no reason to brake', () => podsOn(bench, 'node-1') === 0, 15_000);
    bench.until('all serve', () => bench.ready().length === 9, 15_000);
  });

  it('is judged by a new leader only after a full lease', () => {
    const bench = running(6);
    bench.lead();
    bench.silence('node-1');
    bench.run(7_000);
    assert.ok(isNodeReady(bench.get('Node', 'node-1')));
    bench.until('NotReady', () => !isNodeReady(bench.get('Node', 'node-1')), 3_000);
    assert.equal(podsOn(bench, 'node-1'), 2);
    bench.until('its pods are gone', () => podsOn(bench, 'node-1') === 0, 10_000);
  });

  it('is not thought silent when the time of day jumps, and is when it falls silent while that has gone back', () => {
    const bench = running(6, 5);
    const before = bench.pods().map(({ metadata }) => metadata.uid);
    for (const jumpMs of [3_600_000, -7_200_000]) {
      bench.jump(jumpMs);
      bench.run(10_000);
      assert.deepEqual(
        bench.pods().map(({ metadata }) => metadata.uid),
        before,
      );
      assert.equal(bench.ready().length, 6);
    }
    bench.jump(-3_600_000);
    bench.silence('node-1');
    bench.until('NotReady', () => !isNodeReady(bench.get('Node', 'node-1')), 3_000);
    bench.jump(-3_600_000);
    bench.until('its pods are gone', () => podsOn(bench, 'node-1') === 0, 10_000);
  });

  describe('or says that it is not ready', () => {
    function says(bench: ControlBench, status: 'True' | 'False'): void {
      const node = bench.get('Node', 'node-1');
      const conditions = [{ type: 'Ready', status }];
      bench.commit([updateWrite({ ...node, status: { ...node.status, conditions } })]);
    }

    it('keeps its pods for a while, and gets no new ones', () => {
      const bench = running(6);
      const before = bench.pods().map(({ metadata }) => metadata.uid);
      says(bench, 'False');
      bench.run(nodeNotReadyMs - 2_000);
      assert.deepEqual(
        bench.pods().map(({ metadata }) => metadata.uid),
        before,
      );
      bench.patch('Deployment', 'web', { spec: { replicas: 8 } });
      bench.until('all ready', () => bench.ready().length === 8, 1_500);
      assert.equal(podsOn(bench, 'node-1'), 2);
      says(bench, 'True');
      bench.run(60_000);
      assert.equal(podsOn(bench, 'node-1'), 2);
      assert.equal(bench.get('Node', 'node-1').spec?.taints, undefined);
    });

    it('is told to stop its pods then, which are made anew elsewhere and gone when it says so', () => {
      const bench = running(6);
      says(bench, 'False');
      const going = (): number =>
        bench.store
          .by('Pod', 'node', 'node-1')
          .filter(({ metadata }) => metadata.deletionTimestamp !== undefined).length;
      bench.until('they are to go', () => going() === 2, nodeNotReadyMs + 1_000);
      assert.equal(podsOn(bench, 'node-1'), 2, 'whether they have ended the node knows');
      bench.until(
        'gone, and made anew',
        () => podsOn(bench, 'node-1') === 0 && bench.ready().length === 6,
        5_000,
      );
      bench.assertQuiet();
    });

    it('keeps those that tolerate it longer', () => {
      const bench = running(6);
      const patient = {
        ...pod('patient', { nodeName: 'node-1' }),
      };
      const key = 'node.kubernetes.io/not-ready';
      const tolerations = [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 120 }];
      bench.create({ ...patient, spec: { ...patient.spec, tolerations } });
      says(bench, 'False');
      bench.until('the others are gone', () => podsOn(bench, 'node-1') === 1, nodeNotReadyMs + 5_000);
      bench.run(60_000);
      assert.equal(podsOn(bench, 'node-1'), 1);
      bench.until('so is it', () => podsOn(bench, 'node-1') === 0, 40_000);
    });
  });

  it('keeps its pods when it was the leader that stood still', () => {
    for (const nodes of [1, 2, 5]) {
      const bench = running(6, nodes);
      const before = bench.pods().map(({ metadata }) => metadata.uid);
      bench.pause(60_000);
      bench.run(3_000);
      for (const name of Array.from({ length: nodes }, (_, index) => `node-${index + 1}`)) bench.revive(name);
      bench.until('all serve again', () => bench.ready().length === 6, 5_000);
      assert.deepEqual(
        bench.pods().map(({ metadata }) => metadata.uid),
        before,
      );
    }
  });

  it('keeps its pods when there is no other: there is nowhere to go', () => {
    const bench = running(2, 1);
    const before = bench.pods().map(({ metadata }) => metadata.uid);
    bench.silence('node-1');
    bench.run(60_000);
    bench.revive('node-1');
    bench.until('they serve again', () => bench.ready().length === 2, 5_000);
    assert.deepEqual(
      bench.pods().map(({ metadata }) => metadata.uid),
      before,
    );
  });

  it('or is deleted leaves its pods to their finalizers, and their owners make others meanwhile', () => {
    for (const isDeleted of [false, true]) {
      const bench = running(6);
      const held = bench.store.by('Pod', 'node', 'node-1').map(({ metadata }) => metadata.name ?? '');
      for (const name of held) bench.patch('Pod', name, { metadata: { finalizers: ['x.dev/y'] } });
      bench.silence('node-1');
      if (isDeleted) bench.delete('Node', 'node-1');
      bench.until(
        'they are to go',
        () => bench.active().every(({ spec }) => spec.nodeName !== 'node-1'),
        15_000,
      );
      bench.until('others serve', () => bench.ready().length === 6, 15_000);
      assert.deepEqual(
        bench.store.by('Pod', 'node', 'node-1').map(({ metadata }) => metadata.name),
        held,
      );
      bench.assertQuiet();
      for (const name of held) bench.patch('Pod', name, { metadata: { finalizers: null } });
      assert.equal(podsOn(bench, 'node-1'), 0);
    }
  });

  it('is not waited for to let go of a pod that had ended there', () => {
    const bench = running(6);
    bench.silence('node-1');
    const ended = pod('ended', { nodeName: 'node-1' });
    const going = { deletionTimestamp: '2026-01-31T08:00:30Z', deletionGracePeriodSeconds: 30 };
    const status = { phase: 'Succeeded' };
    bench.create({ ...ended, metadata: { ...ended.metadata, ...going }, status });
    bench.create({ ...pod('kept', { nodeName: 'node-1' }), status });
    bench.until('it is gone', () => bench.store.get('Pod', 'default', 'ended') === undefined, 15_000);
    bench.run(30_000);
    assert.ok(bench.store.get('Pod', 'default', 'kept') !== undefined, 'whose deletion nobody asked for');
  });

  it('and is deleted takes its pods with it, also one that is being bound to it', () => {
    const bench = running(6);
    bench.delete('Node', 'node-1');
    bench.create(pod('late', { nodeName: 'node-1' }));
    bench.until('no pod is left there', () => podsOn(bench, 'node-1') === 0, 5_000);
    bench.create(pod('bound'));
    const late = bench.get('Pod', 'bound');
    bench.setReady({ ...late, spec: { ...late.spec, nodeName: 'node-1' } }, false);
    bench.until('nor there', () => podsOn(bench, 'node-1') === 0, 5_000);
    bench.until('six serve', () => bench.ready().length === 6);
  });
});

describe('a taint that drives pods away', () => {
  it('takes those that do not tolerate it, with their grace, and the others when they no longer do', () => {
    const bench = new ControlBench({ nodes: 2, stopMs: 2_000 });
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 4 }));
    bench.until('all ready', () => bench.ready().length === 4);
    const tolerant = (name: string, tolerationSeconds?: number): void => {
      const made = pod(name, { nodeName: 'node-1' });
      const toleration = { key: 'for', operator: 'Exists', ...(tolerationSeconds && { tolerationSeconds }) };
      bench.create({ ...made, spec: { ...made.spec, tolerations: [toleration] } });
    };
    tolerant('a-while', 30);
    tolerant('for-ever');
    bench.run(2_000);
    const node = bench.get('Node', 'node-1');
    const taints = [{ key: 'for', value: 'others', effect: 'NoExecute' }];
    bench.commit([updateWrite({ ...node, spec: { ...node.spec, taints } })]);
    bench.run(200);
    const going = bench.pods().filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
    assert.equal(going.length, 2, 'they are asked to stop, not taken away');
    bench.until(
      'the web is elsewhere',
      () => bench.ready().filter(({ spec }) => spec.nodeName === 'node-2').length === 4,
    );
    bench.run(15_000);
    const left = (): readonly (string | undefined)[] =>
      bench.store.by('Pod', 'node', 'node-1').map(({ metadata }) => metadata.name);
    assert.deepEqual(left(), ['a-while', 'for-ever']);
    bench.run(20_000);
    assert.deepEqual(left(), ['for-ever']);
    bench.assertQuiet();
  });
});

describe('garbage collection', () => {
  const left = (bench: ControlBench): number[] => [
    bench.store.count('Deployment'),
    bench.store.count('ReplicaSet'),
    bench.store.count('Pod'),
  ];

  it('in the background removes the owner first and what it owned after it', () => {
    const bench = running(3);
    bench.delete('Deployment', 'web');
    assert.deepEqual(left(bench), [0, 1, 3]);
    bench.until('all gone', () => left(bench).every((count) => count === 0));
    bench.assertQuiet();
  });

  it('in the foreground removes the owner last, and gives its pods their grace', () => {
    const bench = running(3);
    bench.delete('Deployment', 'web', 'Foreground');
    bench.afterCommit = (events) => {
      for (const { type, key, actor, previous } of events) {
        if (type !== 'DELETED') continue;
        if (key.kind !== 'Pod') assert.equal(bench.store.count('Pod'), 0, key.kind);
        else if (actor !== 'test') assert.equal(previous?.metadata.deletionGracePeriodSeconds, 0);
      }
    };
    bench.until('all gone', () => left(bench).every((count) => count === 0));
    assert.ok(bench.events.some(({ type, key }) => type === 'DELETED' && key.kind === 'Deployment'));
    bench.assertQuiet();
  });

  it('as orphan keeps what it owned, which forgets it', () => {
    const bench = running(3);
    bench.delete('Deployment', 'web', 'Orphan');
    bench.until('the Deployment is gone', () => bench.store.count('Deployment') === 0);
    bench.run(5_000);
    assert.deepEqual(left(bench), [0, 1, 3]);
    const [set] = [...bench.store.list('ReplicaSet')];
    assert.deepEqual(set?.metadata.ownerReferences ?? [], []);
    bench.assertQuiet();
  });

  it('removes what names an owner that never was, and keeps what has another owner left', () => {
    const bench = new ControlBench();
    bench.create(configMap('owner'));
    const owner = bench.get('ConfigMap', 'owner');
    const reference = (name: string, uid: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid });
    const real = reference('owner', owner.metadata.uid ?? '');
    const made = (name: string, ownerReferences: readonly ReturnType<typeof reference>[]): void => {
      const map = configMap(name);
      bench.create({ ...map, metadata: { ...map.metadata, ownerReferences } });
    };
    made('lost', [reference('owner', 'another-uid')]);
    made('kept', [real, reference('nobody', 'nobody')]);
    bench.run(2_000);
    assert.equal(bench.store.get('ConfigMap', 'default', 'lost'), undefined);
    assert.deepEqual(bench.get('ConfigMap', 'kept').metadata.ownerReferences, [real]);
    bench.delete('ConfigMap', 'owner');
    bench.until('kept goes with its last owner', () => bench.store.count('ConfigMap') === 0);
  });

  it('keeps what is in no namespace and names an owner that is in one, which is nobody', () => {
    const bench = new ControlBench();
    bench.create(configMap('owner'));
    const { uid = '' } = bench.get('ConfigMap', 'owner').metadata;
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, blockOwnerDeletion: true };
    const team = namespace('team');
    bench.create({ ...team, metadata: { ...team.metadata, ownerReferences: [reference] } });
    bench.create(configMap('inside', {}, 'team'));
    bench.run(2_000);
    bench.delete('ConfigMap', 'owner', 'Foreground');
    bench.until('its owner is gone', () => bench.store.get('ConfigMap', 'default', 'owner') === undefined);
    bench.run(2_000);
    bench.lead();
    bench.run(2_000);
    assert.deepEqual(bench.get('Namespace', 'team').metadata.ownerReferences, [reference]);
    assert.notEqual(bench.store.get('ConfigMap', 'team', 'inside'), undefined);
    bench.assertQuiet();
  });

  it('leaves a namespace that nobody may delete, and removes the others that the owner had', () => {
    const bench = new ControlBench();
    const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: 'nobody', uid: 'nobody' }];
    const owned = <T extends OrcObject>(object: T): T => ({
      ...object,
      metadata: { ...object.metadata, ownerReferences },
    });
    bench.commit([updateWrite(owned(bench.get('Namespace', 'default')))]);
    bench.create(owned(namespace('team')));
    bench.until('the other is gone', () => bench.store.get('Namespace', '', 'team') === undefined);
    bench.assertQuiet();
  });

  it('in the foreground keeps what another owner keeps, and forgets this one', () => {
    const bench = new ControlBench();
    const owned = (name: string, owners: readonly string[]): void => {
      const map = configMap(name);
      const ownerReferences = owners.map((owner) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: owner,
        uid: bench.get('ConfigMap', owner).metadata.uid ?? '',
        blockOwnerDeletion: true,
      }));
      bench.create({ ...map, metadata: { ...map.metadata, ownerReferences } });
    };
    for (const name of ['a', 'b']) bench.create(configMap(name));
    owned('shared', ['a', 'b']);
    owned('only', ['a']);
    bench.delete('ConfigMap', 'a', 'Foreground');
    const names = (): readonly (string | undefined)[] =>
      [...bench.store.list('ConfigMap', 'default')].map(({ metadata }) => metadata.name);
    bench.until('it and what it alone owned are gone', () => !names().includes('a'));
    bench.run(1_000);
    assert.deepEqual(
      names().filter((name) => name !== 'kube-root-ca.crt'),
      ['b', 'shared'],
    );
    const { ownerReferences = [] } = bench.get('ConfigMap', 'shared').metadata;
    assert.deepEqual(
      ownerReferences.map(({ name }) => name),
      ['b'],
    );
    // One that both its owners go with in the foreground has nobody left.
    owned('both', ['b', 'shared']);
    for (const name of ['shared', 'b']) bench.delete('ConfigMap', name, 'Foreground');
    bench.until('all are gone', () => !names().some((name) => ['b', 'shared', 'both'].includes(name ?? '')));
    bench.assertQuiet();
  });

  it('in the foreground comes to an end for owners that own each other, or themselves', () => {
    const bench = new ControlBench();
    const link = (from: string, to: string): void => {
      const { uid = '' } = bench.get('ConfigMap', to).metadata;
      const ownerReferences = [
        { apiVersion: 'v1', kind: 'ConfigMap', name: to, uid, blockOwnerDeletion: true },
      ];
      const map = bench.get('ConfigMap', from);
      bench.commit([updateWrite({ ...map, metadata: { ...map.metadata, ownerReferences } })]);
    };
    const names = ['a', 'b', 'c', 'self'];
    for (const name of names) bench.create(configMap(name));
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['self', 'self'],
    ] as const)
      link(from, to);
    for (const name of ['a', 'self']) bench.delete('ConfigMap', name, 'Foreground');
    const left = (): readonly string[] =>
      names.filter((name) => bench.store.get('ConfigMap', 'default', name) !== undefined);
    bench.until('none is left', () => left().length === 0, 5_000);
    bench.assertQuiet();
  });

  it('in the foreground does not wait for what has let go of its owner', () => {
    const bench = new ControlBench();
    bench.create(configMap('owner'));
    const { uid = '' } = bench.get('ConfigMap', 'owner').metadata;
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, blockOwnerDeletion: true };
    const map = configMap('held');
    const finalizers = ['x.dev/y'];
    bench.create({ ...map, metadata: { ...map.metadata, finalizers, ownerReferences: [reference] } });
    bench.delete('ConfigMap', 'owner', 'Foreground');
    bench.run(5_000);
    assert.notEqual(bench.get('ConfigMap', 'owner').metadata.deletionTimestamp, undefined);
    bench.patch('ConfigMap', 'held', { metadata: { ownerReferences: null } });
    bench.until('it is gone', () => bench.store.get('ConfigMap', 'default', 'owner') === undefined, 5_000);
    bench.assertQuiet();
  });

  it('finds an owner that has no namespace', () => {
    const bench = new ControlBench();
    const { uid = '' } = bench.get('Node', 'node-1').metadata;
    const map = configMap('of-node');
    const ownerReferences = [
      { apiVersion: 'v1', kind: 'Node', name: 'node-1', uid, blockOwnerDeletion: true },
    ];
    bench.create({ ...map, metadata: { ...map.metadata, ownerReferences } });
    bench.delete('Node', 'node-1', 'Foreground');
    bench.until('both gone', () => bench.store.count('ConfigMap') === 0 && bench.store.count('Node') === 2);
  });
});

describe('a namespace', () => {
  it('is emptied before it goes, and takes nothing new meanwhile', () => {
    const bench = new ControlBench({ stopMs: 3_000 });
    bench.create(namespace('team'));
    const inTeam = (json: object, name: string): object => ({
      ...json,
      metadata: { name, namespace: 'team' },
    });
    bench.apply(inTeam(replicaSetOf('rs', 3), 'rs'));
    bench.apply(inTeam({ apiVersion: 'v1', kind: 'ConfigMap' }, 'map'));
    bench.until('three run', () => bench.ready('team').length === 3);
    bench.delete('Namespace', 'team');
    bench.run(300);
    assert.equal(bench.get('Namespace', 'team').status?.phase, 'Terminating');
    const remaining = bench.get('Namespace', 'team').status?.conditions?.[0];
    // Each takes its own time to stop.
    assert.match(remaining?.message ?? '', /pods has [123] resource instances/);
    const late = configMap('late', {}, 'team');
    assert.throws(() => bench.create(late), /because it is being terminated/);
    bench.until('it is gone', () => bench.store.get('Namespace', '', 'team') === undefined);
    assert.deepEqual(bench.pods('team').length + [...bench.store.list('ConfigMap', 'team')].length, 0);
    bench.assertQuiet();
  });

  it('waits for a finalizer of something in it', () => {
    const bench = new ControlBench();
    bench.create(namespace('team'));
    const map = configMap('held', {}, 'team');
    bench.create({ ...map, metadata: { ...map.metadata, finalizers: ['x.dev/y'] } });
    bench.delete('Namespace', 'team');
    bench.run(10_000);
    assert.ok(bench.store.get('Namespace', '', 'team') !== undefined);
    const merge = new TextEncoder().encode('{"metadata":{"finalizers":null}}');
    const key = { group: '', kind: 'ConfigMap', namespace: 'team', name: 'held' };
    bench.change({ patch: { key, mergePatch: merge, status: false } });
    bench.until('it is gone', () => bench.store.get('Namespace', '', 'team') === undefined);
  });
});

describe('the account that every namespace has', () => {
  const account = (bench: ControlBench, inNamespace: string): string | undefined =>
    bench.store.get('ServiceAccount', inNamespace, 'default')?.metadata.uid;

  it('is made with the namespace, and again when somebody deletes it', () => {
    const bench = new ControlBench();
    bench.until('the first namespaces have it', () =>
      ['default', 'kube-system', nodeLeaseNamespace].every((each) => account(bench, each) !== undefined),
    );
    bench.create(namespace('team'));
    bench.until('a new one has it', () => account(bench, 'team') !== undefined);
    const first = account(bench, 'default');
    bench.delete('ServiceAccount', 'default');
    bench.until('there is another', () => ![undefined, first].includes(account(bench, 'default')));
    bench.assertQuiet();
  });

  it('goes with the namespace, and does not hold it', () => {
    const bench = new ControlBench();
    bench.create(namespace('team'));
    bench.until('it has one', () => account(bench, 'team') !== undefined);
    bench.delete('Namespace', 'team');
    bench.until('it is gone', () => bench.store.get('Namespace', '', 'team') === undefined, 5_000);
    assert.equal(account(bench, 'team'), undefined);
    bench.assertQuiet();
  });

  it('is that of new pods which name none, and pods of before stay as they are', () => {
    const bench = new ControlBench();
    const named = (name: string): string | undefined => bench.get('Pod', name).spec.serviceAccountName;
    const spec = { containers: [{ name: 'main', image: 'x:v1' }] };
    bench.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'plain' }, spec });
    assert.equal(named('plain'), 'default');
    bench.apply(replicaSetOf('rs', 1));
    bench.until('it has a pod', () => bench.pods().length === 2);
    assert.deepEqual(
      bench.pods().map((each) => each.spec.serviceAccountName),
      ['default', 'default'],
    );
    bench.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'old' }, spec });
    const { serviceAccountName: _name, serviceAccount: _older, ...before } = bench.get('Pod', 'old').spec;
    bench.commit([updateWrite({ ...bench.get('Pod', 'old'), spec: before })]);
    bench.patch('Pod', 'old', { metadata: { labels: { touched: 'yes' } } });
    assert.deepEqual(
      [bench.get('Pod', 'old').metadata.labels?.['touched'], named('old')],
      ['yes', undefined],
    );
  });
});
