// What Kubernetes adds to CEL and expressions use most: of strings, lists, sets, patterns and quantities. What is not
// here (url, ip, cidr, semver) is refused by its name when an expression is written.
// https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
import { type Environment, ParseError, type ParseResult, type TypeCheckResult } from '@marcbachmann/cel-js';
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { patternOf } from '#kernel/model/pattern.ts';
import { parseQuantity } from '#kernel/model/quantity.ts';
import { celEntries } from '#kernel/policy/cel/values.ts';

/** The most units of text that a function makes. */
const maxText = 1_048_576;

function fail(message: string): never {
  throw new OrcError('BadRequest', message);
}

/** An amount such as 100m or 1Gi, in thousandths. */
class Quantity {
  readonly millis: bigint;

  constructor(millis: bigint) {
    this.millis = millis;
  }
}

function quantity(text: string): Quantity {
  const millis = parseQuantity(text);
  return millis === undefined ? fail(`${JSON.stringify(text)} is not a quantity`) : new Quantity(millis);
}

/** A span of time as the library has it: both parts have its sign. */
interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** Names under which functions are called: `sets.contains(...)`. */
class Sets {}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  const comparable = (value: unknown): value is number | bigint =>
    typeof value === 'number' || typeof value === 'bigint';
  if (comparable(left) && comparable(right)) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return fail('the items of the list can not be compared');
}

/** Whether two values of CEL are the same. */
function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item: unknown, index) => same(item, right[index]));
  const number = (value: unknown): value is number | bigint =>
    typeof value === 'number' || typeof value === 'bigint';
  // A whole double equals the integer.
  if (number(left) && number(right)) return !(left < right) && !(left > right);
  if (left instanceof Quantity && right instanceof Quantity) return left.millis === right.millis;
  const [here, there] = [celEntries(left), celEntries(right)];
  if (here !== undefined && there !== undefined)
    return (
      here.size === there.size &&
      [...here].every(([name, value]) => there.has(name) && same(value, there.get(name)))
    );
  return left === right;
}

function containsAll(list: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((item) => list.some((each) => same(each, item)));
}

function sum(list: readonly unknown[]): number | bigint {
  let whole = 0n;
  let parts = 0;
  let isWhole = true;
  for (const item of list)
    if (typeof item === 'bigint') whole += item;
    else if (typeof item === 'number') {
      parts += item;
      isWhole = false;
    } else fail('sum: the items of the list are not numbers');
  return isWhole ? whole : Number(whole) + parts;
}

function extreme(list: readonly unknown[], sign: number): unknown {
  if (list.length === 0) return fail('min and max need a list that is not empty');
  return list.reduce((best, item) => (compare(item, best) * sign > 0 ? item : best));
}

function replaced(text: string, from: string, to: string, count: number): string {
  if (count === 0) return text;
  const parts = count < 0 ? text.split(from) : pieces(text, from, count);
  if (text.length + (parts.length - 1) * to.length > maxText) return fail('replace: the text grows too long');
  return parts.join(to);
}

/** A text split at the first `count` places where `at` stands. */
function pieces(text: string, at: string, count: number): string[] {
  const all = text.split(at);
  return all.length <= count + 1 ? all : [...all.slice(0, count), all.slice(count).join(at)];
}

function charAt(text: string, index: bigint): string {
  const units = Array.from(text);
  if (index < 0n || index > BigInt(units.length)) return fail(`charAt: index ${index} is out of range`);
  return units[Number(index)] ?? '';
}

/** A value as text, as `%s` shows it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (value instanceof Quantity) return `${Number(value.millis) / 1000}`;
  const entries = celEntries(value);
  if (entries !== undefined)
    return `{${[...entries].map(([name, inner]) => `${String(name)}: ${shown(inner)}`).join(', ')}}`;
  return String(value);
}

function formatted(verb: string, digits: string | undefined, value: unknown): string {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  switch (verb) {
    case 's':
      return shown(value);
    case 'd':
      return isNumber ? String(value) : fail('format: %d needs a number');
    case 'f':
      return isNumber ? Number(value).toFixed(Number(digits ?? 6)) : fail('format: %f needs a number');
    case 'e':
      return isNumber ? Number(value).toExponential(Number(digits ?? 6)) : fail('format: %e needs a number');
    case 'b':
      if (typeof value === 'boolean') return value ? '1' : '0';
      return typeof value === 'bigint' ? value.toString(2) : fail('format: %b needs an integer');
    case 'o':
      return typeof value === 'bigint' ? value.toString(8) : fail('format: %o needs an integer');
    default: {
      const hex = typeof value === 'bigint' ? value.toString(16) : fail('format: %x needs an integer');
      return verb === 'X' ? hex.toUpperCase() : hex;
    }
  }
}

function format(template: string, values: readonly unknown[]): string {
  let next = 0;
  const text = template.replace(/%(?:%|(?:\.(\d{1,2}))?([a-zA-Z]))/g, (found, digits, verb) => {
    if (found === '%%') return '%';
    if (typeof verb !== 'string' || !'sdfeboxX'.includes(verb)) return fail(`format: unknown verb ${found}`);
    if (next >= values.length) return fail('format: more verbs than values');
    return formatted(verb, typeof digits === 'string' ? digits : undefined, values[next++]);
  });
  return text.length > maxText ? fail('format: the text grows too long') : text;
}

function pattern(text: string, flags = ''): RegExp {
  try {
    return patternOf(text, flags);
  } catch {
    return fail(`${JSON.stringify(text)} is not a pattern`);
  }
}

function findAll(text: string, expression: string, most: bigint): string[] {
  const found: string[] = [];
  for (const [match] of text.matchAll(pattern(expression, 'g'))) {
    if (most >= 0n && BigInt(found.length) >= most) break;
    found.push(match);
  }
  return found;
}

function registerStrings(environment: Environment): void {
  environment
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
      replaced(text, from, to, -1),
    )
    .registerFunction(
      'string.replace(string, string, int): string',
      (text: string, from: string, to: string, count: bigint) => replaced(text, from, to, Number(count)),
    )
    .registerFunction('string.charAt(int): string', charAt)
    .registerFunction('string.reverse(): string', (text: string) => Array.from(text).toReversed().join(''))
    .registerFunction('string.format(list): string', format)
    .registerFunction(
      'string.find(string): string',
      (text: string, expression: string) => pattern(expression).exec(text)?.[0] ?? '',
    )
    .registerFunction('string.findAll(string): list<string>', (text: string, expression: string) =>
      findAll(text, expression, -1n),
    )
    .registerFunction('string.findAll(string, int): list<string>', findAll)
    .registerFunction(`string.${matchesName}(string): bool`, (text: string, expression: string) =>
      pattern(expression).test(text),
    );
}

function registerLists(environment: Environment): void {
  const indexOf = (list: readonly unknown[], item: unknown): bigint =>
    BigInt(list.findIndex((each) => same(each, item)));
  const lastIndexOf = (list: readonly unknown[], item: unknown): bigint =>
    BigInt(list.findLastIndex((each) => same(each, item)));
  environment
    .registerFunction('list.isSorted(): bool', (list: readonly unknown[]) =>
      list.every((item, index) => index === 0 || compare(list[index - 1], item) <= 0),
    )
    .registerFunction('list.sum(): dyn', sum)
    .registerFunction('list.min(): dyn', (list: readonly unknown[]) => extreme(list, -1))
    .registerFunction('list.max(): dyn', (list: readonly unknown[]) => extreme(list, 1))
    .registerFunction('list.indexOf(dyn): int', indexOf)
    .registerFunction('list.lastIndexOf(dyn): int', lastIndexOf)
    .registerType('Sets', { ctor: Sets, fields: {} })
    .registerConstant('sets', 'Sets', new Sets())
    .registerFunction(
      'Sets.contains(list, list): bool',
      (_sets: Sets, list: readonly unknown[], wanted: readonly unknown[]) => containsAll(list, wanted),
    )
    .registerFunction(
      'Sets.equivalent(list, list): bool',
      (_sets: Sets, left: readonly unknown[], right: readonly unknown[]) =>
        containsAll(left, right) && containsAll(right, left),
    )
    .registerFunction(
      'Sets.intersects(list, list): bool',
      (_sets: Sets, left: readonly unknown[], right: readonly unknown[]) =>
        left.some((item) => right.some((each) => same(each, item))),
    );
}

function registerQuantities(environment: Environment): void {
  const order = (left: Quantity, right: Quantity): bigint =>
    left.millis < right.millis ? -1n : left.millis > right.millis ? 1n : 0n;
  environment
    .registerType('Quantity', { ctor: Quantity, fields: {} })
    .registerFunction('quantity(string): Quantity', quantity)
    .registerFunction('isQuantity(string): bool', (text: string) => parseQuantity(text) !== undefined)
    .registerFunction('Quantity.isInteger(): bool', ({ millis }: Quantity) => millis % 1000n === 0n)
    .registerFunction('Quantity.asInteger(): int', ({ millis }: Quantity) =>
      millis % 1000n === 0n ? millis / 1000n : fail('asInteger: the quantity is not whole'),
    )
    .registerFunction(
      'Quantity.asApproximateFloat(): double',
      ({ millis }: Quantity) => Number(millis) / 1000,
    )
    .registerFunction('Quantity.sign(): int', (given: Quantity) => order(given, new Quantity(0n)))
    .registerFunction('Quantity.compareTo(Quantity): int', order)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => order(a, b) < 0n)
    .registerFunction(
      'Quantity.isGreaterThan(Quantity): bool',
      (a: Quantity, b: Quantity) => order(a, b) > 0n,
    )
    .registerOperator('Quantity == Quantity', (a: Quantity, b: Quantity) => a.millis === b.millis);
  for (const [name, sign] of [
    ['add', 1n],
    ['sub', -1n],
  ] as const) {
    environment
      .registerFunction(
        `Quantity.${name}(Quantity): Quantity`,
        (a: Quantity, b: Quantity) => new Quantity(a.millis + sign * b.millis),
      )
      .registerFunction(
        `Quantity.${name}(int): Quantity`,
        (a: Quantity, b: bigint) => new Quantity(a.millis + sign * 1000n * b),
      );
  }
}

/** What turns times and spans into something else, and the other way round. */
function registerConversions(environment: Environment): void {
  const time = 'google.protobuf.Timestamp';
  const span = 'google.protobuf.Duration';
  const nanos = (seconds: bigint, rest: number): string => {
    const [whole = '', part = ''] = `${seconds}.${String(rest).padStart(9, '0')}`.split('.');
    const digits = part.replace(/0+$/, '');
    return digits === '' ? `${whole}s` : `${whole}.${digits}s`;
  };
  environment
    .registerFunction(`string(${time}): string`, (at: Date) => at.toISOString().replace(/\.?0*Z$/, 'Z'))
    .registerFunction(`string(${span}): string`, ({ seconds, nanos: rest }: Duration) => {
      const isNegative = seconds < 0n || rest < 0;
      return `${isNegative ? '-' : ''}${nanos(seconds < 0n ? -seconds : seconds, Math.abs(rest))}`;
    })
    .registerFunction(`int(${time}): int`, (at: Date) => BigInt(Math.floor(at.getTime() / 1000)))
    .registerFunction(`int(${span}): int`, ({ seconds, nanos: rest }: Duration) => {
      return seconds * 1_000_000_000n + BigInt(rest);
    })
    .registerFunction(`timestamp(${time}): ${time}`, (at: Date) => at)
    .registerFunction(`duration(${span}): ${span}`, (given: Duration) => given);
}

/** What `matches` is called by when it is evaluated: CEL's own reads patterns in this platform's syntax. */
export const matchesName = 'matchesPattern';
/** What `has` is called by when it is evaluated of what is not only named: CEL's own takes no item of a list. */
const hasName = 'hasField';

function registerHas(environment: Environment): void {
  environment.registerFunction(`${hasName}(dyn, string): bool`, (whole: unknown, name: string) => {
    const entries = celEntries(whole);
    if (entries === undefined) return fail(`has: what is asked for ${name} has no fields`);
    return entries.get(name) !== undefined;
  });
}

/** Whether a node is a variable, or a field of one, which is all that CEL's own `has` takes. */
function isNamed(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  const { op, args } = node;
  return op === 'id' || ((op === '.' || op === '.?') && Array.isArray(args) && isNamed(args[0]));
}

/** Has `has` of what is not only named be asked otherwise. */
function redirectHas(environment: Environment, node: object, [asked]: readonly unknown[]): void {
  if (!isJsonObject(asked) || asked['op'] !== '.' || !Array.isArray(asked['args']) || isNamed(asked)) return;
  const [whole, name]: readonly unknown[] = asked['args'];
  const { ast } = environment.parse(`${hasName}(0, ${JSON.stringify(name)})`);
  const setMeta: unknown = Reflect.get(node, 'setMeta');
  if (ast.op !== 'call' || typeof setMeta !== 'function') return;
  Reflect.set(ast.args[1], 0, whole);
  Reflect.apply(setMeta, node, ['alternate', ast]);
}

function redirect(environment: Environment, node: unknown): void {
  if (Array.isArray(node)) for (const each of node) redirect(environment, each);
  if (!isJsonObject(node) || !('op' in node)) return;
  const { op, args } = node;
  if (Array.isArray(args)) {
    if (op === 'rcall' && args[0] === 'matches') Reflect.set(args, 0, matchesName);
    if (op === 'call' && args[0] === 'has' && Array.isArray(args[1])) redirectHas(environment, node, args[1]);
  }
  redirect(environment, args);
}

/** An expression, whose patterns are in Kubernetes' syntax. Throws what CEL throws. */
export function parsedExpression(environment: Environment, expression: string): ParseResult {
  const parsed = environment.parse(expression);
  redirect(environment, parsed.ast);
  return parsed;
}

/** Whether an expression can be evaluated, and what it yields then. */
export function checkedExpression(environment: Environment, expression: string): TypeCheckResult {
  try {
    return parsedExpression(environment, expression).check();
  } catch (error) {
    if (error instanceof ParseError) return { valid: false, error };
    throw error;
  }
}

/** Adds the functions that Kubernetes' expressions have. */
export function withKubernetesFunctions(environment: Environment): Environment {
  registerStrings(environment);
  registerLists(environment);
  registerQuantities(environment);
  registerConversions(environment);
  registerHas(environment);
  return environment;
}
