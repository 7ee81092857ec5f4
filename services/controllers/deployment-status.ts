// What a Deployment says of itself: its counts, and whether it is available and getting on.
import type {
  Deployment,
  DeploymentCondition,
  DeploymentStatus,
  ReplicaSet,
} from '#kernel/model/gen/apps.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import { rollingBounds } from '#kernel/kinds/deployment.ts';
import { replicaFailure } from '#kernel/kinds/replica-set.ts';

type Truth = 'True' | 'False' | 'Unknown';
interface Fact {
  readonly type: string;
  readonly status: Truth;
  readonly reason: string;
  readonly message: string;
}

const conditionOf = (deployment: Deployment, type: string): DeploymentCondition | undefined =>
  deployment.status?.conditions?.find((condition) => condition.type === type);

/** A condition that keeps its times while nothing about it changes. */
function condition(
  deployment: Deployment,
  fact: Fact,
  progressed: boolean,
  nowMs: number,
): DeploymentCondition {
  const before = conditionOf(deployment, fact.type);
  const now = timeFromMs(nowMs);
  const same =
    before?.status === fact.status && before.reason === fact.reason && before.message === fact.message;
  return {
    ...fact,
    lastUpdateTime: same && !progressed ? (before?.lastUpdateTime ?? now) : now,
    lastTransitionTime: before?.status === fact.status ? (before.lastTransitionTime ?? now) : now,
  };
}

/** Whether all pods are of the newest template and available, and no old ones are left. */
export function isComplete(deployment: Deployment, counts: Counts): boolean {
  const replicas = deployment.spec.replicas ?? 1;
  return (
    counts.updatedReplicas === replicas &&
    counts.replicas === replicas &&
    counts.availableReplicas === replicas
  );
}

export interface Counts {
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

function hasProgressed(
  before: DeploymentStatus | undefined,
  counts: Counts,
  deployment: Deployment,
): boolean {
  const oldBefore = (before?.replicas ?? 0) - (before?.updatedReplicas ?? 0);
  return (
    before?.observedGeneration !== deployment.metadata.generation ||
    counts.updatedReplicas > (before?.updatedReplicas ?? 0) ||
    counts.replicas - counts.updatedReplicas < oldBefore ||
    counts.readyReplicas > (before?.readyReplicas ?? 0) ||
    counts.availableReplicas > (before?.availableReplicas ?? 0)
  );
}

/** Milliseconds until a rollout that stands still has failed; undefined when there is nothing to wait for. */
export function progressDeadlineInMs(deployment: Deployment, nowMs: number): number | undefined {
  const progressing = conditionOf(deployment, 'Progressing');
  if (
    progressing?.status !== 'True' ||
    progressing.reason === 'NewReplicaSetAvailable' ||
    deployment.spec.paused === true
  )
    return undefined;
  const since = msFromTime(progressing.lastUpdateTime) ?? nowMs;
  return Math.max(0, since + (deployment.spec.progressDeadlineSeconds ?? 600) * 1000 - nowMs) + 1000;
}

function progressFact(
  deployment: Deployment,
  counts: Counts,
  setName: string,
  progressed: boolean,
  nowMs: number,
): Fact {
  const before = conditionOf(deployment, 'Progressing');
  const done: Fact = {
    type: 'Progressing',
    status: 'True',
    reason: 'NewReplicaSetAvailable',
    message: `ReplicaSet "${setName}" has successfully progressed.`,
  };
  if (isComplete(deployment, counts)) return done;
  if (deployment.spec.paused === true)
    return {
      type: 'Progressing',
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    };
  // A rollout that is through stays so until the next one, whatever becomes of its pods: that is what Available says.
  const wasDone = before?.reason === done.reason && before.message === done.message;
  if (wasDone && counts.replicas === counts.updatedReplicas) return done;
  const since = msFromTime(before?.lastUpdateTime) ?? nowMs;
  const late =
    !progressed &&
    before !== undefined &&
    nowMs - since >= (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  if (late || (!progressed && before?.reason === 'ProgressDeadlineExceeded'))
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${setName}" has timed out progressing.`,
    };
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `ReplicaSet "${setName}" is progressing.`,
  };
}

/** That the ReplicaSet of the present template may not be made. */
function stuck(message: string): Fact {
  return { type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message };
}

/** That a ReplicaSet may not make its pods: the new template's first. */
function failureOf(fresh: ReplicaSet | undefined, sets: readonly ReplicaSet[]): Fact | undefined {
  const failures = [...(fresh === undefined ? [] : [fresh]), ...sets].flatMap(({ status }) =>
    (status?.conditions ?? []).filter(
      ({ type, status: truth }) => type === replicaFailure && truth === 'True',
    ),
  );
  const [failure] = failures;
  if (failure === undefined) return undefined;
  const { reason = '', message = '' } = failure;
  return { type: replicaFailure, status: 'True', reason, message };
}

/** How many pods there are of a deployment whose ReplicaSets are `sets`, `fresh` that of its present template. */
export function countsOf(sets: readonly ReplicaSet[], fresh: ReplicaSet | undefined): Counts {
  const total = (value: (set: ReplicaSet) => number): number =>
    sets.reduce((all, set) => all + value(set), 0);
  return {
    replicas: total((set) => set.status?.replicas ?? 0),
    updatedReplicas: fresh?.status?.replicas ?? 0,
    readyReplicas: total((set) => set.status?.readyReplicas ?? 0),
    availableReplicas: total((set) => set.status?.availableReplicas ?? 0),
  };
}

/** The status of a deployment whose ReplicaSets are `sets`, `fresh` that of its present template; `refused` says why that may not be made. */
export function deploymentStatus(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  fresh: ReplicaSet | undefined,
  refused: string | undefined,
  nowMs: number,
): DeploymentStatus {
  const counts = countsOf(sets, fresh);
  const replicas = deployment.spec.replicas ?? 1;
  const progressed = hasProgressed(deployment.status, counts, deployment);
  const enough =
    counts.availableReplicas >=
    replicas - (deployment.spec.strategy?.type === 'Recreate' ? 0 : rollingBounds(deployment).maxUnavailable);
  const availability: Fact = enough
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
  const failure = failureOf(fresh, sets);
  const setName = fresh?.metadata.name ?? deployment.metadata.name ?? '';
  const progress =
    refused === undefined ? progressFact(deployment, counts, setName, progressed, nowMs) : stuck(refused);
  const { collisionCount } = deployment.status ?? {};
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...counts,
    unavailableReplicas: Math.max(0, replicas - counts.availableReplicas),
    ...(collisionCount !== undefined && { collisionCount }),
    conditions: [
      condition(deployment, availability, false, nowMs),
      condition(deployment, progress, progressed && progress.reason !== 'NewReplicaSetAvailable', nowMs),
      ...(failure === undefined ? [] : [condition(deployment, failure, false, nowMs)]),
    ],
  };
}
