// What the masters give out: virtual addresses and node ports of Services, pod networks of nodes. The
// choice is made here from the receiver's own state; that nobody else has it is decided in apply, and
// a conflict there brings the change back here.
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { headless, nodePortRange } from '#kernel/kinds/service.ts';
import type { Service, ServicePort } from '#kernel/model/gen/core.gen.ts';
import type { AdmissionContext } from '#api/admission/context.ts';

/** Random tries before every value is looked at in turn. */
const randomTries = 32;

function addressNumber(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** The first address of an IPv4 network and how many it has. */
export function networkOf(cidr: string): { readonly first: number; readonly size: number } {
  const [address = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const value = addressNumber(address);
  return { first: value - (value % size), size };
}

/** A free one of `count` values, chosen at random so that freed ones rest; undefined when all are taken. */
function pick(
  context: AdmissionContext,
  count: number,
  claim: (index: number) => string,
): number | undefined {
  const isFree = (index: number): boolean =>
    context.view.claimedBy(claim(index)) === undefined && !context.given.has(claim(index));
  const take = (index: number): number => {
    context.given.add(claim(index));
    return index;
  };
  for (let tries = 0; tries < randomTries; tries++) {
    const index = context.random.below(count);
    if (isFree(index)) return take(index);
  }
  for (let index = 0; index < count; index++) if (isFree(index)) return take(index);
  return undefined;
}

function clusterSpec(context: AdmissionContext): { readonly serviceCidr: string; readonly podCidr: string } {
  const cluster = context.view.get('Cluster', '', clusterName);
  if (cluster === undefined) throw new OrcError('Unavailable', 'the cluster is still starting: retry');
  return cluster.spec;
}

function allocateAddress(context: AdmissionContext): string {
  const { first, size } = networkOf(clusterSpec(context).serviceCidr);
  // The first is the masters' own.
  const addressOf = (index: number): string => addressText(first + 2 + index);
  const index = pick(context, size - 3, (each) => `clusterIP/${addressOf(each)}`);
  if (index === undefined)
    throw new OrcError('TooBusy', 'no virtual address is left: delete Services that are not used');
  return addressOf(index);
}

function allocateNodePort(context: AdmissionContext, port: ServicePort): ServicePort {
  if ((port.nodePort ?? 0) !== 0) return port;
  const count = nodePortRange.last - nodePortRange.first + 1;
  const claim = (index: number): string =>
    `nodePort/${port.protocol ?? 'TCP'}/${nodePortRange.first + index}`;
  const index = pick(context, count, claim);
  if (index === undefined)
    throw new OrcError('TooBusy', 'no node port is left: delete Services that are not used');
  return { ...port, nodePort: nodePortRange.first + index };
}

/**
 * A Service that is a NodePort no longer, without what it had only as one: the node ports it was given
 * and its policy for them. Node ports that the user asks for anew are left, to be refused by name.
 */
export function withoutOldPorts(service: Service, previous: Service | undefined): Service {
  if (previous?.spec.type !== 'NodePort' || service.spec.type === 'NodePort') return service;
  const old = new Set((previous.spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0));
  const { externalTrafficPolicy: _policy, ports, ...spec } = service.spec;
  const kept = ports?.map(({ nodePort, ...port }): ServicePort =>
    nodePort === undefined || old.has(nodePort) ? port : { ...port, nodePort },
  );
  return { ...service, spec: { ...spec, ...(kept && { ports: kept }) } };
}

/** A Service with an address and, for a NodePort, ports; those it had, or asked for, it keeps. */
export function allocateService(
  service: Service,
  previous: Service | undefined,
  context: AdmissionContext,
): Service {
  const clusterIP = service.spec.clusterIP || previous?.spec.clusterIP || allocateAddress(context);
  if (clusterIP !== headless && clusterIP !== previous?.spec.clusterIP) {
    const { first, size } = networkOf(clusterSpec(context).serviceCidr);
    const offset = addressNumber(clusterIP) - first;
    if (offset <= 0 || offset >= size - 1)
      throw new OrcError(
        'Invalid',
        `Service "${service.metadata.name}" is invalid: spec.clusterIP: Invalid value: "${clusterIP}": the provided IP is not in the valid range. The range of valid IPs is ${clusterSpec(context).serviceCidr}`,
        {
          causes: [
            {
              reason: 'Invalid',
              field: 'spec.clusterIP',
              message: `not in the valid range ${clusterSpec(context).serviceCidr}`,
            },
          ],
        },
      );
  }
  const kept = (port: ServicePort): ServicePort => {
    const before = previous?.spec.ports?.find(
      (each) => each.port === port.port && each.protocol === port.protocol,
    );
    const nodePort = port.nodePort || before?.nodePort;
    return nodePort === undefined ? port : { ...port, nodePort };
  };
  const ports = (service.spec.ports ?? []).map((port) =>
    service.spec.type === 'NodePort' ? allocateNodePort(context, kept(port)) : port,
  );
  return {
    ...service,
    spec: { ...service.spec, clusterIP, clusterIPs: [clusterIP], ...(ports.length > 0 && { ports }) },
  };
}

/** A free /24 of the cluster's pod network for a new node. */
export function allocatePodCidr(context: AdmissionContext): string {
  const { first, size } = networkOf(clusterSpec(context).podCidr);
  const count = Math.floor(size / 256);
  const cidrOf = (index: number): string => `${addressText(first + index * 256)}/24`;
  for (let index = 0; index < count; index++) {
    const claim = `podCIDR/${cidrOf(index)}`;
    if (context.view.claimedBy(claim) !== undefined || context.given.has(claim)) continue;
    context.given.add(claim);
    return cidrOf(index);
  }
  throw new OrcError(
    'TooBusy',
    `the pod network ${clusterSpec(context).podCidr} has no /24 left for another node: remove nodes that are gone`,
  );
}
