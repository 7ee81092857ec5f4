// What ReplicaSet and Deployment share: a selector and the template of the pods it selects.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import { defaultPodSpec, validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';

interface Templated {
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
}

/** Gives absent fields of a template their values. */
export function defaultTemplate(template: PodTemplateSpec): PodTemplateSpec {
  return { ...template, spec: defaultPodSpec(template.spec) };
}

/** What is wrong with a selector and its template. */
export function validateTemplated(spec: Templated): FieldCause[] {
  const causes: FieldCause[] = [];
  const { selector, template } = spec;
  const count = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length;
  if (count === 0) causes.push(invalid('spec.selector', selector, 'empty selector is invalid'));
  for (const [index, { operator, values }] of (selector.matchExpressions ?? []).entries()) {
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues !== (values ?? []).length > 0)
      causes.push(
        invalid(
          `spec.selector.matchExpressions[${index}].values`,
          values,
          needsValues ? 'must be given with In and NotIn' : 'may not be given with Exists and DoesNotExist',
        ),
      );
  }
  if (causes.length === 0 && !matches(selectorOf(selector), template.metadata.labels))
    causes.push(
      invalid(
        'spec.template.metadata.labels',
        template.metadata.labels ?? {},
        '`selector` does not match template `labels`',
      ),
    );
  if ((template.spec.restartPolicy ?? 'Always') !== 'Always')
    causes.push({
      reason: 'NotSupported',
      field: 'spec.template.spec.restartPolicy',
      message: `Unsupported value: "${template.spec.restartPolicy}": supported values: "Always"`,
    });
  return [...causes, ...validatePodSpec(template.spec, 'spec.template.spec')];
}

/** The columns of a template's containers that `-o wide` shows. */
export const templateColumns = [
  {
    name: 'CONTAINERS',
    wide: true,
    value: (object: { readonly spec: Templated }): string =>
      object.spec.template.spec.containers.map(({ name }) => name).join(','),
  },
  {
    name: 'IMAGES',
    wide: true,
    value: (object: { readonly spec: Templated }): string =>
      object.spec.template.spec.containers.map(({ image }) => image).join(','),
  },
] as const;
