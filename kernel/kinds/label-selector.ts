// The rules of label selectors, wherever they stand.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import type { LabelSelector } from '#kernel/model/gen/meta.gen.ts';
import { type Labels, formatSelector, matches, selectorOf } from '#kernel/model/selector.ts';

/** Whether a selector has no condition at all. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
  );
}

/** What is wrong with a label selector that stands at `at`; an absent one is right. */
export function validateSelector(selector: LabelSelector | undefined, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const check = (format: 'qualified-name' | 'label-value', field: string, value: string): void => {
    const wrong = formats[format]?.(value);
    if (wrong !== undefined) causes.push(invalid(field, value, wrong));
  };
  for (const [label, value] of Object.entries(selector?.matchLabels ?? {})) {
    check('qualified-name', `${at}.matchLabels`, label);
    check('label-value', `${at}.matchLabels`, value);
  }
  for (const [index, { operator, values = [] }] of (selector?.matchExpressions ?? []).entries()) {
    // Which operator is meant is missing: that has been said.
    if (operator === '') continue;
    const here = `${at}.matchExpressions[${index}].values`;
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues && values.length === 0)
      causes.push(required(here, "must be specified when `operator` is 'In' or 'NotIn'"));
    if (!needsValues && values.length > 0)
      causes.push(forbidden(here, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
    for (const [valueIndex, value] of values.entries()) check('label-value', `${here}[${valueIndex}]`, value);
  }
  return causes;
}

/** Whether labels match a selector. One of which an operator is missing, which has been said, may match any. */
export function mayMatch(selector: LabelSelector, labels: Labels | undefined): boolean {
  const isWhole = (selector.matchExpressions ?? []).every(({ operator }) => operator !== '');
  return !isWhole || matches(selectorOf(selector), labels);
}

/** A selector as columns show it. */
export function selectorText(selector: LabelSelector | undefined): string {
  return selector === undefined || isEmptySelector(selector)
    ? '<none>'
    : formatSelector(selectorOf(selector));
}
