// Disruption budgets: how many pods of a set may be taken away at a time. An eviction and the budgets that allow it are
// one transaction, decided by the state it is made on, so no two evictions ever use the same allowance and no
// controller has to have caught up first.
// https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
import { findDefinition } from '#kernel/custom/catalog.ts';
import { groupOfVersion } from '#kernel/custom/object.ts';
import { countOf } from '#kernel/kinds/count-or-percent.ts';
import { managerOf } from '#kernel/kinds/owner.ts';
import { isPodFinished, isPodReady } from '#kernel/kinds/pod.ts';
import { kindNamed } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { Condition, OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '#kernel/model/gen/policy.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';

/** How many owners above a pod are looked at for its count: a Deployment is two. */
const maxOwners = 4;

/** Whether a budget counts a pod. One without a selector counts none, one with an empty selector all. */
export function countsPod({ metadata, spec }: PodDisruptionBudget, pod: Pod): boolean {
  return (
    metadata.namespace === pod.metadata.namespace &&
    spec?.selector !== undefined &&
    matches(selectorOf(spec.selector), pod.metadata.labels)
  );
}

/** The budgets that count a pod. */
export function budgetsOf(pod: Pod, view: StateView): PodDisruptionBudget[] {
  const budgets = [...view.list('PodDisruptionBudget', pod.metadata.namespace)];
  return budgets.filter((budget) => countsPod(budget, pod));
}

function ownerIn(
  view: StateView,
  namespace: string | undefined,
  reference: OwnerReference,
): OrcObject | undefined {
  const kind = kindNamed(groupOfVersion(reference.apiVersion), reference.kind);
  const owner = kind && view.get(kind, namespace ?? '', reference.name);
  return owner?.metadata.uid === reference.uid ? owner : undefined;
}

/** The topmost object above a pod that says how many pods there should be. */
function scaledOwner(pod: Pod, view: StateView): OrcObject | undefined {
  let found: OrcObject | undefined;
  let reference = managerOf(pod);
  for (let step = 0; step < maxOwners && reference !== undefined; step++) {
    const owner = ownerIn(view, pod.metadata.namespace, reference);
    if (owner === undefined || findDefinition(view, owner.kind)?.scale === undefined) break;
    found = owner;
    reference = managerOf(owner);
  }
  return found;
}

/** How many pods there should be, by those who manage them. */
function expectedOf(pods: readonly Pod[], view: StateView): number {
  const owners = new Map<string, number>();
  for (const pod of pods) {
    const owner = scaledOwner(pod, view);
    const wanted = owner && findDefinition(view, owner.kind)?.scale?.read(owner).wanted;
    if (wanted !== undefined) owners.set(owner?.metadata.uid ?? '', wanted);
  }
  return [...owners.values()].reduce((sum, wanted) => sum + wanted, 0);
}

interface Needs {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
}

function needsOf({ spec }: PodDisruptionBudget, pods: readonly Pod[], view: StateView): Needs {
  const { maxUnavailable, minAvailable } = spec ?? {};
  if (maxUnavailable !== undefined) {
    const expectedPods = expectedOf(pods, view);
    const desired = expectedPods - countOf(maxUnavailable, expectedPods, 'up');
    return { expectedPods, desiredHealthy: Math.max(0, desired) };
  }
  if (typeof minAvailable === 'string') {
    const expectedPods = expectedOf(pods, view);
    return { expectedPods, desiredHealthy: countOf(minAvailable, expectedPods, 'up') };
  }
  return { expectedPods: pods.length, desiredHealthy: minAvailable ?? 0 };
}

const isStaying = (pod: Pod): boolean => !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined;
const nobody: ReadonlySet<string> = new Set();

/** A budget's status by the pods there are; those with the uids `leaving` count as going. */
export function budgetStatus(
  budget: PodDisruptionBudget,
  view: StateView,
  nowMs: number,
  leaving: ReadonlySet<string> = nobody,
): PodDisruptionBudgetStatus {
  const all = [...view.list('Pod', budget.metadata.namespace)].filter((pod) => countsPod(budget, pod));
  const pods = all.filter((pod) => !isPodFinished(pod));
  const { expectedPods, desiredHealthy } = needsOf(budget, pods, view);
  const currentHealthy = pods.filter(
    (pod) => isStaying(pod) && isPodReady(pod) && !leaving.has(pod.metadata.uid ?? ''),
  ).length;
  const spare = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  return withCondition(
    budget,
    {
      observedGeneration: budget.metadata.generation ?? 0,
      disruptionsAllowed: spare,
      currentHealthy,
      desiredHealthy,
      expectedPods,
    },
    nowMs,
  );
}

function withCondition(
  { metadata, status: before }: PodDisruptionBudget,
  status: PodDisruptionBudgetStatus,
  nowMs: number,
): PodDisruptionBudgetStatus {
  const known = before?.conditions?.find(({ type }) => type === 'DisruptionAllowed');
  const isAllowed = status.disruptionsAllowed > 0;
  const word = isAllowed ? 'True' : 'False';
  const condition: Condition = {
    type: 'DisruptionAllowed',
    status: word,
    observedGeneration: metadata.generation ?? 0,
    lastTransitionTime:
      known?.status === word && known.lastTransitionTime !== undefined
        ? known.lastTransitionTime
        : timeFromMs(nowMs),
    reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
  };
  return { ...status, conditions: [condition] };
}

/** Why a pod may not be evicted now. */
export interface Blocked {
  readonly budget: string;
  readonly desiredHealthy: number;
  readonly currentHealthy: number;
}

/** The budgets that an eviction changes, as it leaves them, or the one that does not allow it. */
export type Eviction = { readonly budgets: readonly PodDisruptionBudget[] } | { readonly blocked: Blocked };

/** Whether the budgets leave a pod that is not ready: where enough others are, or where it need not be asked. */
function isFree({ spec }: PodDisruptionBudget, pod: Pod, status: PodDisruptionBudgetStatus): boolean {
  if (isPodReady(pod)) return false;
  const { currentHealthy, desiredHealthy } = status;
  const isEnough = desiredHealthy > 0 && currentHealthy >= desiredHealthy;
  return spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow' || isEnough;
}

/**
 * Whether a pod may be evicted when the pods with the uids `leaving` go too. All budgets that count it must allow that.
 * A pod that does not run yet or any more, or goes already, is not asked for.
 */
export function evict(
  pod: Pod,
  view: StateView,
  nowMs: number,
  leaving: ReadonlySet<string> = nobody,
): Eviction {
  if (!isStaying(pod) || pod.status?.phase === 'Pending') return { budgets: [] };
  const changed: PodDisruptionBudget[] = [];
  for (const budget of budgetsOf(pod, view)) {
    const status = budgetStatus(budget, view, nowMs, leaving);
    if (isFree(budget, pod, status)) continue;
    const { currentHealthy, desiredHealthy, disruptionsAllowed } = status;
    if (disruptionsAllowed < 1)
      return { blocked: { budget: budget.metadata.name ?? '', desiredHealthy, currentHealthy } };
    const also = new Set([...leaving, pod.metadata.uid ?? '']);
    changed.push({ ...budget, status: budgetStatus(budget, view, nowMs, also) });
  }
  return { budgets: changed };
}
