// What deleting an object means: at once, after its grace, or once its finalizers are gone.
import { OrcError } from '#kernel/errors.ts';
import { namespaceFinalizer } from '#kernel/kinds/namespace.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { maxGraceSeconds } from '#kernel/kinds/pod-spec.ts';
import { nodeLeaseNamespace } from '#kernel/kinds/lease.ts';
import { describeKey, keyOf } from '#kernel/log/key.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';

/** The finalizer that holds an object until what it owns is gone. */
export const foregroundFinalizer = 'foregroundDeletion';
/** The finalizer that holds an object until what it owns has forgotten it. */
export const orphanFinalizer = 'orphan';

const protectedNamespaces = new Set(['default', 'kube-system', nodeLeaseNamespace]);

/** Whether an object is one that nobody may delete. */
export function isProtected({ kind, metadata }: OrcObject): boolean {
  return kind === 'Namespace' && protectedNamespaces.has(metadata.name ?? '');
}

/** What becomes of an object that is to be deleted: nothing is left, or this. */
export type Deletion = { readonly gone: true } | { readonly marked: OrcObject };

/** Whether anything still holds an object whose deletion was asked for. */
export function isHeld(object: OrcObject): boolean {
  if ((object.metadata.finalizers ?? []).length > 0) return true;
  if (object.kind === 'Namespace') return (object.spec?.finalizers ?? []).length > 0;
  return object.kind === 'Pod' && (object.metadata.deletionGracePeriodSeconds ?? 0) > 0;
}

function graceOf(object: OrcObject, asked: number | undefined): number {
  if (object.kind !== 'Pod' || object.spec.nodeName === undefined || isPodFinished(object)) return 0;
  if (asked !== undefined && asked > maxGraceSeconds)
    throw new OrcError(
      'BadRequest',
      `gracePeriodSeconds: Invalid value: ${asked}: must be at most ${maxGraceSeconds}`,
    );
  const grace = asked ?? object.spec.terminationGracePeriodSeconds ?? 30;
  // As in Kubernetes: less than none is hardly any, and never at once.
  return grace < 0 ? 1 : grace;
}

interface DeleteOptions {
  readonly graceSeconds: number | undefined;
  readonly propagation: string;
  readonly nowMs: number;
}

/** A namespace that begins to go is held for its controller, which empties it, whatever its manifest said. */
function emptiedFirst(object: OrcObject): OrcObject {
  if (object.kind !== 'Namespace') return object;
  const status = { ...object.status, phase: 'Terminating' };
  if (object.metadata.deletionTimestamp !== undefined) return { ...object, status };
  const finalizers = [...new Set([...(object.spec?.finalizers ?? []), namespaceFinalizer])];
  return { ...object, spec: { ...object.spec, finalizers }, status };
}

/** The finalizers by which an object waits as `propagation` says; who says nothing leaves them as they are. */
function withPropagation(finalizers: readonly string[], propagation: string): readonly string[] {
  if (propagation === '') return finalizers;
  const wanted =
    propagation === 'Foreground'
      ? foregroundFinalizer
      : propagation === 'Orphan'
        ? orphanFinalizer
        : undefined;
  const kept = finalizers.filter(
    (each) => each === wanted || (each !== foregroundFinalizer && each !== orphanFinalizer),
  );
  return wanted === undefined || kept.includes(wanted) ? kept : [...kept, wanted];
}

/**
 * Marks an object for deletion, or lets it go. Asking again can only shorten the grace, and say anew what becomes of what
 * it owns.
 */
export function deleteObject(
  object: OrcObject,
  { graceSeconds, propagation, nowMs }: DeleteOptions,
): Deletion {
  if (isProtected(object))
    throw new OrcError(
      'Forbidden',
      `${describeKey(keyOf(object))} is forbidden: this namespace may not be deleted`,
    );
  if (!['', 'Background', 'Foreground', 'Orphan'].includes(propagation))
    throw new OrcError(
      'BadRequest',
      `propagation: Unsupported value: "${propagation}": supported values: "Background", "Foreground", "Orphan"`,
    );
  const { finalizers: given = [], ...metadata } = object.metadata;
  const finalizers = withPropagation(given, propagation);
  const alreadyMs = msFromTime(object.metadata.deletionTimestamp);
  const grace = Math.min(
    graceOf(object, graceSeconds),
    object.metadata.deletionGracePeriodSeconds ?? Infinity,
  );
  const untilMs = Math.min(nowMs + grace * 1000, alreadyMs ?? Infinity);
  const emptied = emptiedFirst(object);
  // That it is to go is something new to do, for controllers that look only when the generation changes.
  const generation =
    metadata.generation === undefined || alreadyMs !== undefined
      ? metadata.generation
      : metadata.generation + 1;
  const marked: OrcObject = {
    ...emptied,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 && { finalizers }),
      ...(generation !== undefined && { generation }),
      deletionTimestamp: timeFromMs(untilMs),
      deletionGracePeriodSeconds: grace,
    },
  };
  if (!isHeld(marked)) return { gone: true };
  return { marked };
}
