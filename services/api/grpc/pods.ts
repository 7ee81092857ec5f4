// The Pods service: logs and exec, relayed between the client and the pod's node.
import { OrcError } from '#kernel/errors.ts';
import {
  type ExecRequest,
  type ExecResponse,
  type LogsRequest,
  type LogsResponse,
} from '#kernel/model/gen/api.gen.ts';
import { PodsService } from '#kernel/model/gen/typed.gen.ts';
import type { Committer } from '#api/commit.ts';
import type { CallContext, Calls } from '#api/grpc/calls.ts';
import type { Route } from '#api/grpc/definition.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import type { StreamEnd } from '#runtime/stream.ts';

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
