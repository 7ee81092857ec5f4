// What the rest of orc sees of current state.
import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';

/** State as of one revision, or a live view that moves on between calls, never within one. */
export interface StateView {
  /** The revision of the last event in this state. */
  readonly revision: number;
  /** Log time of the last transaction, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  get<K extends KindName>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined;
  /** By namespace and name; after the row `after` (see rowOf) if given. */
  list<K extends KindName>(kind: K, namespace?: string, after?: string): Iterable<ObjectByKind[K]>;
  /** By an index of the kind's definition, or by owner. */
  by<K extends KindName>(kind: K, index: string, value: string): readonly ObjectByKind[K][];
  /** How many objects there are of a kind. */
  count(kind: KindName): number;
}
