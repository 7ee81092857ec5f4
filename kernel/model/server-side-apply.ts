// Server-side apply, as Kubernetes documents it. Who applies a configuration owns the fields it names; to change a
// field that somebody else owns is a conflict, unless forced; what one applied and no longer does goes, when nobody
// else owns it. A write that is no apply takes the fields it changes.
import type { FieldCause } from '#kernel/errors.ts';
import {
  type FieldSet,
  difference,
  fieldPaths,
  fieldSet,
  intersection,
  isEmptySet,
  noFields,
  union,
} from '#kernel/model/field-set.ts';
import { type Shape, keyDefault, messageShape, partsOf } from '#kernel/model/field-shape.ts';
import {
  type Comparison,
  compareFields,
  fieldsOf,
  mergeApplied,
  withNamedFields,
  withoutFields,
} from '#kernel/model/field-walk.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Manager, type ManagerName, capUpdaters, isSameManager } from '#kernel/model/managed-fields.ts';
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
function ownable(set: FieldSet): FieldSet {
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
function differences(shape: Shape, before: unknown, after: unknown): Comparison {
  const { added, removed, modified } = compareFields(shape, before, after);
  return { added: ownable(added), removed: ownable(removed), modified: ownable(modified) };
}

/** Every field that an object says and somebody can own. */
export function ownableFields(schema: MessageSchema, object: JsonObject): FieldSet {
  return ownable(fieldsOf(messageShape(schema), object));
}

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

/** What is left of the managers when fields change hands or go. */
function without(managers: readonly Manager[], set: FieldSet): readonly Manager[] {
  if (isEmptySet(set)) return managers;
  return managers
    .map((manager) => ({ ...manager, fields: difference(manager.fields, set) }))
    .filter(({ fields }) => !isEmptySet(fields));
}

/**
 * The merged object without what was applied before and is no longer: not what another manager or the new
 * configuration owns, and not what nobody owns beside it.
 */
function pruned(shape: Shape, merged: JsonObject, last: FieldSet, owned: FieldSet): unknown {
  if (isEmptySet(last)) return merged;
  const named = (set: FieldSet): FieldSet => withNamedFields(shape, set);
  const fieldsIn = (value: unknown): FieldSet => named(fieldsOf(shape, value));
  const everything = fieldsIn(merged);
  const bare = withoutFields(shape, merged, named(last));
  const kept = union(fieldsIn(bare), named(owned));
  const withOwned = withoutFields(shape, merged, difference(everything, kept));
  const gone = intersection(difference(everything, fieldsIn(withOwned)), named(last));
  return withoutFields(shape, merged, gone);
}

/** Applies a configuration: the object it makes and who manages what, or all conflicts. */
export function applyConfiguration(application: Application): Applied {
  const { schema, live, config, managers, by, force, allowed = noFields, time } = application;
  const shape = messageShape(schema);
  const fields = ownableFields(schema, config);
  const before = managers.find((each) => isSameManager(each, by));
  const others = managers.filter((each) => each !== before);
  const merged = mergeApplied(shape, live, config);
  // The configuration's metadata.name, which nobody owns, keeps the metadata.
  const owned = others.reduce((all, each) => union(all, each.fields), fieldsOf(shape, config));
  const object = isJsonObject(merged) ? pruned(shape, merged, before?.fields ?? noFields, owned) : config;
  const whole = isJsonObject(object) ? object : config;
  const { added, removed, modified } = differences(shape, live ?? {}, whole);
  const changed = union(added, modified);
  const conflicts = others.flatMap((owner) =>
    fieldPaths(difference(intersection(owner.fields, changed), allowed)).map((field) => ({ owner, field })),
  );
  if (!force && conflicts.length > 0) return { conflicts };
  const left = without(others, union(changed, removed));
  const isChanged = !isEmptySet(changed) || !isEmptySet(removed);
  const isSame = before !== undefined && isEmptySet(symmetric(before.fields, fields)) && !isChanged;
  const mine: Manager = { ...by, fields, time: isSame ? before.time : time };
  return { ok: { object: whole, managers: capUpdaters(isEmptySet(fields) ? left : [...left, mine]) } };
}

function symmetric(a: FieldSet, b: FieldSet): FieldSet {
  return union(difference(a, b), difference(b, a));
}

/** What an object that nobody was said to manage has before it is first applied. */
export function managersBefore(
  schema: MessageSchema,
  live: JsonObject,
  apiVersion: string,
  time: string,
): readonly Manager[] {
  // The parts that every object has are not somebody's doing.
  const bare = { metadata: {}, spec: {}, status: {} };
  return tracked({
    schema,
    before: Object.fromEntries(Object.entries(bare).filter(([name]) => isJsonObject(live[name]))),
    after: live,
    managers: [],
    by: { manager: 'before-first-apply', operation: 'Update', apiVersion, subresource: '' },
    time,
  });
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

/** Who manages what after a change: who made it has the fields it changed, and nobody those it removed. */
export function tracked({ schema, before, after, managers, by, time }: TrackedChange): readonly Manager[] {
  const { added, removed, modified } = differences(messageShape(schema), before, after);
  const changed = union(added, modified);
  const left = without(managers, union(changed, removed));
  if (isEmptySet(changed)) return left;
  const mine = left.find((each) => isSameManager(each, by));
  const fields = union(mine?.fields ?? noFields, changed);
  return capUpdaters([...left.filter((each) => each !== mine), { ...by, fields, time }]);
}
