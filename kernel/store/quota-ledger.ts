// How much of each quota is used. It follows from the objects alone, so it is no part of snapshots: what a quota's
// namespace uses is counted once, when somebody first asks, and from then on each write adds or takes away what it
// changes. A namespace without a quota costs one look into a map.
import { definitionOf } from '#kernel/log/key.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import type { Amounts } from '#kernel/model/amount.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { ResourceQuota } from '#kernel/model/gen/quota.gen.ts';
import type { QuotaState } from '#kernel/policy/quota/refusal.ts';
import { countsIn } from '#kernel/policy/quota/scopes.ts';
import { countName, mayCount, usageOf } from '#kernel/policy/quota/usage.ts';
import type { Row } from '#kernel/store/row.ts';
import { compareText } from '#kernel/store/table.ts';
import type { StateView } from '#kernel/store/view.ts';

interface Entry {
  readonly quota: ResourceQuota;
  /** Thousandths by resource; undefined until somebody asks. */
  readonly used: Map<string, bigint> | undefined;
}

function nothingUsed({ spec }: ResourceQuota): Map<string, bigint> {
  return new Map(Object.keys(spec?.hard ?? {}).map((name) => [name, 0n]));
}

/** The name under which quotas count the objects of a kind that users define. */
function countNameOf(crd: OrcObject | undefined): string | undefined {
  return crd?.kind === 'CustomResourceDefinition'
    ? countName(crd.spec.names.plural, crd.spec.group)
    : undefined;
}

/** An object and what it uses. */
interface Counted {
  readonly object: OrcObject;
  readonly usage: Amounts;
}

function counted(view: StateView, object: OrcObject): Counted {
  return { object, usage: usageOf(view, object) };
}

/** Adds what an object uses, or takes it away, where a quota counts it. */
function count(
  quota: ResourceQuota,
  used: Map<string, bigint>,
  { object, usage }: Counted,
  sign: 1n | -1n,
): void {
  if (!countsIn(quota.spec ?? {}, object)) return;
  for (const [name, before] of used) {
    const amount = usage.get(name);
    if (amount !== undefined) used.set(name, before + sign * amount.millis);
  }
}

/** What is used of a quota, counted object by object. */
export function countUsed(view: StateView, quota: ResourceQuota): Map<string, bigint> {
  const used = nothingUsed(quota);
  const hard = quota.spec?.hard ?? {};
  const builtIn = kindNames.filter((kind) => definitionOf(kind).namespaced);
  for (const kind of [...builtIn, ...view.customKinds()])
    if (mayCount(view, kind, hard))
      for (const object of view.list(kind, quota.metadata.namespace ?? ''))
        count(quota, used, counted(view, object), 1n);
  return used;
}

export class QuotaLedger {
  /** The quotas of a namespace, by name. */
  readonly #namespaces = new Map<string, Map<string, Entry>>();

  /** Takes note of a write that has been made in a namespace. */
  note(
    view: StateView,
    { kind, key: { namespace, name } }: { readonly kind: StoredKind; readonly key: Key },
    before: Row | undefined,
    after: Row | undefined,
  ): void {
    const entries = this.#namespaces.get(namespace);
    // Nothing is reckoned for quotas that nobody has asked for yet, such as while a snapshot is read.
    if (entries !== undefined && [...entries.values()].some(({ used }) => used !== undefined)) {
      const was = before && counted(view, before.object);
      const is = after && counted(view, after.object);
      for (const { quota, used } of entries.values()) {
        if (used !== undefined && was !== undefined) count(quota, used, was, -1n);
        if (used !== undefined && is !== undefined) count(quota, used, is, 1n);
      }
    }
    if (kind === 'ResourceQuota') this.#replace(namespace, name, after?.object);
    if (kind === 'CustomResourceDefinition') this.#redefine(before?.object, after?.object);
  }

  /**
   * Forgets what was counted under a name that comes or goes with a definition: objects may outlive theirs, and count for
   * nothing until it is back. A store that counts them later must come to the same.
   */
  #redefine(before: OrcObject | undefined, after: OrcObject | undefined): void {
    const [was, is] = [countNameOf(before), countNameOf(after)];
    if (was === is) return;
    for (const entries of this.#namespaces.values())
      for (const [name, { quota, used }] of entries)
        if ([was, is].some((each) => each !== undefined && used?.has(each) === true))
          entries.set(name, { quota, used: undefined });
  }

  #replace(namespace: string, name: string, after: OrcObject | undefined): void {
    const entries = this.#namespaces.get(namespace) ?? new Map<string, Entry>();
    const known = entries.get(name);
    if (after?.kind === 'ResourceQuota') {
      const isSame = known !== undefined && equalValues(known.quota.spec, after.spec);
      entries.set(name, { quota: after, used: isSame ? known.used : undefined });
    } else entries.delete(name);
    if (entries.size === 0) this.#namespaces.delete(namespace);
    else this.#namespaces.set(namespace, entries);
  }

  /** The quotas of a namespace with what is used of them, by name. */
  states(view: StateView, namespace: string): readonly QuotaState[] {
    const entries = this.#namespaces.get(namespace);
    if (entries === undefined) return [];
    return [...entries.values()]
      .map(({ quota, used }) => {
        if (used !== undefined) return { quota, used };
        const all = countUsed(view, quota);
        entries.set(quota.metadata.name ?? '', { quota, used: all });
        return { quota, used: all };
      })
      .toSorted((a, b) => compareText(a.quota.metadata.name ?? '', b.quota.metadata.name ?? ''));
  }

  /** A ledger of the same state that changes apart from now on. */
  fork(): QuotaLedger {
    const fork = new QuotaLedger();
    for (const [namespace, entries] of this.#namespaces)
      fork.#namespaces.set(
        namespace,
        new Map(
          [...entries].map(([name, { quota, used }]) => [name, { quota, used: used && new Map(used) }]),
        ),
      );
    return fork;
  }
}
