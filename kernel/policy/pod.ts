// What a namespace demands of a new pod, whoever makes it: users' pods come here through admission, controllers ask it
// themselves, because nothing else stands between them and the log. Quotas are not asked here but where writes have
// one order: in the store. Nor are users' policies of a user's pod, which admission asks with who it is that makes it.
import { OrcError } from '#kernel/errors.ts';
import { validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { Bounded } from '#kernel/ports.ts';
import { denialText, hasPolicies, judgeByPolicies } from '#kernel/policy/admission/judge.ts';
import type { Review } from '#kernel/policy/admission/review.ts';
import { withDefaultTolerations } from '#kernel/policy/default-tolerations.ts';
import { limitViolation, withLimitDefaults } from '#kernel/policy/limit-range.ts';
import { enforcedViolation } from '#kernel/policy/pod-security/enforce.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A new pod as its namespace lets it be, or why it may not be. */
export type PodVerdict = { readonly pod: Pod } | { readonly refused: string };

/** Which controller makes a pod, and how it bounds the work of judging it. */
export interface PodMaker {
  readonly controller: string;
  readonly bounded: Bounded;
}

/** What is wrong with a pod that got defaults: a limit below what a container requests. */
function invalidity({ metadata: { name = '' }, spec }: Pod): string | undefined {
  const [cause] = validatePodSpec(spec, 'spec');
  return cause && `Pod "${name}" is invalid: ${cause.field}: ${cause.message}`;
}

/** Why ValidatingAdmissionPolicies refuse a pod that a controller makes; undefined when they do not. */
function policyViolation(view: StateView, pod: Pod, { controller, bounded }: PodMaker): string | undefined {
  if (!hasPolicies(view)) return undefined;
  const { namespace = '', generateName = '' } = pod.metadata;
  const review: Review = {
    definition: definitionOf('Pod'),
    operation: 'CREATE',
    subresource: '',
    namespace,
    name: '',
    object: pod,
    previous: undefined,
    within: view.get('Namespace', '', namespace),
    dryRun: false,
    fieldManager: '',
    user: { user: `system:controller:${controller}`, groups: ['orc:masters'] },
    may: () => true,
  };
  try {
    const [first] = judgeByPolicies(review, view, bounded).denied;
    return first && `pods "${generateName}" is forbidden: ${denialText(first)}`;
  } catch (error) {
    // What takes too long is refused, and tried again as rarely as anything that is.
    if (error instanceof OrcError && error.code === 'TooLarge') return error.message;
    throw error;
  }
}

/** Judges a valid new pod by what its namespace demands, and gives it what its namespace gives. */
export function judgePod(view: StateView, pod: Pod, maker: PodMaker): PodVerdict {
  const limited = withLimitDefaults(view, withDefaultTolerations(pod));
  const refused =
    (limited === pod ? undefined : invalidity(limited)) ??
    limitViolation(view, limited) ??
    enforcedViolation(view, limited)?.message ??
    policyViolation(view, limited, maker);
  return refused === undefined ? { pod: limited } : { refused };
}
