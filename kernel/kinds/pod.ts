// Pod: containers that share one address, one node and one life.
import type { FieldCause } from '#kernel/errors.ts';
import { type PodLoad, digesterBy } from '#kernel/kinds/digest.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden } from '#kernel/kinds/kind.ts';
import { defaultPodSpec, ownScheduler, withAccount, validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import { decode } from '#kernel/model/codec.ts';
import { equalValues } from '#kernel/model/equal.ts';
import {
  type Container,
  type ContainerStatus,
  type EphemeralContainer,
  Pod,
  type PodSpec,
} from '#kernel/model/gen/core.gen.ts';
import { PodGlance, PodLoadGlance, type PodLoadSpecGlance } from '#kernel/model/gen/glance.gen.ts';
import { humanDuration, orNone } from '#kernel/model/human.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';
import { once } from '#kernel/model/shared.ts';
import { msFromTime } from '#kernel/model/time.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** Whether a pod's containers have all ended for good. */
export function isPodFinished({ status }: Pick<PodGlance, 'status'>): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Whether a pod passes its readiness checks. */
export function isPodReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** When a ready pod became so, in milliseconds; undefined while it is not ready. */
export function readySinceMs(pod: Pod): number | undefined {
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? msFromTime(ready.lastTransitionTime) : undefined;
}

/** The sum of what a pod's containers request: cpu in thousandths of a core, memory in bytes. */
export function podRequests(spec: PodLoadSpecGlance): {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
} {
  let cpu = 0n;
  let memory = 0n;
  for (const container of spec.containers) {
    cpu += quantityMillis(container.resources?.requests?.['cpu']);
    memory += quantityMillis(container.resources?.requests?.['memory']);
  }
  return { cpuMillis: Number(cpu), memoryBytes: Number((memory + 999n) / 1000n) };
}

/** A pod's quality-of-service class, by the rules Kubernetes documents. */
export function qosClass(spec: PodSpec): QosClass {
  const all = spec.containers.map((container) => container.resources ?? {});
  const named = all.flatMap(({ limits, requests }) => [
    ...Object.keys(limits ?? {}),
    ...Object.keys(requests ?? {}),
  ]);
  if (named.length === 0) return 'BestEffort';
  const guaranteed = all.every(({ limits, requests }) =>
    ['cpu', 'memory'].every(
      (name) =>
        limits?.[name] !== undefined &&
        quantityMillis(limits[name]) === quantityMillis(requests?.[name] ?? limits[name]),
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

function containerWord(status: ContainerStatus): string | undefined {
  const waiting = status.state?.waiting?.reason;
  if (waiting !== undefined && waiting !== '') return waiting;
  const ended = status.state?.terminated;
  if (ended === undefined) return undefined;
  if (ended.reason !== undefined && ended.reason !== '') return ended.reason;
  return (ended.signal ?? 0) !== 0 ? `Signal:${ended.signal}` : `ExitCode:${ended.exitCode}`;
}

/** The word in the STATUS column, by the rules users know from kubectl. */
export function podStatusWord(pod: Pod): string {
  const lost = pod.status?.reason === 'NodeLost';
  if (pod.metadata.deletionTimestamp !== undefined) return lost ? 'Unknown' : 'Terminating';
  let word = pod.status?.reason ?? pod.status?.phase ?? 'Pending';
  let anyRunning = false;
  for (const status of (pod.status?.containerStatuses ?? []).toReversed()) {
    word = containerWord(status) ?? word;
    if (status.ready && status.state?.running !== undefined) anyRunning = true;
  }
  if (word === 'Completed' && anyRunning) return isPodReady(pod) ? 'Running' : 'NotReady';
  return word;
}

function restarts(pod: Pod, nowMs: number): string {
  const statuses = pod.status?.containerStatuses ?? [];
  const count = statuses.reduce((sum, status) => sum + status.restartCount, 0);
  if (count === 0) return '0';
  const ends = statuses.map((status) => msFromTime(status.lastState?.terminated?.finishedAt) ?? 0);
  const last = Math.max(...ends);
  return last === 0 ? String(count) : `${count} (${humanDuration(nowMs - last)} ago)`;
}

/** How many of the conditions that must hold, too, for the pod to be ready do hold. */
function readinessGates(pod: Pod): string {
  const gates = pod.spec.readinessGates ?? [];
  const holds = (gate: string): boolean =>
    pod.status?.conditions?.some(({ type, status }) => type === gate && status === 'True') ?? false;
  const holding = gates.filter(({ conditionType }) => holds(conditionType));
  return gates.length === 0 ? '<none>' : `${holding.length}/${gates.length}`;
}

/** Whether a pod tolerates everything that it tolerated before, if for another time. */
function keepsTolerations(next: PodSpec, previous: PodSpec): boolean {
  return (previous.tolerations ?? []).every(({ tolerationSeconds: _before, ...old }) =>
    (next.tolerations ?? []).some(({ tolerationSeconds: _after, ...each }) => equalValues(each, old)),
  );
}

/** What a running pod's spec may change: images, and what it tolerates further, as in Kubernetes. */
function validateSpecChange(next: PodSpec, previous: PodSpec): FieldCause[] {
  const images = new Map(next.containers.map(({ name, image }) => [name, image]));
  const { tolerations, ...rest } = previous;
  const wanted = next.tolerations ?? tolerations;
  const expected = {
    ...rest,
    ...(wanted !== undefined && { tolerations: wanted }),
    containers: previous.containers.map((container) => ({
      ...container,
      image: images.get(container.name) ?? container.image,
    })),
  };
  return equalValues(expected, next) && keepsTolerations(next, previous)
    ? []
    : [
        forbidden(
          'spec',
          'pod updates may not change fields other than `spec.containers[*].image`, `spec.tolerations` (only additions to existing tolerations)',
        ),
      ];
}

/** What is wrong with binding a pod to a node: it is bound once. */
export function validateBinding(next: Pod, { spec: { nodeName } }: Pod): FieldCause[] {
  return nodeName === undefined || nodeName === next.spec.nodeName
    ? []
    : [forbidden('spec.nodeName', `the pod is already assigned to node "${nodeName}"`)];
}

/** Everything that runs in a pod: its containers, and those that were added to look into it. */
export function runningContainers({ spec }: Pod): readonly (Container | EphemeralContainer)[] {
  return [...spec.containers, ...(spec.ephemeralContainers ?? [])];
}

/** What is wrong with adding ephemeral containers: those that are there stay as they are. */
export function validateEphemeralChange(next: Pod, previous: Pod): FieldCause[] {
  const after = next.spec.ephemeralContainers ?? [];
  const kept = (previous.spec.ephemeralContainers ?? []).every((container) =>
    equalValues(
      container,
      after.find(({ name }) => name === container.name),
    ),
  );
  return kept
    ? []
    : [forbidden('spec.ephemeralContainers', 'existing ephemeral containers may not be changed or removed')];
}

/** Whether orc's scheduler is to place a pod: pods that ask for another are that one's. */
function waitsForScheduler(pod: PodGlance): boolean {
  const { nodeName, schedulerName = ownScheduler } = pod.spec;
  return nodeName === undefined && schedulerName === ownScheduler && !isPodFinished(pod);
}

/** What a pod takes of its node; undefined while it is on none, and what it would take is not looked at. */
function loadOf(pod: PodGlance, raw: Uint8Array): PodLoad | undefined {
  const { nodeName } = pod.spec;
  if (nodeName === undefined) return undefined;
  const { spec } = decode(PodLoadGlance, raw);
  return { nodeName, isFinished: isPodFinished(pod), ...podRequests(spec) };
}

// The pods of a template have one spec.
const specOfNew = once((spec: PodSpec) => defaultPodSpec(withAccount(spec)));
const specOfOld = once(defaultPodSpec);
const qosClassOf = once(qosClass);
const specCauses = once((spec: PodSpec): readonly FieldCause[] => validatePodSpec(spec, 'spec'));

const indexes = {
  node: { values: (pod: PodGlance) => (pod.spec.nodeName === undefined ? [] : [pod.spec.nodeName]) },
  unmanaged: {
    values: (pod: PodGlance) =>
      pod.metadata.ownerReferences?.some(({ controller }) => controller === true) === true
        ? []
        : [pod.metadata.namespace ?? ''],
  },
  unscheduled: { values: (pod: PodGlance) => (waitsForScheduler(pod) ? ['yes'] : []) },
};

export const definition: KindDefinition<Pod> = {
  type: Pod,
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Ready',
      description: 'How many of its containers are ready, and how many it has.',
      value: (pod) => {
        const ready = (pod.status?.containerStatuses ?? []).filter((status) => status.ready).length;
        return `${ready}/${pod.spec.containers.length}`;
      },
    },
    {
      name: 'Status',
      description: 'What it is doing, by the states of its containers.',
      value: podStatusWord,
    },
    {
      name: 'Restarts',
      description: 'How often its containers were started again, and how long ago the last one was.',
      value: restarts,
    },
    ageColumn,
    { name: 'IP', description: 'Its address.', priority: 1, value: (pod) => orNone(pod.status?.podIP) },
    {
      name: 'Node',
      description: 'The node that it runs on.',
      priority: 1,
      value: (pod) => orNone(pod.spec.nodeName),
    },
    {
      name: 'Nominated Node',
      description: 'The node on which others make room for it.',
      priority: 1,
      value: (pod) => orNone(pod.status?.nominatedNodeName),
    },
    {
      name: 'Readiness Gates',
      description: 'How many of the further conditions for its being ready hold, and how many there are.',
      priority: 1,
      value: readinessGates,
    },
  ],
  defaults: (pod) => ({
    ...pod,
    // Only a new pod has no status: the spec of one that runs may not change, not even by a default.
    spec: (pod.status === undefined ? specOfNew : specOfOld)(pod.spec),
    status: pod.status ?? { phase: 'Pending', qosClass: qosClassOf(pod.spec) },
  }),
  validate: ({ spec }) => specCauses(spec),
  validateUpdate: (next, previous) => validateSpecChange(next.spec, previous.spec),
  indexes,
  digester: digesterBy(PodGlance, indexes, loadOf),
  fields: [
    { name: 'spec.nodeName', value: (pod) => pod.spec.nodeName ?? '' },
    { name: 'spec.restartPolicy', value: (pod) => pod.spec.restartPolicy ?? 'Always' },
    { name: 'spec.schedulerName', value: (pod) => pod.spec.schedulerName ?? '' },
    { name: 'spec.serviceAccountName', value: (pod) => pod.spec.serviceAccountName ?? '' },
    { name: 'spec.hostNetwork', value: (pod) => String(pod.spec.hostNetwork ?? false) },
    { name: 'status.phase', value: (pod) => pod.status?.phase ?? 'Pending' },
    { name: 'status.podIP', value: (pod) => pod.status?.podIP ?? '' },
    { name: 'status.nominatedNodeName', value: (pod) => pod.status?.nominatedNodeName ?? '' },
  ],
};
