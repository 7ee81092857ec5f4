// The agent of one node: a worker for each pod, the list of all containers, and what is reported. It
// keeps its pods without the masters, and finds them again after its own restart.
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Clock, Gauge, Logger, Metrics, Random } from '#kernel/ports.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
import type { GonePod } from '#kernel/model/gen/node.gen.ts';
import type { ContainerRuntime, ObservedContainer } from '#node-agent/container-runtime.ts';
import { Images } from '#node-agent/images.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { nodeStatus } from '#node-agent/node-status.ts';
import { runsOf } from '#node-agent/plan.ts';
import { differs } from '#node-agent/pod-status.ts';
import { PodWorker, type WorkerHost } from '#node-agent/pod-worker.ts';
import type { WorkProjection } from '#node-agent/projection.ts';
import type { SessionSource } from '#node-agent/session.ts';
import { Slots } from '#node-agent/slots.ts';
import type { MemoryFolder } from '#node-agent/volumes/memory-folder.ts';
import type { TokenQuestion } from '#node-agent/volumes/token-asker.ts';
import { withdrawnAt } from '#node-agent/withdrawal.ts';

/** How often the runtime is asked whether it works, and how long it may take to say so. */
const ping = { everyMs: 500, timeoutMs: 1_500 } as const;

export interface AgentOptions {
  readonly node: string;
  readonly address: string;
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pauseImage: string;
  readonly runtime: ContainerRuntime;
  readonly projection: WorkProjection;
  readonly memory: MemoryFolder;
  /** After which share of its life, from 0 to 1, a pod's token is replaced. */
  readonly tokenRefreshShare: number;
  readonly askToken: (question: TokenQuestion) => Promise<string>;
  readonly random: Random;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The revision that the proxies of all ready nodes have reached. */
  readonly allProxiesRevision: () => number;
  /** Something is to be reported. */
  readonly reportSoon: () => void;
}

interface Gone extends GonePod {
  readonly name: string;
}

export class Agent implements SessionSource {
  readonly #options: AgentOptions;
  readonly #workers = new Map<string, PodWorker>();
  readonly #gone = new Map<string, Gone>();
  readonly #host: WorkerHost;
  readonly #pods: Gauge;
  #observed = new Map<string, ObservedContainer[]>();
  #listing: Promise<void> | undefined;
  #listAgain = false;
  #listed = false;
  #isSwept = false;
  #networkReady = false;
  #runtimeVersion = '';
  #runtimeFault: string | undefined = 'the container runtime was not reached yet';
  #images: Node['status'] = {};
  #changed: (workChanged: boolean) => void = () => undefined;

  constructor(options: AgentOptions) {
    this.#options = options;
    const { runtime, clock, logger, projection, address } = options;
    this.#pods = options.metrics.gauge('orc_node_pods', 'Pods on this node.');
    const sources = {
      configMap: (namespace: string, name: string) => projection.configMap(namespace, name),
      secret: (namespace: string, name: string) => projection.secret(namespace, name),
    };
    this.#host = {
      runtime,
      ...sources,
      volumes: {
        ...sources,
        allocatable: () => this.#ownNode()?.status?.allocatable ?? {},
        memory: options.memory,
        refreshShare: options.tokenRefreshShare,
        askToken: options.askToken,
        random: options.random,
        clock,
        logger,
      },
      services: () => projection.services(),
      images: new Images(runtime),
      slots: new Slots(agentLimits.parallelOperations),
      clock,
      logger,
      pauseImage: options.pauseImage,
      hostIp: address,
      isWithdrawn: (pod) => this.#isWithdrawn(pod),
      observed: (uid) => this.#observed.get(uid) ?? [],
      refresh: () => this.#refresh(),
      statusChanged: () => options.reportSoon(),
      gone: (uid) => this.#podGone(uid),
    };
  }

  /** Also tells `changed` of new work: the proxy. */
  onChanged(changed: (workChanged: boolean) => void): void {
    this.#changed = changed;
  }

  #isWithdrawn(pod: Pod): boolean {
    const revision = withdrawnAt(pod, this.#options.projection.endpointSlices());
    return revision !== undefined && this.#options.allProxiesRevision() >= revision;
  }

  /** This node as the masters show it. */
  #ownNode(): Node | undefined {
    const { projection, node } = this.#options;
    return projection.nodes().find(({ metadata }) => metadata.name === node);
  }

  // What the session asks.

  nodeReport(): Node | undefined {
    const { node, address, version, labels } = this.#options;
    const known = this.#ownNode();
    const fault = this.#runtimeFault ?? (this.#networkReady ? undefined : 'the network of pods is not ready');
    const status = nodeStatus({
      node,
      address,
      version,
      runtimeVersion: this.#runtimeVersion,
      fault,
      images: this.#images?.images ?? [],
      known: known?.status,
      nowMs: this.#options.clock.wallMs(),
    });
    const allLabels = {
      'kubernetes.io/hostname': node,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': status.nodeInfo?.architecture ?? '',
      ...labels,
    };
    const hasLabels = Object.entries(allLabels).every(
      ([key, value]) => known?.metadata.labels?.[key] === value,
    );
    if (known !== undefined && hasLabels && equalValues(known.status, status)) return undefined;
    return { apiVersion: 'v1', kind: 'Node', metadata: { name: node, labels: allLabels }, status };
  }

  podReports(): readonly Pod[] {
    if (!this.#listed) return [];
    const reports: Pod[] = [];
    for (const worker of this.#workers.values()) {
      const { pod } = worker;
      const status = worker.status();
      if (pod === undefined || status === undefined || !differs(status, pod)) continue;
      const { name, namespace, uid } = pod.metadata;
      reports.push({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: name ?? '', namespace: namespace ?? '', uid: uid ?? '' },
        spec: { containers: [] },
        status,
      });
    }
    return reports;
  }

  gonePods(): readonly GonePod[] {
    return [...this.#gone.values()];
  }

  changed(workChanged: boolean): void {
    this.#sync(workChanged);
    this.#changed(workChanged);
  }

  /** Brings the workers in line with the work. */
  #sync(workChanged: boolean): void {
    const { projection, node } = this.#options;
    if (!projection.isKnown || !this.#listed) return;
    const wanted = new Map(
      projection
        .pods()
        .filter(({ spec }) => spec.nodeName === node)
        .map((pod) => [pod.metadata.uid ?? '', pod]),
    );
    for (const uid of this.#gone.keys()) if (!wanted.has(uid)) this.#gone.delete(uid);
    for (const [uid, pod] of wanted) {
      if (this.#gone.has(uid)) continue;
      const worker = this.#worker(uid);
      if (worker.pod !== pod) worker.want(pod);
      else if (!workChanged && pod.metadata.deletionTimestamp !== undefined) worker.wake();
    }
    // The copy on disk may be older than what runs: what it does not have is stopped once a leader says so.
    const isSaid = projection.revision > 0;
    if (isSaid)
      for (const uid of this.#observed.keys()) if (!wanted.has(uid)) this.#worker(uid).want(undefined);
    for (const [uid, worker] of this.#workers)
      if (!wanted.has(uid) && worker.pod !== undefined) worker.want(undefined);
    if (workChanged)
      for (const worker of this.#workers.values()) {
        worker.sourcesChanged();
        if (worker.pod?.metadata.deletionTimestamp !== undefined) worker.wake();
      }
    if (isSaid) void this.#sweep(wanted);
    this.#pods.set(wanted.size);
  }

  /** Removes, once, the files of pods that went while no agent ran. */
  async #sweep(wanted: ReadonlyMap<string, Pod>): Promise<void> {
    if (this.#isSwept) return;
    this.#isSwept = true;
    const { memory, logger } = this.#options;
    try {
      for (const uid of await memory.pods())
        if (!wanted.has(uid) && !this.#observed.has(uid) && !this.#workers.has(uid)) await memory.remove(uid);
    } catch (error) {
      logger.warn('files of pods that are gone could not be removed', { error: messageOf(error) });
    }
  }

  #worker(uid: string): PodWorker {
    const known = this.#workers.get(uid);
    if (known !== undefined) return known;
    const made = new PodWorker(uid, this.#host);
    this.#workers.set(uid, made);
    return made;
  }

  #podGone(uid: string): void {
    const pod = this.#workers.get(uid)?.pod;
    this.#workers.delete(uid);
    if (pod === undefined) return;
    this.#gone.set(uid, { namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '', uid });
    this.#options.reportSoon();
  }

  /** Lists all containers. Callers share a listing that has not begun yet. */
  #refresh(): Promise<void> {
    if (this.#listing !== undefined) {
      this.#listAgain = true;
      const current = this.#listing;
      return current.then(() =>
        this.#listAgain ? this.#startListing() : (this.#listing ?? Promise.resolve()),
      );
    }
    return this.#startListing();
  }

  #startListing(): Promise<void> {
    if (this.#listing !== undefined) return this.#listing;
    this.#listAgain = false;
    this.#listing = this.#list().finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  async #list(): Promise<void> {
    const containers = await this.#options.runtime.list();
    const observed = new Map<string, ObservedContainer[]>();
    for (const container of containers) {
      const own = observed.get(container.podUid) ?? [];
      own.push(container);
      observed.set(container.podUid, own);
    }
    this.#observed = observed;
    this.#listed = true;
  }

  /** Runs until `signal` aborts. Containers go on after it. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#watchRuntime(signal), this.#checkRuntime(signal)]);
    for (const worker of this.#workers.values()) worker.stop();
  }

  async #relist(): Promise<void> {
    try {
      const before = this.#observed;
      await this.#refresh();
      this.#sync(false);
      for (const [uid, worker] of this.#workers)
        if (!equalValues(before.get(uid), this.#observed.get(uid))) worker.wake();
    } catch (error) {
      this.#options.logger.debug('containers could not be listed', { error: messageOf(error) });
    }
  }

  async #watchRuntime(signal: AbortSignal): Promise<void> {
    const { runtime, clock } = this.#options;
    let timer = clock.schedule(0, () => undefined);
    while (!signal.aborted) {
      await this.#relist();
      try {
        await runtime.watch(
          () => {
            timer.cancel();
            timer = clock.schedule(5, () => void this.#relist());
          },
          AbortSignal.any([signal, AbortSignal.timeout(agentLimits.relistMs)]),
        );
      } catch (error) {
        if (signal.aborted) return;
        this.#options.logger.debug('events of the runtime ended', { error: messageOf(error) });
      }
      await new Promise<void>((resolve) => void clock.schedule(20, resolve));
    }
  }

  async #checkRuntime(signal: AbortSignal): Promise<void> {
    const { runtime, clock, logger } = this.#options;
    let rounds = 0;
    while (!signal.aborted) {
      const before = this.#runtimeFault;
      try {
        await runtime.ping(AbortSignal.timeout(ping.timeoutMs));
        if (this.#runtimeVersion === '') this.#runtimeVersion = await runtime.version();
        if (rounds % 20 === 0) this.#images = { images: await imagesOf(runtime) };
        this.#runtimeFault = undefined;
        await this.#prepareNetwork();
      } catch (error) {
        this.#runtimeFault = `the container runtime does not answer: ${messageOf(error)}`;
        if (error instanceof OrcError && error.code === 'Conflict') this.#runtimeFault = error.message;
      }
      if (before !== this.#runtimeFault) {
        logger.info('the container runtime changed', { fault: this.#runtimeFault });
        this.#options.reportSoon();
      }
      rounds += 1;
      await new Promise<void>((resolve) => void clock.schedule(ping.everyMs, resolve));
    }
  }

  async #prepareNetwork(): Promise<void> {
    if (this.#networkReady) return;
    const { runtime } = this.#options;
    const podCidr = this.#ownNode()?.spec?.podCIDR;
    if (podCidr === undefined) return;
    await runtime.ensureNetwork(podCidr);
    this.#networkReady = true;
    this.#options.reportSoon();
  }

  /** The containers that run, but for those that only hold a pod's network. */
  running(): readonly ObservedContainer[] {
    return [...this.#observed.values()].flatMap((containers) =>
      containers.filter(({ state, container }) => state === 'running' && container !== ''),
    );
  }

  /** The running container that holds a pod's network, for streams. Throws BadRequest when there is none. */
  pauseFor(uid: string): ObservedContainer {
    const [pause] = runsOf(this.#observed.get(uid) ?? [], '');
    if (pause?.state === 'running') return pause;
    throw new OrcError(
      'BadRequest',
      `pod "${this.#workers.get(uid)?.pod?.metadata.name ?? uid}" is not running`,
    );
  }

  /** The running container of a pod, for streams. Throws NotFound or BadRequest in kubectl's words. */
  containerFor(uid: string, name: string, previous: boolean): ObservedContainer {
    const pod = this.#workers.get(uid)?.pod;
    const [run, before] = runsOf(this.#observed.get(uid) ?? [], name);
    const wanted = previous ? before : run;
    if (wanted !== undefined) return wanted;
    const podName = pod?.metadata.name ?? uid;
    if (previous)
      throw new OrcError(
        'BadRequest',
        `previous terminated container "${name}" in pod "${podName}" not found`,
      );
    const waiting = this.#workers
      .get(uid)
      ?.status()
      ?.containerStatuses?.find((status) => status.name === name)?.state?.waiting?.reason;
    throw new OrcError(
      'BadRequest',
      `container "${name}" in pod "${podName}" is waiting to start: ${waiting ?? 'ContainerCreating'}`,
    );
  }
}

async function imagesOf(
  runtime: ContainerRuntime,
): Promise<NonNullable<NonNullable<Node['status']>['images']>> {
  const images = (await runtime.images()).filter(({ names }) => names.length > 0);
  return images
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes)
    .slice(0, 50)
    .map(({ names, sizeBytes }) => ({ names, sizeBytes }));
}
