// The metadata of a new object: its name, namespace and identity.
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { namespaceOf } from '#kernel/kinds/metadata-rules.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import type { Random } from '#kernel/ports.ts';

/** The characters of generated names: no vowels, so that no words come out; none that look alike. */
const suffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** `prefix` with five random characters, the whole at most 63 long. */
export function generatedName(prefix: string, random: Random): string {
  let suffix = '';
  for (let count = 0; count < 5; count++)
    suffix += suffixAlphabet.charAt(random.below(suffixAlphabet.length));
  return `${prefix.slice(0, 58)}${suffix}`;
}

/** Metadata of a new object without what only the masters may set, whatever the user sent. */
function askedOf(given: ObjectMeta): ObjectMeta {
  const isPlain =
    given.uid === undefined &&
    given.resourceVersion === undefined &&
    given.deletionTimestamp === undefined &&
    given.deletionGracePeriodSeconds === undefined &&
    given.generation === undefined &&
    given.managedFields === undefined;
  if (isPlain) return given;
  const {
    uid,
    resourceVersion,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    managedFields,
    ...asked
  } = given;
  return asked;
}

/** Names and stamps a new object. */
export function newMetadata(
  definition: KindDefinition<OrcObject>,
  given: ObjectMeta,
  context: AdmissionContext,
): ObjectMeta {
  if ((given.resourceVersion ?? '') !== '')
    throw new OrcError('BadRequest', 'resourceVersion should not be set on objects to be created');
  const prefix = given.generateName ?? '';
  // Some clients write a name that they leave to the masters as an empty one.
  const name =
    (given.name ?? '') === '' && prefix !== '' ? generatedName(prefix, context.random) : given.name;
  const asked = askedOf(given);
  const stamp = { uid: context.random.uuid(), creationTimestamp: timeFromMs(context.nowMs) };
  const named = {
    ...asked,
    ...(name !== asked.name && { name }),
    ...(definition.namespaced && { namespace: namespaceOf(definition, given) }),
    ...stamp,
  };
  return definition.hasGeneration === true ? { ...named, generation: 1 } : named;
}
