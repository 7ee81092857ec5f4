// EndpointSlices: for each Service with a selector, the addresses of its pods; for one without, what its Endpoints say, if
// somebody wrote any. Pods whose named ports resolve to different numbers stand in different slices. Where there are no pods
// there is one slice without endpoints, so that who asks whether anything is behind a Service finds an answer. An endpoint
// stays in its slice for as long as it is there: of a Service of a thousand pods, one pod's change is a write of a hundred
// endpoints.
import { isPodFinished, isPodReady } from '#kernel/kinds/pod.ts';
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import { headless } from '#kernel/kinds/service.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import type { Endpoint, EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { matches, selectorOfMap } from '#kernel/model/selector.ts';
import type { StateView } from '#kernel/store/view.ts';
import {
  type Controller,
  type ReconcileContext,
  createWrite,
  keyOfObject,
  nothing,
  ownedMetadata,
  removeWrite,
  splitKey,
  updateWrite,
} from '#controllers/controller.ts';
import { type Groups, groupsOfEndpoints, groupsOfPods, selectsPods } from '#controllers/endpoint-groups.ts';

/** Names who made a slice, so that slices made by hand are left alone. */
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const managedBy = 'endpointslice-controller.orc.dev';
/** Stands on what belongs to a Service without a virtual address. */
export const headlessLabel = 'service.kubernetes.io/headless';
/** The most endpoints of one slice, as in Kubernetes: all of a slice goes into the log with each change of one. */
const maxEndpoints = 100;

/** A Service's labels, for those who select slices by them, and what slices say themselves. */
function labelsOf({ metadata, spec }: Service): Readonly<Record<string, string>> {
  const { [headlessLabel]: _given, ...labels } = metadata.labels ?? {};
  return {
    ...labels,
    ...(spec.clusterIP === headless && { [headlessLabel]: '' }),
    [serviceNameLabel]: metadata.name ?? '',
    [managedByLabel]: managedBy,
  };
}

/** The slices of a Service's key that are made here. */
export function ownSlices(view: StateView, key: string): readonly EndpointSlice[] {
  return [...view.by('EndpointSlice', 'service', key)].filter(
    ({ metadata }) => metadata.labels?.[managedByLabel] === managedBy,
  );
}

/** The name of a group's slice of that number. */
function sliceName(base: string, number: number): string {
  return number === 0 ? base : `${base}-${number}`;
}

/** Which endpoint it is. */
function idOf({ addresses, targetRef }: Endpoint): string {
  return `${addresses[0] ?? ''} ${targetRef?.uid ?? ''}`;
}

/** What a slice that is there is to hold. */
interface Place {
  readonly name: string;
  readonly endpoints: Endpoint[];
  /** Whether its slice is written anyway. */
  readonly isChanged: boolean;
}

/**
 * A group's endpoints by the names of their slices: each where it stands already. New ones go where something changes
 * anyway, then to the slices that have most, then to new ones; of what becomes empty nothing is left.
 */
function placed(
  base: string,
  endpoints: readonly Endpoint[],
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, readonly Endpoint[]> {
  const left = new Map(endpoints.map((endpoint) => [idOf(endpoint), endpoint]));
  const places = slices.map((slice): Place => {
    const given = slice.endpoints ?? [];
    const kept: Endpoint[] = [];
    for (const each of given) {
      const endpoint = left.get(idOf(each));
      if (endpoint === undefined || kept.length === maxEndpoints) continue;
      left.delete(idOf(each));
      kept.push(endpoint);
    }
    return { name: slice.metadata.name ?? '', endpoints: kept, isChanged: !equalValues(given, kept) };
  });
  const news = [...left.values()];
  const byNeed = (one: Place, other: Place): number =>
    Number(other.isChanged) - Number(one.isChanged) || other.endpoints.length - one.endpoints.length;
  for (const place of places.toSorted(byNeed))
    place.endpoints.push(...news.splice(0, maxEndpoints - place.endpoints.length));
  const made = new Map(
    places.filter((place) => place.endpoints.length > 0).map((place) => [place.name, place.endpoints]),
  );
  for (let number = 0; news.length > 0 || made.size === 0; number++) {
    const name = sliceName(base, number);
    if (!made.has(name)) made.set(name, news.splice(0, maxEndpoints));
  }
  return made;
}

/** What is behind a Service; nothing where only slices made by hand can say it. */
function groupsOf(service: Service, view: StateView): Groups {
  if (selectsPods(service)) return groupsOfPods(service, view);
  const endpoints = view.get('Endpoints', service.metadata.namespace ?? '', service.metadata.name ?? '');
  return endpoints === undefined ? new Map() : groupsOfEndpoints(endpoints);
}

function slicesOf(
  service: Service,
  own: readonly EndpointSlice[],
  context: ReconcileContext,
): Map<string, EndpointSlice> {
  const slices = new Map<string, EndpointSlice>();
  const labels = labelsOf(service);
  for (const [id, { ports, endpoints }] of groupsOf(service, context.view)) {
    const base = `${service.metadata.name}-${id}`;
    const ofGroup = own.filter(({ metadata: { name = '' } }) => name === base || name.startsWith(`${base}-`));
    for (const [name, those] of placed(base, endpoints, ofGroup))
      slices.set(name, {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { ...ownedMetadata(name, service, { labels }, context), generation: 1 },
        addressType: 'IPv4',
        endpoints: those,
        ...(ports.length > 0 && { ports }),
      });
  }
  return slices;
}

function reconcile(key: string, context: ReconcileContext): ReturnType<Controller['reconcile']> {
  const { namespace, name } = splitKey(key);
  const service = context.view.get('Service', namespace, name);
  if (service === undefined || service.metadata.deletionTimestamp !== undefined) return nothing;
  const own = ownSlices(context.view, key);
  const desired = slicesOf(service, own, context);
  const writes: Write[] = [];
  for (const slice of own) {
    const wanted = desired.get(slice.metadata.name ?? '');
    desired.delete(slice.metadata.name ?? '');
    if (wanted === undefined) {
      writes.push(removeWrite(slice));
      continue;
    }
    const { labels = {} } = wanted.metadata;
    const same =
      equalValues(slice.endpoints ?? [], wanted.endpoints ?? []) && equalValues(slice.ports, wanted.ports);
    if (same && equalValues(slice.metadata.labels, labels)) continue;
    const generation = (slice.metadata.generation ?? 0) + (same ? 0 : 1);
    writes.push(updateWrite({ ...wanted, metadata: { ...slice.metadata, labels, generation } }));
  }
  for (const slice of desired.values()) writes.push(createWrite(slice));
  return { writes, reason: 'endpoints' };
}

/** Whether a pod's change can change an endpoint. */
function concernsEndpoints(pod: Pod, previous: Pod | undefined): boolean {
  if (previous === undefined) return (pod.status?.podIP ?? '') !== '';
  return (
    pod.status?.podIP !== previous.status?.podIP ||
    isPodReady(pod) !== isPodReady(previous) ||
    isPodFinished(pod) !== isPodFinished(previous) ||
    pod.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp ||
    !equalValues(pod.metadata.labels, previous.metadata.labels)
  );
}

/** Whether a namespace has no services. */
function isWithout(view: StateView, namespace: string): boolean {
  return [...view.list('Service', namespace)].length === 0;
}

export const endpointSliceController: Controller = {
  name: 'endpointslice',
  keysOf(event, view) {
    const { type, kind, key, after } = event;
    if (kind === 'Service') return [`${key.namespace}/${key.name}`];
    if (kind === 'Endpoints') {
      const service = view.get('Service', key.namespace, key.name);
      return service === undefined || selectsPods(service) ? [] : [keyOfObject(service)];
    }
    // A pod that is on no node has no address: most are made so, and none of them is decoded for this.
    if (kind === 'Pod' && type === 'ADDED' && after.digest.load === undefined) return [];
    if (kind !== 'EndpointSlice' && (kind !== 'Pod' || isWithout(view, key.namespace))) return [];
    const { object, previous } = event;
    if (object.kind === 'EndpointSlice') {
      const service = object.metadata.labels?.[serviceNameLabel];
      return service === undefined ? [] : [`${object.metadata.namespace}/${service}`];
    }
    if (object.kind !== 'Pod') return [];
    const before = previous?.kind === 'Pod' ? previous : undefined;
    if (type !== 'DELETED' && !concernsEndpoints(object, before)) return [];
    const keys: string[] = [];
    for (const service of view.list('Service', object.metadata.namespace)) {
      const selector = selectorOfMap(service.spec.selector);
      if (selector.length === 0) continue;
      if (
        matches(selector, object.metadata.labels) ||
        (before !== undefined && matches(selector, before.metadata.labels))
      )
        keys.push(keyOfObject(service));
    }
    return keys;
  },
  allKeys: (view) => [...view.list('Service')].map(keyOfObject),
  reconcile,
};
