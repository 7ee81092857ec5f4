// Runs the probes of one run of a container, on its own timers, until it is stopped.
import type { ContainerStatus } from '#kernel/model/gen/core.gen.ts';
import type { Clock, Timer } from '#kernel/ports.ts';
import type { ProbeState } from '#node-agent/memory.ts';
import { type ProbeTarget, runProbe } from '#node-agent/probes/actions.ts';
import {
  type ProbeKind,
  type ProbeResult,
  type Streak,
  extend,
  initialState,
  nextState,
  probeOf,
} from '#node-agent/probes/probe-state.ts';

const kinds: readonly ProbeKind[] = ['startup', 'liveness', 'readiness'];

export class Prober {
  readonly #target: ProbeTarget;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #timers = new Map<ProbeKind, Timer>();
  readonly #streaks = new Map<ProbeKind, Streak>();
  #state: ProbeState;
  #stopped = false;

  /** `known`: what is reported of the container. */
  constructor(
    target: ProbeTarget,
    clock: Clock,
    startedAtMs: number,
    known: ContainerStatus | undefined,
    changed: () => void,
  ) {
    this.#target = target;
    this.#clock = clock;
    this.#changed = changed;
    this.#state = initialState(target.container, target.containerId, known);
    for (const kind of kinds) {
      const probe = probeOf(target.container, kind);
      if (probe === undefined) continue;
      const ranMs = clock.wallMs() - startedAtMs;
      this.#schedule(kind, Math.max(0, (probe.initialDelaySeconds ?? 0) * 1000 - ranMs));
    }
  }

  get state(): ProbeState {
    return this.#state;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #schedule(kind: ProbeKind, delayMs: number): void {
    this.#timers.set(
      kind,
      this.#clock.schedule(delayMs, () => void this.#run(kind)),
    );
  }

  async #run(kind: ProbeKind): Promise<void> {
    const probe = probeOf(this.#target.container, kind);
    if (probe === undefined || this.#stopped || this.#state.failed !== undefined) return;
    const periodMs = (probe.periodSeconds ?? 10) * 1000;
    if (kind === 'startup' ? !this.#state.started : this.#state.started) {
      const result = await runProbe(probe, this.#target);
      if (result !== undefined) this.#record(kind, result);
    }
    if (this.#stopped || (kind === 'startup' && this.#state.started)) return;
    // A container that waits for its startup probe is looked at again soon, so that it is ready soon.
    this.#schedule(kind, kind !== 'startup' && !this.#state.started ? Math.min(periodMs, 1_000) : periodMs);
  }

  #record(kind: ProbeKind, result: ProbeResult): void {
    if (this.#stopped) return;
    const streak = extend(this.#streaks.get(kind), result);
    this.#streaks.set(kind, streak);
    const next = nextState(this.#state, this.#target.container, kind, streak, result.message);
    if (next === this.#state) return;
    this.#state = next;
    this.#changed();
  }
}
