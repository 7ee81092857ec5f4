// Streams from and to pods, whichever face asks: finding the pod and the container, and opening the stream to its
// node.
import { OrcError } from '#kernel/errors.ts';
import { describeKey, key } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { AttachStream, ExecStream, LogsStream, StreamOpen } from '#kernel/model/gen/node.gen.ts';
import { type NodeStreams, containerNamed } from '#api/nats/streams.ts';
import type { Replica } from '#api/replica.ts';
import type { StreamEnd } from '#runtime/stream.ts';

/** Opens a connection to a port. That it could not be made may be told as an ending with an error. */
export type ConnectPort = (port: number, signal: AbortSignal) => Promise<StreamEnd>;

export class PodStreams {
  readonly #replica: Replica;
  readonly #streams: NodeStreams;

  constructor(replica: Replica, streams: NodeStreams) {
    this.#replica = replica;
    this.#streams = streams;
  }

  async #pod(namespace: string, name: string, signal: AbortSignal): Promise<Pod> {
    await this.#replica.untilCurrent(signal);
    const where = key('Pod', namespace || 'default', name);
    const pod = this.#replica.store.get('Pod', where.namespace, where.name);
    if (pod === undefined)
      throw new OrcError('NotFound', `${describeKey(where)} not found`, { kind: 'Pod', name });
    return pod;
  }

  #open(
    pod: Pod,
    what: Omit<StreamOpen, 'stream' | 'uid' | 'metrics'>,
    signal: AbortSignal,
  ): Promise<StreamEnd> {
    const node = pod.spec.nodeName;
    if (node === undefined)
      throw new OrcError('BadRequest', `pod ${pod.metadata.name ?? ''} does not have a host assigned`);
    return this.#streams.open(node, { uid: pod.metadata.uid ?? '', metrics: false, ...what }, signal);
  }

  /** A container's output. An empty container is the pod's only one, here as below. */
  async logs(request: LogsStream, signal: AbortSignal): Promise<StreamEnd> {
    const pod = await this.#pod(request.namespace, request.pod, signal);
    return this.#open(
      pod,
      { logs: { ...request, container: containerNamed(pod, request.container) } },
      signal,
    );
  }

  /** Runs a program in a container. */
  async exec(request: ExecStream, signal: AbortSignal): Promise<StreamEnd> {
    const pod = await this.#pod(request.namespace, request.pod, signal);
    return this.#open(
      pod,
      { exec: { ...request, container: containerNamed(pod, request.container) } },
      signal,
    );
  }

  /** Joins a container's own program. */
  async attach(request: AttachStream, signal: AbortSignal): Promise<StreamEnd> {
    const pod = await this.#pod(request.namespace, request.pod, signal);
    const container = containerNamed(pod, request.container);
    return this.#open(pod, { attach: { ...request, container } }, signal);
  }

  /**
   * What connects to the ports of a pod: of the one that has the name now, whatever has it later. Throws BadRequest
   * unless it runs.
   */
  async forwarder(namespace: string, name: string, signal: AbortSignal): Promise<ConnectPort> {
    const pod = await this.#pod(namespace, name, signal);
    const phase = pod.status?.phase ?? 'Pending';
    if (phase !== 'Running')
      throw new OrcError(
        'BadRequest',
        `unable to forward port because pod is not running. Current status=${phase}`,
      );
    return (port, whileWanted) => this.#open(pod, { forward: { port } }, whileWanted);
  }
}
