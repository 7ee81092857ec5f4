// Deployment: runs one ReplicaSet per template and moves the pods from the old ones to the new one
// within the bounds of its strategy. The rules are Kubernetes' documented ones
// (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/).
import { rollingBounds } from '#kernel/kinds/deployment.ts';
import { managerOf } from '#kernel/kinds/owner.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Deployment, ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { shortHash } from '#kernel/model/hash.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import { QuotaPlan } from '#kernel/policy/quota/plan.ts';
import type { StateView } from '#kernel/store/view.ts';
import {
  type Controller,
  type ReconcileContext,
  createWrite,
  deleteWrite,
  keyOfObject,
  nothing,
  ownedMetadata,
  ownerReference,
  splitKey,
  updateWrite,
} from '#controllers/controller.ts';
import {
  countsOf,
  deploymentStatus,
  isComplete,
  progressDeadlineInMs,
} from '#controllers/deployment-status.ts';
import { activePods, availablePods } from '#controllers/replica-set.ts';

/** Labels the pods and ReplicaSet of one template. */
export const templateHashLabel = 'pod-template-hash';
/** The number of a ReplicaSet's template in its deployment's history. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** Why a revision was made, as the user put it; carried from the deployment. */
export const changeCauseAnnotation = 'kubernetes.io/change-cause';

/** On a ReplicaSet: how many pods its deployment wanted when it was last sized. */
const desiredAnnotation = 'deployment.kubernetes.io/desired-replicas';

/** How long a deployment waits that may not make the ReplicaSet of its template. */
const refusedRetryMs = 10_000;

/** A template without the label that tells its ReplicaSet apart. */
function bareTemplate(template: PodTemplateSpec): PodTemplateSpec {
  const { [templateHashLabel]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** A set's place in the history; 0 for one that says none that could be counted on from. */
function numberOf({ metadata }: ReplicaSet): number {
  const number = Number(/^\d+$/.exec(metadata.annotations?.[revisionAnnotation] ?? '')?.[0] ?? '0');
  return Number.isSafeInteger(number + 1) ? number : 0;
}

const wanted = (set: ReplicaSet): number => set.spec.replicas ?? 1;
const sum = (sets: readonly ReplicaSet[], value: (set: ReplicaSet) => number): number =>
  sets.reduce((total, set) => total + value(set), 0);

/** A ReplicaSet with what is true of its pods now; its own status may be a moment old. */
interface Counted {
  readonly set: ReplicaSet;
  readonly wanted: number;
  /** Pods that are there or will be: more than wanted while it scales down. */
  readonly held: number;
  readonly available: number;
}

/** What is to be added to each of some sets, or taken from it, by their sizes; the largest takes what does not divide. */
function shares(sets: readonly ReplicaSet[], change: number): Map<ReplicaSet, number> {
  const total = sum(sets, wanted);
  const bySize = sets.toSorted((a, b) => wanted(b) - wanted(a) || numberOf(b) - numberOf(a));
  const parts = bySize.map((set) => Math.trunc((change * wanted(set)) / Math.max(1, total)));
  const rest = change - parts.reduce((all, part) => all + part, 0);
  return new Map(
    bySize.map((set, index) => [
      set,
      Math.max(0, wanted(set) + (parts[index] ?? 0) + (index === 0 ? rest : 0)),
    ]),
  );
}

/** Whether more pods are wanted than when the ReplicaSets were last sized. */
function isScaledUp(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  const replicas = String(deployment.spec.replicas ?? 1);
  return sets.some(({ metadata: { annotations } }) => {
    const before = annotations?.[desiredAnnotation];
    return before !== undefined && /^\d+$/.test(before) && Number(before) < Number(replicas);
  });
}

function counted(set: ReplicaSet, { view, nowMs }: ReconcileContext): Counted {
  return {
    set,
    wanted: wanted(set),
    held: Math.max(wanted(set), activePods(set, view).length),
    available: availablePods(set, view, nowMs),
  };
}

interface Plan {
  /** The desired count of each ReplicaSet that should change. */
  readonly scale: ReadonlyMap<ReplicaSet, number>;
  /** How many pods of the new template there should be. */
  readonly newReplicas: number;
  readonly reason: string;
}

/** The steps of a rolling update that its bounds allow now. */
function planRolling(
  deployment: Deployment,
  freshSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
  context: ReconcileContext,
): Plan {
  const replicas = deployment.spec.replicas ?? 1;
  const { maxSurge, maxUnavailable } = rollingBounds(deployment);
  const scale = new Map<ReplicaSet, number>();
  const fresh = freshSet && counted(freshSet, context);
  const old = oldSets.map((set) => counted(set, context));
  const oldWanted = old.reduce((total, each) => total + each.wanted, 0);
  const oldHeld = old.reduce((total, each) => total + each.held, 0);
  const freshWanted = fresh?.wanted ?? 0;
  let newReplicas = freshWanted;
  if (freshWanted > replicas || oldHeld === 0) newReplicas = replicas;
  else if (freshWanted < replicas) {
    const room = Math.max(0, replicas + maxSurge - oldHeld - (fresh?.held ?? 0));
    newReplicas = Math.min(replicas, freshWanted + room);
  }
  if (oldWanted === 0) return { scale, newReplicas, reason: `scale to ${replicas}` };
  const active = [...(freshSet === undefined ? [] : [freshSet]), ...oldSets].filter((set) => wanted(set) > 0);
  if (active.length > 1 && isScaledUp(deployment, active)) {
    // In the proportions there are, as in Kubernetes: a template that may not work gets no more than its share.
    const change = Math.max(0, replicas + maxSurge - oldHeld - (fresh?.held ?? 0));
    const sizes = shares(active, change);
    for (const set of oldSets) if (wanted(set) > 0) scale.set(set, sizes.get(set) ?? wanted(set));
    const ofFresh = freshSet && sizes.get(freshSet);
    return { scale, newReplicas: ofFresh ?? freshWanted, reason: `scale to ${replicas}` };
  }

  const minAvailable = replicas - maxUnavailable;
  const freshUnavailable = Math.max(0, freshWanted - (fresh?.available ?? 0));
  let room = Math.max(0, oldWanted + freshWanted - minAvailable - freshUnavailable);
  const byAge = old.toSorted((a, b) => numberOf(a.set) - numberOf(b.set));
  for (const { set, wanted: before, available } of byAge) {
    const unhealthy = Math.min(room, Math.max(0, before - available));
    if (unhealthy === 0) continue;
    scale.set(set, before - unhealthy);
    room -= unhealthy;
  }
  // A set that scales down keeps at most what it wants, however many are still there.
  const availableNow = [...old, ...(fresh === undefined ? [] : [fresh])].reduce(
    (total, each) => total + Math.min(each.available, each.wanted),
    0,
  );
  let healthyRoom = Math.max(0, Math.min(room, availableNow - minAvailable));
  for (const { set, wanted: before } of byAge) {
    const left = scale.get(set) ?? before;
    const down = Math.min(left, healthyRoom);
    if (down === 0) continue;
    scale.set(set, left - down);
    healthyRoom -= down;
  }
  // More than the surge are left when there were to be fewer on the way: then new ones go that do not serve yet.
  const oldLeft = old.reduce((total, { set, wanted: before }) => total + (scale.get(set) ?? before), 0);
  const excess = Math.max(0, oldLeft + newReplicas - replicas - maxSurge);
  const idle = Math.max(0, newReplicas - (fresh?.available ?? 0));
  newReplicas -= Math.min(excess, idle);
  return { scale, newReplicas, reason: 'rolling update' };
}

/** Recreate: all old pods first go, then the new ones come. */
function planRecreate(
  deployment: Deployment,
  fresh: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
  view: StateView,
): Plan {
  const scale = new Map(old.filter((set) => wanted(set) > 0).map((set) => [set, 0]));
  const oldPodsLeft = old.some((set) =>
    view.by('Pod', 'owner', set.metadata.uid ?? '').some((pod) => !isPodFinished(pod)),
  );
  const newReplicas =
    scale.size > 0 || oldPodsLeft
      ? fresh === undefined
        ? 0
        : wanted(fresh)
      : (deployment.spec.replicas ?? 1);
  return { scale, newReplicas, reason: 'recreate' };
}

/** A paused deployment still follows its replicas, in the proportions its ReplicaSets have; with none, with the newest. */
function planPaused(deployment: Deployment, sets: readonly ReplicaSet[]): Plan {
  const active = sets.filter((set) => wanted(set) > 0);
  const newest = sets.toSorted((a, b) => numberOf(b) - numberOf(a)).slice(0, 1);
  const change = (deployment.spec.replicas ?? 1) - sum(active, wanted);
  const scale = change === 0 ? new Map() : shares(active.length > 0 ? active : newest, change);
  return { scale, newReplicas: 0, reason: 'paused' };
}

function newSet(
  deployment: Deployment,
  hash: string,
  number: number,
  replicas: number,
  context: ReconcileContext,
): ReplicaSet {
  const { template, selector, minReadySeconds } = deployment.spec;
  const labels = { ...template.metadata?.labels, [templateHashLabel]: hash };
  const cause = deployment.metadata.annotations?.[changeCauseAnnotation];
  const annotations = {
    [revisionAnnotation]: String(number),
    [desiredAnnotation]: String(deployment.spec.replicas ?? 1),
    ...(cause !== undefined && { [changeCauseAnnotation]: cause }),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...ownedMetadata(`${deployment.metadata.name}-${hash}`, deployment, { labels, annotations }, context),
      generation: 1,
    },
    spec: {
      replicas,
      ...(minReadySeconds !== undefined && { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [templateHashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0 },
  };
}

/** A set with as many pods as it should have, and how many its deployment wants. */
function sized(set: ReplicaSet, replicas: number, deployment: Deployment): ReplicaSet {
  const desired = String(deployment.spec.replicas ?? 1);
  const { annotations } = set.metadata;
  const noted =
    annotations?.[desiredAnnotation] === desired
      ? set
      : {
          ...set,
          metadata: { ...set.metadata, annotations: { ...annotations, [desiredAnnotation]: desired } },
        };
  return wanted(set) === replicas ? noted : scaled(noted, replicas);
}

function scaled(set: ReplicaSet, replicas: number): ReplicaSet {
  return {
    ...set,
    metadata: { ...set.metadata, generation: (set.metadata.generation ?? 0) + 1 },
    spec: { ...set.spec, replicas },
  };
}

/** The new template's ReplicaSet, brought up to its place in the history, with why it is, which is often said only then. */
function renumbered(set: ReplicaSet, number: number, deployment: Deployment): ReplicaSet {
  const { annotations } = set.metadata;
  const cause = deployment.metadata.annotations?.[changeCauseAnnotation];
  const isUp = numberOf(set) >= number;
  if (isUp && (cause === undefined || annotations?.[changeCauseAnnotation] === cause)) return set;
  const told = {
    ...annotations,
    ...(!isUp && { [revisionAnnotation]: String(number) }),
    ...(cause !== undefined && { [changeCauseAnnotation]: cause }),
  };
  return { ...set, metadata: { ...set.metadata, annotations: told } };
}

/** Old ReplicaSets beyond the history that is kept. */
function forgotten(deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet[] {
  const idle = old.filter((set) => wanted(set) === 0 && (set.status?.replicas ?? 0) === 0);
  const excess = idle.length - (deployment.spec.revisionHistoryLimit ?? 10);
  return excess <= 0 ? [] : idle.toSorted((a, b) => numberOf(a) - numberOf(b)).slice(0, excess);
}

/** The hash that names a new ReplicaSet: the template's, or with collisions counted the next that is free. */
function freeHash(deployment: Deployment, view: StateView): string {
  for (let collisions = deployment.status?.collisionCount ?? 0; ; collisions++) {
    const hash = shortHash(
      collisions === 0 ? deployment.spec.template : [deployment.spec.template, collisions],
    );
    if (
      view.get('ReplicaSet', deployment.metadata.namespace ?? '', `${deployment.metadata.name}-${hash}`) ===
      undefined
    )
      return hash;
  }
}

/** Takes over the ReplicaSets that fit its selector and belong to nobody, such as those of one that left them orphans. */
function adoptions(deployment: Deployment, view: StateView): Write[] {
  const selector = selectorOf(deployment.spec.selector);
  return view
    .by('ReplicaSet', 'unmanaged', deployment.metadata.namespace ?? '')
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined && matches(selector, metadata.labels))
    .map((set) => {
      const ownerReferences = [...(set.metadata.ownerReferences ?? []), ownerReference(deployment)];
      return updateWrite({ ...set, metadata: { ...set.metadata, ownerReferences } });
    });
}

function reconcile(key: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const { namespace, name } = splitKey(key);
  const deployment = context.view.get('Deployment', namespace, name);
  if (deployment === undefined || deployment.metadata.deletionTimestamp !== undefined) return nothing;
  const { view } = context;
  const adopted = adoptions(deployment, view);
  // What to do with them is told once they are its own.
  if (adopted.length > 0) return { writes: adopted, reason: 'ReplicaSets that belong to nobody' };
  const sets = view
    .by('ReplicaSet', 'owner', deployment.metadata.uid ?? '')
    .filter(
      (set) =>
        managerOf(set)?.uid === deployment.metadata.uid && set.metadata.deletionTimestamp === undefined,
    );
  const fresh = sets.find((set) =>
    equalValues(bareTemplate(set.spec.template), bareTemplate(deployment.spec.template)),
  );
  const old = sets.filter((set) => set !== fresh);
  const paused = deployment.spec.paused === true;
  const plan = paused
    ? planPaused(deployment, sets)
    : deployment.spec.strategy?.type === 'Recreate'
      ? planRecreate(deployment, fresh, old, view)
      : planRolling(deployment, fresh, old, context);
  const writes: Write[] = [];
  let refused: string | undefined;
  const makeSet = (set: ReplicaSet): string | undefined => {
    const why = new QuotaPlan(view, namespace).take(set);
    if (why === undefined) writes.push(createWrite(set));
    return why && `Failed to create new replica set ${JSON.stringify(set.metadata.name)}: ${why}`;
  };
  const number = Math.max(0, ...old.map(numberOf)) + 1;
  if (fresh === undefined && !paused) {
    if (plan.reason !== 'recreate' || plan.newReplicas > 0 || deployment.spec.replicas === 0)
      refused = makeSet(newSet(deployment, freeHash(deployment, view), number, plan.newReplicas, context));
  } else if (fresh !== undefined && !paused) {
    const minReady = deployment.spec.minReadySeconds;
    const current = renumbered(fresh, number, deployment);
    const base = sized(current, plan.newReplicas, deployment);
    const { minReadySeconds, ...spec } = base.spec;
    const next =
      minReadySeconds === minReady
        ? base
        : { ...base, spec: { ...spec, ...(minReady !== undefined && { minReadySeconds: minReady }) } };
    if (next !== fresh) writes.push(updateWrite(next));
  }
  for (const set of paused ? sets : old) {
    const replicas = plan.scale.get(set) ?? wanted(set);
    const next = wanted(set) + replicas === 0 ? set : sized(set, replicas, deployment);
    if (next !== set) writes.push(updateWrite(next));
  }
  // Before it is complete an old set tells that pods of it still end, and is what to go back to.
  const goneSets = paused || !isComplete(deployment, countsOf(sets, fresh)) ? [] : forgotten(deployment, old);
  for (const set of goneSets) {
    const write = plan.scale.has(set) ? undefined : deleteWrite(set, context.nowMs);
    if (write !== undefined) writes.push(write);
  }
  const status = deploymentStatus(deployment, sets, fresh, refused, context.nowMs);
  const revision = String(fresh === undefined ? number : Math.max(numberOf(fresh), number));
  const annotations = paused
    ? deployment.metadata.annotations
    : { ...deployment.metadata.annotations, [revisionAnnotation]: revision };
  const next: Deployment = {
    ...deployment,
    status,
    metadata: { ...deployment.metadata, ...(annotations && { annotations }) },
  };
  if (!equalValues(next, deployment)) writes.push(updateWrite(next));
  const againInMs =
    refused === undefined ? progressDeadlineInMs({ ...deployment, status }, context.nowMs) : refusedRetryMs;
  return { writes, reason: plan.reason, ...(againInMs !== undefined && { againInMs }) };
}

export const deploymentController: Controller = {
  name: 'deployment',
  keysOf({ type, kind, key: { namespace, name }, after, before }, view) {
    if (kind === 'Deployment') return [`${namespace}/${name}`];
    if (kind === 'ReplicaSet') {
      const managers = [after, before].map((set) => set && managerOf(set.digest));
      const names = managers.flatMap((manager) =>
        manager?.kind === 'Deployment' ? [`${namespace}/${manager.name}`] : [],
      );
      if (managers[0] !== undefined) return [...new Set(names)];
      const { labels } = after.object.metadata;
      const fitting = [...view.list('Deployment', namespace)].filter(({ spec }) =>
        matches(selectorOf(spec.selector), labels),
      );
      return [...new Set([...names, ...fitting.map(keyOfObject)])];
    }
    if (kind !== 'Pod' || type !== 'DELETED') return [];
    const owner = managerOf(after.digest);
    const set = owner?.kind === 'ReplicaSet' ? view.get('ReplicaSet', namespace, owner.name) : undefined;
    const manager = set && managerOf(set);
    return manager?.kind === 'Deployment' ? [`${namespace}/${manager.name}`] : [];
  },
  allKeys: (view) => [...view.list('Deployment')].map(keyOfObject),
  reconcile,
};
