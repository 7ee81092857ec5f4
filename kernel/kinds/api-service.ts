// The Service `kubernetes`: under its address, the first of the Services' network, pods reach the masters.
import type { Service } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** The Service's name, where it stands, and its one port. */
export const apiService = { namespace: 'default', name: 'kubernetes', port: 443, portName: 'https' } as const;

/**
 * Who issues the tokens of service accounts, and whom tokens are for when nobody else is named: Kubernetes' name for
 * its API.
 */
export const tokenIssuer = 'https://kubernetes.default.svc.cluster.local';

/** The first address of an IPv4 network, such as 10.96.0.1 of 10.96.0.0/16. */
export function apiServiceAddress(serviceCidr: string): string {
  const [address = '', bits = '32'] = serviceCidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const first = number - (number % size) + 1;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
}

/** The names and the address by which pods know the masters: a master's certificate must be valid for them. */
export function apiServiceHosts(serviceCidr: string): readonly string[] {
  const { name, namespace } = apiService;
  const whole = `${name}.${namespace}.svc`;
  return [name, `${name}.${namespace}`, whole, `${whole}.cluster.local`, apiServiceAddress(serviceCidr)];
}

/** The Service, with the metadata that it is to have beside its name. `targetPort` is the masters'. */
export function apiServiceObject(serviceCidr: string, targetPort: number, more: ObjectMeta): Service {
  const { name, namespace, port, portName } = apiService;
  const clusterIP = apiServiceAddress(serviceCidr);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...more, name, namespace, labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      type: 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [{ name: portName, protocol: 'TCP', port, targetPort }],
    },
  };
}
