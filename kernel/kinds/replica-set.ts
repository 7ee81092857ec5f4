// ReplicaSet: keeps a number of equal pods running.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { managerOf } from '#kernel/kinds/owner.ts';
import { defaultTemplate, templateColumns, validateTemplated } from '#kernel/kinds/pod-template.ts';
import { ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import { formatSelector, selectorOf } from '#kernel/model/selector.ts';

/** The condition of a set that may not make, or not remove, its pods. */
export const replicaFailure = 'ReplicaFailure';

function fails({ status }: ReplicaSet): boolean {
  return status?.conditions?.some((each) => each.type === replicaFailure && each.status === 'True') ?? false;
}

export const definition: KindDefinition<ReplicaSet> = {
  type: ReplicaSet,
  group: 'apps',
  version: 'v1',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  scale: {
    read: ({ spec, status }) => ({
      wanted: spec.replicas ?? 1,
      current: status?.replicas ?? 0,
      selector: formatSelector(selectorOf(spec.selector)),
    }),
    write: (set, wanted) => ({ ...set, spec: { ...set.spec, replicas: wanted } }),
  },
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Desired',
      type: 'integer',
      description: 'How many pods are wanted.',
      value: (set) => set.spec.replicas ?? 1,
    },
    {
      name: 'Current',
      type: 'integer',
      description: 'How many pods there are.',
      value: (set) => set.status?.replicas ?? 0,
    },
    {
      name: 'Ready',
      type: 'integer',
      description: 'How many of its pods are ready.',
      value: (set) => set.status?.readyReplicas ?? 0,
    },
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      description: 'The labels by which it knows its pods.',
      priority: 1,
      value: (set) => formatSelector(selectorOf(set.spec.selector)),
    },
  ],
  defaults: (set) => ({ ...set, spec: { ...set.spec, template: defaultTemplate(set.spec.template) } }),
  validate: (set) => validateTemplated(set.spec),
  indexes: {
    failing: { values: (set) => (fails(set) ? [set.metadata.namespace ?? ''] : []) },
    unmanaged: { values: (set) => (managerOf(set) === undefined ? [set.metadata.namespace ?? ''] : []) },
  },
};
