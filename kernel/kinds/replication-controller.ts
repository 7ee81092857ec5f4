// ReplicationController: keeps a number of equal pods running; what ReplicaSet came from.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid, notSupported, required } from '#kernel/kinds/kind.ts';
import { defaultTemplate, templateColumns, validateTemplate } from '#kernel/kinds/pod-template.ts';
import { ReplicationController } from '#kernel/model/gen/replication-controller.gen.ts';
import { labelText } from '#kernel/model/human.ts';
import { formatSelector, matches, selectorOfMap } from '#kernel/model/selector.ts';

function validateSpec({ spec }: ReplicationController): FieldCause[] {
  const { selector = {}, template } = spec;
  const causes: FieldCause[] = [];
  if (Object.keys(selector).length === 0) causes.push(required('spec.selector'));
  else if (!matches(selectorOfMap(selector), template.metadata?.labels))
    causes.push(
      invalid(
        'spec.template.metadata.labels',
        template.metadata?.labels ?? {},
        '`selector` does not match template `labels`',
      ),
    );
  const { restartPolicy = 'Always' } = template.spec;
  if (restartPolicy !== 'Always')
    causes.push(notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  return [...causes, ...validateTemplate(template, 'spec.template')];
}

/** Absent labels and an absent selector are those of the template. */
function defaulted(controller: ReplicationController): ReplicationController {
  const { metadata, spec } = controller;
  const templateLabels = spec.template.metadata?.labels;
  const selector = spec.selector ?? templateLabels;
  const labels = metadata.labels ?? templateLabels;
  return {
    ...controller,
    metadata: { ...metadata, ...(labels && { labels }) },
    spec: { ...spec, ...(selector && { selector }), template: defaultTemplate(spec.template) },
  };
}

export const definition: KindDefinition<ReplicationController> = {
  type: ReplicationController,
  group: '',
  version: 'v1',
  plural: 'replicationcontrollers',
  singular: 'replicationcontroller',
  shortNames: ['rc'],
  categories: ['all'],
  scale: {
    read: ({ spec, status }) => ({
      wanted: spec.replicas ?? 1,
      current: status?.replicas ?? 0,
      selector: formatSelector(selectorOfMap(spec.selector)),
    }),
    write: (controller, wanted) => ({ ...controller, spec: { ...controller.spec, replicas: wanted } }),
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
      value: ({ spec }) => spec.replicas ?? 1,
    },
    {
      name: 'Current',
      type: 'integer',
      description: 'How many pods there are.',
      value: ({ status }) => status?.replicas ?? 0,
    },
    {
      name: 'Ready',
      type: 'integer',
      description: 'How many of its pods are ready.',
      value: ({ status }) => status?.readyReplicas ?? 0,
    },
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      description: 'The labels by which it knows its pods.',
      priority: 1,
      value: ({ spec }) => labelText(spec.selector),
    },
  ],
  defaults: defaulted,
  validate: validateSpec,
  fields: [{ name: 'status.replicas', value: ({ status }) => String(status?.replicas ?? 0) }],
};
