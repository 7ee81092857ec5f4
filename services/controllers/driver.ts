// Drives the engine: feeds it records and outcomes, wakes it when something is due, and hands its
// proposals to whoever owns the log. Pure but for the clock it is given, so that production and
// simulation run the same.
import type { Bounded, Clock, Logger, Random, Timer } from '#kernel/ports.ts';
import type { RecordBody } from '#kernel/log/record.ts';
import type { Store } from '#kernel/store/store.ts';
import { controllers } from '#controllers/all.ts';
import type { MastersView } from '#controllers/controller.ts';
import { Engine, type Proposal, type Settlement } from '#controllers/engine.ts';

/** How many proposals may be under way at once. */
const maxInFlight = 64;

export interface ControlOptions {
  /** Bounds work that users' own expressions can make long; without it such work is done as it is. */
  readonly bounded?: Bounded;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Proposes in a term; the outcome comes back through `settle`. */
  readonly propose: (proposal: Proposal, term: number) => void;
}

interface Reign {
  readonly term: number;
  /** Control acts once its view has this revision: the leader's own-term entry is in it. */
  readonly fromRevision: number;
  readonly sinceMs: number;
  engine: Engine | undefined;
}

export class ControlDriver {
  readonly #options: ControlOptions;
  /** The proposals of the last reign's term that are not settled, and those of them that wait for somebody else. */
  readonly #flights = new Set<number>();
  readonly #held = new Set<number>();
  readonly #heartbeats = new Map<string, number>();
  #store: Store;
  #masters: MastersView | undefined;
  #reign: Reign | undefined;
  #term = 0;
  #timer: Timer | undefined;

  constructor(store: Store, options: ControlOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** How many keys wait to be looked at, and how many proposals are under way. */
  get load(): { readonly depth: number; readonly inFlight: number } {
    return { depth: this.#reign?.engine?.depth ?? 0, inFlight: this.#inFlight };
  }

  get #inFlight(): number {
    return this.#flights.size - this.#held.size;
  }

  /** Takes the place of all state: after a snapshot was installed. */
  replace(store: Store): void {
    this.#store = store;
    if (this.#reign !== undefined) this.#reign.engine = undefined;
    this.#run();
  }

  /** Applies committed records, each with the term of its log entry: all since the state it has. */
  follow(records: readonly { readonly record: RecordBody; readonly term: number }[]): void {
    const events = records.flatMap(({ record, term }) => this.#store.apply(record, term).events);
    this.#reign?.engine?.observe(events, this.#options.clock.monotonicMs());
    this.#run();
  }

  /**
   * This master leads in `term`; its state up to `fromRevision` was committed before. What was proposed in the same term
   * may take effect still, and is waited for; what was in another can't.
   */
  lead(term: number, fromRevision: number): void {
    this.#heartbeats.clear();
    if (term !== this.#term) {
      this.#flights.clear();
      this.#held.clear();
    }
    this.#term = term;
    this.#reign = { term, fromRevision, sinceMs: this.#options.clock.monotonicMs(), engine: undefined };
    this.#run();
  }

  /** This master leads no longer: nothing is decided here any more. */
  stop(): void {
    this.#reign = undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** A node was heard, `agoMs` ago. */
  heard(node: string, agoMs: number): void {
    this.#heartbeats.set(node, this.#options.clock.monotonicMs() - agoMs);
  }

  /** What the masters know of themselves, as it is now. */
  tellMasters(masters: MastersView): void {
    this.#masters = masters;
    this.#reign?.engine?.mastersChanged(this.#options.clock.monotonicMs());
    this.#run();
  }

  /** What became of a proposal of `term`. */
  settle(id: number, term: number, settlement: Settlement): void {
    if (this.#term !== term || !this.#flights.delete(id)) return;
    this.#held.delete(id);
    this.#reign?.engine?.settle(id, settlement, this.#options.clock.monotonicMs());
    this.#run();
  }

  /** A proposal of `term` waits for somebody else than the log: others may be under way meanwhile. */
  hold(id: number, term: number): void {
    if (this.#term !== term || !this.#flights.has(id)) return;
    this.#held.add(id);
    this.#run();
  }

  #started(reign: Reign): Engine | undefined {
    if (reign.engine !== undefined) return reign.engine;
    if (this.#store.revision < reign.fromRevision || this.#flights.size > 0) return undefined;
    const { clock } = this.#options;
    const heartbeats = {
      leadingMs: () => clock.monotonicMs() - reign.sinceMs,
      silentMs: (node: string) => {
        const heardMs = this.#heartbeats.get(node);
        return heardMs === undefined ? undefined : clock.monotonicMs() - heardMs;
      },
    };
    reign.engine = new Engine(
      controllers,
      this.#store,
      this.#options.random,
      heartbeats,
      () => this.#masters,
      this.#options.bounded,
    );
    reign.engine.start(clock.monotonicMs());
    this.#options.logger.info('control started', { term: reign.term, revision: this.#store.revision });
    return reign.engine;
  }

  #run(): void {
    const reign = this.#reign;
    const engine = reign && this.#started(reign);
    if (reign === undefined || engine === undefined) return;
    const { clock, logger, propose } = this.#options;
    const proposals = engine.run(clock.monotonicMs(), maxInFlight - this.#inFlight, clock.wallMs());
    for (const { id } of proposals) this.#flights.add(id);
    for (const proposal of proposals) propose(proposal, reign.term);
    for (const fault of engine.takeFaults()) logger.error('a controller failed on a key', { ...fault });
    this.#timer?.cancel();
    const dueMs = engine.nextDueMs();
    if (this.#inFlight >= maxInFlight || !Number.isFinite(dueMs)) return;
    this.#timer = clock.schedule(Math.max(1, dueMs - clock.monotonicMs()), () => this.#run());
  }
}
