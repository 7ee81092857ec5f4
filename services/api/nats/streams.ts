// Streams from a master to a node: logs, exec, the node's metrics. They travel over a connection of
// their own, so that a flood of output never delays a heartbeat.
import { runningContainers } from '#kernel/kinds/pod.ts';
import type { NatsConnection } from 'nats';
import { OrcError, isErrorCode, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { StreamOpen, StreamOpened } from '#kernel/model/gen/node.gen.ts';
import { subjects } from '#kernel/node/protocol.ts';
import type { Random } from '#kernel/ports.ts';
import { type StreamConnection, StreamEnd } from '#runtime/stream.ts';

/** How long a node has to answer that it opened a stream. */
const openMs = 5_000;

/** What of a connection to NATS this needs. */
export type StreamsConnection = StreamConnection & Pick<NatsConnection, 'flush' | 'request'>;

export class NodeStreams {
  readonly #connection: StreamsConnection;
  readonly #random: Random;

  constructor(connection: StreamsConnection, random: Random) {
    this.#connection = connection;
    this.#random = random;
  }

  /** Opens a stream to a node. Throws what the node refused with, or Unavailable when it does not answer. */
  async open(node: string, what: Omit<StreamOpen, 'stream'>, signal: AbortSignal): Promise<StreamEnd> {
    // Who has left already would never be heard to leave.
    if (signal.aborted) throw new OrcError('Cancelled', 'the client went away');
    const stream = this.#random.uuid();
    const end = new StreamEnd(
      this.#connection,
      subjects.streamUp(node, stream),
      subjects.streamDown(node, stream),
    );
    const abort = (): void => end.abort('the client went away');
    signal.addEventListener('abort', abort, { once: true });
    end.signal.addEventListener('abort', () => signal.removeEventListener('abort', abort));
    try {
      await this.#connection.flush();
      const reply = await this.#connection.request(
        subjects.open(node),
        encode(StreamOpen, { ...what, stream }),
        { timeout: openMs, noMux: true, reply: subjects.opened(node, stream) },
      );
      const opened = decode(StreamOpened, reply.data);
      if (opened.error !== '')
        throw new OrcError(isErrorCode(opened.error) ? opened.error : 'Internal', opened.message);
      return end;
    } catch (error) {
      end.abort(messageOf(error));
      if (error instanceof OrcError) throw error;
      throw new OrcError(
        'Unavailable',
        `node ${node} does not answer: ${messageOf(error)}`,
        {},
        { cause: error },
      );
    }
  }

  /** The node's metrics as text. */
  async metrics(node: string, signal: AbortSignal): Promise<string> {
    const end = await this.open(node, { uid: '', metrics: true }, signal);
    const chunks: Uint8Array[] = [];
    for await (const { data } of end.read()) chunks.push(data);
    end.abort('done');
    return Buffer.concat(chunks).toString('utf8');
  }
}

/** The container a request means: the named one, or the only one. Throws BadRequest in kubectl's words. */
export function containerNamed(pod: Pod, name: string): string {
  const own = pod.spec.containers.map((container) => container.name);
  const names = runningContainers(pod).map((container) => container.name);
  const podName = pod.metadata.name ?? '';
  if (name === '') {
    const [first] = own;
    if (own.length === 1 && first !== undefined) return first;
    throw new OrcError(
      'BadRequest',
      `a container name must be specified for pod ${podName}, choose one of: [${own.join(' ')}]`,
    );
  }
  if (!names.includes(name))
    throw new OrcError(
      'BadRequest',
      `container ${name} is not valid for pod ${podName}; it has: [${names.join(' ')}]`,
    );
  return name;
}
