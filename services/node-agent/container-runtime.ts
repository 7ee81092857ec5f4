// The port to whatever runs containers. Docker is its one implementation.
import type { ContainerResources } from '#node-agent/resources.ts';

/** What an agent's container is labelled with, so that it is found again after a restart. */
export interface ContainerIdentity {
  readonly podUid: string;
  readonly podNamespace: string;
  readonly podName: string;
  /** The container's name in the pod; empty for the pause container. */
  readonly container: string;
  /** How often the container was started before. */
  readonly attempt: number;
}

/** A container as the runtime shows it. */
export interface ObservedContainer extends ContainerIdentity {
  readonly id: string;
  readonly state: 'created' | 'running' | 'exited';
  readonly image: string;
  readonly imageId: string;
  /** Milliseconds since the Unix epoch; 0 when it has not been. */
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly exitCode: number;
  /** Why its program could not be started; empty when it was. Such a container has ended. */
  readonly startFault: string;
  readonly outOfMemory: boolean;
  /** The address, of a running pause container. */
  readonly address: string;
  /** What it may use, as the runtime has it. */
  readonly resources: ContainerResources;
  /** The grace that the pod's containers are given, for pods that are no longer known otherwise. */
  readonly graceSeconds: number;
}

/** A folder of the node that a container sees. */
export interface ContainerMount {
  /** The folder on the node. */
  readonly source: string;
  /** Where the container sees it. */
  readonly target: string;
  readonly readOnly: boolean;
}

/** With which rights a container runs. */
export interface ContainerSecurity {
  /** `USER` or `USER:GROUP`; undefined: the image's own. */
  readonly user: string | undefined;
  /** Groups besides the main one. */
  readonly groups: readonly string[];
  /** Whether it has all rights on the node. */
  readonly privileged: boolean;
  readonly readOnlyRoot: boolean;
  /** Whether no process in it may gain more rights than its parent has. */
  readonly noNewPrivileges: boolean;
  readonly addedCapabilities: readonly string[];
  readonly droppedCapabilities: readonly string[];
  /** Whether it may make every system call; else those of the runtime's own profile. */
  readonly unconfined: boolean;
}

/** What a container should be. */
export interface ContainerSpec extends ContainerIdentity {
  readonly image: string;
  /** Undefined: the image's own. */
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly workingDir: string | undefined;
  readonly env: readonly string[];
  readonly mounts: readonly ContainerMount[];
  readonly security: ContainerSecurity;
  readonly hostname: string;
  /** The pause container whose network it shares; undefined for a pause container. */
  readonly pauseId: string | undefined;
  /** The container whose processes it sees beside its own; undefined for its own alone. */
  readonly processesOf: string | undefined;
  readonly graceSeconds: number;
  readonly resources: ContainerResources;
  /** Whether its program has an input to which clients attach, and one that ends when the first of them leaves. */
  readonly stdin: boolean;
  readonly stdinOnce: boolean;
  readonly tty: boolean;
}

export interface ImageInfo {
  readonly id: string;
  readonly names: readonly string[];
  readonly sizeBytes: number;
  /** Whether it was pulled from a registry; one that was loaded from a file has none to ask. */
  readonly fromRegistry: boolean;
}

/** An image with what its programs run as. */
export interface ImageDetails extends ImageInfo {
  /** Whose rights a program has unless it is said otherwise, as `USER[:GROUP]`; empty for root. */
  readonly user: string;
}

/** Output of a container's program. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Uint8Array;
}

export interface LogOptions {
  readonly follow: boolean;
  readonly tailLines: number | undefined;
  readonly timestamps: boolean;
  readonly sinceSeconds: number;
  /** Since the Unix epoch; undefined for all. */
  readonly sinceMs: number | undefined;
}

/** A program running in a container, or a container's own. */
export interface ProgramSession {
  readonly output: AsyncIterable<OutputChunk>;
  write(data: Uint8Array): Promise<void>;
  closeInput(): void;
  resize(columns: number, rows: number): Promise<void>;
  /** The exit code, once the output has ended. */
  exitCode(): Promise<number>;
  close(): void;
}

/** A program that was started in a container beside its own. */
export interface ExecSession extends ProgramSession {
  /** Ends the program, if it has not ended: closing the session leaves it running. */
  kill(): Promise<void>;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

export interface ContainerRuntime {
  /** Rejects when the runtime does not answer. */
  ping(signal: AbortSignal): Promise<void>;
  /** The runtime's name and version, as Node objects show it. */
  version(): Promise<string>;
  /** Makes the network that pods are joined to, if it is not there. */
  ensureNetwork(podCidr: string): Promise<void>;
  /** All of this agent's containers. */
  list(): Promise<readonly ObservedContainer[]>;
  images(): Promise<readonly ImageInfo[]>;
  image(name: string): Promise<ImageDetails | undefined>;
  pull(name: string, signal: AbortSignal): Promise<void>;
  /** Creates and starts a container and returns its id. */
  start(spec: ContainerSpec): Promise<string>;
  /** Asks a container to stop and kills it after the grace. Stopping one that is stopped, or gone, is no error. */
  stop(id: string, graceSeconds: number): Promise<void>;
  /** Removes a container that is not running. One that is gone is no error. */
  remove(id: string): Promise<void>;
  /** Lets a running container use more, or less. Rejects when it uses more than it is to have. */
  resize(id: string, resources: ContainerResources): Promise<void>;
  /** The process of a running container's program, as this machine numbers it. Throws BadRequest when it does not run. */
  processId(id: string): Promise<number>;
  logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk>;
  exec(id: string, options: ExecOptions): Promise<ExecSession>;
  /** Joins a running container's own program; its exit code is that of the container. */
  attach(id: string, stdin: boolean): Promise<ProgramSession>;
  /** Calls `changed` when a container starts or ends; resolves when the runtime stops telling. */
  watch(changed: () => void, signal: AbortSignal): Promise<void>;
}
