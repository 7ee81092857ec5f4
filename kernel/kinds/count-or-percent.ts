// Numbers of pods that are given as a count or as a percentage of all.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import type { IntOrString } from '#kernel/model/scalars.ts';

const percentPattern = /^(\d{1,9})%$/;

/** A count or percentage of `total` as a count; a percentage is rounded `up` or down. */
export function countOf(value: IntOrString, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const percent = Number(percentPattern.exec(value)?.[1] ?? '0');
  const exact = (percent * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/** Whether a count or percentage is none, whatever the total. */
export function isZero(value: IntOrString | undefined): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}

/** What is wrong with a count or percentage; an absent one is right. */
export function validateCountOrPercent(value: IntOrString | undefined, at: string): FieldCause[] {
  if (typeof value === 'number' && value < 0)
    return [invalid(at, value, 'must be greater than or equal to 0')];
  if (typeof value === 'string' && !percentPattern.test(value))
    return [invalid(at, value, 'must be an integer or a percentage (e.g. "5%")')];
  return [];
}

/** What is wrong with a percentage of more than all; a count is right. */
export function validateAtMostAll(value: IntOrString | undefined, at: string): FieldCause[] {
  const percent = typeof value === 'string' ? percentPattern.exec(value)?.[1] : undefined;
  return percent !== undefined && Number(percent) > 100
    ? [invalid(at, value, 'must not be greater than 100%')]
    : [];
}
