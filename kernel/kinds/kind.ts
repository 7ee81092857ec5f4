// What there is to say about a kind: its names, columns, defaults, rules and indexes. One file a kind;
// the registry of all is generated.
import type { CustomTraits } from '#kernel/custom/definition.ts';
import type { FieldCause } from '#kernel/errors.ts';
import type { Digester } from '#kernel/kinds/digest.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';

/** What stands in a column for one object; null where there is nothing. */
export type Cell = string | number | boolean | null;

/** A column of tables: of those over HTTP, and of `orc get`. */
export interface Column<T> {
  /** The column's heading, as Kubernetes writes it; `get` prints it in capitals. */
  readonly name: string;
  /** What it says, for people. */
  readonly description: string;
  /** What its cells are; text when absent. A date is text, too: a time, or how long ago that was. */
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** What a cell of the type is, such as `name`: the name of the object. */
  readonly format?: string;
  /** Above 0, only `-o wide` shows it. */
  readonly priority?: number;
  value(object: T, nowMs: number): Cell;
}

/** A field that field selectors may ask for. */
export interface SelectableField<T> {
  /** Its path, such as `spec.nodeName`. */
  readonly name: string;
  value(object: T): string;
}

/** An index: the values by which the store finds an object. */
export interface Index<T> {
  values(object: T): readonly string[];
}

/** Another version under which a kind is served, for clients that ask for it; never stored. */
export interface ServedVersion {
  /** The API group; empty for core. */
  readonly group: string;
  readonly version: string;
  /** From this version's JSON to the stored version's; absent where only apiVersion differs. */
  toStored?(json: JsonObject): JsonObject;
  /** From the stored version's JSON to this version's; absent where only apiVersion differs. */
  fromStored?(json: JsonObject): JsonObject;
}

/** What the `scale` subresource reads and writes. */
export interface ScaleAccess<T> {
  /** The count asked for, the count there is, and the pods' selector as text. */
  read(object: T): { readonly wanted: number; readonly current: number; readonly selector: string };
  /** The object with another count asked for. */
  write(object: T, wanted: number): T;
}

/** A kind. All functions are pure. */
export interface KindDefinition<T extends OrcObject> {
  readonly type: KindType<T>;
  /** The API group; empty for core. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** Names for several kinds at once, such as `all`. */
  readonly categories?: readonly string[];
  /** Other versions under which the kind is served. */
  readonly served?: readonly ServedVersion[];
  /** How the kind is scaled; absent when it can't be. */
  readonly scale?: ScaleAccess<T>;
  readonly namespaced: boolean;
  /** The syntax of the kind's names; `dns-subdomain` when absent. */
  readonly nameFormat?: 'dns-label' | 'dns-subdomain' | 'path-segment';
  /** Whether users may only read it: the masters alone write it. */
  readonly readOnly?: boolean;
  /** Whether the status is written apart from the rest. */
  readonly hasStatus: boolean;
  /** Whether `metadata.generation` counts changes of `spec`. */
  readonly hasGeneration: boolean;
  readonly columns: readonly Column<T>[];
  /** Gives absent fields their values, beyond the constants of the schema. */
  defaults?(object: T): T;
  /** What is wrong with the object, beyond its schema; rules may let stand what was there in the `previous` one. */
  validate?(object: T, previous?: T): readonly FieldCause[];
  /** What is wrong with a change, beyond the schema's immutable fields. */
  validateUpdate?(next: T, previous: T): readonly FieldCause[];
  /** Values by which the store finds objects, by index name. */
  readonly indexes?: Readonly<Record<string, Index<T>>>;
  /**
   * How the store knows what it must of a packed object; absent where its metadata says all, or where the indexes and
   * what is unique look at the whole object.
   */
  readonly digester?: Digester;
  /** Values that no other object in the cluster may claim, such as a virtual address. */
  unique?(object: T): readonly string[];
  /**
   * Its JSON with what Kubernetes shows even where it is empty, for its clients: those that are made from its OpenAPI
   * refuse objects without.
   */
  shown?(json: JsonObject): JsonObject;
  /** What only kinds that users define have. */
  readonly custom?: CustomTraits;
  /** Fields for field selectors beyond metadata.name and metadata.namespace. */
  readonly fields?: readonly SelectableField<T>[];
}

/** An object's JSON, with these fields of its spec where it says nothing of them. */
export function withSpec(json: JsonObject, fields: JsonObject): JsonObject {
  const { spec } = json;
  return isJsonObject(spec) ? { ...json, spec: { ...fields, ...spec } } : json;
}

/** Shorthands for causes. */
export function invalid(field: string, value: unknown, why: string): FieldCause {
  return { reason: 'Invalid', field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}

export function required(field: string, why = ''): FieldCause {
  return { reason: 'Required', field, message: why === '' ? 'Required value' : `Required value: ${why}` };
}

export function duplicate(field: string, value: unknown): FieldCause {
  return { reason: 'Duplicate', field, message: `Duplicate value: ${JSON.stringify(value)}` };
}

/** `why`: where it is looked for. */
export function notFound(field: string, value: unknown, why: string): FieldCause {
  return { reason: 'NotFound', field, message: `Not found: ${JSON.stringify(value)}: ${why}` };
}

export function notSupported(field: string, value: string, supported: readonly string[]): FieldCause {
  const list = supported.map((each) => JSON.stringify(each)).join(', ');
  return {
    reason: 'NotSupported',
    field,
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`,
  };
}

export function tooLong(field: string, maxBytes: number): FieldCause {
  return { reason: 'TooLong', field, message: `Too long: may not be more than ${maxBytes} bytes` };
}

/** What is wrong with changing a field that can't be changed: nothing when it is the same. */
export function immutable(field: string, next: unknown, previous: unknown): FieldCause[] {
  return equalValues(next, previous) ? [] : [invalid(field, next, 'field is immutable')];
}

export function forbidden(field: string, why: string): FieldCause {
  return { reason: 'Forbidden', field, message: `Forbidden: ${why}` };
}
