// ValidatingAdmissionPolicies ready to be asked: each is compiled once for as long as it is the same object.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import type {
  MatchCondition,
  MatchResources,
  ValidatingAdmissionPolicySpec,
  Validation,
} from '#kernel/model/gen/admissionregistration.gen.ts';
import { type Compiled, Compiler, type Program } from '#kernel/policy/cel/expression.ts';
import type { Matching } from '#kernel/policy/admission/match.ts';
import type { NamedProgram } from '#kernel/policy/admission/values.ts';

/** One rule of a policy. */
export interface CompiledValidation {
  readonly validation: Validation;
  readonly holds: Program;
  /** What is said when it does not hold, if that has to be worked out. */
  readonly words: Program | undefined;
}

/** A policy ready to be asked. */
export interface CompiledPolicy {
  readonly matching: Matching;
  readonly conditions: readonly NamedProgram[];
  readonly variables: readonly NamedProgram[];
  readonly validations: readonly CompiledValidation[];
  /** What the audit log is to say. */
  readonly annotations: readonly NamedProgram[];
  /** Whether its expressions need no bound of their time. */
  readonly isSimple: boolean;
  /** Expressions that can't be used, by field. A policy that has any is not stored any more. */
  readonly causes: readonly FieldCause[];
}

/** What `matchConstraints` and `matchResources` say. */
export function matchingOf({
  resourceRules,
  excludeResourceRules,
  namespaceSelector,
  objectSelector,
  matchPolicy,
}: MatchResources): Matching {
  return {
    ...(resourceRules !== undefined && resourceRules.length > 0 && { rules: resourceRules }),
    ...(excludeResourceRules !== undefined && { excluded: excludeResourceRules }),
    namespaceSelector,
    objectSelector,
    matchPolicy,
  };
}

/** Compiles expressions and keeps why some can't be. */
class Compilation {
  readonly causes: FieldCause[] = [];
  isSimple = true;

  compile(
    compiler: Compiler,
    expression: string,
    yields: readonly string[] | undefined,
    field: string,
  ): Compiled | undefined {
    const made = compiler.compile(expression, yields);
    if ('program' in made) {
      this.isSimple &&= made.isSimple;
      return made;
    }
    this.causes.push(invalid(field, expression, `compilation failed: ${made.why}`));
    return undefined;
  }
}

/** Conditions of a policy or a webhook, and what is wrong with them. */
export function compileConditions(
  conditions: readonly MatchCondition[] | undefined,
  compiler: () => Compiler,
  at: string,
): Pick<CompiledPolicy, 'conditions' | 'isSimple' | 'causes'> {
  if (conditions === undefined || conditions.length === 0)
    return { conditions: [], isSimple: true, causes: [] };
  const compilation = new Compilation();
  const known = compiler();
  const made = conditions.flatMap(({ name, expression }, index) => {
    const found = compilation.compile(known, expression, ['bool'], `${at}[${index}].expression`);
    return found === undefined ? [] : [{ name, program: found.program }];
  });
  return { conditions: made, isSimple: compilation.isSimple, causes: compilation.causes };
}

function compiled(spec: ValidatingAdmissionPolicySpec): CompiledPolicy {
  const { validations = [], variables = [], auditAnnotations = [], matchConditions, paramKind } = spec;
  const base = { params: paramKind !== undefined, namespace: true };
  const compilation = new Compilation();
  const conditions = compileConditions(matchConditions, () => new Compiler(base), 'spec.matchConditions');
  const growths = new Map<string, number>();
  const made = variables.flatMap(({ name, expression }, index) => {
    // Each may name those before it.
    const compiler = new Compiler({ ...base, variables: new Map(growths) });
    const at = `spec.variables[${index}].expression`;
    const found = compilation.compile(compiler, expression, undefined, at);
    growths.set(name, found?.growth ?? 0);
    return found === undefined ? [] : [{ name, program: found.program }];
  });
  const compiler = new Compiler({ ...base, variables: growths });
  const rules = validations.flatMap((validation, index): CompiledValidation[] => {
    const at = `spec.validations[${index}]`;
    const { expression, messageExpression } = validation;
    const holds = compilation.compile(compiler, expression, ['bool'], `${at}.expression`);
    const words =
      messageExpression === undefined
        ? undefined
        : compilation.compile(compiler, messageExpression, ['string'], `${at}.messageExpression`);
    return holds === undefined ? [] : [{ validation, holds: holds.program, words: words?.program }];
  });
  const annotations = auditAnnotations.flatMap(({ key, valueExpression }, index) => {
    const at = `spec.auditAnnotations[${index}].valueExpression`;
    const found = compilation.compile(compiler, valueExpression, ['string', 'null'], at);
    return found === undefined ? [] : [{ name: key, program: found.program }];
  });
  return {
    matching: matchingOf(spec.matchConstraints),
    conditions: conditions.conditions,
    variables: made,
    validations: rules,
    annotations,
    isSimple: conditions.isSimple && compilation.isSimple,
    causes: [...conditions.causes, ...compilation.causes],
  };
}

const known = new WeakMap<ValidatingAdmissionPolicySpec, CompiledPolicy>();

/** A policy ready to be asked. */
export function compiledPolicy(spec: ValidatingAdmissionPolicySpec): CompiledPolicy {
  const found = known.get(spec);
  if (found !== undefined) return found;
  const made = compiled(spec);
  known.set(spec, made);
  return made;
}
