// nft's JSON: the commands that change elements, and the form in which nft lists our rules, so that
// a rule in the kernel can be compared with the rule that should be there. [pure]

import { splitElement } from './table.ts';
import type {
  ElementChange,
  ElementText,
  NftExpression,
  NftOperand,
  NftRule,
  NftStatement,
  NftTable,
} from './table.ts';

/** JSON as nft reads and writes it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function partJson(part: string): Json {
  return /^\d+$/.test(part) ? Number(part) : part;
}

function elementJson(element: ElementText): Json {
  const parts = splitElement(element).map(partJson);
  return parts.length === 1 ? (parts[0] ?? null) : { concat: parts };
}

/** The commands for `changes`: every deletion before the first addition, for a key that changes its value is both. */
export function elementCommands(table: NftTable, changes: readonly ElementChange[]): Json {
  const target = (container: string) => ({ family: table.family, table: table.name, name: container });
  const commands: Json[] = [];
  for (const { container, remove } of changes) {
    if (remove.length === 0) continue;
    commands.push({ delete: { element: { ...target(container), elem: remove.map(elementJson) } } });
  }
  for (const { container, add } of changes) {
    if (add.length === 0) continue;
    const elements = add.map(({ key, value }): Json => {
      return value === undefined ? elementJson(key) : [elementJson(key), elementJson(value)];
    });
    commands.push({ add: { element: { ...target(container), elem: elements } } });
  }
  return { nftables: commands };
}

function expressionJson(expression: NftExpression): Json {
  switch (expression.kind) {
    case 'payload':
      return { payload: { protocol: expression.protocol, field: expression.field } };
    case 'meta':
      return { meta: { key: expression.key } };
    case 'ct':
      return { ct: { key: expression.key } };
    case 'originalDestination':
      return { ct: { key: `${expression.family} daddr`, dir: 'original' } };
    case 'destinationType':
      return { fib: { result: 'type', flags: ['daddr'] } };
    case 'random':
      return { numgen: { mode: 'random', mod: expression.modulus, offset: 0 } };
    case 'sourceHash':
      return {
        jhash: {
          mod: expression.modulus,
          expr: { payload: { protocol: expression.family, field: 'saddr' } },
        },
      };
  }
}

function concatJson(parts: readonly NftExpression[]): Json {
  const [first, ...rest] = parts;
  if (first !== undefined && rest.length === 0) return expressionJson(first);
  return { concat: parts.map(expressionJson) };
}

function operandJson(operand: NftOperand): Json {
  switch (operand.kind) {
    case 'set':
      return `@${operand.name}`;
    case 'anonymousSet':
      return { set: operand.members };
    case 'prefix':
      return { prefix: { addr: operand.address, len: operand.length } };
    case 'word':
      return operand.word;
  }
}

function statementJson(statement: NftStatement): Json {
  switch (statement.kind) {
    case 'match':
      return {
        match: {
          op: statement.operator,
          left: concatJson(statement.left),
          right: operandJson(statement.right),
        },
      };
    case 'jump':
      return { jump: { target: statement.chain } };
    case 'dnat':
      return {
        dnat: {
          family: statement.family,
          addr: { map: { key: concatJson(statement.key), data: `@${statement.map}` } },
        },
      };
    case 'masquerade':
      return { masquerade: statement.fullyRandom ? { flags: 'fully-random' } : null };
    case 'reject':
      if (statement.with === 'tcp reset') return { reject: { type: 'tcp reset' } };
      return { reject: { type: statement.family === 'ip' ? 'icmp' : 'icmpv6', expr: statement.with } };
  }
}

/** A rule's expressions as nft lists them. */
export function ruleJson(rule: NftRule): Json {
  return rule.map(statementJson);
}

/** The names nft lists for the parts of a map's key or value. */
export function typeNames(parts: readonly NftExpression[]): readonly string[] {
  return parts.map((part) => {
    switch (part.kind) {
      case 'payload':
        if (part.field === 'dport') return 'inet_service';
        return part.protocol === 'ip6' ? 'ipv6_addr' : 'ipv4_addr';
      case 'meta':
        return 'inet_proto';
      case 'originalDestination':
        return part.family === 'ip6' ? 'ipv6_addr' : 'ipv4_addr';
      case 'ct':
      case 'destinationType':
      case 'random':
      case 'sourceHash':
        return 'integer';
    }
  });
}

/** JSON text with object keys in order: equal values give equal text. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
