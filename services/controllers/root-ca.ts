// Every namespace has a ConfigMap with the certificate of the cluster's CA, by which its pods know the masters.
import { rootCa } from '#kernel/kinds/pod-account.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { type Controller, createWrite, nothing, updateWrite } from '#controllers/controller.ts';

export const rootCaController: Controller = {
  name: 'root-ca',
  followsMasters: true,
  keysOf({ type, kind, key: { name, namespace } }) {
    if (kind === 'Namespace') return type === 'ADDED' ? [name] : [];
    return kind === 'ConfigMap' && name === rootCa.name ? [namespace] : [];
  },
  allKeys: (view) => [...view.list('Namespace')].map(({ metadata }) => metadata.name ?? ''),
  reconcile(key, { view, random, nowMs, masters }) {
    const namespace = view.get('Namespace', '', key);
    // In one that is going nothing is made any more.
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return nothing;
    if (masters === undefined) return nothing;
    const data = { [rootCa.key]: masters.authority };
    const found = view.get('ConfigMap', key, rootCa.name);
    const reason = "the certificate of the cluster's CA";
    if (found?.metadata.deletionTimestamp !== undefined) return nothing;
    if (found !== undefined)
      return equalValues(found.data, data) ? nothing : { writes: [updateWrite({ ...found, data })], reason };
    const metadata = {
      name: rootCa.name,
      namespace: key,
      uid: random.uuid(),
      creationTimestamp: timeFromMs(nowMs),
    };
    return { writes: [createWrite({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data })], reason };
  },
};
