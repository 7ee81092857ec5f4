// What a ReplicaSet says when it may not make its pods, and when it tries again: soon after it began, then ever more
// rarely; and at once when something changes that may have stood in its way.
import { admissionGroup } from '#kernel/kinds/admission-rules.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import type { ReplicaSet, ReplicaSetCondition } from '#kernel/model/gen/apps.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import { replicaFailure } from '#kernel/kinds/replica-set.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { Row } from '#kernel/store/row.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The least and the most time between two tries. */
const retryMs = { first: 1_000, last: 60_000 } as const;

/** The conditions of a set that may not make pods for this reason, or that may make all it wants. */
export function failureConditions(
  { status }: ReplicaSet,
  refused: string | undefined,
  nowMs: number,
): readonly ReplicaSetCondition[] {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== replicaFailure);
  if (refused === undefined) return others;
  const before = status?.conditions?.find(({ type }) => type === replicaFailure);
  const since = before?.status === 'True' ? before.lastTransitionTime : undefined;
  const failure = {
    type: replicaFailure,
    status: 'True',
    reason: 'FailedCreate',
    message: refused,
    lastTransitionTime: since ?? timeFromMs(nowMs),
  };
  return [...others, failure];
}

/** Milliseconds until a set that fails tries again: about as long as it has failed, within bounds. */
export function retryInMs(conditions: readonly ReplicaSetCondition[], nowMs: number): number | undefined {
  const failure = conditions.find(({ type }) => type === replicaFailure);
  if (failure === undefined) return undefined;
  const failingMs = nowMs - (msFromTime(failure.lastTransitionTime) ?? nowMs);
  return Math.min(retryMs.last, Math.max(retryMs.first, failingMs));
}

function isFinished(pod: Row): boolean {
  // One that is on no node tells it only when it is decoded.
  if (pod.digest.load !== undefined) return pod.digest.load.isFinished;
  return pod.object.kind === 'Pod' && isPodFinished(pod.object);
}

function hasOtherSpec(quota: OrcObject, former: OrcObject | undefined): boolean {
  return (
    quota.kind !== 'ResourceQuota' ||
    former?.kind !== 'ResourceQuota' ||
    !equalValues(quota.spec, former.spec)
  );
}

/** Whether an event may let a set of its namespace, or of any if it is in none, make pods that it could not make before. */
function makesRoom(event: StoreEvent): boolean {
  const { type, after, before } = event;
  switch (event.kind) {
    case 'Pod':
      return type === 'DELETED' || (before !== undefined && isFinished(after) && !isFinished(before));
    case 'Namespace':
      return !equalValues(event.object.metadata.labels, event.previous?.metadata.labels);
    case 'LimitRange':
      return true;
    case 'ValidatingAdmissionPolicy':
    case 'ValidatingAdmissionPolicyBinding':
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return true;
    case 'ServiceAccount':
      return type === 'ADDED';
    case 'ResourceQuota':
      return type === 'DELETED' || hasOtherSpec(event.object, event.previous);
    default:
      return false;
  }
}

function failing(namespace = '', view: StateView): readonly ReplicaSet[] {
  return view.by('ReplicaSet', 'failing', namespace);
}

/** The sets that fail and may do better after an event. */
export function setsToRetry(event: StoreEvent, view: StateView): readonly ReplicaSet[] {
  if (!makesRoom(event)) return [];
  const { kind, key } = event;
  if (isKindName(kind) && definitionOf(kind).group === admissionGroup)
    return [...view.list('Namespace')].flatMap(({ metadata }) => failing(metadata.name, view));
  return failing(kind === 'Namespace' ? key.name : key.namespace, view);
}
