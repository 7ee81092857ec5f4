// Namespace deletion: everything in it is deleted, then the finalizer goes, and the namespace with it.
// While something holds, the namespace's condition says what.
import { findDefinition } from '#kernel/custom/catalog.ts';
import { namespaceFinalizer } from '#kernel/kinds/namespace.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, isKindName } from '#kernel/log/key.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Namespace, NamespaceCondition } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
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

function remainingCondition(
  namespace: Namespace,
  counts: ReadonlyMap<string, number>,
  nowMs: number,
): NamespaceCondition {
  const text = [...counts].map(([plural, count]) => `${plural} has ${count} resource instances`).join(', ');
  const message = `Some resources are remaining: ${text}`;
  const before = namespace.status?.conditions?.find(({ type }) => type === 'NamespaceContentRemaining');
  return {
    type: 'NamespaceContentRemaining',
    status: 'True',
    reason: 'SomeResourcesRemain',
    message,
    lastTransitionTime: before?.lastTransitionTime ?? timeFromMs(nowMs),
  };
}

/** What a kind's objects are called together. */
function pluralOf(view: StateView, kind: StoredKind): string {
  const found = findDefinition(view, kind);
  return found?.custom === undefined ? (found?.plural ?? kind) : `${found.plural}.${found.group}`;
}

function reconcile(key: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const namespace = context.view.get('Namespace', '', key);
  if (namespace?.metadata.deletionTimestamp === undefined) return nothing;
  const writes: Write[] = [];
  const counts = new Map<string, number>();
  for (const kind of [...kindNames, ...context.view.customKinds()]) {
    if (isKindName(kind) && !definitionOf(kind).namespaced) continue;
    const name = pluralOf(context.view, kind);
    for (const object of context.view.list(kind, key)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const write = writes.length < maxWrites ? deleteWrite(object, context.nowMs) : undefined;
      if (write !== undefined) writes.push(write);
    }
  }
  if (counts.size === 0) {
    const finalizers = (namespace.spec?.finalizers ?? []).filter((each) => each !== namespaceFinalizer);
    const held = finalizers.length > 0 || (namespace.metadata.finalizers ?? []).length > 0;
    const next = { ...namespace, spec: { ...namespace.spec, finalizers } };
    if (!held) return { writes: [removeWrite(namespace)], reason: 'namespace is empty' };
    return equalValues(namespace.spec?.finalizers ?? [], finalizers)
      ? nothing
      : { writes: [updateWrite(next)], reason: 'namespace is empty' };
  }
  const conditions = [remainingCondition(namespace, counts, context.nowMs)];
  const status = { ...namespace.status, phase: 'Terminating', conditions };
  if (!equalValues(status, namespace.status)) writes.push(updateWrite({ ...namespace, status }));
  return { writes, reason: 'namespace is being deleted' };
}

export const namespaceController: Controller = {
  name: 'namespace',
  keysOf({ type, kind, key, after }, view) {
    if (kind === 'Namespace') return after.digest.metadata.deletionTimestamp === undefined ? [] : [key.name];
    const { namespace: name } = key;
    if (type !== 'DELETED' || name === '') return [];
    return view.get('Namespace', '', name)?.metadata.deletionTimestamp === undefined ? [] : [name];
  },
  allKeys: (view) =>
    [...view.list('Namespace')]
      .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
      .map(({ metadata }) => metadata.name ?? ''),
  reconcile,
};
