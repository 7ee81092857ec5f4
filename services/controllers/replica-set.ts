// ReplicaSet: keeps N pods of a template. Missing ones are made, surplus ones deleted (those that
// serve least first), pods that fit the selector and belong to nobody are taken over.
import { managerOf } from '#kernel/kinds/owner.ts';
import { admitAccount } from '#kernel/kinds/pod-account.ts';
import { withAccount } from '#kernel/kinds/pod-spec.ts';
import { isPodFinished, isPodReady, qosClass, readySinceMs } from '#kernel/kinds/pod.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '#kernel/model/gen/apps.gen.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import { msFromTime } from '#kernel/model/time.ts';
import { judgePod } from '#kernel/policy/pod.ts';
import { QuotaPlan } from '#kernel/policy/quota/plan.ts';
import type { StateView } from '#kernel/store/view.ts';
import {
  type Controller,
  type ReconcileContext,
  createWrite,
  deleteWrite,
  draftMetadata,
  keyOfObject,
  maxWrites,
  nameUnder,
  nothing,
  ownerReference,
  splitKey,
  updateWrite,
} from '#controllers/controller.ts';
import { failureConditions, retryInMs, setsToRetry } from '#controllers/replica-failure.ts';

const isActive = (pod: Pod): boolean => !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined;

/**
 * Milliseconds until a ready pod has been so for `minReadySeconds`; 0 when it has, undefined when not ready. Where none
 * are asked for nothing is reckoned: the time is its node's, whose clock may be ahead.
 */
function untilAvailableMs(pod: Pod, minReadySeconds: number, nowMs: number): number | undefined {
  if (minReadySeconds === 0) return isPodReady(pod) ? 0 : undefined;
  const since = readySinceMs(pod);
  return since === undefined ? undefined : Math.max(0, since + minReadySeconds * 1000 - nowMs);
}

/** Orders pods by how soon they should go: those that serve least, then the youngest. */
function compareForDeletion(a: Pod, b: Pod): number {
  const rank = (pod: Pod): number =>
    (pod.spec.nodeName === undefined ? 0 : 4) +
    (pod.status?.phase === 'Running' ? 2 : 0) +
    (isPodReady(pod) ? 1 : 0);
  const created = (pod: Pod): number => msFromTime(pod.metadata.creationTimestamp) ?? 0;
  return rank(a) - rank(b) || (readySinceMs(b) ?? 0) - (readySinceMs(a) ?? 0) || created(b) - created(a);
}

/**
 * A pod of the set's template that has no name yet, but the prefix of one. Of the template's metadata it takes what
 * Kubernetes takes: a template that names, say, a time of deletion would make pods that count for nothing, without end.
 */
function draftPod(set: ReplicaSet, nowMs: number): Pod {
  const { metadata: { labels, annotations, finalizers } = {}, spec } = set.spec.template;
  const taken = {
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(finalizers && { finalizers }),
  };
  const generateName = `${set.metadata.name ?? ''}-`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...draftMetadata(generateName, set, taken, nowMs), generateName, generation: 1 },
    spec: withAccount(spec),
    status: { phase: 'Pending', qosClass: qosClass(spec) },
  };
}

/** The pods that a set makes now. */
interface Making {
  readonly pods: readonly Pod[];
  /** Why it may not make as many as it should; undefined when it may. */
  readonly refused?: string;
}

/** As many pods as a set should make and its namespace allows. */
function making(set: ReplicaSet, count: number, context: ReconcileContext): Making {
  const { view, random, nowMs, bounded } = context;
  if (context.refused !== undefined) return { pods: [], refused: context.refused };
  const drafted = admitAccount(draftPod(set, nowMs), view);
  if ('missing' in drafted) return { pods: [], refused: drafted.missing.message };
  const verdict = judgePod(view, drafted.ok, { controller: 'replicaset', bounded });
  if ('refused' in verdict) return { pods: [], refused: verdict.refused };
  const { pod } = verdict;
  const plan = new QuotaPlan(view, set.metadata.namespace ?? '');
  const pods: Pod[] = [];
  while (pods.length < count) {
    const refused = plan.take(pod);
    if (refused !== undefined) return { pods, refused };
    const name = nameUnder(set.metadata.name ?? '', random);
    pods.push({ ...pod, metadata: { ...pod.metadata, name, uid: random.uuid() } });
  }
  return { pods };
}

function adoptions(set: ReplicaSet, view: StateView): Write[] {
  const selector = selectorOf(set.spec.selector);
  return view
    .by('Pod', 'unmanaged', set.metadata.namespace ?? '')
    .filter((pod) => isActive(pod) && matches(selector, pod.metadata.labels))
    .map((pod) =>
      updateWrite({
        ...pod,
        metadata: {
          ...pod.metadata,
          ownerReferences: [...(pod.metadata.ownerReferences ?? []), ownerReference(set)],
        },
      }),
    );
}

/** Pods whose labels no longer fit are let go of: that is how users take one out to look at it. */
function releases(set: ReplicaSet, owned: readonly Pod[]): Write[] {
  return owned.map((pod) => {
    const { ownerReferences, ...metadata } = pod.metadata;
    const left = (ownerReferences ?? []).filter(({ uid }) => uid !== set.metadata.uid);
    return updateWrite({
      ...pod,
      metadata: { ...metadata, ...(left.length > 0 && { ownerReferences: left }) },
    });
  });
}

/** A set's own pods that neither ended nor are to end. */
export function activePods(set: ReplicaSet, view: StateView): Pod[] {
  return view
    .by('Pod', 'owner', set.metadata.uid ?? '')
    .filter((pod) => isActive(pod) && managerOf(pod)?.uid === set.metadata.uid);
}

/** How many of a set's pods are available now, by the pods themselves: its status follows them. */
export function availablePods(set: ReplicaSet, view: StateView, nowMs: number): number {
  return activePods(set, view).filter(
    (pod) => untilAvailableMs(pod, set.spec.minReadySeconds ?? 0, nowMs) === 0,
  ).length;
}

function statusOf(
  set: ReplicaSet,
  active: readonly Pod[],
  conditions: readonly ReplicaSetCondition[],
  nowMs: number,
): ReplicaSetStatus {
  const templateLabels = Object.entries(set.spec.template.metadata?.labels ?? {});
  const minReady = set.spec.minReadySeconds ?? 0;
  const labeled = active.filter((pod) =>
    templateLabels.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  return {
    replicas: active.length,
    fullyLabeledReplicas: labeled.length,
    readyReplicas: active.filter(isPodReady).length,
    availableReplicas: active.filter((pod) => untilAvailableMs(pod, minReady, nowMs) === 0).length,
    observedGeneration: set.metadata.generation ?? 0,
    ...(conditions.length > 0 && { conditions }),
  };
}

function reconcile(key: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const { namespace, name } = splitKey(key);
  const set = context.view.get('ReplicaSet', namespace, name);
  if (set === undefined) return nothing;
  const selector = selectorOf(set.spec.selector);
  const owned = activePods(set, context.view);
  const active = owned.filter((pod) => matches(selector, pod.metadata.labels));
  const writes: Write[] = [];
  let reason = 'status';
  let refused: string | undefined;
  if (set.metadata.deletionTimestamp === undefined) {
    const adopted = adoptions(set, context.view);
    writes.push(
      ...releases(
        set,
        owned.filter((pod) => !active.includes(pod)),
      ),
      ...adopted,
    );
    const missing = (set.spec.replicas ?? 1) - active.length - adopted.length;
    if (missing > 0) {
      const made = making(set, Math.min(missing, maxWrites), context);
      writes.push(...made.pods.map(createWrite));
      ({ refused } = made);
      reason = `${missing} of ${set.spec.replicas ?? 1} pods missing`;
    } else if (missing < 0) {
      const surplus = active.toSorted(compareForDeletion).slice(0, Math.min(-missing, maxWrites));
      for (const pod of surplus) {
        const write = deleteWrite(pod, context.nowMs);
        if (write !== undefined) writes.push(write);
      }
      reason = `${-missing} pods more than ${set.spec.replicas ?? 1}`;
    }
  }
  const conditions = failureConditions(set, refused, context.nowMs);
  const status = statusOf(set, active, conditions, context.nowMs);
  if (!equalValues(status, set.status)) writes.push(updateWrite({ ...set, status }));
  const waits = [
    retryInMs(conditions, context.nowMs),
    ...active.map((pod) => untilAvailableMs(pod, set.spec.minReadySeconds ?? 0, context.nowMs)),
  ].filter((wait) => wait !== undefined && wait > 0);
  return {
    writes,
    reason,
    ...(waits.length > 0 && { againInMs: Math.min(...waits.map((wait) => wait ?? 0)) }),
  };
}

export const replicaSetController: Controller = {
  name: 'replicaset',
  keysOf(event, view) {
    const { kind, key, after, before } = event;
    if (kind === 'ReplicaSet') return [`${key.namespace}/${key.name}`];
    const retried = setsToRetry(event, view).map(keyOfObject);
    if (kind !== 'Pod') return retried;
    const owners = [after, before].flatMap((pod) => {
      const manager = pod && managerOf(pod.digest);
      return manager?.kind === 'ReplicaSet' ? [`${key.namespace}/${manager.name}`] : [];
    });
    // One that somebody has let go of may be another's.
    if (managerOf(after.digest) !== undefined) return [...new Set([...owners, ...retried])];
    const sets = [...view.list('ReplicaSet', key.namespace)];
    const fitting = sets.filter((set) =>
      matches(selectorOf(set.spec.selector), event.object.metadata.labels),
    );
    return [...new Set([...owners, ...fitting.map(keyOfObject), ...retried])];
  },
  allKeys: (view) => [...view.list('ReplicaSet')].map(keyOfObject),
  reconcile,
};
