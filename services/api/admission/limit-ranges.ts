// LimitRanges at the faces: new pods get defaults and are held to bounds, claims when they are made and when they ask
// for more. What a pod asks for can't change later.
import { keyOf } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { limitViolation, withLimitDefaults } from '#kernel/policy/limit-range.ts';
import { type AdmissionContext, PolicyRefusal } from '#api/admission/context.ts';

/** A new object with what its namespace's ranges give it. */
export function withLimits(object: OrcObject, { view }: AdmissionContext): OrcObject {
  return object.kind === 'Pod' ? withLimitDefaults(view, object) : object;
}

/** Refuses a new pod, or a new or changed claim, that is out of its namespace's bounds. Throws Forbidden. */
export function checkLimits(
  object: OrcObject,
  previous: OrcObject | undefined,
  { view }: AdmissionContext,
): void {
  if (object.kind !== 'Pod' && object.kind !== 'PersistentVolumeClaim') return;
  const isAsBefore = previous?.kind === object.kind && equalValues(object.spec, previous.spec);
  if (isAsBefore || (object.kind === 'Pod' && previous !== undefined)) return;
  const refused = limitViolation(view, object);
  if (refused !== undefined) throw new PolicyRefusal(refused, keyOf(object));
}
