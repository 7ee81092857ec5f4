// Whether a master still says anything while calls are under way there. A process that is stopped, or a
// machine that is gone without a word, keeps its connections: only its silence tells. Silence is counted
// in ticks, not by the clock: a client that was itself held up for a second has heard nothing for one
// tick, and reads what came meanwhile before the next.
import { clientLimits } from '#client/limits.ts';

/** Calls `tick` every `everyMs` until the result is called. */
export type Ticker = (tick: () => void, everyMs: number) => () => void;

const systemTicker: Ticker = (tick, everyMs) => {
  const timer = setInterval(tick, everyMs).unref();
  return () => clearInterval(timer);
};

interface Wait {
  readonly sinceTick: number;
  readonly ticks: number;
  readonly quiet: () => void;
}

export class Pulse {
  readonly #ticker: Ticker;
  readonly #waits = new Set<Wait>();
  #tick = 0;
  #heardTick = 0;
  #stop: (() => void) | undefined;

  constructor(ticker: Ticker = systemTicker) {
    this.#ticker = ticker;
  }

  /** The master said something. */
  heard(): void {
    this.#heardTick = this.#tick;
  }

  /**
   * Calls `quiet`, once, when nothing was heard for `quietMs` from now on; the result ends the wait.
   * The calls that wait share one timer, which runs only while there are any.
   */
  wait(quietMs: number, quiet: () => void): () => void {
    const ticks = Math.ceil(quietMs / clientLimits.pulseMs);
    const wait: Wait = { sinceTick: this.#tick, ticks, quiet };
    this.#waits.add(wait);
    this.#stop ??= this.#ticker(() => this.#onTick(), clientLimits.pulseMs);
    return () => this.#waits.delete(wait);
  }

  #onTick(): void {
    this.#tick += 1;
    if (this.#waits.size === 0) {
      this.#stop?.();
      this.#stop = undefined;
    }
    if ((this.#tick - this.#heardTick) * clientLimits.pulseMs < clientLimits.quietMs) return;
    for (const wait of this.#waits) {
      if (this.#tick - Math.max(wait.sinceTick, this.#heardTick) < wait.ticks) continue;
      this.#waits.delete(wait);
      wait.quiet();
    }
  }
}
