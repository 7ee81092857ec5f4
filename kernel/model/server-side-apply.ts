// Server-side apply, as Kubernetes documents it. Who applies a configuration owns the fields it names; to change a
// field that somebody else owns is a conflict, unless forced; what one applied and no longer does goes, when nobody
// else owns it. A write that is no apply takes the fields it changes.
import type { FieldCause } from '#kernel/errors.ts';
import {
  type FieldSet,
  difference,
  fieldPaths,
  intersection,
  isEmptySet,
  noFields,
  union,
} from '#kernel/model/field-set.ts';
import { type Shape, keyDefault, messageShape, partsOf } from '#kernel/model/field-shape.ts';
import {
  type Translating,
  type VersionedChanges,
  changesIn,
  leftTo,
  withoutGivenUp,
} from '#kernel/model/field-versions.ts';
import { compareFields, fieldsOf, mergeApplied } from '#kernel/model/field-walk.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Manager, type ManagerName, capUpdaters, isSameManager } from '#kernel/model/managed-fields.ts';
import { differences, ownableFields } from '#kernel/model/ownable-fields.ts';
import type { MessageSchema } from '#kernel/model/schema.ts';

/** A field that is to change and is another's. */
export interface ApplyConflict {
  readonly owner: ManagerName;
  /** Such as `.spec.replicas`. */
  readonly field: string;
}

/** What is applied, to what, by whom. Objects are JSON; `config` may leave out anything and hold nulls. */
export interface Application {
  readonly schema: MessageSchema;
  /** The object as it is; undefined when there is none. */
  readonly live: JsonObject | undefined;
  readonly config: JsonObject;
  readonly managers: readonly Manager[];
  readonly by: ManagerName;
  /** Whether fields of others are taken over. */
  readonly force: boolean;
  /** Fields that need not be forced. */
  readonly allowed?: FieldSet;
  /** Now, as RFC 3339. */
  readonly time: string;
}

/** What became of an application. */
export type Applied =
  | { readonly ok: { readonly object: JsonObject; readonly managers: readonly Manager[] } }
  | { readonly conflicts: readonly ApplyConflict[] };

/** The fields of `earlier` that `live` says just so. */
export function agreedFields(schema: MessageSchema, earlier: JsonObject, live: JsonObject): FieldSet {
  const shape = messageShape(schema);
  const { modified, added } = compareFields(shape, live, earlier);
  return difference(ownableFields(schema, earlier), union(modified, added));
}

/** Where a configuration's items can't be told apart: they leave out a key, or are there twice. */
export function itemProblems(shape: Shape, value: unknown, path = ''): readonly FieldCause[] {
  const seen = new Set<string>();
  const isList = shape.kind === 'list' || shape.kind === 'set';
  return (partsOf(shape, value) ?? []).flatMap(({ edge, value: item, shape: below }, index): FieldCause[] => {
    const named = path === '' ? edge.slice(2) : `${path}.${edge.slice(2)}`;
    const at = isList ? `${path}[${index}]` : named;
    const isAgain = isList && seen.has(edge);
    seen.add(edge);
    const keys = shape.kind === 'list' && isJsonObject(item) ? shape.keys : [];
    const schema = shape.kind === 'list' ? shape.schema : undefined;
    return [
      ...keys
        .filter((key) => isJsonObject(item) && (item[key] ?? keyDefault(schema, key)) === undefined)
        .map((key): FieldCause => ({
          reason: 'Required',
          field: `${at}.${key}`,
          message: 'Required value',
        })),
      ...(isAgain
        ? [{ reason: 'Duplicate', field: at, message: `Duplicate value: ${edge.slice(2)}` } as const]
        : []),
      ...itemProblems(below, item, at),
    ];
  });
}

/** The fields that managers own, by the versions in which they say so. */
function ownedFields(managers: readonly Manager[], version: string, fields: FieldSet): Map<string, FieldSet> {
  const owned = new Map([[version, fields]]);
  for (const { apiVersion, fields: its } of managers)
    owned.set(apiVersion, union(owned.get(apiVersion) ?? noFields, its));
  return owned;
}

/**
 * Applies a configuration: the object it makes and who manages what, or all conflicts. It asks for objects in the
 * versions in which others manage fields.
 */
export function* applyConfiguration(application: Application): Translating<Applied> {
  const { schema, live, config, managers, by, force, allowed = noFields, time } = application;
  const { apiVersion } = by;
  const terms = { apiVersion, schema };
  const shape = messageShape(schema);
  const fields = ownableFields(schema, config);
  const before = managers.find((each) => isSameManager(each, by));
  const others = managers.filter((each) => each !== before);
  const merged = mergeApplied(shape, live, config);
  // The configuration's metadata.name, which nobody owns, keeps the metadata.
  const owned = ownedFields(others, apiVersion, fieldsOf(shape, config));
  const whole = isJsonObject(merged) ? yield* withoutGivenUp(terms, merged, before, owned) : config;
  const versions = others.map((each) => each.apiVersion);
  const changes = yield* changesIn(terms, live ?? {}, whole, versions);
  const conflicts = others.flatMap((owner) => {
    const change = changes.get(owner.apiVersion) ?? 'unknown';
    if (typeof change === 'string') return [];
    const taken = intersection(owner.fields, union(change.added, change.modified));
    return fieldPaths(difference(taken, allowed)).map((field) => ({ owner, field }));
  });
  if (!force && conflicts.length > 0) return { conflicts };
  const left = others.flatMap((each) => leftTo(each, changes));
  const isSame =
    before !== undefined &&
    before.apiVersion === apiVersion &&
    isEmptySet(symmetric(before.fields, fields)) &&
    isEmptySet(changed(changes, apiVersion));
  const mine: Manager = { ...by, fields, time: isSame ? before.time : time };
  return { ok: { object: whole, managers: capUpdaters(isEmptySet(fields) ? left : [...left, mine]) } };
}

/** The fields that came, went or changed in a version. */
function changed(changes: VersionedChanges, version: string): FieldSet {
  const change = changes.get(version) ?? 'unknown';
  return typeof change === 'string' ? noFields : union(union(change.added, change.modified), change.removed);
}

function symmetric(a: FieldSet, b: FieldSet): FieldSet {
  return union(difference(a, b), difference(b, a));
}

/**
 * Who manages what of an object that nobody was said to manage, before it is first applied. `applied` is what client-side
 * apply made of it last, if it did, with defaults and the annotation that keeps it: what still stands of that is that
 * apply's, as in Kubernetes. A client that goes over to server-side apply takes on all that the manager of that
 * annotation has, and gives up what it no longer says: what others set must be another manager's.
 */
export function managersBefore(
  schema: MessageSchema,
  live: JsonObject,
  apiVersion: string,
  time: string,
  applied?: JsonObject,
): readonly Manager[] {
  // The parts that every object has are not somebody's doing.
  const bare = { metadata: {}, spec: {}, status: {} };
  const before = Object.fromEntries(Object.entries(bare).filter(([name]) => isJsonObject(live[name])));
  const { added, modified } = differences(messageShape(schema), before, live);
  const fields = union(added, modified);
  const own = applied === undefined ? noFields : intersection(fields, agreedFields(schema, applied, live));
  const by = { operation: 'Update', apiVersion, subresource: '', time } as const;
  return [
    { ...by, manager: 'kubectl-client-side-apply', fields: own },
    { ...by, manager: 'before-first-apply', fields: difference(fields, own) },
  ].filter((each) => !isEmptySet(each.fields));
}

/** A write that was no apply, and by whom. */
export interface TrackedChange {
  readonly schema: MessageSchema;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly managers: readonly Manager[];
  readonly by: ManagerName;
  readonly time: string;
}

/**
 * Who manages what after a change: who made it has the fields it changed, and nobody those it removed. It asks for the
 * objects in the versions in which somebody manages fields.
 */
export function* tracked(change: TrackedChange): Translating<readonly Manager[]> {
  const { schema, before, after, managers, by, time } = change;
  const { apiVersion } = by;
  const versions = managers.map((each) => each.apiVersion);
  const changes = yield* changesIn({ apiVersion, schema }, before, after, versions);
  const left = managers.flatMap((each) => leftTo(each, changes));
  const { added, modified } = differences(messageShape(schema), before, after);
  const taken = union(added, modified);
  if (isEmptySet(taken)) return left;
  const mine = left.find((each) => isSameManager(each, by));
  const fields = union(mine?.fields ?? noFields, taken);
  return capUpdaters([...left.filter((each) => each !== mine), { ...by, fields, time }]);
}
