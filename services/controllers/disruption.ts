// PodDisruptionBudget: what it allows now, for those who look. Evictions do not wait for this: they are decided by the
// pods themselves (kernel/policy/disruption.ts), and leave the status as this would.
import { budgetStatus, countsPod } from '#kernel/policy/disruption.ts';
import { findDefinition } from '#kernel/custom/catalog.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { StateView } from '#kernel/store/view.ts';
import { type Controller, keyOfObject, nothing, splitKey, updateWrite } from '#controllers/controller.ts';

function keysIn(view: StateView, namespace: string | undefined): readonly string[] {
  return [...view.list('PodDisruptionBudget', namespace)].map(keyOfObject);
}

export const disruptionController: Controller = {
  name: 'disruption',
  keysOf(event, view) {
    const { kind, key } = event;
    if (kind === 'PodDisruptionBudget') return [`${key.namespace}/${key.name}`];
    if (kind !== 'Pod')
      // Percentages are of what those ask for that can be scaled, users' own kinds among them.
      return findDefinition(view, kind)?.scale === undefined
        ? []
        : keysIn(view, key.namespace === '' ? undefined : key.namespace);
    const budgets = [...view.list('PodDisruptionBudget', key.namespace)];
    if (budgets.length === 0) return [];
    const { object, previous } = event;
    if (object.kind !== 'Pod') return [];
    return budgets
      .filter((each) => countsPod(each, object) || (previous?.kind === 'Pod' && countsPod(each, previous)))
      .map(keyOfObject);
  },
  allKeys: (view) => keysIn(view, undefined),
  reconcile(key, { view, nowMs }) {
    const { namespace, name } = splitKey(key);
    const budget = view.get('PodDisruptionBudget', namespace, name);
    if (budget === undefined || budget.metadata.deletionTimestamp !== undefined) return nothing;
    const status = budgetStatus(budget, view, nowMs);
    if (equalValues(status, budget.status)) return nothing;
    return {
      writes: [updateWrite({ ...budget, status })],
      reason: `${status.currentHealthy} of ${status.expectedPods} pods are healthy`,
    };
  },
};
