// ResourceQuota: its status says what is used. The store reckons that with every write and refuses by it; the status
// only shows it, so it may lag behind and costs no transaction that makes something anything.
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { amountOf, amountText } from '#kernel/model/amount.ts';
import type { ResourceQuota, ResourceQuotaStatus } from '#kernel/model/gen/quota.gen.ts';
import { type QuotaState, usedText } from '#kernel/policy/quota/refusal.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { type Controller, keyOfObject, nothing, splitKey, updateWrite } from '#controllers/controller.ts';

/** What a quota's status should say. */
export function quotaStatus({ quota, used }: QuotaState): ResourceQuotaStatus {
  const hard = Object.entries(quota.spec?.hard ?? {});
  return {
    hard: Object.fromEntries(hard.map(([name, bound]) => [name, amountText(amountOf(bound))])),
    used: Object.fromEntries(hard.map(([name]) => [name, usedText(quota, name, used.get(name) ?? 0n)])),
  };
}

function isSame(quota: ResourceQuota, status: ResourceQuotaStatus): boolean {
  const { hard = {}, used = {} } = quota.status ?? {};
  return equalValues({ hard, used }, status);
}

/** Whether an event may change what is used of some quota of its namespace. */
function changesUse({ type, object, previous }: StoreEvent): boolean {
  if (type !== 'MODIFIED') return true;
  if (object.kind === 'Pod' && previous?.kind === 'Pod')
    return isPodFinished(object) !== isPodFinished(previous) || !equalValues(object.spec, previous.spec);
  return object.kind === 'Service' || object.kind === 'PersistentVolumeClaim';
}

export const resourceQuotaController: Controller = {
  name: 'resource-quota',
  keysOf(event, view) {
    const { namespace, name } = event.key;
    if (event.kind === 'ResourceQuota' && event.type === 'MODIFIED') return [`${namespace}/${name}`];
    // A state that has no quotas at all is the most frequent one.
    if (namespace === '' || view.count('ResourceQuota') === 0 || !changesUse(event)) return [];
    return [...view.list('ResourceQuota', namespace)].map(keyOfObject);
  },
  allKeys: (view) => [...view.list('ResourceQuota')].map(keyOfObject),
  reconcile(key, { view }) {
    const { namespace, name } = splitKey(key);
    const state = view.quotas(namespace).find(({ quota }) => quota.metadata.name === name);
    if (state === undefined) return nothing;
    const status = quotaStatus(state);
    if (isSame(state.quota, status)) return nothing;
    return { writes: [updateWrite({ ...state.quota, status })], reason: 'what is used of a quota' };
  },
};
