// Whether an expression fits the types of what it names, told before there is a value, in the words of Kubernetes.
// The library's own check stays what decides which functions there are and what can be evaluated: it knows no objects
// whose fields are described, nor `has` of them.
import type { ASTNode } from '@marcbachmann/cel-js';
import { type Signatures, operators, yielded } from '#kernel/policy/cel/signatures.ts';
import {
  type CelType,
  bool,
  dyn,
  fits,
  general,
  int,
  listOf,
  mapOf,
  optionalOf,
  partOf,
  text,
  typeName,
} from '#kernel/policy/cel/types.ts';

type Scope = ReadonlyMap<string, CelType>;
type Call = Extract<ASTNode, { readonly op: 'rcall' }>;

/** What is known of an expression's value, and why it can have none. */
export interface Checked {
  readonly type: CelType;
  readonly errors: readonly string[];
}

/** How an expression's own operators are called in messages. */
function operatorName(op: string): string {
  if (op === 'in') return '@in';
  return op === '!_' || op === '-_' ? op : `_${op}_`;
}

/** An error with the place where it is, as Kubernetes shows it. */
function located(source: string, at: number, message: string): string {
  const before = source.slice(0, at).split('\n');
  const column = Array.from(before.at(-1) ?? '').length;
  const line = source.split('\n')[before.length - 1] ?? '';
  return `ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line}\n | ${'.'.repeat(column)}^`;
}

function literalType(value: unknown): CelType {
  switch (typeof value) {
    case 'string':
      return text;
    case 'bigint':
      return int;
    case 'number':
      return { kind: 'double' };
    case 'boolean':
      return bool;
    default:
      if (value === null) return { kind: 'null' };
      return { kind: value instanceof Uint8Array ? 'bytes' : 'uint' };
  }
}

/** The type of what is of one of several types. */
function common(types: readonly CelType[]): CelType {
  const [first = dyn, ...rest] = types;
  return rest.reduce((all, type) => (fits(type, all) ? general(all, type) : dyn), first);
}

class Checker {
  readonly #source: string;
  readonly #signatures: Signatures;
  readonly errors: string[] = [];

  constructor(source: string, signatures: Signatures) {
    this.#source = source;
    this.#signatures = signatures;
  }

  /** What is wrong makes everything around it unknown, so that it is said once. */
  #wrong(at: number, message: string): CelType {
    const error = located(this.#source, Math.max(0, at), message);
    if (!this.errors.includes(error)) this.errors.push(error);
    return dyn;
  }

  #noOverload(at: number, name: string, given: readonly CelType[], isMember = false): CelType {
    const [receiver, ...args] = given.map(typeName);
    const applied = isMember ? `${receiver}.(${args.join(', ')})` : `(${given.map(typeName).join(', ')})`;
    return this.#wrong(at, `found no matching overload for '${name}' applied to '${applied}'`);
  }

  #operator(at: number, name: string, given: readonly CelType[]): CelType {
    return yielded(operators[name] ?? [], given) ?? this.#noOverload(at, name, given);
  }

  check(node: ASTNode, scope: Scope): CelType {
    switch (node.op) {
      case 'value':
        return literalType(node.args);
      case 'id':
        return (
          scope.get(node.args) ??
          this.#wrong(node.start, `undeclared reference to '${node.args}' (in container '')`)
        );
      case '.':
      case '.?': {
        const [whole, name] = node.args;
        const type = this.#selected(this.check(whole, scope), name, this.#source.lastIndexOf('.', node.pos));
        return node.op === '.' ? type : optionalOf(type.kind === 'optional' ? partOf(type, 0) : type);
      }
      case '[]':
      case '[?]': {
        const [whole, index] = node.args;
        const given = [this.check(whole, scope), this.check(index, scope)];
        const at = this.#source.indexOf('[', whole.end);
        return this.#operator(at, node.op === '[]' ? '_[_]' : '_[?_]', given);
      }
      case 'call':
        return this.#called(node, scope);
      case 'rcall':
        return this.#calledOn(node, scope);
      case 'list':
        return listOf(common(node.args.map((item) => this.check(item, scope))));
      case 'map': {
        const keys = node.args.map(([key]) => this.check(key, scope));
        const values = node.args.map(([, value]) => this.check(value, scope));
        return mapOf(common(keys), common(values));
      }
      case '?:': {
        const at = this.#source.indexOf('?', node.args[0].end);
        return this.#operator(
          at,
          '_?_:_',
          node.args.map((each) => this.check(each, scope)),
        );
      }
      case '!_':
      case '-_':
        return this.#operator(node.start, operatorName(node.op), [this.check(node.args, scope)]);
      default: {
        const [left, right] = node.args;
        const at = this.#source.indexOf(node.op, left.end);
        return this.#operator(at, operatorName(node.op), [this.check(left, scope), this.check(right, scope)]);
      }
    }
  }

  /** The type of a field of a value. */
  #selected(whole: CelType, name: string, at: number): CelType {
    switch (whole.kind) {
      case 'object':
        return whole.fields?.get(name) ?? this.#wrong(at, `undefined field '${name}'`);
      case 'map':
        return partOf(whole, 1);
      case 'optional':
        return optionalOf(this.#selected(partOf(whole, 0), name, at));
      case 'dyn':
      case 'other':
        return dyn;
      default:
        return this.#wrong(at, `type '${typeName(whole)}' does not support field selection`);
    }
  }

  #called(node: Extract<ASTNode, { readonly op: 'call' }>, scope: Scope): CelType {
    const [name, args] = node.args;
    const overloads = this.#signatures.find(name, args.length, false);
    // Which functions there are is told by who evaluates them.
    if (overloads === undefined) return dyn;
    const given = args.map((each) => this.check(each, scope));
    if (name === 'has') return bool;
    const at = this.#source.indexOf('(', node.start);
    return yielded(overloads, given) ?? this.#noOverload(at, name, given);
  }

  #calledOn(node: Call, scope: Scope): CelType {
    const [name, receiver, args] = node.args;
    const overloads = this.#signatures.find(name, args.length, true);
    if (overloads === undefined) return dyn;
    const type = this.check(receiver, scope);
    const at = this.#source.indexOf('(', this.#source.indexOf(name, receiver.end));
    const macro = this.#macro(node, type, scope, at);
    if (macro !== undefined) return macro;
    const given = [type, ...args.map((each) => this.check(each, scope))];
    return yielded(overloads, given) ?? this.#noOverload(at, name, given, true);
  }

  /** What a macro yields: its arguments are looked at with a variable that there is nowhere else. */
  #macro(node: Call, receiver: CelType, scope: Scope, at: number): CelType | undefined {
    const [name, { start }, [first, second, third]] = node.args;
    if (first === undefined) return undefined;
    const isOptional = receiver.kind === 'optional' || receiver.kind === 'dyn';
    if ((name === 'or' || name === 'orValue') && isOptional) {
      const other = this.check(first, scope);
      const held = partOf(receiver, 0);
      const wanted = name === 'or' ? optionalOf(held) : held;
      return fits(other, wanted)
        ? general(wanted, other)
        : this.#noOverload(at, name, [receiver, other], true);
    }
    if (first.op !== 'id' || second === undefined) return undefined;
    if (name === 'bind' && third !== undefined)
      return this.check(third, new Map([...scope, [first.args, this.check(second, scope)]]));
    if (!['all', 'exists', 'exists_one', 'map', 'filter'].includes(name)) return undefined;
    const range = this.#ranged(receiver, start);
    const inner = new Map([...scope, [first.args, range]]);
    const [condition, made] = name === 'map' && third === undefined ? [undefined, second] : [second, third];
    if (condition !== undefined) this.#condition(this.check(condition, inner), at);
    if (name === 'filter') return listOf(range);
    return name === 'map' && made !== undefined ? listOf(this.check(made, inner)) : bool;
  }

  #ranged(whole: CelType, at: number): CelType {
    if (whole.kind === 'list' || whole.kind === 'map') return partOf(whole, 0);
    if (whole.kind === 'dyn') return dyn;
    return this.#wrong(
      at,
      `expression of type '${typeName(whole)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
    );
  }

  #condition(type: CelType, at: number): void {
    if (!fits(type, bool)) this.#wrong(at, `expected type 'bool' but found '${typeName(type)}'`);
  }
}

/** Checks an expression against the types of what it may name, beyond what its environment knows. */
export function checkTypes(ast: ASTNode, names: Scope, signatures: Signatures): Checked {
  const checker = new Checker(ast.input, signatures);
  const type = checker.check(ast, new Map([...signatures.constants, ...names]));
  return { type, errors: checker.errors };
}
