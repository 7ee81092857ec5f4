// What a transaction that is yet to be proposed would use: controllers ask it how much of what they want they may make,
// so that one object too many does not cost them the others.
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type QuotaState, quotaRefusal } from '#kernel/policy/quota/refusal.ts';
import { countsIn } from '#kernel/policy/quota/scopes.ts';
import { usageOf } from '#kernel/policy/quota/usage.ts';
import type { StateView } from '#kernel/store/view.ts';

interface Planned extends QuotaState {
  readonly used: Map<string, bigint>;
}

/** New objects of one namespace, one after the other, held against its quotas as the store will hold them. */
export class QuotaPlan {
  readonly #view: StateView;
  readonly #states: readonly Planned[];

  constructor(view: StateView, namespace: string) {
    this.#view = view;
    this.#states = view.quotas(namespace).map(({ quota, used }) => ({ quota, used: new Map(used) }));
  }

  /** Counts a new object in. Returns why it may not be made, and then does not count it. */
  take(object: OrcObject): string | undefined {
    const refused = quotaRefusal(this.#view, this.#states, object, undefined);
    if (refused !== undefined || this.#states.length === 0) return refused;
    const usage = usageOf(this.#view, object);
    for (const { quota, used } of this.#states)
      if (countsIn(quota.spec ?? {}, object))
        for (const [name, before] of used) used.set(name, before + (usage.get(name)?.millis ?? 0n));
    return undefined;
  }
}
