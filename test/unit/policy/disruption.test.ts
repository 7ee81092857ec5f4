// What disruption budgets allow.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { budgetStatus, evict } from '#kernel/policy/disruption.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '#kernel/model/gen/policy.gen.ts';
import { ControlBench, deploymentOf } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

const selector = { matchLabels: { app: 'web' } };

function budgetOf(name: string, spec: PodDisruptionBudgetSpec): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: 'default', uid: `uid-${name}`, generation: 1 },
    spec,
  };
}

function webPod(name: string, isReady = true, more: Partial<Pod['metadata']> = {}): Pod {
  const made = pod(name, { labels: { app: 'web' } });
  const ready = { type: 'Ready', status: isReady ? ('True' as const) : ('False' as const) };
  return {
    ...made,
    metadata: { ...made.metadata, ...more },
    status: { phase: 'Running', conditions: [ready] },
  };
}

/** A cluster of pods without anybody that changes them, and budgets. */
function cluster(pods: readonly Pod[], ...budgets: readonly PodDisruptionBudget[]): ControlBench {
  const bench = new ControlBench({ nodes: 0 });
  for (const each of [...pods, ...budgets]) bench.create(each);
  return bench;
}

function blockedOf(bench: ControlBench, name: string): string | undefined {
  const found = bench.store.get('Pod', 'default', name);
  assert.ok(found !== undefined);
  const eviction = evict(found, bench.store, 0);
  return 'blocked' in eviction ? eviction.blocked.budget : undefined;
}

describe('a disruption budget', () => {
  const three = ['a', 'b', 'c'].map((name) => webPod(name));

  it('lets go what is more than it needs, and says what it has', () => {
    const bench = cluster(three, budgetOf('two', { minAvailable: 2, selector }));
    const a = bench.store.get('Pod', 'default', 'a');
    const allowed = a && evict(a, bench.store, 0);
    assert.ok(allowed !== undefined && 'budgets' in allowed);
    const [after] = allowed.budgets;
    assert.deepEqual(
      [after?.status?.disruptionsAllowed, after?.status?.currentHealthy, after?.status?.desiredHealthy],
      [0, 2, 2],
    );
    assert.equal(after?.status?.conditions?.[0]?.reason, 'InsufficientPods');
    assert.deepEqual(evict(webPod('b'), bench.store, 0, new Set([a?.metadata.uid ?? ''])), {
      blocked: { budget: 'two', desiredHealthy: 2, currentHealthy: 2 },
    });
  });

  it('must be allowed by every budget that counts the pod', () => {
    const all = budgetOf('all', { minAvailable: 3, selector: {} });
    const bench = cluster(three, budgetOf('two', { minAvailable: 2, selector }), all);
    assert.equal(blockedOf(bench, 'a'), 'all');
  });

  it('counts none without a selector, and those of its namespace alone', () => {
    assert.equal(blockedOf(cluster(three, budgetOf('none', { minAvailable: 3 })), 'a'), undefined);
    const elsewhere = budgetOf('there', { minAvailable: 3, selector });
    const moved = { ...elsewhere, metadata: { ...elsewhere.metadata, namespace: 'kube-system' } };
    assert.equal(blockedOf(cluster(three, moved), 'a'), undefined);
  });

  it('is not asked for pods that do not run or go already', () => {
    const strict = budgetOf('all', { minAvailable: 9, selector });
    const pending = { ...webPod('p', false), status: { phase: 'Pending' as const } };
    const done = { ...webPod('d', false), status: { phase: 'Succeeded' as const } };
    const going = webPod('g', true, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    const bench = cluster([pending, done, going, webPod('a')], strict);
    assert.deepEqual(
      ['p', 'd', 'g', 'a'].map((name) => blockedOf(bench, name)),
      [undefined, undefined, undefined, 'all'],
    );
  });

  it('keeps pods that are not ready only while too few others are, or not at all', () => {
    const sick = webPod('sick', false);
    const need = (minAvailable: number, policy?: string): PodDisruptionBudget =>
      budgetOf('b', { minAvailable, selector, ...(policy && { unhealthyPodEvictionPolicy: policy }) });
    assert.equal(blockedOf(cluster([...three, sick], need(3)), 'sick'), undefined);
    assert.equal(blockedOf(cluster([...three, sick], need(4)), 'sick'), 'b');
    assert.equal(blockedOf(cluster([...three, sick], need(4, 'AlwaysAllow')), 'sick'), undefined);
  });

  it('takes percentages and maxUnavailable of what the pods’ Deployment asks for', () => {
    const bench = new ControlBench();
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 4 }));
    bench.until('four are ready', () => bench.ready().length === 4);
    const { labels } = bench.ready()[0]?.metadata ?? {};
    const status = (spec: PodDisruptionBudgetSpec): readonly (number | undefined)[] => {
      const made = budgetOf('b', { ...spec, selector: { matchLabels: { ...labels } } });
      const { expectedPods, desiredHealthy, disruptionsAllowed } = budgetStatus(made, bench.store, 0);
      return [expectedPods, desiredHealthy, disruptionsAllowed];
    };
    assert.deepEqual(status({ maxUnavailable: 1 }), [4, 3, 1]);
    assert.deepEqual(status({ maxUnavailable: '30%' }), [4, 2, 2]);
    assert.deepEqual(status({ minAvailable: '60%' }), [4, 3, 1]);
    assert.deepEqual(status({ minAvailable: 5 }), [4, 5, 0]);
  });

  it('has its status kept by the leader as pods come and go', () => {
    const bench = new ControlBench();
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 3 }));
    bench.until('three are ready', () => bench.ready().length === 3);
    const { labels } = bench.ready()[0]?.metadata ?? {};
    bench.create(budgetOf('b', { maxUnavailable: 1, selector: { matchLabels: { ...labels } } }));
    const status = () => bench.get('PodDisruptionBudget', 'b').status;
    bench.until('one may go', () => status()?.disruptionsAllowed === 1);
    bench.apply(deploymentOf('web', 'web:v1', { replicas: 5 }));
    bench.until('five are counted', () => status()?.expectedPods === 5 && status()?.currentHealthy === 5);
    assert.equal(status()?.desiredHealthy, 4);
    bench.run(2_000);
    bench.assertQuiet();
  });

  it('is never broken by evictions, one after the other or in one transaction', () => {
    const owner: OwnerReference = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'x', uid: 'x' };
    const counts = fc.record({
      pods: fc.integer({ min: 1, max: 8 }),
      sick: fc.integer({ min: 0, max: 3 }),
      minAvailable: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(counts, ({ pods, sick, minAvailable }) => {
        const healthy = Array.from({ length: pods }, (_none, at) => webPod(`p${at}`));
        const others = Array.from({ length: sick }, (_none, at) =>
          webPod(`s${at}`, false, { ownerReferences: [owner] }),
        );
        const bench = cluster([...healthy, ...others], budgetOf('b', { minAvailable, selector }));
        const leaving = new Set<string>();
        for (const each of bench.store.list('Pod', 'default')) {
          const eviction = evict(each, bench.store, 0, leaving);
          if ('budgets' in eviction) leaving.add(each.metadata.uid ?? '');
        }
        const left = healthy.filter(({ metadata }) => !leaving.has(metadata.uid ?? '')).length;
        assert.equal(left, Math.min(pods, minAvailable));
      }),
      { numRuns: 60 },
    );
  });
});
