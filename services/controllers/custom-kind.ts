// Deletion of a CustomResourceDefinition: every object of its kind is deleted first, then the definition goes. While
// something holds, its condition Terminating says what.
import { customKind } from '#kernel/custom/object.ts';
import { cleanupFinalizer, withCondition } from '#kernel/kinds/custom-resource-definition.ts';
import { isHeld } from '#kernel/kinds/deletion.ts';
import { isKindName } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import {
  type Controller,
  type ReconcileContext,
  deleteWrite,
  maxWrites,
  nothing,
  removeWrite,
  updateWrite,
} from '#controllers/controller.ts';

function released(crd: CustomResourceDefinition): CustomResourceDefinition {
  const { finalizers = [], ...metadata } = crd.metadata;
  const left = finalizers.filter((each) => each !== cleanupFinalizer);
  return { ...crd, metadata: { ...metadata, ...(left.length > 0 && { finalizers: left }) } };
}

function reconcile(key: string, { view, nowMs }: ReconcileContext): ReturnType<Controller['reconcile']> {
  const crd = view.get('CustomResourceDefinition', '', key);
  if (crd?.metadata.deletionTimestamp === undefined) return nothing;
  if (!(crd.metadata.finalizers ?? []).includes(cleanupFinalizer)) return nothing;
  const kind = customKind(crd.spec.group, crd.spec.names.kind);
  const remaining = view.count(kind);
  if (remaining === 0) {
    const next = released(crd);
    const write = isHeld(next) ? updateWrite(next) : removeWrite(crd);
    return { writes: [write], reason: 'no object of the kind is left' };
  }
  const writes: Write[] = [];
  for (const object of view.list(kind)) {
    if (writes.length >= maxWrites) break;
    const write = deleteWrite(object, nowMs);
    if (write !== undefined) writes.push(write);
  }
  const terminating = {
    type: 'Terminating',
    status: 'True',
    reason: 'InstanceDeletionInProgress',
    message: 'objects of the kind are being deleted',
  };
  const conditions = withCondition(crd.status?.conditions ?? [], terminating, nowMs);
  const next = { ...crd, status: { ...crd.status, conditions } };
  if (!equalValues(next, crd)) writes.push(updateWrite(next));
  return { writes, reason: 'the kind is being deleted' };
}

/** Takes what a CustomResourceDefinition defined with it when it is deleted. */
export const customKindController: Controller = {
  name: 'custom-kind',
  keysOf({ type, kind, key, after }, view) {
    if (kind === 'CustomResourceDefinition')
      return after.digest.metadata.deletionTimestamp === undefined ? [] : [key.name];
    if (isKindName(kind) || type !== 'DELETED') return [];
    return view
      .by('CustomResourceDefinition', 'kind', kind)
      .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
      .map(({ metadata }) => metadata.name ?? '');
  },
  allKeys: (view) =>
    [...view.list('CustomResourceDefinition')]
      .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
      .map(({ metadata }) => metadata.name ?? ''),
  reconcile,
};
