// What an agent remembers of a pod beyond what its containers show: probes, back-off, what went wrong.
// Nothing here is needed to find healthy containers again after a restart of the agent.

/** What probes have found of one run of a container. */
export interface ProbeState {
  readonly containerId: string;
  /** Whether the startup probe has succeeded, or there is none. */
  readonly started: boolean;
  /** Whether the readiness probe passes, or there is none and the container has started. */
  readonly ready: boolean;
  /** Why the container must be restarted; undefined while liveness and startup have not failed. */
  readonly failed: string | undefined;
}

/** Something that did not work and is tried again later. */
export interface Setback {
  /** The word in the STATUS column. */
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly untilMs: number;
}

/** What is remembered of one container of a pod. */
export interface ContainerMemory {
  probes: ProbeState | undefined;
  setback: Setback | undefined;
  /** The last run seen to end, and how many in a row ended without a long run between them. */
  crashes: { readonly containerId: string; readonly count: number } | undefined;
  /** The run that was stopped to be started anew as its spec says now, whatever the restart policy. */
  anew: string | undefined;
  /** That what a run may use could not be changed. */
  resize: Setback | undefined;
}

/** What is remembered of a pod. */
export interface PodMemory {
  readonly containers: Map<string, ContainerMemory>;
  /** A setback of the pod as a whole: its network or pause container. */
  setback: Setback | undefined;
  /** When the agent first saw that the pod is to be stopped; undefined while it is not. */
  stoppingSinceMs: number | undefined;
  /** When the agent took the pod. */
  readonly takenAtMs: number;
}

export function newPodMemory(nowMs: number): PodMemory {
  return { containers: new Map(), setback: undefined, stoppingSinceMs: undefined, takenAtMs: nowMs };
}

/** The memory of one container, made when it is not there. */
export function containerMemory(memory: PodMemory, name: string): ContainerMemory {
  const known = memory.containers.get(name);
  if (known !== undefined) return known;
  const made: ContainerMemory = {
    probes: undefined,
    setback: undefined,
    crashes: undefined,
    anew: undefined,
    resize: undefined,
  };
  memory.containers.set(name, made);
  return made;
}

/** The wait of a back-off that doubles. */
export function backoffMs(
  count: number,
  bounds: { readonly firstMs: number; readonly lastMs: number },
): number {
  return Math.min(bounds.lastMs, bounds.firstMs * 2 ** Math.min(30, Math.max(0, count - 1)));
}
