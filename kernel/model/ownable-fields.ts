// Which fields of an object somebody can own, and in which of them two objects differ.
import { type FieldSet, fieldSet } from '#kernel/model/field-set.ts';
import { type Shape, messageShape } from '#kernel/model/field-shape.ts';
import { type Comparison, compareFields, fieldsOf } from '#kernel/model/field-walk.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { MessageSchema } from '#kernel/model/schema.ts';

/** What the masters alone say of an object, or what says which object it is: nobody owns it. */
const nobodys = new Set(
  [
    'name',
    'namespace',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
  ].map((name) => `f:${name}`),
);

/** The set without what nobody can own. */
export function ownable(set: FieldSet): FieldSet {
  return fieldSet(
    false,
    [...set.children]
      .filter(([edge]) => edge !== 'f:apiVersion' && edge !== 'f:kind')
      .map(([edge, inner]) =>
        edge === 'f:metadata'
          ? [
              edge,
              fieldSet(
                false,
                [...inner.children].filter(([name]) => !nobodys.has(name)),
              ),
            ]
          : [edge, inner],
      ),
  );
}

/** In which fields that somebody can own `after` differs from `before`. */
export function differences(shape: Shape, before: unknown, after: unknown): Comparison {
  const { added, removed, modified } = compareFields(shape, before, after);
  return { added: ownable(added), removed: ownable(removed), modified: ownable(modified) };
}

/** Every field that an object says and somebody can own. */
export function ownableFields(schema: MessageSchema, object: JsonObject): FieldSet {
  return ownable(fieldsOf(messageShape(schema), object));
}

/** What of an object's metadata nobody can own: which object it is, among others. */
export function unownable(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => nobodys.has(`f:${name}`)));
}
