// Which master is asked. All calls stay with the one that answered last. One that fails is left for the
// next in line; one that falls silent is given up for a while, longer each time, until it is heard again.
// When all are silent, as they seem when everything is overloaded, nobody is asked in addition; and what is asked in
// addition is bounded by a share of what is answered (J. Dean, L. A. Barroso, "The Tail at Scale", 2013).
import { clientLimits } from '#client/limits.ts';
import { Pulse } from '#client/pulse.ts';

interface GivenUp {
  readonly untilMs: number;
  readonly times: number;
}

export class Choice {
  readonly #pulses: readonly Pulse[];
  readonly #givenUp = new Map<number, GivenUp>();
  readonly #nowMs: () => number;
  #preferred = 0;
  #spare: number = clientLimits.spare.most;

  constructor(
    count: number,
    makePulse: () => Pulse = () => new Pulse(),
    nowMs: () => number = () => performance.now(),
  ) {
    this.#pulses = Array.from({ length: count }, makePulse);
    this.#nowMs = nowMs;
  }

  get count(): number {
    return this.#pulses.length;
  }

  /**
   * The master to ask beside those `asked`. Undefined when there is none but such as fell silent; then one
   * of these is returned if nobody is asked.
   */
  next(asked: ReadonlySet<number>): number | undefined {
    const { count } = this;
    for (let step = 0; step < count; step++) {
      const index = (this.#preferred + step) % count;
      if (!asked.has(index) && !this.#isGivenUp(index)) return index;
    }
    return asked.size === 0 ? this.#preferred : undefined;
  }

  /** The master that would be asked if the preferred one failed. */
  get standby(): number | undefined {
    return this.next(new Set([this.#preferred]));
  }

  #isGivenUp(index: number): boolean {
    const until = this.#givenUp.get(index)?.untilMs;
    return until !== undefined && until > this.#nowMs();
  }

  /** A master said something. */
  heard(index: number): void {
    this.#pulses[index]?.heard();
    if (this.#givenUp.size > 0) this.#givenUp.delete(index);
  }

  /** Takes from what may be asked of two masters at once; says whether there was enough left. */
  takeSpare(weight: number): boolean {
    const taken = Math.min(weight, clientLimits.spare.most);
    if (taken > this.#spare) return false;
    this.#spare -= taken;
    return true;
  }

  /** A call of this weight was answered. */
  answered(weight: number): void {
    const { most, share } = clientLimits.spare;
    this.#spare = Math.min(most, this.#spare + weight * share);
  }

  /** A call failed there. */
  failed(index: number): void {
    if (index !== this.#preferred) return;
    this.#preferred = (index + 1) % this.count;
    this.#preferred = this.next(new Set()) ?? this.#preferred;
  }

  /** Calls `quiet` when the master has said nothing for `quietMs`; the result ends the wait. */
  listen(index: number, quietMs: number, quiet: () => void): () => void {
    const pulse = this.#pulses[index];
    if (pulse === undefined) return () => undefined;
    return pulse.wait(quietMs, () => {
      this.#giveUp(index);
      quiet();
    });
  }

  #giveUp(index: number): void {
    if (!this.#isGivenUp(index)) {
      const times = (this.#givenUp.get(index)?.times ?? 0) + 1;
      const { first, most } = clientLimits.giveUpMs;
      const forMs = Math.min(first * 2 ** (times - 1), most);
      this.#givenUp.set(index, { untilMs: this.#nowMs() + forMs, times });
    }
    this.failed(index);
  }
}
