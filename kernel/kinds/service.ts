// Service: a name and a virtual address for a set of pods.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { Service, type ServicePort } from '#kernel/model/gen/core.gen.ts';
import { formats, isIpv4 } from '#kernel/model/formats.ts';
import { labelText, orNone } from '#kernel/model/human.ts';

/** The ports of every node that a NodePort may have, as in Kubernetes. */
export const nodePortRange = { first: 30000, last: 32767 } as const;
/** The clusterIP of a Service without a virtual address. */
export const headless = 'None';

function portText(port: ServicePort): string {
  const node = port.nodePort === undefined || port.nodePort === 0 ? '' : `:${port.nodePort}`;
  return `${port.port}${node}/${port.protocol ?? 'TCP'}`;
}

function validatePorts(ports: readonly ServicePort[], isNodePort: boolean): FieldCause[] {
  const causes: FieldCause[] = [];
  const names = new Set<string>();
  const nodePorts = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const at = `spec.ports[${index}]`;
    if (ports.length > 1 && (port.name ?? '') === '') causes.push(required(`${at}.name`));
    if (port.name !== undefined && names.has(port.name))
      causes.push({ reason: 'Duplicate', field: `${at}.name`, message: `Duplicate value: "${port.name}"` });
    names.add(port.name ?? '');
    // Nothing but a port that is missing, which has been said, leaves a target of 0.
    if (typeof port.targetPort === 'number' && (port.targetPort < 0 || port.targetPort > 65535))
      causes.push(invalid(`${at}.targetPort`, port.targetPort, 'must be between 1 and 65535, inclusive'));
    if (typeof port.targetPort === 'string') {
      const wrong = formats['port-name']?.(port.targetPort);
      if (wrong !== undefined) causes.push(invalid(`${at}.targetPort`, port.targetPort, wrong));
    }
    const nodePort = port.nodePort ?? 0;
    const claim = `${port.protocol ?? 'TCP'}/${nodePort}`;
    if (nodePort !== 0 && nodePorts.has(claim))
      causes.push({ reason: 'Duplicate', field: `${at}.nodePort`, message: `Duplicate value: ${nodePort}` });
    nodePorts.add(claim);
    if (nodePort !== 0 && !isNodePort)
      causes.push(forbidden(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'"));
    else if (nodePort !== 0 && (nodePort < nodePortRange.first || nodePort > nodePortRange.last))
      causes.push(
        invalid(
          `${at}.nodePort`,
          nodePort,
          `provided port is not in the valid range. The range of valid ports is ${nodePortRange.first}-${nodePortRange.last}`,
        ),
      );
  }
  return causes;
}

/** Where the service is reached from outside, as far as a load balancer or the service itself says so. */
function externalAddresses({ spec, status }: Service): string {
  const balanced = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '');
  return orNone([...balanced, ...(spec.externalIPs ?? [])].join(','));
}

/** Where a port leads to. Clients in Go write 0 where they say nothing. */
function targetOf({ port, targetPort }: ServicePort): number | string {
  return targetPort === undefined || targetPort === 0 || targetPort === '' ? port : targetPort;
}

export const definition: KindDefinition<Service> = {
  type: Service,
  group: '',
  version: 'v1',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  nameFormat: 'dns-label',
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Type', description: 'How it is reached.', value: (service) => service.spec.type ?? 'ClusterIP' },
    {
      name: 'Cluster-IP',
      description: 'Its address within the cluster.',
      value: (service) => orNone(service.spec.clusterIP),
    },
    { name: 'External-IP', description: 'Where it is reached from outside.', value: externalAddresses },
    {
      name: 'Port(s)',
      description: 'Its ports, and those of nodes that lead to them.',
      value: (service) => orNone((service.spec.ports ?? []).map(portText).join(',')),
    },
    ageColumn,
    {
      name: 'Selector',
      description: 'The labels of the pods behind it.',
      priority: 1,
      value: (service) => labelText(service.spec.selector),
    },
  ],
  defaults: (service) => ({
    ...service,
    spec: {
      ...service.spec,
      ipFamilies: service.spec.ipFamilies ?? ['IPv4'],
      ipFamilyPolicy: service.spec.ipFamilyPolicy ?? 'SingleStack',
      ...(service.spec.type === 'NodePort' && {
        externalTrafficPolicy: service.spec.externalTrafficPolicy ?? 'Cluster',
      }),
      ...(service.spec.ports && {
        ports: service.spec.ports.map((port) => ({ ...port, targetPort: targetOf(port) })),
      }),
    },
  }),
  validate(service) {
    const { spec } = service;
    const causes = validatePorts(spec.ports ?? [], spec.type === 'NodePort');
    if ((spec.ports ?? []).length === 0 && spec.clusterIP !== headless) causes.push(required('spec.ports'));
    const address = spec.clusterIP ?? '';
    if (address !== '' && address !== headless && !isIpv4(address))
      causes.push(invalid('spec.clusterIP', address, 'must be empty, "None", or a valid IPv4 address'));
    if (address === headless && spec.type === 'NodePort')
      causes.push(invalid('spec.clusterIP', address, 'may not be set to "None" for NodePort services'));
    return causes;
  },
  validateUpdate: (next, previous) =>
    next.spec.clusterIP === previous.spec.clusterIP
      ? []
      : [invalid('spec.clusterIP', next.spec.clusterIP, 'field is immutable')],
  unique(service) {
    const claims = (service.spec.ports ?? [])
      .filter((port) => (port.nodePort ?? 0) !== 0)
      .map((port) => `nodePort/${port.protocol ?? 'TCP'}/${port.nodePort}`);
    const address = service.spec.clusterIP ?? '';
    return address === '' || address === headless ? claims : [...claims, `clusterIP/${address}`];
  },
  fields: [
    { name: 'spec.clusterIP', value: (service) => service.spec.clusterIP ?? '' },
    { name: 'spec.type', value: (service) => service.spec.type ?? 'ClusterIP' },
  ],
};
