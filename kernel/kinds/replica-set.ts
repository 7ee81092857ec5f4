// ReplicaSet: keeps a number of equal pods running.
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { defaultTemplate, templateColumns, validateTemplated } from '#kernel/kinds/pod-template.ts';
import { ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import { age } from '#kernel/model/human.ts';
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
    { name: 'NAME', value: (set) => set.metadata.name ?? '' },
    { name: 'DESIRED', value: (set) => String(set.spec.replicas ?? 1) },
    { name: 'CURRENT', value: (set) => String(set.status?.replicas ?? 0) },
    { name: 'READY', value: (set) => String(set.status?.readyReplicas ?? 0) },
    { name: 'AGE', value: (set, nowMs) => age(set.metadata.creationTimestamp, nowMs) },
    ...templateColumns,
    { name: 'SELECTOR', wide: true, value: (set) => formatSelector(selectorOf(set.spec.selector)) },
  ],
  defaults: (set) => ({ ...set, spec: { ...set.spec, template: defaultTemplate(set.spec.template) } }),
  validate: (set) => validateTemplated(set.spec),
  indexes: { failing: { values: (set) => (fails(set) ? [set.metadata.namespace ?? ''] : []) } },
};
