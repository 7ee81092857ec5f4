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
  const { objects } = await client.list({
    kind: 'CustomResourceDefinition',
    namespace: '',
    labelSelector: '',
    fieldSelector: '',
  });
  hasAsked = true;
  learnFrom(objects.filter((object) => object.kind === 'CustomResourceDefinition'));
}

function unknown(text: string): OrcError {
  return hasAsked ? new OrcError('BadRequest', text) : new UnknownKind('BadRequest', text);
}

/** The definition of a kind that a word or a manifest named. */
export function definitionFor(kind: StoredKind): KindDefinition<OrcObject> {
  if (isKindName(kind)) return definitionOf(kind);
  const stored = learned.get(kind)?.stored;
  if (stored === undefined) throw unknown(`the kind ${kind} is not defined in the cluster`);
  return stored;
}

/** Every kind that is known, with its definition. */
export function knownKinds(): readonly {
  readonly kind: StoredKind;
  readonly definition: KindDefinition<OrcObject>;
}[] {
  return [
    ...kindNames.map((kind) => ({ kind, definition: definitionOf(kind) })),
    ...[...learned].map(([kind, { served, stored }]) => ({ kind, definition: served[0] ?? stored })),
  ];
}

/** The kind that a user names: plural, singular, short name or kind, perhaps with its group. */
export function kindOf(word: string): StoredKind {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  // A version may stand between, as in deployments.v1.apps; one is as good as another.
  const group = (/^v\d/.test(rest[0] ?? '') ? rest.slice(1) : rest).join('.');
  const all = knownKinds();
  for (const { kind, definition } of all) {
    const { plural, singular, type, shortNames } = definition;
    const isNamed = [plural, singular, type.kind.toLowerCase(), ...shortNames].includes(name);
    // Of the group a part is enough, and for a built-in kind it never mattered.
    if (
      isNamed &&
      (group === '' || definition.group.startsWith(group) || (isKindName(kind) && !isCustomGroup(group)))
    )
      return kind;
  }
  const near = nearest(
    name,
    all.flatMap(({ definition: { plural, singular } }) => [plural, singular]),
  );
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  throw unknown(`the server doesn't have a resource type "${word}"${hint}`);
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
