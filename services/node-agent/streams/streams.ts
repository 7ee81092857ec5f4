// The node's end of streams: logs, exec, attach, forwarded ports and metrics, asked for by a master over a
// connection of their own.
import type { NatsConnection } from 'nats';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  type AttachStream,
  type ExecStream,
  type ForwardStream,
  type LogsStream,
  StreamOpen,
  StreamOpened,
} from '#kernel/model/gen/node.gen.ts';
import { subjects } from '#kernel/node/protocol.ts';
import { StreamEnd } from '#runtime/stream.ts';
import type { Agent } from '#node-agent/agent.ts';
import type { ContainerRuntime } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import { Dialers } from '#node-agent/streams/dialers.ts';
import { relayConnection } from '#node-agent/streams/forward.ts';
import { relayProgram } from '#node-agent/streams/program.ts';

export interface StreamsOptions {
  readonly node: string;
  readonly connection: NatsConnection;
  readonly agent: Agent;
  readonly runtime: ContainerRuntime;
  readonly logger: Logger;
  /** The node's metrics in Prometheus' text format. */
  readonly metricsText: () => Promise<string>;
}

type Serve = (end: StreamEnd) => Promise<void>;

export class Streams {
  readonly #options: StreamsOptions;
  readonly #dialers: Dialers;
  #open = 0;

  constructor(options: StreamsOptions) {
    this.#options = options;
    this.#dialers = new Dialers((pauseId) => options.runtime.processId(pauseId));
  }

  /** Serves until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { connection, node, logger } = this.#options;
    const subscription = connection.subscribe(subjects.open(node));
    const stop = (): void => {
      subscription.unsubscribe();
      this.#dialers[Symbol.dispose]();
    };
    signal.addEventListener('abort', stop, { once: true });
    for await (const message of subscription) {
      try {
        const request = decode(StreamOpen, message.data);
        const serve = this.#prepare(request);
        const end = new StreamEnd(
          connection,
          subjects.streamDown(node, request.stream),
          subjects.streamUp(node, request.stream),
        );
        message.respond(encode(StreamOpened, { error: '', message: '' }));
        void this.#serve(end, serve);
      } catch (error) {
        logger.debug('a stream was refused', { error: messageOf(error) });
        const code = error instanceof OrcError ? error.code : 'Internal';
        message.respond(encode(StreamOpened, { error: code, message: messageOf(error) }));
      }
    }
  }

  #prepare({ uid, logs, exec, attach, forward, metrics }: StreamOpen): Serve {
    if (this.#open >= agentLimits.streams)
      throw new OrcError('TooBusy', `this node serves ${agentLimits.streams} streams already: retry`);
    if (logs !== undefined) return this.#logs(uid, logs);
    if (exec !== undefined) return this.#exec(uid, exec);
    if (attach !== undefined) return this.#attach(uid, attach);
    if (forward !== undefined) return this.#forward(uid, forward);
    if (!metrics) throw new OrcError('BadRequest', 'the stream says not what it is for');
    return async (end) => {
      await end.write(Buffer.from(await this.#options.metricsText()));
      end.end();
    };
  }

  async #serve(end: StreamEnd, serve: Serve): Promise<void> {
    this.#open += 1;
    try {
      await serve(end);
    } catch (error) {
      end.end(undefined, messageOf(error));
    } finally {
      this.#open -= 1;
      // The last frames are on their way; the other end closes when it has them.
      setTimeout(() => end.abort('done'), 1_000);
    }
  }

  #logs(uid: string, request: LogsStream): Serve {
    const { agent, runtime } = this.#options;
    const { id } = agent.containerFor(uid, request.container, request.previous);
    const tailLines =
      request.tailLines !== undefined && request.tailLines >= 0 ? request.tailLines : undefined;
    const options = {
      follow: request.follow && !request.previous,
      tailLines,
      timestamps: request.timestamps,
      sinceSeconds: request.sinceSeconds,
      sinceMs: request.sinceMs,
    };
    return async (end) => {
      for await (const { data } of runtime.logs(id, options, end.signal)) await end.write(data);
      end.end();
    };
  }

  #running(uid: string, name: string): string {
    const container = this.#options.agent.containerFor(uid, name, false);
    if (container.state !== 'running') throw new OrcError('BadRequest', `container "${name}" is not running`);
    return container.id;
  }

  #exec(uid: string, { container, command, stdin, tty }: ExecStream): Serve {
    const id = this.#running(uid, container);
    return (end) => relayProgram(end, this.#options.runtime.exec(id, { command, stdin, tty }));
  }

  #attach(uid: string, { container, stdin }: AttachStream): Serve {
    const id = this.#running(uid, container);
    return (end) => relayProgram(end, this.#options.runtime.attach(id, stdin));
  }

  #forward(uid: string, { port }: ForwardStream): Serve {
    const { id, address } = this.#options.agent.pauseFor(uid);
    return async (end) => relayConnection(end, await this.#dialers.connect(id, address, port));
  }
}
