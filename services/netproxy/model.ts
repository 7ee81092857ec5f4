// What the proxy is told: plain values, filled from Service, EndpointSlice and Node objects by the
// caller. Nothing here knows of objects, and nothing here does IO.

/** Where a connection may be sent: a ready endpoint's address and port. */
export interface ProxyEndpoint {
  readonly address: string;
  readonly port: number;
}

/** One port of a Service with its ready endpoints. An empty list means: refuse at once. */
export interface ProxyPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  readonly nodePort?: number | undefined;
  readonly endpoints: readonly ProxyEndpoint[];
}

/** A Service with virtual IPs. Headless Services have none and need no rules. */
export interface ProxyService {
  readonly namespace: string;
  readonly name: string;
  readonly clusterIPs: readonly string[];
  readonly ports: readonly ProxyPort[];
  readonly sessionAffinity: 'None' | 'ClientIP';
}

/** The addresses that decide who is local, who is in the cluster and who is outside. */
export interface ProxyNetwork {
  /** This node's pod CIDR: endpoints in it are local. */
  readonly podCidr: string;
  /** The CIDR that holds every node's pod CIDR: inside it pods keep their source addresses. */
  readonly clusterCidr: string;
  /**
   * Addresses of all nodes that have routes to the pod CIDRs, this one's own included. Pods keep
   * their source address towards them, and NodePorts are served on those that are local.
   */
  readonly nodeAddresses: readonly string[];
}

/** A route this node needs: another node's pod CIDR, or the service CIDR through a local device. */
export type ProxyRoute =
  | { readonly destination: string; readonly gateway: string }
  | { readonly destination: string; readonly device: string };

/** Everything one node's proxy brings into the kernel. */
export interface ProxyInput extends ProxyNetwork {
  readonly services: readonly ProxyService[];
  readonly routes: readonly ProxyRoute[];
}
