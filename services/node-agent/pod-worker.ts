// One pod on this node: looks at what should be and what is, carries out one operation at a time, and
// looks again. What was read before an operation is read again after it.
import { OrcError, messageOf } from '#kernel/errors.ts';
import { imageToRun } from '#kernel/images/pins.ts';
import type { Clock, Logger, Timer } from '#kernel/ports.ts';
import type { ConfigMap, Container, Pod, PodStatus, Secret, Service } from '#kernel/model/gen/core.gen.ts';
import type { ContainerRuntime, ContainerSpec, ObservedContainer } from '#node-agent/container-runtime.ts';
import { environmentOf, expand } from '#node-agent/environment.ts';
import type { Images } from '#node-agent/images.ts';
import { resourcesOf } from '#node-agent/resources.ts';
import { agentLimits } from '#node-agent/limits.ts';
import {
  type PodMemory,
  type Setback,
  backoffMs,
  containerMemory,
  newPodMemory,
} from '#node-agent/memory.ts';
import {
  type Operation,
  type PodSituation,
  type StartContainer,
  crashCount,
  nextOperation,
  runsOf,
} from '#node-agent/plan.ts';
import { podStatus } from '#node-agent/pod-status.ts';
import { Prober } from '#node-agent/probes/prober.ts';
import { asksForImageUser, pauseSecurity, securityOf } from '#node-agent/security.ts';
import { serviceVariables } from '#node-agent/service-environment.ts';
import type { Slots } from '#node-agent/slots.ts';
import { PodVolumes, type VolumesHost } from '#node-agent/volumes/pod-volumes.ts';

/** What a container waits with whose pod's volumes are not ready. */
const volumeSetback = 'ContainerCreating';

/** What a worker needs of the node. */
export interface WorkerHost {
  readonly runtime: ContainerRuntime;
  readonly images: Images;
  readonly slots: Slots;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pauseImage: string;
  readonly hostIp: string;
  readonly volumes: VolumesHost;
  /** Every Service. */
  services(): readonly Service[];
  configMap(namespace: string, name: string): ConfigMap | undefined;
  secret(namespace: string, name: string): Secret | undefined;
  /** Whether all proxies have stopped using the pod. */
  isWithdrawn(pod: Pod): boolean;
  /** The containers of a pod, as listed last. */
  observed(uid: string): readonly ObservedContainer[];
  /** Lists containers again. */
  refresh(): Promise<void>;
  /** The pod's status may have changed. */
  statusChanged(uid: string): void;
  /** Nothing is left of the pod. */
  gone(uid: string): void;
}

export class PodWorker {
  readonly uid: string;
  readonly #host: WorkerHost;
  readonly #memory: PodMemory;
  readonly #probers = new Map<string, Prober>();
  readonly #volumes: PodVolumes;
  #pod: Pod | undefined;
  #running = false;
  #again = false;
  #timer: Timer | undefined;
  #stopped = false;
  /** Resolves when the pod is to go: nothing is waited for any more. */
  #leaving = Promise.withResolvers<void>();
  #leaves = false;
  /** What is being stopped, and when at the latest it is killed, in milliseconds of the monotonic clock. */
  #ending: { readonly ids: ReadonlySet<string>; readonly untilMs: number } | undefined;

  constructor(uid: string, host: WorkerHost) {
    this.uid = uid;
    this.#host = host;
    this.#memory = newPodMemory(host.clock.wallMs());
    this.#volumes = new PodVolumes(uid, host.volumes);
  }

  get pod(): Pod | undefined {
    return this.#pod;
  }

  /** The pod as the masters want it now; undefined when they do not want it here. */
  want(pod: Pod | undefined): void {
    if (pod !== undefined) this.#forgetImages(pod);
    this.#pod = pod;
    const stayed = !this.#leaves;
    this.#leaves = pod === undefined || pod.metadata.deletionTimestamp !== undefined;
    if (this.#leaves) this.#leaving.resolve();
    else if (!stayed) this.#leaving = Promise.withResolvers();
    void this.#hasten();
    this.wake();
  }

  /** What an image was waited for, or did, says nothing of another. */
  #forgetImages(pod: Pod): void {
    for (const { name, image } of pod.spec.containers) {
      const before = this.#pod?.spec.containers.find((container) => container.name === name);
      const remembered = this.#memory.containers.get(name);
      if (before === undefined || before.image === image || remembered === undefined) continue;
      remembered.setback = undefined;
      if (remembered.crashes !== undefined) remembered.crashes = { ...remembered.crashes, count: 0 };
    }
  }

  /** A grace that is shortened holds for what is being stopped already. */
  async #hasten(): Promise<void> {
    const ending = this.#ending;
    if (ending === undefined) return;
    const { runtime, clock, logger } = this.#host;
    const operation = nextOperation(this.#situation());
    if (operation.kind !== 'stop') return;
    const untilMs = clock.monotonicMs() + operation.graceSeconds * 1000;
    const containers = operation.containers.filter(({ id }) => ending.ids.has(id));
    if (containers.length === 0 || untilMs >= ending.untilMs) return;
    this.#ending = { ...ending, untilMs };
    try {
      await Promise.all(containers.map(({ id }) => runtime.stop(id, operation.graceSeconds)));
    } catch (error) {
      logger.warn('a grace that was shortened could not be kept', { error: messageOf(error) });
    }
  }

  async #stop({ containers, graceSeconds, anew, why }: Extract<Operation, { kind: 'stop' }>): Promise<void> {
    const { runtime, clock, logger } = this.#host;
    logger.info('stopping containers', {
      pod: this.#pod?.metadata.name ?? this.uid,
      why,
      count: containers.length,
    });
    if (anew === true)
      for (const { container, id } of containers) containerMemory(this.#memory, container).anew = id;
    this.#ending = {
      ids: new Set(containers.map(({ id }) => id)),
      untilMs: clock.monotonicMs() + graceSeconds * 1000,
    };
    try {
      await Promise.all(containers.map(({ id }) => runtime.stop(id, graceSeconds)));
    } finally {
      this.#ending = undefined;
    }
  }

  async #resize({ run, resources }: Extract<Operation, { kind: 'resize' }>): Promise<void> {
    const { runtime, logger } = this.#host;
    const remembered = containerMemory(this.#memory, run.container);
    const about = { pod: this.#pod?.metadata.name ?? this.uid, container: run.container };
    try {
      await runtime.resize(run.id, resources);
      remembered.resize = undefined;
      logger.info('resized a container', about);
    } catch (error) {
      // It may use more now than it is to have: the rest of the pod does not wait for that.
      const message = messageOf(error);
      remembered.resize = this.#setback(remembered.resize, 'Resize', message, agentLimits.retry);
      logger.warn('a container could not be resized yet; it is tried again', { ...about, error: message });
    }
  }

  /** What volumes are made of may have changed. */
  sourcesChanged(): void {
    const pod = this.#pod;
    if (pod === undefined) return;
    this.#keepVolumes(pod);
    let waits = false;
    for (const remembered of this.#memory.containers.values()) {
      if (remembered.setback?.reason !== volumeSetback) continue;
      remembered.setback = { ...remembered.setback, untilMs: 0 };
      waits = true;
    }
    if (waits) this.wake();
  }

  #keepVolumes(pod: Pod): void {
    const runs = this.#host.observed(this.uid);
    if (runs.some(({ container, state }) => container !== '' && state === 'running')) this.#volumes.keep(pod);
  }

  /** Looks again soon. */
  wake(): void {
    this.#again = true;
    if (!this.#running) void this.#run();
  }

  /** The agent ends: containers go on, nothing more is done to them. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#volumes.stop();
    for (const prober of this.#probers.values()) prober.stop();
  }

  /** The status to report; undefined for a pod that is not wanted here. */
  status(): PodStatus | undefined {
    if (this.#pod === undefined) return undefined;
    return podStatus({
      pod: this.#pod,
      observed: this.#host.observed(this.uid),
      memory: this.#memory,
      hostIp: this.#host.hostIp,
      nowMs: this.#host.clock.wallMs(),
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#step();
      }
    } finally {
      this.#running = false;
    }
  }

  #situation(): PodSituation {
    const nowMs = this.#host.clock.wallMs();
    const pod = this.#pod;
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined)
      this.#memory.stoppingSinceMs ??= nowMs;
    return {
      pod,
      observed: this.#host.observed(this.uid),
      memory: this.#memory,
      nowMs,
      withdrawn: pod === undefined || this.#host.isWithdrawn(pod),
    };
  }

  async #step(): Promise<void> {
    this.#timer?.cancel();
    const situation = this.#situation();
    this.#follow(situation);
    if (this.#pod !== undefined) this.#keepVolumes(this.#pod);
    const operation = nextOperation(situation);
    this.#host.statusChanged(this.uid);
    if (operation.kind === 'gone') {
      this.stop();
      await this.#removeVolumes();
      this.#host.gone(this.uid);
      return;
    }
    if (operation.kind === 'wait') {
      if (!Number.isFinite(operation.untilMs)) return;
      const delayMs = Math.max(1, operation.untilMs - this.#host.clock.wallMs());
      this.#timer = this.#host.clock.schedule(delayMs, () => this.wake());
      return;
    }
    await this.#carryOut(operation);
    await this.#refresh();
    this.#again = true;
  }

  async #removeVolumes(): Promise<void> {
    try {
      await this.#volumes.remove();
    } catch (error) {
      this.#host.logger.warn('files of a pod that is gone could not be removed', { error: messageOf(error) });
    }
  }

  async #refresh(): Promise<void> {
    try {
      await this.#host.refresh();
    } catch (error) {
      this.#host.logger.warn('containers could not be listed', { error: messageOf(error) });
      await this.#pause(agentLimits.retry.firstMs);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#host.clock.schedule(ms, resolve));
  }

  /** Brings memory and probers in line with what is observed. */
  #follow({ pod, observed, memory }: PodSituation): void {
    for (const { name } of pod?.spec.ephemeralContainers ?? [])
      if (runsOf(observed, name).length > 0) containerMemory(memory, name).setback = undefined;
    for (const container of pod?.spec.containers ?? []) {
      const [run] = runsOf(observed, container.name);
      const remembered = containerMemory(memory, container.name);
      if (run?.state === 'exited' && remembered.crashes?.containerId !== run.id)
        remembered.crashes = { containerId: run.id, count: crashCount(run, memory) };
      if (run?.state === 'running') remembered.setback = undefined;
      this.#probe(container, run, observed);
      const prober = this.#probers.get(container.name);
      remembered.probes = prober?.state;
    }
  }

  #probe(
    container: Container,
    run: ObservedContainer | undefined,
    observed: readonly ObservedContainer[],
  ): void {
    const known = this.#probers.get(container.name);
    const address = runsOf(observed, '').find(({ state }) => state === 'running')?.address ?? '';
    const wanted = run?.state === 'running' && this.#memory.stoppingSinceMs === undefined && address !== '';
    if (known !== undefined && (!wanted || known.state.containerId !== run.id)) {
      known.stop();
      this.#probers.delete(container.name);
    }
    if (!wanted || this.#probers.has(container.name)) return;
    const target = { runtime: this.#host.runtime, container, containerId: run.id, address };
    const reported = this.#pod?.status?.containerStatuses?.find(({ name }) => name === container.name);
    this.#probers.set(
      container.name,
      new Prober(target, this.#host.clock, run.startedAtMs, reported, () => this.wake()),
    );
  }

  async #carryOut(operation: Exclude<Operation, { kind: 'wait' | 'gone' }>): Promise<void> {
    const { runtime, logger } = this.#host;
    try {
      switch (operation.kind) {
        case 'startPause':
          await this.#startPause();
          return;
        case 'startContainer':
          await this.#startContainer(operation);
          return;
        case 'stop':
          await this.#stop(operation);
          return;
        case 'resize':
          await this.#resize(operation);
          return;
        case 'remove':
          await Promise.all(operation.containers.map(({ id }) => runtime.remove(id)));
      }
    } catch (error) {
      logger.warn('an operation on a pod failed', {
        pod: this.#pod?.metadata.name ?? this.uid,
        operation: operation.kind,
        error: messageOf(error),
      });
      await this.#pause(agentLimits.retry.firstMs);
    }
  }

  #setback(
    before: Setback | undefined,
    reason: string,
    message: string,
    bounds: { readonly firstMs: number; readonly lastMs: number },
  ): Setback {
    const count = before === undefined ? 1 : before.count + 1;
    return { reason, message, count, untilMs: this.#host.clock.wallMs() + backoffMs(count, bounds) };
  }

  async #startPause(): Promise<void> {
    const pod = this.#pod;
    if (pod === undefined) return;
    // Made meanwhile; what is wrong with them is asked when a container is to start.
    void this.#volumes.prepare(pod);
    try {
      await this.#start({
        ...this.#identity(pod, '', 0),
        image: this.#host.pauseImage,
        entrypoint: undefined,
        command: undefined,
        workingDir: undefined,
        env: [],
        mounts: [],
        security: pauseSecurity,
        hostname: pod.spec.hostname ?? pod.metadata.name ?? '',
        pauseId: undefined,
        processesOf: undefined,
        resources: resourcesOf({ name: '', image: '' }),
        stdin: false,
        stdinOnce: false,
        tty: false,
      });
      this.#memory.setback = undefined;
    } catch (error) {
      this.#memory.setback = this.#setback(
        this.#memory.setback,
        'ContainerCreating',
        messageOf(error),
        agentLimits.retry,
      );
    }
  }

  /** Starting is what a runtime does few of at once; waiting for images or for ends takes no place. */
  #start(spec: ContainerSpec): Promise<string> {
    return this.#host.slots.run(() => this.#host.runtime.start(spec));
  }

  #identity(
    pod: Pod,
    container: string,
    attempt: number,
  ): Pick<ContainerSpec, 'podUid' | 'podNamespace' | 'podName' | 'container' | 'attempt' | 'graceSeconds'> {
    return {
      podUid: this.uid,
      podNamespace: pod.metadata.namespace ?? '',
      podName: pod.metadata.name ?? '',
      container,
      attempt,
      graceSeconds: pod.spec.terminationGracePeriodSeconds ?? 30,
    };
  }

  async #startContainer(operation: StartContainer): Promise<void> {
    const { container } = operation;
    const pod = this.#pod;
    if (pod === undefined) return;
    const remembered = containerMemory(this.#memory, container.name);
    const problem = await this.#volumes.prepare(pod);
    if (problem !== undefined) {
      const before = remembered.setback?.reason === volumeSetback ? remembered.setback : undefined;
      remembered.setback = this.#setback(before, volumeSetback, problem, agentLimits.retry);
      return;
    }
    const image = imageToRun(container.image, pod);
    // A pod that goes does not wait for a registry that does not answer; others may have asked for the same image.
    const verdict = await Promise.race([
      this.#host.images.ensure(image, container.imagePullPolicy ?? 'IfNotPresent'),
      this.#leaving.promise,
    ]);
    if (verdict === undefined) return;
    if (!('ok' in verdict)) {
      const again =
        remembered.setback?.reason.startsWith('ErrImagePull') === true ||
        remembered.setback?.reason === 'ImagePullBackOff';
      const reason = verdict.reason === 'ErrImagePull' && again ? 'ImagePullBackOff' : verdict.reason;
      remembered.setback = this.#setback(remembered.setback, reason, verdict.message, agentLimits.pull);
      return;
    }
    const spec = await this.#spec(pod, operation, image);
    if ('missing' in spec) {
      remembered.setback = this.#setback(undefined, 'CreateContainerConfigError', spec.missing, {
        firstMs: 2_000,
        lastMs: 2_000,
      });
      return;
    }
    try {
      await this.#start(spec);
      remembered.setback = undefined;
    } catch (error) {
      const reason =
        error instanceof OrcError && error.code === 'BadRequest'
          ? 'RunContainerError'
          : 'CreateContainerError';
      remembered.setback = this.#setback(remembered.setback, reason, messageOf(error), agentLimits.restart);
    }
  }

  async #spec(
    pod: Pod,
    { container, attempt, pause, target }: StartContainer,
    image: string,
  ): Promise<ContainerSpec | { readonly missing: string }> {
    const namespace = pod.metadata.namespace ?? '';
    const environment = environmentOf(pod, container, {
      configMap: (name) => this.#host.configMap(namespace, name),
      secret: (name) => this.#host.secret(namespace, name),
      services: serviceVariables(pod, this.#host.services()),
      podIp: pause.address,
      hostIp: this.#host.hostIp,
      allocatable: this.#host.volumes.allocatable(),
    });
    if ('missing' in environment) return environment;
    const variables = environment.ok;
    const expanded = (texts: readonly string[] | undefined): string[] | undefined =>
      texts?.map((text) => expand(text, variables));
    const imageUser = asksForImageUser(pod, container)
      ? ((await this.#host.runtime.image(image))?.user ?? '')
      : '';
    const security = securityOf(pod, container, imageUser);
    if ('problem' in security) return { missing: security.problem };
    const hostname = pod.spec.hostname ?? pod.metadata.name ?? '';
    return {
      ...this.#identity(pod, container.name, attempt),
      image,
      entrypoint: expanded(container.command),
      // Arguments of the image go with its own program only.
      command: expanded(container.args) ?? (container.command === undefined ? undefined : []),
      workingDir: container.workingDir,
      env: [`HOSTNAME=${hostname}`, ...[...variables].map(([name, value]) => `${name}=${value}`)],
      mounts: this.#volumes.mountsOf(container),
      security: security.ok,
      hostname,
      pauseId: pause.id,
      processesOf: target?.id,
      resources: resourcesOf(container),
      stdin: container.stdin ?? false,
      stdinOnce: container.stdinOnce ?? false,
      tty: container.tty ?? false,
    };
  }
}
