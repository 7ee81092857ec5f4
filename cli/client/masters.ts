// The connections to the masters. gRPC itself would wait long for a machine that is gone without a word: so
// a connection has a second to stand, then the next master is tried; and one that stands counts only as
// long as something is heard on it.
import type { Client, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import type { UserInfo } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  type CommitRequest,
  type CommitResponse,
  type GetRequest,
  type GetResponse,
  ObjectsService,
  type StreamAnswer,
} from '#kernel/model/gen/api.gen.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import { type Attempt, type CallOptions, anywhere } from '#client/anywhere.ts';
import { type Ask, CallStream } from '#client/call-stream.ts';
import { Choice } from '#client/choice.ts';
import { failureOf, isUnimplemented } from '#client/errors.ts';
import { clientLimits } from '#client/limits.ts';

/** Who has a token to show with each call. */
export interface Bearer {
  /** The token, or undefined when there is none to be shown. What it rejects with, the call does. */
  token(): Promise<string | undefined>;
  /** Hears that the masters refused a token; says whether it is of use to show what there is then, once. */
  refused(): boolean;
}

/** Where a cluster is and who asks. */
export interface ClientOptions {
  /** The masters' gRPC addresses, as host:port. */
  readonly servers: readonly string[];
  /** PEM text: the cluster's CA, and the caller's certificate and key, for callers that are known by one. */
  readonly authority: string;
  readonly certificate?: string;
  readonly key?: string;
  /** The token of callers that are known by one. */
  readonly bearer?: Bearer;
  /** Whom the caller acts for in every call, as far as roles let them. */
  readonly actsFor?: UserInfo;
  /** Whether calls under way at once share a stream; true unless said otherwise, false to compare. */
  readonly withStreams?: boolean;
}

/** The organization in every master's certificate. */
const mastersGroup = 'orc:masters';
/** grpc-js's connectivity states in which waiting is of no use. */
const settled = { ready: 2, failing: 3, shutDown: 4 } as const;

type Grpc = typeof import('@grpc/grpc-js');

/** Whether the masters did not believe who called: then nothing was begun. */
function isRefused(error: unknown): boolean {
  return failureOf(error, '').error.code === 'Unauthorized';
}

/** What says, in a call's metadata, whom its caller acts for. */
function actingHeaders(actsFor: UserInfo | undefined): readonly (readonly [name: string, value: string])[] {
  if (actsFor === undefined) return [];
  const { user, groups, uid, extra = {} } = actsFor;
  return [
    ['impersonate-user', user],
    ...groups.map((group) => ['impersonate-group', group] as const),
    ...(uid === undefined ? [] : [['impersonate-uid', uid] as const]),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => [`impersonate-extra-${key}`, value] as const),
    ),
  ];
}

/** Whether an answer says, or may say, that there was nothing to do: what is missing may be as good as deleted. */
export function didNothing({ changes }: CommitRequest, { results }: CommitResponse): boolean {
  return results.every(
    ({ result }, at) =>
      result === 'unchanged' || (result === 'deleted' && changes[at]?.delete?.ignoreMissing === true),
  );
}

/** Bytes on the wire of a method. */
function codecOf<Request, Response>(
  method: MethodType<Request, Response>,
): { readonly write: (value: Request) => Buffer; readonly read: (bytes: Buffer) => Response } {
  return {
    write: (value) => {
      const { buffer, byteOffset, length } = encode(method.request, value);
      return Buffer.from(buffer, byteOffset, length);
    },
    read: (bytes) => decode(method.response, bytes),
  };
}

/** The next state of a channel that is settled, or the last one seen when time is up. */
async function settle(client: Client, timeoutMs: number): Promise<number> {
  const channel = client.getChannel();
  const deadline = Date.now() + timeoutMs;
  let state: number = channel.getConnectivityState(true);
  while (state < settled.ready && Date.now() < deadline) {
    const seen = state;
    await new Promise<void>((resolve) => channel.watchConnectivityState(seen, deadline, () => resolve()));
    state = channel.getConnectivityState(true);
  }
  return state;
}

export class Masters {
  readonly servers: readonly string[];
  readonly #options: ClientOptions;
  readonly #clients = new Map<number, Client>();
  readonly #streams = new Map<number, CallStream>();
  /** Masters that are older than streams of calls. */
  readonly #withoutStreams = new Set<number>();
  #carried = 0;
  #isClosed = false;
  #loaded: Promise<Grpc> | undefined;
  readonly #choice: Choice;
  #standby: NodeJS.Timeout | undefined;

  constructor(options: ClientOptions) {
    if (options.servers.length === 0) throw new OrcError('BadRequest', 'servers: names no master');
    this.servers = options.servers;
    this.#options = options;
    this.#choice = new Choice(options.servers.length);
  }

  /** Closes all connections; calls under way, and later ones, end with an error. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#standby);
    for (const stream of this.#streams.values()) stream.close();
    this.#streams.clear();
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  #grpc(): Promise<Grpc> {
    this.#loaded ??= import('@grpc/grpc-js');
    return this.#loaded;
  }

  async #client(index: number): Promise<Client> {
    const known = this.#clients.get(index);
    if (known !== undefined) return known;
    const { Client: GrpcClient, credentials } = await this.#grpc();
    if (this.#isClosed) throw new OrcError('Cancelled', 'the client was closed');
    const made = this.#clients.get(index);
    if (made !== undefined) return made;
    const { authority, key, certificate } = this.#options;
    const pem = (text: string | undefined): Buffer | null => (text === undefined ? null : Buffer.from(text));
    const secure = credentials.createSsl(Buffer.from(authority), pem(key), pem(certificate), {
      // A master may be reached by a forwarded port: who it is stands in its subject, not in its name.
      checkServerIdentity: (_host, { subject }) =>
        [subject.O].flat().includes(mastersGroup)
          ? undefined
          : new Error('the certificate there is not one of a master'),
    });
    const client = new GrpcClient(this.#server(index), secure, {
      // TLS wants a name, and an address is none.
      'grpc.ssl_target_name_override': 'orc-master',
      'grpc.max_receive_message_length': clientLimits.messageBytes,
      'grpc.max_send_message_length': clientLimits.messageBytes,
      'grpc.keepalive_time_ms': clientLimits.keepalive.everyMs,
      'grpc.keepalive_timeout_ms': clientLimits.keepalive.answerMs,
      'grpc.initial_reconnect_backoff_ms': clientLimits.pauseMs.first,
      'grpc.max_reconnect_backoff_ms': clientLimits.connectMs,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_http_proxy': 0,
    });
    this.#clients.set(index, client);
    return client;
  }

  /** What each call says of its caller, beside the connection's certificate. */
  async #metadata(): Promise<Metadata> {
    const { Metadata: Sent } = await this.#grpc();
    const metadata = new Sent();
    const token = await this.#options.bearer?.token();
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    for (const [name, value] of actingHeaders(this.#options.actsFor)) metadata.add(name, value);
    return metadata;
  }

  #server(index: number): string {
    return this.servers[index] ?? '';
  }

  #drop(index: number): void {
    this.#streams.get(index)?.close();
    this.#streams.delete(index);
    this.#withoutStreams.delete(index);
    this.#clients.get(index)?.close();
    this.#clients.delete(index);
  }

  /** A client whose connection stands. Throws Unavailable when it can't be had soon. */
  async #connected(index: number, timeoutMs: number): Promise<Client> {
    const client = await this.#client(index);
    const state = await settle(client, Math.min(timeoutMs, clientLimits.connectMs));
    if (state === settled.ready) return client;
    // A channel that fails answers a call at once, with the reason.
    const reason = state === settled.failing ? await this.#reason(client) : 'no connection in time';
    this.#drop(index);
    throw new OrcError('Unavailable', reason);
  }

  /** Why a channel fails, as short as it can be said. */
  #reason(client: Client): Promise<string> {
    const echo = (bytes: Buffer): Buffer => bytes;
    const deadline = Date.now() + clientLimits.reasonMs;
    const wrapped = /^No connection established\. Last error: (?:Error: )?(.*?)\.?(?: Resolution note:.*)?$/s;
    return new Promise((resolve) => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        echo,
        echo,
        Buffer.of(),
        { deadline },
        (error) => {
          const details = error?.details ?? 'connection lost';
          resolve(wrapped.exec(details)?.[1] ?? details);
        },
      );
    });
  }

  /** One call to one master. Rejects with gRPC's error or Unavailable. */
  async #once<Request, Response>(
    index: number,
    method: MethodType<Request, Response>,
    request: Request,
    timeoutMs: number,
  ): Promise<Response> {
    const startedAt = performance.now();
    const client = await this.#connected(index, timeoutMs);
    const metadata = await this.#metadata();
    const { write, read } = codecOf(method);
    const deadline = Date.now() + Math.max(1, timeoutMs - (performance.now() - startedAt));
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        method.path,
        write,
        read,
        request,
        metadata,
        { deadline },
        (error, response) => {
          // An error may be gRPC's own: only an answer is sure to be the master's.
          if (response !== undefined) this.#choice.heard(index);
          if (response !== undefined) resolve(response);
          else reject(error ?? new OrcError('Internal', `${method.path}: neither an answer nor an error`));
        },
      );
    });
  }

  /** Goes from master to master until `attempt` succeeds, fails for good, or time is up. */
  #anywhere<T>(attempt: Attempt<T>, options: CallOptions, didNothing?: (answer: T) => boolean): Promise<T> {
    const renewed = (): boolean => this.#options.bearer?.refused() === true;
    return anywhere(this.servers, this.#choice, attempt, { ...options, renewed }, didNothing);
  }

  /** Calls a method at whichever master answers. */
  call<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
    options: CallOptions,
  ): Promise<Response> {
    return this.#anywhere((index, timeoutMs) => this.#once(index, method, request, timeoutMs), options);
  }

  /** Commits at whichever master answers. */
  commit(request: CommitRequest, options: CallOptions): Promise<CommitResponse> {
    const { call } = request;
    const requestOf = (resent: boolean): CommitRequest =>
      resent && call !== undefined ? { ...request, call: { ...call, resent } } : request;
    const ask = (commit: CommitRequest): Ask => ({ commit });
    return this.#carry(
      ask,
      ObjectsService.methods.commit,
      requestOf,
      ({ commit }) => commit,
      { ...options, changes: !request.dryRun },
      (response) => didNothing(request, response),
    );
  }

  /** Reads one object at whichever master answers. */
  get(request: GetRequest, options: CallOptions): Promise<GetResponse> {
    const ask = (get: GetRequest): Ask => ({ get });
    return this.#carry(
      ask,
      ObjectsService.methods.get,
      () => request,
      ({ get }) => get,
      options,
    );
  }

  /** A call that goes over a stream when others are under way, and by itself when it is alone. */
  async #carry<Request, Response>(
    askOf: (request: Request) => Ask,
    method: MethodType<Request, Response>,
    requestOf: (resent: boolean) => Request,
    read: (answer: StreamAnswer) => Response | undefined,
    options: CallOptions,
    didNothing?: (answer: Response) => boolean,
  ): Promise<Response> {
    this.#carried += 1;
    try {
      return await this.#anywhere(
        async (index, timeoutMs, resent) => {
          const request = requestOf(resent);
          const startedAt = performance.now();
          const stream = this.#streams.get(index) ?? (await this.#openStream(index, timeoutMs));
          if (stream === undefined) return this.#once(index, method, request, timeoutMs);
          const leftMs = Math.max(1, timeoutMs - (performance.now() - startedAt));
          try {
            const answer = read(await stream.ask(askOf(request), leftMs));
            if (answer === undefined)
              throw new OrcError('Internal', `${method.path}: an answer to another call`);
            return answer;
          } catch (error) {
            // A stream whose token has expired takes nothing more; the next one shows another.
            if (isRefused(error) && this.#streams.get(index) === stream) this.#streams.delete(index);
            if (!isUnimplemented(error)) throw error;
            this.#withoutStreams.add(index);
            return this.#once(index, method, request, leftMs);
          }
        },
        options,
        didNothing,
      );
    } finally {
      this.#carried -= 1;
    }
  }

  /** A stream of calls to a master; undefined when one is not worth it, or the master knows none. */
  async #openStream(index: number, timeoutMs: number): Promise<CallStream | undefined> {
    if (this.#carried < 2 || this.#options.withStreams === false) return undefined;
    if (this.#withoutStreams.has(index)) return undefined;
    const client = await this.#connected(index, timeoutMs);
    const { write, read } = codecOf(ObjectsService.methods.stream);
    const metadata = await this.#metadata();
    const opened = this.#streams.get(index);
    if (opened !== undefined) return opened;
    const duplex = client.makeBidiStreamRequest(ObjectsService.methods.stream.path, write, read, metadata);
    const heard = (): void => this.#choice.heard(index);
    const stream: CallStream = new CallStream(duplex, this.#server(index), heard, () => {
      if (this.#streams.get(index) === stream) this.#streams.delete(index);
    });
    this.#streams.set(index, stream);
    this.#keepStandby();
    return stream;
  }

  /** Sees to it that a connection to a second master stands: a handshake is what a failover waits for. */
  #keepStandby(): void {
    const connect = async (): Promise<void> => {
      const index = this.#choice.standby;
      if (index === undefined || this.#streams.size === 0) return;
      (await this.#client(index)).getChannel().getConnectivityState(true);
    };
    // It is only a precaution: whoever needs the connection learns why there is none.
    const attempt = (): void => void connect().catch(() => undefined);
    this.#standby ??= setInterval(attempt, clientLimits.standbyMs).unref();
    attempt();
  }

  /** Calls a method at one master. */
  async callOne<Request, Response>(
    index: number,
    method: MethodType<Request, Response>,
    request: Request,
    timeoutMs: number,
  ): Promise<Response> {
    try {
      return await this.#once(index, method, request, timeoutMs);
    } catch (error) {
      throw failureOf(error, this.#server(index)).error;
    }
  }

  /**
   * The messages of a stream, from whichever master answers. Before the first message another master
   * is tried; after it, an error is the caller's to judge.
   */
  async *stream<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
    signal: AbortSignal,
  ): AsyncGenerator<Response, void, undefined> {
    const { write, read } = codecOf(method);
    const started = await this.#anywhere(
      async (index, timeoutMs) => {
        if (signal.aborted) return undefined;
        const client = await this.#connected(index, timeoutMs);
        const stream = client.makeServerStreamRequest(
          method.path,
          write,
          read,
          request,
          await this.#metadata(),
        );
        return { index, ...(await firstOf(stream, signal)) };
      },
      { repeatable: true },
    );
    if (started === undefined) return;
    const { index, stream, iterator, first } = started;
    const cancel = (): void => stream.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
    } catch (error) {
      if (!signal.aborted) throw failureOf(error, this.#server(index)).error;
    } finally {
      signal.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  /** A stream both ways, at whichever master can be reached. */
  duplex<Request, Response>(
    method: MethodType<Request, Response>,
  ): Promise<ClientDuplexStream<Request, Response>> {
    const { write, read } = codecOf(method);
    return this.#anywhere(
      async (index, timeoutMs) => {
        const client = await this.#connected(index, timeoutMs);
        return client.makeBidiStreamRequest(method.path, write, read, await this.#metadata());
      },
      { repeatable: true },
    );
  }
}

interface Started<Response> {
  readonly stream: ClientReadableStream<Response>;
  readonly iterator: AsyncIterator<Response, void>;
  readonly first: IteratorResult<Response, void>;
}

/** Waits for a stream's first message, or its end; a stream may stay silent as long as it likes. */
async function firstOf<Response>(
  stream: ClientReadableStream<Response>,
  signal: AbortSignal,
): Promise<Started<Response>> {
  const messages: AsyncIterable<Response, void> = stream;
  const iterator = messages[Symbol.asyncIterator]();
  const cancel = (): void => stream.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return { stream, iterator, first: await iterator.next() };
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
