// Fields in the versions of a kind. Who manages fields is said in the terms of the version in which they wrote, and stays
// so. What a change in another version does to them is found as in Kubernetes: the object before and the object after are
// brought into their version, and compared there. That may have to be asked of a webhook, so whatever needs it stops with
// a question.
import { equalValues } from '#kernel/model/equal.ts';
import {
  type FieldSet,
  difference,
  intersection,
  isEmptySet,
  noFields,
  union,
} from '#kernel/model/field-set.ts';
import { messageShape } from '#kernel/model/field-shape.ts';
import {
  type Comparison,
  compareFields,
  fieldsOf,
  mergeApplied,
  onlyFields,
  withNamedFields,
  withoutFields,
} from '#kernel/model/field-walk.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Manager } from '#kernel/model/managed-fields.ts';
import { differences, unownable } from '#kernel/model/ownable-fields.ts';
import type { MessageSchema } from '#kernel/model/schema.ts';

/** A version of a kind, and its fields. */
export interface Terms {
  readonly apiVersion: string;
  readonly schema: MessageSchema;
}

/** Objects in a version. */
export interface InTerms extends Terms {
  readonly objects: readonly JsonObject[];
}

/** What is asked on the way: objects in another version. */
export interface TermsQuestion {
  readonly given: InTerms;
  readonly to: string;
}

/** Why there is no answer: the version is served no more, or nobody can tell now. */
export type NoTerms = 'gone' | 'unknown';

/** Work that stops where objects are to be brought into another version. */
export type Translating<T> = Generator<TermsQuestion, T, InTerms | NoTerms>;

/** Does such work for a kind all of whose versions are of the same terms. */
export function inOneVersion<T>(steps: Translating<T>): T {
  let step = steps.next('unknown');
  while (step.done !== true) step = steps.next({ ...step.value.given, apiVersion: step.value.to });
  return step.value;
}

/** Objects in a version; as they are where they are in it. */
function* translated(given: InTerms, to: string): Translating<InTerms | NoTerms> {
  return given.apiVersion === to ? given : yield { given, to };
}

/** What a change did, by the versions in which somebody may own what it was done to. */
export type VersionedChanges = ReadonlyMap<string, Comparison | NoTerms>;

function isSame({ added, removed, modified }: Comparison, before: JsonObject, after: JsonObject): boolean {
  const { metadata: _then, ...former } = before;
  const { metadata: _now, ...present } = after;
  return [added, removed, modified].every(isEmptySet) && equalValues(former, present);
}

/** What differs between two objects, in their own version and in each of others: one question a version, if anything does. */
export function* changesIn(
  terms: Terms,
  before: JsonObject,
  after: JsonObject,
  versions: Iterable<string>,
): Translating<VersionedChanges> {
  const own = differences(messageShape(terms.schema), before, after);
  const changes = new Map<string, Comparison | NoTerms>([[terms.apiVersion, own]]);
  const isNone = isSame(own, before, after);
  for (const version of versions) {
    if (changes.has(version)) continue;
    if (isNone) {
      changes.set(version, own);
      continue;
    }
    const made = yield* translated({ ...terms, objects: [before, after] }, version);
    if (typeof made === 'string') changes.set(version, made);
    else {
      const [former, present] = made.objects;
      changes.set(version, differences(messageShape(made.schema), former, present));
    }
  }
  return changes;
}

/** What is left to a manager when others have changed and removed fields; nothing to one of a version that is gone. */
export function leftTo(manager: Manager, changes: VersionedChanges): readonly Manager[] {
  const change = changes.get(manager.apiVersion) ?? 'unknown';
  if (change === 'gone') return [];
  if (change === 'unknown') return [manager];
  const { added, removed, modified } = change;
  const taken = union(union(added, modified), removed);
  const fields = isEmptySet(taken) ? manager.fields : difference(manager.fields, taken);
  return isEmptySet(fields) ? [] : [{ ...manager, fields }];
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function namedFields({ schema }: Terms, value: unknown): FieldSet {
  const shape = messageShape(schema);
  return withNamedFields(shape, fieldsOf(shape, value));
}

/** An object without some fields. It stays the one that it is. */
function bareOf({ schema }: Terms, whole: JsonObject, without: FieldSet): JsonObject {
  const bare = asObject(withoutFields(messageShape(schema), whole, without));
  return { ...bare, metadata: { ...unownable(asObject(whole['metadata'])), ...asObject(bare['metadata']) } };
}

/** Two objects, of which the second is the first without some fields: it gets back those of a set. */
function withOwned(pair: InTerms, owned: FieldSet): InTerms {
  const [whole = {}, bare] = pair.objects;
  const shape = messageShape(pair.schema);
  const kept = union(namedFields(pair, bare), withNamedFields(shape, owned));
  const gone = difference(namedFields(pair, whole), kept);
  return { ...pair, objects: [whole, asObject(withoutFields(shape, whole, gone))] };
}

/** Whether the second of two objects lacks nothing of the first. */
function isWhole(pair: InTerms): boolean {
  const [whole, bare] = pair.objects;
  return isEmptySet(difference(namedFields(pair, whole), namedFields(pair, bare)));
}

/** An object with what differs between two others: what went goes, what came or changed is as in the second. */
function withDifferences(terms: Terms, object: JsonObject, before: unknown, after: unknown): JsonObject {
  const shape = messageShape(terms.schema);
  const { added, removed, modified } = compareFields(shape, before, after);
  const left = withoutFields(shape, object, removed);
  const changed = union(added, modified);
  return asObject(isEmptySet(changed) ? left : mergeApplied(shape, left, onlyFields(shape, after, changed)));
}

/**
 * The merged object without what `mine` named before and names no longer: not what somebody owns, in whichever version,
 * and not what nobody owns beside it. `owned` are the fields that somebody owns now, by version.
 */
export function* withoutGivenUp(
  terms: Terms,
  merged: JsonObject,
  mine: Manager | undefined,
  owned: ReadonlyMap<string, FieldSet>,
): Translating<JsonObject> {
  if (mine === undefined || isEmptySet(mine.fields)) return merged;
  const { apiVersion: former, fields } = mine;
  const isOwn = former === terms.apiVersion;
  if (isOwn && isEmptySet(difference(fields, owned.get(former) ?? noFields))) return merged;
  const start = yield* translated({ ...terms, objects: [merged] }, former);
  if (typeof start === 'string') return merged;
  const [whole = {}] = start.objects;
  const shape = messageShape(start.schema);
  const last = withNamedFields(shape, fields);
  let pair: InTerms = { ...start, objects: [whole, bareOf(start, whole, last)] };
  // First in the version it was said in, so that no more than needed is missing when it is converted.
  for (const version of new Set([former, terms.apiVersion, ...owned.keys()])) {
    const there = owned.has(version) && !isWhole(pair) ? yield* translated(pair, version) : 'unknown';
    if (typeof there !== 'string') pair = withOwned(there, owned.get(version) ?? noFields);
  }
  if (isWhole(pair)) return merged;
  const back = yield* translated({ ...pair, objects: pair.objects.slice(1) }, former);
  if (typeof back === 'string') return merged;
  const missing = difference(namedFields(start, whole), namedFields(start, back.objects[0]));
  const left = asObject(withoutFields(shape, whole, intersection(missing, last)));
  if (isOwn) return left;
  const home = yield* translated({ ...start, objects: [whole, left] }, terms.apiVersion);
  return typeof home === 'string' ? merged : withDifferences(terms, merged, home.objects[0], home.objects[1]);
}
