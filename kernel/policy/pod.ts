// What a namespace demands of a new pod, whoever makes it: users' pods come here through admission, controllers ask it
// themselves, because nothing else stands between them and the log. Quotas are not asked here but where writes have
// one order: in the store.
import { validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { limitViolation, withLimitDefaults } from '#kernel/policy/limit-range.ts';
import { enforcedViolation } from '#kernel/policy/pod-security/enforce.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A new pod as its namespace lets it be, or why it may not be. */
export type PodVerdict = { readonly pod: Pod } | { readonly refused: string };

/** What is wrong with a pod that got defaults: a limit below what a container requests. */
function invalidity({ metadata: { name = '' }, spec }: Pod): string | undefined {
  const [cause] = validatePodSpec(spec, 'spec');
  return cause && `Pod "${name}" is invalid: ${cause.field}: ${cause.message}`;
}

/** Judges a valid new pod by what its namespace demands, and gives it what its namespace gives. */
export function judgePod(view: StateView, pod: Pod): PodVerdict {
  const limited = withLimitDefaults(view, pod);
  const refused =
    (limited === pod ? undefined : invalidity(limited)) ??
    limitViolation(view, limited) ??
    enforcedViolation(view, limited)?.message;
  return refused === undefined ? { pod: limited } : { refused };
}
