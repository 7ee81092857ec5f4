// Autoscalers as autoscaling/v1 has them: one target for the cpu stands in a field; everything else of
// v2 is kept in annotations, so that a client of v1 changes nothing that it does not see. The metrics
// there have v1's form, which older clients write; the rest has v2's.
import type { ServedVersion } from '#kernel/kinds/kind.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

const prefix = 'autoscaling.alpha.kubernetes.io/';
const metricsAnnotation = `${prefix}metrics`;
const behaviorAnnotation = `${prefix}behavior`;
const currentAnnotation = `${prefix}current-metrics`;
const conditionsAnnotation = `${prefix}conditions`;

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The object without absent fields. */
function present(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}

/** Where each kind of metric has its source, and what v1 calls its parts. */
const sources: Readonly<
  Record<string, { readonly field: string; readonly selector: string; readonly average: string }>
> = {
  Resource: { field: 'resource', selector: '', average: 'targetAverageValue' },
  ContainerResource: { field: 'containerResource', selector: '', average: 'targetAverageValue' },
  Pods: { field: 'pods', selector: 'selector', average: 'targetAverageValue' },
  Object: { field: 'object', selector: 'selector', average: 'averageValue' },
  External: { field: 'external', selector: 'metricSelector', average: 'targetAverageValue' },
};

/** A metric of v2 in the form of v1. */
function metricFromStored(metric: unknown): unknown {
  const json = objectOf(metric);
  const source = sources[String(json['type'])];
  if (source === undefined) return metric;
  const { target, metric: identifier, describedObject, ...rest } = objectOf(json[source.field]);
  const { name, selector } = objectOf(identifier);
  const { value, averageValue, averageUtilization } = objectOf(target);
  return {
    type: json['type'],
    [source.field]: present({
      ...rest,
      target: describedObject,
      metricName: name,
      [source.selector]: selector,
      targetValue: value,
      [source.average]: averageValue,
      targetAverageUtilization: averageUtilization,
    }),
  };
}

/** A metric of v1 in the form of v2. */
function metricToStored(metric: unknown): unknown {
  const json = objectOf(metric);
  const source = sources[String(json['type'])];
  if (source === undefined) return metric;
  const given = objectOf(json[source.field]);
  const { target, metricName, targetValue, targetAverageUtilization } = given;
  const averageValue = given[source.average];
  const type =
    targetAverageUtilization !== undefined
      ? 'Utilization'
      : averageValue !== undefined
        ? 'AverageValue'
        : 'Value';
  const identifier =
    metricName === undefined ? undefined : present({ name: metricName, selector: given[source.selector] });
  return {
    type: json['type'],
    [source.field]: present({
      name: given['name'],
      container: given['container'],
      describedObject: target,
      metric: identifier,
      target: present({
        type,
        value: targetValue,
        averageValue,
        averageUtilization: targetAverageUtilization,
      }),
    }),
  };
}

/** What a metric of v2 asks of the cpu, in percent; undefined for any other. */
function cpuTarget(metric: unknown): unknown {
  const { type, resource } = objectOf(metric);
  const { name, target } = objectOf(resource);
  return type === 'Resource' && name === 'cpu' ? objectOf(target)['averageUtilization'] : undefined;
}

function cpuMetric(averageUtilization: unknown): JsonObject {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

/** The metrics that an annotation holds, with the cpu's target as the field has it. */
function metricsOf(annotated: readonly unknown[], target: unknown): readonly unknown[] {
  const metrics = annotated.map(metricToStored);
  const at = metrics.findIndex((metric) => cpuTarget(metric) !== undefined);
  const cpu = target === undefined ? [] : [cpuMetric(target)];
  return at < 0 ? [...metrics, ...cpu] : metrics.toSpliced(at, 1, ...cpu);
}

/** JSON that an annotation holds; undefined when it holds none. */
function read(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function toStored(json: JsonObject): JsonObject {
  const { annotations: given, ...metadata } = objectOf(json['metadata']);
  const { targetCPUUtilizationPercentage: target, ...spec } = objectOf(json['spec']);
  const { currentCPUUtilizationPercentage: current, ...status } = objectOf(json['status']);
  const {
    [metricsAnnotation]: metricsText,
    [behaviorAnnotation]: behaviorText,
    [currentAnnotation]: currentText,
    [conditionsAnnotation]: conditionsText,
    ...annotations
  } = objectOf(given);
  const metrics = metricsOf(listOf(read(metricsText)), target);
  const currentMetrics =
    read(currentText) ??
    (current === undefined
      ? undefined
      : [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: current } } }]);
  const allStatus = present({ ...status, currentMetrics, conditions: read(conditionsText) });
  return {
    ...json,
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: present({
      ...spec,
      metrics: metrics.length > 0 ? metrics : undefined,
      behavior: read(behaviorText),
    }),
    ...(Object.keys(allStatus).length > 0 && { status: allStatus }),
  };
}

function currentCpu(metrics: readonly unknown[]): unknown {
  for (const metric of metrics) {
    const { type, resource } = objectOf(metric);
    const { name, current } = objectOf(resource);
    if (type === 'Resource' && name === 'cpu') return objectOf(current)['averageUtilization'];
  }
  return undefined;
}

function fromStored(json: JsonObject): JsonObject {
  const { annotations: given, ...metadata } = objectOf(json['metadata']);
  const { metrics: stored, behavior, ...spec } = objectOf(json['spec']);
  const { currentMetrics, conditions, ...status } = objectOf(json['status']);
  const metrics = listOf(stored);
  const target = metrics.map(cpuTarget).find((each) => each !== undefined);
  const onlyCpu = metrics.length === 0 || (metrics.length === 1 && target !== undefined);
  const annotations = present({
    ...objectOf(given),
    [metricsAnnotation]: onlyCpu ? undefined : JSON.stringify(metrics.map(metricFromStored)),
    [behaviorAnnotation]: behavior === undefined ? undefined : JSON.stringify(behavior),
    [currentAnnotation]: currentMetrics === undefined ? undefined : JSON.stringify(currentMetrics),
    [conditionsAnnotation]: conditions === undefined ? undefined : JSON.stringify(conditions),
  });
  return {
    ...json,
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: present({ ...spec, targetCPUUtilizationPercentage: target }),
    ...(json['status'] !== undefined && {
      status: present({ ...status, currentCPUUtilizationPercentage: currentCpu(listOf(currentMetrics)) }),
    }),
  };
}

/** The version of autoscalers with one target for the cpu. */
export const autoscalerV1: ServedVersion = { group: 'autoscaling', version: 'v1', toStored, fromStored };
