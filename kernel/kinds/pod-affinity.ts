// The rules of what a pod says about where it may and should run.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { validateNodeSelector, validateNodeSelectorTerm } from '#kernel/kinds/node-selector.ts';
import { formats } from '#kernel/model/formats.ts';
import type {
  Affinity,
  NodeAffinity,
  PodAffinity,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '#kernel/model/gen/affinity.gen.ts';
import type { PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';

function validateFormat(format: string, value: string, at: string): FieldCause[] {
  const wrong = formats[format]?.(value);
  return wrong === undefined ? [] : [invalid(at, value, wrong)];
}

/** Labels in which pods are compared stand beside a selector, and not in it. */
function validateLabelKeys(
  field: string,
  keys: readonly string[] | undefined,
  selector: LabelSelector | undefined,
  at: string,
): FieldCause[] {
  if (keys === undefined) return [];
  if (selector === undefined)
    return [forbidden(`${at}.${field}`, 'must not be specified when labelSelector is not set')];
  const selected = new Set([
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(({ key }) => key),
  ]);
  return keys.flatMap((key, index) => {
    const here = `${at}.${field}[${index}]`;
    return [
      ...validateFormat('qualified-name', key, here),
      ...(selected.has(key) ? [invalid(here, key, `exists in both ${field} and labelSelector`)] : []),
    ];
  });
}

function validateTerm(term: PodAffinityTerm, at: string): FieldCause[] {
  const { labelSelector, matchLabelKeys, mismatchLabelKeys = [] } = term;
  const twice = mismatchLabelKeys.filter((key) => matchLabelKeys?.includes(key) === true);
  return [
    ...validateSelector(labelSelector, `${at}.labelSelector`),
    ...validateSelector(term.namespaceSelector, `${at}.namespaceSelector`),
    ...(term.namespaces ?? []).flatMap((name) => validateFormat('dns-label', name, `${at}.namespace`)),
    ...validateFormat('qualified-name', term.topologyKey, `${at}.topologyKey`),
    ...validateLabelKeys('matchLabelKeys', matchLabelKeys, labelSelector, at),
    ...validateLabelKeys('mismatchLabelKeys', term.mismatchLabelKeys, labelSelector, at),
    ...twice.map((key) =>
      invalid(`${at}.mismatchLabelKeys`, key, 'exists in both matchLabelKeys and mismatchLabelKeys'),
    ),
  ];
}

const requiredTerms = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredTerms = 'preferredDuringSchedulingIgnoredDuringExecution';

function validatePods(affinity: PodAffinity | undefined, at: string): FieldCause[] {
  return [
    ...(affinity?.[requiredTerms] ?? []).flatMap((term, index) =>
      validateTerm(term, `${at}.${requiredTerms}[${index}]`),
    ),
    ...(affinity?.[preferredTerms] ?? []).flatMap(({ podAffinityTerm }, index) =>
      validateTerm(podAffinityTerm, `${at}.${preferredTerms}[${index}].podAffinityTerm`),
    ),
  ];
}

function validateNodes(affinity: NodeAffinity | undefined, at: string): FieldCause[] {
  const selector = affinity?.[requiredTerms];
  return [
    ...(selector === undefined ? [] : validateNodeSelector(selector, `${at}.${requiredTerms}`)),
    ...(affinity?.[preferredTerms] ?? []).flatMap(({ preference }, index) =>
      validateNodeSelectorTerm(preference, `${at}.${preferredTerms}[${index}].preference`),
    ),
  ];
}

function validateAffinity(affinity: Affinity, at: string): FieldCause[] {
  return [
    ...validateNodes(affinity.nodeAffinity, `${at}.nodeAffinity`),
    ...validatePods(affinity.podAffinity, `${at}.podAffinity`),
    ...validatePods(affinity.podAntiAffinity, `${at}.podAntiAffinity`),
  ];
}

function validateSpread(constraint: TopologySpreadConstraint, at: string): FieldCause[] {
  const { minDomains, whenUnsatisfiable, labelSelector, matchLabelKeys } = constraint;
  return [
    ...(minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule'
      ? [
          invalid(
            `${at}.minDomains`,
            minDomains,
            `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`,
          ),
        ]
      : []),
    ...validateSelector(labelSelector, `${at}.labelSelector`),
    ...validateLabelKeys('matchLabelKeys', matchLabelKeys, labelSelector, at),
  ];
}

/** What is wrong with where a pod whose spec stands at `at` says that it may and should run. */
export function validatePlacement(spec: PodSpec, at: string): FieldCause[] {
  return [
    ...(spec.affinity === undefined ? [] : validateAffinity(spec.affinity, `${at}.affinity`)),
    ...(spec.topologySpreadConstraints ?? []).flatMap((constraint, index) =>
      validateSpread(constraint, `${at}.topologySpreadConstraints[${index}]`),
    ),
  ];
}
