// Whatever is written, refused and taken back: what the store says is used of a quota is what counting every object
// says, no quota is ever exceeded by what is made under it, and every store of the same log says the same.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { ResourceQuota } from '#kernel/model/gen/quota.gen.ts';
import { amountsOf } from '#kernel/model/amount.ts';
import { QuotaPlan } from '#kernel/policy/quota/plan.ts';
import { countUsed } from '#kernel/store/quota-ledger.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';
import { configMap, namespace, pod } from '#kit/objects.ts';

type Act =
  | { readonly kind: 'pod'; readonly name: number; readonly cpu: number }
  | { readonly kind: 'map'; readonly name: number }
  | { readonly kind: 'tab'; readonly name: number }
  | { readonly kind: 'define' | 'undefine' }
  | { readonly kind: 'end'; readonly name: number }
  | { readonly kind: 'remove'; readonly what: 'Pod' | 'ConfigMap' | 'ResourceQuota'; readonly name: number }
  | { readonly kind: 'quota'; readonly name: number; readonly pods: number; readonly scoped: boolean };

const name = fc.nat(4);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pod' as const), name, cpu: fc.nat(900) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('map' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tab' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('define' as const, 'undefine' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), name }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      what: fc.constantFrom('Pod' as const, 'ConfigMap' as const, 'ResourceQuota' as const),
      name,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('quota' as const),
      name: fc.nat(1),
      pods: fc.nat(4),
      scoped: fc.boolean(),
    }),
  },
);

function quotaOf(called: string, pods: number, scoped: boolean): ResourceQuota {
  const hard = scoped
    ? { pods: String(pods) }
    : {
        pods: String(pods),
        'requests.cpu': '1500m',
        'count/configmaps': '2',
        'count/crontabs.stable.example.com': '2',
      };
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: called, namespace: 'default', uid: `${called}-${pods}-${scoped}` },
    spec: { hard, ...(scoped && { scopes: ['BestEffort'] }) },
  };
}

/** A definition, which may go before the objects of its kind: who takes its finalizer away sees to that. */
const cronTabs: OrcObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'crontabs.stable.example.com', uid: 'crontabs' },
  spec: {
    group: 'stable.example.com',
    names: { plural: 'crontabs', kind: 'CronTab' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true }],
  },
};

function cronTab(called: string): OrcObject {
  const metadata = { name: called, namespace: 'default', uid: `${called}-tab` };
  return { apiVersion: 'stable.example.com/v1', kind: 'CronTab.stable.example.com', metadata };
}

/** The state of another master, which begins with a snapshot of it. */
function restored(store: Store): Store {
  const reader = new SnapshotReader();
  for (const chunk of snapshotChunks(store, 0)) reader.add(chunk);
  return reader.finish().store;
}

function put(store: Store, object: OrcObject): Write {
  const there = store.get(object.kind, object.metadata.namespace ?? '', object.metadata.name ?? '');
  const operation = there === undefined ? 'CREATE' : 'UPDATE';
  return { operation, key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
}

function writeOf(store: Store, made: Act): Write {
  switch (made.kind) {
    case 'pod': {
      const object = pod(`x${made.name}`, made.cpu > 450 ? {} : { cpu: `${made.cpu}m` });
      return { ...put(store, object), operation: 'CREATE' };
    }
    case 'map':
      return { ...put(store, configMap(`x${made.name}`)), operation: 'CREATE' };
    case 'tab':
      return { ...put(store, cronTab(`x${made.name}`)), operation: 'CREATE' };
    case 'define':
      return put(store, cronTabs);
    case 'undefine':
      return { ...put(store, cronTabs), operation: 'DELETE' };
    case 'end': {
      const there = store.get('Pod', 'default', `x${made.name}`) ?? pod(`x${made.name}`);
      return put(store, { ...there, status: { ...there.status, phase: 'Failed' } });
    }
    case 'quota':
      return put(store, quotaOf(`x${made.name}`, made.pods, made.scoped));
    case 'remove':
      return {
        operation: 'DELETE',
        key: { group: '', kind: made.what, namespace: 'default', name: `x${made.name}` },
        expectRevision: 0,
        expectUid: '',
      };
  }
}

describe('quotas in the store', () => {
  function apply(store: Store, writes: readonly Write[], timeMs: number): string {
    const transaction = {
      requestId: `r${timeMs}`,
      actor: 'test',
      cause: 0,
      reason: '',
      source: '',
      timeMs,
      term: 0,
      preconditions: [],
      writes,
    };
    return store.apply({ transaction }, 1).outcome.message;
  }
  const statesOf = (store: Store): unknown =>
    store.quotas('default').map(({ quota, used }) => [quota.metadata.name, new Map(used)]);

  it('are what counting says, after every transaction, on every master', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { maxLength: 40, size: 'max' }),
        (transactions) => {
          const store = new Store();
          // One is asked after every transaction, the other only by its own writes: it must make no difference.
          let quiet = new Store();
          const first = [namespace('default'), cronTabs, quotaOf('x0', 3, false)].map((each) =>
            put(store, each),
          );
          assert.equal(apply(store, first, 1), '');
          assert.equal(apply(quiet, first, 1), '');
          for (const [index, acts] of transactions.entries()) {
            const before = statesOf(store);
            const writes = acts.map((each) => writeOf(store, each));
            const refused = apply(store, writes, index + 2);
            assert.equal(apply(quiet, writes, index + 2), refused);
            if (refused !== '') assert.deepEqual(statesOf(store), before);
            for (const { quota, used } of store.quotas('default'))
              assert.deepEqual(used, countUsed(store, quota));
            if (index % 5 === 4) quiet = restored(quiet);
          }
          assert.deepEqual(statesOf(quiet), statesOf(store));
        },
      ),
    );
  });

  it('are never exceeded by what is made, and a plan says before what the store says after', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.boolean(), fc.array(fc.nat(900), { maxLength: 12 }), (pods, scoped, cpus) => {
        const store = new Store();
        apply(store, [put(store, namespace('default')), put(store, quotaOf('q', pods, scoped))], 1);
        const objects = cpus.map((cpu, index) => pod(`y${index}`, cpu > 450 ? {} : { cpu: `${cpu}m` }));
        const plan = new QuotaPlan(store, 'default');
        for (const [index, object] of objects.entries())
          assert.equal(apply(store, [put(store, object)], index + 2), plan.take(object) ?? '');
        for (const { quota, used } of store.quotas('default'))
          for (const [resource, { millis }] of amountsOf(quota.spec?.hard))
            assert.ok((used.get(resource) ?? 0n) <= millis, resource);
      }),
    );
  });
});
