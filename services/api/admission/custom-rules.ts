// Whether objects of kinds that users define are valid: by the structural schema of their version (checked by ajv),
// and by its rules in CEL (x-kubernetes-validations). Causes have the words of Kubernetes. Compiled once a schema.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { CustomObject } from '#kernel/custom/object.ts';
import { type FieldCause, messageOf } from '#kernel/errors.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { extension, schemaAt, unknownFields, withSchemaDefaults } from '#kernel/custom/structural.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionVersion,
} from '#kernel/model/gen/apiextensions.gen.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { WorkText } from '#kernel/ports.ts';
import type { AdmissionContext } from '#api/admission/context.ts';
import { type Rule, compileRules, ruleCauses } from '#api/admission/custom-expressions.ts';
import { formerAt } from '#api/admission/custom-former.ts';
import { jsonSchemaOf, namedFormats, patterns } from '#api/admission/custom-schema.ts';

interface Compiled {
  readonly validate: ValidateFunction;
  readonly rules: readonly Rule[];
}

/** How values are checked. Schemas have been found structural before, and most are too large to make their code shorter. */
const checks = {
  verbose: true,
  strict: false,
  validateSchema: false,
  meta: false,
  // A field may be called constructor: what every object inherits is no field of it.
  ownProperties: true,
  logger: false,
  formats: namedFormats,
  code: { regExp: patterns, optimize: false },
} as const;

const compiled = new WeakMap<JsonObject, Compiled>();

function compile(schema: JsonObject): Compiled {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // One by itself for each schema: it keeps what it has compiled.
  const validate = new Ajv({ ...checks, allErrors: true }).compile(jsonSchemaOf(schema));
  const made = { validate, rules: compileRules(schema).rules };
  compiled.set(schema, made);
  return made;
}

function namesIn(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The path of an error as Kubernetes writes it: fields by dots, items by their number. */
function pathOf(pointer: string, root: unknown): string {
  let path = '';
  let value = root;
  for (const name of namesIn(pointer)) {
    if (Array.isArray(value)) {
      path += `[${name}]`;
      value = value[Number(name)];
    } else {
      path += path === '' ? name : `.${name}`;
      value = isJsonObject(value) ? value[name] : undefined;
    }
  }
  return path;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return '"array"';
  if (isJsonObject(value)) return '"object"';
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** What a keyword asks for, after "should". */
function boundWords({ keyword, params }: ErrorObject): string | undefined {
  const limit = String(params['limit']);
  const comparison = String(params['comparison']);
  switch (keyword) {
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `be ${comparison.startsWith('>') ? 'greater' : 'less'} than ${comparison.endsWith('=') ? 'or equal to ' : ''}${limit}`;
    case 'minLength':
      return `be at least ${limit} chars long`;
    case 'minItems':
      return `have at least ${limit} items`;
    case 'minProperties':
      return `have at least ${limit} properties`;
    case 'multipleOf':
      return `be a multiple of ${String(params['multipleOf'])}`;
    case 'pattern':
      return `match '${String(params['pattern'])}'`;
    default:
      return undefined;
  }
}

const alternatives: Readonly<Record<string, string>> = {
  anyOf: 'must validate at least one schema (anyOf)',
  oneOf: 'must validate one and only one schema (oneOf)',
  not: 'must not validate the schema (not)',
};

function sizeOf(value: unknown): number {
  if (Array.isArray(value) || typeof value === 'string') return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function causeOf(error: ErrorObject, root: unknown): FieldCause {
  const { keyword, params, instancePath, data } = error;
  const field = pathOf(instancePath, root);
  const bound = boundWords(error);
  if (bound !== undefined) return wrong(field, data, `${field} in body should ${bound}`);
  switch (keyword) {
    case 'required': {
      const missing = String(params['missingProperty']);
      return {
        reason: 'Required',
        field: field === '' ? missing : `${field}.${missing}`,
        message: 'Required value',
      };
    }
    case 'type':
      return {
        reason: 'TypeInvalid',
        field,
        message: `Invalid value: "${jsonType(data)}": ${field} in body must be of type ${String(params['type'])}: "${jsonType(data)}"`,
      };
    case 'enum': {
      const allowed: unknown = params['allowedValues'];
      const words = (Array.isArray(allowed) ? allowed : []).filter((each) => each !== null);
      return {
        reason: 'NotSupported',
        field,
        message: `Unsupported value: ${shown(data)}: supported values: ${words.map((each) => JSON.stringify(each)).join(', ')}`,
      };
    }
    case 'maxLength':
      return {
        reason: 'TooLong',
        field,
        message: `Too long: may not be more than ${String(params['limit'])} bytes`,
      };
    case 'maxItems':
    case 'maxProperties':
      return {
        reason: 'TooMany',
        field,
        message: `Too many: ${sizeOf(data)}: must have at most ${String(params['limit'])} items`,
      };
    case 'format':
      return wrong(
        field,
        data,
        `${field} in body must be of type ${String(params['format'])}: ${shown(data)}`,
      );
    default:
      return wrong(field, data, `${field} in body ${alternatives[keyword] ?? error.message ?? keyword}`);
  }
}

function wrong(field: string, value: unknown, why: string): FieldCause {
  return { reason: 'Invalid', field, message: `Invalid value: ${shown(value)}: ${why}` };
}

/** Whether an error is only about one of several alternatives, of which another error says that none fits. */
function isInner({ schemaPath }: ErrorObject): boolean {
  const parts = schemaPath.split('/').slice(1);
  for (let at = 0; at < parts.length - 1; at++) {
    const part = parts[at] ?? '';
    // What follows is the name of a field, whatever it is called.
    if (part === 'properties') at += 1;
    else if (part === 'anyOf' || part === 'oneOf' || part === 'not') return true;
  }
  return false;
}

/**
 * Whether an error is about a value that was there before, just so: a definition may have become stricter since. As in
 * Kubernetes who changes something else is not held up by it.
 */
function isOld(
  { instancePath, data }: ErrorObject,
  schema: JsonObject,
  body: JsonObject,
  before: JsonObject | undefined,
): boolean {
  if (before === undefined) return false;
  const former = formerAt(schema, body, before, namesIn(instancePath));
  return former !== undefined && equalValues(former, data);
}

/** Lists that are sets or maps and hold something twice. */
function duplicates(schema: JsonObject, value: unknown, path: string): FieldCause[] {
  if (Array.isArray(value)) {
    const items = schemaAt(schema['items']);
    const inner = value.flatMap((item: unknown, index) => duplicates(items, item, `${path}[${index}]`));
    return [...inner, ...repeated(schema, value, path)];
  }
  if (!isJsonObject(value)) return [];
  const properties = schemaAt(schema['properties']);
  const additional = schemaAt(schema['additionalProperties']);
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = Object.hasOwn(properties, name) ? schemaAt(properties[name]) : additional;
    return duplicates(below, inner, path === '' ? name : `${path}.${name}`);
  });
}

function repeated(schema: JsonObject, list: readonly unknown[], path: string): FieldCause[] {
  const listType = extension(schema, 'list-type');
  if (listType !== 'set' && listType !== 'map') return [];
  const keys = extension(schema, 'list-map-keys');
  const names = Array.isArray(keys) ? keys.map(String) : [];
  const seen = new Set<string>();
  return list.flatMap((item, index): FieldCause[] => {
    const identity =
      listType === 'set' || !isJsonObject(item)
        ? item
        : Object.fromEntries(names.map((name) => [name, item[name] ?? null]));
    const text = JSON.stringify(identity);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew
      ? []
      : [{ reason: 'Duplicate', field: `${path}[${index}]`, message: `Duplicate value: ${text}` }];
  });
}

/** The object as its schema sees it: of its metadata only what a schema may speak of. */
function bodyOf({ kind: _kind, metadata, ...rest }: CustomObject): JsonObject {
  const { name, generateName } = metadata;
  return {
    ...rest,
    metadata: { ...(name !== undefined && { name }), ...(generateName !== undefined && { generateName }) },
  };
}

/** What is wrong with an object of a kind that users define. */
export function customCauses(
  definition: KindDefinition<OrcObject>,
  object: CustomObject,
  previous: OrcObject | undefined,
  { bounded = (work) => work() }: AdmissionContext,
): readonly FieldCause[] {
  const { custom } = definition;
  if (custom === undefined) return [];
  const { schema } = custom;
  const { kind: shownKind } = definition.type;
  const body = { ...bodyOf(object), kind: shownKind };
  const before =
    previous !== undefined && previous.kind === object.kind
      ? { ...bodyOf(previous), kind: shownKind }
      : undefined;
  // Whoever defined it has been refused if this took too long: now it is done to its end, once.
  const { validate, rules } = compile(schema);
  return bounded(() => {
    const errors = validate(body) ? [] : (validate.errors ?? []);
    const causes = errors
      .filter((error) => !isInner(error) && error.keyword !== 'if' && !isOld(error, schema, body, before))
      .map((error) => causeOf(error, body));
    if (causes.length > 0) return causes;
    const twice = duplicates(schema, body, '');
    // What was wrong so before its definition said so is let be, as in Kubernetes.
    if (twice.length > 0 && (before === undefined || duplicates(schema, before, '').length === 0))
      return twice;
    return rules.length === 0 ? [] : ruleCauses(rules, body, before);
  });
}

function defaultCauses(schema: JsonObject, at: string, ajv: Ajv): FieldCause[] {
  const causes: FieldCause[] = [];
  const given = schema['default'];
  if (given !== undefined) {
    const validate = ajv.compile(jsonSchemaOf(schema));
    const made = withSchemaDefaults(schema, given);
    causes.push(
      ...unknownFields(schema, given, 'default').map((field) =>
        invalid(`${at}.default`, given, `must not have unknown fields: ${field}`),
      ),
    );
    if (!validate(made))
      causes.push(
        ...(validate.errors ?? []).map((error) =>
          invalid(`${at}.default`, given, `must be valid: ${error.instancePath} ${error.message ?? ''}`),
        ),
      );
  }
  for (const [name, inner] of Object.entries(schemaAt(schema['properties'])))
    causes.push(...defaultCauses(schemaAt(inner), `${at}.properties[${name}]`, ajv));
  if (isJsonObject(schema['items'])) causes.push(...defaultCauses(schema['items'], `${at}.items`, ajv));
  if (isJsonObject(schema['additionalProperties']))
    causes.push(...defaultCauses(schema['additionalProperties'], `${at}.additionalProperties`, ajv));
  return causes;
}

const defining: WorkText = {
  doing: "making the schema of the kind's version ready",
  advice: 'make it smaller, or its rules simpler',
  isOnce: true,
};

/** The rules of all versions that were broken before: rules may have become stricter since they were defined. */
function brokenBefore(previous: CustomResourceDefinition | undefined): ReadonlySet<string> {
  const broken = (previous?.spec.versions ?? []).flatMap(
    ({ schema }) => compileRules(schema?.openAPIV3Schema ?? {}, { isTyped: true }).broken,
  );
  return new Set(broken.map(({ identity }) => identity));
}

function ruleFaults(
  root: JsonObject,
  at: string,
  previous: CustomResourceDefinition | undefined,
): readonly FieldCause[] {
  const { broken } = compileRules(root, { at, isTyped: true });
  if (broken.length === 0) return [];
  const before = brokenBefore(previous);
  return broken.filter(({ identity }) => !before.has(identity)).map(({ cause }) => cause);
}

function versionCauses(
  { schema }: CustomResourceDefinitionVersion,
  index: number,
  previous: CustomResourceDefinition | undefined,
): FieldCause[] {
  const root = schema?.openAPIV3Schema;
  if (root === undefined) return [];
  const at = `spec.versions[${index}].schema.openAPIV3Schema`;
  try {
    compile(root);
  } catch (error) {
    return [invalid(at, '', `must be a schema that can be checked: ${messageOf(error)}`)];
  }
  return [...ruleFaults(root, at, previous), ...defaultCauses(root, at, new Ajv(checks))];
}

/** What keeps the schemas and rules of a definition from being used: of those that it did not have before. */
export function definedCauses(
  { spec }: CustomResourceDefinition,
  previous: CustomResourceDefinition | undefined,
  { bounded = (work) => work() }: AdmissionContext,
): readonly FieldCause[] {
  return spec.versions.flatMap((version, index) => {
    const before = previous?.spec.versions.find(({ name }) => name === version.name);
    if (before !== undefined && equalValues(before.schema, version.schema)) return [];
    return bounded(() => versionCauses(version, index, previous), defining);
  });
}
