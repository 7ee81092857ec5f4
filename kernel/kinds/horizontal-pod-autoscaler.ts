// HorizontalPodAutoscaler: changes a set's number of pods with their load.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { autoscalerV1 } from '#kernel/kinds/horizontal-pod-autoscaler-v1.ts';
import { type KindDefinition, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { formats } from '#kernel/model/formats.ts';
import {
  type CrossVersionObjectReference,
  type HPAScalingRules,
  HorizontalPodAutoscaler,
  type MetricSpec,
  type MetricStatus,
  type MetricTarget,
  type MetricValueStatus,
} from '#kernel/model/gen/autoscaling.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';

/** The part of a metric that its type names. */
const sourceOf = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
} as const satisfies Readonly<Record<string, keyof MetricSpec>>;
/** What the cpu is held to when nothing is said. */
const defaultCpuPercent = 80;
/** How many metrics `get` shows. */
const shownMetrics = 2;

const defaultUp: HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const defaultDown: HPAScalingRules = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

function validateReference({ kind, name }: CrossVersionObjectReference, at: string): FieldCause[] {
  return Object.entries({ kind, name }).flatMap(([field, value]) => {
    const wrong = formats['path-segment']?.(value);
    return wrong === undefined ? [] : [invalid(`${at}.${field}`, value, wrong)];
  });
}

type TargetPart = 'value' | 'averageValue' | 'averageUtilization';

/** What is wrong with a target of which one of `allowed` must be set. */
function validateTarget(target: MetricTarget, allowed: readonly TargetPart[], at: string): FieldCause[] {
  const parts = ['value', 'averageValue', 'averageUtilization'] as const;
  const causes: FieldCause[] = [];
  for (const part of parts) {
    const value = target[part];
    if (value === undefined) continue;
    if (!allowed.includes(part))
      causes.push(forbidden(`${at}.${part}`, 'may not be set for this type of metric'));
    else if (typeof value === 'number' ? value < 1 : quantityMillis(value) <= 0n)
      causes.push(
        invalid(
          `${at}.${part}`,
          value,
          typeof value === 'number' ? 'must be greater than 0' : 'must be positive',
        ),
      );
  }
  const given = allowed.filter((part) => target[part] !== undefined);
  if (given.length === 0) causes.push(required(at, `must set ${allowed.join(' or ')}`));
  if (given.length > 1) causes.push(forbidden(at, `may not set both ${given.join(' and ')}`));
  return causes;
}

function validateMetric(metric: MetricSpec, at: string): FieldCause[] {
  const own = Object.entries(sourceOf).find(([type]) => type === metric.type)?.[1];
  const causes: FieldCause[] = [];
  for (const field of Object.values(sourceOf)) {
    const isSet = metric[field] !== undefined;
    if (field === own && !isSet)
      causes.push(required(`${at}.${field}`, 'must populate information for the given metric source'));
    if (field !== own && isSet)
      causes.push(forbidden(`${at}.${field}`, 'must populate the given metric source only'));
  }
  const { object, pods, resource, external, containerResource } = metric;
  if (object !== undefined)
    causes.push(
      ...validateReference(object.describedObject, `${at}.object.describedObject`),
      ...validateSelector(object.metric.selector, `${at}.object.metric.selector`),
      ...validateTarget(object.target, ['value', 'averageValue'], `${at}.object.target`),
    );
  if (pods !== undefined)
    causes.push(
      ...validateSelector(pods.metric.selector, `${at}.pods.metric.selector`),
      ...validateTarget(pods.target, ['averageValue'], `${at}.pods.target`),
    );
  if (external !== undefined)
    causes.push(
      ...validateSelector(external.metric.selector, `${at}.external.metric.selector`),
      ...validateTarget(external.target, ['value', 'averageValue'], `${at}.external.target`),
    );
  if (resource !== undefined)
    causes.push(
      ...validateTarget(resource.target, ['averageUtilization', 'averageValue'], `${at}.resource.target`),
    );
  if (containerResource !== undefined)
    causes.push(
      ...validateTarget(
        containerResource.target,
        ['averageUtilization', 'averageValue'],
        `${at}.containerResource.target`,
      ),
    );
  return causes;
}

function validateRules(rules: HPAScalingRules | undefined, at: string): FieldCause[] {
  if (rules === undefined) return [];
  return [
    ...((rules.policies ?? []).length === 0
      ? [required(`${at}.policies`, 'must specify at least one Policy')]
      : []),
    ...(quantityMillis(rules.tolerance) < 0n
      ? [invalid(`${at}.tolerance`, rules.tolerance, 'must be greater or equal to zero')]
      : []),
  ];
}

function validate({ spec }: HorizontalPodAutoscaler): FieldCause[] {
  const { minReplicas = 1, maxReplicas, metrics = [], behavior } = spec;
  const causes = validateReference(spec.scaleTargetRef, 'spec.scaleTargetRef');
  if (minReplicas < 1)
    causes.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'));
  if (maxReplicas < 1) causes.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'));
  if (maxReplicas < minReplicas)
    causes.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return [
    ...causes,
    ...metrics.flatMap((metric, index) => validateMetric(metric, `spec.metrics[${index}]`)),
    ...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'),
    ...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown'),
  ];
}

function targetText(target: MetricTarget, current: MetricValueStatus | undefined): string {
  if (target.averageUtilization !== undefined) {
    const now = current?.averageUtilization;
    return `${now === undefined ? '<unknown>' : `${now}%`}/${target.averageUtilization}%`;
  }
  if (target.averageValue !== undefined)
    return `${current?.averageValue ?? '<unknown>'}/${target.averageValue}`;
  return `${current?.value ?? '<unknown>'}/${target.value ?? '<auto>'}`;
}

function metricText(metric: MetricSpec, current: MetricStatus | undefined): string {
  const { object, pods, resource, external, containerResource } = metric;
  const average = (target: MetricTarget): string => (target.averageValue === undefined ? '' : ' (avg)');
  if (resource !== undefined)
    return `${resource.name}: ${targetText(resource.target, current?.resource?.current)}`;
  if (containerResource !== undefined)
    return `${containerResource.name}: ${targetText(containerResource.target, current?.containerResource?.current)}`;
  if (pods !== undefined) return targetText(pods.target, current?.pods?.current);
  if (object !== undefined)
    return `${targetText(object.target, current?.object?.current)}${average(object.target)}`;
  if (external !== undefined)
    return `${targetText(external.target, current?.external?.current)}${average(external.target)}`;
  return '<unknown type>';
}

function targetsText({ spec, status }: HorizontalPodAutoscaler): string {
  const metrics = spec.metrics ?? [];
  if (metrics.length === 0) return '<none>';
  const shown = metrics
    .slice(0, shownMetrics)
    .map((metric, index) => metricText(metric, status?.currentMetrics?.[index]))
    .join(', ');
  return metrics.length > shownMetrics ? `${shown} + ${metrics.length - shownMetrics} more...` : shown;
}

export const definition: KindDefinition<HorizontalPodAutoscaler> = {
  type: HorizontalPodAutoscaler,
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  served: [autoscalerV1, { group: 'autoscaling', version: 'v2beta2' }],
  namespaced: true,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Reference',
      description: 'The object that it scales.',
      value: ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    },
    { name: 'Targets', description: 'What it measures, and what that should be.', value: targetsText },
    {
      name: 'MinPods',
      description: 'The fewest pods that it scales to.',
      value: ({ spec }) => String(spec.minReplicas ?? '<unset>'),
    },
    {
      name: 'MaxPods',
      type: 'integer',
      description: 'The most pods that it scales to.',
      value: ({ spec }) => spec.maxReplicas,
    },
    {
      name: 'Replicas',
      type: 'integer',
      description: 'How many pods there are.',
      value: ({ status }) => status?.currentReplicas ?? 0,
    },
    ageColumn,
  ],
  defaults({ spec, ...rest }) {
    const { behavior } = spec;
    return {
      ...rest,
      spec: {
        ...spec,
        metrics: spec.metrics ?? [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: defaultCpuPercent } },
          },
        ],
        ...(behavior && {
          behavior: {
            scaleUp: { ...defaultUp, ...behavior.scaleUp },
            scaleDown: { ...defaultDown, ...behavior.scaleDown },
          },
        }),
      },
    };
  },
  validate,
};
