// One kind's objects, in the order of their namespace and name, with the indexes its definition asks
// for. The maps are persistent B-trees: a fork shares every node with its origin until one of them
// changes it, so snapshots, pages and forecasts cost nothing to start.
import SortedBTree from 'sorted-btree';
import { type CustomObject, unpackCustom } from '#kernel/custom/object.ts';
import { type Digest, type Digester, digestOf, digestOfMetadata } from '#kernel/kinds/digest.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import { decode } from '#kernel/model/codec.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Slab } from '#kernel/model/slab.ts';
import { noBytes } from '#kernel/model/wire.ts';
import { Row, type RowKind } from '#kernel/store/row.ts';

const BTree = SortedBTree.default;
type BTree<V> = InstanceType<typeof BTree<string, V>>;

/** Orders text by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Divides an index value from the row it belongs to. No row has it; a value that a user has given may. */
const divider = '\u0000';

/** The row of an object within its kind's table. */
export function rowOf(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? ''}/${name ?? ''}`;
}

const none: readonly string[] = [];

/** The index that every kind has: objects by the uid of each of their owners. */
export const ownerIndex = 'owner';

/** Where an index's entries are: its place among a row's values, and what it finds. */
interface Finder<T extends OrcObject> {
  readonly name: string;
  readonly tree: BTree<Row<T>>;
}

/** The revision that an object's metadata says; 0 for none. */
function revisionIn({ metadata }: Digest): number {
  return Number(metadata.resourceVersion ?? '');
}

/** What a table knows of its kind. */
interface TableKind<T> {
  /** Undefined for a kind that users define. */
  readonly definition: KindDefinition<T & OrcObject> | undefined;
  /** Undefined where a digest takes the whole object. */
  readonly digester: Digester | undefined;
  readonly decode: (form: PackedObject) => T;
  /** Where the bytes of its objects are: what comes and goes quickly does not hold what stays. */
  readonly slab: Slab;
}

export class Table<T extends OrcObject> {
  readonly #kind: TableKind<T>;
  #rows: BTree<Row<T>>;
  #changes = 0;
  #lastKind: RowKind<T> | undefined;
  /** The owners', then one for each index of the definition. */
  #finders: readonly Finder<T>[];

  constructor(kind: TableKind<T>) {
    this.#kind = kind;
    this.#rows = new BTree<string, Row<T>>(undefined, compareText);
    const names = [ownerIndex, ...Object.keys(kind.definition?.indexes ?? {})];
    this.#finders = names.map((name) => ({ name, tree: new BTree<string, Row<T>>(undefined, compareText) }));
  }

  /** How often this very table was changed. */
  get changes(): number {
    return this.#changes;
  }

  get size(): number {
    return this.#rows.size;
  }

  /**
   * A packed object of this kind as a row, with `revision` or the one that it says. Throws BadRequest for what is no
   * such message.
   */
  row({ apiVersion, kind, raw }: PackedObject, revision?: number): Row<T> {
    const { definition, digester } = this.#kind;
    const rowKind = this.#rowKind(apiVersion, kind);
    const kept = this.#keep(raw, revision);
    if (digester !== undefined) {
      const digest = digester(raw);
      return new Row(rowKind, kept, digest, revision ?? revisionIn(digest));
    }
    const { decode: open, ...names } = rowKind;
    const whole = open({ ...names, raw: kept, json: noBytes });
    const { indexed } = digestOf(whole, Object.values(definition?.indexes ?? {}));
    // Of the whole object's metadata no more than of any other's: digests outlive what is decoded.
    const digest = { ...digestOfMetadata(raw), indexed };
    return new Row(rowKind, kept, digest, revision ?? revisionIn(digest), whole);
  }

  /** What rows say of their kind, one for all of the same names: only of a kind that users define are there several. */
  #rowKind(apiVersion: string, kind: string): RowKind<T> {
    const { definition, decode: open } = this.#kind;
    const names = definition?.type ?? { apiVersion, kind };
    if (names.apiVersion !== this.#lastKind?.apiVersion || names.kind !== this.#lastKind.kind)
      this.#lastKind = { apiVersion: names.apiVersion, kind: names.kind, decode: open };
    return this.#lastKind;
  }

  /** A copy of an object's bytes, with its revision where that can be put in: whoever asks for them finds it there. */
  #keep(raw: Uint8Array, revision: number | undefined): Uint8Array {
    const { slab } = this.#kind;
    const made = revision === undefined ? undefined : withRevision(raw, String(revision), slab);
    return made === undefined || made === raw ? slab.keep(raw) : made;
  }

  get(row: string): Row<T> | undefined {
    return this.#rows.get(row);
  }

  /** Puts an object where `before` is. */
  put(row: string, object: Row<T>, before: Row<T> | undefined): void {
    this.#changes += 1;
    this.#reindex(row, before, object);
    this.#rows.set(row, object);
  }

  /** Removes the object that is there. */
  remove(row: string, before: Row<T> | undefined): void {
    this.#changes += 1;
    this.#reindex(row, before, undefined);
    this.#rows.delete(row);
  }

  #reindex(row: string, before: Row<T> | undefined, after: Row<T> | undefined): void {
    let place = 0;
    for (const { tree } of this.#finders) {
      const keep = after?.digest.indexed[place] ?? none;
      const had = before?.digest.indexed[place] ?? none;
      place += 1;
      for (const value of had) if (!keep.includes(value)) tree.delete(`${value}${divider}${row}`);
      if (after !== undefined) for (const value of keep) tree.set(`${value}${divider}${row}`, after);
    }
  }

  /** Objects in row order, all or those of one namespace, after the row `after` if given. */
  *list(namespace?: string, after?: string): Generator<Row<T>, void, undefined> {
    const first = namespace === undefined ? '' : `${namespace}/`;
    const start = after === undefined || after < first ? first : `${after}${divider}`;
    for (const [row, object] of this.#rows.entries(start)) {
      if (namespace !== undefined && !row.startsWith(first)) return;
      yield object;
    }
  }

  /** Objects that have `value` in the index `index`, in row order. */
  by(index: string, value: string): Row<T>[] {
    const tree = this.#finders.find(({ name }) => name === index)?.tree;
    if (tree === undefined)
      throw new Error(
        `the table of ${this.#kind.definition?.plural ?? 'a custom kind'} has no index ${index}`,
      );
    const found: Row<T>[] = [];
    const prefix = `${value}${divider}`;
    for (const [entry, object] of tree.entries(prefix)) {
      if (!entry.startsWith(prefix)) break;
      // What follows is then the rest of a longer value.
      if (entry.includes(divider, prefix.length)) continue;
      found.push(object);
    }
    return found;
  }

  /** A table with the same content that changes apart from this one from now on. */
  fork(): Table<T> {
    const fork = new Table<T>(this.#kind);
    fork.#rows = this.#rows.clone();
    fork.#finders = this.#finders.map(({ name, tree }) => ({ name, tree: tree.clone() }));
    return fork;
  }
}

/** An empty table of a built-in kind. */
export function builtInTable<T extends OrcObject>(definition: KindDefinition<T>): Table<T> {
  const { type, indexes } = definition;
  const isPlain = indexes === undefined && definition.unique === undefined;
  const digester = definition.digester ?? (isPlain ? digestOfMetadata : undefined);
  return new Table({ definition, digester, decode: ({ raw }) => decode(type, raw), slab: new Slab() });
}

/** An empty table of a kind that users define: its objects are found by their names and owners only. */
export function customTable(): Table<CustomObject> {
  return new Table({
    definition: undefined,
    digester: digestOfMetadata,
    decode: unpackCustom,
    slab: new Slab(),
  });
}
