// How long an expression may take, by its form alone. To bound work from outside costs a good part of a millisecond, and
// most expressions need no bound: they go through what they are given once at the most.
import { matchesName } from '#kernel/policy/cel/functions.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

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
  matchesName,
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

/** Make more of what they are given than it is: a list with it in many places, a longer text. */
const growing: ReadonlySet<unknown> = new Set(['map', 'join', 'format', 'replace']);
/** Up to so many parts a list that stands in an expression is short. */
const shortParts = 32;

/** What variables make of what there is, by their names: how often it may stand in their values again. */
export type Growths = ReadonlyMap<string, number>;

const noGrowths: Growths = new Map();

/** How many parts below a node do not stand in the expression as they are. */
function partsOf(node: unknown): number {
  return isLiteral(node) ? 0 : 1 + below(isJsonObject(node) ? node['args'] : []).reduce<number>(addParts, 0);
}

function addParts(sum: number, node: unknown): number {
  return sum + partsOf(node);
}

/** The growth of the variable that a node names; the greatest of all where it names all of them. */
function named({ op, args }: JsonObject, growths: Growths): number {
  if (op === 'id' && args === 'variables') return Math.max(0, ...growths.values());
  if (op !== '.' || !Array.isArray(args)) return 0;
  const [whole, name]: readonly unknown[] = args;
  const isVariable = isJsonObject(whole) && whole['op'] === 'id' && whole['args'] === 'variables';
  return isVariable && typeof name === 'string' ? (growths.get(name) ?? 0) : 0;
}

function isVariable({ op, args }: JsonObject): boolean {
  const [whole]: readonly unknown[] = op === '.' && Array.isArray(args) ? args : [];
  return isJsonObject(whole) && whole['op'] === 'id' && whole['args'] === 'variables';
}

function multiplies({ op, args }: JsonObject): boolean {
  const inner = below(args).filter((each) => !isLiteral(each));
  if (op === 'list' || op === 'map' || op === '+') return inner.length > 1;
  return (op === 'call' || op === 'rcall') && Array.isArray(args) && growing.has(args[0]);
}

/** How often a variable's value may hold again what its expression names. */
export function growthOf(node: unknown, growths: Growths): number {
  const seen = (each: unknown): { readonly isMore: boolean; readonly most: number } => {
    if (!isJsonObject(each)) return { isMore: false, most: 0 };
    const inner = isVariable(each) ? [] : below(each['args']).map(seen);
    return {
      isMore: multiplies(each) || inner.some(({ isMore }) => isMore),
      most: Math.max(named(each, growths), ...inner.map(({ most }) => most)),
    };
  };
  const { isMore, most } = seen(node);
  return most + (isMore ? 1 : 0);
}

/** How deep what goes through lists and texts is nested; Infinity where nobody can tell. */
function depthOf(node: unknown, growths: Growths): number {
  if (!isJsonObject(node)) return 0;
  const { op, args } = node;
  if (isVariable(node)) return named(node, growths);
  const inner = Math.max(named(node, growths), ...below(args).map((each) => depthOf(each, growths)));
  if (op === 'list' || op === 'map') return inner + (partsOf(node) > shortParts ? 1 : 0);
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

/**
 * Whether an expression goes through what it is given once at the most, so that its time needs no bound. Each variable
 * that it names is evaluated once; what matters here is how much more its value holds than there is.
 */
export function isSimple(ast: unknown, growths: Growths = noGrowths): boolean {
  return depthOf(ast, growths) <= 1;
}
