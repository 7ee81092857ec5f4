// A plain gRPC client for tests: one call to one master, and calls that go to the next master when one
// does not answer. It has none of the comforts of cli/client, so that tests see what masters really say.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ServiceError, credentials } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { isKindName } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import {
  type Change,
  type ChangeResult,
  ClusterService,
  ObjectsService,
  type StatusResponse,
} from '#kernel/model/gen/api.gen.ts';
import type { Key, PackedObject, SessionCall } from '#kernel/model/gen/log.gen.ts';
import type { KindName, ObjectByKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { decodeError, errorTrailer } from '#kernel/model/rpc-error.ts';
import type { MethodType } from '#kernel/model/schema.ts';
import type { Connection } from '#sandbox/cluster.ts';

/** Errors after which another master is asked. */
const elsewhere = new Set(['Unavailable', 'Timeout', 'Unknown']);

/** A manifest in transit. */
export function manifest(object: object): PackedObject {
  return { apiVersion: '', kind: '', raw: new Uint8Array(), json: Buffer.from(JSON.stringify(object)) };
}

export function toOrcError(error: ServiceError): OrcError {
  const [trailer] = error.metadata.get(errorTrailer);
  const known = decodeError(typeof trailer === 'string' ? trailer : undefined, error.details);
  if (known !== undefined) return known;
  const code = error.code === 14 ? 'Unavailable' : error.code === 4 ? 'Timeout' : 'Unknown';
  return new OrcError(code, error.details);
}

export class ApiClient {
  readonly #clients: readonly Client[];
  #preferred = 0;

  constructor(connection: Connection) {
    const secure = credentials.createSsl(
      readFileSync(connection.authorityFile),
      readFileSync(connection.keyFile),
      readFileSync(connection.certificateFile),
      {
        checkServerIdentity: () => undefined,
      },
    );
    this.#clients = connection.servers.map(
      (server) =>
        new Client(server, secure, {
          'grpc.ssl_target_name_override': 'orc-master',
          'grpc.initial_reconnect_backoff_ms': 50,
          'grpc.max_reconnect_backoff_ms': 200,
        }),
    );
  }

  get masters(): number {
    return this.#clients.length;
  }

  /** One call to one master. */
  once<Request, Response>(
    master: number,
    method: MethodType<Request, Response>,
    request: Request,
    deadlineMs = 5_000,
  ): Promise<Response> {
    const client = this.#clients[master % this.#clients.length];
    return new Promise((resolve, reject) => {
      client?.makeUnaryRequest(
        method.path,
        (value: Request) => Buffer.from(encode(method.request, value)),
        (bytes) => decode(method.response, bytes),
        request,
        { deadline: Date.now() + deadlineMs },
        (error, response) =>
          error === null && response !== undefined
            ? resolve(response)
            : reject(error === null ? new Error('no answer') : toOrcError(error)),
      );
    });
  }

  /** A call that goes to the next master when one does not answer, for up to `patienceMs`. */
  async call<Request, Response>(
    method: MethodType<Request, Response>,
    request: Request,
    patienceMs = 30_000,
  ): Promise<Response> {
    const untilMs = performance.now() + patienceMs;
    for (;;) {
      try {
        return await this.once(this.#preferred, method, request, 3_000);
      } catch (error) {
        if (!(error instanceof OrcError) || !elsewhere.has(error.code) || performance.now() > untilMs)
          throw error;
        this.#preferred += 1;
        await sleep(20);
      }
    }
  }

  async commit(changes: readonly Change[], call?: SessionCall): Promise<readonly ChangeResult[]> {
    const request = { changes, reason: 'test', dryRun: false, ...(call && { call }) };
    return (await this.call(ObjectsService.methods.commit, request)).results;
  }

  async apply(object: object): Promise<string> {
    const [result] = await this.commit([{ apply: { object: manifest(object) } }]);
    return result?.result ?? '';
  }

  async delete(key: Key, gracePeriodSeconds?: number): Promise<string> {
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
    const [result] = await this.commit([
      { delete: { key, uid: '', propagation: '', ignoreMissing: true, ...options } },
    ]);
    return result?.result ?? '';
  }

  /** All objects of a kind, through all pages. */
  async list<K extends KindName>(kind: K, namespace = ''): Promise<ObjectByKind[K][]> {
    const found: ObjectByKind[K][] = [];
    let token = '';
    do {
      const request = {
        group: '',
        kind,
        namespace,
        labelSelector: '',
        fieldSelector: '',
        limit: 0,
        continue: token,
        stale: false,
        minRevision: 0,
        atRevision: 0,
      };
      const page = await this.call(ObjectsService.methods.list, request);
      for (const object of page.objects.map(unpack)) if (isOf(kind, object)) found.push(object);
      token = page.continue;
    } while (token !== '');
    return found;
  }

  /** A master's own status, with its state's hash; undefined when it does not answer. */
  async status(master: number): Promise<StatusResponse | undefined> {
    try {
      return await this.once(master, ClusterService.methods.status, { withHash: true }, 2_000);
    } catch (error) {
      if (error instanceof OrcError) return undefined;
      throw error;
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}

function isOf<K extends KindName>(kind: K, object: OrcObject): object is ObjectByKind[K] {
  return isKindName(kind) && object.kind === kind;
}
