// How long an expression may take, by its form alone. To bound work from outside costs a good part of a millisecond, and
// most expressions need no bound: they go through what they are given once at the most.
import { isJsonObject } from '#kernel/model/json.ts';

/** Go through a list or a text once, for each item of what is around them. */
const once: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
  'sum',
  'min',
  'max',
  'isSorted',
  'indexOf',
  'lastIndexOf',
  'join',
  'split',
  'replace',
  'reverse',
  'charAt',
  'format',
  'contains',
  'lowerAscii',
  'upperAscii',
  'trim',
  'size',
  'string',
  'int',
  'uint',
  'double',
  'bytes',
  'hex',
  'base64',
  'timestamp',
  'duration',
]);
/** As long as the shorter of two: short where one of them stands in the expression. */
const pairs: ReadonlySet<unknown> = new Set([
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  'startsWith',
  'endsWith',
]);
/** What may take any time: patterns, comparisons of each with each, and what turns large texts into something else. */
const unbounded: ReadonlySet<string> = new Set([
  'matches',
  'find',
  'findAll',
  'equivalent',
  'intersects',
  'json',
  'bind',
]);

/** The nodes below a node: its arguments, in whichever lists they stand. */
function below(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(below);
  return isJsonObject(value) && 'op' in value ? [value] : [];
}

/** Whether something stands in the expression as it is: a value, or a list of such. */
function isLiteral(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  return node['op'] === 'value' || (node['op'] === 'list' && below(node['args']).every(isLiteral));
}

/** How deep what goes through lists and texts is nested; Infinity where nobody can tell. */
function depthOf(node: unknown): number {
  if (!isJsonObject(node)) return 0;
  const { op, args } = node;
  const inner = Math.max(0, ...below(args).map(depthOf));
  const [name, receiver] = Array.isArray(args) ? [args[0], args[1]] : [undefined, undefined];
  if (op === 'in') {
    // A list that stands in the expression is short.
    const isShort = isJsonObject(receiver) && (receiver['op'] === 'list' || receiver['op'] === 'map');
    return inner + (isShort ? 0 : 1);
  }
  if (pairs.has(op)) return inner + (below(args).some(isLiteral) ? 0 : 1);
  if ((op !== 'call' && op !== 'rcall') || typeof name !== 'string') return inner;
  const isSets = isJsonObject(receiver) && receiver['op'] === 'id' && receiver['args'] === 'sets';
  if (unbounded.has(name) || isSets) return Infinity;
  if (pairs.has(name)) return inner + (below(args).slice(1).every(isLiteral) ? 0 : 1);
  return inner + (once.has(name) ? 1 : 0);
}

/** Whether an expression goes through what it is given once at the most, so that its time needs no bound. */
export function isSimple(ast: unknown): boolean {
  return depthOf(ast) <= 1;
}
