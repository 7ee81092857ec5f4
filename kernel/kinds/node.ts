// Node: a machine that runs pods.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, immutable } from '#kernel/kinds/kind.ts';
import { Node } from '#kernel/model/gen/core.gen.ts';
import { orNone } from '#kernel/model/human.ts';

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
    nameColumn,
    { name: 'Status', description: 'Whether it is ready, and takes pods.', value: statusWord },
    { name: 'Roles', description: 'What it is for, by its labels.', value: roles },
    ageColumn,
    {
      name: 'Version',
      description: 'The version of its agent.',
      value: (node) => node.status?.nodeInfo?.kubeletVersion ?? '',
    },
    {
      name: 'Internal-IP',
      description: 'Its address within the cluster.',
      priority: 1,
      value: (node) => orNone(nodeAddress(node)),
    },
    {
      name: 'External-IP',
      description: 'Its address for others.',
      priority: 1,
      value: (node) => orNone(addressOf(node, 'ExternalIP')),
    },
    {
      name: 'OS-Image',
      description: 'Its operating system.',
      priority: 1,
      value: (node) => node.status?.nodeInfo?.osImage ?? '<unknown>',
    },
    {
      name: 'Kernel-Version',
      description: 'The version of its kernel.',
      priority: 1,
      value: (node) => node.status?.nodeInfo?.kernelVersion ?? '<unknown>',
    },
    {
      name: 'Container-Runtime',
      description: 'What runs its containers, and that one’s version.',
      priority: 1,
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
