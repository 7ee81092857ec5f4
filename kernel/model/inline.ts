// What the generated codecs do with a message that stands inlined in another: in the model its fields
// are the outer one's; on the wire it is a message of its own, with unknown fields of its own.
import { type Message, inlinedUnknownFields, unknownFields } from '#kernel/model/wire.ts';

/** The inner message's fields, without those it does not know. */
export function knownFields<T extends Message>(inner: T): Omit<T, typeof unknownFields> {
  const { [unknownFields]: _unknown, ...known } = inner;
  return known;
}

/** Puts an inner message's fields into the outer one. */
export function putInlined(outer: object, inner: Message): void {
  const kept = inner[unknownFields];
  Object.assign(outer, knownFields(inner), kept && { [inlinedUnknownFields]: kept });
}

/** The outer message as its inner one's encoder takes it. */
export function inlinedPart<T extends Message>(outer: T): T {
  return { ...outer, [unknownFields]: outer[inlinedUnknownFields] };
}
