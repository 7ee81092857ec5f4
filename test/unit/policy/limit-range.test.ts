// LimitRanges as a table: what containers are given, and what is refused, in Kubernetes' words.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { ControlBench, manifestOf, replicaSetOf } from '#kit/control.ts';

type Resources = Readonly<Record<string, Readonly<Record<string, string>>>>;

describe('limit ranges', () => {
  let bench: ControlBench;
  beforeEach(() => {
    bench = new ControlBench();
  });

  function range(name: string, ...limits: readonly object[]): void {
    bench.apply({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name }, spec: { limits } });
  }
  /** Makes a pod with a container for each of these resources; the pod, or why there is none. */
  function make(...resources: readonly Resources[]): Pod | string {
    const containers = resources.map((each, index) => ({
      name: `c${index}`,
      image: 'demo:v1',
      resources: each,
    }));
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers } };
    try {
      bench.change({ create: { object: manifestOf(object) } });
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    return bench.get('Pod', 'x');
  }
  function resourcesOf(pod: Pod | string): unknown {
    assert.ok(typeof pod !== 'string', typeof pod === 'string' ? pod : '');
    return pod.spec.containers.map(({ resources }) => resources);
  }

  it('give containers what they leave out, and say so', () => {
    range('r', {
      type: 'Container',
      default: { cpu: '500m', memory: '512Mi' },
      defaultRequest: { cpu: '100m', memory: '256Mi' },
    });
    const pod = make({}, { requests: { cpu: '200m' } }, { limits: { cpu: '1', memory: '1Gi' } });
    assert.deepEqual(resourcesOf(pod), [
      { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
      { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '200m', memory: '256Mi' } },
      { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
    ]);
    assert.ok(typeof pod !== 'string');
    assert.equal(
      pod.metadata.annotations?.['kubernetes.io/limit-ranger'],
      'LimitRanger plugin set: cpu, memory request for container c0; cpu, memory limit for container c0; memory request for container c1; cpu, memory limit for container c1',
    );
    assert.equal(pod.status?.qosClass, 'Burstable');
  });

  it('make a pod guaranteed when what they give makes it so', () => {
    range('r', { type: 'Container', default: { cpu: '1', memory: '1Gi' } });
    const pod = make({});
    assert.ok(typeof pod !== 'string');
    assert.equal(pod.status?.qosClass, 'Guaranteed');
  });

  it('leave out what no container can ask for', () => {
    range('r', { type: 'Container', default: { 'ephemeral-storage': '1Gi' } });
    assert.deepEqual(resourcesOf(make({})), [{}]);
  });

  it('refuse a request that is more than the limit they give', () => {
    range('r', { type: 'Container', default: { cpu: '100m' } });
    assert.equal(
      make({ requests: { cpu: '200m' } }),
      'Pod "x" is invalid: spec.containers[0].resources.requests[cpu]: Invalid value: "200m": must be less than or equal to cpu limit of 100m',
    );
  });

  const bounds: readonly {
    readonly what: string;
    readonly item: object;
    readonly containers: readonly Resources[];
    readonly says: string;
  }[] = [
    {
      what: 'too little of one thing',
      item: { type: 'Container', min: { cpu: '100m' } },
      containers: [{ requests: { cpu: '50m' }, limits: { cpu: '200m' } }],
      says: 'minimum cpu usage per Container is 100m, but request is 50m',
    },
    {
      what: 'too little, requested and at most',
      item: { type: 'Container', min: { cpu: '100m', memory: '64Mi' } },
      containers: [{ requests: { cpu: '50m', memory: '32Mi' }, limits: { cpu: '60m', memory: '1Gi' } }],
      says: '[minimum cpu usage per Container is 100m, but request is 50m, minimum memory usage per Container is 64Mi, but request is 32Mi]',
    },
    {
      what: 'a limit below the least',
      item: { type: 'Pod', min: { cpu: '100m' } },
      containers: [{ requests: { cpu: '200m' } }, { limits: { cpu: '50m' } }],
      says: 'minimum cpu usage per Pod is 100m, but limit is 50m',
    },
    {
      what: 'too much',
      item: { type: 'Container', max: { cpu: '1', memory: '1Gi' } },
      containers: [{ limits: { cpu: '1500m', memory: '1536Mi' } }],
      says: '[maximum cpu usage per Container is 1, but limit is 1500m, maximum memory usage per Container is 1Gi, but limit is 1536Mi]',
    },
    {
      what: 'no limit for the pod',
      item: { type: 'Pod', max: { memory: '1Gi' } },
      containers: [{ requests: { memory: '1Mi' } }],
      says: 'maximum memory usage per Pod is 1Gi.  No limit is specified',
    },
    {
      what: 'no request for the pod',
      item: { type: 'Pod', min: { memory: '1Gi' } },
      containers: [{}],
      says: 'minimum memory usage per Pod is 1Gi.  No request is specified',
    },
    {
      what: 'too much for the pod as a whole',
      item: { type: 'Pod', max: { cpu: '1', memory: '1Gi' } },
      containers: [
        { limits: { cpu: '600m', memory: '512Mi' } },
        { limits: { cpu: '600m', memory: '256Mi' } },
      ],
      says: 'maximum cpu usage per Pod is 1, but limit is 1200m',
    },
    {
      what: 'a limit too far above the request',
      item: { type: 'Container', maxLimitRequestRatio: { cpu: '2' } },
      containers: [{ requests: { cpu: '100m' }, limits: { cpu: '250m' } }],
      says: 'cpu max limit to request ratio per Container is 2, but provided ratio is 2.500000',
    },
    {
      what: 'no limit where there is a ratio',
      item: { type: 'Container', maxLimitRequestRatio: { cpu: '2' } },
      containers: [{ requests: { cpu: '100m' } }],
      says: 'cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0',
    },
    {
      what: 'nothing where there is a ratio',
      item: { type: 'Pod', maxLimitRequestRatio: { memory: '2' } },
      containers: [{}],
      says: 'memory max limit to request ratio per Pod is 2, but no request is specified or request is 0',
    },
  ];
  for (const { what, item, containers, says } of bounds)
    it(`refuse ${what}`, () => {
      range('r', item);
      assert.equal(make(...containers), `pods "x" is forbidden: ${says}`);
    });

  it('let what is within their bounds be', () => {
    range(
      'r',
      {
        type: 'Container',
        min: { cpu: '100m' },
        max: { cpu: '1', memory: '1Gi' },
        maxLimitRequestRatio: { cpu: '10' },
      },
      { type: 'Pod', max: { cpu: '2', memory: '2Gi' } },
    );
    const asked = { requests: { cpu: '100m', memory: '1Mi' }, limits: { cpu: '1', memory: '1Gi' } };
    assert.deepEqual(resourcesOf(make(asked, asked)), [asked, asked]);
  });

  it('bound claims, when they are made and when they ask for more', () => {
    range('r', { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '10Gi' } });
    const claim = (storage: string): object => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    });
    const says = (storage: string): string => {
      try {
        bench.apply(claim(storage));
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
      return '';
    };
    const forbidden = 'persistentvolumeclaims "data" is forbidden: ';
    assert.equal(
      says('500Mi'),
      `${forbidden}minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 500Mi`,
    );
    assert.equal(
      says('11Gi'),
      `${forbidden}maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 11Gi`,
    );
    assert.equal(says('5Gi'), '');
  });

  it('hold for what controllers make', () => {
    range('r', { type: 'Container', default: { cpu: '200m' }, defaultRequest: { cpu: '100m' } });
    bench.apply(replicaSetOf('web', 1));
    bench.until('a pod', () => bench.pods().length === 1);
    const [pod] = bench.pods();
    assert.deepEqual(pod?.spec.containers[0]?.resources, {
      limits: { cpu: '200m' },
      requests: { cpu: '100m' },
    });
    range('strict', { type: 'Pod', max: { cpu: '150m' } });
    bench.patch('ReplicaSet', 'web', { spec: { replicas: 2 } });
    const failure = (): string | undefined =>
      bench.get('ReplicaSet', 'web').status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
        ?.message;
    const words = 'pods "web-" is forbidden: maximum cpu usage per Pod is 150m, but limit is 200m';
    bench.until('it says why not', () => failure() === words, 10_000);
    const key = { group: '', kind: 'LimitRange', namespace: 'default', name: 'strict' };
    bench.change({ delete: { key, uid: '', propagation: '', ignoreMissing: false } });
    bench.until('two pods', () => bench.pods().length === 2 && failure() === undefined, 5_000);
    bench.assertQuiet();
  });
});
