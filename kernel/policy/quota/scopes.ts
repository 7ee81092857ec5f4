// Which objects a quota counts: all of its namespace, or those that its scopes select.
// https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
import { qosClass } from '#kernel/kinds/pod.ts';
import type { PodAffinityTerm } from '#kernel/model/gen/affinity.gen.ts';
import type { Pod, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { ResourceQuotaSpec } from '#kernel/model/gen/quota.gen.ts';

/** A condition that an object must meet to count. */
interface Requirement {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

function requirementsOf({ scopes = [], scopeSelector }: ResourceQuotaSpec): readonly Requirement[] {
  const exist = scopes.map((scopeName) => ({ scopeName, operator: 'Exists' }));
  return [...exist, ...(scopeSelector?.matchExpressions ?? [])];
}

/** Whether the class that an object names, if any, is one of those asked for. */
function isOfClass(name: string | undefined, { operator, values = [] }: Requirement): boolean {
  const named = name !== undefined && name !== '';
  switch (operator) {
    case 'In':
      return named && values.includes(name);
    case 'NotIn':
      return !named || !values.includes(name);
    case 'DoesNotExist':
      return !named;
    default:
      return named;
  }
}

function termsOf({ affinity }: PodSpec): readonly PodAffinityTerm[] {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((each) => [
    ...(each?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(each?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }) => podAffinityTerm,
    ),
  ]);
}

function podMeets({ spec }: Pod, requirement: Requirement): boolean {
  switch (requirement.scopeName) {
    case 'Terminating':
      return spec.activeDeadlineSeconds !== undefined;
    case 'NotTerminating':
      return spec.activeDeadlineSeconds === undefined;
    case 'BestEffort':
      return qosClass(spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(spec) !== 'BestEffort';
    case 'PriorityClass':
      return isOfClass(spec.priorityClassName, requirement);
    case 'CrossNamespacePodAffinity':
      return termsOf(spec).some(
        ({ namespaces = [], namespaceSelector }) => namespaces.length > 0 || namespaceSelector !== undefined,
      );
    default:
      return false;
  }
}

/** Whether a quota counts an object of its namespace. Scopes tell only pods apart, and claims by their class. */
export function countsIn(spec: ResourceQuotaSpec, object: OrcObject): boolean {
  const requirements = requirementsOf(spec);
  if (requirements.length === 0) return true;
  if (object.kind === 'Pod') return requirements.every((each) => podMeets(object, each));
  if (object.kind !== 'PersistentVolumeClaim') return false;
  return requirements.every(
    (each) =>
      each.scopeName === 'VolumeAttributesClass' && isOfClass(object.spec?.volumeAttributesClassName, each),
  );
}
