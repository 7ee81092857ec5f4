// A real gRPC server on loopback that serves Objects.Stream over operations that a test gives, and raw
// streams to it, whose every message the test writes itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type ClientHttp2Session, type Settings, connect } from 'node:http2';
import { Client, type ClientDuplexStream, type ClientOptions, credentials } from '@grpc/grpc-js';
import type { Logger, Metrics } from '#kernel/ports.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  type CommitRequest,
  ObjectsService,
  type StreamAnswer,
  type StreamCall,
  StreamRequest,
  StreamResponse,
} from '#kernel/model/gen/api.gen.ts';
import { type Tokens, noTokens } from '#api/access/identity.ts';
import { allowGroups } from '#api/access/access.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { Calls } from '#api/grpc/calls.ts';
import { type HeldTogether, heldTogether } from '#api/grpc/protocol/connection.ts';
import { type GrpcServer, startGrpcServer } from '#api/grpc/server.ts';
import type { ClientOptions as OrcClientOptions } from '#client/client.ts';
import { Credential } from '#runtime/credential.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
};

/** What was counted, as `name method code`. */
export type Counted = string[];

function countingMetrics(counted: Counted): Metrics {
  const count = (name: string, labels: Readonly<Record<string, string>> = {}): void =>
    void counted.push([name, ...Object.values(labels)].join(' '));
  return {
    counter: (name) => ({ add: (_amount, labels) => count(name, labels) }),
    gauge: () => ({ set: () => undefined }),
    histogram: (name) => ({ observe: (_value, labels) => count(name, labels) }),
  };
}

/** A stream as a client has it, with what it was answered. */
export class RawStream {
  readonly answers: StreamAnswer[] = [];
  readonly call: ClientDuplexStream<Buffer, StreamResponse>;
  /** How many messages the answers came in. */
  messages = 0;
  /** The status the stream ended with. */
  readonly ended: Promise<{ readonly code: number; readonly details: string }>;
  #changed: (() => void)[] = [];

  constructor(client: Client) {
    const read = (bytes: Buffer): StreamResponse => decode(StreamResponse, bytes);
    this.call = client.makeBidiStreamRequest(
      ObjectsService.methods.stream.path,
      (bytes: Buffer) => bytes,
      read,
    );
    this.call.on('data', (response: StreamResponse) => {
      this.messages += 1;
      this.answers.push(...response.answers);
      for (const changed of this.#changed.splice(0)) changed();
    });
    this.call.on('error', () => undefined);
    this.ended = new Promise((resolve) => this.call.on('status', resolve));
  }

  send(...calls: Partial<StreamCall>[]): void {
    const whole = calls.map((call) => ({ id: 0, timeoutMs: 0, cancel: false, ...call }));
    this.call.write(Buffer.from(encode(StreamRequest, { calls: whole })));
  }

  /** Resolves with all answers, once there are `count` or the stream has ended. */
  async until(count: number): Promise<readonly StreamAnswer[]> {
    await this.#until(() => this.answers.length >= count);
    return this.answers;
  }

  /** Resolves once so many messages came, or the stream has ended. */
  untilMessages(count: number): Promise<void> {
    return this.#until(() => this.messages >= count);
  }

  async #until(ready: () => boolean): Promise<void> {
    let isOver = false;
    void this.ended.then(() => (isOver = true));
    while (!ready() && !isOver)
      await Promise.race([this.ended, new Promise<void>((resolve) => this.#changed.push(resolve))]);
  }
}

export class StreamServer implements AsyncDisposable {
  readonly counted: Counted;
  /** For an OrcClient of this server. */
  readonly clientOptions: OrcClientOptions;
  readonly #server: GrpcServer;
  readonly #client: Client;

  private constructor(counted: Counted, clientOptions: OrcClientOptions, server: GrpcServer, client: Client) {
    this.counted = counted;
    this.clientOptions = clientOptions;
    this.#server = server;
    this.#client = client;
  }

  /**
   * Serves `operations` unary, and over streams too unless `withStreams` is false; to holders of `tokens` as well, who may
   * have so much `together`.
   */
  static async start(
    operations: StreamOperations,
    withStreams = true,
    tokens: Tokens = noTokens,
    together: HeldTogether = heldTogether(),
  ): Promise<StreamServer> {
    const authority = await createAuthority('test');
    const issue = (name: string, group: string): ReturnType<typeof issueCertificate> =>
      issueCertificate(authority, { name, groups: [group], hosts: ['127.0.0.1', 'localhost'], days: 1 });
    const [identity, ann] = await Promise.all([
      issue('orc:master:one', groups.masters),
      issue('ann', groups.administrators),
    ]);
    const counted: Counted = [];
    const calls = new Calls(allowGroups([groups.administrators]), tokens, silent, countingMetrics(counted));
    const address = `127.0.0.1:${await freePort()}`;
    const { methods } = ObjectsService;
    const routes = [
      calls.unary('Get', methods.get, (request, context) => operations.get(request, context)),
      calls.unary('Commit', methods.commit, (request, context) => operations.commit(request, context)),
      calls.unary('OpenSession', methods.openSession, () => Promise.resolve({ session: 7 })),
      calls.unary('CloseSession', methods.closeSession, () => Promise.resolve({})),
    ];
    if (withStreams) routes.push(calls.callStream('Stream', methods.stream, operations));
    const server = await startGrpcServer({
      listen: [address],
      credential: new Credential({ authority: authority.certificate, ...identity }),
      services: { 'orc.v1.Objects': routes },
      together,
    });
    const secure = credentials.createSsl(
      Buffer.from(authority.certificate),
      Buffer.from(ann.key),
      Buffer.from(ann.certificate),
    );
    const client = new Client(address, secure, { 'grpc.ssl_target_name_override': 'localhost' });
    const clientOptions = { servers: [address], authority: authority.certificate, ...ann };
    return new StreamServer(counted, clientOptions, server, client);
  }

  /** A connection of bare HTTP/2 by somebody who is known. */
  session(settings: Settings = {}): ClientHttp2Session {
    const { servers, authority, key: own, certificate } = this.clientOptions;
    const session = connect(`https://${servers[0]}`, {
      ca: authority,
      key: own,
      cert: certificate,
      servername: 'localhost',
      settings,
      // Of this client; the server bounds what it keeps by itself.
      maxSessionMemory: 1_000,
    });
    session.on('error', () => undefined);
    return session;
  }

  /** A client of grpc-js. */
  client(options: ClientOptions = {}): Client {
    const { servers, authority, key: own, certificate } = this.clientOptions;
    const [root, chain] = [Buffer.from(authority), Buffer.from(certificate ?? '')];
    return new Client(String(servers[0]), credentials.createSsl(root, Buffer.from(own ?? ''), chain), {
      'grpc.ssl_target_name_override': 'localhost',
      ...options,
    });
  }

  stream(): RawStream {
    return new RawStream(this.#client);
  }

  /** Stops the server, as a master does. */
  stop(): Promise<void> {
    return this.#server.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
    await this.#server.close();
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  assert.ok(typeof address === 'object' && address !== null);
  probe.close();
  await once(probe, 'close');
  return address.port;
}

/** A commit that fake operations know by its reason. */
export function commitOf(reason: string): CommitRequest {
  return { changes: [], reason, dryRun: false };
}
