// What an agent does next for one pod: a pure function of what should be, what is, and what it
// remembers. One operation at a time; after each the world is looked at again.
import { imageToRun } from '#kernel/images/pins.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import { needsRestart } from '#kernel/kinds/pod-resize.ts';
import type { Container, EphemeralContainer, Pod } from '#kernel/model/gen/core.gen.ts';
import type { ObservedContainer } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { type ContainerResources, resized, resourcesOf } from '#node-agent/resources.ts';
import { type PodMemory, backoffMs } from '#node-agent/memory.ts';

/** An operation, or a wait: until a moment at the latest, or until something changes. */
export type Operation =
  | { readonly kind: 'startPause'; readonly attempt: number }
  | {
      readonly kind: 'startContainer';
      readonly container: Container | EphemeralContainer;
      readonly attempt: number;
      readonly pause: ObservedContainer;
      /** Whose processes it sees beside its own. */
      readonly target?: ObservedContainer;
    }
  | {
      readonly kind: 'resize';
      readonly run: ObservedContainer;
      readonly resources: ContainerResources;
    }
  | {
      readonly kind: 'stop';
      readonly containers: readonly ObservedContainer[];
      readonly graceSeconds: number;
      readonly why: string;
      /** Whether they are started anew as their spec says now, whatever the restart policy. */
      readonly anew?: true;
    }
  | { readonly kind: 'remove'; readonly containers: readonly ObservedContainer[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'wait'; readonly untilMs: number };

/** That a container is to be started. */
export type StartContainer = Extract<Operation, { readonly kind: 'startContainer' }>;

/** What there is of a pod on the node. */
export interface PodSituation {
  /** The pod as the masters want it; undefined when they do not want it here. */
  readonly pod: Pod | undefined;
  readonly observed: readonly ObservedContainer[];
  readonly memory: PodMemory;
  readonly nowMs: number;
  /** Whether all proxies have stopped using the pod's address. */
  readonly withdrawn: boolean;
}

const forever: Operation = { kind: 'wait', untilMs: Infinity };

/** A container's runs, the newest first. */
export function runsOf(observed: readonly ObservedContainer[], name: string): ObservedContainer[] {
  return observed.filter(({ container }) => container === name).toSorted((a, b) => b.attempt - a.attempt);
}

/** Whether a container that ended is started again. */
export function shouldRestart(pod: Pod, run: ObservedContainer, memory: PodMemory): boolean {
  if (isAnew(run, memory)) return true;
  const policy = pod.spec.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && run.exitCode !== 0);
}

function isAnew(run: ObservedContainer, memory: PodMemory): boolean {
  return memory.containers.get(run.container)?.anew === run.id;
}

/**
 * How many runs in a row, this one included, have ended without a long run between them. An agent that
 * has just started counts all runs there were.
 */
export function crashCount(run: ObservedContainer, memory: PodMemory): number {
  if (isAnew(run, memory)) return 0;
  const known = memory.containers.get(run.container)?.crashes;
  if (known?.containerId === run.id) return known.count;
  if (run.finishedAtMs - run.startedAtMs >= agentLimits.restart.resetMs) return 1;
  return (known?.count ?? run.attempt) + 1;
}

/** When a container that ended may start again: at once after the first crash, then with a back-off. */
export function restartAtMs(run: ObservedContainer, memory: PodMemory): number {
  const count = crashCount(run, memory);
  return count <= 1 ? run.finishedAtMs : run.finishedAtMs + backoffMs(count - 1, agentLimits.restart);
}

function ownGrace({ spec }: Pod): number {
  return spec.terminationGracePeriodSeconds ?? 30;
}

/** Whether a run has another image than its container is to have. One that was pinned since has the same. */
function hasOtherImage(pod: Pod, { image }: Container, run: ObservedContainer): boolean {
  return run.image !== image && run.image !== imageToRun(image, pod);
}

function stopping(situation: PodSituation, graceSeconds: number, why: string): Operation {
  const { observed } = situation;
  const apps = observed.filter(({ container, state }) => container !== '' && state === 'running');
  if (apps.length > 0) return { kind: 'stop', containers: apps, graceSeconds, why };
  const pauses = observed.filter(({ container, state }) => container === '' && state === 'running');
  if (pauses.length > 0) return { kind: 'stop', containers: pauses, graceSeconds: 0, why };
  return observed.length > 0 ? { kind: 'remove', containers: observed } : { kind: 'gone' };
}

function nextOfDeleted(pod: Pod, situation: PodSituation): Operation {
  const { memory, nowMs, withdrawn, observed } = situation;
  const since = memory.stoppingSinceMs ?? nowMs;
  const serves = observed.some(({ container, state }) => container !== '' && state === 'running');
  const untilMs = since + agentLimits.withdrawalMs;
  const asked = pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
  if (serves && !withdrawn && nowMs < untilMs && asked > 0) return { kind: 'wait', untilMs };
  return stopping(situation, asked, 'the pod is deleted');
}

function nextOfContainer(
  pod: Pod,
  container: Container,
  pause: ObservedContainer,
  situation: PodSituation,
): Operation {
  const { observed, memory, nowMs } = situation;
  const [run, ...older] = runsOf(observed, container.name);
  const remembered = memory.containers.get(container.name);
  if (run?.state === 'running') {
    const failed = remembered?.probes?.containerId === run.id ? remembered.probes.failed : undefined;
    const stop = { kind: 'stop', containers: [run], graceSeconds: ownGrace(pod) } as const;
    if (failed !== undefined) return { ...stop, why: failed };
    if (hasOtherImage(pod, container, run)) return { ...stop, why: 'its image changed', anew: true };
    const wanted = resourcesOf(container);
    const changed = resized(wanted, run.resources);
    if (pod.spec.restartPolicy !== 'Never' && changed.some((name) => needsRestart(container, name)))
      return { ...stop, why: `its ${changed.join(' and ')} changed`, anew: true };
    const resizeAtMs = changed.length > 0 ? (remembered?.resize?.untilMs ?? 0) : Infinity;
    if (resizeAtMs <= nowMs) return { kind: 'resize', run, resources: wanted };
    const stale = older.filter(({ state }) => state !== 'running').slice(1);
    return stale.length > 0 ? { kind: 'remove', containers: stale } : { kind: 'wait', untilMs: resizeAtMs };
  }
  if (run !== undefined && run.state === 'exited') {
    if (!shouldRestart(pod, run, memory)) return forever;
    const atMs = restartAtMs(run, memory);
    if (nowMs < atMs) return { kind: 'wait', untilMs: atMs };
  }
  if (run?.state === 'created') return { kind: 'remove', containers: [run] };
  const setback = remembered?.setback;
  if (setback !== undefined && nowMs < setback.untilMs) return { kind: 'wait', untilMs: setback.untilMs };
  if (older.length > 0) return { kind: 'remove', containers: older };
  return { kind: 'startContainer', container, attempt: run === undefined ? 0 : run.attempt + 1, pause };
}

/** A container that looks into a pod is started once, when what it looks into runs. */
function nextOfEphemeral(
  container: EphemeralContainer,
  pause: ObservedContainer,
  { observed, memory, nowMs }: PodSituation,
): Operation {
  const { name, targetContainerName = '' } = container;
  const [run] = runsOf(observed, name);
  if (run?.state === 'created') return { kind: 'remove', containers: [run] };
  if (run !== undefined) return forever;
  const [target] = targetContainerName === '' ? [] : runsOf(observed, targetContainerName);
  if (targetContainerName !== '' && target?.state !== 'running') return forever;
  const setback = memory.containers.get(name)?.setback;
  if (setback !== undefined && nowMs < setback.untilMs) return { kind: 'wait', untilMs: setback.untilMs };
  return { kind: 'startContainer', container, attempt: 0, pause, ...(target && { target }) };
}

/** Whether every container has ended and none will be started again. */
export function isFinished(pod: Pod, observed: readonly ObservedContainer[], memory: PodMemory): boolean {
  return pod.spec.containers.every((container) => {
    const [run] = runsOf(observed, container.name);
    return run?.state === 'exited' && !shouldRestart(pod, run, memory);
  });
}

/** A pod that has ended stays so: what of it still runs, to look into it or because others ended it, is stopped. */
function nextOfFinished(pod: Pod, observed: readonly ObservedContainer[]): Operation {
  const running = observed.filter(({ state }) => state === 'running');
  const apps = running.filter(({ container }) => container !== '');
  const why = 'all containers have ended';
  if (apps.length > 0) return { kind: 'stop', containers: apps, graceSeconds: ownGrace(pod), why };
  return running.length > 0 ? { kind: 'stop', containers: running, graceSeconds: 0, why } : forever;
}

/** What to do next for a pod. */
export function nextOperation(situation: PodSituation): Operation {
  const { pod, observed, memory, nowMs } = situation;
  if (pod === undefined) {
    const grace = Math.min(
      agentLimits.orphanGraceSeconds,
      ...observed.map(({ graceSeconds }) => graceSeconds),
    );
    return stopping(situation, grace, 'the pod is not wanted here');
  }
  if (pod.metadata.deletionTimestamp !== undefined) return nextOfDeleted(pod, situation);
  if (isPodFinished(pod) || isFinished(pod, observed, memory)) return nextOfFinished(pod, observed);
  const pauses = runsOf(observed, '');
  const pause = pauses.find(({ state }) => state === 'running');
  if (pause === undefined) {
    // The network is gone with its container: what ran in it must start anew.
    const running = observed.filter(({ container, state }) => container !== '' && state === 'running');
    if (running.length > 0)
      return { kind: 'stop', containers: running, graceSeconds: 2, why: "the pod's network is gone" };
    if (pauses.length > 0) return { kind: 'remove', containers: pauses };
    if (memory.setback !== undefined && nowMs < memory.setback.untilMs)
      return { kind: 'wait', untilMs: memory.setback.untilMs };
    return { kind: 'startPause', attempt: 0 };
  }
  let untilMs = Infinity;
  let tidying: Operation | undefined;
  for (const container of pod.spec.containers) {
    const operation = nextOfContainer(pod, container, pause, situation);
    const [run] = runsOf(observed, container.name);
    // What is left of a container that runs waits for all else: it may be what the runtime can't remove.
    if (operation.kind === 'remove' && run?.state === 'running') tidying ??= operation;
    else if (operation.kind !== 'wait') return operation;
    else untilMs = Math.min(untilMs, operation.untilMs);
  }
  for (const container of pod.spec.ephemeralContainers ?? []) {
    const operation = nextOfEphemeral(container, pause, situation);
    if (operation.kind !== 'wait') return operation;
    untilMs = Math.min(untilMs, operation.untilMs);
  }
  return tidying ?? { kind: 'wait', untilMs };
}
