// Garbage collection by ownerReferences: what only deleted owners held is deleted; an owner deleted in
// the foreground waits for what it owns; one deleted as `Orphan` is first forgotten by it. Keys are
// uids of owners.
import { findDefinition } from '#kernel/custom/catalog.ts';
import { groupOfVersion, isCustomKind } from '#kernel/custom/object.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import type { Digest } from '#kernel/kinds/digest.ts';
import { foregroundFinalizer, isHeld, isProtected, orphanFinalizer } from '#kernel/kinds/deletion.ts';
import { definitionOf, isKindName, kindNamed } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import {
  type Controller,
  type ReconcileContext,
  deleteWrite,
  maxWrites,
  nothing,
  removeWrite,
  updateWrite,
} from '#controllers/controller.ts';

/** Who has owners, or is one: an object, or what is known of one that is not decoded. */
type Known = Pick<Digest, 'metadata'>;

/** The owner a reference names, in its dependent's namespace or cluster-wide; undefined when it is gone. */
function ownerOf(view: StateView, reference: OwnerReference, dependent: Known): OrcObject | undefined {
  const kind = kindNamed(groupOfVersion(reference.apiVersion ?? ''), reference.kind);
  if (kind === undefined) return undefined;
  const found =
    view.get(kind, dependent.metadata.namespace ?? '', reference.name) ?? view.get(kind, '', reference.name);
  return found?.metadata.uid === reference.uid ? found : undefined;
}

function definitionNamed(view: StateView, { apiVersion, kind }: OwnerReference) {
  const known = kindNamed(groupOfVersion(apiVersion ?? ''), kind);
  return known && findDefinition(view, known);
}

/** Whether what is in no namespace names an owner of a kind in namespaces: such an owner is nobody, as in Kubernetes. */
function isMisplaced(view: StateView, reference: OwnerReference, dependent: Known): boolean {
  return (dependent.metadata.namespace ?? '') === '' && definitionNamed(view, reference)?.namespaced === true;
}

function referenceTo(uid: string, { metadata }: Known): OwnerReference | undefined {
  return metadata.ownerReferences?.find((each) => each.uid === uid);
}

function dependentsOf(view: StateView, uid: string): OrcObject[] {
  return [...kindNames, ...view.customKinds()]
    .flatMap((kind): readonly OrcObject[] => view.by(kind, 'owner', uid))
    .filter((object) => {
      const reference = referenceTo(uid, object);
      return reference !== undefined && !isMisplaced(view, reference, object);
    });
}

/** Whether it can be told that the owner which a reference names is gone: of a kind that is not there nobody can. */
function isKnown(view: StateView, reference: OwnerReference, dependent: Known): boolean {
  return definitionNamed(view, reference) !== undefined && !isMisplaced(view, reference, dependent);
}

const isWaiting = ({ metadata: { deletionTimestamp, finalizers } }: OrcObject): boolean =>
  deletionTimestamp !== undefined && (finalizers ?? []).includes(foregroundFinalizer);

function withOwners(dependent: OrcObject, ownerReferences: readonly OwnerReference[]): Write {
  return updateWrite({ ...dependent, metadata: { ...dependent.metadata, ownerReferences } });
}

/** What becomes of a dependent whose owner `uid` is gone. */
function release(dependent: OrcObject, uid: string, { view, nowMs }: ReconcileContext): Write | undefined {
  const references = dependent.metadata.ownerReferences ?? [];
  const left = references.filter(
    (reference) =>
      ownerOf(view, reference, dependent) !== undefined ||
      (reference.uid !== uid && !isKnown(view, reference, dependent)),
  );
  if (left.length === 0) return isProtected(dependent) ? undefined : deleteWrite(dependent, nowMs);
  return left.length === references.length ? undefined : withOwners(dependent, left);
}

/** The owners that keep a dependent when `uid` goes in the foreground: those that do not go so themselves. */
function keepersOf(dependent: OrcObject, uid: string, view: StateView): OwnerReference[] {
  return (dependent.metadata.ownerReferences ?? []).filter((reference) => {
    if (reference.uid === uid) return false;
    const owner = ownerOf(view, reference, dependent);
    return owner === undefined ? !isKnown(view, reference, dependent) : !isWaiting(owner);
  });
}

/** The uids of an owner and of those above it that wait for it in the foreground: it waits for none of them in turn. */
function waitingAbove(owner: OrcObject, view: StateView): ReadonlySet<string> {
  const uids = new Set([owner.metadata.uid ?? '']);
  const open = [owner];
  for (let object = open.pop(); object !== undefined; object = open.pop())
    for (const reference of object.metadata.ownerReferences ?? []) {
      const above = uids.has(reference.uid) ? undefined : ownerOf(view, reference, object);
      if (above === undefined || !isWaiting(above)) continue;
      uids.add(reference.uid);
      open.push(above);
    }
  return uids;
}

/** The object without a finalizer: a removal when nothing else holds it, such as a pod's grace. */
function withoutFinalizer(object: OrcObject, finalizer: string): Write {
  const { finalizers: before, ...metadata } = object.metadata;
  const finalizers = (before ?? []).filter((each) => each !== finalizer);
  const next: OrcObject = {
    ...object,
    metadata: { ...metadata, ...(finalizers.length > 0 && { finalizers }) },
  };
  return isHeld(next) ? updateWrite(next) : removeWrite(object);
}

function findOwner(
  view: StateView,
  uid: string,
  dependents: readonly OrcObject[],
  hint: string,
): OrcObject | undefined {
  const [kind = '', namespace = '', name = ''] = hint.split('/');
  if (isKindName(kind) || isCustomKind(kind)) {
    const found = view.get(kind, namespace, name);
    if (found?.metadata.uid === uid) return found;
  }
  for (const dependent of dependents) {
    const reference = referenceTo(uid, dependent);
    const found = reference && ownerOf(view, reference, dependent);
    if (found !== undefined) return found;
  }
  return undefined;
}

function reconcile(key: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const [uid = '', hint = ''] = key.split('|');
  const dependents = dependentsOf(context.view, uid);
  const owner = findOwner(context.view, uid, dependents, hint);
  const writes: Write[] = [];
  const add = (write: Write | undefined): void => {
    if (write !== undefined && writes.length < maxWrites) writes.push(write);
  };
  if (owner === undefined) {
    for (const dependent of dependents) add(release(dependent, uid, context));
    return { writes, reason: 'owner is gone' };
  }
  if (owner.metadata.deletionTimestamp === undefined) return nothing;
  const finalizers = owner.metadata.finalizers ?? [];
  if (finalizers.includes(orphanFinalizer)) {
    for (const dependent of dependents) {
      const others = (dependent.metadata.ownerReferences ?? []).filter((each) => each.uid !== uid);
      add(withOwners(dependent, others));
    }
    if (dependents.length <= writes.length && writes.length < maxWrites)
      add(withoutFinalizer(owner, orphanFinalizer));
    return { writes, reason: 'owner lets go of what it owns' };
  }
  if (!finalizers.includes(foregroundFinalizer)) return nothing;
  const circle = waitingAbove(owner, context.view);
  const blocking: OrcObject[] = [];
  for (const dependent of dependents) {
    const isGoing = dependent.metadata.deletionTimestamp !== undefined;
    const keepers = isGoing ? [] : keepersOf(dependent, uid, context.view);
    if (keepers.length > 0 || isProtected(dependent)) add(withOwners(dependent, keepers));
    else {
      if (!isGoing) add(deleteWrite(dependent, context.nowMs, 'Foreground'));
      const blocks = referenceTo(uid, dependent)?.blockOwnerDeletion === true;
      if (blocks && !circle.has(dependent.metadata.uid ?? '')) blocking.push(dependent);
    }
  }
  if (blocking.length === 0) add(withoutFinalizer(owner, foregroundFinalizer));
  return { writes, reason: 'owner is deleted after what it owns' };
}

const keyOfOwner = (kind: StoredKind, { metadata: { uid = '', namespace = '', name = '' } }: Known): string =>
  `${uid}|${kind}/${namespace}/${name}`;

/** The key of the owner that a reference of `dependent` names. */
function keyOfReference({ uid, apiVersion, kind, name }: OwnerReference, dependent: Known): string {
  const known = kindNamed(groupOfVersion(apiVersion ?? ''), kind);
  const namespaced = known === undefined || !isKindName(known) || definitionOf(known).namespaced;
  return `${uid}|${known ?? kind}/${namespaced ? (dependent.metadata.namespace ?? '') : ''}/${name}`;
}

export const garbageCollector: Controller = {
  name: 'garbage-collector',
  keysOf({ type, kind, before, after: { digest } }, view) {
    const references = digest.metadata.ownerReferences ?? [];
    const dangling = references.filter(
      (each) => isKnown(view, each, digest) && ownerOf(view, each, digest) === undefined,
    );
    // An owner that waits for what it owns waits neither for what is gone nor for what has let go of it.
    const former = (before?.digest.metadata.ownerReferences ?? []).filter(
      (each) => type === 'DELETED' || !references.some((reference) => equalValues(reference, each)),
    );
    const awaited = former.filter(
      (each) => ownerOf(view, each, digest)?.metadata.deletionTimestamp !== undefined,
    );
    const owners = type === 'DELETED' ? awaited : [...dangling, ...awaited];
    const isGoing = type === 'DELETED' || digest.metadata.deletionTimestamp !== undefined;
    const own = isGoing ? [keyOfOwner(kind, digest)] : [];
    return [...own, ...owners.map((reference) => keyOfReference(reference, digest))];
  },
  allKeys(view) {
    const keys = new Set<string>();
    for (const kind of [...kindNames, ...view.customKinds()]) {
      for (const known of view.digests(kind)) {
        if (known.metadata.deletionTimestamp !== undefined) keys.add(keyOfOwner(kind, known));
        for (const reference of known.metadata.ownerReferences ?? [])
          if (isKnown(view, reference, known) && ownerOf(view, reference, known) === undefined)
            keys.add(keyOfReference(reference, known));
      }
    }
    return [...keys];
  },
  reconcile,
};
