// The table orc owns: its maps, sets, chains and rules for one node. [pure]
//
// Order matters in two places. Translation happens in the nat hooks (priority -100) before the
// filter hooks (0), so a Service's address seen in a filter hook led nowhere. In postrouting the
// rules are tried from the special to the general.

import { OrcError } from '#kernel/errors.ts';
import type { ProxyNetwork } from './model.ts';
import type {
  NftChain,
  NftExpression,
  NftFamily,
  NftOperand,
  NftRule,
  NftStatement,
  NftTable,
} from './nft/table.ts';
import { slotClasses } from './slots.ts';
import type { SlotClass } from './slots.ts';

/** A class of rows: what they are keyed by, how a slot is drawn, and how many there are. */
export interface SlotMap {
  readonly kind: 'service' | 'nodeport';
  readonly selector: 'random' | 'source';
  readonly slotClass: SlotClass;
}

export const setNames = {
  clusterIPs: 'cluster_ips',
  nodePorts: 'node_ports',
  nodeAddresses: 'node_addresses',
  /** Each endpoint's address twice: one set tells both "is an endpoint" and "talks to itself". */
  endpoints: 'endpoints',
} as const;

export const tableName = 'orc';

export function mapName(map: SlotMap): string {
  return `${map.kind}_${map.selector}_${map.slotClass}`;
}

export function parseMapName(name: string): SlotMap | undefined {
  const [kind, selector, size] = name.split('_');
  const slotClass = slotClasses.find((candidate) => String(candidate) === size);
  if (slotClass === undefined) return undefined;
  if (kind !== 'service' && kind !== 'nodeport') return undefined;
  if (selector !== 'random' && selector !== 'source') return undefined;
  return { kind, selector, slotClass };
}

function match(
  left: readonly NftExpression[],
  operator: '==' | '!=' | 'in',
  right: NftOperand,
): NftStatement {
  return { kind: 'match', left, operator, right };
}

function inSet(name: string): NftOperand {
  return { kind: 'set', name };
}

function word(value: string): NftOperand {
  return { kind: 'word', word: value };
}

function prefix(cidr: string, what: string): NftOperand {
  const found = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const address = found?.[1];
  const length = Number(found?.[2]);
  if (address === undefined || length > 32) {
    throw new OrcError('Invalid', `netproxy: ${what} "${cidr}" is not an IPv4 CIDR such as 10.244.0.0/16`);
  }
  return { kind: 'prefix', address, length };
}

/** The table for a node in `network`. IPv4 only so far; maps and rules are made for either family. */
export function serviceTable(network: ProxyNetwork, family: NftFamily = 'ip'): NftTable {
  const source: NftExpression = { kind: 'payload', protocol: family, field: 'saddr' };
  const destination: NftExpression = { kind: 'payload', protocol: family, field: 'daddr' };
  const protocol: NftExpression = { kind: 'meta', key: 'l4proto' };
  const port: NftExpression = { kind: 'payload', protocol: 'th', field: 'dport' };
  const addressType = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const podCidr = prefix(network.podCidr, 'podCidr');
  const clusterCidr = prefix(network.clusterCidr, 'clusterCidr');

  const keyOf = (map: SlotMap, draw: NftExpression): readonly NftExpression[] =>
    map.kind === 'service' ? [destination, protocol, port, draw] : [protocol, port, draw];
  const drawOf = (map: SlotMap): NftExpression =>
    map.selector === 'random'
      ? { kind: 'random', modulus: map.slotClass }
      : { kind: 'sourceHash', family, modulus: map.slotClass };
  const mapsOf = (kind: SlotMap['kind']): SlotMap[] =>
    (['random', 'source'] as const).flatMap((selector) =>
      slotClasses.map((slotClass) => ({ kind, selector, slotClass })),
    );
  const translate = (map: SlotMap): NftRule => [
    match([protocol], '==', { kind: 'anonymousSet', members: ['tcp', 'udp'] }),
    { kind: 'dnat', family, key: keyOf(map, drawOf(map)), map: mapName(map) },
  ];
  // In a chain of its own: beside `tcp reset` nft lists `th dport` as `tcp dport`, which would look like drift.
  const refuse: NftRule[] = [
    [{ kind: 'reject', with: 'tcp reset', family }],
    [{ kind: 'reject', with: 'port-unreachable', family }],
  ];
  const goRefuse: NftStatement = { kind: 'jump', chain: 'refuse' };

  const dispatch: NftRule[] = [
    [match([destination], '==', inSet(setNames.clusterIPs)), { kind: 'jump', chain: 'services' }],
    [
      match([{ kind: 'destinationType' }], '==', word('local')),
      match([destination], '==', inSet(setNames.nodeAddresses)),
      { kind: 'jump', chain: 'nodeports' },
    ],
  ];
  const untranslated: NftRule[] = [[match([destination], '==', inSet(setNames.clusterIPs)), goRefuse]];
  const newToNodePort: NftRule[] = [
    [
      match([{ kind: 'destinationType' }], '==', word('local')),
      match([{ kind: 'ct', key: 'state' }], 'in', word('new')),
      match([protocol, port], '==', inSet(setNames.nodePorts)),
      goRefuse,
    ],
  ];
  const masquerade: NftRule[] = [
    // A pod that reaches itself through its Service must see another source than its own address.
    [
      match([source, destination], '==', inSet(setNames.endpoints)),
      { kind: 'masquerade', fullyRandom: false },
    ],
    // From a node port to an endpoint elsewhere: the answer must come back through this node.
    [
      match([{ kind: 'ct', key: 'status' }], 'in', word('dnat')),
      match([{ kind: 'originalDestination', family }], '==', inSet(setNames.nodeAddresses)),
      match([source], '!=', podCidr),
      match([destination], '!=', podCidr),
      match([destination, destination], '==', inSet(setNames.endpoints)),
      { kind: 'masquerade', fullyRandom: false },
    ],
    // Out of the cluster, where nobody has a route to a pod.
    [
      match([source], '==', podCidr),
      match([destination], '!=', clusterCidr),
      match([destination], '!=', inSet(setNames.nodeAddresses)),
      { kind: 'masquerade', fullyRandom: true },
    ],
  ];
  const chains: NftChain[] = [
    { name: 'refuse', rules: refuse },
    { name: 'services', rules: mapsOf('service').map(translate) },
    { name: 'nodeports', rules: mapsOf('nodeport').map(translate) },
    { name: 'prerouting', base: { type: 'nat', hook: 'prerouting', priority: -100 }, rules: dispatch },
    { name: 'nat_output', base: { type: 'nat', hook: 'output', priority: -100 }, rules: dispatch },
    { name: 'postrouting', base: { type: 'nat', hook: 'postrouting', priority: 100 }, rules: masquerade },
    { name: 'forward', base: { type: 'filter', hook: 'forward', priority: 0 }, rules: untranslated },
    { name: 'output', base: { type: 'filter', hook: 'output', priority: 0 }, rules: untranslated },
    { name: 'input', base: { type: 'filter', hook: 'input', priority: 0 }, rules: newToNodePort },
  ];
  return {
    family,
    name: tableName,
    // Each map is declared by a key whose last part is a random number: nft 1.0.6 crashes when it
    // prints a map declared with jhash, and the two are of one type.
    maps: [...mapsOf('service'), ...mapsOf('nodeport')].map((map) => ({
      name: mapName(map),
      key: keyOf(map, { kind: 'random', modulus: map.slotClass }),
      value: [destination, port],
    })),
    sets: [
      { name: setNames.clusterIPs, types: [addressType] },
      { name: setNames.nodePorts, types: ['inet_proto', 'inet_service'] },
      { name: setNames.nodeAddresses, types: [addressType] },
      { name: setNames.endpoints, types: [addressType, addressType] },
    ],
    chains,
  };
}
