// What ValidatingAdmissionPolicies say of a change, in Kubernetes' words.
// https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
import { customNamed, findDefinition } from '#kernel/custom/catalog.ts';
import { asDefined } from '#kernel/custom/conversion.ts';
import type { ErrorCode } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { isKindName } from '#kernel/log/key.ts';
import type {
  ParamKind,
  ParamRef,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from '#kernel/model/gen/admissionregistration.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { Bounded, WorkText } from '#kernel/ports.ts';
import { whyNot } from '#kernel/policy/cel/expression.ts';
import { celValue } from '#kernel/policy/cel/values.ts';
import { matchedVersion } from '#kernel/policy/admission/match.ts';
import {
  type CompiledPolicy,
  type CompiledValidation,
  compiledPolicy,
  matchingOf,
} from '#kernel/policy/admission/policy.ts';
import { type Review, type ReviewVersion, isExempt, versionsOf } from '#kernel/policy/admission/review.ts';
import { type NamedProgram, type Values, valuesOf, withVariables } from '#kernel/policy/admission/values.ts';
import { compareText } from '#kernel/store/table.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A rule that does not hold: who says so, what, and how the refusal is classed. */
export interface PolicyFinding {
  readonly policy: string;
  readonly binding: string;
  readonly message: string;
  readonly code: ErrorCode;
  /** Which of the policy's validations it is; 0 for what is none of them. */
  readonly index: number;
  /** What the binding wants to follow. */
  readonly actions: readonly string[];
}

/** Something that a policy wants the audit log to say. */
export interface PolicyNote {
  /** The policy's name, a slash, and the annotation's own. */
  readonly key: string;
  readonly value: string;
}

/** What all policies say of a change. */
export interface PolicyVerdict {
  readonly denied: readonly PolicyFinding[];
  readonly warned: readonly PolicyFinding[];
  readonly audited: readonly PolicyFinding[];
  readonly notes: readonly PolicyNote[];
}

/** The work of judging, for whoever bounds it. */
const judging: WorkText = {
  doing: 'judging the change by ValidatingAdmissionPolicies',
  advice: "make the object smaller, or the policies' expressions simpler",
};
/** Nothing to say. */
const silent: PolicyVerdict = { denied: [], warned: [], audited: [], notes: [] };
/** The most objects that one binding's policy is asked with. */
const maxParams = 100;
/** The longest text that one annotation says. */
const noteUnits = 10 * 1024;

const codes: Readonly<Record<string, ErrorCode>> = {
  Unauthorized: 'Unauthorized',
  Forbidden: 'Forbidden',
  Invalid: 'Invalid',
  RequestEntityTooLarge: 'TooLarge',
};

/** A rule that does not hold, or that can't be asked. */
interface Broken {
  readonly message: string;
  readonly code: ErrorCode;
  readonly index?: number;
}

/** Whether every condition holds; what stands in the way of knowing, if the policy minds. */
export function conditionsHold(
  conditions: readonly NamedProgram[],
  values: Values,
): { readonly holds: boolean } | { readonly error: string } {
  let failed: string | undefined;
  for (const { name, program } of conditions)
    try {
      // One that does not hold decides, whatever else can't be evaluated.
      if (program(values) !== true) return { holds: false };
    } catch (error) {
      failed ??= `matchConditions: '${name}': ${whyNot(error)}`;
    }
  return failed === undefined ? { holds: true } : { error: failed };
}

function wordsOf({ validation, words }: CompiledValidation, values: Values): string {
  if (words !== undefined)
    try {
      const text = words(values);
      if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text.trim();
    } catch {
      // What needs no value is said instead, as Kubernetes does.
    }
  return validation.message?.trim() ?? `failed expression: ${validation.expression.trim()}`;
}

/** The rules of a policy that do not hold. */
function brokenRules({ validations }: CompiledPolicy, isStrict: boolean, values: Values): Broken[] {
  return validations.flatMap((rule, index): Broken[] => {
    const { expression, reason = 'Invalid' } = rule.validation;
    const code = codes[reason] ?? 'Invalid';
    try {
      return rule.holds(values) === true ? [] : [{ message: wordsOf(rule, values), code, index }];
    } catch (error) {
      const message = `expression '${expression.trim()}' resulted in error: ${whyNot(error)}`;
      return isStrict ? [{ message, code: 'Invalid', index }] : [];
    }
  });
}

interface ParamDefinition {
  readonly kind: StoredKind;
  readonly definition: KindDefinition<OrcObject>;
}

function paramDefinition({ apiVersion, kind }: ParamKind, view: StateView): ParamDefinition | undefined {
  if (isKindName(kind)) {
    const definition = findDefinition(view, kind);
    if (definition?.type.apiVersion === apiVersion) return { kind, definition };
  }
  const custom = customNamed(view, apiVersion, kind);
  return custom && { kind: custom.custom.kind, definition: custom };
}

/** The objects that parameterize a policy for a change, or why they can't be told. */
function paramsOf(
  kind: ParamKind,
  ref: ParamRef,
  review: Review,
  view: StateView,
): readonly JsonObject[] | string {
  const found = paramDefinition(kind, view);
  if (found === undefined)
    return `failed to find resource referenced by paramKind: '${kind.apiVersion}, Kind=${kind.kind}'`;
  const { namespaced } = found.definition;
  if (!namespaced && (ref.namespace ?? '') !== '')
    return 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`';
  const own = review.definition.namespaced ? review.namespace : '';
  const namespace = namespaced ? ref.namespace || own : '';
  if (namespaced && namespace === '')
    return 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources';
  let objects: readonly OrcObject[] = [];
  if (ref.selector !== undefined) {
    const wanted = selectorOf(ref.selector);
    objects = [...view.list(found.kind, namespace)].filter(({ metadata }) =>
      matches(wanted, metadata.labels),
    );
    if (objects.length > maxParams)
      return `paramRef.selector selects ${objects.length} objects, may select at most ${maxParams}`;
  } else {
    const object = view.get(found.kind, namespace, ref.name ?? '');
    if (object !== undefined) objects = [object];
  }
  if (objects.length === 0 && ref.parameterNotFoundAction !== 'Allow')
    return 'no params found for policy binding with `Deny` parameterNotFoundAction';
  // Where a webhook converts between versions nobody can wait for it here: params are as they are stored.
  const { definition } = found;
  const shown = definition.custom?.converter === undefined ? definition : findDefinition(view, found.kind);
  return objects.map((object) => {
    const { type } = shown ?? definition;
    return objectToJson(type, asDefined(object, shown ?? definition));
  });
}

/** A policy that is about a change, as a binding says. */
interface Asked {
  readonly policy: ValidatingAdmissionPolicy;
  readonly binding: ValidatingAdmissionPolicyBinding;
  readonly compiled: CompiledPolicy;
  readonly version: ReviewVersion;
}

/** The policies that are about a change, by the names of their bindings' policies; undefined when none is. */
function askedAbout(
  review: Review,
  versions: readonly ReviewVersion[],
  view: StateView,
): readonly Asked[] | undefined {
  const asked: Asked[] = [];
  for (const binding of view.list('ValidatingAdmissionPolicyBinding')) {
    const { policyName, matchResources } = binding.spec;
    const policy = view.get('ValidatingAdmissionPolicy', '', policyName);
    if (policy === undefined) continue;
    const compiled = compiledPolicy(policy.spec);
    const version = matchedVersion(compiled.matching, review, versions);
    const isNarrowed =
      matchResources !== undefined &&
      matchedVersion(matchingOf(matchResources), review, versions) === undefined;
    if (version !== undefined && !isNarrowed) asked.push({ policy, binding, compiled, version });
  }
  if (asked.length === 0) return undefined;
  return asked.toSorted((a, b) => compareText(a.binding.spec.policyName, b.binding.spec.policyName));
}

/** One change under judgement: what is worked out once for all policies. */
class Judgement {
  readonly #review: Review;
  readonly #view: StateView;
  readonly #values = new Map<ReviewVersion, Values>();
  readonly denied: PolicyFinding[] = [];
  readonly warned: PolicyFinding[] = [];
  readonly audited: PolicyFinding[] = [];
  readonly #notes = new Map<string, Set<string>>();

  constructor(review: Review, view: StateView) {
    this.#review = review;
    this.#view = view;
  }

  #valuesIn(version: ReviewVersion): Values {
    const known = this.#values.get(version);
    if (known !== undefined) return known;
    const made = valuesOf(this.#review, version);
    this.#values.set(version, made);
    return made;
  }

  /** Asks a policy as a binding says. */
  ask({ policy, binding, compiled, version }: Asked): void {
    const { spec } = policy;
    const { paramRef } = binding.spec;
    const isStrict = spec.failurePolicy !== 'Ignore';
    const refuse = (message: string): void => {
      if (isStrict) this.denied.push(this.#finding(policy, binding, { message, code: 'Invalid' }));
    };
    const [unusable] = compiled.causes;
    if (unusable !== undefined)
      return refuse(`failed to configure policy: ${unusable.field}: ${unusable.message}`);
    let params: readonly unknown[] = [null];
    if (spec.paramKind !== undefined && paramRef !== undefined) {
      const found = paramsOf(spec.paramKind, paramRef, this.#review, this.#view);
      if (typeof found === 'string') return refuse(`failed to configure binding: ${found}`);
      params = found.map(celValue);
    }
    for (const each of params) {
      const values = { ...this.#valuesIn(version), params: each };
      const applies = conditionsHold(compiled.conditions, values);
      if ('error' in applies) {
        if (isStrict) this.#note(policy, binding, { message: applies.error, code: 'Invalid' });
      } else if (applies.holds) {
        const all = withVariables(values, compiled.variables);
        for (const broken of brokenRules(compiled, isStrict, all)) this.#note(policy, binding, broken);
        this.#annotate(policy, binding, compiled, all);
      }
    }
  }

  /** Works out what a policy wants the audit log to say; what can't be worked out refuses the change, as in Kubernetes. */
  #annotate(
    policy: ValidatingAdmissionPolicy,
    binding: ValidatingAdmissionPolicyBinding,
    { annotations }: CompiledPolicy,
    values: Values,
  ): void {
    for (const { name, program } of annotations)
      try {
        const value = program(values);
        const text = typeof value === 'string' ? value.trim().slice(0, noteUnits) : '';
        if (text === '') continue;
        const key = `${policy.metadata.name ?? ''}/${name}`;
        this.#notes.set(key, (this.#notes.get(key) ?? new Set()).add(text));
      } catch (error) {
        if (policy.spec.failurePolicy === 'Ignore') continue;
        const message = `failed to evaluate the audit annotation '${name}': ${whyNot(error)}`;
        this.denied.push(this.#finding(policy, binding, { message, code: 'Invalid' }));
      }
  }

  /** What policies want the audit log to say; what several bindings make of one annotation stands side by side. */
  get notes(): readonly PolicyNote[] {
    return [...this.#notes].map(([key, values]) => ({ key, value: [...values].join(', ') }));
  }

  #finding(
    { metadata }: ValidatingAdmissionPolicy,
    binding: ValidatingAdmissionPolicyBinding,
    broken: Broken,
  ): PolicyFinding {
    return {
      policy: metadata.name ?? '',
      binding: binding.metadata.name ?? '',
      index: 0,
      actions: binding.spec.validationActions,
      ...broken,
    };
  }

  #note(policy: ValidatingAdmissionPolicy, binding: ValidatingAdmissionPolicyBinding, broken: Broken): void {
    const finding = this.#finding(policy, binding, broken);
    for (const action of binding.spec.validationActions) {
      if (action === 'Deny') this.denied.push(finding);
      if (action === 'Warn') this.warned.push(finding);
      if (action === 'Audit') this.audited.push(finding);
    }
  }
}

/** Whether any policy is at work: without one nothing is made ready to be judged. */
export function hasPolicies(view: StateView): boolean {
  return view.count('ValidatingAdmissionPolicyBinding') > 0;
}

/**
 * What all policies say of a change, in the order of their names. Work that may take long is given to `bounded`, which
 * throws TooLarge when it does.
 */
export function judgeByPolicies(review: Review, view: StateView, bounded: Bounded): PolicyVerdict {
  if (!hasPolicies(view) || isExempt(review.definition)) return silent;
  const asked = askedAbout(review, versionsOf(review), view);
  if (asked === undefined) return silent;
  const judged = (): PolicyVerdict => {
    const judgement = new Judgement(review, view);
    for (const each of asked) judgement.ask(each);
    return judgement;
  };
  return asked.every(({ compiled }) => compiled.isSimple) ? judged() : bounded(judged, judging);
}

/** The words of a refusal. */
export function denialText({ policy, binding, message }: PolicyFinding): string {
  return `ValidatingAdmissionPolicy '${policy}' with binding '${binding}' denied request: ${message}`;
}

/** The words of a warning. */
export function warningText({ policy, binding, message }: PolicyFinding): string {
  return `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`;
}

/** What the audit log is to say of rules that do not hold, as Kubernetes says it. */
export function failuresText(findings: readonly PolicyFinding[]): string {
  return JSON.stringify(
    findings.map(({ message, policy, binding, index, actions }) => ({
      message,
      policy,
      binding,
      expressionIndex: index,
      validationActions: actions,
    })),
  );
}
