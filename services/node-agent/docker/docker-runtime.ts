// Docker behind the container-runtime port, through dockerode. Pods are a pause container that holds
// the network and one container each that joins it.
import { Duplex, PassThrough } from 'node:stream';
import Docker from 'dockerode';
import type { ContainerResources } from '#node-agent/resources.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type {
  ContainerRuntime,
  ContainerSpec,
  ExecOptions,
  ExecSession,
  ImageDetails,
  ImageInfo,
  LogOptions,
  ObservedContainer,
  OutputChunk,
  ProgramSession,
} from '#node-agent/container-runtime.ts';
import { dockerName, identityOf, labelsOf, managedLabel } from '#node-agent/docker/labels.ts';
import { demultiplex } from '#node-agent/docker/demultiplex.ts';
import { readToEnd } from '#node-agent/docker/hijacked.ts';

/** The Docker network and bridge of a node's pods. */
const networkName = 'orc';
export const podBridge = 'orc0';
/** The exit codes that Docker gives a container whose program it may not start, or can't find. */
const unstartableCodes: readonly number[] = [126, 127];
/** The exit code of what SIGKILL ended. */
const killedCode = 137;
const usualRequestMs = 60_000;

/** The HTTP status of an error of Docker's API; 0 for others. */
function statusOf(error: unknown): number {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : 0;
}

/** What Docker says went wrong after it had begun to answer, if a line of its progress says that. */
function faultIn(line: unknown): string | undefined {
  return typeof line === 'object' && line !== null && 'error' in line && typeof line.error === 'string'
    ? line.error
    : undefined;
}

/** Microseconds in which a container may use its share of a core. */
const cpuPeriod = 100_000;

/** The id of the container that an event of Docker's stream says ran out of memory, if it says that. */
function starvedContainer(line: string): string | undefined {
  if (line === '') return;
  const event: unknown = JSON.parse(line);
  if (typeof event !== 'object' || event === null || !('Action' in event) || event.Action !== 'oom') return;
  return 'id' in event && typeof event.id === 'string' ? event.id : undefined;
}

function timeMs(text: string | undefined): number {
  const ms = text === undefined ? NaN : Date.parse(text);
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}

/** `starved`: Docker told that the kernel ended a process of this container for want of memory. */
function observe(inspected: Docker.ContainerInspectInfo, starved: boolean): ObservedContainer {
  const { State: state, Config: config, NetworkSettings: network, HostConfig: host } = inspected;
  const isNew = !state.Running && state.Status === 'created';
  const startFault = isNew && unstartableCodes.includes(state.ExitCode) ? state.Error : '';
  const createdAtMs = timeMs(inspected.Created);
  return {
    ...identityOf(config.Labels),
    id: inspected.Id,
    state: state.Running ? 'running' : isNew && startFault === '' ? 'created' : 'exited',
    image: config.Image,
    imageId: inspected.Image,
    startedAtMs: startFault === '' ? timeMs(state.StartedAt) : createdAtMs,
    finishedAtMs: startFault === '' ? timeMs(state.FinishedAt) : createdAtMs,
    exitCode: state.ExitCode,
    startFault,
    outOfMemory: state.OOMKilled || (starved && state.ExitCode === killedCode),
    address: network.Networks[networkName]?.IPAddress ?? '',
    resources: {
      cpuMillis: ((host.CpuQuota ?? 0) * 1000) / cpuPeriod,
      cpuShares: host.CpuShares ?? 0,
      memoryBytes: host.Memory ?? 0,
    },
  };
}

/**
 * A container that is being removed, or whose removal broke off (`dead`): Docker may fail to say more of it than the list
 * does ("RWLayer of container … is unexpectedly nil"), and the others must not go unseen for that. Undefined for others.
 */
function remnant(listed: Docker.ContainerInfo): ObservedContainer | undefined {
  if (listed.State !== 'dead' && listed.State !== 'removing') return undefined;
  const createdAtMs = listed.Created * 1000;
  return {
    ...identityOf(listed.Labels),
    id: listed.Id,
    state: 'exited',
    image: listed.Image,
    imageId: listed.ImageID,
    startedAtMs: createdAtMs,
    finishedAtMs: createdAtMs,
    exitCode: killedCode,
    startFault: '',
    outOfMemory: false,
    address: '',
    resources: { cpuMillis: 0, cpuShares: 0, memoryBytes: 0 },
  };
}

/** What a container may use, in Docker's terms. */
function limitsOf({ cpuMillis, cpuShares, memoryBytes }: ContainerResources): Docker.HostConfig {
  return {
    ...(cpuMillis > 0 && { CpuPeriod: cpuPeriod, CpuQuota: (cpuMillis * cpuPeriod) / 1000 }),
    CpuShares: cpuShares,
    ...(memoryBytes > 0 && { Memory: memoryBytes, MemorySwap: memoryBytes }),
  };
}

/** A container's rights in Docker's terms. */
function rightsOf({ security }: ContainerSpec): Docker.HostConfig {
  const { groups, privileged, readOnlyRoot, addedCapabilities, droppedCapabilities } = security;
  const options = [
    ...(security.noNewPrivileges ? ['no-new-privileges:true'] : []),
    ...(security.unconfined ? ['seccomp=unconfined'] : []),
  ];
  return {
    ...(groups.length > 0 && { GroupAdd: [...groups] }),
    ...(privileged && { Privileged: true }),
    ...(readOnlyRoot && { ReadonlyRootfs: true }),
    ...(addedCapabilities.length > 0 && { CapAdd: [...addedCapabilities] }),
    ...(droppedCapabilities.length > 0 && { CapDrop: [...droppedCapabilities] }),
    ...(options.length > 0 && { SecurityOpt: options }),
  };
}

function creation(spec: ContainerSpec): Docker.ContainerCreateOptions {
  const shared = spec.pauseId === undefined ? undefined : `container:${spec.pauseId}`;
  return {
    name: dockerName(spec),
    Image: spec.image,
    Labels: labelsOf(spec, spec.graceSeconds),
    Env: [...spec.env],
    ...(spec.entrypoint && { Entrypoint: [...spec.entrypoint] }),
    ...(spec.command && { Cmd: [...spec.command] }),
    ...(spec.workingDir !== undefined && { WorkingDir: spec.workingDir }),
    ...(spec.security.user !== undefined && { User: spec.security.user }),
    ...(spec.stdin && { OpenStdin: true, StdinOnce: spec.stdinOnce }),
    ...(spec.tty && { Tty: true }),
    ...(shared === undefined && { Hostname: spec.hostname.slice(0, 63) }),
    HostConfig: {
      NetworkMode: shared ?? networkName,
      IpcMode: shared ?? 'shareable',
      ...(spec.processesOf !== undefined && { PidMode: `container:${spec.processesOf}` }),
      ...(spec.mounts.length > 0 && {
        Mounts: spec.mounts.map(({ source, target, readOnly }) => ({
          Type: 'bind' as const,
          Source: source,
          Target: target,
          ReadOnly: readOnly,
        })),
      }),
      ...rightsOf(spec),
      RestartPolicy: { Name: '' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
      ...limitsOf(spec.resources),
    },
  };
}

/** What Docker sends of a program: framed, unless the program has a terminal. */
async function* outputOf(
  stream: NodeJS.ReadableStream,
  tty: boolean,
): AsyncGenerator<OutputChunk, void, undefined> {
  if (!tty) yield* demultiplex(stream);
  else for await (const data of stream) yield { stream: 'stdout', data: Buffer.from(data) };
}

/** What is alike in sessions over a hijacked connection. */
function sessionOver(
  stream: Duplex,
  tty: boolean,
): Pick<ProgramSession, 'output' | 'write' | 'closeInput' | 'close'> {
  readToEnd(stream);
  // Broken off, it is an error to whoever reads or writes it then; nobody may.
  stream.on('error', () => undefined);
  return {
    output: outputOf(stream, tty),
    write: (data) =>
      new Promise((resolve, reject) => {
        stream.write(data, (error) => (error === null || error === undefined ? resolve() : reject(error)));
      }),
    closeInput: () => void stream.end(),
    close: () => void stream.destroy(),
  };
}

export class DockerRuntime implements ContainerRuntime {
  readonly #docker: Docker;
  /** For what may have nothing to say for any time. */
  readonly #patient: Docker;
  readonly #socketPath: string;
  readonly #requestMs: number;
  /** What is known of containers that have ended: that never changes, so they are not asked about again. */
  readonly #ended = new Map<string, ObservedContainer>();
  /**
   * Containers of which Docker told that they ran out of memory. Docker says so in a container's state only if it
   * heard of it before it heard of the end, and the two race.
   */
  readonly #starved = new Set<string>();
  /** When the watch before began, in seconds since 1970. */
  #watchedFrom = 1;

  /** `requestMs`: how long Docker may be silent over one request beyond what it was asked to wait. */
  constructor(socketPath: string, requestMs: number = usualRequestMs) {
    this.#socketPath = socketPath;
    this.#requestMs = requestMs;
    this.#docker = new Docker({ socketPath, timeout: requestMs });
    this.#patient = new Docker({ socketPath });
  }

  async ping(signal: AbortSignal): Promise<void> {
    const lost = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new OrcError('Timeout', 'Docker does not answer')), {
        once: true,
      });
    });
    await Promise.race([this.#docker.ping(), lost]);
  }

  async version(): Promise<string> {
    const { Version: version } = await this.#docker.version();
    return `docker://${version}`;
  }

  async ensureNetwork(podCidr: string): Promise<void> {
    try {
      const known: Docker.NetworkInspectInfo = await this.#docker.getNetwork(networkName).inspect();
      if (known.IPAM?.Config?.[0]?.Subnet === podCidr) return;
      throw new OrcError(
        'Conflict',
        `the Docker network "${networkName}" has the subnet ${known.IPAM?.Config?.[0]?.Subnet}, this node's pods have ${podCidr}: remove it with 'docker network rm ${networkName}'`,
      );
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    await this.#docker.createNetwork({
      Name: networkName,
      Driver: 'bridge',
      IPAM: { Driver: 'default', Config: [{ Subnet: podCidr }] },
      Options: {
        'com.docker.network.bridge.name': podBridge,
        'com.docker.network.bridge.enable_ip_masquerade': 'false',
        'com.docker.network.bridge.enable_icc': 'true',
      },
    });
  }

  async list(): Promise<readonly ObservedContainer[]> {
    const listed = await this.#docker.listContainers({ all: true, filters: { label: [managedLabel] } });
    const ids = new Set(listed.map(({ Id }) => Id));
    for (const id of this.#ended.keys()) if (!ids.has(id)) this.#ended.delete(id);
    for (const id of this.#starved) if (!ids.has(id)) this.#starved.delete(id);
    const observed = await Promise.all(
      listed.map(async (each) => this.#ended.get(each.Id) ?? remnant(each) ?? this.#inspect(each.Id)),
    );
    return observed.filter((container) => container !== undefined);
  }

  async #inspect(id: string): Promise<ObservedContainer | undefined> {
    try {
      const container = observe(await this.#docker.getContainer(id).inspect(), this.#starved.has(id));
      if (container.state === 'exited') this.#ended.set(id, container);
      return container;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async images(): Promise<readonly ImageInfo[]> {
    const listed = await this.#docker.listImages();
    return listed.map((image) => ({
      id: image.Id,
      names: (image.RepoTags ?? []).filter((name) => name !== '<none>:<none>'),
      sizeBytes: image.Size,
      fromRegistry: (image.RepoDigests ?? []).length > 0,
    }));
  }

  async image(name: string): Promise<ImageDetails | undefined> {
    try {
      const image = await this.#docker.getImage(name).inspect();
      return {
        id: image.Id,
        names: image.RepoTags,
        user: image.Config.User,
        sizeBytes: image.Size,
        fromRegistry: (image.RepoDigests ?? []).length > 0,
      };
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 400) return undefined;
      throw error;
    }
  }

  async pull(name: string, signal: AbortSignal): Promise<void> {
    const stream = await this.#docker.pull(name, { abortSignal: signal });
    const lines = await new Promise<readonly unknown[]>((resolve, reject) => {
      this.#docker.modem.followProgress(stream, (error, said) => {
        if (error === null || error === undefined) resolve(said);
        else reject(error);
      });
    });
    const fault = lines.map(faultIn).find((each) => each !== undefined);
    if (fault !== undefined) throw new OrcError('Unavailable', fault);
  }

  async start(spec: ContainerSpec): Promise<string> {
    const container = await this.#create(spec);
    try {
      await container.start();
    } catch (error) {
      // It stays as a run that has ended: whether there is another is for its restart policy to say.
      const left = await this.#inspect(container.id);
      if (left !== undefined && left.startFault !== '') return left.id;
      await this.remove(container.id);
      throw new OrcError('BadRequest', messageOf(error), {}, { cause: error });
    }
    return container.id;
  }

  async #create(spec: ContainerSpec): Promise<Docker.Container> {
    try {
      return await this.#docker.createContainer(creation(spec));
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      // A leftover of this name, made by an agent that was killed before it could start it.
      await this.#docker.getContainer(dockerName(spec)).remove({ force: true });
      return this.#docker.createContainer(creation(spec));
    }
  }

  async stop(id: string, graceSeconds: number): Promise<void> {
    try {
      if (graceSeconds <= 0) await this.#docker.getContainer(id).kill();
      else await this.#waitingFor(graceSeconds).getContainer(id).stop({ t: graceSeconds });
    } catch (error) {
      if (![304, 404, 409].includes(statusOf(error))) throw error;
    }
  }

  /** A client that waits as long as a container is given to end. */
  #waitingFor(graceSeconds: number): Docker {
    return new Docker({ socketPath: this.#socketPath, timeout: this.#requestMs + graceSeconds * 1000 });
  }

  async remove(id: string): Promise<void> {
    try {
      await this.#docker.getContainer(id).remove({ v: true, force: true });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  async resize(id: string, resources: ContainerResources): Promise<void> {
    await this.#docker.getContainer(id).update(limitsOf(resources));
  }

  async processId(id: string): Promise<number> {
    const { State: state } = await this.#docker.getContainer(id).inspect();
    if (!state.Running || state.Pid <= 0) throw new OrcError('BadRequest', 'the container is not running');
    return state.Pid;
  }

  async *logs(
    id: string,
    options: LogOptions,
    signal: AbortSignal,
  ): AsyncGenerator<OutputChunk, void, undefined> {
    const sinceMs =
      options.sinceMs ?? (options.sinceSeconds > 0 ? Date.now() - options.sinceSeconds * 1000 : undefined);
    const query = {
      stdout: true,
      stderr: true,
      timestamps: options.timestamps,
      ...(options.tailLines !== undefined && { tail: options.tailLines }),
      ...(sinceMs !== undefined && { since: sinceMs / 1000 }),
      abortSignal: signal,
    };
    const container = this.#docker.getContainer(id);
    const { Config: config } = await container.inspect();
    if (options.follow) {
      const followed = await this.#patient.getContainer(id).logs({ ...query, follow: true });
      yield* outputOf(followed, config.Tty);
      return;
    }
    const whole = new PassThrough();
    whole.end(await container.logs({ ...query, follow: false }));
    yield* outputOf(whole, config.Tty);
  }

  async exec(id: string, { command, stdin, tty }: ExecOptions): Promise<ExecSession> {
    const exec = await this.#docker
      .getContainer(id)
      .exec({ Cmd: [...command], AttachStdin: stdin, AttachStdout: true, AttachStderr: true, Tty: tty });
    const stream = await exec.start({ hijack: true, stdin, Tty: tty });
    return {
      ...sessionOver(stream, tty),
      resize: async (columns, rows) => {
        await exec.resize({ w: columns, h: rows });
      },
      async exitCode() {
        const { ExitCode: code } = await exec.inspect();
        return code ?? 0;
      },
      async kill() {
        const { Running: runs, Pid: processId } = await exec.inspect();
        // Docker has no call for it; its processes are this machine's.
        if (runs && processId > 0) process.kill(processId, 'SIGKILL');
      },
    };
  }

  async attach(id: string, stdin: boolean): Promise<ProgramSession> {
    const container = this.#docker.getContainer(id);
    const { Config: config } = await container.inspect();
    const stream = await container.attach({
      stream: true,
      stdin: stdin && config.OpenStdin,
      stdout: true,
      stderr: true,
      hijack: true,
    });
    if (!(stream instanceof Duplex)) throw new OrcError('Internal', 'what attach gives is no connection');
    return {
      ...sessionOver(stream, config.Tty),
      // Docker takes the output away too from one who ends an input that goes on without them.
      closeInput: () => {
        if (config.StdinOnce && !config.Tty) stream.end();
      },
      resize: async (columns, rows) => {
        if (config.Tty) await container.resize({ w: columns, h: rows });
      },
      async exitCode() {
        const { State: state } = await container.inspect();
        return state.Running ? 0 : state.ExitCode;
      },
    };
  }

  async watch(changed: () => void, signal: AbortSignal): Promise<void> {
    const fromSeconds = Math.floor(Date.now() / 1000);
    const stream = await this.#docker.getEvents({
      filters: { type: ['container'], label: [managedLabel], event: ['start', 'die', 'destroy', 'oom'] },
      // Docker keeps its last 256 events: what it told between two watches, or before this process began, comes too.
      since: this.#watchedFrom,
      abortSignal: signal,
    });
    this.#watchedFrom = fromSeconds;
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const starved of lines.map(starvedContainer)) {
        if (starved === undefined) continue;
        this.#starved.add(starved);
        this.#ended.delete(starved);
      }
      changed();
    }
  }
}
