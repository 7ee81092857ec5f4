// Reading, for every face: one object, lists page by page over one consistent state, and the events of a
// scope from any revision still kept. A watch holds no queue: it has a cursor into the store's window.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DefinitionFate, fateOf } from '#kernel/custom/catalog.ts';
import { OrcError } from '#kernel/errors.ts';
import { describeKey, key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { OrcObject, StoredKind } from '#kernel/model/gen/objects.gen.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { rowOf } from '#kernel/store/table.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Standing } from '#api/access/standing.ts';
import type { Sealer } from '#api/admission/context.ts';
import { apiLimits } from '#api/limits.ts';
import { pastState } from '#api/past.ts';
import { Places } from '#api/fairness/places.ts';
import { type Pages, placeIn } from '#api/pages.ts';
import type { Replica } from '#api/replica.ts';
import { type Scope, checkFieldSelector, scopedEvent, scopedList } from '#api/watch.ts';

/** How fresh what is read must be. */
export type Freshness =
  /** Everything acknowledged before the call is in it: a round among the masters. */
  | { readonly kind: 'current' }
  /** This master's present state. */
  | { readonly kind: 'any' }
  /** This master's state, once it has a revision. */
  | { readonly kind: 'atLeast'; readonly revision: number }
  /** The state at just that revision. */
  | { readonly kind: 'exact'; readonly revision: number };

/** A page of objects, Secrets open. */
export interface Page {
  readonly objects: readonly OrcObject[];
  readonly revision: number;
  /** Where the next page starts; empty at the end. */
  readonly next: string;
  /** How many objects follow; undefined where a selector would have to look at each. */
  readonly remaining: number | undefined;
}

/** What a watch is told. */
export interface WatchSink {
  /** Events in order, Secrets open; everything up to `revision` has then been told. */
  events(events: readonly StoreEvent[], revision: number): Promise<void>;
  /** Called when nothing has been told for a while. */
  idle(revision: number): Promise<void>;
}

/** How many objects of a scope come after the last of a page. */
function remaining(state: StateView, scope: Scope, last: OrcObject | undefined): number | undefined {
  if (scope.labels.length > 0 || scope.fields.length > 0) return undefined;
  const after = rowOf(last?.metadata.namespace, last?.metadata.name);
  const rest = state.digests(scope.kind, scope.namespace, after)[Symbol.iterator]();
  let count = 0;
  while (rest.next().done !== true) count += 1;
  return count;
}

export class Reads {
  readonly #replica: Replica;
  readonly #sealer: Sealer;
  readonly #pages: Pages;
  readonly #watches = new Places(
    apiLimits.watches,
    (user) =>
      new OrcError('TooBusy', `too many watches by ${JSON.stringify(user)} on this master: ask another`, {
        retryAfterMs: 1_000,
      }),
  );

  constructor(replica: Replica, sealer: Sealer, pages: Pages) {
    this.#replica = replica;
    this.#sealer = sealer;
    this.#pages = pages;
  }

  /** The state as it is now on this master: what kinds there are, too. */
  get view(): StateView {
    return this.#replica.store;
  }

  get revision(): number {
    return this.#replica.store.revision;
  }

  /** Resolves once this master's state is as fresh as asked. Rejects with Unavailable, Timeout or Expired. */
  async fresh(freshness: Freshness, signal: AbortSignal): Promise<void> {
    switch (freshness.kind) {
      case 'any':
        return;
      case 'current':
        await this.#replica.untilCurrent(signal);
        return;
      case 'atLeast':
      case 'exact':
        await this.#replica.untilRevision(freshness.revision, signal);
    }
  }

  /** One object. Throws NotFound. */
  async get(
    kind: StoredKind,
    namespace: string,
    name: string,
    freshness: Freshness,
    signal: AbortSignal,
  ): Promise<OrcObject> {
    await this.fresh(freshness, signal);
    const found = this.#replica.store.get(kind, namespace, name);
    if (found !== undefined) return this.#sealer.open(found);
    const where = key(kind, namespace, name);
    throw new OrcError('NotFound', `${describeKey(where)} not found`, {
      group: where.group,
      kind: where.kind,
      name,
    });
  }

  /**
   * A page of a scope, of `limit` objects or as many as fit a message; 0 means all. Throws Expired for a
   * continuation or revision no longer kept.
   */
  async list(
    scope: Scope,
    page: { readonly limit: number; readonly continue: string },
    freshness: Freshness,
    signal: AbortSignal,
  ): Promise<Page> {
    checkFieldSelector(scope);
    const continued = page.continue === '' ? undefined : placeIn(page.continue);
    const wanted: Freshness =
      continued === undefined ? freshness : { kind: 'exact', revision: continued.revision };
    await this.fresh(wanted, signal);
    const state = await this.#stateFor(wanted);
    const objects: OrcObject[] = [];
    let next = '';
    let bytes = 0;
    for (const object of scopedList(state, scope, continued?.after)) {
      const last = objects.at(-1);
      const isFull = objects.length >= page.limit || bytes >= apiLimits.pageBytes;
      if (page.limit > 0 && isFull && last !== undefined) {
        next = this.#pages.pin(state, rowOf(last.metadata.namespace, last.metadata.name));
        break;
      }
      objects.push(object);
      if (page.limit > 0) bytes += pack(object).raw.length;
    }
    return {
      objects: objects.map((object) => this.#sealer.open(object)),
      revision: state.revision,
      next,
      remaining: next === '' ? 0 : remaining(state, scope, objects.at(-1)),
    };
  }

  async #stateFor(freshness: Freshness): Promise<Replica['store']> {
    const { store } = this.#replica;
    if (freshness.kind !== 'exact' || freshness.revision === store.revision) return store;
    const kept = this.#pages.at(freshness.revision);
    if (kept !== undefined) return kept;
    const made = await pastState(this.#replica, freshness.revision);
    this.#pages.keep(made);
    return made;
  }

  /** A state that stays as it is while it is read, with everything there is in a scope. */
  snapshot(scope: Scope): { readonly revision: number; readonly objects: Iterable<OrcObject> } {
    const state = this.#replica.store.fork();
    return { revision: state.revision, objects: this.#opened(scopedList(state, scope)) };
  }

  *#opened(objects: Iterable<OrcObject>): Generator<OrcObject, void, undefined> {
    for (const object of objects) yield this.#sealer.open(object);
  }

  /** Begins a user's watch. Throws TooBusy when they have as many here as they may; disposing ends it. */
  enterWatch(user: string): Disposable {
    return this.#watches.enter(user);
  }

  /**
   * Tells `sink` every event of a scope after `cursor`, in order, until `signal` aborts (then it returns). It returns
   * too when the kind's definition changes, before it tells by the old one what comes after, so that the client goes on
   * by the new one from where it is; and when the definition goes, after everything is told. Throws Expired when the
   * events after the cursor are no longer kept, so that the client lists again, and Forbidden or Unauthorized when
   * whoever follows may no more.
   */
  async follow(
    scope: Scope,
    from: number,
    signal: AbortSignal,
    sink: WatchSink,
    standing: Standing,
  ): Promise<void> {
    checkFieldSelector(scope);
    const see = (event: StoreEvent): StoreEvent | undefined => {
      const seen = scopedEvent(scope, event);
      if (seen === undefined) return undefined;
      const opened = this.#sealer.open(seen.object);
      return opened === seen.object ? seen : seen.retold({ object: opened });
    };
    const fate = fateOf(scope.definition);
    await this.tail(see, from, signal, sink, standing, () => fate(this.#replica.store));
  }

  /**
   * The same of every event of the log, as `see` shows it; undefined for one that is not told. Secrets stay sealed.
   * `fate` says whether what is shown is still defined so.
   */
  async tail(
    see: (event: StoreEvent) => StoreEvent | undefined,
    from: number,
    signal: AbortSignal,
    sink: WatchSink,
    standing: Standing,
    fate: () => DefinitionFate = () => 'stands',
  ): Promise<void> {
    let cursor = from;
    let wake: () => void = () => undefined;
    const stop = this.#replica.listen({ events: () => wake(), replaced: () => wake() });
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    try {
      let toldAt = performance.now();
      while (!signal.aborted) {
        const fateNow = fate();
        if (fateNow === 'changed') return;
        const events = this.#replica.window.since(cursor, apiLimits.watchBatch);
        if (events === undefined)
          throw new OrcError(
            'Expired',
            `the events after revision ${cursor} are no longer kept here: list again and watch from the list's revision`,
          );
        const isIdle = performance.now() - toldAt > apiLimits.bookmarkMs;
        if (events.length > 0) {
          cursor = events.at(-1)?.revision ?? cursor;
          const seen = events.flatMap((event) => see(event) ?? []);
          if (seen.length > 0) {
            await standing.check();
            await sink.events(seen, cursor);
            toldAt = performance.now();
          } else await nextTurn();
          continue;
        }
        if (fateNow === 'gone') return;
        if (isIdle) {
          await standing.check();
          await sink.idle(cursor);
          toldAt = performance.now();
          continue;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, apiLimits.bookmarkMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      stop();
    }
  }
}
