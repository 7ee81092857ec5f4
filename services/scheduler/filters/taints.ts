// A node must be open, and the pod must tolerate its taints.
import type { Pod, Taint } from '#kernel/model/gen/core.gen.ts';
import type { Filter } from '#scheduler/filters/filter.ts';

/** Whether a pod tolerates a taint, by the rules Kubernetes documents. */
export function tolerates(pod: Pod, taint: Taint): boolean {
  return (pod.spec.tolerations ?? []).some(
    (toleration) =>
      ((toleration.key ?? '') === '' || toleration.key === taint.key) &&
      ((toleration.effect ?? '') === '' || toleration.effect === taint.effect) &&
      (toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '')),
  );
}

export const taints: Filter = (pod, info) => {
  const reasons: string[] = [];
  const all = info.node.spec?.taints ?? [];
  const closed = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  if (info.node.spec?.unschedulable === true && !tolerates(pod, closed))
    reasons.push('node(s) were unschedulable');
  const hard = all.find((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(pod, taint));
  if (hard !== undefined) reasons.push(`node(s) had untolerated taint {${hard.key}: ${hard.value ?? ''}}`);
  return reasons;
};
