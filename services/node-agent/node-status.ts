// What a node reports of itself.
import { cpus, machine, release, totalmem } from 'node:os';
import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import type { Node, NodeCondition } from '#kernel/model/gen/core.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';

type NodeStatus = NonNullable<Node['status']>;

/** What is set aside for the machine itself: a tenth of its memory, at most 1 GiB, and 100m of cpu. */
const reserve = { memoryShare: 0.1, memoryBytes: 2 ** 30, cpuMillis: 100 } as const;

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0] ?? '';
  } catch (error) {
    return `unknown (${messageOf(error)})`;
  }
}

function osName(): string {
  const line = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'));
  return line?.[1] ?? 'Linux';
}

/** Who the machine is to its firmware, where that says so. */
function systemUuid(): string {
  const file = '/sys/class/dmi/id/product_uuid';
  return existsSync(file) ? firstLine(file) : firstLine('/etc/machine-id');
}

const facts = {
  osImage: osName(),
  kernelVersion: release(),
  architecture: machine() === 'aarch64' ? 'arm64' : 'amd64',
  machineID: firstLine('/etc/machine-id'),
  systemUUID: systemUuid(),
  bootID: firstLine('/proc/sys/kernel/random/boot_id'),
  cpuCount: cpus().length,
  memoryBytes: totalmem(),
};

export interface NodeStatusInputs {
  readonly node: string;
  readonly address: string;
  readonly version: string;
  readonly runtimeVersion: string;
  /** Why the node can't run pods; undefined when it can. */
  readonly fault: string | undefined;
  readonly images: NonNullable<NodeStatus['images']>;
  /** The status the masters show: times are kept where nothing changed. */
  readonly known: NodeStatus | undefined;
  readonly nowMs: number;
}

function readyCondition({ fault, known, nowMs }: NodeStatusInputs): NodeCondition {
  const before = known?.conditions?.find(({ type }) => type === 'Ready');
  const status = fault === undefined ? 'True' : 'False';
  const unchanged = before?.status === status;
  return {
    type: 'Ready',
    status,
    lastHeartbeatTime: unchanged ? (before.lastHeartbeatTime ?? timeFromMs(nowMs)) : timeFromMs(nowMs),
    lastTransitionTime: unchanged ? (before.lastTransitionTime ?? timeFromMs(nowMs)) : timeFromMs(nowMs),
    reason: fault === undefined ? 'AgentReady' : 'AgentNotReady',
    message: fault ?? 'the agent is ready to run pods',
  };
}

/** The status of this node. */
export function nodeStatus(inputs: NodeStatusInputs): NodeStatus {
  const { node, address, version, runtimeVersion, images } = inputs;
  const reservedBytes = Math.min(reserve.memoryBytes, facts.memoryBytes * reserve.memoryShare);
  const memoryKi = (bytes: number): string => `${Math.floor(bytes / 1024)}Ki`;
  const pods = String(limits.podsPerNode);
  return {
    capacity: { cpu: String(facts.cpuCount), memory: memoryKi(facts.memoryBytes), pods },
    allocatable: {
      cpu: `${facts.cpuCount * 1000 - reserve.cpuMillis}m`,
      memory: memoryKi(facts.memoryBytes - reservedBytes),
      pods,
    },
    conditions: [readyCondition(inputs)],
    addresses: [
      { type: 'InternalIP', address },
      { type: 'Hostname', address: node },
    ],
    nodeInfo: {
      machineID: facts.machineID,
      systemUUID: facts.systemUUID,
      bootID: facts.bootID,
      kernelVersion: facts.kernelVersion,
      osImage: facts.osImage,
      containerRuntimeVersion: runtimeVersion,
      kubeletVersion: `v${version}`,
      kubeProxyVersion: `v${version}`,
      operatingSystem: 'linux',
      architecture: facts.architecture,
    },
    ...(images.length > 0 && { images }),
  };
}
