// ResourceQuotas over the real store, admission and controllers: what counts as what, what is refused and in which
// words, and what the status says.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { ResourceQuotaSpec } from '#kernel/model/gen/quota.gen.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { Store } from '#kernel/store/store.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { admit } from '#api/admission/admit.ts';
import { ControlBench, deploymentOf, manifestOf, replicaSetOf } from '#kit/control.ts';
import { configMap, pod } from '#kit/objects.ts';

type Resources = Readonly<Record<string, Readonly<Record<string, string>>>>;

function podOf(name: string, resources: Resources = {}, spec: object = {}): object {
  const containers = [{ name: 'c', image: 'demo:v1', resources }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers, ...spec } };
}
function serviceOf(name: string, type: string, ports: number): object {
  const list = Array.from({ length: ports }, (_none, index) => ({ name: `p${index}`, port: 80 + index }));
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { type, ports: list } };
}
function claimOf(name: string, storage: string, storageClassName = 'fast'): object {
  const resources = { requests: { storage } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources },
  };
}

describe('resource quotas', () => {
  let bench: ControlBench;
  beforeEach(() => {
    bench = new ControlBench();
  });

  function quota(hard: Record<string, string>, spec: ResourceQuotaSpec = {}, name = 'q'): void {
    const outcome = bench.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name },
      spec: { hard, ...spec },
    });
    assert.ok(outcome !== undefined);
  }
  /** Commits new objects as one transaction; what the store says of it. */
  function made(...objects: readonly object[]): string {
    const admitted = objects.map((json) => admit({ create: { object: manifestOf(json) } }, bench.context()));
    return bench.commit(admitted.flatMap((each) => (each?.write === undefined ? [] : [each.write]))).message;
  }
  /** Admits and commits one change; why not, if not. */
  function changed(change: Change): string {
    try {
      const admitted = admit(change, bench.context());
      return bench.commit(admitted?.write === undefined ? [] : [admitted.write]).message;
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  }
  function used(name = 'q'): Record<string, string> {
    const [state] = bench.store.quotas('default').filter((each) => each.quota.metadata.name === name);
    return Object.fromEntries([...(state?.used ?? [])].map(([key, millis]) => [key, `${millis}m`]));
  }
  function remove(kind: KindName, name: string): void {
    bench.delete(kind, name);
  }

  it('bound how many pods there are, and let new ones in when others go or end', () => {
    quota({ pods: '2' });
    assert.equal(made(podOf('a')), '');
    assert.equal(made(podOf('b')), '');
    const words =
      'pods "c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2';
    assert.equal(made(podOf('c')), words);
    const a = bench.get('Pod', 'a');
    bench.change({
      patch: {
        key: keyOf(a),
        mergePatch: new TextEncoder().encode('{"status":{"phase":"Succeeded"}}'),
        status: true,
      },
    });
    assert.equal(made(podOf('c')), '');
    assert.equal(made(podOf('d')).replace('"d"', '"c"'), words);
    remove('Pod', 'b');
    bench.until('b is gone', () => bench.pods().length === 2);
    assert.equal(made(podOf('d')), '');
  });

  it('count the objects of one transaction one after the other, and make all or none', () => {
    quota({ pods: '2' });
    assert.match(
      made(podOf('a'), podOf('b'), podOf('c')),
      /^pods "c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2,/,
    );
    assert.equal(bench.pods().length, 0);
    assert.deepEqual(used(), { pods: '0m' });
    assert.equal(made(podOf('a'), podOf('b')), '');
  });

  it('hold for what comes with the quota in one transaction', () => {
    const json = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard: { pods: '1' } },
    };
    assert.match(made(json, podOf('a'), podOf('b')), /^pods "b" is forbidden: exceeded quota/);
    assert.deepEqual(bench.store.quotas('default'), []);
  });

  it('count what pods ask for, and need it to be said', () => {
    quota({ 'requests.cpu': '1', 'limits.memory': '2Gi', memory: '2Gi' });
    assert.equal(
      made(podOf('a')),
      'pods "a" is forbidden: failed quota: q: must specify limits.memory for: c; memory for: c; requests.cpu for: c',
    );
    const asked = { requests: { cpu: '600m', memory: '1Gi' }, limits: { memory: '1Gi' } };
    assert.equal(made(podOf('a', asked)), '');
    assert.equal(
      made(podOf('b', asked)),
      'pods "b" is forbidden: exceeded quota: q, requested: requests.cpu=600m, used: requests.cpu=600m, limited: requests.cpu=1',
    );
    assert.equal(
      made(podOf('b', { requests: { cpu: '1', memory: '1536Mi' }, limits: { memory: '1536Mi' } })),
      'pods "b" is forbidden: exceeded quota: q, requested: limits.memory=1536Mi,memory=1536Mi,requests.cpu=1, used: limits.memory=1Gi,memory=1Gi,requests.cpu=600m, limited: limits.memory=2Gi,memory=2Gi,requests.cpu=1',
    );
  });

  it('count Services by their kind, also when they change it', () => {
    quota({ services: '3', 'services.nodeports': '3', 'services.loadbalancers': '1' });
    assert.equal(made(serviceOf('a', 'NodePort', 2)), '');
    assert.equal(made(serviceOf('b', 'ClusterIP', 2)), '');
    assert.deepEqual(used(), {
      services: '2000m',
      'services.nodeports': '2000m',
      'services.loadbalancers': '0m',
    });
    const merge = { spec: { type: 'NodePort' } };
    const patched = changed({
      patch: {
        key: { group: '', kind: 'Service', namespace: 'default', name: 'b' },
        mergePatch: new TextEncoder().encode(JSON.stringify(merge)),
        status: false,
      },
    });
    assert.equal(
      patched,
      'services "b" is forbidden: exceeded quota: q, requested: services.nodeports=2, used: services.nodeports=2, limited: services.nodeports=3',
    );
    remove('Service', 'a');
    assert.deepEqual(used()['services.nodeports'], '0m');
  });

  it('count claims and their storage, by class too, also when they grow', () => {
    quota({
      persistentvolumeclaims: '3',
      'requests.storage': '10Gi',
      'fast.storageclass.storage.k8s.io/requests.storage': '5Gi',
      'slow.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
    });
    assert.equal(made(claimOf('a', '4Gi')), '');
    assert.match(
      made(claimOf('b', '2Gi')),
      /exceeded quota: q, requested: fast.storageclass.storage.k8s.io\/requests.storage=2Gi, used: fast.storageclass.storage.k8s.io\/requests.storage=4Gi, limited: fast.storageclass.storage.k8s.io\/requests.storage=5Gi$/,
    );
    assert.equal(made(claimOf('c', '1Gi', 'slow')), '');
    assert.match(
      made(claimOf('d', '1Gi', 'slow')),
      /slow.storageclass.storage.k8s.io\/persistentvolumeclaims=1,/,
    );
    bench.patch('PersistentVolumeClaim', 'a', { status: { phase: 'Bound' } }, true);
    const grown = (storage: string): string =>
      changed({
        patch: {
          key: { group: '', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'a' },
          mergePatch: new TextEncoder().encode(
            JSON.stringify({ spec: { resources: { requests: { storage } } } }),
          ),
          status: false,
        },
      });
    assert.match(
      grown('6Gi'),
      /^persistentvolumeclaims "a" is forbidden: exceeded quota: q, requested: fast.storageclass.storage.k8s.io\/requests.storage=2Gi,/,
    );
    assert.equal(grown('5Gi'), '');
    assert.equal(used()['requests.storage'], `${6n * 1024n ** 3n * 1000n}m`);
  });

  it('count objects of any kind by their resource and group', () => {
    quota({
      'count/configmaps': '1',
      configmaps: '5',
      'count/deployments.apps': '0',
      secrets: '0',
      resourcequotas: '1',
    });
    const map = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    assert.equal(made(map('a')), '');
    assert.match(
      made(map('b')),
      /requested: count\/configmaps=1, used: count\/configmaps=1, limited: count\/configmaps=1$/,
    );
    assert.equal(
      made(deploymentOf('web', 'x')),
      'deployments.apps "web" is forbidden: exceeded quota: q, requested: count/deployments.apps=1, used: count/deployments.apps=0, limited: count/deployments.apps=0',
    );
    assert.match(
      made({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }),
      /^secrets "s" is forbidden/,
    );
    const second = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'r' },
      spec: { hard: { pods: '1' } },
    };
    assert.match(
      made(second),
      /^resourcequotas "r" is forbidden: exceeded quota: q, requested: resourcequotas=1,/,
    );
  });

  it('count what their scopes select, and nothing else', () => {
    quota({ pods: '1' }, { scopes: ['BestEffort'] }, 'idle');
    quota(
      { pods: '1' },
      {
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }],
        },
      },
      'high',
    );
    quota({ pods: '1' }, { scopes: ['Terminating'] }, 'ends');
    const asked = { requests: { cpu: '1m' } };
    assert.equal(made(podOf('a')), '');
    assert.match(made(podOf('b')), /exceeded quota: idle/);
    assert.equal(made(podOf('b', asked), podOf('c', asked)), '');
    assert.equal(made(podOf('d', asked, { priorityClassName: 'high' })), '');
    assert.match(made(podOf('e', asked, { priorityClassName: 'high' })), /exceeded quota: high/);
    assert.equal(made(podOf('f', asked, { priorityClassName: 'low' })), '');
    assert.deepEqual(
      [used('idle'), used('high'), used('ends')],
      [{ pods: '1000m' }, { pods: '1000m' }, { pods: '0m' }],
    );
  });

  it('name every quota that stands in the way by the first of them', () => {
    quota({ pods: '1' }, {}, 'b');
    quota({ pods: '1' }, {}, 'a');
    assert.equal(made(podOf('x')), '');
    assert.match(made(podOf('y')), /exceeded quota: a,/);
  });

  it('let what is there be when they are lowered, and refuse more', () => {
    quota({ pods: '2' });
    assert.equal(made(podOf('a'), podOf('b')), '');
    quota({ pods: '1' });
    assert.equal(bench.patch('Pod', 'a', { metadata: { labels: { a: 'b' } } })?.result, 'updated');
    assert.match(made(podOf('c')), /used: pods=2, limited: pods=1$/);
    remove('ResourceQuota', 'q');
    assert.equal(made(podOf('c')), '');
  });

  it('hold in the same way for a store that was restored, and for a fork', () => {
    quota({ pods: '2', 'count/configmaps': '9' });
    assert.equal(made(podOf('a')), '');
    bench.create(configMap('m'));
    const reader = new SnapshotReader();
    for (const chunk of snapshotChunks(bench.store, 0)) reader.add(chunk);
    const restored = reader.finish().store;
    const fork = bench.store.fork();
    const values = (store: Store): unknown => store.quotas('default').map(({ used: each }) => new Map(each));
    assert.deepEqual(values(restored), values(bench.store));
    assert.deepEqual(values(fork), values(bench.store));
    assert.equal(made(podOf('b')), '');
    assert.deepEqual(values(fork), [
      new Map([
        ['pods', 1000n],
        ['count/configmaps', 1000n],
      ]),
    ]);
  });

  it('say in their status what is used', () => {
    quota({ pods: '3', 'requests.memory': '4096Mi' });
    assert.equal(made(podOf('a', { requests: { memory: '512Mi' } })), '');
    const status = (): unknown => bench.get('ResourceQuota', 'q').status;
    bench.run(2_000);
    assert.deepEqual(status(), {
      hard: { pods: '3', 'requests.memory': '4Gi' },
      used: { pods: '1', 'requests.memory': '512Mi' },
    });
    remove('Pod', 'a');
    bench.run(60_000);
    assert.deepEqual(status(), {
      hard: { pods: '3', 'requests.memory': '4Gi' },
      used: { pods: '0', 'requests.memory': '0' },
    });
    bench.assertQuiet();
  });

  it('let a replica set make as many pods as there is room for, and the rest when there is more', () => {
    quota({ pods: '3' });
    bench.apply(replicaSetOf('web', 5));
    const failure = (): string | undefined =>
      bench.get('ReplicaSet', 'web').status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
        ?.message;
    bench.until('three pods', () => bench.ready().length === 3, 10_000);
    bench.run(5_000);
    assert.equal(
      failure(),
      'pods "web-" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3',
    );
    const before = bench.proposals.length;
    bench.run(300_000);
    assert.equal(bench.proposals.length, before);
    quota({ pods: '9' });
    bench.until('five pods', () => bench.ready().length === 5, 5_000);
    bench.until('no failure', () => failure() === undefined, 5_000);
    bench.assertQuiet();
  });

  it('are shared by replica sets that want more than there is', () => {
    quota({ pods: '4' });
    bench.apply(replicaSetOf('a', 3));
    bench.apply(replicaSetOf('b', 3));
    bench.until('four pods', () => bench.ready().length === 4, 20_000);
    bench.run(20_000);
    assert.equal(bench.pods().length, 4);
    bench.delete('ReplicaSet', 'a', 'Background');
    bench.until('all of the other', () => bench.active().length === 3, 90_000);
    bench.assertQuiet();
  });

  it('refuse a deployment its replica set, and it says so until it may', () => {
    quota({ 'count/replicasets.apps': '0' });
    bench.apply(deploymentOf('web', 'demo:v1', { replicas: 1 }));
    const progressing = (): { readonly reason?: string; readonly message?: string } | undefined =>
      bench.get('Deployment', 'web').status?.conditions?.find(({ type }) => type === 'Progressing');
    bench.until('it says so', () => progressing()?.reason === 'ReplicaSetCreateError', 5_000);
    assert.match(
      progressing()?.message ?? '',
      /^Failed to create new replica set "web-\w+": replicasets.apps "web-\w+" is forbidden: exceeded quota: q, requested: count\/replicasets.apps=1,/,
    );
    remove('ResourceQuota', 'q');
    bench.until('a pod', () => bench.ready().length === 1, 30_000);
    bench.assertQuiet();
  });

  it('cost a create the same in a namespace of 10,000 pods as in an empty one', () => {
    const store = new Store();
    let term = 0;
    const write = (objects: readonly OrcObject[]): string =>
      store.apply(
        {
          transaction: {
            requestId: `r${++term}`,
            actor: 'test',
            cause: 0,
            reason: '',
            source: '',
            timeMs: term,
            term: 0,
            preconditions: [],
            writes: objects.map((object) => ({
              operation: 'CREATE',
              key: keyOf(object),
              object: pack(object),
              expectRevision: 0,
              expectUid: '',
            })),
          },
        },
        1,
      ).outcome.message;
    const namespaces = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'default', uid: 'n' },
    } as const;
    const bound = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q', namespace: 'default', uid: 'q' },
      spec: { hard: { pods: '20000' } },
    } as const;
    assert.equal(write([namespaces, bound]), '');
    let listed = 0;
    const list = store.list.bind(store);
    Reflect.set(store, 'list', (...args: Parameters<typeof list>) => {
      listed += 1;
      return list(...args);
    });
    for (let at = 0; at < 10_000; at += 500)
      assert.equal(write(Array.from({ length: 500 }, (_none, index) => pod(`pod-${at + index}`))), '');
    const atFirst = listed;
    for (let index = 0; index < 100; index++) assert.equal(write([pod(`more-${index}`)]), '');
    assert.equal(listed, atFirst);
    assert.equal(store.quotas('default')[0]?.used.get('pods'), 10_100_000n);
  });
});
