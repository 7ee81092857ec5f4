// PriorityClass: a name for a pod's importance.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, immutable } from '#kernel/kinds/kind.ts';
import { PriorityClass } from '#kernel/model/gen/scheduling.gen.ts';

/** The highest importance that users may give; what is above is the system's. */
const highestUserPriority = 1_000_000_000;
/** The system's own classes, and their importance. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

function validateClass({ metadata, value, globalDefault }: PriorityClass): FieldCause[] {
  const name = metadata.name ?? '';
  if (name.startsWith('system-')) {
    const known = Object.hasOwn(systemPriorities, name) ? systemPriorities[name] : undefined;
    if (known === undefined)
      return [
        forbidden(
          'metadata.name',
          'priority class names with `system-` prefix are reserved for system use only',
        ),
      ];
    return known === value && globalDefault !== true
      ? []
      : [forbidden('value', `the priority class "${name}" has the value ${known} and is not the default`)];
  }
  return value > highestUserPriority
    ? [forbidden('value', `maximum allowed value of a user defined priority is ${highestUserPriority}`)]
    : [];
}

export const definition: KindDefinition<PriorityClass> = {
  type: PriorityClass,
  group: 'scheduling.k8s.io',
  version: 'v1',
  plural: 'priorityclasses',
  singular: 'priorityclass',
  shortNames: ['pc'],
  namespaced: false,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Value',
      type: 'integer',
      description: 'The priority of its pods: the higher goes first.',
      value: ({ value }) => value,
    },
    {
      name: 'Global-Default',
      type: 'boolean',
      description: 'Whether pods that name no class are of it.',
      value: ({ globalDefault }) => globalDefault === true,
    },
    ageColumn,
    {
      name: 'PreemptionPolicy',
      description: 'Whether its pods drive out those of a lower priority.',
      value: ({ preemptionPolicy }) => preemptionPolicy ?? 'PreemptLowerPriority',
    },
  ],
  validate: validateClass,
  validateUpdate: (next, previous) => [
    ...(next.value === previous.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
    ...immutable('preemptionPolicy', next.preemptionPolicy, previous.preemptionPolicy),
  ],
};
