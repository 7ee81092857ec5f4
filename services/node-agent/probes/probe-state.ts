// What a row of probe results means: pure. Kubernetes' documented rules: readiness and liveness wait
// for startup; thresholds count in a row.
import type { Container, ContainerStatus, Probe } from '#kernel/model/gen/core.gen.ts';
import type { ProbeState } from '#node-agent/memory.ts';

export type ProbeKind = 'startup' | 'liveness' | 'readiness';

/** A probe's outcome. */
export interface ProbeResult {
  readonly success: boolean;
  readonly message: string;
}

/** How many results in a row were alike. */
export interface Streak {
  readonly success: boolean;
  readonly count: number;
}

export function probeOf(container: Container, kind: ProbeKind): Probe | undefined {
  switch (kind) {
    case 'startup':
      return container.startupProbe;
    case 'liveness':
      return container.livenessProbe;
    case 'readiness':
      return container.readinessProbe;
  }
}

/**
 * The state of a run of a container that begins to be probed. What is reported of that very run was found by an agent
 * before this one, and holds until a probe finds something else.
 */
export function initialState(container: Container, containerId: string, known?: ContainerStatus): ProbeState {
  const found = known?.containerID === `docker://${containerId}` ? known : undefined;
  const started = container.startupProbe === undefined || found?.started === true;
  return {
    containerId,
    started,
    ready: started && (container.readinessProbe === undefined || found?.ready === true),
    failed: undefined,
  };
}

/** A streak with one more result. */
export function extend(streak: Streak | undefined, { success }: ProbeResult): Streak {
  return streak?.success === success ? { success, count: streak.count + 1 } : { success, count: 1 };
}

/** The state after a result that made a streak. */
export function nextState(
  state: ProbeState,
  container: Container,
  kind: ProbeKind,
  streak: Streak,
  message: string,
): ProbeState {
  const probe = probeOf(container, kind);
  const threshold =
    (streak.success ? probe?.successThreshold : probe?.failureThreshold) ?? (streak.success ? 1 : 3);
  if (streak.count < threshold) return state;
  switch (kind) {
    case 'startup':
      if (streak.success)
        return { ...state, started: true, ready: state.ready || container.readinessProbe === undefined };
      return { ...state, failed: `Startup probe failed: ${message}` };
    case 'liveness':
      return streak.success ? state : { ...state, failed: `Liveness probe failed: ${message}` };
    case 'readiness':
      return state.ready === streak.success ? state : { ...state, ready: streak.success };
  }
}
