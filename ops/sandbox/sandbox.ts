// A sandbox: a whole cluster's machines in network namespaces of one machine. This is the machinery;
// what runs in the members is the caller's.

import { join } from 'node:path';
import type Docker from 'dockerode';
import { OrcError } from '#kernel/errors.ts';
import { requireHost } from './command.ts';
import { dockerOf, dockerPaths, dockerProcesses, startDocker } from './docker/daemon.ts';
import { takeDown } from './down.ts';
import { sandboxFolder } from './environment.ts';
import { hasCode } from './files.ts';
import { readForwards, startForwards } from './forward/forwarder.ts';
import { loadImage } from './image/load.ts';
import { cutBetween, cutOff, healBetween, rejoin } from './network/cuts.ts';
import type { CutDirection } from './network/cuts.ts';
import { createNetwork } from './network/namespaces.ts';
import { containerCgroup, memberNamespace, planSandbox, processCgroup, switchNamespace } from './plan.ts';
import type { Member, SandboxPlan } from './plan.ts';
import {
  killProcess,
  logFile,
  processNames,
  processStatus,
  signalProcess,
  startProcess,
  stopProcess,
} from './process/process.ts';
import type { ProcessPlace, ProcessSpec, ProcessStatus } from './process/process.ts';
import { readState, writeState } from './state.ts';

export interface SandboxOptions {
  readonly name: string;
  /** Folder that holds all sandboxes' folders; default $ORC_SANDBOX_DIR or /var/lib/orc/sandbox. */
  readonly sandboxes?: string;
}

/** A member's port to be reached at 127.0.0.1:`hostPort`. */
export interface Forward {
  readonly member: string;
  readonly port: number;
  readonly hostPort: number;
}

export class Sandbox {
  readonly #plan: SandboxPlan;
  readonly #folder: string;

  private constructor(plan: SandboxPlan, folder: string) {
    this.#plan = plan;
    this.#folder = folder;
  }

  /** Makes the namespaces and the network of a new sandbox; nothing runs in it yet. What a failure leaves, `down` removes. */
  static async create(
    options: SandboxOptions & { readonly masters: number; readonly nodes: number },
  ): Promise<Sandbox> {
    const plan = planSandbox(options.name, options.masters, options.nodes);
    await requireHost([
      'ip',
      'nsenter',
      'nft',
      ...(options.nodes > 0 ? (['dockerd', 'containerd'] as const) : []),
    ]);
    const folder = sandboxFolder(options.name, options.sandboxes);
    if ((await readState(folder)) !== undefined) {
      throw new OrcError('AlreadyExists', `sandbox ${options.name} exists in ${folder}: take it down first`);
    }
    await writeState(folder, plan);
    await createNetwork(plan);
    return new Sandbox(plan, folder);
  }

  /** A sandbox made earlier, by this process or another; undefined if there is none of that name. */
  static async open(options: SandboxOptions): Promise<Sandbox | undefined> {
    const folder = sandboxFolder(options.name, options.sandboxes);
    const plan = await readState(folder);
    return plan === undefined ? undefined : new Sandbox(plan, folder);
  }

  /** Removes everything of a sandbox, in whatever state it is. Does nothing where there is nothing. */
  static async down(options: SandboxOptions): Promise<void> {
    await requireHost(['ip', 'umount']);
    await takeDown(options.name, sandboxFolder(options.name, options.sandboxes));
  }

  get name(): string {
    return this.#plan.name;
  }

  /** The sandbox's folder. Members may keep their files in `memberFolder`. */
  get folder(): string {
    return this.#folder;
  }

  get members(): readonly Member[] {
    return this.#plan.members;
  }

  /** The member of that name; an unknown one is an error that lists those there are. */
  member(name: string): Member {
    const found = this.#plan.members.find((member) => member.name === name);
    if (found !== undefined) return found;
    const known = this.#plan.members.map((member) => member.name).join(', ');
    throw new OrcError('NotFound', `sandbox ${this.name} has no member "${name}"; its members are ${known}`);
  }

  /** The name of a member's network namespace under /run/netns. */
  namespace(member: string): string {
    return memberNamespace(this.name, this.member(member).name);
  }

  memberFolder(member: string): string {
    return join(this.#folder, 'member', this.member(member).name);
  }

  logFile(member: string, process: string): string {
    return logFile({ folder: this.#folder, member: this.member(member).name }, process);
  }

  // Processes

  /** Starts a process in a member's namespace; it outlives the caller. Returns its pid. */
  async start(member: string, spec: ProcessSpec): Promise<number> {
    return await startProcess(this.#place(member), spec);
  }

  /** TERM, then KILL after `graceMs`. */
  async stop(member: string, process: string, graceMs?: number): Promise<void> {
    await stopProcess(this.#place(member), process, graceMs);
  }

  /** KILL. */
  async kill(member: string, process: string): Promise<void> {
    await killProcess(this.#place(member), process);
  }

  /** Stops a process and its group in their tracks. Returns whether it was there. */
  async pause(member: string, process: string): Promise<boolean> {
    return await signalProcess(this.#place(member), process, 'SIGSTOP');
  }

  async resume(member: string, process: string): Promise<boolean> {
    return await signalProcess(this.#place(member), process, 'SIGCONT');
  }

  /** What became of each process of a member. */
  async status(member: string): Promise<ProcessStatus[]> {
    const place = this.#place(member);
    const names = await processNames(place);
    return await Promise.all(names.map((name) => processStatus(place, name)));
  }

  // Docker

  /** Starts what does not run of a node's containerd and dockerd, and waits until dockerd answers. */
  async startDocker(member: string): Promise<Docker> {
    const place = this.#place(member);
    await startDocker(place, containerCgroup(this.name, place.member));
    return this.docker(member);
  }

  /** Stops dockerd and containerd; containers go on, and the next start finds them. */
  async stopDocker(member: string): Promise<void> {
    await this.stop(member, dockerProcesses.dockerd);
    await this.stop(member, dockerProcesses.containerd);
  }

  /** The socket of a node's dockerd. */
  dockerSocket(member: string): string {
    return dockerPaths(this.#folder, this.member(member).name).socket;
  }

  /** A client of a node's dockerd. */
  docker(member: string): Docker {
    return dockerOf(this.#folder, this.member(member).name);
  }

  /** Loads a docker-archive into every node's dockerd. */
  async loadImage(file: string): Promise<void> {
    const nodes = this.members.filter((member) => member.role === 'node');
    for (const node of nodes) {
      try {
        await loadImage(this.docker(node.name), file);
      } catch (error) {
        if (!hasCode(error, 'ECONNREFUSED', 'ENOENT')) throw error;
        throw new OrcError(
          'Unavailable',
          `${node.name}: dockerd does not run: 'orc sandbox start ${node.name} --name ${this.name}' starts it; ` +
            `why it ended may be in ${this.logFile(node.name, dockerProcesses.dockerd)}`,
          {},
          { cause: error },
        );
      }
    }
  }

  // Network

  /** Pulls a member's cable, or drops frames between it and `from` in one or both directions. */
  async cut(member: string, from?: string, direction: CutDirection = 'both'): Promise<void> {
    const name = this.member(member).name;
    if (from === undefined) await cutOff(this.name, name);
    else await cutBetween(this.name, name, this.member(from).name, direction);
  }

  /** Ends every cut of a member, or only those between it and `from`. */
  async heal(member: string, from?: string): Promise<void> {
    const name = this.member(member).name;
    if (from !== undefined) {
      await healBetween(this.name, name, [this.member(from).name]);
      return;
    }
    await healBetween(
      this.name,
      name,
      this.members.map((other) => other.name),
    );
    await rejoin(this.name, name);
  }

  // Ports

  /**
   * Makes these, and only these, the ports reached through 127.0.0.1, and returns them with their
   * host ports. Host port 0 asks for any that is free. A port forwarded before keeps its host port.
   */
  async forward(ports: readonly Forward[]): Promise<Forward[]> {
    const before = await readForwards(this.#folder);
    const requests = ports.map((forward) => {
      const { address } = this.member(forward.member);
      const known = before.find((other) => other.address === address && other.port === forward.port);
      return {
        address,
        port: forward.port,
        hostPort: forward.hostPort === 0 ? (known?.hostPort ?? 0) : forward.hostPort,
      };
    });
    const cgroup = processCgroup(this.name, 'host');
    const host = { folder: this.#folder, member: 'host', cgroup };
    await startForwards({ ...host, namespace: switchNamespace(this.name) }, host, requests);
    return await this.forwards();
  }

  /** The ports reached through 127.0.0.1 now. */
  async forwards(): Promise<Forward[]> {
    const forwards = await readForwards(this.#folder);
    return forwards.flatMap(({ address, port, hostPort }) => {
      const member = this.members.find((candidate) => candidate.address === address);
      return member === undefined ? [] : [{ member: member.name, port, hostPort }];
    });
  }

  #place(member: string): ProcessPlace {
    const { name } = this.member(member);
    return {
      folder: this.#folder,
      member: name,
      namespace: memberNamespace(this.name, name),
      cgroup: processCgroup(this.name, name),
    };
  }
}
