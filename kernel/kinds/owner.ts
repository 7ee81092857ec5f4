// Who owns an object.
import type { Digest } from '#kernel/kinds/digest.ts';
import type { OwnerReference } from '#kernel/model/gen/meta.gen.ts';

/** The reference to the owner that manages an object. */
export function managerOf(object: Pick<Digest, 'metadata'>): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller === true);
}
