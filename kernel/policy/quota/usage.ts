// What an object uses of the resources that quotas bound, by the names that quotas give them.
// https://kubernetes.io/docs/concepts/policy/resource-quotas/
import { findDefinition } from '#kernel/custom/catalog.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { type Amount, type Amounts, amountOf, noAmounts, wholeAmount } from '#kernel/model/amount.ts';
import type { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import { podAmounts } from '#kernel/policy/pod-resources.ts';
import type { StateView } from '#kernel/store/view.ts';

const one = wholeAmount(1);
/** The kinds whose objects are counted by their plural alone, too. */
const byPlural: ReadonlySet<StoredKind> = new Set<StoredKind>([
  'ConfigMap',
  'PersistentVolumeClaim',
  'ReplicationController',
  'ResourceQuota',
  'Secret',
  'Service',
]);
/** The kinds of which more than their number is counted. */
const manifold: ReadonlySet<StoredKind> = new Set<StoredKind>(['PersistentVolumeClaim', 'Pod', 'Service']);
const compute: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** The name under which quotas count the objects of any kind. */
export function countName(plural: string, group: string): string {
  return `count/${plural}${group === '' ? '' : `.${group}`}`;
}

/** The names under which quotas count the objects of a kind; none for a kind that is not defined. */
function countNames(view: StateView, kind: StoredKind): readonly string[] {
  const definition = findDefinition(view, kind);
  if (definition === undefined) return [];
  const { plural, group } = definition;
  const name = countName(plural, group);
  return byPlural.has(kind) ? [name, plural] : [name];
}

/** Whether objects of a kind may use something of what a quota bounds. */
export function mayCount(view: StateView, kind: StoredKind, hard: Readonly<Record<string, string>>): boolean {
  return manifold.has(kind) || countNames(view, kind).some((name) => Object.hasOwn(hard, name));
}

function countPod(pod: Pod, usage: Map<string, Amount>): void {
  // One that has ended for good uses nothing any more, though it is there.
  if (isPodFinished(pod)) return;
  usage.set('pods', one);
  for (const [name, amount] of podAmounts(pod.spec, 'requests')) {
    const isPlain = compute.has(name) || name.startsWith('hugepages-');
    if (isPlain) usage.set(name, amount);
    if (isPlain || name.includes('/')) usage.set(`requests.${name}`, amount);
  }
  for (const [name, amount] of podAmounts(pod.spec, 'limits'))
    if (compute.has(name)) usage.set(`limits.${name}`, amount);
}

function countService({ spec }: Service, usage: Map<string, Amount>): void {
  const ports = spec.ports ?? [];
  if (spec.type === 'NodePort') usage.set('services.nodeports', wholeAmount(ports.length));
  if (spec.type !== 'LoadBalancer') return;
  const isGiven = spec.allocateLoadBalancerNodePorts !== false;
  const own = isGiven ? ports : ports.filter(({ nodePort = 0 }) => nodePort !== 0);
  usage.set('services.loadbalancers', one);
  usage.set('services.nodeports', wholeAmount(own.length));
}

function countClaim({ spec }: PersistentVolumeClaim, usage: Map<string, Amount>): void {
  const storage = spec?.resources?.requests?.['storage'];
  const storageClass = spec?.storageClassName ?? '';
  for (const prefix of [
    '',
    ...(storageClass === '' ? [] : [`${storageClass}.storageclass.storage.k8s.io/`]),
  ]) {
    usage.set(`${prefix}persistentvolumeclaims`, one);
    if (storage !== undefined) usage.set(`${prefix}requests.storage`, amountOf(storage));
  }
}

/** What an object uses, under every name that a quota may bound. */
export function usageOf(view: StateView, object: OrcObject | undefined): Amounts {
  if (object === undefined) return noAmounts;
  const usage = new Map<string, Amount>();
  for (const name of countNames(view, object.kind)) usage.set(name, one);
  if (object.kind === 'Pod') countPod(object, usage);
  if (object.kind === 'Service') countService(object, usage);
  if (object.kind === 'PersistentVolumeClaim') countClaim(object, usage);
  return usage;
}
