// Whether a pod keeps to what its namespace enforces: asked wherever a pod is made, by users and by controllers.
import { describeKey, keyOf } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { detailsText, violationsOf } from '#kernel/policy/pod-security/evaluate.ts';
import { type SecurityLevel, securityPolicy, standardText } from '#kernel/policy/pod-security/levels.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Why a pod may not be, in the words its maker is told; undefined when it may. */
export function enforcedViolation(
  view: StateView,
  pod: Pod,
): { readonly message: string; readonly level: SecurityLevel } | undefined {
  const { namespace = '' } = pod.metadata;
  const { enforce } = securityPolicy(view.get('Namespace', '', namespace)?.metadata.labels);
  const found = violationsOf(enforce, pod.metadata, pod.spec);
  if (found.length === 0) return undefined;
  const violates = `violates PodSecurity "${standardText(enforce)}": ${detailsText(found)}`;
  return { message: `${describeKey(keyOf(pod))} is forbidden: ${violates}`, level: enforce.level };
}
