// ValidatingAdmissionPolicyBinding: puts a policy to work.
import type { FieldCause } from '#kernel/errors.ts';
import { admissionGroup, validateMatch } from '#kernel/kinds/admission-rules.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, duplicate, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { formats } from '#kernel/model/formats.ts';
import {
  type ParamRef,
  ValidatingAdmissionPolicyBinding,
} from '#kernel/model/gen/admissionregistration.gen.ts';

function validateParamRef({ name, selector }: ParamRef): FieldCause[] {
  const named = (name ?? '') !== '';
  if (named && selector !== undefined)
    return [forbidden('spec.paramRef.name', 'name and selector are mutually exclusive')];
  if (!named && selector === undefined)
    return [required('spec.paramRef', 'one of name or selector must be specified')];
  return validateSelector(selector, 'spec.paramRef.selector');
}

function validateActions(actions: readonly string[]): FieldCause[] {
  const seen = new Set<string>();
  const causes: FieldCause[] = [];
  for (const [index, action] of actions.entries()) {
    if (seen.has(action)) causes.push(duplicate(`spec.validationActions[${index}]`, action));
    seen.add(action);
  }
  if (seen.has('Deny') && seen.has('Warn'))
    causes.push(
      invalid(
        'spec.validationActions',
        actions,
        'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ),
    );
  return causes;
}

function paramText({ name, namespace, selector }: ParamRef): string {
  const where = (namespace ?? '') === '' ? '*' : namespace;
  return selector === undefined ? `${where}/${name ?? ''}` : `${where}/selector`;
}

export const definition: KindDefinition<ValidatingAdmissionPolicyBinding> = {
  type: ValidatingAdmissionPolicyBinding,
  group: admissionGroup,
  version: 'v1',
  plural: 'validatingadmissionpolicybindings',
  singular: 'validatingadmissionpolicybinding',
  shortNames: [],
  categories: ['api-extensions'],
  namespaced: false,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'PolicyName',
      description: 'The policy that it puts in force.',
      value: ({ spec }) => spec.policyName,
    },
    {
      name: 'ParamRef',
      description: 'The object that the policy is given.',
      value: ({ spec }) => (spec.paramRef === undefined ? '<unset>' : paramText(spec.paramRef)),
    },
    ageColumn,
  ],
  validate({ spec }) {
    const wrong = formats['dns-subdomain']?.(spec.policyName);
    return [
      ...(wrong === undefined ? [] : [invalid('spec.policyName', spec.policyName, wrong)]),
      ...(spec.paramRef === undefined ? [] : validateParamRef(spec.paramRef)),
      ...(spec.matchResources === undefined ? [] : validateMatch(spec.matchResources, 'spec.matchResources')),
      ...validateActions(spec.validationActions),
    ];
  },
};
