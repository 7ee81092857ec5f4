// Node: a machine that runs pods.
import { type KindDefinition, immutable } from '#kernel/kinds/kind.ts';
import { Node } from '#kernel/model/gen/core.gen.ts';
import { age, orNone } from '#kernel/model/human.ts';

/** The keys of the taints of a node that the masters do not hear of, and of one that says that it is not ready. */
export const unreachableTaint = 'node.kubernetes.io/unreachable';
export const notReadyTaint = 'node.kubernetes.io/not-ready';

const rolePrefix = 'node-role.kubernetes.io/';

/** Whether the node's agent is heard of and its runtime works. */
export function isNodeReady(node: Node): boolean {
  return node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function addressOf(node: Node, kind: 'ExternalIP' | 'InternalIP'): string | undefined {
  return node.status?.addresses?.find(({ type }) => type === kind)?.address;
}

/** The node's address among nodes and masters. */
export function nodeAddress(node: Node): string | undefined {
  return addressOf(node, 'InternalIP');
}

function roles(node: Node): string {
  const labels = Object.keys(node.metadata.labels ?? {});
  return orNone(
    labels
      .filter((label) => label.startsWith(rolePrefix))
      .map((label) => label.slice(rolePrefix.length))
      .toSorted()
      .join(','),
  );
}

function statusWord(node: Node): string {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return node.spec?.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

export const definition: KindDefinition<Node> = {
  type: Node,
  group: '',
  version: 'v1',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  namespaced: false,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    { name: 'NAME', value: (node) => node.metadata.name ?? '' },
    { name: 'STATUS', value: statusWord },
    { name: 'ROLES', value: roles },
    { name: 'AGE', value: (node, nowMs) => age(node.metadata.creationTimestamp, nowMs) },
    { name: 'VERSION', value: (node) => node.status?.nodeInfo?.kubeletVersion ?? '' },
    { name: 'INTERNAL-IP', wide: true, value: (node) => orNone(nodeAddress(node)) },
    { name: 'EXTERNAL-IP', wide: true, value: (node) => orNone(addressOf(node, 'ExternalIP')) },
    { name: 'OS-IMAGE', wide: true, value: (node) => node.status?.nodeInfo?.osImage ?? '<unknown>' },
    {
      name: 'KERNEL-VERSION',
      wide: true,
      value: (node) => node.status?.nodeInfo?.kernelVersion ?? '<unknown>',
    },
    {
      name: 'CONTAINER-RUNTIME',
      wide: true,
      value: (node) => node.status?.nodeInfo?.containerRuntimeVersion ?? '<unknown>',
    },
  ],
  validateUpdate: (next, previous) =>
    (['podCIDR', 'providerID'] as const).flatMap((field) =>
      (previous.spec?.[field] ?? '') === ''
        ? []
        : immutable(`spec.${field}`, next.spec?.[field], previous.spec?.[field]),
    ),
  unique: (node) => (node.spec?.podCIDR === undefined ? [] : [`podCIDR/${node.spec.podCIDR}`]),
  fields: [{ name: 'spec.unschedulable', value: (node) => String(node.spec?.unschedulable ?? false) }],
};
