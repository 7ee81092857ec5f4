// Older versions of built-in kinds: objects are never stored in them, and they have no messages. What clients of one
// send and see is converted, JSON to JSON.
import type { KindDefinition, ServedVersion } from '#kernel/kinds/kind.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';

/** A version as objects name it: `batch/v1`, and of the core group `v1`. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Another version of a kind than the stored one, by its apiVersion. */
export function servedAs(
  { served = [] }: Pick<KindDefinition<OrcObject>, 'served'>,
  apiVersion: string,
): ServedVersion | undefined {
  return served.find(({ group, version }) => apiVersionOf(group, version) === apiVersion);
}

/** The stored version's JSON as another version's. */
export function toServed(served: ServedVersion, json: JsonObject): JsonObject {
  const apiVersion = apiVersionOf(served.group, served.version);
  return { ...(served.fromStored?.(json) ?? json), apiVersion };
}

/** Another version's JSON as the stored version's. */
export function fromServed(
  served: ServedVersion,
  { type }: Pick<KindDefinition<OrcObject>, 'type'>,
  json: JsonObject,
): JsonObject {
  return { ...(served.toStored?.(json) ?? json), apiVersion: type.apiVersion };
}
