// The gRPC client library. It knows all masters: a call goes to the one that answered last, and to the
// next when that one does not answer. Writes go through a session, so that a call that is sent again
// takes effect once.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  type ServiceError,
  credentials,
  status,
} from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  type Change,
  type CommitResponse,
  ClusterService,
  type ExecRequest,
  type ExecResponse,
  type ListRequest,
  type LogsRequest,
  ObjectsService,
  PodsService,
  type StatusResponse,
  type WatchRequest,
} from '#kernel/model/gen/api.gen.ts';
import type { Event, Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { decodeError, errorTrailer } from '#kernel/model/rpc-error.ts';
import type { MethodType } from '#kernel/model/schema.ts';

/** Where a cluster is and who asks. */
export interface ClientOptions {
  /** The masters' gRPC addresses, as host:port. */
  readonly servers: readonly string[];
  /** PEM text. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** The organization in every master's certificate. */
const mastersGroup = 'orc:masters';
/** How long one master has to answer a call, and how long all of them together. */
const patience = { oneMs: 6_000, allMs: 30_000, pauseMs: 50 } as const;
const connectionFailed = new Set<number>([status.UNAVAILABLE]);
/** After these a call may have taken effect: it is sent again under the same session and number. */
const unknownOutcome = new Set<number>([status.UNKNOWN, status.DEADLINE_EXCEEDED, status.CANCELLED]);

function toOrcError(error: ServiceError): OrcError {
  const [trailer] = error.metadata?.get(errorTrailer) ?? [];
  const known = decodeError(typeof trailer === 'string' ? trailer : undefined, error.details);
  if (known !== undefined) return known;
  if (error.code === status.UNAVAILABLE) return new OrcError('Unavailable', error.details);
  if (error.code === status.DEADLINE_EXCEEDED)
    return new OrcError('Timeout', 'the masters did not answer in time');
  return new OrcError('Unknown', error.details);
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

function secure({ authority, certificate, key }: ClientOptions): ChannelCredentials {
  return credentials.createSsl(Buffer.from(authority), Buffer.from(key), Buffer.from(certificate), {
    // Masters may be reached by forwarded ports: who they are stands in the subject, not in the name.
    checkServerIdentity: (host, { subject }) =>
      subject.O === mastersGroup ? undefined : new Error(`${host} is no master of this cluster`),
  });
}

/** Bytes on the wire of a method. */
function codecOf<Request, Response>(
  method: MethodType<Request, Response>,
): { write: (value: Request) => Buffer; read: (bytes: Buffer) => Response } {
  return {
    write: (value) => Buffer.from(encode(method.request, value)),
    read: (bytes) => decode(method.response, bytes),
  };
}

export class OrcClient {
  readonly servers: readonly string[];
  readonly #clients: readonly Client[];
  #preferred = 0;
  #session: Promise<number> | undefined;
  #sequence = 0;

  constructor(options: ClientOptions) {
    this.servers = options.servers;
    const channel = secure(options);
    const settings = {
      'grpc.max_receive_message_length': 64 * 1024 * 1024,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.keepalive_time_ms': 10_000,
    };
    this.#clients = options.servers.map((server) => new Client(server, channel, settings));
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  #once<Request, Response>(
    index: number,
    method: MethodType<Request, Response>,
    request: Request,
    deadlineMs: number,
  ): Promise<Response> {
    const client = this.#clients[index % this.#clients.length];
    const { write, read } = codecOf(method);
    return new Promise((resolve, reject) => {
      if (client === undefined) {
        reject(new OrcError('BadRequest', 'no master is named in the configuration'));
        return;
      }
      client.makeUnaryRequest(
        method.path,
        write,
        read,
        request,
        { deadline: Date.now() + deadlineMs },
        (error, response) => {
          if (error !== null) reject(error);
          else if (response !== undefined) resolve(response);
        },
      );
    });
  }

  /** Calls a method on whichever master answers. `again` says that a call whose outcome is unknown may be sent again. */
  async #call<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
    again: boolean,
  ): Promise<Response> {
    const untilMs = performance.now() + patience.allMs;
    for (let round = 0; ; round++) {
      try {
        return await this.#once(this.#preferred, method, request, patience.oneMs);
      } catch (error) {
        if (!isServiceError(error)) throw error;
        const elsewhere = connectionFailed.has(error.code) || (again && unknownOutcome.has(error.code));
        if (!elsewhere) throw toOrcError(error);
        if (
          performance.now() > untilMs ||
          (round >= this.#clients.length * 4 && error.details.startsWith('No connection'))
        )
          throw new OrcError(
            'Unavailable',
            `no master answers; tried ${this.servers.join(', ')}: ${error.details}`,
          );
        this.#preferred = (this.#preferred + 1) % this.#clients.length;
        if (round % this.#clients.length === this.#clients.length - 1) await sleep(patience.pauseMs);
      }
    }
  }

  /** One object. Throws NotFound. */
  async get(key: Key): Promise<OrcObject> {
    const { object } = await this.#call(
      ObjectsService.methods.get,
      { key, stale: false, minRevision: 0 },
      true,
    );
    if (object === undefined) throw new OrcError('Internal', 'the master answered without an object');
    return unpack(object);
  }

  /** All objects in a scope, through all pages, and the revision of their state. */
  async list(
    scope: Pick<ListRequest, 'kind' | 'namespace' | 'labelSelector' | 'fieldSelector'>,
  ): Promise<{ objects: OrcObject[]; revision: number }> {
    const objects: OrcObject[] = [];
    let token = '';
    for (;;) {
      const page = await this.#call(
        ObjectsService.methods.list,
        { ...scope, group: '', limit: 0, continue: token, stale: false, minRevision: 0 },
        true,
      );
      objects.push(...page.objects.map(unpack));
      if (page.continue === '') return { objects, revision: page.revision };
      token = page.continue;
    }
  }

  /** Commits changes: all take effect together, once. */
  async commit(
    changes: readonly Change[],
    options: { readonly dryRun?: boolean; readonly reason?: string } = {},
  ): Promise<CommitResponse> {
    const { dryRun = false, reason = '' } = options;
    if (dryRun) return this.#call(ObjectsService.methods.commit, { changes, reason, dryRun }, true);
    this.#session ??= this.#call(ObjectsService.methods.openSession, { requestId: randomUUID() }, true).then(
      ({ session }) => session,
    );
    const session = await this.#session;
    this.#sequence += 1;
    const call = { session, sequence: this.#sequence, answeredBelow: this.#sequence };
    return this.#call(ObjectsService.methods.commit, { changes, reason, dryRun, call }, true);
  }

  /** Events after a revision (0: first everything there is), going on at the next master when one is lost. */
  async *watch(
    scope: Omit<WatchRequest, 'fromRevision' | 'group'>,
    fromRevision: number,
    signal: AbortSignal,
  ): AsyncGenerator<Event, void, undefined> {
    let cursor = fromRevision;
    while (!signal.aborted) {
      const client = this.#clients[this.#preferred];
      if (client === undefined) return;
      const { write, read } = codecOf(ObjectsService.methods.watch);
      const stream = client.makeServerStreamRequest(ObjectsService.methods.watch.path, write, read, {
        ...scope,
        group: '',
        fromRevision: cursor,
      });
      signal.addEventListener('abort', () => stream.cancel(), { once: true });
      try {
        for await (const response of stream) {
          yield* response.events;
          if (response.revision > 0) cursor = response.revision;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!isServiceError(error) || !connectionFailed.has(error.code))
          throw isServiceError(error) ? toOrcError(error) : error;
        this.#preferred = (this.#preferred + 1) % this.#clients.length;
        await sleep(patience.pauseMs);
      }
    }
  }

  /** A master that answers, for a stream. */
  async #reachable(): Promise<Client> {
    await this.#call(ClusterService.methods.status, { withHash: false }, true);
    const client = this.#clients[this.#preferred];
    if (client === undefined) throw new OrcError('BadRequest', 'no master is named in the configuration');
    return client;
  }

  /** A container's output. */
  async *logs(request: LogsRequest, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    const client = await this.#reachable();
    const { write, read } = codecOf(PodsService.methods.logs);
    const stream = client.makeServerStreamRequest(PodsService.methods.logs.path, write, read, request);
    signal.addEventListener('abort', () => stream.cancel(), { once: true });
    try {
      for await (const { data } of stream) yield data;
    } catch (error) {
      if (!signal.aborted) throw isServiceError(error) ? toOrcError(error) : error;
    }
  }

  /** Runs a program in a container; requests are written to what it returns, responses read from it. */
  async exec(): Promise<ClientDuplexStream<ExecRequest, ExecResponse>> {
    const client = await this.#reachable();
    const { write, read } = codecOf(PodsService.methods.exec);
    return client.makeBidiStreamRequest(PodsService.methods.exec.path, write, read);
  }

  /** What each master says of itself; undefined for one that does not answer. */
  async masters(): Promise<(StatusResponse | undefined)[]> {
    const ask = async (index: number): Promise<StatusResponse | undefined> => {
      try {
        return await this.#once(index, ClusterService.methods.status, { withHash: false }, 2_000);
      } catch (error) {
        if (isServiceError(error)) return undefined;
        throw error;
      }
    };
    return Promise.all(this.#clients.map((_client, index) => ask(index)));
  }

  /** Calls a method that only the leader answers. */
  async #onLeader<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
  ): Promise<Response> {
    const leader = (await this.masters()).findIndex(
      (each) => each !== undefined && each.leader === each.name,
    );
    if (leader < 0) throw new OrcError('Unavailable', 'no leader is known now: retry');
    try {
      return await this.#once(leader, method, request, patience.allMs);
    } catch (error) {
      throw isServiceError(error) ? toOrcError(error) : error;
    }
  }

  async transferLeadership(to: string): Promise<void> {
    await this.#onLeader(ClusterService.methods.transferLeadership, { to });
  }

  /** Returns the id for the new master's configuration. */
  async addMaster(name: string, address: string): Promise<number> {
    return (await this.#onLeader(ClusterService.methods.addMaster, { name, address })).id;
  }

  async removeMaster(name: string): Promise<void> {
    await this.#onLeader(ClusterService.methods.removeMaster, { name });
  }
}

/** The error of a stream, in orc's terms. */
export function streamError(error: unknown): unknown {
  return isServiceError(error) ? toOrcError(error) : error;
}
