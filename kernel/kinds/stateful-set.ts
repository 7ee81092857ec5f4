// StatefulSet: keeps numbered pods running, each with a name and claims of its own.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { isZero, validateAtMostAll, validateCountOrPercent } from '#kernel/kinds/count-or-percent.ts';
import {
  type KindDefinition,
  duplicate,
  forbidden,
  invalid,
  required,
  withSpec,
} from '#kernel/kinds/kind.ts';
import { definition as claim, validateClaimSpec } from '#kernel/kinds/persistent-volume-claim.ts';
import { defaultTemplate, templateColumns, validateTemplated } from '#kernel/kinds/pod-template.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { StatefulSet } from '#kernel/model/gen/apps.gen.ts';
import type { PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import { formatSelector, selectorOf } from '#kernel/model/selector.ts';

/** What of a spec may change once the set exists. */
const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const satisfies readonly (keyof StatefulSet['spec'])[];

function validateStrategy({ spec }: StatefulSet): FieldCause[] {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const at = 'spec.updateStrategy.rollingUpdate';
  if (type === 'OnDelete')
    return rollingUpdate === undefined
      ? []
      : [invalid(at, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'")];
  const maxUnavailable = rollingUpdate?.maxUnavailable;
  return [
    ...validateCountOrPercent(maxUnavailable, `${at}.maxUnavailable`),
    ...validateAtMostAll(maxUnavailable, `${at}.maxUnavailable`),
    ...(isZero(maxUnavailable) ? [invalid(`${at}.maxUnavailable`, maxUnavailable, 'cannot be 0')] : []),
  ];
}

function validateClaims(claims: readonly PersistentVolumeClaim[]): FieldCause[] {
  const names = new Set<string>();
  return claims.flatMap(({ metadata: { name = '' }, spec }, index) => {
    const at = `spec.volumeClaimTemplates[${index}]`;
    const causes: FieldCause[] = [];
    if (name === '') causes.push(required(`${at}.metadata.name`));
    else if (names.has(name)) causes.push(duplicate(`${at}.metadata.name`, name));
    names.add(name);
    return [...causes, ...validateClaimSpec(spec, `${at}.spec`)];
  });
}

/** The parts of a spec that may not change. A name that is empty is none: so it is shown, and so it comes back. */
function fixed({ spec }: StatefulSet): object {
  const all = { ...spec, serviceName: spec.serviceName ?? '' };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !changeable.some((each) => each === name)),
  );
}

export const definition: KindDefinition<StatefulSet> = {
  type: StatefulSet,
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
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
      name: 'Ready',
      description: 'How many of its pods are ready, and how many are wanted.',
      value: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
    },
    ageColumn,
    ...templateColumns,
  ],
  defaults: (set) => ({
    ...set,
    spec: {
      ...set.spec,
      template: defaultTemplate(set.spec.template),
      ...(set.spec.volumeClaimTemplates && {
        volumeClaimTemplates: set.spec.volumeClaimTemplates.map((each) => claim.defaults?.(each) ?? each),
      }),
      ...(set.spec.updateStrategy?.type !== 'OnDelete' && {
        updateStrategy: {
          ...set.spec.updateStrategy,
          rollingUpdate: { partition: 0, ...set.spec.updateStrategy?.rollingUpdate },
        },
      }),
    },
  }),
  shown: (set) => withSpec(set, { serviceName: '' }),
  validate: (set) => [
    ...validateTemplated(set.spec),
    ...validateStrategy(set),
    ...validateClaims(set.spec.volumeClaimTemplates ?? []),
  ],
  validateUpdate: (next, previous) =>
    equalValues(fixed(next), fixed(previous))
      ? []
      : [
          forbidden(
            'spec',
            `updates to statefulset spec for fields other than ${changeable.map((name) => `'${name}'`).join(', ')} are forbidden`,
          ),
        ],
};
