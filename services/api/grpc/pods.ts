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
import type { Route } from '#api/grpc/definition.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import { type StreamEnd, left } from '#runtime/stream.ts';

const nothing = new Uint8Array();

export class PodsFace {
  readonly #streams: PodStreams;
  readonly #committer: Committer;

  constructor(streams: PodStreams, committer: Committer) {
    this.#streams = streams;
    this.#committer = committer;
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
    request: LogsRequest,
    { allow, signal }: CallContext,
    send: (response: LogsResponse) => Promise<void>,
  ): Promise<void> {
    allow({ verb: 'get', group: '', resource: 'pods/log', namespace: request.namespace, name: request.pod });
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
    const iterator = requests[Symbol.asyncIterator]();
    const first = await iterator.next();
    const start = first.done === true ? undefined : first.value.start;
    if (start === undefined)
      throw new OrcError('BadRequest', 'start: Required value: the first message says what to run');
    allow({ verb: 'create', group: '', resource: 'pods/exec', namespace: start.namespace, name: start.pod });
    if (start.command.length === 0) throw new OrcError('BadRequest', 'start.command: Required value');
    caller.trail?.annotate('orc.dev/command', JSON.stringify(start.command));
    const { namespace, pod: name, container, command, stdin, tty } = start;
    const options = { container, command, stdin, stdout: true, stderr: !tty, tty };
    const connection = { namespace: namespace || 'default', name, kind: 'PodExecOptions', options };
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
    const iterator = requests[Symbol.asyncIterator]();
    const first = await iterator.next();
    const start = first.done === true ? undefined : first.value.start;
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
