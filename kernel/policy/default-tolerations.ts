// What every pod tolerates of a node that is not ready or not reachable, unless it says so itself: as Kubernetes adds it,
// but for the seconds. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
import { notReadyTaint, unreachableTaint } from '#kernel/kinds/node.ts';
import type { Pod, PodSpec, Toleration } from '#kernel/model/gen/core.gen.ts';
import { once } from '#kernel/model/shared.ts';

/**
 * As long as pods stay on such a node anyway, until its lease has ended: so that nothing is made elsewhere later than it
 * can be. A pod that says more stays longer.
 */
export const defaultTolerationSeconds = 4;

const defaults: readonly Toleration[] = [notReadyTaint, unreachableTaint].map((key) => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: defaultTolerationSeconds,
}));

const tolerant = once((spec: PodSpec): PodSpec => {
  const { tolerations = [] } = spec;
  if (tolerations.length === 0) return { ...spec, tolerations: defaults };
  const missing = defaults.filter(
    (wanted) =>
      !tolerations.some(
        ({ key = '', effect = '' }) =>
          (key === wanted.key || key === '') && (effect === wanted.effect || effect === ''),
      ),
  );
  return missing.length === 0 ? spec : { ...spec, tolerations: [...tolerations, ...missing] };
});

/** The pod with a toleration for each of the two taints that it says nothing of. */
export function withDefaultTolerations(pod: Pod): Pod {
  const spec = tolerant(pod.spec);
  return spec === pod.spec ? pod : { ...pod, spec };
}
