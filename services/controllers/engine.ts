// The engine: which controller looks at which key, and when. Pure: events, outcomes and the time go in;
// proposals come out. One engine serves production, tests and simulation.
//
// A key is never looked at again before the engine's view has reached the revision of the key's last
// commit, so a controller always reads its own writes. A proposal whose outcome is not known blocks its
// key until whoever drives the engine has seen an entry of its own pass after it and settles it.
import { limits } from '#kernel/limits.ts';
import { messageOf } from '#kernel/errors.ts';
import type { Bounded, Random } from '#kernel/ports.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Controller, Heartbeats, MastersView } from '#controllers/controller.ts';

/** A transaction that a controller wants. */
export interface Proposal {
  readonly id: number;
  readonly controller: string;
  readonly key: string;
  readonly writes: readonly Write[];
  readonly reason: string;
  /** The revision of the event that made the controller look; 0 when time did. */
  readonly cause: number;
}

/** What became of a proposal. */
export type Settlement =
  /** With what a webhook says against it, if that is why. */
  | { readonly kind: 'committed'; readonly revision: number }
  | { readonly kind: 'refused'; readonly why?: string };

/** The waits after refusals in a row: doubling from the first to the last. */
const backoffMs = { first: 20, last: 5_000 } as const;

interface Entry {
  readonly controller: Controller;
  readonly key: string;
  /** Looked at once this time has come; Infinity is not at all. */
  dueMs: number;
  cause: number;
  /** The view must have reached this revision first. */
  needsRevision: number;
  inFlight: number | undefined;
  failures: number;
  /** Why webhooks refused what was proposed last; told once. */
  refused?: string | undefined;
}

/** The first of the writes that go into one transaction and its record; the rest comes with the next. */
function fitting(writes: readonly Write[]): readonly Write[] {
  let bytes = 0;
  const first = writes.findIndex(({ object }) => {
    bytes += object?.raw.length ?? 0;
    return bytes > limits.recordBytes / 2;
  });
  return writes.slice(0, Math.min(limits.writesPerTransaction, first === -1 ? Infinity : Math.max(1, first)));
}

/** A controller that threw: a defect, reported and tried again later. */
export interface EngineFault {
  readonly controller: string;
  readonly key: string;
  readonly message: string;
}

export class Engine {
  readonly #controllers: readonly Controller[];
  readonly #view: StateView;
  readonly #random: Random;
  readonly #heartbeats: Heartbeats;
  readonly #masters: () => MastersView | undefined;
  readonly #bounded: Bounded;
  readonly #entries = new Map<string, Entry>();
  readonly #flights = new Map<number, Entry>();
  readonly #faults: EngineFault[] = [];
  /** Controllers that could not say which keys something is about, with when all of theirs are looked at. */
  readonly #lost = new Map<Controller, number>();
  #lastId = 0;

  constructor(
    controllers: readonly Controller[],
    view: StateView,
    random: Random,
    heartbeats: Heartbeats,
    masters: () => MastersView | undefined = () => undefined,
    bounded: Bounded = (work) => work(),
  ) {
    this.#masters = masters;
    this.#bounded = bounded;
    this.#controllers = controllers;
    this.#view = view;
    this.#random = random;
    this.#heartbeats = heartbeats;
  }

  /** Looks at everything there is: for a new leader. */
  start(nowMs: number): void {
    for (const controller of this.#controllers) this.#wakeAll(controller, nowMs, this.#view.revision);
  }

  /** What the masters know of themselves has changed. */
  mastersChanged(nowMs: number): void {
    for (const controller of this.#controllers)
      if (controller.followsMasters === true) this.#wakeAll(controller, nowMs, 0);
  }

  /** Takes note of events; the view must stand after them. */
  observe(events: readonly StoreEvent[], nowMs: number): void {
    for (const event of events)
      for (const controller of this.#controllers)
        for (const key of this.#named(controller, () => controller.keysOf(event, this.#view), nowMs))
          this.#wake(controller, key, nowMs, event.revision);
  }

  #wakeAll(controller: Controller, nowMs: number, cause: number): void {
    for (const key of this.#named(controller, () => controller.allKeys(this.#view), nowMs))
      this.#wake(controller, key, nowMs, cause);
  }

  /**
   * The keys that a controller names. One that throws has a defect that every leader in turn would end of: all its keys
   * are looked at a little later, so that what it could not say is not missed.
   */
  #named(controller: Controller, name: () => Iterable<string>, nowMs: number): readonly string[] {
    try {
      return [...name()];
    } catch (error) {
      this.#faults.push({ controller: controller.name, key: '', message: messageOf(error) });
      if (!this.#lost.has(controller)) this.#lost.set(controller, nowMs + backoffMs.last);
      return [];
    }
  }

  #wake(controller: Controller, key: string, dueMs: number, cause: number): void {
    const id = `${controller.name}/${key}`;
    const known = this.#entries.get(id);
    if (known === undefined) {
      this.#entries.set(id, {
        controller,
        key,
        dueMs,
        cause,
        needsRevision: 0,
        inFlight: undefined,
        failures: 0,
      });
      return;
    }
    known.cause = cause;
    if (known.failures === 0) known.dueMs = Math.min(known.dueMs, dueMs);
  }

  /** How many keys wait to be looked at. */
  get depth(): number {
    return this.#entries.size;
  }

  /** The defects met since the last call. */
  takeFaults(): readonly EngineFault[] {
    return this.#faults.splice(0);
  }

  /**
   * Looks at what is due, up to `most` proposals, and returns what is to be proposed. `wallMs` is the time of day for
   * controllers; all other times are of a clock that does not jump, or a key would wait for as long as the day goes back.
   */
  run(nowMs: number, most: number, wallMs = nowMs): readonly Proposal[] {
    for (const [controller, dueMs] of this.#lost) {
      if (dueMs > nowMs) continue;
      this.#lost.delete(controller);
      this.#wakeAll(controller, nowMs, 0);
    }
    const proposals: Proposal[] = [];
    for (const [id, entry] of this.#entries) {
      if (proposals.length >= most) break;
      if (entry.inFlight !== undefined || entry.dueMs > nowMs || entry.needsRevision > this.#view.revision)
        continue;
      const proposal = this.#look(entry, nowMs, wallMs);
      if (proposal !== undefined) proposals.push(proposal);
      else if (entry.dueMs === Infinity) this.#entries.delete(id);
    }
    return proposals;
  }

  #look(entry: Entry, nowMs: number, wallMs: number): Proposal | undefined {
    const { controller, key, cause } = entry;
    entry.dueMs = Infinity;
    entry.cause = 0;
    try {
      const context = {
        view: this.#view,
        nowMs: wallMs,
        random: this.#random,
        heartbeats: this.#heartbeats,
        masters: this.#masters(),
        bounded: this.#bounded,
        refused: entry.refused,
      };
      entry.refused = undefined;
      const { writes, reason, againInMs } = controller.reconcile(key, context);
      if (againInMs !== undefined) entry.dueMs = nowMs + againInMs;
      if (writes.length === 0) {
        // Looked at without trouble: events may wake the key at once again.
        entry.failures = 0;
        return undefined;
      }
      this.#lastId += 1;
      entry.inFlight = this.#lastId;
      this.#flights.set(this.#lastId, entry);
      return { id: this.#lastId, controller: controller.name, key, writes: fitting(writes), reason, cause };
    } catch (error) {
      this.#faults.push({ controller: controller.name, key, message: messageOf(error) });
      this.#retryLater(entry, nowMs);
      return undefined;
    }
  }

  #retryLater(entry: Entry, nowMs: number): void {
    entry.failures += 1;
    const wait = Math.min(backoffMs.last, backoffMs.first * 2 ** Math.min(entry.failures, 16));
    entry.dueMs = Math.min(entry.dueMs, nowMs + wait / 2 + this.#random.below(Math.ceil(wait / 2)));
  }

  /** Takes note of what became of a proposal. */
  settle(id: number, settlement: Settlement, nowMs: number): void {
    const entry = this.#flights.get(id);
    if (entry === undefined) return;
    this.#flights.delete(id);
    entry.inFlight = undefined;
    if (settlement.kind === 'committed') {
      entry.failures = 0;
      entry.needsRevision = settlement.revision;
      // What did not fit into one transaction is looked at next.
      entry.dueMs = Math.min(entry.dueMs, nowMs);
      return;
    }
    entry.refused = settlement.why;
    this.#retryLater(entry, nowMs);
  }

  /** When `run` has something to do next, at the earliest; Infinity when only an event can tell. */
  nextDueMs(): number {
    let next = Math.min(Infinity, ...this.#lost.values());
    for (const entry of this.#entries.values())
      if (entry.inFlight === undefined && entry.needsRevision <= this.#view.revision)
        next = Math.min(next, entry.dueMs);
    return next;
  }
}
