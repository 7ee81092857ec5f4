// A table's structure in nft's own language. Structure goes as text, not JSON, because nft 1.0.6
// cannot declare a map by example (`typeof`) in JSON, and a slot number has no named type. [pure]

import type { NftChain, NftExpression, NftMap, NftOperand, NftSet, NftStatement, NftTable } from './table.ts';

function expressionText(expression: NftExpression): string {
  switch (expression.kind) {
    case 'payload':
      return `${expression.protocol} ${expression.field}`;
    case 'meta':
      return `meta ${expression.key}`;
    case 'ct':
      return `ct ${expression.key}`;
    case 'originalDestination':
      return `ct original ${expression.family} daddr`;
    case 'destinationType':
      return 'fib daddr type';
    case 'random':
      return `numgen random mod ${expression.modulus}`;
    case 'sourceHash':
      return `jhash ${expression.family} saddr mod ${expression.modulus}`;
  }
}

function concatText(parts: readonly NftExpression[]): string {
  return parts.map(expressionText).join(' . ');
}

function operandText(operand: NftOperand): string {
  switch (operand.kind) {
    case 'set':
      return `@${operand.name}`;
    case 'anonymousSet':
      return `{ ${operand.members.join(', ')} }`;
    case 'prefix':
      return `${operand.address}/${operand.length}`;
    case 'word':
      return operand.word;
  }
}

function statementText(statement: NftStatement): string {
  switch (statement.kind) {
    case 'match': {
      const operator = statement.operator === '!=' ? '!= ' : '';
      return `${concatText(statement.left)} ${operator}${operandText(statement.right)}`;
    }
    case 'jump':
      return `jump ${statement.chain}`;
    case 'dnat':
      return `dnat ${statement.family} to ${concatText(statement.key)} map @${statement.map}`;
    case 'masquerade':
      return statement.fullyRandom ? 'masquerade fully-random' : 'masquerade';
    case 'reject':
      if (statement.with === 'tcp reset') return 'reject with tcp reset';
      return `reject with ${statement.family === 'ip' ? 'icmp' : 'icmpv6'} ${statement.with}`;
  }
}

function mapText(table: string, map: NftMap): string {
  return `add map ${table} ${map.name} { typeof ${concatText(map.key)} : ${concatText(map.value)}; }`;
}

function setText(table: string, set: NftSet): string {
  return `add set ${table} ${set.name} { type ${set.types.join(' . ')}; }`;
}

function chainText(table: string, chain: NftChain): string {
  const base = chain.base;
  if (base === undefined) return `add chain ${table} ${chain.name}`;
  const hook = `type ${base.type} hook ${base.hook} priority ${base.priority}; policy accept;`;
  return `add chain ${table} ${chain.name} { ${hook} }`;
}

/** What to change about a table's structure, all in one transaction. */
export interface StructureChange {
  readonly table: NftTable;
  /** The table is there in a shape that can't be adopted: drop it first. */
  readonly recreate: boolean;
  /** Chains whose rules differ from what they should be. */
  readonly rewrite: readonly string[];
  /** Chains, maps and sets that do not belong. */
  readonly drop: readonly { readonly kind: 'chain' | 'map' | 'set'; readonly name: string }[];
}

/** The commands of a structure change, one a line; declarations that exist already are left alone by nft. */
export function structureText(change: StructureChange): string {
  const { table } = change;
  const name = `${table.family} ${table.name}`;
  const lines = [`add table ${name}`];
  if (change.recreate) lines.push(`delete table ${name}`, `add table ${name}`);
  for (const map of table.maps) lines.push(mapText(name, map));
  for (const set of table.sets) lines.push(setText(name, set));
  for (const chain of table.chains) lines.push(chainText(name, chain));
  for (const { kind, name: foreign } of change.drop) {
    if (kind === 'chain') lines.push(`flush chain ${name} ${foreign}`);
  }
  const rewrite = new Set(change.recreate ? table.chains.map((chain) => chain.name) : change.rewrite);
  for (const chain of table.chains) {
    if (!rewrite.has(chain.name)) continue;
    lines.push(`flush chain ${name} ${chain.name}`);
    for (const rule of chain.rules) {
      lines.push(`add rule ${name} ${chain.name} ${rule.map(statementText).join(' ')}`);
    }
  }
  for (const { kind, name: foreign } of change.drop) lines.push(`delete ${kind} ${name} ${foreign}`);
  return lines.map((line) => `${line}\n`).join('');
}
