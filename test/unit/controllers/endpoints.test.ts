// Endpoints, run by the real engine under a virtual clock.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { unpack } from '#kernel/log/pack.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type { EndpointSubset } from '#kernel/model/gen/endpoints.gen.ts';
import { createWrite } from '#controllers/controller.ts';
import { endpointsController } from '#controllers/endpoints.ts';
import { ControlBench, deploymentOf } from '#kit/control.ts';

const service = (spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', ...metadata },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
});

const subsets = (bench: ControlBench): readonly EndpointSubset[] =>
  bench.get('Endpoints', 'web').subsets ?? [];
const ready = (bench: ControlBench): readonly string[] =>
  subsets(bench).flatMap(({ addresses = [] }) => addresses.map(({ ip }) => ip));
const notReady = (bench: ControlBench): readonly string[] =>
  subsets(bench).flatMap(({ notReadyAddresses = [] }) => notReadyAddresses.map(({ ip }) => ip));

/** A bench with a Service and that many pods behind it. */
function served(replicas: number, spec: object = {}): ControlBench {
  const bench = new ControlBench({ stopMs: 5_000 });
  bench.apply(service(spec));
  bench.apply(deploymentOf('web', 'x', { replicas }));
  bench.until('all are ready', () => bench.ready().length === replicas);
  bench.run(3_000);
  return bench;
}

/** A slice of `web` of so many endpoints. */
const sliceOf = (name: string, count: number, isReady: boolean): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    labels: {
      'kubernetes.io/service-name': 'web',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.orc.dev',
    },
  },
  addressType: 'IPv4',
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  endpoints: Array.from({ length: count }, (_none, index) => ({
    addresses: [`10.${name.at(-1)}.${index >> 8}.${index & 255}`],
    conditions: { ready: isReady },
  })),
});

describe('Endpoints', () => {
  it('say of each pod where it is and which it is, on the ports it has', () => {
    const bench = served(1);
    const [pod] = bench.pods();
    assert.ok(pod !== undefined);
    const { name = '', uid = '' } = pod.metadata;
    assert.deepEqual(subsets(bench), [
      {
        addresses: [
          {
            ip: pod.status?.podIP,
            nodeName: pod.spec.nodeName,
            targetRef: { kind: 'Pod', namespace: 'default', name, uid },
          },
        ],
        ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
      },
    ]);
    bench.assertQuiet();
  });

  it('tell pods that are ready from those that are not, and leave out those that end', () => {
    const bench = served(2);
    const [first] = bench.pods();
    assert.ok(first !== undefined);
    bench.setReady(first, false);
    bench.until('one is not ready', () => notReady(bench).length === 1);
    assert.deepEqual(notReady(bench), [first.status?.podIP]);
    bench.setReady(bench.get('Pod', first.metadata.name ?? ''), true);
    bench.until('both are', () => ready(bench).length === 2);
    bench.patch('Deployment', 'web', { spec: { replicas: 1 } });
    bench.until('one ends', () => ready(bench).length === 1);
    assert.equal(bench.pods().length, 2, 'before it has ended');
    assert.deepEqual(notReady(bench), []);
  });

  it('have every pod as ready where the Service wants that', () => {
    const bench = new ControlBench();
    bench.behaviour = () => 'unready';
    bench.apply(service({ publishNotReadyAddresses: true }));
    bench.apply(deploymentOf('web', 'x', { replicas: 2 }));
    bench.until('two', () => bench.store.count('Endpoints') === 1 && ready(bench).length === 2);
    assert.deepEqual(notReady(bench), []);
  });

  it('are there without subsets where there are no pods, and have the labels of the Service', () => {
    const bench = new ControlBench();
    bench.apply(service({ clusterIP: 'None' }, { labels: { tier: 'front' } }));
    bench.until('they are there', () => bench.store.count('Endpoints') === 1);
    assert.deepEqual(subsets(bench), []);
    const labels = (): unknown => bench.get('Endpoints', 'web').metadata.labels;
    assert.deepEqual(labels(), { tier: 'front', 'service.kubernetes.io/headless': '' });
    bench.patch('Service', 'web', { metadata: { labels: { tier: 'back' } } });
    bench.run(1_000);
    assert.deepEqual(labels(), { tier: 'back', 'service.kubernetes.io/headless': '' });
    bench.assertQuiet();
  });

  it('come back as they should be when somebody changes or deletes them', () => {
    const bench = served(2);
    const before = subsets(bench);
    bench.patch('Endpoints', 'web', { subsets: [{ addresses: [{ ip: '10.6.6.6' }] }] });
    bench.run(1_000);
    assert.deepEqual(subsets(bench), before);
    bench.delete('Endpoints', 'web');
    bench.run(1_000);
    assert.deepEqual(subsets(bench), before);
  });

  it('go with their Service, and those made by hand for one without a selector are left alone', () => {
    const bench = served(1);
    const byHand = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'db' } };
    bench.apply({ ...byHand, subsets: [{ addresses: [{ ip: '192.0.2.1' }] }] });
    bench.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db' },
      spec: { ports: [{ port: 5432 }] },
    });
    bench.delete('Service', 'web');
    bench.until('they are gone', () => bench.store.get('Endpoints', 'default', 'web') === undefined);
    bench.run(5_000);
    assert.deepEqual(bench.get('Endpoints', 'db').subsets, [{ addresses: [{ ip: '192.0.2.1' }] }]);
  });

  it('of many pods are not written with each of them', () => {
    const bench = new ControlBench({ nodes: 2, startMs: 20_000 });
    bench.apply(service());
    bench.apply({ ...deploymentOf('web', 'x', { replicas: 180 }), kind: 'ReplicaSet' });
    bench.until('all are ready', () => bench.ready().length === 180, 300_000);
    bench.run(3_000);
    assert.deepEqual([ready(bench).length, notReady(bench).length], [180, 0]);
    const writes = bench.events.filter(({ kind }) => kind === 'Endpoints').length;
    assert.ok(writes < 150, `${writes} writes`);
    bench.patch('ReplicaSet', 'web', { spec: { replicas: 10 } });
    bench.until('ten are left', () => ready(bench).length === 10, 300_000);
    bench.assertQuiet();
  });

  it('hold a thousand addresses at most, those that are ready first, and say so', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.apply(service());
    const slices = [600, 500, 400].map((count, index) => sliceOf(`web-${index}`, count, index !== 1));
    bench.commit(slices.map(createWrite));
    const { writes } = endpointsController.reconcile('default/web', {
      view: bench.store,
      nowMs: 0,
      random: bench.world.random,
      heartbeats: { leadingMs: () => 0, silentMs: () => undefined },
      bounded: (action) => action(),
    });
    const [write] = writes;
    assert.ok(write?.object !== undefined && writes.length === 1);
    const made = unpack(write.object);
    assert.ok(made.kind === 'Endpoints');
    const [first, second, third] = made.subsets ?? [];
    assert.equal(third, undefined);
    assert.equal(made.metadata.annotations?.['endpoints.kubernetes.io/over-capacity'], 'truncated');
    assert.deepEqual([first?.addresses?.length, second?.addresses], [1_000, undefined]);
  });

  describe('that somebody writes for a Service without a selector', () => {
    const ports = [{ name: 'http', port: 8080, protocol: 'TCP' }];
    const written = (more: object = {}): object => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'web' },
      subsets: [{ addresses: [{ ip: '192.0.2.1' }], notReadyAddresses: [{ ip: '192.0.2.2' }], ports }],
      ...more,
    });
    const slices = (bench: ControlBench): unknown[] =>
      [...bench.store.list('EndpointSlice', 'default')].map(({ endpoints = [], ports: served = [] }) => [
        endpoints.map(({ addresses, conditions }) => `${addresses[0]} ${conditions?.ready}`),
        served,
      ]);
    /** A bench with a Service that selects nothing, and what somebody wrote for it. */
    function bench(json: object = written()): ControlBench {
      const made = new ControlBench();
      made.apply(service({ selector: undefined }));
      made.apply(json);
      made.run(1_000);
      return made;
    }

    it('are its slices, which nodes act on', () => {
      const on = bench();
      assert.deepEqual(slices(on), [[['192.0.2.1 true', '192.0.2.2 false'], ports]]);
      on.patch('Endpoints', 'web', { subsets: [{ addresses: [{ ip: '192.0.2.3' }], ports }] });
      on.run(1_000);
      assert.deepEqual(slices(on), [[['192.0.2.3 true'], ports]]);
      on.assertQuiet();
      on.delete('Endpoints', 'web');
      on.run(1_000);
      assert.deepEqual(slices(on), []);
      on.assertQuiet();
    });

    it('stay as they are where they say so, or are no addresses but the place of an election', () => {
      const label = { 'endpointslice.kubernetes.io/skip-mirror': 'true' };
      assert.deepEqual(slices(bench(written({ metadata: { name: 'web', labels: label } }))), []);
      const annotations = { 'control-plane.alpha.kubernetes.io/leader': '{}' };
      assert.deepEqual(slices(bench(written({ metadata: { name: 'web', annotations } }))), []);
    });

    it('leave slices made by hand alone', () => {
      const on = new ControlBench();
      on.apply(service({ selector: undefined }));
      const labels = { 'kubernetes.io/service-name': 'web' };
      const byHand = { ...sliceOf('mine-1', 1, true), metadata: { name: 'mine-1', labels } };
      on.apply(byHand);
      on.run(1_000);
      assert.deepEqual(slices(on), [[['10.1.0.0 true'], ports]]);
      on.apply(written());
      on.run(1_000);
      assert.equal(slices(on).length, 2);
      on.delete('Endpoints', 'web');
      on.run(1_000);
      assert.deepEqual(slices(on), [[['10.1.0.0 true'], ports]]);
    });

    it('are what a Service had behind it when its selector was taken away, until somebody changes them', () => {
      const on = served(2);
      const before = slices(on);
      on.patch('Service', 'web', { spec: { selector: null } });
      on.patch('Deployment', 'web', { spec: { replicas: 1 } });
      on.run(10_000);
      assert.equal(on.pods().length, 1);
      assert.deepEqual(slices(on), before);
      on.patch('Endpoints', 'web', { subsets: [{ addresses: [{ ip: '192.0.2.9' }], ports }] });
      on.run(1_000);
      assert.deepEqual(slices(on), [[['192.0.2.9 true'], ports]]);
      on.patch('Service', 'web', { spec: { selector: { app: 'web' } } });
      on.run(3_000);
      assert.deepEqual(ready(on), [on.pods()[0]?.status?.podIP]);
      on.assertQuiet();
    });
  });
});
