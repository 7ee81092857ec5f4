// What functions and operators of CEL take and yield, to tell before there are values whether an expression fits them.
import type { Environment } from '@marcbachmann/cel-js';
import { type Bindings, type CelType, bound, dyn, fits, typeOfWords } from '#kernel/policy/cel/types.ts';

/** What one overload takes, its receiver first if it has one, and what it yields. */
export interface Signature {
  readonly takes: readonly CelType[];
  readonly yields: CelType;
}

const numbers = ['int', 'uint', 'double'] as const;
const time = 'google.protobuf.Timestamp';
const span = 'google.protobuf.Duration';

function overload(takes: readonly string[], yields: string): Signature {
  return { takes: takes.map(typeOfWords), yields: typeOfWords(yields) };
}

const same = (types: readonly string[]): readonly Signature[] =>
  types.map((type) => overload([type, type], type));

/** Numbers are compared with numbers of every type. */
const order: readonly Signature[] = [
  ...['bool', 'string', 'bytes', time, span].map((type) => overload([type, type], 'bool')),
  ...numbers.flatMap((left) => numbers.map((right) => overload([left, right], 'bool'))),
];
const equality = [overload(['A', 'A'], 'bool')];

/** The operators by the names that messages have for them. */
export const operators: Readonly<Record<string, readonly Signature[]>> = {
  '_+_': [
    ...same([...numbers, 'string', 'bytes', 'list<A>', span]),
    overload([time, span], time),
    overload([span, time], time),
  ],
  '_-_': [...same([...numbers, span]), overload([time, time], span), overload([time, span], time)],
  '_*_': same(numbers),
  '_/_': same(numbers),
  '_%_': same(['int', 'uint']),
  '_<_': order,
  '_<=_': order,
  '_>_': order,
  '_>=_': order,
  '_==_': equality,
  '_!=_': equality,
  '@in': [overload(['A', 'list<A>'], 'bool'), overload(['A', 'map<A, B>'], 'bool')],
  '_&&_': [overload(['bool', 'bool'], 'bool')],
  '_||_': [overload(['bool', 'bool'], 'bool')],
  '!_': [overload(['bool'], 'bool')],
  '-_': [overload(['int'], 'int'), overload(['double'], 'double')],
  '_?_:_': [overload(['bool', 'A', 'A'], 'A')],
  '_[_]': [
    overload(['list<A>', 'int'], 'A'),
    overload(['map<A, B>', 'A'], 'B'),
    overload(['optional<list<A>>', 'int'], 'optional<A>'),
    overload(['optional<map<A, B>>', 'A'], 'optional<B>'),
  ],
  '_[?_]': [
    overload(['list<A>', 'int'], 'optional<A>'),
    overload(['map<A, B>', 'A'], 'optional<B>'),
    overload(['optional<list<A>>', 'int'], 'optional<A>'),
    overload(['optional<map<A, B>>', 'A'], 'optional<B>'),
  ],
};

/** What is yielded by whichever overload takes these; undefined when none does. `dyn` where several may, and differ. */
export function yielded(overloads: readonly Signature[], given: readonly CelType[]): CelType | undefined {
  let found: CelType | undefined;
  for (const { takes, yields } of overloads) {
    const bindings: Bindings = new Map();
    if (!takes.every((type, index) => fits(given[index] ?? dyn, type, bindings))) continue;
    const type = bound(yields, bindings);
    if (found !== undefined && (found.kind !== type.kind || found.parts !== undefined)) return dyn;
    found = type;
  }
  return found;
}

/** The functions and constants of an environment. */
export class Signatures {
  /** The types of what expressions may name. */
  readonly constants: ReadonlyMap<string, CelType>;
  readonly #functions: ReadonlyMap<string, readonly Signature[]>;

  constructor(environment: Environment) {
    const { variables, functions } = environment.getDefinitions();
    this.constants = new Map(variables.map(({ name, type }) => [name, typeOfWords(type)]));
    const known = new Map<string, Signature[]>();
    for (const { name, receiverType, params, returnType } of functions) {
      const takes = [...(receiverType === null ? [] : [receiverType]), ...params.map(({ type }) => type)];
      const at = Signatures.#key(name, params.length, receiverType !== null);
      known.set(at, [...(known.get(at) ?? []), overload(takes, returnType)]);
    }
    this.#functions = known;
  }

  static #key(name: string, count: number, isMember: boolean): string {
    return `${isMember ? '.' : ''}${name}/${count}`;
  }

  /** The overloads of a function with so many arguments; undefined when there is no such function. */
  find(name: string, count: number, isMember: boolean): readonly Signature[] | undefined {
    return this.#functions.get(Signatures.#key(name, count, isMember));
  }
}
