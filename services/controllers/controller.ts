// What a controller is: a pure function from state to a transaction. It does no IO, keeps no state of
// its own and awaits nothing; the engine decides when it runs, and a driver carries out what it says.
import type { Bounded, Random } from '#kernel/ports.ts';
import { revisionOf, keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { ObjectMeta, OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { deleteObject } from '#kernel/kinds/deletion.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';

/** What the leader has heard of nodes; see node-lifecycle.ts. By a clock that does not jump, as `nowMs` may. */
export interface Heartbeats {
  /** For how many milliseconds this master has led and so listened. */
  leadingMs(): number;
  /** For how many milliseconds the node was not heard; undefined when never since this master leads. */
  silentMs(node: string): number | undefined;
}

/** What only the masters know of themselves. */
export interface MastersView {
  /** The certificate of the cluster's CA, as PEM text. */
  readonly authority: string;
  /** The port of the Kubernetes API, the same on every master, and the addresses of the masters that are up. */
  readonly port: number;
  readonly addresses: readonly string[];
}

/** Everything a reconciliation may look at. */
export interface ReconcileContext {
  readonly view: StateView;
  /** The time of day, in milliseconds since the Unix epoch. It may jump. */
  readonly nowMs: number;
  readonly random: Random;
  readonly heartbeats: Heartbeats;
  /** Does work that users' own expressions can make long. Throws TooLarge when it takes too long. */
  readonly bounded: Bounded;
  /** What a webhook said against what was proposed for this key just before; undefined when it was not so. */
  readonly refused?: string | undefined;
  /** Undefined until the leader has told it. */
  readonly masters?: MastersView | undefined;
}

/** What should change, and when to look again even if nothing happens. */
export interface Reconciliation {
  readonly writes: readonly Write[];
  /** Why, for the history of the objects written. */
  readonly reason: string;
  /** Look again after this long. */
  readonly againInMs?: number;
}

export interface Controller {
  readonly name: string;
  /** Whether all its keys are looked at again when what the masters know of themselves changes. */
  readonly followsMasters?: boolean;
  /** The keys that an event concerns. `view` stands after the event. */
  keysOf(event: StoreEvent, view: StateView): readonly string[];
  /** Every key there is to look at, for a start. */
  allKeys(view: StateView): readonly string[];
  reconcile(key: string, context: ReconcileContext): Reconciliation;
}

/** Nothing to do. */
export const nothing: Reconciliation = { writes: [], reason: '' };

/** The most writes a controller puts into one transaction; what is left comes with the next. */
export const maxWrites = 500;

export function createWrite(object: OrcObject): Write {
  return { operation: 'CREATE', key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
}

/** Replaces an object that was read at the revision it carries. */
export function updateWrite(object: OrcObject): Write {
  return { ...createWrite(object), operation: 'UPDATE', expectRevision: revisionOf(object) };
}

/** Removes an object at once. */
export function removeWrite(object: OrcObject): Write {
  return {
    operation: 'DELETE',
    key: keyOf(object),
    expectRevision: revisionOf(object),
    expectUid: object.metadata.uid ?? '',
  };
}

/** Deletes an object as a user would: with its grace, and held by its finalizers. Undefined when that was done before. */
export function deleteWrite(object: OrcObject, nowMs: number, propagation = ''): Write | undefined {
  if (object.metadata.deletionTimestamp !== undefined && propagation === '') return undefined;
  const deletion = deleteObject(object, { graceSeconds: undefined, propagation, nowMs });
  return 'gone' in deletion ? removeWrite(object) : updateWrite(deletion.marked);
}

/** The metadata of an object that a controller may make, but for its uid. */
export function draftMetadata(
  name: string,
  owner: OrcObject,
  more: ObjectMeta | undefined,
  nowMs: number,
): ObjectMeta {
  return {
    ...more,
    name,
    ...(owner.metadata.namespace !== undefined && { namespace: owner.metadata.namespace }),
    creationTimestamp: timeFromMs(nowMs),
    ownerReferences: [ownerReference(owner)],
  };
}

/** The metadata of an object that a controller makes. */
export function ownedMetadata(
  name: string,
  owner: OrcObject,
  more: ObjectMeta | undefined,
  context: ReconcileContext,
): ObjectMeta {
  return { ...draftMetadata(name, owner, more, context.nowMs), uid: context.random.uuid() };
}

/** The reference by which `owner` manages an object. */
export function ownerReference(owner: OrcObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name ?? '',
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A namespaced object as a key. */
export function keyOfObject(object: OrcObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`;
}

/** The namespace and name of a key. */
export function splitKey(key: string): { readonly namespace: string; readonly name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** A random name under a prefix, as users know them from pods. */
export function nameUnder(prefix: string, random: Random): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  let suffix = '';
  for (let count = 0; count < 5; count++) suffix += alphabet.charAt(random.below(alphabet.length));
  return `${prefix.slice(0, 57)}-${suffix}`;
}
