// What LimitRanges make of new pods and claims: amounts that containers leave out get the range's defaults, and what is
// out of bounds is refused, in Kubernetes' words. https://kubernetes.io/docs/concepts/policy/limit-range/
import { containerResources } from '#kernel/kinds/pod-spec.ts';
import { qosClass } from '#kernel/kinds/pod.ts';
import { describeKey, keyOf } from '#kernel/log/key.ts';
import { type Amounts, amountOf, amountText, amountsOf, noAmounts } from '#kernel/model/amount.ts';
import type { Container, Pod } from '#kernel/model/gen/core.gen.ts';
import type { PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import type { LimitRange, LimitRangeItem } from '#kernel/model/gen/quota.gen.ts';
import { podAmounts } from '#kernel/policy/pod-resources.ts';
import { compareText } from '#kernel/store/table.ts';
import type { StateView } from '#kernel/store/view.ts';

/** Where a pod says what its namespace's ranges gave it. */
export const limitRangerAnnotation = 'kubernetes.io/limit-ranger';

type Quantities = Readonly<Record<string, string>>;

function itemsOf({ spec }: LimitRange, type: string): readonly LimitRangeItem[] {
  return (spec?.limits ?? []).filter((item) => item.type === type);
}

/** The bounds of a section, by name in code-unit order, so that messages are always the same. */
function boundsIn(quantities: Quantities | undefined): readonly (readonly [name: string, bound: string])[] {
  return Object.entries(quantities ?? {}).toSorted(([a], [b]) => compareText(a, b));
}

/** The defaults among `given` that a container leaves out. Of what no container can name there are none. */
function missingOf(present: Quantities | undefined, given: Quantities | undefined): Quantities {
  return Object.fromEntries(
    boundsIn(given).filter(
      ([name]) => containerResources.some((each) => each === name) && !Object.hasOwn(present ?? {}, name),
    ),
  );
}

/** A container with a range's defaults, and what it was given, in words. */
function withDefaults(
  container: Container,
  item: LimitRangeItem,
  what: string,
): { readonly container: Container; readonly given: readonly string[] } {
  const { resources } = container;
  const requests = missingOf(resources?.requests, item.defaultRequest);
  const limits = missingOf(resources?.limits, item.default);
  const given = (
    [
      ['request', requests],
      ['limit', limits],
    ] as const
  ).flatMap(([word, amounts]) => {
    const names = Object.keys(amounts);
    return names.length === 0 ? [] : [`${names.join(', ')} ${word} for ${what} ${container.name}`];
  });
  if (given.length === 0) return { container, given };
  const next = {
    ...resources,
    ...(resources?.limits !== undefined || Object.keys(limits).length > 0
      ? { limits: { ...resources?.limits, ...limits } }
      : {}),
    ...(resources?.requests !== undefined || Object.keys(requests).length > 0
      ? { requests: { ...resources?.requests, ...requests } }
      : {}),
  };
  return { container: { ...container, resources: next }, given };
}

function withDefaultsOf(pod: Pod, item: LimitRangeItem): Pod {
  const containers = pod.spec.containers.map((each) => withDefaults(each, item, 'container'));
  const starting = pod.spec.initContainers?.map((each) => withDefaults(each, item, 'init container'));
  const given = [...containers, ...(starting ?? [])].flatMap((each) => each.given);
  if (given.length === 0) return pod;
  const annotation = `LimitRanger plugin set: ${given.join('; ')}`;
  const spec = {
    ...pod.spec,
    containers: containers.map(({ container }) => container),
    ...(starting && { initContainers: starting.map(({ container }) => container) }),
  };
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { ...pod.metadata.annotations, [limitRangerAnnotation]: annotation },
    },
    spec,
    ...(pod.status && { status: { ...pod.status, qosClass: qosClass(spec) } }),
  };
}

/** The ranges of a namespace; most clusters have none. */
function rangesOf(view: StateView, namespace: string | undefined): Iterable<LimitRange> {
  return view.count('LimitRange') === 0 ? [] : view.list('LimitRange', namespace ?? '');
}

/** A new pod with what its namespace's ranges give to containers that leave it out. */
export function withLimitDefaults(view: StateView, pod: Pod): Pod {
  let limited = pod;
  for (const range of rangesOf(view, pod.metadata.namespace))
    for (const item of itemsOf(range, 'Container')) limited = withDefaultsOf(limited, item);
  return limited;
}

interface Asked {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

function belowLeast(item: LimitRangeItem, { requests, limits }: Asked): string[] {
  return boundsIn(item.min).flatMap(([name, bound]) => {
    const least = amountOf(bound);
    const usage = `minimum ${name} usage per ${item.type} is ${amountText(least)}`;
    const request = requests.get(name);
    const limit = limits.get(name);
    if (request === undefined) return [`${usage}.  No request is specified`];
    if (request.millis < least.millis) return [`${usage}, but request is ${amountText(request)}`];
    return limit !== undefined && limit.millis < least.millis
      ? [`${usage}, but limit is ${amountText(limit)}`]
      : [];
  });
}

function aboveMost(item: LimitRangeItem, { requests, limits }: Asked): string[] {
  return boundsIn(item.max).flatMap(([name, bound]) => {
    const most = amountOf(bound);
    const usage = `maximum ${name} usage per ${item.type} is ${amountText(most)}`;
    const request = requests.get(name);
    const limit = limits.get(name);
    if (limit === undefined) return [`${usage}.  No limit is specified`];
    if (limit.millis > most.millis) return [`${usage}, but limit is ${amountText(limit)}`];
    return request !== undefined && request.millis > most.millis
      ? [`${usage}, but request is ${amountText(request)}`]
      : [];
  });
}

function beyondRatio(item: LimitRangeItem, { requests, limits }: Asked): string[] {
  return boundsIn(item.maxLimitRequestRatio).flatMap(([name, bound]) => {
    const ratio = amountOf(bound);
    const rule = `${name} max limit to request ratio per ${item.type} is ${amountText(ratio)}`;
    const request = requests.get(name)?.millis ?? 0n;
    const limit = limits.get(name)?.millis ?? 0n;
    if (request === 0n) return [`${rule}, but no request is specified or request is 0`];
    if (limit === 0n) return [`${rule}, but no limit is specified or limit is 0`];
    if (limit * 1000n <= ratio.millis * request) return [];
    return [`${rule}, but provided ratio is ${(Number(limit) / Number(request)).toFixed(6)}`];
  });
}

function outOfBounds(item: LimitRangeItem, asked: Asked): string[] {
  return [...belowLeast(item, asked), ...aboveMost(item, asked), ...beyondRatio(item, asked)];
}

function faultsOfPod(range: LimitRange, { spec }: Pod): string[] {
  const each = itemsOf(range, 'Container').flatMap((item) =>
    [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
      outOfBounds(item, { requests: amountsOf(resources?.requests), limits: amountsOf(resources?.limits) }),
    ),
  );
  const whole = itemsOf(range, 'Pod').flatMap((item) =>
    outOfBounds(item, { requests: podAmounts(spec, 'requests'), limits: podAmounts(spec, 'limits') }),
  );
  return [...each, ...whole];
}

function faultsOfClaim(range: LimitRange, { spec }: PersistentVolumeClaim): string[] {
  const requests = amountsOf(spec?.resources?.requests);
  return itemsOf(range, 'PersistentVolumeClaim').flatMap((item) => {
    // A claim has no limit: its request is held against both bounds.
    const tooMuch = boundsIn(item.max).flatMap(([name, bound]) => {
      const usage = `maximum ${name} usage per ${item.type} is ${amountText(amountOf(bound))}`;
      const request = requests.get(name);
      if (request === undefined) return [`${usage}.  No request is specified`];
      return request.millis > amountOf(bound).millis
        ? [`${usage}, but request is ${amountText(request)}`]
        : [];
    });
    return [...belowLeast(item, { requests, limits: noAmounts }), ...tooMuch];
  });
}

/** Why a pod or claim may not be as it is, in the words its maker is told; undefined when it may. */
export function limitViolation(view: StateView, object: Pod | PersistentVolumeClaim): string | undefined {
  for (const range of rangesOf(view, object.metadata.namespace)) {
    const faults = new Set(object.kind === 'Pod' ? faultsOfPod(range, object) : faultsOfClaim(range, object));
    const [first = ''] = faults;
    if (faults.size > 0)
      return `${describeKey(keyOf(object))} is forbidden: ${faults.size === 1 ? first : `[${[...faults].join(', ')}]`}`;
  }
  return undefined;
}
