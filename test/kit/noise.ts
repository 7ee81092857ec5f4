// A client that takes what it gets: hundreds of calls and lists under way, over several connections, again as soon as one is
// answered. It waits only when it is told to, and counts what it was told.
import { randomUUID } from 'node:crypto';
import { type ClientHttp2Session, connect } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientDuplexStream, credentials, status } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  CommitRequest,
  CommitResponse,
  ObjectsService,
  StreamRequest,
  StreamResponse,
} from '#kernel/model/gen/api.gen.ts';
import { decodeError } from '#kernel/model/rpc-error.ts';
import { manifest } from '#kit/api-client.ts';

/** Whom it asks, as whom, and how much at once. */
export interface NoiseOptions {
  /** The gRPC address and that of the Kubernetes face. */
  readonly server: string;
  readonly api: string;
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly connections: number;
  /** Unary creates under way, in all. */
  readonly creates: number;
  /** Streams of calls, and creates under way on each. */
  readonly streams: number;
  readonly callsPerStream: number;
  /** Lists of `listed` over HTTP under way. */
  readonly lists: number;
  readonly listed: string;
  /** The bytes of what is created. */
  readonly bytes: number;
}

/** What it was answered. */
export interface Heard {
  made: number;
  /** Told to come again later. */
  refused: number;
  lists: number;
  listBytes: number;
  listsRefused: number;
  otherwise: number;
  /** Some of what it was told otherwise. */
  readonly told: string[];
}

/** How long it waits when it is told to: as long as it is told. */
const pauseMs = 1_000;
/** How much of what it is sent it lets come unread, as the clients of Kubernetes do. */
const windowBytes = 4 * 1024 * 1024;
const prefix = `noise-${randomUUID()}`;
const mostTold = 5;
let named = 0;

function configMap(bytes: number): CommitRequest {
  const name = `${prefix}-${named++}`;
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data: { text: 'x'.repeat(bytes) },
  };
  return { changes: [{ create: { object: manifest(object) } }], reason: '', dryRun: false };
}

export class Noise implements Disposable {
  readonly heard: Heard = {
    made: 0,
    refused: 0,
    lists: 0,
    listBytes: 0,
    listsRefused: 0,
    otherwise: 0,
    told: [],
  };
  readonly #options: NoiseOptions;
  readonly #clients: readonly Client[];
  readonly #sessions: readonly ClientHttp2Session[];
  #ended = false;

  constructor(options: NoiseOptions) {
    this.#options = options;
    const { server, api, authority, certificate, key, connections } = options;
    const tls = credentials.createSsl(Buffer.from(authority), Buffer.from(key), Buffer.from(certificate));
    // Connections of their own: grpc-js shares one among clients that look alike.
    const own = { 'grpc.use_local_subchannel_pool': 1, 'grpc.enable_retries': 0 };
    this.#clients = Array.from({ length: connections }, () => new Client(server, tls, own));
    this.#sessions = Array.from({ length: options.lists === 0 ? 0 : connections }, () => {
      const session = connect(`https://${api}`, {
        ca: authority,
        cert: certificate,
        key,
        settings: { initialWindowSize: windowBytes },
      });
      session.once('connect', () => session.setLocalWindowSize(windowBytes));
      session.on('error', () => undefined);
      return session;
    });
    for (let index = 0; index < options.creates; index++) void this.#loop(() => this.#create(index));
    for (let index = 0; index < options.streams; index++) this.#stream(index);
    for (let index = 0; index < options.lists; index++) void this.#loop(() => this.#list(index));
  }

  async #loop(once: () => Promise<boolean>): Promise<void> {
    while (!this.#ended) if (!(await once()) && !this.#ended) await sleep(pauseMs);
  }

  #client(index: number): Client {
    const client = this.#clients[index % this.#clients.length];
    if (client === undefined) throw new Error('noise has connections');
    return client;
  }

  /** One create; false when it was refused. */
  #create(index: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#client(index).makeUnaryRequest(
        ObjectsService.methods.commit.path,
        (value: CommitRequest) => Buffer.from(encode(CommitRequest, value)),
        (bytes) => decode(CommitResponse, bytes),
        configMap(this.#options.bytes),
        (error) => resolve(this.#answered(error?.code ?? status.OK, error?.message)),
      );
    });
  }

  #other(what: string): void {
    this.heard.otherwise += 1;
    if (this.heard.told.length < mostTold) this.heard.told.push(what);
  }

  #answered(code: number, message = ''): boolean {
    if (code === status.OK) this.heard.made += 1;
    else if (code === status.RESOURCE_EXHAUSTED) this.heard.refused += 1;
    else this.#other(message);
    return code === status.OK;
  }

  #stream(index: number): void {
    const call: ClientDuplexStream<StreamRequest, StreamResponse> = this.#client(index).makeBidiStreamRequest(
      ObjectsService.methods.stream.path,
      (value: StreamRequest) => Buffer.from(encode(StreamRequest, value)),
      (bytes) => decode(StreamResponse, bytes),
    );
    let lastId = 0;
    const ask = (count: number): void => {
      if (this.#ended || count === 0) return;
      const calls = Array.from({ length: count }, () => ({
        id: ++lastId,
        timeoutMs: 0,
        cancel: false,
        commit: configMap(this.#options.bytes),
      }));
      call.write({ calls });
    };
    call.on('data', ({ answers }: StreamResponse) => {
      let again = 0;
      for (const { error } of answers) {
        if (error === undefined) this.heard.made += 1;
        else if (decodeError(error.error, error.message)?.code === 'TooBusy') this.heard.refused += 1;
        else this.#other(error.message);
        if (error === undefined) again += 1;
        else setTimeout(() => ask(1), pauseMs).unref();
      }
      ask(again);
    });
    call.on('error', ({ code }: { code?: number }) => {
      if (this.#ended) return;
      this.#answered(code ?? status.UNKNOWN);
      setTimeout(() => !this.#ended && this.#stream(index), pauseMs).unref();
    });
    ask(this.#options.callsPerStream);
  }

  /** One list, read to its end; false when it was refused. */
  #list(index: number): Promise<boolean> {
    const session = this.#sessions[index % this.#sessions.length];
    if (session === undefined || session.destroyed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const request = session.request({ ':method': 'GET', ':path': this.#options.listed });
      let code = 0;
      request.on('response', (headers) => (code = Number(headers[':status'])));
      request.on('data', (chunk: Buffer) => (this.heard.listBytes += chunk.length));
      request.on('error', () => undefined);
      request.on('close', () => {
        if (code === 200) this.heard.lists += 1;
        else if (code === 429) this.heard.listsRefused += 1;
        else if (!this.#ended) this.#other(`a list was answered ${code}`);
        resolve(code === 200);
      });
    });
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    for (const client of this.#clients) client.close();
    for (const session of this.#sessions) session.destroy();
  }
}
