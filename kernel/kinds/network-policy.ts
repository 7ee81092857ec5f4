// NetworkPolicy: says which traffic some pods may have.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, invalid, required, withSpec } from '#kernel/kinds/kind.ts';
import { selectorText, validateSelector } from '#kernel/kinds/label-selector.ts';
import { formats } from '#kernel/model/formats.ts';
import {
  type IPBlock,
  NetworkPolicy,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from '#kernel/model/gen/networking.gen.ts';
import { isStrictlyWithin, parseNetwork } from '#kernel/model/ip.ts';

const portWords = 'must be between 1 and 65535, inclusive';

function validatePort({ port, endPort }: NetworkPolicyPort, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (typeof port === 'number') {
    if (port < 1 || port > 65_535) causes.push(invalid(`${at}.port`, port, portWords));
    if (endPort !== undefined && endPort < port)
      causes.push(invalid(`${at}.endPort`, endPort, 'must be greater than or equal to `port`'));
    if (endPort !== undefined && (endPort < 1 || endPort > 65_535))
      causes.push(invalid(`${at}.endPort`, endPort, portWords));
    return causes;
  }
  const wrong = port === undefined ? undefined : formats['port-name']?.(port);
  if (wrong !== undefined) causes.push(invalid(`${at}.port`, port, wrong));
  if (endPort !== undefined)
    causes.push(
      port === undefined
        ? required(`${at}.port`, 'must be specified when endPort is')
        : forbidden(`${at}.endPort`, 'may not be specified when `port` is non-numeric'),
    );
  return causes;
}

function validateBlock({ cidr, except = [] }: IPBlock, at: string): FieldCause[] {
  const network = parseNetwork(cidr);
  const words = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  if (network === undefined) return [invalid(`${at}.cidr`, cidr, words)];
  return except.flatMap((text, index): FieldCause[] => {
    const part = parseNetwork(text);
    if (part === undefined) return [invalid(`${at}.except[${index}]`, text, words)];
    return isStrictlyWithin(part, network)
      ? []
      : [invalid(`${at}.except[${index}]`, text, 'must be a strict subset of `cidr`')];
  });
}

function validatePeer(peer: NetworkPolicyPeer, at: string): FieldCause[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (!selects && ipBlock === undefined) return [required(at, 'must specify a peer')];
  if (selects && ipBlock !== undefined)
    return [forbidden(at, 'may not specify both ipBlock and another peer')];
  return [
    ...validateSelector(podSelector, `${at}.podSelector`),
    ...validateSelector(namespaceSelector, `${at}.namespaceSelector`),
    ...(ipBlock === undefined ? [] : validateBlock(ipBlock, `${at}.ipBlock`)),
  ];
}

function validate({ spec = {} }: NetworkPolicy): FieldCause[] {
  const causes = validateSelector(spec.podSelector, 'spec.podSelector');
  const check = (
    at: string,
    side: 'from' | 'to',
    ports: readonly NetworkPolicyPort[] = [],
    peers: readonly NetworkPolicyPeer[] = [],
  ): void => {
    for (const [index, port] of ports.entries()) causes.push(...validatePort(port, `${at}.ports[${index}]`));
    for (const [index, peer] of peers.entries())
      causes.push(...validatePeer(peer, `${at}.${side}[${index}]`));
  };
  for (const [index, { ports, from }] of (spec.ingress ?? []).entries())
    check(`spec.ingress[${index}]`, 'from', ports, from);
  for (const [index, { ports, to }] of (spec.egress ?? []).entries())
    check(`spec.egress[${index}]`, 'to', ports, to);
  if ((spec.policyTypes ?? []).length > 2)
    causes.push(invalid('spec.policyTypes', spec.policyTypes, 'may not specify more than two policyTypes'));
  return causes;
}

export const definition: KindDefinition<NetworkPolicy> = {
  type: NetworkPolicy,
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  namespaced: true,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Pod-Selector',
      description: 'The labels of the pods that it is about.',
      value: ({ spec }) => selectorText(spec?.podSelector),
    },
    ageColumn,
  ],
  defaults: (policy) => ({
    ...policy,
    spec: {
      ...policy.spec,
      podSelector: policy.spec?.podSelector ?? {},
      policyTypes:
        policy.spec?.policyTypes ??
        ((policy.spec?.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    },
  }),
  shown: (policy) => withSpec(policy, { podSelector: {} }),
  validate,
};
