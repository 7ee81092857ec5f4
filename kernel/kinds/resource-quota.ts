// ResourceQuota: bounds on what a namespace uses as a whole.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, immutable, invalid, required } from '#kernel/kinds/kind.ts';
import { validateAmount, validateResourceName } from '#kernel/kinds/resource-names.ts';
import {
  ResourceQuota,
  type ResourceQuotaSpec,
  type ScopedResourceSelectorRequirement,
} from '#kernel/model/gen/quota.gen.ts';
import { canonicalQuantity } from '#kernel/model/quantity.ts';

type Amounts = Readonly<Record<string, string>>;

/** The scopes, and whether one says all by itself: it can only exist. */
const scopes: ReadonlyMap<string, { readonly bare: boolean }> = new Map([
  ['Terminating', { bare: true }],
  ['NotTerminating', { bare: true }],
  ['BestEffort', { bare: true }],
  ['NotBestEffort', { bare: true }],
  ['CrossNamespacePodAffinity', { bare: true }],
  ['PriorityClass', { bare: false }],
  ['VolumeAttributesClass', { bare: false }],
]);
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;
const computeOfPods: ReadonlySet<string> = new Set(
  ['cpu', 'memory'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
);

/** Whether a scope can tell objects of a resource apart; of prefixed resources nothing is known. */
function scopeFits(scope: string, resource: string): boolean {
  if (resource.includes('/')) return true;
  switch (scope) {
    case 'VolumeAttributesClass':
      return resource === 'persistentvolumeclaims' || resource === 'requests.storage';
    case 'BestEffort':
      return resource === 'pods';
    default:
      return resource === 'pods' || computeOfPods.has(resource);
  }
}

function validateAmounts(amounts: Amounts | undefined, at: string): FieldCause[] {
  return Object.entries(amounts ?? {}).flatMap(([name, amount]) => {
    const here = `${at}[${name}]`;
    return [...validateResourceName(name, 'quota', here), ...validateAmount(name, amount, here)];
  });
}

function validateScopes({ hard, scopes: given = [] }: ResourceQuotaSpec): FieldCause[] {
  const wrong = (why: string): FieldCause => invalid('spec.scopes', given, why);
  const causes: FieldCause[] = [];
  if (given.some((scope) => !scopes.has(scope))) causes.push(wrong('unsupported scope'));
  const resources = Object.keys(hard ?? {});
  if (given.some((scope) => scopes.has(scope) && resources.some((name) => !scopeFits(scope, name))))
    causes.push(wrong('unsupported scope applied to resource'));
  if (opposites.some((pair) => pair.every((scope) => given.includes(scope))))
    causes.push(wrong('conflicting scopes'));
  return causes;
}

function validateRequirement(
  { scopeName, operator, values = [] }: ScopedResourceSelectorRequirement,
  resources: readonly string[],
  at: string,
): FieldCause[] {
  const causes: FieldCause[] = [];
  const scope = scopes.get(scopeName);
  if (scope === undefined) causes.push(invalid(`${at}.scopeName`, scopeName, 'unsupported scope'));
  else if (resources.some((name) => !scopeFits(scopeName, name)))
    causes.push(invalid(at, scopeName, 'unsupported scope applied to resource'));
  if (scope?.bare === true && operator !== 'Exists')
    causes.push(invalid(`${at}.operator`, operator, `must be 'Exists' when scope is ${scopeName}`));
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues && values.length === 0)
    causes.push(
      required(
        `${at}.values`,
        "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
      ),
    );
  if (!needsValues && values.length > 0)
    causes.push(
      invalid(
        `${at}.values`,
        values,
        "must be no value when `operator` is 'Exists' or 'DoesNotExist' for scope selector",
      ),
    );
  return causes;
}

function validateSpec(spec: ResourceQuotaSpec): FieldCause[] {
  const resources = Object.keys(spec.hard ?? {});
  return [
    ...validateAmounts(spec.hard, 'spec.hard'),
    ...validateScopes(spec),
    ...(spec.scopeSelector?.matchExpressions ?? []).flatMap((requirement, index) =>
      validateRequirement(requirement, resources, `spec.scopeSelector.matchExpressions[${index}]`),
    ),
  ];
}

/** What is used of each bound; those of limits stand in a column of their own. */
function usage({ status }: ResourceQuota, ofLimits: boolean): string {
  return Object.entries(status?.hard ?? {})
    .filter(([name]) => name.startsWith('limits.') === ofLimits)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hard]) => {
      const used = status?.used?.[name] ?? '0';
      return `${name}: ${canonicalQuantity(used)}/${canonicalQuantity(hard)}`;
    })
    .join(', ');
}

export const definition: KindDefinition<ResourceQuota> = {
  type: ResourceQuota,
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  namespaced: true,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    {
      name: 'Request',
      description: 'How much of each resource is requested, and may be.',
      value: (quota) => usage(quota, false),
    },
    {
      name: 'Limit',
      description: 'How much of each resource containers are limited to, and may be.',
      value: (quota) => usage(quota, true),
    },
    ageColumn,
  ],
  validate: ({ spec, status }) => [
    ...validateSpec(spec ?? {}),
    ...validateAmounts(status?.hard, 'status.hard'),
    ...validateAmounts(status?.used, 'status.used'),
  ],
  validateUpdate: (next, previous) =>
    immutable('spec.scopes', next.spec?.scopes ?? [], previous.spec?.scopes ?? []),
};
