// Expressions in CEL that admission asks: what they may name, and what they yield. They are checked against the types
// of what they may name when they are written, and evaluated without types, because an object's fields are what it has.
import { Environment } from '@marcbachmann/cel-js';
import { messageOf } from '#kernel/errors.ts';
import { withAuthorizer } from '#kernel/policy/cel/authorizer.ts';
import { type Growths, growthOf, isSimple } from '#kernel/policy/cel/weight.ts';
import {
  checkedExpression,
  parsedExpression,
  withKubernetesFunctions,
} from '#kernel/policy/cel/functions.ts';

/** What an expression yields once it has values for what it names. Throws what CEL throws. */
export type Program = (values: Readonly<Record<string, unknown>>) => unknown;

/** What the expressions of somebody may name, beyond the objects and the request. */
export interface Names {
  /** Whether there are `params`. */
  readonly params: boolean;
  /** Whether there is `namespaceObject`. */
  readonly namespace: boolean;
  /** What there is of `variables`, by their names: how much more they hold than there is. Absent where there are none at all. */
  readonly variables?: Growths;
}

const kindFields = { group: 'string', version: 'string', kind: 'string' } as const;
const resourceFields = { group: 'string', version: 'string', resource: 'string' } as const;
const requestFields = {
  kind: kindFields,
  resource: resourceFields,
  subResource: 'string',
  requestKind: kindFields,
  requestResource: resourceFields,
  requestSubResource: 'string',
  name: 'string',
  namespace: 'string',
  operation: 'string',
  userInfo: { username: 'string', uid: 'string', groups: 'list<string>', extra: 'map<string, list<string>>' },
  dryRun: 'bool',
  options: 'dyn',
} as const;

function baseEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 5_000, maxDepth: 100 },
  });
  return withAuthorizer(withKubernetesFunctions(environment))
    .registerVariable('object', 'dyn')
    .registerVariable('oldObject', 'dyn');
}

let bases: { readonly checked: Environment; readonly run: Environment } | undefined;

/** The environments that all others are made from, when the first expression is met. */
function basesOf(): { readonly checked: Environment; readonly run: Environment } {
  bases ??= {
    checked: baseEnvironment().registerVariable({ name: 'request', schema: requestFields }),
    run: baseEnvironment().registerVariable('request', 'dyn'),
  };
  return bases;
}

function named(base: Environment, { params, namespace, variables }: Names, isTyped: boolean): Environment {
  const environment = base.clone();
  if (params) environment.registerVariable('params', 'dyn');
  if (namespace) environment.registerVariable('namespaceObject', 'dyn');
  if (variables === undefined) return environment;
  const schema = Object.fromEntries([...variables.keys()].map((name) => [name, 'dyn']));
  if (isTyped && variables.size > 0) environment.registerVariable({ name: 'variables', schema });
  else if (!isTyped) environment.registerVariable('variables', 'dyn');
  return environment;
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}

/** An expression ready to be evaluated. */
export interface Compiled {
  readonly program: Program;
  /** Whether its time needs no bound. */
  readonly isSimple: boolean;
  /** How often its value may hold again what it names. */
  readonly growth: number;
}

/** Makes programs of expressions that may name the same. */
export class Compiler {
  readonly #growths: Growths;
  readonly #checked: Environment;
  readonly #run: Environment;

  constructor(names: Names) {
    const { checked, run } = basesOf();
    this.#growths = names.variables ?? new Map();
    this.#checked = named(checked, names, true);
    this.#run = named(run, names, false);
  }

  /** The program of an expression that yields one of these types, or any, or why there is none. */
  compile(expression: string, yields?: readonly string[]): Compiled | { readonly why: string } {
    try {
      const { valid, type = 'dyn', error } = checkedExpression(this.#checked, expression);
      if (!valid) return { why: firstLine(error) };
      if (yields !== undefined && type !== 'dyn' && !yields.includes(type))
        return { why: `must evaluate to ${yields.join(' or ')}, not ${type}` };
      const parsed = parsedExpression(this.#run, expression);
      return {
        program: (values) => parsed(values),
        isSimple: isSimple(parsed.ast, this.#growths),
        growth: growthOf(parsed.ast, this.#growths),
      };
    } catch (error) {
      return { why: firstLine(error) };
    }
  }
}

/** Why a program could not be evaluated, in a line. */
export function whyNot(error: unknown): string {
  return firstLine(error);
}
