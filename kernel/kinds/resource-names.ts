// The names of resources that quotas and limits may bound, and the amounts they may have.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { parseQuantity } from '#kernel/model/quantity.ts';

const compute = ['cpu', 'memory', 'ephemeral-storage'];
/** What is counted in whole objects. */
const counted = [
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const inQuotas: ReadonlySet<string> = new Set([
  ...compute,
  ...compute.map((name) => `requests.${name}`),
  ...compute.map((name) => `limits.${name}`),
  'requests.storage',
  ...counted,
]);
const standard: ReadonlySet<string> = new Set([...inQuotas, 'storage']);

/** Where a resource is named: that decides which names are known without a prefix. */
export type NamedIn = 'container' | 'quota' | 'anywhere';

function isKnown(name: string, where: NamedIn): boolean {
  if (/^hugepages-./.test(name)) return true;
  switch (where) {
    case 'container':
      return compute.includes(name);
    case 'quota':
      return inQuotas.has(name) || /^requests\.hugepages-./.test(name);
    case 'anywhere':
      return standard.has(name);
  }
}

/** What is wrong with the name of a resource that stands at `at`. */
export function validateResourceName(name: string, where: NamedIn, at: string): FieldCause[] {
  const wrong = formats['qualified-name']?.(name);
  if (wrong !== undefined) return [invalid(at, name, wrong)];
  if (name.includes('/') || isKnown(name, where)) return [];
  return [
    invalid(
      at,
      name,
      where === 'container'
        ? 'must be a standard resource for containers'
        : 'must be a standard resource type or fully qualified',
    ),
  ];
}

/** What is wrong with an amount of a resource: none is negative, and objects are counted whole. */
export function validateAmount(name: string, amount: string, at: string): FieldCause[] {
  const millis = parseQuantity(amount) ?? 0n;
  if (millis < 0n) return [invalid(at, amount, 'must be greater than or equal to 0')];
  const isWhole = counted.includes(name) || name.startsWith('count/');
  return isWhole && millis % 1000n !== 0n ? [invalid(at, amount, 'must be an integer')] : [];
}
