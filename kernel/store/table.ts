// One kind's objects, in the order of their namespace and name, with the indexes its definition asks
// for. The maps are persistent B-trees: a fork shares every node with its origin until one of them
// changes it, so snapshots, pages and forecasts cost nothing to start.
import SortedBTree from 'sorted-btree';
import type { Index, KindDefinition } from '#kernel/kinds/kind.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

const BTree = SortedBTree.default;
type BTree<V> = InstanceType<typeof BTree<string, V>>;

/** Orders text by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Divides an index value from the row it belongs to; allowed in neither. */
const divider = '\u0000';

/** The row of an object within its kind's table. */
export function rowOf(namespace: string | undefined, name: string | undefined): string {
  return `${namespace ?? ''}/${name ?? ''}`;
}

/** The index that every kind has: objects by the uid of each of their owners. */
export const ownerIndex = 'owner';

export class Table<T extends OrcObject> {
  readonly definition: KindDefinition<T> | undefined;
  #rows: BTree<T>;
  #changes = 0;
  #indexes: ReadonlyMap<string, { readonly index: Index<T>; readonly tree: BTree<T> }>;

  /** Without a definition its objects are found by name and owner only, as those of custom kinds are. */
  constructor(definition?: KindDefinition<T>) {
    this.definition = definition;
    this.#rows = new BTree<string, T>(undefined, compareText);
    const owners: Index<T> = {
      values: (object) => (object.metadata.ownerReferences ?? []).map(({ uid }) => uid),
    };
    const all: [string, Index<T>][] = [[ownerIndex, owners], ...Object.entries(definition?.indexes ?? {})];
    this.#indexes = new Map(
      all.map(([name, index]) => [name, { index, tree: new BTree<string, T>(undefined, compareText) }]),
    );
  }

  /** How often this very table was changed. */
  get changes(): number {
    return this.#changes;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(row: string): T | undefined {
    return this.#rows.get(row);
  }

  put(object: T): void {
    const row = rowOf(object.metadata.namespace, object.metadata.name);
    this.#changes += 1;
    this.#reindex(row, this.#rows.get(row), object);
    this.#rows.set(row, object);
  }

  remove(row: string): void {
    this.#changes += 1;
    this.#reindex(row, this.#rows.get(row), undefined);
    this.#rows.delete(row);
  }

  #reindex(row: string, before: T | undefined, after: T | undefined): void {
    for (const { index, tree } of this.#indexes.values()) {
      const keep = after === undefined ? [] : index.values(after);
      if (before !== undefined)
        for (const value of index.values(before))
          if (!keep.includes(value)) tree.delete(`${value}${divider}${row}`);
      if (after !== undefined) for (const value of keep) tree.set(`${value}${divider}${row}`, after);
    }
  }

  /** Objects in row order, all or those of one namespace, after the row `after` if given. */
  *list(namespace?: string, after?: string): Generator<T, void, undefined> {
    const first = namespace === undefined ? '' : `${namespace}/`;
    const start = after === undefined || after < first ? first : `${after}${divider}`;
    for (const [row, object] of this.#rows.entries(start)) {
      if (namespace !== undefined && !row.startsWith(first)) return;
      yield object;
    }
  }

  /** Objects that have `value` in the index `index`, in row order. */
  by(index: string, value: string): T[] {
    const tree = this.#indexes.get(index)?.tree;
    if (tree === undefined)
      throw new Error(`the table of ${this.definition?.plural ?? 'a custom kind'} has no index ${index}`);
    const found: T[] = [];
    const prefix = `${value}${divider}`;
    for (const [entry, object] of tree.entries(prefix)) {
      if (!entry.startsWith(prefix)) break;
      found.push(object);
    }
    return found;
  }

  /** A table with the same content that changes apart from this one from now on. */
  fork(): Table<T> {
    const fork = new Table<T>(this.definition);
    fork.#rows = this.#rows.clone();
    fork.#indexes = new Map(
      [...this.#indexes].map(([name, { index, tree }]) => [name, { index, tree: tree.clone() }]),
    );
    return fork;
  }
}
