// Deployments, ReplicaSets and EndpointSlices, run by the real engine under a virtual clock.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { updateWrite } from '#controllers/controller.ts';
import { ControlBench, deploymentOf, replicaSetOf } from '#kit/control.ts';

const images = (bench: ControlBench): string[] =>
  bench.ready().map(({ spec }) => spec.containers[0]?.image ?? '');
const sets = (bench: ControlBench): ReplicaSet[] => [...bench.store.list('ReplicaSet', 'default')];
const condition = (bench: ControlBench, type: string) =>
  bench.get('Deployment', 'web').status?.conditions?.find((each) => each.type === type);
const allReady = (bench: ControlBench, count: number, image: string) => (): boolean => {
  const ready = images(bench);
  return ready.length === count && bench.active().length === count && ready.every((each) => each === image);
};

/** A bench with a Deployment `web` of v1, complete. */
function rolledOut(spec: object = {}): ControlBench {
  const bench = new ControlBench();
  bench.apply(deploymentOf('web', 'web:v1', { replicas: 4, ...spec }));
  bench.until('v1 runs', allReady(bench, bench.get('Deployment', 'web').spec.replicas ?? 1, 'web:v1'));
  bench.run(1_000);
  return bench;
}

describe('a Deployment', () => {
  it('makes a ReplicaSet, pods spread over the nodes, and a status that says so', () => {
    const bench = rolledOut();
    const [set, ...others] = sets(bench);
    assert.deepEqual(others, []);
    assert.equal(set?.metadata.ownerReferences?.[0]?.name, 'web');
    const perNode = bench.pods().map(({ spec }) => spec.nodeName);
    assert.equal(new Set(perNode).size, 3);
    const { status, metadata } = bench.get('Deployment', 'web');
    assert.equal(status?.availableReplicas, 4);
    assert.equal(status?.observedGeneration, metadata.generation);
    assert.equal(metadata.annotations?.['deployment.kubernetes.io/revision'], '1');
    assert.equal(condition(bench, 'Progressing')?.reason, 'NewReplicaSetAvailable');
    assert.equal(condition(bench, 'Available')?.status, 'True');
    bench.assertQuiet();
  });

  it('replaces its pods when the template changes, and keeps the old ReplicaSet for going back', () => {
    const bench = rolledOut();
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 4 }));
    bench.until('v2 runs', allReady(bench, 4, 'web:v2'));
    bench.run(2_000);
    assert.deepEqual(
      sets(bench)
        .map(({ spec }) => String(spec.replicas))
        .toSorted(),
      ['0', '4'],
    );
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 4 }));
    bench.until('v1 is back', allReady(bench, 4, 'web:v1'));
    bench.run(2_000);
    assert.equal(sets(bench).length, 2, 'the old ReplicaSet was used again');
    const { annotations } = bench.get('Deployment', 'web').metadata;
    assert.equal(annotations?.['deployment.kubernetes.io/revision'], '3');
    bench.assertQuiet();
  });

  it('stops at its bounds when the new template does not work, says so after its deadline, and can be undone', () => {
    const bench = rolledOut({ progressDeadlineSeconds: 60 });
    bench.behaviour = ({ spec }) => (spec.containers[0]?.image === 'web:bad' ? 'unready' : 'ready');
    bench.apply(deploymentOf('web', 'web:bad', { replicas: 4, progressDeadlineSeconds: 60 }));
    bench.run(30_000);
    assert.equal(images(bench).filter((image) => image === 'web:v1').length, 3);
    assert.equal(bench.active().length, 5);
    assert.equal(condition(bench, 'Progressing')?.reason, 'ReplicaSetUpdated');
    bench.run(40_000);
    assert.equal(condition(bench, 'Progressing')?.reason, 'ProgressDeadlineExceeded');
    assert.equal(condition(bench, 'Progressing')?.status, 'False');
    bench.assertQuiet();
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 4, progressDeadlineSeconds: 60 }));
    bench.until('v1 is whole again', allReady(bench, 4, 'web:v1'));
    bench.run(2_000);
    assert.equal(condition(bench, 'Progressing')?.reason, 'NewReplicaSetAvailable');
  });

  it('that recreates never runs two templates at once', () => {
    const strategy = { replicas: 4, strategy: { type: 'Recreate' } };
    const bench = rolledOut(strategy);
    bench.afterCommit = () => {
      const templates = new Set(bench.pods().map(({ spec }) => spec.containers[0]?.image));
      assert.ok(templates.size <= 1, [...templates].join());
    };
    bench.apply(deploymentOf('web', 'web:v2', strategy));
    bench.until('v2 runs', allReady(bench, 4, 'web:v2'));
    bench.run(2_000);
    bench.assertQuiet();
  });

  it('that recreates waits for the last old pod even if it keeps no history', () => {
    const strategy = { replicas: 3, strategy: { type: 'Recreate' }, revisionHistoryLimit: 0 };
    const bench = new ControlBench({ stopMs: 5_000 });
    bench.apply(deploymentOf('web', 'web:v1', strategy));
    bench.until('v1 runs', allReady(bench, 3, 'web:v1'));
    bench.run(1_000);
    bench.afterCommit = () => {
      const templates = new Set(bench.pods().map(({ spec }) => spec.containers[0]?.image));
      assert.ok(templates.size <= 1, [...templates].join());
    };
    bench.apply(deploymentOf('web', 'web:v2', strategy));
    bench.until('v2 runs', allReady(bench, 3, 'web:v2'));
    bench.until('v1 is forgotten', () => sets(bench).length === 1, 5_000);
    bench.assertQuiet();
  });

  it('that is through with its rollout stays so whatever becomes of its pods, until the next one', () => {
    const deadline = { replicas: 2, progressDeadlineSeconds: 60 };
    const bench = rolledOut(deadline);
    const { lastUpdateTime } = condition(bench, 'Progressing') ?? {};
    bench.run(100_000);
    const [first] = bench.pods();
    assert.ok(first !== undefined);
    bench.setReady(first, false);
    bench.behaviour = () => 'unready';
    bench.delete('Pod', bench.pods()[1]?.metadata.name ?? '');
    bench.run(100_000);
    assert.equal(condition(bench, 'Available')?.status, 'False');
    const progressing = condition(bench, 'Progressing');
    assert.deepEqual(
      [progressing?.status, progressing?.reason, progressing?.lastUpdateTime],
      ['True', 'NewReplicaSetAvailable', lastUpdateTime],
    );
    bench.apply(deploymentOf('web', 'web:v2', deadline));
    bench.run(30_000);
    assert.equal(condition(bench, 'Progressing')?.reason, 'ReplicaSetUpdated');
    bench.run(60_000);
    assert.equal(condition(bench, 'Progressing')?.reason, 'ProgressDeadlineExceeded');
  });

  it('counts on past a revision that is no number', () => {
    const bench = rolledOut();
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 4 }));
    bench.until('v2 runs', allReady(bench, 4, 'web:v2'));
    const old = sets(bench).find(({ spec }) => spec.replicas === 0)?.metadata.name ?? '';
    const revision = 'deployment.kubernetes.io/revision';
    for (const hostile of ['abc', '-4', '1e400', '9007199254740993']) {
      bench.patch('ReplicaSet', old, { metadata: { annotations: { [revision]: hostile } } });
      bench.assertQuiet();
    }
    assert.equal(bench.get('Deployment', 'web').metadata.annotations?.[revision], '2');
  });

  it('that is paused follows its replicas and nothing else, until it is resumed', () => {
    const bench = rolledOut();
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 6, paused: true }));
    bench.until('six of v1', allReady(bench, 6, 'web:v1'));
    bench.run(5_000);
    assert.equal(sets(bench).length, 1);
    assert.equal(condition(bench, 'Progressing')?.reason, 'DeploymentPaused');
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 6 }));
    bench.until('six of v2', allReady(bench, 6, 'web:v2'));
  });

  it('that is paused and scaled up from nothing runs the template that it ran last', () => {
    const bench = rolledOut();
    // Whichever of several names stands last.
    for (const version of ['v2', 'v3', 'v4', 'v5']) {
      bench.apply(deploymentOf('web', `web:${version}`, { replicas: 4 }));
      bench.until(version, allReady(bench, 4, `web:${version}`));
      bench.run(2_000);
      bench.patch('Deployment', 'web', { spec: { replicas: 0 } });
      bench.until('none', () => bench.pods().length === 0);
      bench.patch('Deployment', 'web', { spec: { paused: true, replicas: 2 } });
      bench.until('two', allReady(bench, 2, `web:${version}`));
      bench.patch('Deployment', 'web', { spec: { paused: null } });
      bench.run(2_000);
    }
  });

  it('adopts the ReplicaSet that one before it left, with its pods', () => {
    const bench = rolledOut();
    const before = bench.pods().map(({ metadata }) => metadata.uid);
    bench.delete('Deployment', 'web', 'Orphan');
    bench.until('it is gone', () => bench.store.count('Deployment') === 0);
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 4 }));
    bench.run(5_000);
    assert.equal(sets(bench).length, 1);
    assert.deepEqual(
      bench.pods().map(({ metadata }) => metadata.uid),
      before,
    );
    bench.delete('Deployment', 'web', 'Orphan');
    bench.until('it is gone', () => bench.store.count('Deployment') === 0);
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 4 }));
    bench.until('v2 in its place', allReady(bench, 4, 'web:v2'));
    bench.run(5_000);
    assert.equal(sets(bench).length, 2);
    assert.equal(bench.get('Deployment', 'web').status?.replicas, 4);
    bench.assertQuiet();
  });

  it('that is scaled up on its way, paused or not, has as much more of each template as there was', () => {
    const bench = rolledOut({ replicas: 10 });
    bench.behaviour = ({ spec }) => (spec.containers[0]?.image === 'web:bad' ? 'unready' : 'ready');
    bench.apply(deploymentOf('web', 'web:bad', { replicas: 10 }));
    bench.run(10_000);
    assert.deepEqual([bench.ready().length, bench.active().length], [8, 13]);
    bench.patch('Deployment', 'web', { spec: { replicas: 20 } });
    bench.run(10_000);
    assert.deepEqual([bench.ready().length, bench.active().length], [15, 25]);
    bench.assertQuiet();
    bench.patch('Deployment', 'web', { spec: { paused: true, replicas: 50 } });
    bench.run(10_000);
    assert.deepEqual([bench.ready().length, bench.active().length], [30, 50]);
    bench.patch('Deployment', 'web', { spec: { replicas: 5 } });
    bench.run(10_000);
    assert.equal(bench.active().length, 5);
    bench.assertQuiet();
  });

  it('that is scaled down on its way keeps within its surge, and what it must of those that serve', () => {
    const bench = rolledOut({ replicas: 10 });
    bench.behaviour = ({ spec }) => (spec.containers[0]?.image === 'web:bad' ? 'unready' : 'ready');
    bench.apply(deploymentOf('web', 'web:bad', { replicas: 10 }));
    bench.run(10_000);
    bench.afterCommit = () => assert.ok(bench.ready().length >= 3);
    bench.patch('Deployment', 'web', { spec: { replicas: 4 } });
    bench.run(10_000);
    assert.equal(bench.active().length, 5, 'four, and one that surges');
    assert.equal(bench.ready().length, 3, 'four, but for one that may be unavailable');
    bench.assertQuiet();
    bench.behaviour = () => 'ready';
    bench.apply(deploymentOf('web', 'web:v3', { replicas: 4 }));
    bench.until('v3 runs', allReady(bench, 4, 'web:v3'));
  });

  it('tells the ReplicaSet of its template why it is, also when that is said afterwards', () => {
    const bench = rolledOut({});
    const why = 'kubernetes.io/change-cause';
    const said = (cause: string): void => {
      bench.patch('Deployment', 'web', { metadata: { annotations: { [why]: cause } } });
      bench.run(2_000);
    };
    const causes = (): unknown[] =>
      [...bench.store.list('ReplicaSet', 'default')].map(({ metadata }) => metadata.annotations?.[why]);
    said('the first');
    assert.deepEqual(causes(), ['the first']);
    bench.patch('Deployment', 'web', {
      spec: { template: { spec: { containers: [{ name: 'web', image: 'web:v9' }] } } },
    });
    bench.run(5_000);
    said('the second');
    assert.deepEqual(new Set(causes()), new Set(['the first', 'the second']));
    bench.assertQuiet();
  });

  it('keeps no more history than it is told to', () => {
    const bench = rolledOut({ revisionHistoryLimit: 1 });
    for (const version of ['v2', 'v3', 'v4']) {
      bench.apply(deploymentOf('web', `web:${version}`, { replicas: 4, revisionHistoryLimit: 1 }));
      bench.until(version, allReady(bench, 4, `web:${version}`));
      bench.run(2_000);
    }
    assert.deepEqual(
      sets(bench)
        .map(({ spec }) => spec.template.spec.containers[0]?.image ?? '')
        .toSorted(),
      ['web:v3', 'web:v4'],
    );
  });

  it('waits minReadySeconds before it counts a pod as available', () => {
    const bench = new ControlBench();
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 2, minReadySeconds: 10 }));
    bench.until('ready', () => bench.ready().length === 2);
    bench.run(2_000);
    assert.equal(bench.get('Deployment', 'web').status?.availableReplicas ?? 0, 0);
    bench.run(11_000);
    assert.equal(bench.get('Deployment', 'web').status?.availableReplicas, 2);
    bench.assertQuiet();
  });

  it('scales down to nothing and up again', () => {
    const bench = rolledOut();
    bench.patch('Deployment', 'web', { spec: { replicas: 0 } });
    bench.until('none', () => bench.pods().length === 0);
    bench.patch('Deployment', 'web', { spec: { replicas: 2 } });
    bench.until('two', allReady(bench, 2, 'web:v1'));
    bench.run(2_000);
    bench.assertQuiet();
  });

  it('is woken by its pods even after a refused proposal left it waiting for its deadline', () => {
    const bench = rolledOut();
    bench.apply(deploymentOf('web', 'web:v2', { replicas: 4 }));
    for (let step = 0; step < 40; step++) {
      bench.run(17);
      bench.patch('Deployment', 'web', { metadata: { labels: { step: String(step) } } });
    }
    bench.until('v2 runs in spite of conflicts', allReady(bench, 4, 'web:v2'), 30_000);
  });
});

describe('a ReplicaSet', () => {
  it('adopts pods that fit and belong to nobody, and lets go of those that no longer fit', () => {
    const bench = new ControlBench();
    bench.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stray', labels: { app: 'rs' } },
      spec: { containers: [{ name: 'c', image: 'i:1' }] },
    });
    bench.apply(replicaSetOf('rs', 3));
    bench.until('three', () => bench.ready().length === 3);
    assert.equal(bench.get('Pod', 'stray').metadata.ownerReferences?.[0]?.name, 'rs');
    bench.patch('Pod', 'stray', { metadata: { labels: { app: 'debug' } } });
    bench.until('a new one takes its place', () => bench.ready().length === 4);
    assert.deepEqual(bench.get('Pod', 'stray').metadata.ownerReferences ?? [], []);
    bench.run(2_000);
    assert.equal(bench.get('ReplicaSet', 'rs').status?.readyReplicas, 3);
    bench.assertQuiet();
  });

  it('adopts what another has let go of', () => {
    const bench = new ControlBench();
    for (const name of ['one', 'other']) bench.apply(replicaSetOf(name, 2));
    bench.until('two each', () => bench.ready().length === 4);
    bench.run(2_000);
    const [moved] = bench.pods().filter(({ metadata }) => metadata.labels?.['app'] === 'one');
    const name = moved?.metadata.name ?? '';
    bench.patch('Pod', name, { metadata: { labels: { app: 'other' } } });
    bench.run(5_000);
    const owners = bench.active().map(({ metadata }) => metadata.ownerReferences?.[0]?.name ?? '');
    assert.deepEqual(owners.toSorted(), ['one', 'one', 'other', 'other']);
    bench.assertQuiet();
  });

  it('counts a pod as available by a node whose clock is ahead', () => {
    const bench = new ControlBench();
    bench.behaviour = () => 'stuck';
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 1 }));
    bench.until('it is placed', () => bench.pods()[0]?.spec.nodeName !== undefined);
    const [pod] = bench.pods();
    assert.ok(pod !== undefined);
    const lastTransitionTime = timeFromMs(bench.nowMs + 3_600_000);
    const ready = { type: 'Ready', status: 'True', lastTransitionTime };
    const conditions = [...(pod.status?.conditions ?? []), ready];
    bench.commit([updateWrite({ ...pod, status: { ...pod.status, conditions } })]);
    bench.run(2_000);
    assert.equal(bench.get('Deployment', 'web').status?.availableReplicas, 1);
  });

  it('removes first the pods that serve least', () => {
    const bench = new ControlBench();
    let made = 0;
    bench.behaviour = () => (++made % 2 === 0 ? 'unready' : 'ready');
    bench.apply(replicaSetOf('rs', 6));
    bench.until(
      'all run',
      () => bench.pods().every(({ status }) => status?.phase === 'Running') && made >= 6,
    );
    bench.patch('ReplicaSet', 'rs', { spec: { replicas: 3 } });
    bench.until('three left', () => bench.pods().length === 3);
    assert.equal(bench.ready().length, 3);
  });

  it('replaces a pod that failed, and one that was deleted', () => {
    const bench = new ControlBench();
    bench.apply(replicaSetOf('rs', 2));
    bench.until('two', () => bench.ready().length === 2);
    const [first] = bench.pods();
    assert.ok(first !== undefined);
    bench.patch('Pod', first.metadata.name ?? '', { status: { phase: 'Failed' } }, true);
    bench.until('a third', () => bench.pods().length === 3 && bench.ready().length === 2);
    const [second] = bench.ready();
    bench.delete('Pod', second?.metadata.name ?? '');
    bench.until('another', () => bench.ready().length === 2 && bench.active().length === 2);
    bench.assertQuiet();
  });

  it('takes labels, annotations and finalizers from its template, and nothing that is the pod’s own', () => {
    const bench = new ControlBench();
    const labels = { app: 'rs' };
    const own = {
      name: 'mine',
      uid: 'mine',
      deletionTimestamp: '2020-01-01T00:00:00Z',
      deletionGracePeriodSeconds: 9,
    };
    bench.apply({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'rs' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { note: 'x' }, finalizers: ['x.dev/y'], ...own },
          spec: { containers: [{ name: 'c', image: 'i:1' }] },
        },
      },
    });
    bench.run(3_000);
    assert.equal(bench.pods().length, 2, 'no pod of it is thought to be going');
    const { metadata } = bench.pods()[0] ?? {};
    assert.deepEqual(
      [metadata?.labels, metadata?.annotations, metadata?.finalizers],
      [labels, { note: 'x' }, ['x.dev/y']],
    );
    assert.notEqual(metadata?.uid, 'mine');
    bench.assertQuiet();
  });

  it('whose template names an empty node or scheduler has its pods placed like any other', () => {
    const bench = new ControlBench();
    const containers = [{ name: 'c', image: 'i:1' }];
    const spec = { nodeName: '', schedulerName: '', containers };
    const template = { metadata: { labels: { app: 'rs' } }, spec };
    bench.apply({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'rs' },
      spec: { replicas: 2, selector: { matchLabels: { app: 'rs' } }, template },
    });
    bench.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare' }, spec });
    bench.until('all run', () => bench.ready().length === 3, 5_000);
    bench.assertQuiet();
  });

  it('makes any number of large pods, in transactions that fit into the log', () => {
    const bench = new ControlBench({ nodes: 12 });
    const env = Array.from({ length: 400 }, (_, index) => ({ name: `V${index}`, value: 'x'.repeat(20) }));
    const containers = [{ name: 'main', image: 'demo:v1', env }];
    bench.apply({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'large' },
      spec: {
        replicas: 600,
        selector: { matchLabels: { app: 'l' } },
        template: { metadata: { labels: { app: 'l' } }, spec: { containers } },
      },
    });
    bench.until('all are made', () => bench.pods().length === 600, 20_000);
  });
});

describe('EndpointSlices', () => {
  const service = (spec: object): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });
  const addressed = (bench: ControlBench) =>
    [...bench.store.list('EndpointSlice', 'default')].flatMap(({ endpoints, ports }) =>
      (endpoints ?? []).map(({ addresses, conditions }) => ({
        address: addresses[0],
        ready: conditions?.ready,
        terminating: conditions?.terminating,
        port: ports?.[0]?.port,
      })),
    );
  const withPort = (containerPort: number): object => ({
    replicas: 2,
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [{ name: 'c', image: `v:${containerPort}`, ports: [{ name: 'http', containerPort }] }],
      },
    },
  });

  it('hold the pods behind a Service, ready or not, by the number their named port has', () => {
    const bench = new ControlBench();
    bench.apply(service({}));
    bench.apply(deploymentOf('web', 'x', withPort(8080)));
    bench.until('two endpoints', () => addressed(bench).length === 2);
    bench.run(2_000);
    assert.deepEqual(
      addressed(bench).map(({ ready, port }) => [ready, port]),
      [
        [true, 8080],
        [true, 8080],
      ],
    );
    const [first] = bench.pods();
    assert.ok(first !== undefined);
    bench.setReady(first, false);
    bench.run(1_000);
    assert.deepEqual(
      addressed(bench)
        .map(({ ready }) => String(ready))
        .toSorted(),
      ['false', 'true'],
    );
    bench.apply(deploymentOf('web', 'x', withPort(9090)));
    bench.until('all on the new port', () => addressed(bench).every(({ port }) => port === 9090));
    bench.run(5_000);
    assert.equal(addressed(bench).length, 2);
    bench.assertQuiet();
  });

  it('say that a pod ends before it does, and forget it when it is gone', () => {
    const bench = new ControlBench({ stopMs: 5_000 });
    bench.apply(service({ ports: [{ port: 80 }] }));
    bench.apply(deploymentOf('web', 'x', { replicas: 2 }));
    bench.until('two endpoints', () => addressed(bench).filter(({ ready }) => ready === true).length === 2);
    bench.patch('Deployment', 'web', { spec: { replicas: 1 } });
    bench.until('one ends', () => addressed(bench).some(({ terminating }) => terminating === true));
    assert.deepEqual(
      addressed(bench)
        .map(({ ready }) => String(ready))
        .toSorted(),
      ['false', 'true'],
    );
    bench.until('one is left', () => addressed(bench).length === 1);
  });

  it('are one without endpoints where there are no pods', () => {
    const bench = new ControlBench();
    const slices = (): unknown[] =>
      [...bench.store.list('EndpointSlice', 'default')].map(({ endpoints = [], ports = [] }) => [
        endpoints.length,
        ports.length,
      ]);
    bench.apply(service({}));
    bench.until('one', () => bench.store.count('EndpointSlice') === 1);
    assert.deepEqual(slices(), [[0, 0]]);
    bench.assertQuiet();
    bench.apply(deploymentOf('web', 'x', withPort(8080)));
    bench.until('two endpoints', () => addressed(bench).length === 2);
    assert.deepEqual(slices(), [[2, 1]]);
    bench.delete('Deployment', 'web');
    bench.until('none again', () => addressed(bench).length === 0 && bench.pods().length === 0);
    bench.run(1_000);
    assert.deepEqual(slices(), [[0, 0]]);
    bench.assertQuiet();
  });

  it('have the labels of their Service, and say whether it has an address', () => {
    const bench = new ControlBench();
    const labels = (): unknown => [...bench.store.list('EndpointSlice', 'default')][0]?.metadata.labels;
    const own = {
      'kubernetes.io/service-name': 'web',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.orc.dev',
    };
    bench.apply({ ...service({ clusterIP: 'None' }), metadata: { name: 'web', labels: { tier: 'front' } } });
    bench.run(1_000);
    assert.deepEqual(labels(), { tier: 'front', 'service.kubernetes.io/headless': '', ...own });
    bench.patch('Service', 'web', { metadata: { labels: { tier: null, team: 'a' } } });
    bench.run(1_000);
    assert.deepEqual(labels(), { team: 'a', 'service.kubernetes.io/headless': '', ...own });
    bench.assertQuiet();
  });

  it('name the hosts of pods that ask for a name under this Service', () => {
    const bench = new ControlBench();
    bench.apply(service({ ports: [{ port: 80 }] }));
    const pod = (name: string, spec: object): object => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'x' }], hostname: name, ...spec },
    });
    for (const each of [pod('a', { subdomain: 'web' }), pod('b', { subdomain: 'db' }), pod('c', {})])
      bench.apply(each);
    bench.until('three endpoints', () => addressed(bench).length === 3);
    const [slice] = [...bench.store.list('EndpointSlice', 'default')];
    assert.deepEqual(
      (slice?.endpoints ?? []).map(({ hostname }) => hostname),
      ['a', undefined, undefined],
    );
  });

  it('go with their Service', () => {
    const bench = new ControlBench();
    bench.apply(service({ ports: [{ port: 80 }] }));
    bench.apply(deploymentOf('web', 'x', { replicas: 1 }));
    bench.until('one endpoint', () => addressed(bench).length === 1);
    bench.delete('Service', 'web');
    bench.until('none', () => bench.store.count('EndpointSlice') === 0);
  });
});
