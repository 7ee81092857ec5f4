// Who owns an object.
import type { OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** The reference to the owner that manages an object. */
export function managerOf(object: OrcObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller === true);
}
