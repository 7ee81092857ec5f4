// The rules of selectors of nodes, which stand in pods' affinity and in persistent volumes.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid, notSupported, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
} from '#kernel/model/gen/affinity.gen.ts';

/** The fields of nodes that selectors may look at. */
const fields: readonly string[] = ['metadata.name'];

function validateValues({ operator, values = [] }: NodeSelectorRequirement, at: string): FieldCause[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Gt':
    case 'Lt':
      return values.length === 1
        ? []
        : [required(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return values.length === 0
        ? []
        : [forbidden(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
  }
}

function validateExpression(requirement: NodeSelectorRequirement, at: string): FieldCause[] {
  const wrong = formats['qualified-name']?.(requirement.key);
  return [
    ...validateValues(requirement, at),
    ...(wrong === undefined ? [] : [invalid(`${at}.key`, requirement.key, wrong)]),
  ];
}

function validateField({ key, operator, values = [] }: NodeSelectorRequirement, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (operator !== 'In' && operator !== 'NotIn')
    causes.push(notSupported(`${at}.operator`, operator, ['In', 'NotIn']));
  else if (values.length !== 1)
    causes.push(
      required(
        `${at}.values`,
        "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
      ),
    );
  if (!fields.includes(key)) causes.push(notSupported(`${at}.key`, key, fields));
  return causes;
}

/** What is wrong with one term that stands at `at`. */
export function validateNodeSelectorTerm(term: NodeSelectorTerm, at: string): FieldCause[] {
  return [
    ...(term.matchExpressions ?? []).flatMap((requirement, index) =>
      validateExpression(requirement, `${at}.matchExpressions[${index}]`),
    ),
    ...(term.matchFields ?? []).flatMap((requirement, index) =>
      validateField(requirement, `${at}.matchFields[${index}]`),
    ),
  ];
}

/** What is wrong with a selector of nodes that stands at `at`. */
export function validateNodeSelector({ nodeSelectorTerms }: NodeSelector, at: string): FieldCause[] {
  return nodeSelectorTerms.flatMap((term, index) =>
    validateNodeSelectorTerm(term, `${at}.nodeSelectorTerms[${index}]`),
  );
}
