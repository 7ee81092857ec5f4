// Every namespace has a service account named `default`, which its pods run as when they name none. It is made with the
// namespace, and again when somebody deletes it.
import { defaultAccount } from '#kernel/kinds/service-account.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { type Controller, createWrite, nothing } from '#controllers/controller.ts';

export const serviceAccountController: Controller = {
  name: 'service-account',
  keysOf({ type, kind, key: { name, namespace } }) {
    if (kind === 'Namespace') return type === 'ADDED' ? [name] : [];
    return kind === 'ServiceAccount' && type === 'DELETED' && name === defaultAccount ? [namespace] : [];
  },
  allKeys: (view) => [...view.list('Namespace')].map(({ metadata }) => metadata.name ?? ''),
  reconcile(key, { view, random, nowMs }) {
    const namespace = view.get('Namespace', '', key);
    // In one that is going nothing is made any more.
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return nothing;
    if (view.get('ServiceAccount', key, defaultAccount) !== undefined) return nothing;
    const metadata = {
      name: defaultAccount,
      namespace: key,
      uid: random.uuid(),
      creationTimestamp: timeFromMs(nowMs),
    };
    const account = createWrite({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    return { writes: [account], reason: 'every namespace has a default service account' };
  },
};
