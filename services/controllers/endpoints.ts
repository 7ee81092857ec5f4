// Endpoints: what a Service's EndpointSlices say, as one object of the Service's name, for those who know no slices
// (Prometheus' role `endpoints`, `kubectl get endpoints`). Of a Service without a selector they are what somebody wrote, and
// its slices are made of them.
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import { headless } from '#kernel/kinds/service.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Service } from '#kernel/model/gen/core.gen.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type {
  CoreEndpointPort,
  EndpointAddress,
  EndpointSubset,
  Endpoints,
} from '#kernel/model/gen/endpoints.gen.ts';
import { canonicalText } from '#kernel/model/hash.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import {
  type Controller,
  createWrite,
  keyOfObject,
  nothing,
  ownedMetadata,
  ownerReference,
  splitKey,
  updateWrite,
} from '#controllers/controller.ts';
import { selectsPods } from '#controllers/endpoint-groups.ts';
import { headlessLabel, ownSlices } from '#controllers/endpoint-slice.ts';

/** The most addresses of one object, as in Kubernetes; the annotation says that there are more. */
const maxAddresses = 1000;
const overCapacity = 'endpoints.kubernetes.io/over-capacity';
/** When they were last written. */
const changedAt = 'endpoints.kubernetes.io/last-change-trigger-time';
/** Above so many addresses they are written about once a second: all of them go into the log each time. */
const pacedAbove = 100;
const paceMs = 1_000;

function addressOf({ addresses, hostname, nodeName, targetRef }: Endpoint): EndpointAddress {
  return {
    ip: addresses[0] ?? '',
    ...(hostname !== undefined && { hostname }),
    ...(nodeName !== undefined && { nodeName }),
    ...(targetRef !== undefined && { targetRef }),
  };
}

function portOf({ name = '', port = 0, protocol = 'TCP', appProtocol }: EndpointPort): CoreEndpointPort {
  return { ...(name !== '' && { name }), port, protocol, ...(appProtocol !== undefined && { appProtocol }) };
}

interface Addresses {
  readonly ports: readonly EndpointPort[];
  readonly ready: EndpointAddress[];
  readonly notReady: EndpointAddress[];
}

/** The addresses of slices by their ports. Those of pods that end are left out, as in Kubernetes, unless they are ready. */
function addressesOf(slices: readonly EndpointSlice[]): readonly Addresses[] {
  const groups = new Map<string, Addresses>();
  for (const { ports = [], endpoints = [] } of slices)
    for (const endpoint of endpoints) {
      const { ready = true, terminating = false } = endpoint.conditions ?? {};
      if (terminating && !ready) continue;
      const id = canonicalText(ports);
      const group = groups.get(id) ?? { ports, ready: [], notReady: [] };
      groups.set(id, group);
      (ready ? group.ready : group.notReady).push(addressOf(endpoint));
    }
  return [...groups.values()];
}

/** The subsets of as many addresses as there is room for, those that are ready first. */
function subsetsOf(groups: readonly Addresses[]): readonly EndpointSubset[] {
  let room = maxAddresses;
  const taken = (addresses: readonly EndpointAddress[]): readonly EndpointAddress[] => {
    const some = addresses.slice(0, room);
    room -= some.length;
    return some;
  };
  const ready = groups.map((group) => taken(group.ready));
  return groups.flatMap(({ ports, notReady }, index): EndpointSubset[] => {
    const [addresses = [], notReadyAddresses] = [ready[index], taken(notReady)];
    if (addresses.length + notReadyAddresses.length === 0) return [];
    return [
      {
        ...(addresses.length > 0 && { addresses }),
        ...(notReadyAddresses.length > 0 && { notReadyAddresses }),
        ...(ports.length > 0 && { ports: ports.map(portOf) }),
      },
    ];
  });
}

function labelsOf({ metadata, spec }: Service): Readonly<Record<string, string>> {
  const { [headlessLabel]: _given, ...labels } = metadata.labels ?? {};
  return spec.clusterIP === headless ? { ...labels, [headlessLabel]: '' } : labels;
}

/** How long large ones are left as they are; 0 when they may be written. */
function waitMs(found: Endpoints | undefined, size: number, nowMs: number): number {
  if (found === undefined || size <= pacedAbove) return 0;
  const sinceMs = nowMs - (msFromTime(found.metadata.annotations?.[changedAt]) ?? 0);
  return sinceMs >= 0 && sinceMs < paceMs ? paceMs - sinceMs : 0;
}

export const endpointsController: Controller = {
  name: 'endpoints',
  keysOf(event) {
    const { kind, key } = event;
    if (kind === 'Service' || kind === 'Endpoints') return [`${key.namespace}/${key.name}`];
    if (kind !== 'EndpointSlice') return [];
    const service = event.object.metadata.labels?.[serviceNameLabel];
    return service === undefined ? [] : [`${key.namespace}/${service}`];
  },
  allKeys: (view) => [...view.list('Service')].map(keyOfObject),
  reconcile(key, context) {
    const { view, nowMs } = context;
    const { namespace, name } = splitKey(key);
    const service = view.get('Service', namespace, name);
    if (service === undefined || service.metadata.deletionTimestamp !== undefined) return nothing;
    if (!selectsPods(service)) return nothing;
    const slices = ownSlices(view, key);
    // Every Service with a selector has one, once its slices have been looked at.
    if (slices.length === 0) return nothing;
    const found = view.get('Endpoints', namespace, name);
    const size = slices.reduce((sum, { endpoints = [] }) => sum + endpoints.length, 0);
    const againInMs = waitMs(found, size, nowMs);
    if (againInMs > 0) return { ...nothing, againInMs };
    const groups = addressesOf(slices);
    const subsets = subsetsOf(groups);
    const all = groups.reduce((sum, { ready, notReady }) => sum + ready.length + notReady.length, 0);
    const labels = labelsOf(service);
    const owners = [ownerReference(service)];
    const wasOver = found?.metadata.annotations?.[overCapacity] !== undefined;
    if (
      found !== undefined &&
      wasOver === all > maxAddresses &&
      equalValues(found.subsets ?? [], subsets) &&
      equalValues(found.metadata.labels ?? {}, labels) &&
      equalValues(found.metadata.ownerReferences, owners)
    )
      return nothing;
    const { [overCapacity]: _before, ...others } = found?.metadata.annotations ?? {};
    const annotations = {
      ...others,
      [changedAt]: timeFromMs(nowMs),
      ...(all > maxAddresses && { [overCapacity]: 'truncated' }),
    };
    const made = found?.metadata ?? ownedMetadata(name, service, undefined, context);
    const next: Endpoints = {
      ...found,
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { ...made, labels, annotations, ownerReferences: owners },
      subsets,
    };
    return { writes: [found === undefined ? createWrite(next) : updateWrite(next)], reason: 'endpoints' };
  },
};
