// Objects of kinds that users define, from one of the kind's versions to another. As Kubernetes has it, what is read is
// given the defaults of the version that it is in, then converted, then loses what the wanted version does not have.
// Where the versions differ by their apiVersion alone that happens here; where a webhook converts, between the two.
import type { CustomDefinition } from '#kernel/custom/definition.ts';
import type { CustomObject } from '#kernel/custom/object.ts';
import { cleaned } from '#kernel/custom/structural.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { isBuiltIn } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** The webhook's work on an object, where there is any: it is in another version than the wanted one. */
export function needsWebhook(
  { custom, type }: KindDefinition<OrcObject>,
  { apiVersion }: OrcObject,
): boolean {
  return custom?.converter !== undefined && apiVersion !== type.apiVersion;
}

/** An object with what the schema of its own version says that it lacks. */
export function completed(object: CustomObject, { custom }: Pick<CustomDefinition, 'custom'>): CustomObject {
  return custom.versions.get(object.apiVersion)?.defaults?.(object) ?? object;
}

/** An object as one of a version, without what the version does not have; the same one when nothing differs. */
export function pruned(object: CustomObject, { type, custom }: CustomDefinition): CustomObject {
  const { apiVersion, kind, metadata, ...body } = object;
  const { json } = cleaned(custom.schema, body);
  return apiVersion === type.apiVersion && equalValues(json, body)
    ? object
    : { ...json, apiVersion: type.apiVersion, kind, metadata };
}

const made = new WeakMap<CustomDefinition, WeakMap<CustomObject, CustomObject>>();

function madeFor(version: CustomDefinition): WeakMap<CustomObject, CustomObject> {
  const known = made.get(version) ?? new WeakMap<CustomObject, CustomObject>();
  made.set(version, known);
  return known;
}

/** Takes what a webhook made as an object of the version: it has been given its defaults already. */
export function fromWebhook(version: CustomDefinition, given: CustomObject): CustomObject {
  const result = pruned(given, version);
  madeFor(version).set(result, result);
  return result;
}

/**
 * Keeps what a webhook made of an object, for whoever looks at it in that version and can't wait, for as long as somebody
 * holds it.
 */
export function keepConverted(version: CustomDefinition, object: CustomObject, result: CustomObject): void {
  madeFor(version).set(object, result);
}

/**
 * An object in a version. Where a webhook converts and has not been asked, only its apiVersion is changed: who reads
 * such objects asks first.
 */
export function inVersion(object: CustomObject, version: CustomDefinition): CustomObject {
  const known = madeFor(version);
  const before = known.get(object);
  if (before !== undefined) return before;
  const result = pruned(completed(object, version), version);
  known.set(object, result);
  return result;
}

function isOfCustom(definition: KindDefinition<OrcObject>): definition is CustomDefinition {
  return definition.custom !== undefined;
}

/** The version of a kind that users define; undefined for a kind of orc itself. */
export function customVersionOf(definition: KindDefinition<OrcObject>): CustomDefinition | undefined {
  return isOfCustom(definition) ? definition : undefined;
}

/** An object as one of its kind's definition: an object of a built-in kind as it is. */
export function asDefined(object: OrcObject, definition: KindDefinition<OrcObject>): OrcObject {
  const version = customVersionOf(definition);
  return version === undefined || isBuiltIn(object) ? object : inVersion(object, version);
}
