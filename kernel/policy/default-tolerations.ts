// What every pod tolerates of a node that is not ready or not reachable, unless it says so itself: as Kubernetes adds it,
// but for the seconds. https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
import { notReadyTaint, unreachableTaint } from '#kernel/kinds/node.ts';
import type { Pod, Toleration } from '#kernel/model/gen/core.gen.ts';

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

/** The pod with a toleration for each of the two taints that it says nothing of. */
export function withDefaultTolerations(pod: Pod): Pod {
  const { tolerations = [] } = pod.spec;
  if (tolerations.length === 0) return { ...pod, spec: { ...pod.spec, tolerations: defaults } };
  const missing = defaults.filter(
    (wanted) =>
      !tolerations.some(
        ({ key = '', effect = '' }) =>
          (key === wanted.key || key === '') && (effect === wanted.effect || effect === ''),
      ),
  );
  if (missing.length === 0) return pod;
  return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...missing] } };
}
