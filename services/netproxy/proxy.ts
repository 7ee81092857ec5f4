// The proxy: keeps the kernel at the latest desired input.
//
// Level-triggered. Inputs overwrite each other, one apply runs at a time, and each apply compares
// what is wanted with what is there. What is there is known from the last apply; at the start, after
// any error and now and then it is read back from the kernel, so a process that begins adopts the
// rules its predecessor left, and rules someone else changed are put right.

import type { Clock, Counter, Gauge, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { CommandRunner } from './command.ts';
import { flushFlow } from './conntrack.ts';
import { netproxyLimits } from './limits.ts';
import type { ProxyInput } from './model.ts';
import { compareStructure } from './nft/listing.ts';
import type { ListedTable } from './nft/listing.ts';
import { Nft } from './nft/nft.ts';
import type { NftTable } from './nft/table.ts';
import { applyRoutes, applySettings } from './routes/driver.ts';
import { diff, emptyRuleset, fromElements, ruleset } from './ruleset.ts';
import type { Ruleset, StaleFlow } from './ruleset.ts';
import { serviceTable } from './structure.ts';
import { inTurns } from './turns.ts';

export interface ProxyOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Called after an input is in the kernel, with the generation it was given under. */
  readonly onApplied: (generation: number) => void;
  /** A name under /run/netns. Absent: the namespace this process is in. */
  readonly namespace?: string;
  /** How often the kernel's listing is checked for drift, in milliseconds. */
  readonly verifyEveryMs?: number;
}

interface Desired {
  readonly generation: number;
  readonly input: ProxyInput;
}

/** What the kernel is known to hold. */
interface Known {
  readonly table: NftTable;
  readonly tableText: string;
  readonly ruleset: Ruleset;
  /** Undefined while routes are missing that can't be set. */
  readonly routesText: string | undefined;
}

/** What an apply came to: all of it, everything but routes, or nothing that is known. */
type Applied = 'whole' | 'withoutRoutes' | 'failed';

/** One node's Services in one network namespace. `run` is its whole life; rules stay when it ends. */
export class Proxy {
  readonly #options: ProxyOptions;
  readonly #logger: Logger;
  readonly #commands: CommandRunner;
  readonly #nft: Nft;
  readonly #seconds: Histogram;
  readonly #elements: Gauge;
  readonly #changed: Counter;
  readonly #errors: Counter;
  readonly #drift: Counter;
  #desired: Desired | undefined;
  #known: Known | undefined;
  #appliedGeneration: number | undefined;
  #verifyDue = true;
  #stale = new Map<string, StaleFlow>();
  #wake: () => void = () => undefined;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#commands = new CommandRunner(options.namespace);
    this.#nft = new Nft(this.#commands, options.logger);
    const { metrics } = options;
    const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5];
    this.#seconds = metrics.histogram(
      'orc_netproxy_sync_duration_seconds',
      'Time to bring an input into the kernel.',
      buckets,
    );
    this.#elements = metrics.gauge(
      'orc_netproxy_rows',
      'Service addresses and node ports with endpoints in the kernel.',
    );
    this.#changed = metrics.counter(
      'orc_netproxy_changed_elements_total',
      'Elements removed from and added to the kernel.',
    );
    this.#errors = metrics.counter('orc_netproxy_sync_errors_total', 'Applies that failed.');
    this.#drift = metrics.counter(
      'orc_netproxy_drift_repairs_total',
      'Verifications that found the kernel changed by others.',
    );
  }

  /** The generation in the kernel, or undefined before the first. */
  get appliedGeneration(): number | undefined {
    return this.#appliedGeneration;
  }

  /** Replaces what is wanted. Generations (such as revisions) never go back; an older one is ignored. */
  setDesired(generation: number, input: ProxyInput): void {
    if (this.#desired !== undefined && generation < this.#desired.generation) return;
    this.#desired = { generation, input };
    this.#wake();
  }

  /** Asks for the kernel's listing to be compared with what should be there, soon. */
  verify(): void {
    this.#verifyDue = true;
    this.#wake();
  }

  /** Applies inputs until `signal` aborts. Failures are logged, counted and tried again with back-off. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    const verifyEveryMs = this.#options.verifyEveryMs ?? netproxyLimits.verifyEveryMs;
    const { clock } = this.#options;
    let verifyAtMs = clock.monotonicMs() + verifyEveryMs;
    let routesAtMs = clock.monotonicMs() + netproxyLimits.routesEveryMs;
    try {
      while (!signal.aborted) {
        if (clock.monotonicMs() >= verifyAtMs) this.#verifyDue = true;
        const desired = this.#desired;
        if (clock.monotonicMs() >= routesAtMs) {
          routesAtMs = clock.monotonicMs() + netproxyLimits.routesEveryMs;
          await this.#keepRoutes();
        }
        if (desired !== undefined && this.#isBehind(desired)) {
          if (this.#verifyDue) verifyAtMs = clock.monotonicMs() + verifyEveryMs;
          const applied = await this.#tryApply(desired);
          failures = applied === 'whole' ? 0 : failures + 1;
          if (failures === 0) continue;
          // Services do not wait for a route that can't be set.
          await this.#pause(signal, retryDelayMs(failures), applied === 'withoutRoutes');
          continue;
        }
        await this.#pause(signal, Math.max(0, Math.min(verifyAtMs, routesAtMs) - clock.monotonicMs()), true);
      }
    } finally {
      await this.#nft.close();
    }
  }

  #isBehind(desired: Desired): boolean {
    return (
      this.#verifyDue ||
      this.#stale.size > 0 ||
      desired.generation !== this.#appliedGeneration ||
      (this.#known !== undefined && this.#known.routesText === undefined)
    );
  }

  async #tryApply(desired: Desired): Promise<Applied> {
    const startedMs = this.#options.clock.monotonicMs();
    try {
      await this.#apply(desired.input);
    } catch (error) {
      this.#known = undefined;
      this.#verifyDue = true;
      this.#errors.add();
      this.#logger.warn('netproxy apply failed', { generation: desired.generation, error: messageOf(error) });
      await this.#nft.close();
      return 'failed';
    }
    this.#seconds.observe((this.#options.clock.monotonicMs() - startedMs) / 1000);
    const first = this.#appliedGeneration !== desired.generation;
    this.#appliedGeneration = desired.generation;
    if (first) this.#options.onApplied(desired.generation);
    return this.#known?.routesText === undefined ? 'withoutRoutes' : 'whole';
  }

  async #apply(input: ProxyInput): Promise<void> {
    const table = serviceTable(input);
    const tableText = JSON.stringify(table);
    const known = this.#known;
    const reread = this.#verifyDue || known === undefined || known.tableText !== tableText;
    // Cleared before reading, so that a request made meanwhile is not lost.
    this.#verifyDue = false;
    if (reread) await applySettings(this.#commands, devicesOf(input));
    const current = reread ? await this.#adopt(table) : known.ruleset;
    const wanted = ruleset(input, current);
    const change = diff(current, wanted);
    if (
      reread &&
      known !== undefined &&
      this.#appliedGeneration === this.#desired?.generation &&
      change.elementCount > 0
    ) {
      this.#drift.add();
      this.#logger.warn('netproxy repaired elements changed by others', { elements: change.elementCount });
    }
    // Before the change, because a transaction whose outcome is unknown may have been made.
    this.#remember(change.staleFlows);
    await this.#nft.changeElements(table, change.changes);
    this.#changed.add(change.elementCount);
    this.#elements.set(wanted.rows.size);
    const routesText = JSON.stringify(input.routes);
    const hasRoutes = (!reread && known.routesText === routesText) || (await this.#setRoutes(input));
    this.#known = { table, tableText, ruleset: wanted, routesText: hasRoutes ? routesText : undefined };
    await this.#flush();
  }

  /** Puts back the routes that were in the kernel and are gone. */
  async #keepRoutes(): Promise<void> {
    const [known, desired] = [this.#known, this.#desired];
    if (known?.routesText === undefined || desired === undefined) return;
    if (JSON.stringify(desired.input.routes) !== known.routesText) return;
    if (!(await this.#setRoutes(desired.input))) this.#known = { ...known, routesText: undefined };
  }

  /** Whether all routes could be set. */
  async #setRoutes({ routes }: ProxyInput): Promise<boolean> {
    try {
      await applyRoutes(this.#commands, routes);
      return true;
    } catch (error) {
      this.#errors.add();
      this.#logger.warn('netproxy could not set all routes; it is tried again', { error: messageOf(error) });
      return false;
    }
  }

  /** Reads the kernel's table, repairs its structure, and returns its contents. */
  async #adopt(table: NftTable): Promise<Ruleset> {
    const listed = await this.#listOrNothing(table);
    const change = compareStructure(table, listed === 'unreadable' ? undefined : listed);
    if (change !== undefined) {
      await this.#nft.changeStructure(change);
      this.#logger.info('netproxy wrote its table', {
        created: listed === undefined,
        recreated: change.recreate && listed !== undefined,
        chains: change.rewrite.join(' '),
      });
    }
    if (listed === undefined || listed === 'unreadable' || change?.recreate === true) return emptyRuleset;
    const dropped = new Set(change?.drop.map((foreign) => foreign.name));
    return fromElements(new Map([...listed.elements].filter(([name]) => !dropped.has(name))));
  }

  /** A table whose listing holds what orc never writes is made anew. */
  async #listOrNothing(table: NftTable): Promise<ListedTable | undefined | 'unreadable'> {
    try {
      return await this.#nft.list(table);
    } catch (error) {
      if (!(error instanceof OrcError) || error.code !== 'Corrupt') throw error;
      this.#logger.warn('netproxy table is not readable and is made anew', { error: error.message });
      return 'unreadable';
    }
  }

  #remember(flows: readonly StaleFlow[]): void {
    for (const flow of flows) {
      if (this.#stale.size >= netproxyLimits.pendingFlushes) {
        this.#logger.warn('netproxy has too many stale UDP flows; they end by the kernel timeout', {
          limit: netproxyLimits.pendingFlushes,
        });
        return;
      }
      this.#stale.set(JSON.stringify(flow), flow);
    }
  }

  async #flush(): Promise<void> {
    await inTurns([...this.#stale], netproxyLimits.parallelCommands, async ([key, flow]) => {
      await flushFlow(this.#commands, flow);
      this.#stale.delete(key);
    });
  }

  /** Waits for the delay, the end or, if `wakeable`, a call of `setDesired` or `verify`. */
  async #pause(signal: AbortSignal, delayMs: number, wakeable: boolean): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    if (wakeable) this.#wake = wake;
    signal.addEventListener('abort', wake, { once: true });
    const timer = this.#options.clock.schedule(delayMs, wake);
    await promise;
    timer.cancel();
    signal.removeEventListener('abort', wake);
    this.#wake = () => undefined;
  }
}

function devicesOf(input: ProxyInput): string[] {
  return input.routes.flatMap((route) => ('device' in route ? [route.device] : []));
}

/** The pause after `failures` failures in a row, in milliseconds. */
export function retryDelayMs(failures: number): number {
  const doubled = netproxyLimits.retryFirstMs * 2 ** Math.min(failures - 1, 16);
  return Math.min(doubled, netproxyLimits.retryLongestMs);
}
