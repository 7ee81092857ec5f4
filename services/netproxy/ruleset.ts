// Services on one node as nftables state: what should be in the kernel, and how to get there from
// what is. [pure]
//
// A Service's port is not a chain but a row of slots in a map, keyed by (address, protocol, port,
// slot) and leading to an endpoint. One rule per class of slots draws a slot number (at random, or
// from the client's address for session affinity) and looks the endpoint up. A change to one
// Service is a change to its own elements and to nothing else.
//
// An address or port of a Service that leads nowhere is still translated by no rule when it reaches
// the filter hooks; there it is refused, so that nobody waits for a timeout.

import { OrcError } from '#kernel/errors.ts';
import { netproxyLimits } from './limits.ts';
import type { ProxyInput, ProxyNetwork, ProxyPort, ProxyService } from './model.ts';
import { joinElement } from './nft/table.ts';
import type { ElementChange, ElementTable, ElementText } from './nft/table.ts';
import { assignSlots, isAssignmentOf, slotClassFor } from './slots.ts';
import type { SlotClass } from './slots.ts';
import { mapName, parseMapName, setNames } from './structure.ts';
import type { SlotMap } from './structure.ts';

/** A destination that is translated: a Service's address and port, or a node port. */
export interface SlotRow {
  readonly map: string;
  /** What the row's element keys start with; the slot number follows. */
  readonly prefix: ElementText;
  /** One endpoint (`address . port`) a slot; undefined where the kernel has a hole. */
  readonly slots: readonly (string | undefined)[];
}

/** Everything in the table's sets and maps. */
export interface Ruleset {
  /** By prefix: a destination is in exactly one map. */
  readonly rows: ReadonlyMap<ElementText, SlotRow>;
  /** By set name. */
  readonly sets: ReadonlyMap<string, ReadonlySet<ElementText>>;
  /** Elements found in the kernel that fit no row, by map name. */
  readonly strays: ReadonlyMap<string, ReadonlySet<ElementText>>;
}

/** A UDP destination and an endpoint that no longer belongs to it. */
export interface StaleFlow {
  /** Absent for a node port. */
  readonly address?: string;
  readonly port: number;
  readonly endpointAddress: string;
  readonly endpointPort: number;
}

export interface RulesetDiff {
  readonly changes: readonly ElementChange[];
  /** Removed and added elements together. */
  readonly elementCount: number;
  readonly staleFlows: readonly StaleFlow[];
}

export const emptyRuleset: Ruleset = { rows: new Map(), sets: new Map(), strays: new Map() };

/** A destination with its endpoints, before slots are given out. */
interface Target {
  readonly prefix: ElementText;
  readonly kind: SlotMap['kind'];
  readonly selector: SlotMap['selector'];
  readonly endpoints: ReadonlySet<string>;
  /** Each endpoint's address twice, as the set of endpoints holds it. */
  readonly addressPairs: readonly ElementText[];
}

function isIPv4(address: string): boolean {
  return !address.includes(':');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkPort(service: ProxyService, port: ProxyPort, value: number, what: string): void {
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return;
  throw new OrcError(
    'Invalid',
    `Service ${service.namespace}/${service.name}, port "${port.name}": ${what} ${value} is not between 1 and 65535`,
  );
}

/**
 * What was computed from values that never change, so that a Service that is the same object as last
 * time costs next to nothing. Forgetting any of it changes only the time taken.
 */
const targetsByService = new WeakMap<ProxyService, readonly Target[]>();
const settled = new WeakMap<SlotRow, ReadonlySet<string>>();

function targetsOf(service: ProxyService): readonly Target[] {
  const known = targetsByService.get(service);
  if (known !== undefined) return known;
  const targets = service.ports.flatMap((port) => portTargets(service, port));
  targetsByService.set(service, targets);
  return targets;
}

function portTargets(service: ProxyService, port: ProxyPort): Target[] {
  checkPort(service, port, port.port, 'port');
  const protocol = port.protocol === 'TCP' ? 'tcp' : 'udp';
  const selector = service.sessionAffinity === 'ClientIP' ? 'source' : 'random';
  const endpoints = new Set<string>();
  const addressPairs = new Set<string>();
  for (const endpoint of port.endpoints) {
    checkPort(service, port, endpoint.port, `endpoint ${endpoint.address} port`);
    if (endpoints.size < netproxyLimits.endpointsPerPort && isIPv4(endpoint.address)) {
      endpoints.add(joinElement([endpoint.address, endpoint.port]));
      addressPairs.add(joinElement([endpoint.address, endpoint.address]));
    }
  }
  const shared = { selector, endpoints, addressPairs: [...addressPairs] } as const;
  const targets: Target[] = service.clusterIPs.filter(isIPv4).map((address) => ({
    prefix: joinElement([address, protocol, port.port]),
    kind: 'service',
    ...shared,
  }));
  if (port.nodePort !== undefined) {
    checkPort(service, port, port.nodePort, 'node port');
    targets.push({ prefix: joinElement([protocol, port.nodePort]), kind: 'nodeport', ...shared });
  }
  return targets;
}

function rowFor(target: Target, previous: SlotRow | undefined): SlotRow {
  if (previous !== undefined && settled.get(previous) === target.endpoints) return previous;
  const row = settleRow(target, previous);
  settled.set(row, target.endpoints);
  return row;
}

function settleRow(target: Target, previous: SlotRow | undefined): SlotRow {
  const before = previous === undefined ? undefined : parseMapName(previous.map);
  const slotClass = slotClassFor(target.endpoints.size, before?.slotClass);
  const map = mapName({ kind: target.kind, selector: target.selector, slotClass });
  if (previous !== undefined && previous.map === map && isAssignmentOf(previous.slots, target.endpoints)) {
    return previous;
  }
  const endpoints = [...target.endpoints].sort(compareText);
  return { map, prefix: target.prefix, slots: assignSlots(endpoints, slotClass, previous?.slots ?? []) };
}

/**
 * The desired contents of the table for `input`, with as few slots moved from `current` as balance
 * allows. Where two Services claim one destination, the first by namespace and name has it.
 */
export function ruleset(input: ProxyNetwork & Pick<ProxyInput, 'services'>, current: Ruleset): Ruleset {
  const rows = new Map<ElementText, SlotRow>();
  const claimed = new Set<ElementText>();
  const clusterIPs = new Set<string>();
  const nodePorts = new Set<string>();
  const endpoints = new Set<string>();
  const services = [...input.services].sort(
    (a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
  for (const service of services) {
    for (const address of service.clusterIPs.filter(isIPv4)) clusterIPs.add(address);
    for (const target of targetsOf(service)) {
      if (claimed.has(target.prefix)) continue;
      claimed.add(target.prefix);
      if (target.kind === 'nodeport') nodePorts.add(target.prefix);
      if (target.endpoints.size === 0) continue;
      rows.set(target.prefix, rowFor(target, current.rows.get(target.prefix)));
      for (const pair of target.addressPairs) endpoints.add(pair);
    }
  }
  const nodeAddresses = new Set(input.nodeAddresses.filter(isIPv4));
  const sets = new Map([
    [setNames.clusterIPs, clusterIPs],
    [setNames.nodePorts, nodePorts],
    [setNames.nodeAddresses, nodeAddresses],
    [setNames.endpoints, endpoints],
  ]);
  return { rows, sets, strays: new Map() };
}

function slotKey(row: SlotRow, slot: number): ElementText {
  return joinElement([row.prefix, slot]);
}

class Changes {
  readonly #removed = new Map<string, ElementText[]>();
  readonly #added = new Map<string, { key: ElementText; value?: ElementText }[]>();
  #count = 0;

  remove(container: string, key: ElementText): void {
    this.#count += 1;
    const list = this.#removed.get(container);
    if (list === undefined) this.#removed.set(container, [key]);
    else list.push(key);
  }

  add(container: string, key: ElementText, value?: ElementText): void {
    this.#count += 1;
    const element = value === undefined ? { key } : { key, value };
    const list = this.#added.get(container);
    if (list === undefined) this.#added.set(container, [element]);
    else list.push(element);
  }

  get count(): number {
    return this.#count;
  }

  list(): ElementChange[] {
    const containers = [...new Set([...this.#removed.keys(), ...this.#added.keys()])].sort(compareText);
    return containers.map((container) => ({
      container,
      remove: this.#removed.get(container) ?? [],
      add: this.#added.get(container) ?? [],
    }));
  }
}

function staleFlowsOf(row: SlotRow, next: SlotRow | undefined): StaleFlow[] {
  const [first = '', second = '', third = ''] = row.prefix.split(' . ');
  const nodePort = third === '';
  if ((nodePort ? first : second) !== 'udp') return [];
  const kept = new Set(next?.slots);
  const gone = new Set(row.slots.filter((endpoint) => endpoint !== undefined && !kept.has(endpoint)));
  return [...gone].map((endpoint) => {
    const [endpointAddress = '', endpointPort = ''] = (endpoint ?? '').split(' . ');
    const destination = nodePort ? { port: Number(second) } : { address: first, port: Number(third) };
    return { ...destination, endpointAddress, endpointPort: Number(endpointPort) };
  });
}

function diffRow(changes: Changes, before: SlotRow | undefined, after: SlotRow | undefined): void {
  if (before === after) return;
  const sameMap = before?.map === after?.map;
  before?.slots.forEach((endpoint, slot) => {
    if (endpoint === undefined) return;
    if (!sameMap || after?.slots[slot] !== endpoint) changes.remove(before.map, slotKey(before, slot));
  });
  after?.slots.forEach((endpoint, slot) => {
    if (endpoint === undefined) return;
    if (!sameMap || before?.slots[slot] !== endpoint) changes.add(after.map, slotKey(after, slot), endpoint);
  });
}

/** The element changes that turn `current` into `desired`, and the UDP flows they leave stale. */
export function diff(current: Ruleset, desired: Ruleset): RulesetDiff {
  const changes = new Changes();
  const staleFlows: StaleFlow[] = [];
  for (const [map, keys] of current.strays) for (const key of keys) changes.remove(map, key);
  for (const [prefix, before] of current.rows) {
    const after = desired.rows.get(prefix);
    diffRow(changes, before, after);
    if (before !== after) staleFlows.push(...staleFlowsOf(before, after));
  }
  for (const [prefix, after] of desired.rows)
    if (!current.rows.has(prefix)) diffRow(changes, undefined, after);
  for (const name of new Set([...current.sets.keys(), ...desired.sets.keys()])) {
    const before = current.sets.get(name);
    const after = desired.sets.get(name);
    for (const key of before ?? []) if (after?.has(key) !== true) changes.remove(name, key);
    for (const key of after ?? []) if (before?.has(key) !== true) changes.add(name, key);
  }
  return { changes: changes.list(), elementCount: changes.count, staleFlows };
}

/** Reads a listing back into rows. A destination found in a second map, or a slot out of range, is a stray. */
export function fromElements(elements: ElementTable): Ruleset {
  const rows = new Map<ElementText, { map: string; prefix: string; slots: (string | undefined)[] }>();
  const sets = new Map<string, ReadonlySet<ElementText>>();
  const strays = new Map<string, Set<ElementText>>();
  for (const [container, held] of elements) {
    const map = parseMapName(container);
    if (map === undefined) {
      sets.set(container, new Set(held.keys()));
      continue;
    }
    const lost = new Set<ElementText>();
    for (const [key, endpoint] of held) {
      const cut = key.lastIndexOf(' . ');
      const prefix = key.slice(0, cut);
      const slot = Number(key.slice(cut + 3));
      const row = rows.get(prefix) ?? emptyRow(container, prefix, map.slotClass);
      if (row.map !== container || !(slot >= 0 && slot < map.slotClass)) {
        lost.add(key);
        continue;
      }
      row.slots[slot] = endpoint;
      rows.set(prefix, row);
    }
    if (lost.size > 0) strays.set(container, lost);
  }
  return { rows, sets, strays };
}

function emptyRow(map: string, prefix: ElementText, slotClass: SlotClass) {
  return { map, prefix, slots: Array.from<string | undefined>({ length: slotClass }) };
}
