// The kinds that the command knows: the built-in ones, and those that the cluster's CustomResourceDefinitions define.
// The latter are asked for once, when a word or a manifest names a kind that is not built in.
import { type CustomKindVersions, customVersions } from '#kernel/custom/definition.ts';
import { customKind, groupOfVersion, isCustomGroup } from '#kernel/custom/object.ts';
import { OrcError } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { compareText } from '#kernel/store/table.ts';
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

/** Every kind of a category, such as `all`, the users' own last; none when no kind is of it. */
function kindsIn(category: string): readonly StoredKind[] {
  const found = knownKinds().filter(({ definition }) => definition.categories?.includes(category) === true);
  const place = ({ kind, definition: { group, plural } }: (typeof found)[number]): string =>
    `${isKindName(kind) ? 0 : 1} ${group} ${plural}`;
  return found.toSorted((a, b) => compareText(place(a), place(b))).map(({ kind }) => kind);
}

/** The kinds that a user names by one word: one kind, or all of a category. */
export function kindsOf(word: string): readonly StoredKind[] {
  const found = kindsIn(word.toLowerCase());
  if (found.length === 0) return [kindOf(word)];
  // Users' own kinds may be of it too.
  if (!hasAsked) throw unknown(`the kinds of the category ${word} are not known yet`);
  return found;
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
