// PodTemplate: a template of pods, kept for others; and what kinds that make pods share: a selector and the
// template of the pods it selects.
import type { FieldCause } from '#kernel/errors.ts';
import { nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, invalid, notSupported } from '#kernel/kinds/kind.ts';
import { isEmptySelector, mayMatch, validateSelector } from '#kernel/kinds/label-selector.ts';
import { defaultPodSpec, validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { PodTemplate } from '#kernel/model/gen/replication-controller.gen.ts';
import { labelText } from '#kernel/model/human.ts';

interface Templated {
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
}

/** Gives absent fields of a template their values. */
export function defaultTemplate(template: PodTemplateSpec): PodTemplateSpec {
  return { ...template, spec: defaultPodSpec(template.spec) };
}

/** What is wrong with a selector and its template. */
export function validateTemplated({ selector, template }: Templated): FieldCause[] {
  const causes = validateSelector(selector, 'spec.selector');
  if (isEmptySelector(selector)) causes.push(invalid('spec.selector', selector, 'empty selector is invalid'));
  if (causes.length === 0 && !mayMatch(selector, template.metadata?.labels))
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

/** What is wrong with a template that stands at `at`, but for its restart policy. */
export function validateTemplate(template: PodTemplateSpec, at: string): FieldCause[] {
  const labels = { matchLabels: template.metadata?.labels ?? {} };
  return [
    ...validateSelector(labels, `${at}.metadata`).map((cause) => ({
      ...cause,
      field: `${at}.metadata.labels`,
    })),
    ...validatePodSpec(template.spec, `${at}.spec`),
  ];
}

/** The names of a template's containers, as columns show them. */
export function containerNames({ spec }: PodTemplateSpec): string {
  return spec.containers.map(({ name }) => name).join(',');
}

/** The images of a template's containers, as columns show them. */
export function containerImages({ spec }: PodTemplateSpec): string {
  return spec.containers.map(({ image }) => image).join(',');
}

interface WithTemplate {
  readonly spec: { readonly template: PodTemplateSpec };
}

/** The columns of a template's containers that `-o wide` shows. */
export const templateColumns = [
  {
    name: 'Containers',
    description: 'The names of the containers of its pods.',
    priority: 1,
    value: ({ spec }: WithTemplate): string => containerNames(spec.template),
  },
  {
    name: 'Images',
    description: 'The images of the containers of its pods.',
    priority: 1,
    value: ({ spec }: WithTemplate): string => containerImages(spec.template),
  },
] as const;

export const definition: KindDefinition<PodTemplate> = {
  type: PodTemplate,
  group: '',
  version: 'v1',
  plural: 'podtemplates',
  singular: 'podtemplate',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Containers',
      description: 'The names of the containers of its pods.',
      value: ({ template }) => containerNames(template),
    },
    {
      name: 'Images',
      description: 'The images of the containers of its pods.',
      value: ({ template }) => containerImages(template),
    },
    {
      name: 'Pod Labels',
      description: 'The labels of its pods.',
      value: ({ template }) => labelText(template.metadata?.labels),
    },
  ],
  defaults: (object) => ({ ...object, template: defaultTemplate(object.template) }),
  validate: ({ template }) => validateTemplate(template, 'template'),
};
