// The Service `kubernetes` and its endpoints, in both forms: the masters that are up, as the leader sees them.
import { apiService, apiServiceObject } from '#kernel/kinds/api-service.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { serviceNameLabel, skipMirrorLabel } from '#kernel/kinds/endpoint-slice.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type { EndpointSubset } from '#kernel/model/gen/endpoints.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import { compareText } from '#kernel/store/table.ts';
import {
  type Controller,
  type MastersView,
  type ReconcileContext,
  createWrite,
  nothing,
  updateWrite,
} from '#controllers/controller.ts';

const { namespace, name, portName } = apiService;

function sliceWrite({ view, random, nowMs }: ReconcileContext, masters: MastersView): Write | undefined {
  const addresses = masters.addresses.toSorted(compareText);
  const content: Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'> = {
    addressType: 'IPv4',
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    ports: [{ name: portName, protocol: 'TCP', port: masters.port }],
  };
  const found = view.get('EndpointSlice', namespace, name);
  if (found === undefined) {
    const identity = { uid: random.uuid(), creationTimestamp: timeFromMs(nowMs), generation: 1 };
    const metadata = { name, namespace, ...identity, labels: { [serviceNameLabel]: name } };
    return createWrite({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, ...content });
  }
  const labels = { ...found.metadata.labels, [serviceNameLabel]: name };
  const generation = (found.metadata.generation ?? 0) + 1;
  const same =
    equalValues(found.endpoints, content.endpoints) &&
    equalValues(found.ports, content.ports) &&
    equalValues(found.metadata.labels, labels);
  return same
    ? undefined
    : updateWrite({ ...found, ...content, metadata: { ...found.metadata, labels, generation } });
}

/** The same as Endpoints. Nobody is to make slices of them: there is one. */
function endpointsWrite({ view, random, nowMs }: ReconcileContext, masters: MastersView): Write | undefined {
  const addresses = masters.addresses.toSorted(compareText).map((ip) => ({ ip }));
  const ports = [{ name: portName, port: masters.port, protocol: 'TCP' }];
  const subsets: readonly EndpointSubset[] = addresses.length === 0 ? [] : [{ addresses, ports }];
  const found = view.get('Endpoints', namespace, name);
  if (found === undefined) {
    const identity = { uid: random.uuid(), creationTimestamp: timeFromMs(nowMs) };
    const metadata = { name, namespace, ...identity, labels: { [skipMirrorLabel]: 'true' } };
    return createWrite({ apiVersion: 'v1', kind: 'Endpoints', metadata, subsets });
  }
  const labels = { ...found.metadata.labels, [skipMirrorLabel]: 'true' };
  return equalValues(found.subsets ?? [], subsets) && equalValues(found.metadata.labels, labels)
    ? undefined
    : updateWrite({ ...found, subsets, metadata: { ...found.metadata, labels } });
}

function serviceWrite({ view, random, nowMs }: ReconcileContext, masters: MastersView): Write | undefined {
  const cluster = view.get('Cluster', '', clusterName);
  if (cluster === undefined) return undefined;
  const identity = { uid: random.uuid(), creationTimestamp: timeFromMs(nowMs) };
  const wanted = apiServiceObject(cluster.spec.serviceCidr, masters.port, identity);
  const found = view.get('Service', namespace, name);
  if (found === undefined) return createWrite(wanted);
  const { selector: _none, ...spec } = found.spec;
  const next = { ...found, spec: { ...spec, type: 'ClusterIP', ports: wanted.spec.ports ?? [] } };
  return equalValues(next, found) ? undefined : updateWrite(next);
}

export const apiServiceController: Controller = {
  name: 'api-service',
  followsMasters: true,
  keysOf({ kind, key }) {
    if (kind === 'Namespace') return key.name === namespace ? [name] : [];
    if (kind !== 'Service' && kind !== 'EndpointSlice' && kind !== 'Endpoints') return [];
    return key.namespace === namespace && key.name === name ? [name] : [];
  },
  allKeys: () => [name],
  reconcile(_key, context) {
    const { masters, view } = context;
    // Without its namespace, which somebody may have deleted, there is nowhere to put them.
    const home = view.get('Namespace', '', namespace);
    if (masters === undefined || home === undefined || home.metadata.deletionTimestamp !== undefined)
      return nothing;
    const writes = [
      serviceWrite(context, masters),
      sliceWrite(context, masters),
      endpointsWrite(context, masters),
    ];
    return { writes: writes.filter((write) => write !== undefined), reason: 'where the masters are' };
  },
};
