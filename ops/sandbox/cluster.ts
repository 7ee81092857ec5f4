// A cluster in a sandbox: orc's own processes on the machinery of sandbox.ts, as they would run on
// machines of their own.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { type MasterConfig, type NodeConfig, masterPorts, readMasterConfig } from '#runtime/config.ts';
import type { RegistryConfig } from '#runtime/registries-config.ts';
import { Credentials } from './credentials.ts';
import { dockerProcesses } from './docker/daemon.ts';
import { writeImage } from './image/archive.ts';
import { pauseImage } from './image/images.ts';
import type { Member } from './plan.ts';
import { Sandbox, type SandboxOptions } from './sandbox.ts';

/** The networks of pods and Services; they exist inside the sandbox only. */
const networks = { podCidr: '10.244.0.0/16', serviceCidr: '10.96.0.0/16' } as const;
const pauseTag = 'orc/pause:1';
const orc = join(import.meta.dirname, '../../orc');

export interface ClusterOptions extends SandboxOptions {
  readonly masters: number;
  readonly nodes: number;
  /** Registries of images inside the sandbox; none unless given. */
  readonly registries?: readonly RegistryConfig[];
  /** Told of each step as it begins. */
  readonly progress: (step: string) => void;
}

/** What a client needs to reach a sandbox's masters from the host. */
export interface Connection {
  /** Each master's gRPC port on 127.0.0.1, as host:port. */
  readonly servers: readonly string[];
  /** The masters' Kubernetes faces, as host:port. */
  readonly apis: readonly string[];
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

function masterProcess(config: string): { name: string; program: string; args: string[] } {
  return { name: 'master', program: orc, args: ['master', '--config', config] };
}

function nodeProcess(config: string): { name: string; program: string; args: string[] } {
  return { name: 'agent', program: orc, args: ['node', '--config', config] };
}

export class SandboxCluster {
  readonly sandbox: Sandbox;
  readonly #credentials: Credentials;

  private constructor(sandbox: Sandbox, credentials: Credentials) {
    this.sandbox = sandbox;
    this.#credentials = credentials;
  }

  /** Brings up masters and nodes. Returns when their processes run; they may still be finding each other. */
  static async up(options: ClusterOptions): Promise<SandboxCluster> {
    const { progress } = options;
    progress('network namespaces');
    const sandbox = await Sandbox.create(options);
    progress('certificates');
    const credentials = await Credentials.create(
      join(sandbox.folder, 'credentials'),
      sandbox.members,
      networks.serviceCidr,
    );
    const cluster = new SandboxCluster(sandbox, credentials);
    cluster.#writeConfigs(options.registries ?? []);
    progress('masters');
    for (const master of cluster.#of('master')) await cluster.#startMember(master);
    progress('docker on every node');
    await Promise.all(cluster.#of('node').map(({ name }) => sandbox.startDocker(name)));
    await cluster.#loadPause();
    progress('nodes');
    for (const node of cluster.#of('node')) await cluster.#startMember(node);
    await cluster.#forward();
    return cluster;
  }

  /** A cluster brought up earlier. Throws NotFound when there is none of that name. */
  static async open(options: SandboxOptions): Promise<SandboxCluster> {
    const sandbox = await Sandbox.open(options);
    const credentials = sandbox && Credentials.open(join(sandbox.folder, 'credentials'));
    if (sandbox === undefined)
      throw new OrcError(
        'NotFound',
        `there is no sandbox "${options.name}": make one with 'orc sandbox up --name ${options.name}'`,
      );
    if (credentials === undefined)
      throw new OrcError(
        'NotFound',
        `sandbox "${options.name}" was not brought up to its end: 'orc sandbox down --name ${options.name}', then up again`,
      );
    return new SandboxCluster(sandbox, credentials);
  }

  /** The names of its nodes. */
  get nodes(): readonly string[] {
    return this.#of('node').map(({ name }) => name);
  }

  #of(role: Member['role']): Member[] {
    return this.sandbox.members.filter((member) => member.role === role);
  }

  #configFile(member: string): string {
    return join(this.sandbox.memberFolder(member), 'config.json');
  }

  #writeConfigs(registries: readonly RegistryConfig[]): void {
    const masters = this.#of('master').map(({ name, address }, index) => ({ id: index + 1, name, address }));
    const common = { logLevel: 'info', ...networks };
    for (const member of this.sandbox.members) {
      const folder = this.sandbox.memberFolder(member.name);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const own = {
        name: member.name,
        address: member.address,
        dataDir: join(folder, 'data'),
        ...this.#credentials.files(member.name),
      };
      const entry = masters.find(({ name }) => name === member.name);
      const config: MasterConfig | NodeConfig =
        entry === undefined
          ? {
              ...common,
              ...own,
              servers: masters.map(({ address }) => `${address}:${masterPorts.natsClient}`),
              dockerSocket: this.#dockerSocket(member.name),
              memoryDir: join(folder, 'memory'),
              tokenRefreshPercent: 80,
              pauseImage: pauseTag,
              labels: {},
            }
          : {
              ...common,
              ...own,
              id: entry.id,
              clusterId: this.#credentials.clusterId,
              encryptionKeyFile: this.#credentials.encryptionKeyFile(member.name),
              tokenFile: '',
              authorityKeyFile: this.#credentials.authorityKeyFile,
              oidc: [],
              audit: {
                file: join(folder, 'audit.log'),
                policyFile: '',
                maxSizeMiB: 16,
                maxFiles: 4,
              },
              registries,
              // Nothing in a sandbox reaches a registry outside.
              onlyListedRegistries: true,
              join: false,
              masters,
            };
      writeFileSync(this.#configFile(member.name), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
    }
  }

  #dockerSocket(member: string): string {
    return this.sandbox.dockerSocket(member);
  }

  async #loadPause(): Promise<void> {
    if (this.#of('node').length === 0) return;
    const folder = await mkdtemp(join(tmpdir(), 'orc-image-'));
    try {
      const file = join(folder, 'pause.tar');
      await writeImage(pauseImage(pauseTag), file);
      await this.sandbox.loadImage(file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #forward(): Promise<void> {
    const ports = [masterPorts.grpc, masterPorts.metrics, masterPorts.http];
    await this.sandbox.forward(
      this.#of('master').flatMap(({ name }) => ports.map((port) => ({ member: name, port, hostPort: 0 }))),
    );
  }

  async #startMember(member: Member): Promise<void> {
    const config = this.#configFile(member.name);
    await this.sandbox.start(
      member.name,
      member.role === 'master' ? masterProcess(config) : nodeProcess(config),
    );
  }

  /** How clients on the host reach the masters. */
  async connection(): Promise<Connection> {
    const forwards = await this.sandbox.forwards();
    const at = (wanted: number): string[] =>
      forwards.filter(({ port }) => port === wanted).map(({ hostPort }) => `127.0.0.1:${hostPort}`);
    const [servers, apis] = [at(masterPorts.grpc), at(masterPorts.http)];
    return {
      servers,
      apis,
      ...this.#credentials.files('admin'),
    };
  }

  /** Gives a master that lost its disk an empty one and the id under which the others expect it. */
  async replaceMaster(name: string, id: number): Promise<void> {
    await this.stop(name);
    await rm(join(this.sandbox.memberFolder(name), 'data'), { recursive: true, force: true });
    const file = this.#configFile(name);
    const config = readMasterConfig(file);
    const masters = config.masters.map((entry) => (entry.name === name ? { ...entry, id } : entry));
    writeFileSync(file, `${JSON.stringify({ ...config, id, masters, join: true }, null, 2)}\n`, {
      mode: 0o600,
    });
    await this.start(name);
  }

  #processes(member: Member): readonly string[] {
    return member.role === 'master'
      ? ['master']
      : ['agent', dockerProcesses.dockerd, dockerProcesses.containerd];
  }

  /**
   * Starts what does not run of a member; returns whether anything did not. Throws NotFound when its
   * network namespace is gone, as after a restart of the machine.
   */
  async start(name: string): Promise<boolean> {
    const member = this.sandbox.member(name);
    if (!existsSync(`/run/netns/${this.sandbox.namespace(name)}`))
      throw new OrcError(
        'NotFound',
        `${name}: its network namespace is gone, as after a restart of the machine: ` +
          `'orc sandbox down --name ${this.sandbox.name}', then up again`,
      );
    const running = (await this.sandbox.status(name))
      .filter(({ phase }) => phase !== 'gone')
      .map((status) => status.name);
    const missing = this.#processes(member).filter((each) => !running.includes(each));
    if (member.role === 'node') await this.sandbox.startDocker(name);
    if (missing.includes(member.role === 'master' ? 'master' : 'agent')) await this.#startMember(member);
    return missing.length > 0;
  }

  /** Asks a member's processes to end, one after the other, or one of them. */
  async stop(name: string, only?: string): Promise<void> {
    for (const each of this.#chosen(name, only)) await this.sandbox.stop(name, each);
  }

  /** Kills a member's processes, or one of them. Containers go on. */
  async kill(name: string, only?: string): Promise<void> {
    await Promise.all(this.#chosen(name, only).map((each) => this.sandbox.kill(name, each)));
  }

  /** Stops a member's processes in their tracks. */
  async pause(name: string): Promise<void> {
    for (const each of this.#chosen(name, undefined)) await this.sandbox.pause(name, each);
  }

  async resume(name: string): Promise<void> {
    for (const each of this.#chosen(name, undefined)) await this.sandbox.resume(name, each);
  }

  #chosen(name: string, only: string | undefined): readonly string[] {
    const all = this.#processes(this.sandbox.member(name));
    if (only === undefined) return all;
    if (all.includes(only)) return [only];
    throw new OrcError('NotFound', `${name} has no process "${only}"; it has ${all.join(', ')}`);
  }
}
