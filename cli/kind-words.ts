// Kinds as users name them on the command line: `deploy`, `crontabs.stable.example.com`, in one of their versions as
// `crontabs.v1.stable.example.com`, or all of a category as `all`. Every version that is served is shown, the stored one
// where none is named.
import { isCustomGroup } from '#kernel/custom/object.ts';
import type { OrcError } from '#kernel/errors.ts';
import type { KindDefinition, ServedVersion } from '#kernel/kinds/kind.ts';
import { apiVersionOf } from '#kernel/kinds/served-version.ts';
import { isKindName } from '#kernel/log/key.ts';
import { nearest } from '#kernel/model/from-json.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { compareText } from '#kernel/store/table.ts';
import { type KnownKind, definitionFor, knownKinds, knowsAllKinds, unknown, versionsOf } from '#cli/kinds.ts';

/** A kind as a user named it. */
export interface KindAsked {
  readonly kind: StoredKind;
  /** The version that it is shown in; absent for a built-in kind in the version that is stored. */
  readonly apiVersion?: string;
}

/** Whether two words named the same kind in the same version. */
export function isSameKind(a: KindAsked, b: KindAsked): boolean {
  return a.kind === b.kind && a.apiVersion === b.apiVersion;
}

/** The definition of a kind, of the version that it is shown in. */
export function definitionAsked({ kind, apiVersion }: KindAsked): KindDefinition<OrcObject> {
  return definitionFor(kind, apiVersion);
}

/** A version as a word names it; the group is undefined where the word ends before it, and empty for core. */
interface VersionNamed {
  readonly version: string;
  readonly group: string | undefined;
}

const looksLikeVersion = (text: string): boolean => /^v\d/.test(text);

/** Those of a group that is named beside a version: of its name a part is enough where none is called so. */
function ofGroup(known: readonly KnownKind[], group: string | undefined): readonly KnownKind[] {
  if (group === undefined) return known;
  const exact = known.filter(({ definition }) => definition.group === group);
  if (exact.length > 0 || group === '') return exact;
  return known.filter(({ definition }) => definition.group.startsWith(group));
}

function inVersion(known: readonly KnownKind[], named: VersionNamed): KindAsked | undefined {
  for (const { kind } of ofGroup(known, named.group)) {
    const found = versionsOf(kind).find((each) => each.version === named.version);
    if (found !== undefined) return isKindName(kind) ? { kind } : { kind, apiVersion: found.type.apiVersion };
  }
  return inOlderVersion(known, named);
}

/** A built-in kind in a version that is never stored: it may be of another group than the stored one. */
function inOlderVersion(
  known: readonly KnownKind[],
  { version, group }: VersionNamed,
): KindAsked | undefined {
  const isMeant: readonly ((own: string) => boolean)[] =
    group === undefined ? [() => true] : [(own) => own === group, (own) => own.startsWith(group)];
  for (const fits of isMeant)
    for (const { kind, definition } of known) {
      const found = definition.served?.find((each) => each.version === version && fits(each.group));
      if (found !== undefined) return { kind, apiVersion: apiVersionOf(found.group, found.version) };
    }
  return undefined;
}

/**
 * A kind of which no version was named. One that users define is shown in the version that is stored now: an object may
 * have been stored in another one, of which that version's columns say nothing.
 */
function inNoVersion(kind: StoredKind): KindAsked {
  return isKindName(kind) ? { kind } : { kind, apiVersion: definitionFor(kind).type.apiVersion };
}

/** `crontabs.v1.stable.example.com`, as a user names a version of a kind. */
function wordOf(plural: string, { version, group }: Pick<ServedVersion, 'version' | 'group'>): string {
  return `${plural}.${version}${group === '' ? '' : `.${group}`}`;
}

/** Every version in which a kind is shown, as a user names it. */
function wordsOf({ kind, definition: { plural, served = [] } }: KnownKind): readonly string[] {
  return [...versionsOf(kind), ...served].map((each) => wordOf(plural, each));
}

/**
 * The word for the stored version of a built-in kind that was named in an older one, for verbs that know only that;
 * undefined where it was not.
 */
export function storedInstead({ kind, apiVersion }: KindAsked): string | undefined {
  if (!isKindName(kind) || apiVersion === undefined) return undefined;
  const definition = definitionFor(kind);
  return wordOf(definition.plural, definition);
}

/** Says that none of these is served in the version that was named; undefined where the word may mean something else. */
function notServed(known: readonly KnownKind[], word: string, named: VersionNamed): OrcError | undefined {
  const { version, group } = named;
  const [first, ...more] = ofGroup(known, group);
  if (first === undefined || (group === undefined && !looksLikeVersion(version))) return undefined;
  const words = [first, ...more].flatMap(wordsOf);
  const advice = words.length === 0 ? 'nor in any other' : `use ${words.join(' or ')}`;
  return unknown(`"${word}": ${first.definition.type.kind} is not served in version "${version}"; ${advice}`);
}

/**
 * The kind that a user names: plural, singular, short name or kind, perhaps with its group, or with a version and perhaps
 * a group. Throws BadRequest for a version that is not served, with those that are.
 */
export function kindAsked(word: string): KindAsked {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  const all = knownKinds();
  const known = all.filter(({ definition: { plural, singular, type, shortNames } }) =>
    [plural, singular, type.kind.toLowerCase(), ...shortNames].includes(name),
  );
  // The whole name of a group is that group, also where it begins like a version.
  const group = rest.join('.');
  const exact = known.find(({ definition }) => definition.group === group);
  if (exact !== undefined) return inNoVersion(exact.kind);
  const [version = '', ...parts] = rest;
  const named = { version, group: parts.length === 0 ? undefined : parts.join('.') };
  const found = inVersion(known, named);
  if (found !== undefined) return found;
  // For a built-in kind the group never mattered.
  const isBuiltInGroup = !isCustomGroup(group) && !looksLikeVersion(group);
  const near = known.find(
    ({ kind, definition }) => definition.group.startsWith(group) || (isKindName(kind) && isBuiltInGroup),
  );
  if (near !== undefined) return inNoVersion(near.kind);
  const refused = notServed(known, word, named);
  if (refused !== undefined) throw refused;
  const alike = nearest(
    name,
    all.flatMap(({ definition: { plural, singular } }) => [plural, singular]),
  );
  const hint = alike === undefined ? '' : `; did you mean "${alike}"?`;
  throw unknown(`the server doesn't have a resource type "${word}"${hint}`);
}

/** The kind that a user names, whichever version. */
export function kindOf(word: string): StoredKind {
  return kindAsked(word).kind;
}

/** Every kind of a category, such as `all`, the users' own last; none when no kind is of it. */
function kindsIn(category: string): readonly KindAsked[] {
  const found = knownKinds().filter(({ definition }) => definition.categories?.includes(category) === true);
  const place = ({ kind, definition: { group, plural } }: KnownKind): string =>
    `${isKindName(kind) ? 0 : 1} ${group} ${plural}`;
  return found.toSorted((a, b) => compareText(place(a), place(b))).map(({ kind }) => inNoVersion(kind));
}

/** The kinds that a user names by one word: one kind, or all of a category. */
export function kindsOf(word: string): readonly KindAsked[] {
  const found = kindsIn(word.toLowerCase());
  if (found.length === 0) return [kindAsked(word)];
  // Users' own kinds may be of it too.
  if (!knowsAllKinds()) throw unknown(`the kinds of the category ${word} are not known yet`);
  return found;
}
