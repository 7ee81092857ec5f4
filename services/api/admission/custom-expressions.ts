// Rules in CEL that users give their kinds (x-kubernetes-validations): compiled once a schema, evaluated for every
// value that a rule stands at. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
import { Environment, Optional, type ParseResult } from '@marcbachmann/cel-js';
import { type FieldCause, messageOf } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import { celTypeOf, escaped } from '#kernel/custom/cel-type.ts';
import { extension, schemaAt } from '#kernel/custom/structural.ts';
import { checkTypes } from '#kernel/policy/cel/check.ts';
import {
  checkedExpression,
  parsedExpression,
  withKubernetesFunctions,
} from '#kernel/policy/cel/functions.ts';
import { Signatures } from '#kernel/policy/cel/signatures.ts';
import { type CelType, optionalOf } from '#kernel/policy/cel/types.ts';
import { celMap } from '#kernel/policy/cel/values.ts';
import { bytesFromBase64 } from '#kernel/model/base64.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { formerField, formerItems, itemKeys, unordered } from '#api/admission/custom-former.ts';

/** One step from a value to those within it that a rule is about. */
type Step = { readonly field: string } | { readonly keys: readonly string[] } | 'entries';

/** A rule and where it stands. */
export interface Rule {
  readonly path: readonly Step[];
  readonly schema: JsonObject;
  readonly expression: string;
  readonly holds: ParseResult;
  readonly isTransition: boolean;
  readonly hasOptionalOld: boolean;
  readonly message: string;
  readonly words: ParseResult | undefined;
  readonly reason: FieldCause['reason'];
  readonly fieldPath: string;
}

const environment = withKubernetesFunctions(
  new Environment({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 5_000, maxDepth: 100 },
  }),
)
  .registerVariable('self', 'dyn')
  .registerVariable('oldSelf', 'dyn');

const reasons: Readonly<Record<string, FieldCause['reason']>> = {
  FieldValueInvalid: 'Invalid',
  FieldValueForbidden: 'Forbidden',
  FieldValueRequired: 'Required',
  FieldValueDuplicate: 'Duplicate',
};
/** The most causes that the rules of one object give. */
const maxCauses = 50;

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}

let signatures: Signatures | undefined;

/** What an expression may name, by its types. */
type Names = ReadonlyMap<string, CelType>;

/** An expression ready to be evaluated. */
interface Parsed {
  readonly program: ParseResult;
  /** Why it may not be stored any more: what its schema says of the types of what it names. Throws what CEL throws. */
  readonly why: string | undefined;
}

/** An expression, or why it can't be evaluated whatever the types are. With names it is checked against their types too. */
function parsed(expression: string, yields: 'bool' | 'string', names: Names | undefined): Parsed | string {
  let mismatch: string | undefined;
  if (names !== undefined) {
    try {
      signatures ??= new Signatures(environment);
      const { type, errors } = checkTypes(environment.parse(expression).ast, names, signatures);
      if (errors.length > 0) mismatch = `compilation failed: ${errors.join('\n')}`;
      else if (type.kind !== yields && type.kind !== 'dyn') mismatch = wrongResult(yields);
    } catch {
      // The check that follows says it.
    }
  }
  const { valid, type = 'dyn', error } = checkedExpression(environment, expression);
  if (!valid) return mismatch ?? `compilation failed: ${firstLine(error)}`;
  if (type !== 'dyn' && type !== yields) return mismatch ?? wrongResult(yields);
  return { program: parsedExpression(environment, expression), why: mismatch };
}

function wrongResult(yields: 'bool' | 'string'): string {
  return yields === 'bool'
    ? 'cel expression must evaluate to a bool'
    : 'messageExpression must evaluate to a string';
}

function textIn(from: JsonObject, name: string): string {
  const text = from[name];
  return typeof text === 'string' ? text : '';
}

interface Made {
  readonly rule: Rule | undefined;
  /** What keeps it from being defined: of the rule, and of what it says. */
  readonly whyNot: string | undefined;
  readonly whyNoWords: string | undefined;
}

function ruleOf(
  given: JsonObject,
  schema: JsonObject,
  path: readonly Step[],
  self: CelType | undefined,
): Made {
  const expression = textIn(given, 'rule');
  const hasOptionalOld = given['optionalOldSelf'] === true;
  const names =
    self &&
    new Map([
      ['self', self],
      ['oldSelf', hasOptionalOld ? optionalOf(self) : self],
    ]);
  const holds = parsed(expression, 'bool', names);
  const wordsText = textIn(given, 'messageExpression');
  const words = wordsText === '' ? undefined : parsed(wordsText, 'string', names);
  const reasonOf = (made: Parsed | string | undefined): string | undefined =>
    typeof made === 'string' ? made : made?.why;
  const rule: Rule | undefined =
    typeof holds === 'string' || typeof words === 'string'
      ? undefined
      : {
          path,
          schema,
          expression,
          holds: holds.program,
          isTransition: /\boldSelf\b/.test(expression),
          hasOptionalOld,
          message: textIn(given, 'message'),
          words: words?.program,
          reason: reasons[textIn(given, 'reason')] ?? 'Invalid',
          fieldPath: textIn(given, 'fieldPath'),
        };
  return { rule, whyNot: reasonOf(holds), whyNoWords: reasonOf(words) };
}

/** A rule that may not be defined. */
export interface BrokenRule {
  /** Where it stands in its schema, and what it says: what it is known by when its definition is changed. */
  readonly identity: string;
  readonly cause: FieldCause;
}

/** What is wrong with a rule, at its place in a definition. */
function wrongs(given: unknown, made: Made | undefined, at: string, within: string): readonly FieldCause[] {
  if (!isJsonObject(given) || made === undefined) return [invalid(`${at}.rule`, given, 'must be an object')];
  const { rule, whyNot, whyNoWords } = made;
  const words = whyNoWords?.replace(/^compilation/, 'messageExpression compilation');
  return [
    ...(whyNot === undefined ? [] : [invalid(`${at}.rule`, given['rule'], whyNot)]),
    ...(words === undefined ? [] : [invalid(`${at}.messageExpression`, given['messageExpression'], words)]),
    ...(rule?.isTransition === true && within !== ''
      ? [
          invalid(
            `${at}.rule`,
            rule.expression,
            `oldSelf cannot be used on the uncorrelatable portion of the schema within ${within}`,
          ),
        ]
      : []),
  ];
}

/**
 * The rules of a schema and of all it holds, and those that may not be defined, under `at`. Only who defines them
 * wants them checked against the types of the schema: what was stored before is evaluated as it is.
 */
export function compileRules(
  root: JsonObject,
  { at = '', isTyped = false }: { readonly at?: string; readonly isTyped?: boolean } = {},
): { readonly rules: readonly Rule[]; readonly broken: readonly BrokenRule[] } {
  const rules: Rule[] = [];
  const broken: BrokenRule[] = [];
  // Of what is within items that nothing tells apart nobody knows what it was: `within` is where those are.
  const walk = (schema: JsonObject, path: readonly Step[], here: string, within: string): void => {
    const found = extension(schema, 'validations');
    const given: readonly unknown[] = Array.isArray(found) ? found : [];
    const self = isTyped && given.length > 0 ? celTypeOf(schema, path.length === 0) : undefined;
    for (const [index, each] of given.entries()) {
      const made = isJsonObject(each) ? ruleOf(each, schema, path, self) : undefined;
      if (made?.rule !== undefined) rules.push(made.rule);
      const where = `${here}.x-kubernetes-validations[${index}]`;
      const identity = JSON.stringify([here.slice(at.length), each]);
      broken.push(...wrongs(each, made, where, within).map((cause) => ({ identity, cause })));
    }
    for (const [name, inner] of Object.entries(schemaAt(schema['properties'])))
      walk(schemaAt(inner), [...path, { field: name }], `${here}.properties[${name}]`, within);
    const keys = itemKeys(schema);
    if (isJsonObject(schema['items']))
      walk(schema['items'], [...path, { keys }], `${here}.items`, within || (keys.length > 0 ? '' : here));
    if (isJsonObject(schema['additionalProperties']))
      walk(schema['additionalProperties'], [...path, 'entries'], `${here}.additionalProperties`, within);
  };
  walk(root, [], at, '');
  return { rules, broken };
}

const asTime = environment.parse('timestamp(self)');
const asDuration = environment.parse('duration(self)');

/** A text as its format has it: a time, a duration or bytes. One that is none of it stays a text. */
function celText(format: unknown, text: string): unknown {
  try {
    if (format === 'date-time' || format === 'datetime') return asTime({ self: text });
    if (format === 'date') return asTime({ self: `${text}T00:00:00Z` });
    if (format === 'duration') return asDuration({ self: text });
    if (format === 'byte') return bytesFromBase64(text) ?? text;
  } catch {
    // Schemas say what is wrong with it.
  }
  return text;
}

/**
 * A value as CEL sees it: integers are not doubles, texts have their formats, and fields names that it can say. To a rule
 * about changes lists whose order says nothing are all in one order, so that such a list equals what it was.
 */
function celValue(schema: JsonObject, value: unknown, isOfChange: boolean): unknown {
  if (typeof value === 'string') return celText(schema['format'], value);
  if (typeof value === 'number')
    return schema['type'] === 'number' || !Number.isSafeInteger(value) ? value : BigInt(value);
  if (Array.isArray(value)) {
    const items = schemaAt(schema['items']);
    const list: readonly unknown[] = isOfChange ? unordered(schema, value) : value;
    return list.map((item) => celValue(items, item, isOfChange));
  }
  if (!isJsonObject(value)) return value;
  const properties = schemaAt(schema['properties']);
  const additional = schemaAt(schema['additionalProperties']);
  return celMap(
    Object.entries(value).map(([name, inner]) =>
      Object.hasOwn(properties, name)
        ? [escaped(name), celValue(schemaAt(properties[name]), inner, isOfChange)]
        : [name, celValue(additional, inner, isOfChange)],
    ),
  );
}

interface Place {
  readonly path: string;
  readonly value: unknown;
  /** What stood there before, where it can be told. */
  readonly before: unknown;
}

/** The values that a rule is about. */
function placesOf(path: readonly Step[], whole: Place): readonly Place[] {
  let places: readonly Place[] = [whole];
  for (const step of path) places = places.flatMap((place) => stepped(step, place));
  return places;
}

function stepped(step: Step, { path, value, before }: Place): readonly Place[] {
  if (step !== 'entries' && 'keys' in step) {
    if (!Array.isArray(value)) return [];
    const former = formerItems(before, step.keys);
    return value.map((item: unknown, index) => ({
      path: `${path}[${index}]`,
      value: item,
      before: former(item),
    }));
  }
  if (!isJsonObject(value)) return [];
  const names = step === 'entries' ? Object.keys(value) : [step.field];
  return names.flatMap((name) => {
    if (!Object.hasOwn(value, name)) return [];
    const at = path === '' ? name : `${path}.${name}`;
    return [{ path: at, value: value[name], before: formerField(before, name) }];
  });
}

function evaluated(expression: ParseResult, rule: Rule, place: Place): unknown {
  const { schema, isTransition, hasOptionalOld } = rule;
  const { value, before } = place;
  const old = before === undefined ? undefined : celValue(schema, before, isTransition);
  return expression({
    self: celValue(schema, value, isTransition),
    oldSelf: hasOptionalOld ? Optional.of(old) : (old ?? null),
  });
}

function messageFor(rule: Rule, place: Place): string {
  if (rule.words !== undefined) {
    try {
      const text = evaluated(rule.words, rule, place);
      if (typeof text === 'string' && text.trim() !== '') return text;
    } catch {
      // The message that needs no value is said instead, as Kubernetes does.
    }
  }
  return rule.message === '' ? `failed rule: ${rule.expression}` : rule.message;
}

function causeFor(rule: Rule, place: Place, message: string): FieldCause {
  const field = `${place.path}${place.path === '' ? rule.fieldPath.replace(/^\./, '') : rule.fieldPath}`;
  const shown = Array.isArray(place.value)
    ? '"array"'
    : isJsonObject(place.value)
      ? '"object"'
      : JSON.stringify(place.value);
  switch (rule.reason) {
    case 'Forbidden':
      return { reason: 'Forbidden', field, message: `Forbidden: ${message}` };
    case 'Required':
      return { reason: 'Required', field, message: `Required value: ${message}` };
    case 'Duplicate':
      return { reason: 'Duplicate', field, message: `Duplicate value: ${shown}: ${message}` };
    default:
      return { reason: 'Invalid', field, message: `Invalid value: ${shown}: ${message}` };
  }
}

/** What the rules say is wrong. `before` is the object that is changed; rules about changes are not asked without. */
export function ruleCauses(
  rules: readonly Rule[],
  object: JsonObject,
  before: JsonObject | undefined,
): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const rule of rules)
    for (const place of placesOf(rule.path, { path: '', value: object, before })) {
      if (causes.length >= maxCauses) return causes;
      const { value, before: former } = place;
      if (rule.isTransition && former === undefined && !rule.hasOptionalOld) continue;
      // What was so before its definition said otherwise is let be, as in Kubernetes; rules about changes never.
      if (!rule.isTransition && former !== undefined && equalValues(value, former)) continue;
      try {
        if (evaluated(rule.holds, rule, place) !== true)
          causes.push(causeFor(rule, place, messageFor(rule, place)));
      } catch (error) {
        causes.push(
          causeFor(rule, place, `rule "${rule.expression}" can't be evaluated: ${firstLine(error)}`),
        );
      }
    }
  return causes;
}
