// A typed picture of one nftables table: what it declares, and the rules in it. The encoders beside
// this file turn it into nft's words (text.ts) and into the form nft lists it in (json.ts). [pure]

export type NftFamily = 'ip' | 'ip6';

/** A value a rule looks at or computes. */
export type NftExpression =
  | {
      readonly kind: 'payload';
      readonly protocol: NftFamily | 'th';
      readonly field: 'saddr' | 'daddr' | 'dport';
    }
  | { readonly kind: 'meta'; readonly key: 'l4proto' }
  | { readonly kind: 'ct'; readonly key: 'status' | 'state' }
  /** The destination the connection's first packet had before any translation. */
  | { readonly kind: 'originalDestination'; readonly family: NftFamily }
  /** Whether the destination address is one of this machine's own. */
  | { readonly kind: 'destinationType' }
  /** A fresh random number below `modulus`. */
  | { readonly kind: 'random'; readonly modulus: number }
  /** A hash below `modulus`, the same for every packet of one source address. */
  | { readonly kind: 'sourceHash'; readonly family: NftFamily; readonly modulus: number };

/** What an expression is compared with. */
export type NftOperand =
  | { readonly kind: 'set'; readonly name: string }
  | { readonly kind: 'anonymousSet'; readonly members: readonly string[] }
  | { readonly kind: 'prefix'; readonly address: string; readonly length: number }
  | { readonly kind: 'word'; readonly word: string };

export type NftStatement =
  | {
      readonly kind: 'match';
      /** More than one expression is a concatenation. */
      readonly left: readonly NftExpression[];
      readonly operator: '==' | '!=' | 'in';
      readonly right: NftOperand;
    }
  | { readonly kind: 'jump'; readonly chain: string }
  /** Rewrites the destination to what `map` holds under `key`; without an entry the rule does not match. */
  | {
      readonly kind: 'dnat';
      readonly family: NftFamily;
      readonly key: readonly NftExpression[];
      readonly map: string;
    }
  | { readonly kind: 'masquerade'; readonly fullyRandom: boolean }
  | { readonly kind: 'reject'; readonly with: 'tcp reset' | 'port-unreachable'; readonly family: NftFamily };

export type NftRule = readonly NftStatement[];

export interface NftHook {
  readonly type: 'nat' | 'filter';
  readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
  readonly priority: number;
}

export interface NftChain {
  readonly name: string;
  /** Absent: a chain that is only jumped to. */
  readonly base?: NftHook;
  readonly rules: readonly NftRule[];
}

/** A map from a concatenation to an address and port. Declared by example, because nft knows no named type for a slot. */
export interface NftMap {
  readonly name: string;
  readonly key: readonly NftExpression[];
  readonly value: readonly NftExpression[];
}

export interface NftSet {
  readonly name: string;
  readonly types: readonly string[];
}

/** A table without its elements. */
export interface NftTable {
  readonly family: NftFamily;
  readonly name: string;
  readonly maps: readonly NftMap[];
  readonly sets: readonly NftSet[];
  readonly chains: readonly NftChain[];
}

/** A key or value: its parts joined by ` . `, as nft prints a concatenation. */
export type ElementText = string;

/** Elements to delete and then add, per set or map. In a map `value` is what the key leads to. */
export interface ElementChange {
  readonly container: string;
  readonly remove: readonly ElementText[];
  readonly add: readonly { readonly key: ElementText; readonly value?: ElementText }[];
}

/** The elements of a table: per set or map, key to value (empty in a set). */
export type ElementTable = ReadonlyMap<string, ReadonlyMap<ElementText, ElementText>>;

const separator = ' . ';

export function joinElement(parts: readonly (string | number)[]): ElementText {
  return parts.join(separator);
}

export function splitElement(element: ElementText): readonly string[] {
  return element.split(separator);
}
