// Who set which fields of an object: metadata.managedFields, read and written as Kubernetes does.
import { equalValues } from '#kernel/model/equal.ts';
import {
  type FieldSet,
  fieldSetFromJson,
  fieldSetToJson,
  isEmptySet,
  union,
} from '#kernel/model/field-set.ts';
import type { ManagedFieldsEntry } from '#kernel/model/gen/meta.gen.ts';

/** How a manager set its fields. */
export type ManagerOperation = 'Apply' | 'Update';

/** Who a manager is. One name may stand for several: by operation, by subresource and, for updates, by version. */
export interface ManagerName {
  readonly manager: string;
  readonly operation: ManagerOperation;
  readonly apiVersion: string;
  /** Empty for the object itself. */
  readonly subresource: string;
}

/** A manager and the fields it set. */
export interface Manager extends ManagerName {
  /** When it last added, changed or removed a field. */
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** The most managers that update; beyond it the oldest become one. */
const maxUpdaters = 10;
const ancientManager = 'ancient-changes';

/** Whether two managers are the same: what is applied has one manager of a name, whatever the version. */
export function isSameManager(a: ManagerName, b: ManagerName): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

/** The managers that entries name; undefined when an entry makes no sense. */
export function readManagedFields(
  entries: readonly ManagedFieldsEntry[] | undefined,
): readonly Manager[] | undefined {
  const managers: Manager[] = [];
  for (const entry of entries ?? []) {
    const { manager = '', operation, apiVersion = '', subresource = '', time, fieldsType } = entry;
    const fields = fieldSetFromJson(entry.fieldsV1 ?? {});
    if ((operation !== 'Apply' && operation !== 'Update') || fields === undefined) return undefined;
    if (fieldsType !== 'FieldsV1') return undefined;
    if (!isEmptySet(fields)) managers.push({ manager, operation, apiVersion, subresource, time, fields });
  }
  return managers;
}

function byAge(a: Manager, b: Manager): number {
  const order = (x: string, y: string): number => (x === y ? 0 : x < y ? -1 : 1);
  return (
    order(a.operation, b.operation) ||
    order(a.time ?? '', b.time ?? '') ||
    order(a.manager, b.manager) ||
    order(a.apiVersion, b.apiVersion) ||
    order(a.subresource, b.subresource)
  );
}

/** The managers as entries, in one order: those that apply first, then by age. */
export function writeManagedFields(managers: readonly Manager[]): readonly ManagedFieldsEntry[] {
  return managers
    .filter(({ fields }) => !isEmptySet(fields))
    .toSorted(byAge)
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time !== undefined && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: fieldSetToJson(fields),
      ...(subresource !== '' && { subresource }),
    }));
}

/** Whether entries ask that nobody be said to manage anything: one entry that says nothing. */
export function isReset(entries: readonly ManagedFieldsEntry[] | undefined): boolean {
  return entries?.length === 1 && equalValues(entries[0], {});
}

/** Whether entries say the same but for their times. */
export function sameButTimes(
  a: readonly ManagedFieldsEntry[] | undefined,
  b: readonly ManagedFieldsEntry[] | undefined,
): boolean {
  const timeless = (entries: readonly ManagedFieldsEntry[] | undefined): readonly Manager[] =>
    (readManagedFields(entries) ?? []).map((manager) => ({ ...manager, time: undefined })).toSorted(byAge);
  const [left, right] = [writeManagedFields(timeless(a)), writeManagedFields(timeless(b))];
  return equalValues(left, right);
}

/** With too many managers that update, the oldest of each version are one. */
export function capUpdaters(managers: readonly Manager[]): readonly Manager[] {
  const updaters = managers.filter(({ operation }) => operation === 'Update').toSorted(byAge);
  let rest = managers;
  for (const oldest of updaters.filter(({ manager }) => manager !== ancientManager)) {
    const count = rest.filter(({ operation }) => operation === 'Update').length;
    if (count <= maxUpdaters) break;
    const bucket = { ...oldest, manager: ancientManager, subresource: '' };
    const ancient = rest.find((each) => isSameManager(each, bucket));
    const together =
      ancient === undefined ? bucket : { ...ancient, fields: union(ancient.fields, oldest.fields) };
    rest = [...rest.filter((each) => each !== oldest && each !== ancient), together];
  }
  return rest;
}
