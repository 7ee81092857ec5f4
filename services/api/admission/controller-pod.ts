// A pod that a controller makes, as users' webhooks and policies have a say in it. What its namespace demands was asked
// when the controller planned it (kernel/policy/pod.ts), and is asked again only of what webhooks changed.
import { withDefaults } from '#kernel/model/defaults.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { resolvePins, settlePins } from '#api/admission/image-pins.ts';
import { checkLimits, withLimits } from '#api/admission/limit-ranges.ts';
import { fromReview, keptMetadata, withMetadata } from '#api/admission/merge.ts';
import { validateMetadata } from '#kernel/kinds/metadata-rules.ts';
import { invalidObject } from '#api/admission/parse.ts';
import { checkPodSecurity } from '#api/admission/pod-security.ts';
import { type Admission, mutated, validated } from '#api/admission/review.ts';

/** Admits a pod that a controller makes. Throws what a user would be told. */
export function* admitControllerPod(pod: Pod, context: AdmissionContext): Admission<OrcObject> {
  const definition = definitionOf('Pod');
  const reviewed = { definition, operation: 'CREATE' } as const;
  const made = yield* mutated(reviewed, pod, context, (json) => {
    const patched = fromReview(definition, json);
    const constants = withDefaults(definition.type, patched);
    const full = withLimits(definition.defaults?.(constants) ?? constants, context);
    return withMetadata(full, keptMetadata(full.metadata, pod.metadata));
  });
  if (made !== pod) {
    const causes = [...validateMetadata(definition, made.metadata), ...(definition.validate?.(made) ?? [])];
    if (causes.length > 0) throw invalidObject(definition, made.metadata.name ?? '', causes);
    checkLimits(made, undefined, context);
    checkPodSecurity(made, undefined, context);
  }
  yield* validated({ ...reviewed, object: made }, context);
  // The template has the pins of its own images; those that webhooks named instead are resolved here.
  return made === pod ? pod : yield* resolvePins(definition, settlePins(definition, made, pod), context);
}
