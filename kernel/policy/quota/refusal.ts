// Whether quotas allow an object, in Kubernetes' words. The store asks this of every write, one after the other: there
// what is used is what all writes before have made, so nothing that is under way is ever counted twice or not at all.
import { describeKey, keyOf } from '#kernel/log/key.ts';
import { type Amounts, amountOf, amountText, amountsOf } from '#kernel/model/amount.ts';
import type { Container, Pod } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { ResourceQuota } from '#kernel/model/gen/quota.gen.ts';
import { countsIn } from '#kernel/policy/quota/scopes.ts';
import { usageOf } from '#kernel/policy/quota/usage.ts';
import { compareText } from '#kernel/store/table.ts';
import type { StateView } from '#kernel/store/view.ts';

/** A quota, and how many thousandths of each resource that it bounds are used. */
export interface QuotaState {
  readonly quota: ResourceQuota;
  readonly used: ReadonlyMap<string, bigint>;
}

/** What every container must say once a quota bounds it: else nobody could tell what a pod uses. */
const mustBeSaid: readonly string[] = ['cpu', 'memory'].flatMap((name) => [
  name,
  `requests.${name}`,
  `limits.${name}`,
]);

function says({ resources }: Container, name: string): boolean {
  const [section, resource] = name.includes('.') ? name.split('.') : ['requests', name];
  const amounts = section === 'limits' ? resources?.limits : resources?.requests;
  return amounts?.[resource ?? ''] !== undefined;
}

/** What of a quota's resources which containers leave out; undefined when none does. */
function unsaid({ spec }: Pod, hard: Readonly<Record<string, string>>): string | undefined {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const missing = mustBeSaid
    .filter((name) => Object.hasOwn(hard, name))
    .toSorted(compareText)
    .flatMap((name) => {
      const silent = containers.filter((container) => !says(container, name)).map((each) => each.name);
      return silent.length === 0 ? [] : [`${name} for: ${silent.toSorted(compareText).join(',')}`];
    });
  return missing.length === 0 ? undefined : `must specify ${missing.join('; ')}`;
}

/** Amounts in the order of their names, as messages list them. */
function listed(names: readonly string[], textOf: (name: string) => string): string {
  return names.map((name) => `${name}=${textOf(name)}`).join(',');
}

function excess({ quota, used }: QuotaState, now: Amounts, before: Amounts): string | undefined {
  const hard = amountsOf(quota.spec?.hard);
  const more = (name: string): bigint => (now.get(name)?.millis ?? 0n) - (before.get(name)?.millis ?? 0n);
  const exceeded = [...hard]
    .filter(([name, { millis }]) => more(name) > 0n && (used.get(name) ?? 0n) + more(name) > millis)
    .map(([name]) => name)
    .toSorted(compareText);
  if (exceeded.length === 0) return undefined;
  const requested = listed(exceeded, (name) =>
    amountText({ millis: more(name), isBinary: now.get(name)?.isBinary ?? false }),
  );
  const present = listed(exceeded, (name) => usedText(quota, name, used.get(name) ?? 0n));
  const limited = listed(exceeded, (name) => amountText(amountOf(quota.spec?.hard?.[name] ?? '0')));
  return `exceeded quota: ${quota.metadata.name ?? ''}, requested: ${requested}, used: ${present}, limited: ${limited}`;
}

/** What is used of a resource, written as its bound is: in powers of 1024 or of 10. */
export function usedText({ spec }: ResourceQuota, name: string, millis: bigint): string {
  return amountText({ millis, isBinary: amountOf(spec?.hard?.[name] ?? '0').isBinary });
}

/** Whether an update may make an object use more: only these kinds can ask for more than they did. */
function mayRise({ kind }: OrcObject): boolean {
  return kind === 'Service' || kind === 'PersistentVolumeClaim';
}

/**
 * Why an object may not be as `object` is, in the words its maker is told; undefined when it may. `before` is the
 * object it takes the place of.
 */
export function quotaRefusal(
  view: StateView,
  quotas: readonly QuotaState[],
  object: OrcObject,
  before: OrcObject | undefined,
): string | undefined {
  if (quotas.length === 0 || (before !== undefined && !mayRise(object))) return undefined;
  const counting = quotas.filter(({ quota }) => countsIn(quota.spec ?? {}, object));
  const forbidden = (why: string): string => `${describeKey(keyOf(object))} is forbidden: ${why}`;
  if (object.kind === 'Pod')
    for (const { quota } of counting) {
      const missing = unsaid(object, quota.spec?.hard ?? {});
      if (missing !== undefined) return forbidden(`failed quota: ${quota.metadata.name ?? ''}: ${missing}`);
    }
  const now = usageOf(view, object);
  for (const state of counting) {
    const wasCounted = before !== undefined && countsIn(state.quota.spec ?? {}, before);
    const over = excess(state, now, usageOf(view, wasCounted ? before : undefined));
    if (over !== undefined) return forbidden(over);
  }
  return undefined;
}
