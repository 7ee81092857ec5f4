// The two faces behind one small surface, so that one table of expectations serves both.
import assert from 'node:assert/strict';
import { type ClientHttp2Session, connect } from 'node:http2';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf, isBuiltIn, isKindName, key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import type { TestMasters } from '#kit/cli/masters.ts';

/** What came of a call: the object, or the reason it failed for, in Kubernetes' words. */
export type Came = { readonly object: JsonObject } | { readonly reason: string; readonly message: string };

export type PatchType = 'merge' | 'json' | 'strategic';

/** What both faces can do with one object. */
export interface Face {
  readonly name: string;
  create(object: JsonObject, options?: { readonly dryRun?: boolean }): Promise<Came>;
  get(kind: KindName, name: string): Promise<Came>;
  list(
    kind: KindName,
    selectors?: { readonly labels?: string; readonly fields?: string },
  ): Promise<readonly JsonObject[] | string>;
  update(object: JsonObject, options?: { readonly status?: boolean }): Promise<Came>;
  patch(
    kind: KindName,
    name: string,
    type: PatchType,
    patch: unknown,
    options?: { readonly status?: boolean },
  ): Promise<Came>;
  delete(
    kind: KindName,
    name: string,
    preconditions?: { readonly uid?: string; readonly resourceVersion?: string },
  ): Promise<Came>;
}

/** orc's codes whose Kubernetes reason has another name. */
export const reasons: Readonly<Record<string, string>> = {
  TooLarge: 'RequestEntityTooLarge',
  TooBusy: 'TooManyRequests',
  Unavailable: 'ServiceUnavailable',
};

function namespaceOf(kind: KindName): string {
  return definitionOf(kind).namespaced ? 'default' : '';
}

/** The generic gRPC face, through the client library. */
export class GrpcFace implements Face {
  readonly name = 'gRPC';
  readonly #client: OrcClient;

  constructor(client: OrcClient) {
    this.#client = client;
  }

  async #came(call: () => Promise<JsonObject>): Promise<Came> {
    try {
      return { object: await call() };
    } catch (error) {
      if (!(error instanceof OrcError)) throw error;
      return { reason: reasons[error.code] ?? error.code, message: error.message };
    }
  }

  #commit(change: Change, dryRun = false): Promise<Came> {
    return this.#came(async () => {
      const { results } = await this.#client.commit([change], { dryRun });
      const packed = results[0]?.object;
      if (packed === undefined) return {};
      const object = unpack(packed);
      assert.ok(isBuiltIn(object));
      return objectToJson(definitionOf(object.kind).type, object);
    });
  }

  create(object: JsonObject, { dryRun = false } = {}): Promise<Came> {
    return this.#commit({ create: { object: manifest(object) } }, dryRun);
  }

  get(kind: KindName, name: string): Promise<Came> {
    return this.#came(async () => {
      const object = await this.#client.get(key(kind, namespaceOf(kind), name));
      return objectToJson(definitionOf(kind).type, object);
    });
  }

  async list(kind: KindName, { labels = '', fields = '' } = {}): Promise<readonly JsonObject[] | string> {
    try {
      const scope = { kind, namespace: '', labelSelector: labels, fieldSelector: fields };
      const { objects } = await this.#client.list(scope);
      return objects.map((object) => objectToJson(definitionOf(kind).type, object));
    } catch (error) {
      if (!(error instanceof OrcError)) throw error;
      return error.code;
    }
  }

  update(object: JsonObject, { status = false } = {}): Promise<Came> {
    return this.#commit({ update: { object: manifest(object), status } });
  }

  patch(
    kind: KindName,
    name: string,
    type: PatchType,
    patch: unknown,
    { status = false } = {},
  ): Promise<Came> {
    const bytes = Buffer.from(JSON.stringify(patch));
    const base = { key: key(kind, namespaceOf(kind), name), mergePatch: new Uint8Array(), status };
    const change =
      type === 'merge'
        ? { ...base, mergePatch: bytes }
        : type === 'json'
          ? { ...base, jsonPatch: bytes }
          : { ...base, strategicPatch: bytes };
    return this.#commit({ patch: change });
  }

  delete(kind: KindName, name: string, { uid = '', resourceVersion = '' } = {}): Promise<Came> {
    return this.#commit({
      delete: {
        key: key(kind, namespaceOf(kind), name),
        uid,
        resourceVersion,
        propagation: '',
        ignoreMissing: false,
        gracePeriodSeconds: 0,
      },
    });
  }
}

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const;

/** The Kubernetes face over HTTP/2. */
export class HttpFace implements Face, Disposable {
  readonly name = 'HTTP';
  readonly #session: ClientHttp2Session;

  constructor(masters: TestMasters, master = 0) {
    this.#session = connect(`https://${masters.apis[master]}`, {
      ca: masters.authority.certificate,
      cert: masters.administrator.certificate,
      key: masters.administrator.key,
    });
    // Each request says by itself that it failed; a session that is left may be reset.
    this.#session.on('error', () => undefined);
  }

  [Symbol.dispose](): void {
    this.#session.close();
  }

  /** One request: its status and its answer as text. */
  text(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{
    readonly status: number;
    readonly text: string;
    readonly headers: Readonly<Record<string, unknown>>;
  }> {
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      text: string;
      headers: Readonly<Record<string, unknown>>;
    }>();
    const request = this.#session.request(
      {
        ':method': method,
        ':path': path,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      // Some methods have no body unless they are said to.
      { endStream: body === undefined },
    );
    const chunks: Buffer[] = [];
    let answered: Readonly<Record<string, unknown>> = {};
    request.on('response', (given) => (answered = given));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A body that is refused before it is read ends the stream; what was answered counts.
    request.on('error', (error) => (answered[':status'] === undefined ? reject(error) : undefined));
    request.on('end', () => {
      resolve({
        status: Number(answered[':status']),
        text: Buffer.concat(chunks).toString('utf8'),
        headers: answered,
      });
      request.close();
    });
    if (body !== undefined) request.end(typeof body === 'string' ? body : JSON.stringify(body));
    return promise;
  }

  /** One request: its status and its answer as JSON. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    asked: Readonly<Record<string, string>> = {},
  ): Promise<{
    readonly status: number;
    readonly json: JsonObject;
    readonly headers: Readonly<Record<string, unknown>>;
  }> {
    const { status, text, headers } = await this.text(method, path, body, asked);
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { status, json: isJsonObject(json) ? json : {}, headers };
  }

  async #came(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Came> {
    const { status, json } = await this.ask(method, path, body, headers);
    if (status < 400) return { object: json };
    return { reason: String(json['reason']), message: String(json['message']) };
  }

  /** The path of a kind's objects in the namespace `default`, or of one of them. */
  path(kind: KindName, name = ''): string {
    const { group, version, plural, namespaced } = definitionOf(kind);
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    return `${root}${namespaced ? '/namespaces/default' : ''}/${plural}${name === '' ? '' : `/${encodeURIComponent(name)}`}`;
  }

  create(object: JsonObject, { dryRun = false } = {}): Promise<Came> {
    return this.#came('POST', `${this.path(kindOf(object))}${dryRun ? '?dryRun=All' : ''}`, object);
  }

  get(kind: KindName, name: string): Promise<Came> {
    return this.#came('GET', this.path(kind, name));
  }

  async list(kind: KindName, { labels = '', fields = '' } = {}): Promise<readonly JsonObject[] | string> {
    const query = new URLSearchParams({ labelSelector: labels, fieldSelector: fields });
    const { status, json } = await this.ask('GET', `${this.path(kind)}?${query.toString()}`);
    if (status >= 400) return String(json['reason']);
    const items: unknown = json['items'];
    return Array.isArray(items) ? items.filter(isJsonObject) : [];
  }

  update(object: JsonObject, { status = false } = {}): Promise<Came> {
    const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
    return this.#came(
      'PUT',
      `${this.path(kindOf(object), String(metadata['name']))}${status ? '/status' : ''}`,
      object,
    );
  }

  patch(
    kind: KindName,
    name: string,
    type: PatchType,
    patch: unknown,
    { status = false } = {},
  ): Promise<Came> {
    const headers = { 'content-type': patchTypes[type] };
    return this.#came('PATCH', `${this.path(kind, name)}${status ? '/status' : ''}`, patch, headers);
  }

  delete(
    kind: KindName,
    name: string,
    preconditions: { readonly uid?: string; readonly resourceVersion?: string } = {},
  ): Promise<Came> {
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0, preconditions };
    return this.#came('DELETE', this.path(kind, name), body);
  }
}

function kindOf({ kind }: JsonObject): KindName {
  if (typeof kind === 'string' && isKindName(kind)) return kind;
  throw new Error(`no kind is named ${JSON.stringify(kind)}`);
}
