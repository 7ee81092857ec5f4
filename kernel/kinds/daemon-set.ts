// DaemonSet: keeps one pod running on every node, or on every node of some kind.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { isZero, validateAtMostAll, validateCountOrPercent } from '#kernel/kinds/count-or-percent.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { selectorText } from '#kernel/kinds/label-selector.ts';
import { defaultTemplate, templateColumns, validateTemplated } from '#kernel/kinds/pod-template.ts';
import { DaemonSet } from '#kernel/model/gen/apps.gen.ts';
import { labelText } from '#kernel/model/human.ts';

function validateStrategy({ spec }: DaemonSet): FieldCause[] {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type === 'OnDelete') return [];
  const at = 'spec.updateStrategy.rollingUpdate';
  const causes: FieldCause[] = [];
  for (const name of ['maxUnavailable', 'maxSurge'] as const)
    causes.push(
      ...validateCountOrPercent(rollingUpdate?.[name], `${at}.${name}`),
      ...validateAtMostAll(rollingUpdate?.[name], `${at}.${name}`),
    );
  const [noneMissing, noneMore] = [isZero(rollingUpdate?.maxUnavailable), isZero(rollingUpdate?.maxSurge)];
  if (!noneMissing && !noneMore)
    causes.push(
      invalid(`${at}.maxSurge`, rollingUpdate?.maxSurge, 'may not be set when maxUnavailable is non-zero'),
    );
  if (noneMissing && noneMore)
    causes.push(
      invalid(`${at}.maxUnavailable`, rollingUpdate?.maxUnavailable, 'cannot be 0 when maxSurge is 0'),
    );
  return causes;
}

export const definition: KindDefinition<DaemonSet> = {
  type: DaemonSet,
  group: 'apps',
  version: 'v1',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Desired',
      type: 'integer',
      description: 'How many nodes should run its pod.',
      value: ({ status }) => status?.desiredNumberScheduled ?? 0,
    },
    {
      name: 'Current',
      type: 'integer',
      description: 'How many nodes that should run its pod do.',
      value: ({ status }) => status?.currentNumberScheduled ?? 0,
    },
    {
      name: 'Ready',
      type: 'integer',
      description: 'How many of its pods are ready.',
      value: ({ status }) => status?.numberReady ?? 0,
    },
    {
      name: 'Up-to-date',
      type: 'integer',
      description: 'How many nodes run its pod as the present template says.',
      value: ({ status }) => status?.updatedNumberScheduled ?? 0,
    },
    {
      name: 'Available',
      type: 'integer',
      description: 'How many of its pods have been ready for long enough.',
      value: ({ status }) => status?.numberAvailable ?? 0,
    },
    {
      name: 'Node Selector',
      description: 'The labels of the nodes that run its pod.',
      value: ({ spec }) => labelText(spec.template.spec.nodeSelector),
    },
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      description: 'The labels by which it knows its pods.',
      priority: 1,
      value: ({ spec }) => selectorText(spec.selector),
    },
  ],
  defaults: (set) => ({
    ...set,
    spec: {
      ...set.spec,
      template: defaultTemplate(set.spec.template),
      ...(set.spec.updateStrategy?.type !== 'OnDelete' && {
        updateStrategy: {
          ...set.spec.updateStrategy,
          rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...set.spec.updateStrategy?.rollingUpdate },
        },
      }),
    },
  }),
  validate: (set) => [...validateTemplated(set.spec), ...validateStrategy(set)],
};
