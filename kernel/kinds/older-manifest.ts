// Manifests in older versions of built-in kinds.
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { fromServed, servedAs } from '#kernel/kinds/served-version.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** A manifest of a built-in kind in the version that is stored. */
export interface StoredManifest {
  readonly kind: KindName;
  readonly definition: KindDefinition<OrcObject>;
  readonly json: JsonObject;
}

/**
 * What a manifest in an older version of a built-in kind says, as the stored version's manifest; undefined for a
 * manifest of anything else. Its fields are not checked.
 */
export function fromOlder(json: JsonObject): StoredManifest | undefined {
  const { apiVersion, kind } = json;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isKindName(kind)) return undefined;
  const definition = definitionOf(kind);
  const served = servedAs(definition, apiVersion);
  return served && { kind, definition, json: fromServed(served, definition, json) };
}
