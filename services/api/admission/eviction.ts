// Evictions: deletions of pods that their disruption budgets may refuse.
import { evict } from '#kernel/policy/disruption.ts';
import { OrcError } from '#kernel/errors.ts';
import { key, keyOf, keyText, revisionOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { AdmissionContext, Evictions } from '#api/admission/context.ts';

/** Notes that a pod is evicted. Throws Undisruptable when a budget does not allow that now, BadRequest for another kind. */
export function admitEviction(object: OrcObject, context: AdmissionContext): void {
  const { evictions, view, nowMs } = context;
  if (object.kind !== 'Pod' || evictions === undefined)
    throw new OrcError('BadRequest', `evict: is for pods, not for a ${object.kind}`);
  const eviction = evict(object, view, nowMs, evictions.leaving);
  if ('blocked' in eviction) {
    const { budget, desiredHealthy, currentHealthy } = eviction.blocked;
    // Nothing says when to ask again, as in Kubernetes: clients made with its Go library would ask so by themselves, many
    // times, before they told anybody why they wait.
    throw new OrcError('Undisruptable', "Cannot evict pod as it would violate the pod's disruption budget.", {
      kind: 'Pod',
      name: object.metadata.name ?? '',
      causes: [
        {
          reason: 'DisruptionBudget',
          field: '',
          message: `The disruption budget ${budget} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
        },
      ],
    });
  }
  evictions.leaving.add(object.metadata.uid ?? '');
  for (const budget of eviction.budgets) evictions.budgets.set(keyText(keyOf(budget)), budget);
}

/**
 * The writes of the budgets that allowed the evictions. They hold the transaction to what was decided on: of two that
 * use the same budget at once, the second is decided anew.
 */
export function evictionWrites(evictions: Evictions | undefined, view: StateView): readonly Write[] {
  return Array.from(evictions?.budgets.values() ?? []).flatMap((budget): Write[] => {
    const { namespace = '', name = '' } = budget.metadata;
    if (equalValues(view.get(budget.kind, namespace, name)?.status, budget.status)) return [];
    return [
      {
        operation: 'UPDATE',
        key: key(budget.kind, namespace, name),
        object: pack(budget),
        expectRevision: revisionOf(budget),
        expectUid: '',
      },
    ];
  });
}
