// What a namespace demands of a new pod, whoever makes it: users' pods come here through admission, controllers ask it
// themselves, because nothing else stands between them and the log. Quotas are not asked here but where writes have
// one order: in the store.
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { enforcedViolation } from '#kernel/policy/pod-security/enforce.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A new pod as its namespace lets it be, or why it may not be. */
export type PodVerdict = { readonly pod: Pod } | { readonly refused: string };

/** Judges a new pod by what its namespace demands. */
export function judgePod(view: StateView, pod: Pod): PodVerdict {
  const violation = enforcedViolation(view, pod);
  return violation === undefined ? { pod } : { refused: violation.message };
}
