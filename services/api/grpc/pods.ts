// The Pods service: logs, exec and forwarded ports, relayed between the client and the pod's node.
import { OrcError, messageOf } from '#kernel/errors.ts';
import {
  type ExecRequest,
  type ExecResponse,
  type LogsRequest,
  type LogsResponse,
  type PortForwardRequest,
  type PortForwardResponse,
} from '#kernel/model/gen/api.gen.ts';
import { PodsService } from '#kernel/model/gen/typed.gen.ts';
import type { Committer } from '#api/commit.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { InFlight } from '#api/fairness/in-flight.ts';
import type { Route } from '#api/grpc/definition.ts';
import { apiLimits } from '#api/limits.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import { type StreamEnd, left } from '#runtime/stream.ts';

const nothing = new Uint8Array();

/** What a client says first. Rejects with Timeout when it does not come, and with the signal's reason. */
async function firstOf<Request>(
  requests: AsyncIterator<Request>,
  withinMs: number,
  signal: AbortSignal,
): Promise<Request | undefined> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const left = (): void => reject(signal.reason);
  const timer = setTimeout(() => {
    const message = `the first message did not come within ${withinMs} ms: it says what the stream is for`;
    reject(new OrcError('Timeout', message));
  }, withinMs).unref();
  signal.addEventListener('abort', left, { once: true });
  try {
    const first = await Promise.race([requests.next(), never]);
    return first.done === true ? undefined : first.value;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', left);
  }
}

/** What the face needs of those it stands on. */
export interface PodsFaceOptions {
  readonly streams: Pick<PodStreams, 'logs' | 'exec' | 'forwarder'>;
  readonly committer: Pick<Committer, 'connect'>;
  /** The streams to pods that each client has, whichever face it asks. */
  readonly places: InFlight;
  /** How long a client has for its first message. */
  readonly openMs?: number;
}

export class PodsFace {
  readonly #streams: PodsFaceOptions['streams'];
  readonly #committer: PodsFaceOptions['committer'];
  readonly #places: InFlight;
  readonly #openMs: number;

  constructor({ streams, committer, places, openMs = apiLimits.podStream.openMs }: PodsFaceOptions) {
    this.#streams = streams;
    this.#committer = committer;
    this.#places = places;
    this.#openMs = openMs;
  }

  routes(calls: Calls): Route[] {
    const { methods } = PodsService;
    return [
      calls.serverStream('Logs', methods.logs, (request, context, send) =>
        this.#logs(request, context, send),
      ),
      calls.duplex('Exec', methods.exec, (requests, context, send) => this.#exec(requests, context, send)),
      calls.duplex('PortForward', methods.portForward, (requests, context, send) =>
        this.#forward(requests, context, send),
      ),
    ];
  }

  async #logs(
    asked: LogsRequest,
    { allow, signal, caller }: CallContext,
    send: (response: LogsResponse) => Promise<void>,
  ): Promise<void> {
    using held = new DisposableStack();
    held.use(this.#places.enter(caller.user));
    const request = { ...asked, namespace: asked.namespace || 'default' };
    const { namespace, pod: name } = request;
    allow({ verb: 'get', group: '', resource: 'pods/log', namespace, name });
    const end = await this.#streams.logs(request, signal);
    try {
      for await (const { data } of end.read()) await send({ data });
      if ((end.ending?.error ?? '') !== '') throw new OrcError('BadRequest', end.ending?.error ?? '');
    } finally {
      end.abort('done');
    }
  }

  async #exec(
    requests: AsyncIterable<ExecRequest>,
    { allow, signal, caller }: CallContext,
    send: (response: ExecResponse) => Promise<void>,
  ): Promise<void> {
    using held = new DisposableStack();
    held.use(this.#places.enter(caller.user));
    const iterator = requests[Symbol.asyncIterator]();
    const asked = (await firstOf(iterator, this.#openMs, signal))?.start;
    if (asked === undefined)
      throw new OrcError('BadRequest', 'start: Required value: the first message says what to run');
    const start = { ...asked, namespace: asked.namespace || 'default' };
    const { namespace, pod: name, container, command, stdin, tty } = start;
    allow({ verb: 'create', group: '', resource: 'pods/exec', namespace, name });
    if (start.command.length === 0) throw new OrcError('BadRequest', 'start.command: Required value');
    caller.trail?.annotate('orc.dev/command', JSON.stringify(start.command));
    const options = { container, command, stdin, stdout: true, stderr: !tty, tty };
    const connection = { namespace, name, kind: 'PodExecOptions', options };
    await this.#committer.connect('Pod', 'exec', connection, caller, signal);
    const end = await this.#streams.exec(start, signal);
    try {
      void this.#input(iterator, end);
      for await (const { data, errorData } of end.read()) await send({ stdout: data, stderr: errorData });
      if ((end.ending?.error ?? '') !== '') throw new OrcError('BadRequest', end.ending?.error ?? '');
      await send({ stdout: nothing, stderr: nothing, exitCode: end.ending?.exitCode ?? 0 });
    } finally {
      end.abort('done');
    }
  }

  async #forward(
    requests: AsyncIterable<PortForwardRequest>,
    { allow, signal, caller }: CallContext,
    send: (response: PortForwardResponse) => Promise<void>,
  ): Promise<void> {
    using held = new DisposableStack();
    held.use(this.#places.enter(caller.user));
    const iterator = requests[Symbol.asyncIterator]();
    const start = (await firstOf(iterator, this.#openMs, signal))?.start;
    if (start === undefined)
      throw new OrcError('BadRequest', 'start: Required value: the first message says where to connect');
    const { pod: name, port } = start;
    const namespace = start.namespace || 'default';
    allow({ verb: 'create', group: '', resource: 'pods/portforward', namespace, name });
    if (port < 1 || port > 65_535)
      throw new OrcError('BadRequest', `start.port: Invalid value: ${port}: must be between 1 and 65535`);
    const connection = { namespace, name, kind: 'PodPortForwardOptions', options: { ports: [port] } };
    await this.#committer.connect('Pod', 'portforward', connection, caller, signal);
    const connect = await this.#streams.forwarder(namespace, name, signal);
    const end = await connect(port, signal);
    const onGone = (): void => end.abort('the client is gone');
    signal.addEventListener('abort', onGone);
    try {
      void this.#said(iterator, end);
      for await (const { data } of end.read()) if (data.length > 0) await send({ data, closed: false });
      const why = end.ending?.error ?? '';
      if (why !== '') throw new OrcError('BadRequest', `error forwarding port ${port}: ${why}`);
      if (end.ending === undefined)
        throw new OrcError(
          'Unavailable',
          `error forwarding port ${port}: the connection to the pod broke off`,
        );
      await send({ data: nothing, closed: true });
      // The client may go on to say what it has to say, and ends its half then; the node leaves when the pod has it.
      await left(end);
    } finally {
      signal.removeEventListener('abort', onGone);
      end.abort('done');
    }
  }

  /** Passes on what a client says until it ends its half. */
  async #said(requests: AsyncIterator<PortForwardRequest>, end: StreamEnd): Promise<void> {
    try {
      for (let next = await requests.next(); next.done !== true; next = await requests.next())
        if (next.value.data.length > 0) await end.write(next.value.data);
      end.end();
    } catch (error) {
      end.abort(messageOf(error));
    }
  }

  async #input(requests: AsyncIterator<ExecRequest>, end: StreamEnd): Promise<void> {
    try {
      for (let next = await requests.next(); next.done !== true; next = await requests.next()) {
        const { stdin, stdinClosed, resize } = next.value;
        if (stdin.length > 0) await end.write(stdin);
        if (resize !== undefined) end.resize(resize.columns, resize.rows);
        if (stdinClosed) break;
      }
      end.end();
    } catch (error) {
      end.abort(error instanceof Error ? error.message : String(error));
    }
  }
}
