// Parts of objects that are changed by themselves: what each takes of what it is given.
import { type FieldCause, OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { validateBinding, validateEphemeralChange } from '#kernel/kinds/pod.ts';
import { validateResize, withResources } from '#kernel/kinds/pod-resize.ts';
import type { UpdateChange } from '#kernel/model/gen/api.gen.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import {
  metadataAsked,
  withEphemeral,
  withFinalizersOf,
  withMetadata,
  withNode,
} from '#api/admission/merge.ts';

/** How a change says which part of its object it is about. */
export type PartAsked = Pick<UpdateChange, 'status' | 'subresource'>;

/**
 * The part of an object that a change is about, by which it is authorized, admitted and judged: the status, what a
 * subresource changes, or, empty, the whole. A kind without a status is changed whole, whatever part the change names
 * beside it.
 */
export function partChanged(
  { hasStatus }: Pick<KindDefinition<OrcObject>, 'hasStatus'>,
  { status, subresource = '' }: PartAsked,
): string {
  if (!status) return subresource;
  return hasStatus ? 'status' : '';
}

/** Subresources of a pod that runs: what an update by one takes of what it is given, and what may be wrong with it. */
export const podParts: Readonly<
  Record<
    string,
    {
      readonly taken: (pod: Pod, given: Pod) => Pod;
      readonly validate: (next: Pod, previous: Pod) => FieldCause[];
    }
  >
> = {
  binding: { taken: withNode, validate: validateBinding },
  ephemeralcontainers: { taken: withEphemeral, validate: validateEphemeralChange },
  resize: { taken: withResources, validate: validateResize },
};

/** What a change of a part makes of an object: by `scale` the count alone, whatever else is given. */
export function byPart(
  definition: KindDefinition<OrcObject>,
  given: OrcObject,
  previous: OrcObject,
  subresource: string,
): OrcObject {
  // Of these the update itself takes nothing else.
  if (subresource === '' || (subresource === 'status' && definition.hasStatus)) return given;
  if (Object.hasOwn(podParts, subresource) && previous.kind === 'Pod') return given;
  if (subresource === 'finalize' && previous.kind === 'Namespace') return withFinalizersOf(previous, given);
  const { scale } = definition;
  if (subresource !== 'scale' || scale === undefined)
    throw new OrcError(
      'BadRequest',
      `subresource: ${definition.plural} are not updated by ${JSON.stringify(subresource)}`,
    );
  const metadata = metadataAsked(previous.metadata, given.metadata);
  return withMetadata(scale.write(previous, scale.read(given).wanted), metadata);
}
