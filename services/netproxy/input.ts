// What the proxy must bring into the kernel, from Services, EndpointSlices and Nodes. Pure.
import { serviceNameLabel } from '#kernel/kinds/endpoint-slice.ts';
import { nodeAddress } from '#kernel/kinds/node.ts';
import { headless } from '#kernel/kinds/service.ts';
import { parseAddress } from '#kernel/model/ip.ts';
import type { Node, Service } from '#kernel/model/gen/core.gen.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import type { ProxyEndpoint, ProxyInput, ProxyPort, ProxyService } from './model.ts';

/** What is known of the cluster on one node. */
export interface ProxyView {
  readonly node: string;
  readonly clusterCidr: string;
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly nodes: readonly Node[];
}

function protocolOf(text: string | undefined): 'TCP' | 'UDP' {
  return text === 'UDP' ? 'UDP' : 'TCP';
}

function portsOf(service: Service, slices: readonly EndpointSlice[]): ProxyPort[] {
  return (service.spec.ports ?? []).map((port) => {
    const endpoints: ProxyEndpoint[] = [];
    for (const slice of slices) {
      if (slice.addressType !== 'IPv4') continue;
      const own = slice.ports?.find(
        ({ name, protocol }) =>
          (name ?? '') === (port.name ?? '') && (protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
      );
      if (own?.port === undefined) continue;
      for (const { addresses, conditions } of slice.endpoints ?? []) {
        const [address] = addresses;
        if (address !== undefined && conditions?.ready !== false) endpoints.push({ address, port: own.port });
      }
    }
    const nodePort = port.nodePort === 0 ? undefined : port.nodePort;
    return {
      name: port.name ?? '',
      protocol: protocolOf(port.protocol),
      port: port.port,
      nodePort,
      endpoints,
    };
  });
}

interface Known {
  readonly service: Service;
  readonly slices: readonly EndpointSlice[];
  readonly made: ProxyService;
}

/** Makes inputs and reuses what has not changed: the proxy caches by identity. */
export class ProxyInputs {
  #known = new Map<string, Known>();

  /** The input of one node; undefined until it has a pod network. */
  make({ node, clusterCidr, services, slices, nodes }: ProxyView): ProxyInput | undefined {
    const own = nodes.find(({ metadata }) => metadata.name === node);
    const podCidr = own?.spec?.podCIDR;
    if (podCidr === undefined) return undefined;
    const byService = new Map<string, EndpointSlice[]>();
    for (const slice of slices) {
      const key = `${slice.metadata.namespace}/${slice.metadata.labels?.[serviceNameLabel] ?? ''}`;
      byService.set(key, [...(byService.get(key) ?? []), slice]);
    }
    const next = new Map<string, Known>();
    for (const service of services) {
      const { clusterIP = headless, sessionAffinity } = service.spec;
      if (clusterIP === headless || clusterIP === '') continue;
      const { namespace = '', name = '' } = service.metadata;
      const key = `${namespace}/${name}`;
      const its = byService.get(key) ?? [];
      const before = this.#known.get(key);
      const same =
        before?.service === service &&
        before.slices.length === its.length &&
        before.slices.every((slice, index) => slice === its[index]);
      const made = same
        ? before.made
        : {
            namespace,
            name,
            clusterIPs: [clusterIP],
            ports: portsOf(service, its),
            sessionAffinity: sessionAffinity === 'ClientIP' ? ('ClientIP' as const) : ('None' as const),
          };
      next.set(key, { service, slices: its, made });
    }
    this.#known = next;
    // A node says itself what its address is: one that is none must not keep the others' out of the kernel.
    const addressOf = (each: Node): string | undefined => {
      const address = nodeAddress(each) ?? '';
      return parseAddress(address)?.bits === 32 ? address : undefined;
    };
    const others = nodes.filter(({ metadata }) => metadata.name !== node);
    return {
      podCidr,
      clusterCidr,
      nodeAddresses: nodes.map(addressOf).filter((address) => address !== undefined),
      services: [...next.values()].map(({ made }) => made),
      routes: others.flatMap((other) => {
        const [destination, gateway] = [other.spec?.podCIDR, addressOf(other)];
        return destination === undefined || gateway === undefined ? [] : [{ destination, gateway }];
      }),
    };
  }
}
