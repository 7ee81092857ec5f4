// The kinds that the command knows: the built-in ones, and those that the cluster's CustomResourceDefinitions define.
// The latter are asked for once, when a word or a manifest names a kind that is not built in.
import { type CustomKindVersions, customVersions } from '#kernel/custom/definition.ts';
import { customKind, groupOfVersion, isCustomGroup } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { nearest } from '#kernel/model/from-json.ts';
import type { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { OrcClient } from '#client/client.ts';
import { UnknownKind } from '#cli/errors.ts';

const learned = new Map<StoredKind, CustomKindVersions>();
let hasAsked = false;

/** Takes in the kinds that definitions define. */
export function learnFrom(crds: Iterable<CustomResourceDefinition>): void {
  for (const crd of crds) {
    const versions = customVersions(crd);
    learned.set(versions.stored.custom.kind, versions);
  }
}

/** Asks the cluster for the kinds that users have defined in it. */
export async function learnKinds(client: OrcClient): Promise<void> {
  try {
    const { objects } = await client.list({
      kind: 'CustomResourceDefinition',
      namespace: '',
      labelSelector: '',
      fieldSelector: '',
    });
    learnFrom(objects.filter((object) => object.kind === 'CustomResourceDefinition'));
  } catch (error) {
    // Who may not read definitions has the built-in kinds.
    if (!(error instanceof OrcError) || error.code !== 'Forbidden') throw error;
  }
  hasAsked = true;
}

/** Whether the cluster has been asked for the kinds that users have defined in it. */
export function knowsAllKinds(): boolean {
  return hasAsked;
}

/** The error for a kind that is not known, or not in a version: the cluster may know it if it was not asked yet. */
export function unknown(text: string): OrcError {
  return hasAsked ? new OrcError('BadRequest', text) : new UnknownKind('BadRequest', text);
}

/**
 * The definition of a kind that a word or a manifest named: of the version that `apiVersion` names where users define
 * the kind, else of the stored one.
 */
export function definitionFor(kind: StoredKind, apiVersion?: string): KindDefinition<OrcObject> {
  if (isKindName(kind)) return definitionOf(kind);
  const versions = learned.get(kind);
  if (versions === undefined) throw unknown(`the kind ${kind} is not defined in the cluster`);
  return (apiVersion === undefined ? undefined : versions.all.get(apiVersion)) ?? versions.stored;
}

/** The versions in which the command shows a kind: a built-in one in that which is stored. */
export function versionsOf(kind: StoredKind): readonly KindDefinition<OrcObject>[] {
  return isKindName(kind) ? [definitionOf(kind)] : (learned.get(kind)?.served ?? []);
}

/** A kind with its definition: where users define it, of the first version that is served. */
export interface KnownKind {
  readonly kind: StoredKind;
  readonly definition: KindDefinition<OrcObject>;
}

/** Every kind that is known. */
export function knownKinds(): readonly KnownKind[] {
  return [
    ...kindNames.map((kind) => ({ kind, definition: definitionOf(kind) })),
    ...[...learned].map(([kind, { served, stored }]) => ({ kind, definition: served[0] ?? stored })),
  ];
}

/** The definition of the kind that a manifest names. `refuse` makes the error. */
export function definitionNamed(
  apiVersion: string,
  kind: string,
  refuse: (text: string) => OrcError,
): { readonly kind: StoredKind; readonly definition: KindDefinition<OrcObject> } {
  if (isKindName(kind) && definitionOf(kind).type.apiVersion === apiVersion)
    return { kind, definition: definitionOf(kind) };
  const group = groupOfVersion(apiVersion);
  const versions = learned.get(customKind(group, kind));
  if (versions !== undefined) {
    const { served } = versions;
    const found = served.find(({ type }) => type.apiVersion === apiVersion);
    if (found !== undefined) return { kind: found.custom.kind, definition: found };
    const known = served.map(({ type }) => `"${type.apiVersion}"`).join(' or ');
    throw refuse(`apiVersion: no kind "${kind}" in version "${apiVersion}"; use ${known}`);
  }
  if (isKindName(kind) && (!isCustomGroup(group) || group === definitionOf(kind).group))
    throw refuse(
      `apiVersion: no kind "${kind}" in version "${apiVersion}"; use "${definitionOf(kind).type.apiVersion}"`,
    );
  const near = nearest(
    kind,
    knownKinds().map(({ definition }) => definition.type.kind),
  );
  const hint = near === undefined ? '`orc api-resources` lists the kinds' : `did you mean "${near}"?`;
  const text = `kind: no kind "${kind}" is known in version "${apiVersion}"; ${hint}`;
  throw hasAsked ? refuse(text) : new UnknownKind('BadRequest', text);
}
