// What is behind a Service, by the ports that it serves: the pods that the Service selects, or what somebody wrote as
// Endpoints of a Service that selects none.
import { skipMirrorLabel } from '#kernel/kinds/endpoint-slice.ts';
import { isPodFinished, isPodReady } from '#kernel/kinds/pod.ts';
import type { Pod, Service, ServicePort } from '#kernel/model/gen/core.gen.ts';
import type { Endpoint, EndpointPort } from '#kernel/model/gen/discovery.gen.ts';
import type { EndpointAddress, Endpoints } from '#kernel/model/gen/endpoints.gen.ts';
import { canonicalText, shortHash } from '#kernel/model/hash.ts';
import { matches, selectorOfMap } from '#kernel/model/selector.ts';
import type { StateView } from '#kernel/store/view.ts';

/** On Endpoints by which programs elect a leader among themselves: those are no addresses. */
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';

/** Whether a Service is of the pods that it selects, and not of what somebody says is behind it. */
export function selectsPods({ spec }: Service): boolean {
  return Object.keys(spec.selector ?? {}).length > 0;
}

/** The number that a Service's port has on a pod; undefined when the pod has no port of that name. */
function targetNumber(port: ServicePort, pod: Pod): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? []);
  return ports.find(
    ({ name, protocol }) => name === target && (protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
  )?.containerPort;
}

function portsOn(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const number = targetNumber(port, pod);
    return number === undefined
      ? []
      : [
          {
            name: port.name ?? '',
            protocol: port.protocol ?? 'TCP',
            port: number,
            ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
          },
        ];
  });
}

/** The name that a pod has under its Service, where it asks for one there. */
function hostnameOf({ spec }: Pod, service: Service): string | undefined {
  return spec.subdomain === service.metadata.name ? spec.hostname : undefined;
}

function endpointOf(pod: Pod, service: Service): Endpoint {
  const publishNotReady = service.spec.publishNotReadyAddresses === true;
  const hostname = hostnameOf(pod, service);
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready: publishNotReady || (serving && !terminating), serving, terminating },
    ...(hostname !== undefined && { hostname }),
    ...(pod.spec.nodeName !== undefined && { nodeName: pod.spec.nodeName }),
    targetRef: {
      kind: 'Pod',
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name ?? '',
      uid: pod.metadata.uid ?? '',
    },
  };
}

/** Endpoints that serve the same ports. */
export interface Group {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: Endpoint[];
}

/** Groups by what names them: the same for the same ports. */
export type Groups = ReadonlyMap<string, Group>;

function addTo(
  groups: Map<string, Group>,
  ports: readonly EndpointPort[],
  endpoints: readonly Endpoint[],
): void {
  const id = shortHash(canonicalText(ports));
  const group = groups.get(id) ?? { ports, endpoints: [] };
  group.endpoints.push(...endpoints);
  groups.set(id, group);
}

/** The pods that a Service selects, in the order of their names; one group of none where there are none. */
export function groupsOfPods(service: Service, view: StateView): Groups {
  const groups = new Map<string, Group>();
  const selector = selectorOfMap(service.spec.selector);
  for (const pod of view.list('Pod', service.metadata.namespace)) {
    if (!matches(selector, pod.metadata.labels) || isPodFinished(pod) || (pod.status?.podIP ?? '') === '')
      continue;
    const ports = portsOn(service, pod);
    if (ports.length === 0 && (service.spec.ports ?? []).length > 0) continue;
    addTo(groups, ports, [endpointOf(pod, service)]);
  }
  if (groups.size === 0) addTo(groups, [], []);
  return groups;
}

function endpointAt({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready, serving: ready, terminating: false },
    ...(hostname !== undefined && { hostname }),
    ...(nodeName !== undefined && { nodeName }),
    ...(targetRef !== undefined && { targetRef }),
  };
}

/** What somebody wrote as Endpoints of a Service that selects no pods; nothing where they are not to be shown as slices. */
export function groupsOfEndpoints({ metadata, subsets = [] }: Endpoints): Groups {
  const groups = new Map<string, Group>();
  if (metadata.labels?.[skipMirrorLabel] === 'true' || metadata.annotations?.[leaderAnnotation] !== undefined)
    return groups;
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets)
    addTo(
      groups,
      ports.map(({ name = '', port, protocol = 'TCP', appProtocol }) => ({
        name,
        protocol,
        port,
        ...(appProtocol !== undefined && { appProtocol }),
      })),
      [
        ...addresses.map((address) => endpointAt(address, true)),
        ...notReadyAddresses.map((address) => endpointAt(address, false)),
      ],
    );
  return groups;
}
