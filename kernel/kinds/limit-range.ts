// LimitRange: bounds and defaults for each pod, container or claim of a namespace.
import type { FieldCause } from '#kernel/errors.ts';
import { createdColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, duplicate, forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import { validateResourceName } from '#kernel/kinds/resource-names.ts';
import { formats } from '#kernel/model/formats.ts';
import { LimitRange, type LimitRangeItem } from '#kernel/model/gen/quota.gen.ts';
import { parseQuantity } from '#kernel/model/quantity.ts';

const knownTypes: ReadonlySet<string> = new Set(['Container', 'Pod', 'PersistentVolumeClaim']);
const sections = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
type Section = (typeof sections)[number];

/** The amount of one resource in one section. */
function textOf(item: LimitRangeItem, section: Section, name: string): string | undefined {
  const amounts = item[section];
  return amounts !== undefined && Object.hasOwn(amounts, name) ? amounts[name] : undefined;
}

function millisOf(item: LimitRangeItem, section: Section, name: string): bigint | undefined {
  const text = textOf(item, section, name);
  return text === undefined ? undefined : parseQuantity(text);
}

interface Order {
  readonly lower: Section;
  readonly upper: Section;
  /** The section whose field is at fault when the lower amount is the greater one. */
  readonly at: Section;
  readonly words: readonly [lower: string, upper: string];
}

/** min ≤ defaultRequest ≤ default ≤ max, as far as they are given. */
const orders: readonly Order[] = [
  { lower: 'min', upper: 'max', at: 'min', words: ['min', 'max'] },
  { lower: 'min', upper: 'defaultRequest', at: 'defaultRequest', words: ['min', 'default request'] },
  { lower: 'defaultRequest', upper: 'max', at: 'defaultRequest', words: ['default request', 'max'] },
  {
    lower: 'defaultRequest',
    upper: 'default',
    at: 'defaultRequest',
    words: ['default request', 'default limit'],
  },
  { lower: 'min', upper: 'default', at: 'default', words: ['min', 'default'] },
  { lower: 'default', upper: 'max', at: 'default', words: ['default', 'max'] },
];

function validateOrders(item: LimitRangeItem, name: string, path: string): FieldCause[] {
  return orders.flatMap(({ lower, upper, at, words }) => {
    const [low, high] = [millisOf(item, lower, name), millisOf(item, upper, name)];
    if (low === undefined || high === undefined || low <= high) return [];
    const why = `${words[0]} value ${textOf(item, lower, name)} is greater than ${words[1]} value ${textOf(item, upper, name)}`;
    return [invalid(`${path}.${at}[${name}]`, textOf(item, at, name), why)];
  });
}

function validateRatio(item: LimitRangeItem, name: string, path: string): FieldCause[] {
  const ratio = millisOf(item, 'maxLimitRequestRatio', name);
  if (ratio === undefined) return [];
  const text = textOf(item, 'maxLimitRequestRatio', name);
  const wrong = (why: string): FieldCause[] => [
    invalid(`${path}.maxLimitRequestRatio[${name}]`, text, `ratio ${text} ${why}`),
  ];
  if (ratio < 1000n) return wrong('is less than 1');
  const [least, most] = [millisOf(item, 'min', name), millisOf(item, 'max', name)];
  if (least === undefined || most === undefined || ratio * least <= most * 1000n) return [];
  return wrong(`is greater than max/min = ${Number(most) / Number(least)}`);
}

function validateItem(item: LimitRangeItem, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const wrongType = formats['qualified-name']?.(item.type);
  if (wrongType !== undefined) causes.push(invalid(`${at}.type`, item.type, wrongType));
  else if (!item.type.includes('/') && !knownTypes.has(item.type))
    causes.push(invalid(`${at}.type`, item.type, 'must be a standard limit type or fully qualified'));
  if (item.type === 'Pod')
    for (const section of ['default', 'defaultRequest'] as const)
      if (item[section] !== undefined)
        causes.push(forbidden(`${at}.${section}`, "may not be specified when `type` is 'Pod'"));
  const isClaim = item.type === 'PersistentVolumeClaim';
  if (isClaim && item.min?.['storage'] === undefined && item.max?.['storage'] === undefined)
    causes.push(
      required(
        `${at}.limits`,
        'either minimum or maximum storage value is required, but neither was provided',
      ),
    );
  const where = item.type === 'Pod' || item.type === 'Container' ? 'container' : 'anywhere';
  for (const section of sections)
    for (const name of Object.keys(item[section] ?? {}))
      causes.push(...validateResourceName(name, where, `${at}.${section}[${name}]`));
  for (const name of new Set(sections.flatMap((section) => Object.keys(item[section] ?? {}))))
    causes.push(...validateOrders(item, name, at), ...validateRatio(item, name, at));
  return causes;
}

function validateLimits(items: readonly LimitRangeItem[]): FieldCause[] {
  const types = new Set<string>();
  return items.flatMap((item, index) => {
    const at = `spec.limits[${index}]`;
    const twice = types.has(item.type) ? [duplicate(`${at}.type`, item.type)] : [];
    types.add(item.type);
    return [...twice, ...validateItem(item, at)];
  });
}

/** A container's absent defaults follow from its bounds: the limit from max, the request from the limit or min. */
function defaultItem(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const limits = { ...item.max, ...item.default };
  const requests = { ...item.min, ...limits, ...item.defaultRequest };
  return {
    ...item,
    ...(Object.keys(limits).length > 0 && { default: limits }),
    ...(Object.keys(requests).length > 0 && { defaultRequest: requests }),
  };
}

export const definition: KindDefinition<LimitRange> = {
  type: LimitRange,
  group: '',
  version: 'v1',
  plural: 'limitranges',
  singular: 'limitrange',
  shortNames: ['limits'],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, createdColumn],
  defaults: (range) =>
    range.spec === undefined ? range : { ...range, spec: { limits: range.spec.limits.map(defaultItem) } },
  validate: ({ spec }) => validateLimits(spec?.limits ?? []),
};
