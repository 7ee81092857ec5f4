// What the kernel has, decoded from `nft -j list table`, and how it differs from what should be
// there. [pure]

import { OrcError } from '#kernel/errors.ts';
import { canonical, ruleJson, typeNames } from './json.ts';
import type { Json } from './json.ts';
import { joinElement } from './table.ts';
import type { ElementTable, ElementText, NftChain, NftTable } from './table.ts';
import type { StructureChange } from './text.ts';

interface ListedChain {
  /** Type, hook, priority and policy in one comparable text; empty for a chain without a hook. */
  readonly base: string;
  readonly rules: string[];
}

/** A table as the kernel holds it. */
export interface ListedTable {
  readonly maps: ReadonlyMap<string, string>;
  readonly sets: ReadonlyMap<string, string>;
  readonly chains: ReadonlyMap<string, ListedChain>;
  readonly elements: ElementTable;
}

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function unexpected(what: string, value: Json | undefined): OrcError {
  const seen = JSON.stringify(value) ?? 'nothing';
  return new OrcError('Corrupt', `nft listed ${what} that orc did not write: ${seen.slice(0, 200)}`);
}

function text(object: JsonObject, field: string): string {
  const value = object[field];
  if (typeof value !== 'string') throw unexpected(`something without "${field}"`, object);
  return value;
}

/** Checks that `value`, as it came from JSON.parse, is JSON; it always is, but its type does not say so. */
function isJson(value: unknown): value is Json {
  return value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value);
}

function word(value: Json | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw unexpected('a declaration', value);
}

function elementText(value: Json): ElementText {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isObject(value) && isList(value['concat'])) {
    return joinElement(
      value['concat'].map((part) => {
        if (typeof part === 'string' || typeof part === 'number') return part;
        throw unexpected('an element', value);
      }),
    );
  }
  throw unexpected('an element', value);
}

function elementsOf(listed: JsonObject): Map<ElementText, ElementText> {
  const elements = new Map<ElementText, ElementText>();
  const list = listed['elem'];
  if (list === undefined) return elements;
  if (!isList(list)) throw unexpected('elements', list);
  for (const item of list) {
    if (isList(item)) {
      const [key, value] = item;
      if (key === undefined || value === undefined) throw unexpected('an element', item);
      elements.set(elementText(key), elementText(value));
    } else {
      elements.set(elementText(item), '');
    }
  }
  return elements;
}

function typesText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map(word).join(' . ');
  throw unexpected('a type', value);
}

function baseText(chain: JsonObject): string {
  if (chain['hook'] === undefined) return '';
  return ['type', 'hook', 'prio', 'policy'].map((field) => word(chain[field])).join(' ');
}

function desiredBase(chain: NftChain): string {
  const base = chain.base;
  return base === undefined ? '' : [base.type, base.hook, base.priority, 'accept'].join(' ');
}

/** Decodes the output of `nft -j list table`. An error names what it found that orc never writes. */
export function parseListing(output: string): ListedTable {
  const root: unknown = JSON.parse(output);
  if (!isJson(root) || !isObject(root) || !isList(root['nftables'])) {
    throw new OrcError('Corrupt', 'nft -j list table: the answer holds no "nftables" list');
  }
  const maps = new Map<string, string>();
  const sets = new Map<string, string>();
  const chains = new Map<string, ListedChain>();
  const elements = new Map<string, ReadonlyMap<ElementText, ElementText>>();
  for (const item of root['nftables']) {
    if (!isObject(item)) throw unexpected('an item', item);
    const { map, set, chain, rule } = item;
    if (isObject(map)) {
      maps.set(text(map, 'name'), `${typesText(map['type'])} : ${typesText(map['map'])}`);
      elements.set(text(map, 'name'), elementsOf(map));
    } else if (isObject(set)) {
      sets.set(text(set, 'name'), typesText(set['type']));
      elements.set(text(set, 'name'), elementsOf(set));
    } else if (isObject(chain)) {
      chains.set(text(chain, 'name'), { base: baseText(chain), rules: [] });
    } else if (isObject(rule)) {
      chains.get(text(rule, 'chain'))?.rules.push(canonical(rule['expr'] ?? null));
    }
  }
  return { maps, sets, chains, elements };
}

function sameRules(chain: NftChain, listed: ListedChain | undefined): boolean {
  if (listed === undefined || listed.rules.length !== chain.rules.length) return false;
  return chain.rules.every((rule, index) => canonical(ruleJson(rule)) === listed.rules[index]);
}

/** What turns the listed structure into `table`'s, or undefined if nothing does. `listed` is undefined when the table is not there. */
export function compareStructure(
  table: NftTable,
  listed: ListedTable | undefined,
): StructureChange | undefined {
  const drop: { kind: 'chain' | 'map' | 'set'; name: string }[] = [];
  if (listed === undefined) return { table, recreate: true, rewrite: [], drop };
  const maps = new Map(
    table.maps.map((map) => [
      map.name,
      `${typeNames(map.key).join(' . ')} : ${typeNames(map.value).join(' . ')}`,
    ]),
  );
  const sets = new Map(table.sets.map((set) => [set.name, set.types.join(' . ')]));
  const chains = new Map(table.chains.map((chain) => [chain.name, chain]));
  let missing = false;
  let recreate = false;
  for (const [name, types] of maps) {
    const there = listed.maps.get(name);
    missing ||= there === undefined;
    recreate ||= there !== undefined && there !== types;
  }
  for (const [name, types] of sets) {
    const there = listed.sets.get(name);
    missing ||= there === undefined;
    recreate ||= there !== undefined && there !== types;
  }
  const rewrite: string[] = [];
  for (const [name, chain] of chains) {
    const there = listed.chains.get(name);
    recreate ||= there !== undefined && there.base !== desiredBase(chain);
    if (!sameRules(chain, there)) rewrite.push(name);
  }
  for (const name of listed.chains.keys()) if (!chains.has(name)) drop.push({ kind: 'chain', name });
  for (const name of listed.maps.keys()) if (!maps.has(name)) drop.push({ kind: 'map', name });
  for (const name of listed.sets.keys()) if (!sets.has(name)) drop.push({ kind: 'set', name });
  if (!missing && !recreate && rewrite.length === 0 && drop.length === 0) return undefined;
  return { table, recreate, rewrite, drop };
}
