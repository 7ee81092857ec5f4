// ValidatingAdmissionPolicy: rules, as expressions, that objects must keep to.
import type { FieldCause } from '#kernel/errors.ts';
import { admissionGroup, validateMatch } from '#kernel/kinds/admission-rules.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, duplicate, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import {
  type ParamKind,
  type Validation,
  ValidatingAdmissionPolicy,
  type ValidatingAdmissionPolicySpec,
} from '#kernel/model/gen/admissionregistration.gen.ts';

/** What expressions may be called: an identifier of CEL. */
const identifierPattern = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const maxExpressionBytes = 5 * 1024;

function validateParamKind({ apiVersion, kind }: ParamKind): FieldCause[] {
  const wrongKind = formats['dns-label']?.(kind.toLowerCase());
  const [group, version, ...more] = apiVersion.split('/');
  const parts = version === undefined ? [group ?? ''] : [group ?? '', version];
  const badVersion = more.length > 0 || parts.some((part) => formats['dns-subdomain']?.(part) !== undefined);
  return [
    // What is sealed in the log is no expression's to see.
    ...(apiVersion === 'v1' && kind === 'Secret'
      ? [
          invalid(
            'spec.paramKind.kind',
            kind,
            'the values of Secrets are sealed: keep params in a ConfigMap or a kind of your own',
          ),
        ]
      : []),
    ...(badVersion
      ? [invalid('spec.paramKind.apiVersion', apiVersion, 'must be a version or a group and a version')]
      : []),
    ...(wrongKind === undefined ? [] : [invalid('spec.paramKind.kind', kind, wrongKind)]),
  ];
}

function validateRule({ expression, message, messageExpression }: Validation, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (expression.trim() === '') causes.push(required(`${at}.expression`, 'expression is not specified'));
  if (message !== undefined && message.trim() === '')
    causes.push(invalid(`${at}.message`, message, 'message must be non-empty if specified'));
  if (message?.includes('\n') === true)
    causes.push(invalid(`${at}.message`, message, 'message must not contain line breaks'));
  if (message === undefined && messageExpression === undefined && expression.trim().includes('\n'))
    causes.push(required(`${at}.message`, 'message must be specified if expression contains line breaks'));
  if (messageExpression !== undefined && messageExpression.trim() === '')
    causes.push(invalid(`${at}.messageExpression`, messageExpression, 'must be non-empty if specified'));
  return causes;
}

function validateNotes(annotations: ValidatingAdmissionPolicySpec['auditAnnotations'] = []): FieldCause[] {
  const seen = new Set<string>();
  return annotations.flatMap(({ key, valueExpression }, index) => {
    const at = `spec.auditAnnotations[${index}]`;
    const causes: FieldCause[] = [];
    const wrong = key.includes('/') ? 'must not contain a slash' : formats['qualified-name']?.(key);
    if (wrong !== undefined) causes.push(invalid(`${at}.key`, key, wrong));
    if (seen.has(key)) causes.push(duplicate(`${at}.key`, key));
    seen.add(key);
    if (valueExpression.length > maxExpressionBytes)
      causes.push(
        invalid(`${at}.valueExpression`, key, `must not exceed ${maxExpressionBytes} bytes in length`),
      );
    return causes;
  });
}

function validate({ spec }: ValidatingAdmissionPolicy): FieldCause[] {
  const { validations = [], auditAnnotations = [], variables = [], matchConstraints, paramKind } = spec;
  return [
    ...(paramKind === undefined ? [] : validateParamKind(paramKind)),
    ...((matchConstraints.resourceRules ?? []).length === 0
      ? [required('spec.matchConstraints.resourceRules')]
      : []),
    ...validateMatch(matchConstraints, 'spec.matchConstraints'),
    ...(validations.length + auditAnnotations.length === 0
      ? [required('spec.validations', 'validations or auditAnnotations must contain at least one item')]
      : []),
    ...validations.flatMap((rule, index) => validateRule(rule, `spec.validations[${index}]`)),
    ...validateNotes(auditAnnotations),
    ...variables
      .map(({ name }, index) => ({ name, at: `spec.variables[${index}].name` }))
      .filter(({ name }) => !identifierPattern.test(name))
      .map(({ name, at }) => invalid(at, name, 'name is not a valid CEL identifier')),
  ];
}

export const definition: KindDefinition<ValidatingAdmissionPolicy> = {
  type: ValidatingAdmissionPolicy,
  group: admissionGroup,
  version: 'v1',
  plural: 'validatingadmissionpolicies',
  singular: 'validatingadmissionpolicy',
  shortNames: [],
  categories: ['api-extensions'],
  namespaced: false,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Validations',
      type: 'integer',
      description: 'How many rules it has.',
      value: ({ spec }) => (spec.validations ?? []).length,
    },
    {
      name: 'ParamKind',
      description: 'The kind of the object that it is given.',
      value: ({ spec }) =>
        spec.paramKind === undefined ? '<unset>' : `${spec.paramKind.apiVersion}/${spec.paramKind.kind}`,
    },
    ageColumn,
  ],
  validate,
};
