// Where a webhook is: an address on the network, or a ready endpoint of a Service. Pods are reached as forwarded ports
// are, through their node, so that nothing of the pods' network need be reachable from the masters.
import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import { OrcError } from '#kernel/errors.ts';
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import type {
  AdmissionServiceReference,
  AdmissionWebhookClientConfig,
} from '#kernel/model/gen/admissionregistration.gen.ts';
import type { Random } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { ConnectPort } from '#api/pod-streams.ts';
import { socketOf } from '#api/stream-socket.ts';

/** Where a webhook is asked. */
export interface WebhookAddress {
  /** What the certificate must be of. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** The Service, if it is one. */
  readonly service?: AdmissionServiceReference;
}

/** Where a client configuration says that a webhook is. It has been validated. */
export function addressOf({ url, service }: AdmissionWebhookClientConfig): WebhookAddress {
  if (service !== undefined) {
    const { name, namespace, path = '/', port = 443 } = service;
    return { host: `${name}.${namespace}.svc`, port, path: path === '' ? '/' : path, service };
  }
  const { hostname, port, pathname } = new URL(url ?? '');
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: port === '' ? 443 : Number(port), path: pathname };
}

interface Endpoint {
  readonly port: number;
  readonly pod: string | undefined;
  readonly address: string;
}

/** A ready endpoint of a Service, chosen at random. Throws NotFound and Unavailable. */
export function endpointOf(
  view: StateView,
  { name, namespace, port = 443 }: AdmissionServiceReference,
  random: Random,
): Endpoint {
  const service = view.get('Service', namespace, name);
  if (service === undefined) throw new OrcError('NotFound', `service ${JSON.stringify(name)} not found`);
  const wanted = (service.spec?.ports ?? []).find((each) => each.port === port);
  if (wanted === undefined)
    throw new OrcError('NotFound', `service ${JSON.stringify(name)} has no port ${port}`);
  const found: Endpoint[] = [];
  for (const slice of view.list('EndpointSlice', namespace)) {
    if (slice.metadata.labels?.[serviceNameLabel] !== name) continue;
    const behind = (slice.ports ?? []).find((each) => (each.name ?? '') === (wanted.name ?? ''))?.port;
    if (behind === undefined) continue;
    for (const { conditions, targetRef, addresses } of slice.endpoints ?? []) {
      const [address] = addresses;
      if (conditions?.ready === false || address === undefined) continue;
      const pod = targetRef?.kind === 'Pod' ? targetRef.name : undefined;
      found.push({ port: behind, pod, address });
    }
  }
  const [chosen] = found.slice(random.below(Math.max(1, found.length)));
  if (chosen !== undefined) return chosen;
  throw new OrcError('Unavailable', `no endpoints available for service ${JSON.stringify(name)}`);
}

/** What connections are made with. */
export interface RouteOptions {
  /** The present state. */
  readonly view: () => StateView;
  readonly random: Random;
  /** What connects to the ports of a pod. */
  readonly forwarder: (namespace: string, pod: string, signal: AbortSignal) => Promise<ConnectPort>;
}

function tcp(host: string, port: number): Duplex {
  return connectTcp({ host, port, noDelay: true });
}

/** A connection to a webhook, without its encryption. */
export async function connectTo(
  { service, host, port }: WebhookAddress,
  { view, random, forwarder }: RouteOptions,
  signal: AbortSignal,
): Promise<Duplex> {
  if (service === undefined) return tcp(host, port);
  const endpoint = endpointOf(view(), service, random);
  if (endpoint.pod === undefined) return tcp(endpoint.address, endpoint.port);
  const connect = await forwarder(service.namespace, endpoint.pod, signal);
  return socketOf(await connect(endpoint.port, signal));
}
