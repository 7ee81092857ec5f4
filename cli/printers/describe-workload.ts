// Deployments, ReplicaSets, Services and nodes, as `describe` shows them.
import { nodeAddress } from '#kernel/kinds/node.ts';
import { podRequests, podStatusWord } from '#kernel/kinds/pod.ts';
import type { Deployment, ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import type { Node, Pod, Service, ServicePort } from '#kernel/model/gen/core.gen.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { age, labelText, orNone } from '#kernel/model/human.ts';
import { formatSelector, selectorOf } from '#kernel/model/selector.ts';
import {
  controlledBy,
  describeTemplate,
  metadataFields,
  terminatingFields,
} from '#cli/printers/describe-pod.ts';
import { type Description, moment } from '#cli/printers/description.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

function conditions(list: readonly Condition[] | undefined, into: Description): void {
  const rows = (list ?? []).map(({ type, status, reason, message }) => [
    type,
    status,
    reason ?? '',
    message ?? '',
  ]);
  if (rows.length > 0)
    into.section('Conditions', (inner) => inner.table(['Type', 'Status', 'Reason', 'Message'], rows));
}

function setText(set: ReplicaSet): string {
  return `${set.metadata.name} (${set.status?.replicas ?? 0}/${set.spec.replicas ?? 1} replicas created)`;
}

/** A Deployment with its ReplicaSets: the newest, and the old ones that still have pods. */
export function describeDeployment(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  into: Description,
): void {
  const { metadata, spec, status } = deployment;
  const strategy = spec.strategy?.type ?? 'RollingUpdate';
  const rolling = spec.strategy?.rollingUpdate;
  const revision = metadata.annotations?.['deployment.kubernetes.io/revision'];
  const newest = sets.find(
    (set) => set.metadata.annotations?.['deployment.kubernetes.io/revision'] === revision,
  );
  const old = sets.filter((set) => set !== newest && (set.status?.replicas ?? 0) > 0);
  into.fields([
    ...metadataFields(metadata),
    ['CreationTimestamp', moment(metadata.creationTimestamp)],
    ...terminatingFields(metadata),
    ['Selector', formatSelector(selectorOf(spec.selector))],
    [
      'Replicas',
      `${spec.replicas ?? 1} desired | ${status?.updatedReplicas ?? 0} updated | ${status?.replicas ?? 0} total | ${status?.availableReplicas ?? 0} available | ${status?.unavailableReplicas ?? 0} unavailable`,
    ],
    ['StrategyType', strategy],
    ['MinReadySeconds', String(spec.minReadySeconds ?? 0)],
    ...(strategy === 'RollingUpdate'
      ? [
          [
            'RollingUpdateStrategy',
            `${rolling?.maxUnavailable ?? '25%'} max unavailable, ${rolling?.maxSurge ?? '25%'} max surge`,
          ] as const,
        ]
      : []),
    ...(spec.paused === true ? [['Paused', 'true'] as const] : []),
  ]);
  describeTemplate(spec.template, into);
  conditions(status?.conditions, into);
  into.fields([
    ['OldReplicaSets', orNone(old.map(setText).join(', '))],
    ['NewReplicaSet', newest === undefined ? '<none>' : setText(newest)],
  ]);
}

/** A ReplicaSet with its pods. */
export function describeReplicaSet(set: ReplicaSet, pods: readonly Pod[], into: Description): void {
  const { metadata, spec, status } = set;
  const count = (phase: string): number => pods.filter((pod) => pod.status?.phase === phase).length;
  into.fields([
    ...metadataFields(metadata),
    ...terminatingFields(metadata),
    ['Selector', formatSelector(selectorOf(spec.selector))],
    ...controlledBy(metadata),
    ['Replicas', `${status?.replicas ?? 0} current / ${spec.replicas ?? 1} desired`],
    [
      'Pods Status',
      `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`,
    ],
  ]);
  describeTemplate(spec.template, into);
  conditions(status?.conditions, into);
}

function endpointsOf(port: ServicePort, slices: readonly EndpointSlice[]): string {
  const found = slices.flatMap((slice) => {
    const own = (slice.ports ?? []).filter(({ name }) => (name ?? '') === (port.name ?? ''));
    const ready = (slice.endpoints ?? []).filter(({ conditions: state }) => state?.ready !== false);
    return ready.flatMap(({ addresses }) => own.map((each) => `${addresses[0]}:${each.port ?? port.port}`));
  });
  const shown = found.slice(0, 3).join(',');
  return orNone(found.length > 3 ? `${shown} + ${found.length - 3} more...` : shown);
}

/** A Service with the addresses behind it. */
export function describeService(service: Service, slices: readonly EndpointSlice[], into: Description): void {
  const { metadata, spec } = service;
  into.fields([
    ...metadataFields(metadata),
    ...terminatingFields(metadata),
    ['Selector', labelText(spec.selector)],
    ['Type', spec.type ?? 'ClusterIP'],
    ['IP Family Policy', spec.ipFamilyPolicy ?? 'SingleStack'],
    ['IP Families', (spec.ipFamilies ?? ['IPv4']).join(',')],
    ['IP', orNone(spec.clusterIP)],
    ...(spec.ports ?? []).flatMap((port) => {
      const protocol = port.protocol ?? 'TCP';
      return [
        ['Port', `${port.name ?? '<unset>'}  ${port.port}/${protocol}`] as const,
        ['TargetPort', `${port.targetPort ?? port.port}/${protocol}`] as const,
        ...((port.nodePort ?? 0) === 0
          ? []
          : [['NodePort', `${port.name ?? '<unset>'}  ${port.nodePort}/${protocol}`] as const]),
        ['Endpoints', endpointsOf(port, slices)] as const,
      ];
    }),
    ['Session Affinity', spec.sessionAffinity ?? 'None'],
    ...(spec.externalTrafficPolicy === undefined
      ? []
      : [['External Traffic Policy', spec.externalTrafficPolicy] as const]),
    ['Internal Traffic Policy', spec.internalTrafficPolicy ?? 'Cluster'],
  ]);
}

function amounts(name: string, map: Readonly<Record<string, string>> | undefined, into: Description): void {
  into.section(name, (inner) =>
    inner.fields(Object.entries(map ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** A node with the pods on it and what they ask of it. */
export function describeNode(node: Node, pods: readonly Pod[], nowMs: number, into: Description): void {
  const { metadata, spec, status } = node;
  const taints = (spec?.taints ?? []).map(
    ({ key, value, effect }) => `${key}${(value ?? '') === '' ? '' : `=${value}`}:${effect}`,
  );
  into.fields([
    ...metadataFields(metadata),
    ['CreationTimestamp', moment(metadata.creationTimestamp)],
    ['Taints', taints.length === 0 ? '<none>' : taints],
    ['Unschedulable', String(spec?.unschedulable ?? false)],
  ]);
  into.section('Conditions', (inner) =>
    inner.table(
      ['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message'],
      (status?.conditions ?? []).map((each) => [
        each.type,
        each.status,
        moment(each.lastTransitionTime),
        each.reason ?? '',
        each.message ?? '',
      ]),
    ),
  );
  into.section('Addresses', (inner) =>
    inner.fields((status?.addresses ?? []).map(({ type, address }) => [type, address])),
  );
  amounts('Capacity', status?.capacity, into);
  amounts('Allocatable', status?.allocatable, into);
  const info = status?.nodeInfo;
  into.section('System Info', (inner) =>
    inner.fields([
      ['Kernel Version', info?.kernelVersion ?? ''],
      ['OS Image', info?.osImage ?? ''],
      ['Architecture', info?.architecture ?? ''],
      ['Container Runtime Version', info?.containerRuntimeVersion ?? ''],
      ['Agent Version', info?.kubeletVersion ?? ''],
    ]),
  );
  into.fields([
    ['PodCIDR', orNone(spec?.podCIDR)],
    ['Address', orNone(nodeAddress(node))],
  ]);
  const running = pods.filter(
    ({ status: state }) => state?.phase !== 'Succeeded' && state?.phase !== 'Failed',
  );
  const asked = running.map((pod) => podRequests(pod.spec));
  into.section(`Non-terminated Pods (${running.length} in total)`, (inner) =>
    inner.table(
      ['Namespace', 'Name', 'Status', 'CPU Requests', 'Memory Requests', 'Age'],
      running.map((pod, index) => [
        pod.metadata.namespace ?? '',
        pod.metadata.name ?? '',
        podStatusWord(pod),
        `${asked[index]?.cpuMillis ?? 0}m`,
        String(asked[index]?.memoryBytes ?? 0),
        age(pod.metadata.creationTimestamp, nowMs),
      ]),
    ),
  );
  into.section('Allocated resources', (inner) =>
    inner.fields([
      ['cpu', `${asked.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0)}m`],
      ['memory', String(asked.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0))],
    ]),
  );
}
