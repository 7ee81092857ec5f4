// Deployment: keeps a set of equal pods running and replaces them step by step.
import type { FieldCause } from '#kernel/errors.ts';
import {
  countOf,
  isZero,
  validateAtMostAll,
  validateCountOrPercent,
} from '#kernel/kinds/count-or-percent.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, invalid } from '#kernel/kinds/kind.ts';
import { defaultTemplate, templateColumns, validateTemplated } from '#kernel/kinds/pod-template.ts';
import { Deployment } from '#kernel/model/gen/apps.gen.ts';
import { formatSelector, selectorOf } from '#kernel/model/selector.ts';

/** The bounds of a rolling update for `replicas` pods: never both zero. */
export function rollingBounds(deployment: Deployment): {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
} {
  const replicas = deployment.spec.replicas ?? 1;
  const rolling = deployment.spec.strategy?.rollingUpdate;
  const maxSurge = countOf(rolling?.maxSurge ?? '25%', replicas, 'up');
  const maxUnavailable = Math.min(countOf(rolling?.maxUnavailable ?? '25%', replicas, 'down'), replicas);
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable };
}

function validateStrategy(deployment: Deployment): FieldCause[] {
  const { strategy } = deployment.spec;
  const rolling = strategy?.rollingUpdate;
  if (strategy?.type === 'Recreate')
    return rolling === undefined
      ? []
      : [forbidden('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")];
  const causes = [
    ...validateCountOrPercent(rolling?.maxSurge, 'spec.strategy.rollingUpdate.maxSurge'),
    ...validateCountOrPercent(rolling?.maxUnavailable, 'spec.strategy.rollingUpdate.maxUnavailable'),
    ...validateAtMostAll(rolling?.maxUnavailable, 'spec.strategy.rollingUpdate.maxUnavailable'),
  ];
  if (isZero(rolling?.maxSurge) && isZero(rolling?.maxUnavailable))
    causes.push(
      invalid(
        'spec.strategy.rollingUpdate.maxUnavailable',
        rolling?.maxUnavailable,
        'may not be 0 when `maxSurge` is 0',
      ),
    );
  return causes;
}

function validateDeadline({ spec }: Deployment): FieldCause[] {
  const { progressDeadlineSeconds, minReadySeconds = 0 } = spec;
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
    ? [
        invalid(
          'spec.progressDeadlineSeconds',
          progressDeadlineSeconds,
          'must be greater than minReadySeconds',
        ),
      ]
    : [];
}

export const definition: KindDefinition<Deployment> = {
  type: Deployment,
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  scale: {
    read: ({ spec, status }) => ({
      wanted: spec.replicas ?? 1,
      current: status?.replicas ?? 0,
      selector: formatSelector(selectorOf(spec.selector)),
    }),
    write: (deployment, wanted) => ({ ...deployment, spec: { ...deployment.spec, replicas: wanted } }),
  },
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Ready',
      description: 'How many of its pods are ready, and how many are wanted.',
      value: (deployment) => `${deployment.status?.readyReplicas ?? 0}/${deployment.spec.replicas ?? 1}`,
    },
    {
      name: 'Up-to-date',
      type: 'integer',
      description: 'How many of its pods are as the present template says.',
      value: (deployment) => deployment.status?.updatedReplicas ?? 0,
    },
    {
      name: 'Available',
      type: 'integer',
      description: 'How many of its pods have been ready for long enough.',
      value: (deployment) => deployment.status?.availableReplicas ?? 0,
    },
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      description: 'The labels by which it knows its pods.',
      priority: 1,
      value: (deployment) => formatSelector(selectorOf(deployment.spec.selector)),
    },
  ],
  defaults: (deployment) => ({
    ...deployment,
    spec: {
      ...deployment.spec,
      template: defaultTemplate(deployment.spec.template),
      strategy:
        deployment.spec.strategy?.type === 'Recreate'
          ? deployment.spec.strategy
          : {
              ...deployment.spec.strategy,
              rollingUpdate: {
                maxUnavailable: '25%',
                maxSurge: '25%',
                ...deployment.spec.strategy?.rollingUpdate,
              },
            },
    },
  }),
  validate: (deployment) => [
    ...validateTemplated(deployment.spec),
    ...validateStrategy(deployment),
    ...validateDeadline(deployment),
  ],
};
