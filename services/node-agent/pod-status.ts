// A pod's status from what is observed and remembered, in the words users know. Pure.
import { imageToRun } from '#kernel/images/pins.ts';
import { isPodFinished } from '#kernel/kinds/pod.ts';
import type {
  Container,
  ContainerState,
  ContainerStatus,
  EphemeralContainer,
  Pod,
  PodCondition,
  PodStatus,
} from '#kernel/model/gen/core.gen.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { ObservedContainer } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import type { ContainerMemory, PodMemory } from '#node-agent/memory.ts';
import { resized, resourcesOf } from '#node-agent/resources.ts';
import { isFinished, restartAtMs, runsOf, shouldRestart } from '#node-agent/plan.ts';

export interface StatusInputs {
  readonly pod: Pod;
  readonly observed: readonly ObservedContainer[];
  readonly memory: PodMemory;
  readonly hostIp: string;
  readonly nowMs: number;
}

function terminated(run: ObservedContainer): NonNullable<ContainerState['terminated']> {
  const { startFault, exitCode } = run;
  const ended = run.outOfMemory ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
  return {
    exitCode,
    reason: startFault === '' ? ended : 'StartError',
    ...(startFault !== '' && { message: cut(startFault) }),
    ...(run.startedAtMs > 0 && { startedAt: timeFromMs(run.startedAtMs) }),
    finishedAt: timeFromMs(run.finishedAtMs),
    containerID: `docker://${run.id}`,
  };
}

function cut(text: string): string {
  return text.length > agentLimits.messageLength
    ? `${text.slice(0, agentLimits.messageLength - 3)}...`
    : text;
}

function waiting(reason: string, message?: string): ContainerState {
  return { waiting: { reason, ...(message !== undefined && { message: cut(message) }) } };
}

function stateOf(
  inputs: StatusInputs,
  name: string,
  run: ObservedContainer | undefined,
  remembered: ContainerMemory | undefined,
): ContainerState {
  const { pod, memory, nowMs } = inputs;
  if (run?.state === 'running') return { running: { startedAt: timeFromMs(run.startedAtMs) } };
  const setback = remembered?.setback;
  if (run?.state === 'exited') {
    if (!shouldRestart(pod, run, memory) || pod.metadata.deletionTimestamp !== undefined)
      return { terminated: terminated(run) };
    if (setback !== undefined) return waiting(setback.reason, setback.message);
    const atMs = restartAtMs(run, memory);
    if (atMs > run.finishedAtMs && nowMs < atMs) {
      const seconds = Math.round((atMs - run.finishedAtMs) / 1000);
      return waiting(
        'CrashLoopBackOff',
        `back-off ${seconds}s restarting failed container=${name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      );
    }
    return { terminated: terminated(run) };
  }
  if (setback !== undefined) return waiting(setback.reason, setback.message);
  return waiting('ContainerCreating', memory.setback?.message);
}

/** What a container runs with: what its spec says once it has that, until then what it had. */
function shownResources(
  spec: Container | undefined,
  run: ObservedContainer,
  known: ContainerStatus | undefined,
): Pick<ContainerStatus, 'resources' | 'allocatedResources'> {
  if (spec?.resources === undefined) return {};
  if (resized(resourcesOf(spec), run.resources).length > 0)
    return {
      ...(known?.resources && { resources: known.resources }),
      ...(known?.allocatedResources && { allocatedResources: known.allocatedResources }),
    };
  const { limits, requests } = spec.resources;
  return {
    resources: { ...(limits && { limits }), ...(requests && { requests }) },
    ...(requests && { allocatedResources: requests }),
  };
}

function containerStatus(inputs: StatusInputs, name: string, image: string): ContainerStatus {
  const { pod, observed, memory } = inputs;
  const [run, before] = runsOf(observed, name);
  const known = pod.status?.containerStatuses?.find((each) => each.name === name);
  // How a container ended stays known when somebody has removed it.
  if (run === undefined && known !== undefined && isPodFinished(pod)) return known;
  const remembered = memory.containers.get(name);
  const state = stateOf(inputs, name, run, remembered);
  const probes =
    run !== undefined && remembered?.probes?.containerId === run.id ? remembered.probes : undefined;
  const isRunning = state.running !== undefined;
  const spec = pod.spec.containers.find((container) => container.name === name);
  const last = run?.state === 'exited' && state.terminated === undefined ? run : before;
  return {
    name,
    state,
    ...(last?.state === 'exited' && { lastState: { terminated: terminated(last) } }),
    ready: isRunning && probes?.ready === true,
    started: isRunning && probes?.started === true,
    restartCount: run?.attempt ?? 0,
    image: run === undefined || run.image === imageToRun(image, pod) ? image : run.image,
    // What was named by its digest is known by it on every node.
    imageID: run?.image.includes('@') === true ? run.image : (run?.imageId ?? ''),
    ...(run !== undefined && { containerID: `docker://${run.id}` }),
    // Of a pod that was never changed they are what its spec says.
    ...((pod.metadata.generation ?? 1) > 1 && run !== undefined && shownResources(spec, run, known)),
  };
}

/** What became of a container that looks into the pod: it runs once, so how it ended stays. */
function ephemeralStatus(inputs: StatusInputs, { name, image }: EphemeralContainer): ContainerStatus {
  const status = containerStatus(inputs, name, image);
  const [run] = runsOf(inputs.observed, name);
  return run?.state === 'exited' ? { ...status, state: { terminated: terminated(run) } } : status;
}

function phaseOf({ pod, observed, memory }: StatusInputs, statuses: readonly ContainerStatus[]): string {
  // A pod that has ended has ended, whoever said so, and whatever is still there of it.
  if (isPodFinished(pod)) return pod.status?.phase ?? 'Failed';
  if (isFinished(pod, observed, memory)) {
    const failed = pod.spec.containers.some(({ name }) => runsOf(observed, name)[0]?.exitCode !== 0);
    return failed ? 'Failed' : 'Succeeded';
  }
  const everStarted = statuses.every(
    ({ state, lastState }) =>
      state?.running !== undefined || state?.terminated !== undefined || lastState?.terminated !== undefined,
  );
  return everStarted ? 'Running' : 'Pending';
}

/** A condition that keeps the time of its last change. */
function condition(
  pod: Pod,
  type: string,
  holds: boolean,
  nowMs: number,
  reason?: string,
  message?: string,
): PodCondition {
  const status = holds ? 'True' : 'False';
  const before = pod.status?.conditions?.find((each) => each.type === type);
  return {
    type,
    status,
    lastTransitionTime:
      before?.status === status ? (before.lastTransitionTime ?? timeFromMs(nowMs)) : timeFromMs(nowMs),
    ...(!holds && reason !== undefined && { reason }),
    ...(!holds && message !== undefined && { message }),
  };
}

/** The status to report. `pod` holds the status reported before, whose times are kept where nothing changed. */
export function podStatus(inputs: StatusInputs): PodStatus {
  const { pod, observed, memory, hostIp, nowMs } = inputs;
  const statuses = pod.spec.containers.map(({ name, image }) => containerStatus(inputs, name, image));
  const ephemeral = (pod.spec.ephemeralContainers ?? []).map((each) => ephemeralStatus(inputs, each));
  const phase = phaseOf(inputs, statuses);
  const { reason: endReason, message: endMessage } = isPodFinished(pod) ? (pod.status ?? {}) : {};
  const finished = phase === 'Succeeded' || phase === 'Failed';
  const unready = statuses.filter(({ ready }) => !ready).map(({ name }) => name);
  const ready = unready.length === 0 && !finished;
  const reason = finished ? 'PodCompleted' : 'ContainersNotReady';
  const message = finished ? undefined : `containers with unready status: [${unready.join(' ')}]`;
  const pauseIp = runsOf(observed, '').find(({ state }) => state === 'running')?.address ?? '';
  const podIp =
    pauseIp === '' && (finished || pod.metadata.deletionTimestamp !== undefined)
      ? (pod.status?.podIP ?? '')
      : pauseIp;
  return {
    phase,
    ...(endReason !== undefined && { reason: endReason }),
    ...(endMessage !== undefined && { message: endMessage }),
    conditions: [
      condition(pod, 'Initialized', true, nowMs),
      condition(pod, 'Ready', ready, nowMs, reason, message),
      condition(pod, 'ContainersReady', ready, nowMs, reason, message),
    ],
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    ...(podIp !== '' && { podIP: podIp, podIPs: [{ ip: podIp }] }),
    startTime: pod.status?.startTime ?? timeFromMs(memory.takenAtMs),
    containerStatuses: statuses,
    ...(ephemeral.length > 0 && { ephemeralContainerStatuses: ephemeral }),
    observedGeneration: pod.metadata.generation ?? 0,
  };
}

/** Whether a status to report says anything that the masters do not show. Conditions of others are not the node's. */
export function differs(status: PodStatus, pod: Pod): boolean {
  const { conditions: allShown = [], qosClass, ...shown } = pod.status ?? {};
  const { conditions = [], ...own } = status;
  const types = new Set(conditions.map(({ type }) => type));
  const shownConditions = allShown.filter(({ type }) => types.has(type));
  return !equalValues(own, shown) || !equalValues(conditions, shownConditions);
}
