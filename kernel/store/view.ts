// What the rest of orc sees of current state.
import type { CustomKind, CustomObject } from '#kernel/custom/object.ts';
import type { Digest } from '#kernel/kinds/digest.ts';
import type { KindName, ObjectByKind, OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { QuotaState } from '#kernel/policy/quota/refusal.ts';

/** State as of one revision, or a live view that moves on between calls, never within one. */
export interface StateView {
  /** The revision of the last event in this state. */
  readonly revision: number;
  /** Log time of the last transaction, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  get<K extends KindName>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined;
  get(kind: CustomKind, namespace: string, name: string): CustomObject | undefined;
  get(kind: StoredKind, namespace: string, name: string): OrcObject | undefined;
  /** By namespace and name; after the row `after` (see rowOf) if given. */
  list<K extends KindName>(kind: K, namespace?: string, after?: string): Iterable<ObjectByKind[K]>;
  list(kind: CustomKind, namespace?: string, after?: string): Iterable<CustomObject>;
  list(kind: StoredKind, namespace?: string, after?: string): Iterable<OrcObject>;
  /** What is known of objects without decoding them, by namespace and name; after the row `after` if given. */
  digests(kind: StoredKind, namespace?: string, after?: string): Iterable<Digest>;
  /** By an index of the kind's definition, or by owner. */
  by<K extends KindName>(kind: K, index: string, value: string): readonly ObjectByKind[K][];
  by(kind: StoredKind, index: string, value: string): readonly OrcObject[];
  /** How many objects there are of a kind. */
  count(kind: StoredKind): number;
  /** The quotas of a namespace with what is used of them, by name. */
  quotas(namespace: string): readonly QuotaState[];
  /** The kinds that users define of which there are objects, in code-unit order. */
  customKinds(): readonly CustomKind[];
}
