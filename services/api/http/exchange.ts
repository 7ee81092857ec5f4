// One HTTP request and its answer, over HTTP/1.1 or HTTP/2 alike: reading a bounded body, answering JSON once.
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Gzip } from 'node:zlib';
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type ReadJson, readJson } from '#api/admission/parse.ts';
import { httpStatus } from '#api/errors.ts';
import { apiLimits } from '#api/limits.ts';
import { readBody } from '#api/http/body.ts';
import { makeGzip, takesGzip } from '#api/http/compression.ts';
import { jsonOfProtobuf, protobufType } from '#api/http/protobuf.ts';
import { encodingAsked, jsonType, yamlType } from '#api/http/representation.ts';
import { type NamedResource, failureStatus } from '#api/http/status.ts';
import { addressed } from '#api/http/request.ts';
import { yamlText } from '#api/http/yaml-text.ts';
import { readYaml } from '#api/http/yaml.ts';

/** What kubectl sends where it applies server-side. */
export const applyType = 'application/apply-patch+yaml';

export type HttpRequest = IncomingMessage | Http2ServerRequest;
export type HttpResponse = ServerResponse | Http2ServerResponse;

/** A header's value, the first where there are several. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A header that may stand several times. */
export function headersOf(headers: IncomingHttpHeaders, name: string): readonly string[] {
  const value = headers[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : value.split(',').map((part) => part.trim());
}

/** The connection of a request that asks to change the protocol, and what came after its headers. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly head: Buffer;
}

export class Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Aborted when the client goes away. */
  readonly gone: AbortSignal;
  /** Aborted when the client goes away or its time is over: until then its body is waited for. */
  until: AbortSignal;
  /** Set when the client asks to change the protocol. */
  readonly upgrade: Upgrade | undefined;
  /** Told of the code when an answer in pieces, or another protocol, begins. */
  begins: ((code: number) => void) | undefined;
  /** The kind that the request is about, once that is known. */
  about: NamedResource | undefined;
  readonly #warnings: string[] = [];
  #warnedUnits = 0;
  /** The body, when it was read as JSON or YAML. */
  #json: ReadJson | undefined;
  #hasSwitched = false;
  #gzip: Gzip | undefined;

  constructor(request: HttpRequest, response: HttpResponse, upgrade?: Upgrade) {
    this.upgrade = upgrade;
    this.request = request;
    this.response = response;
    this.method = request.method ?? 'GET';
    const { path, query } = addressed(this.method, request.url ?? '/');
    this.path = path;
    this.query = query;
    const gone = new AbortController();
    this.gone = gone.signal;
    this.until = gone.signal;
    // Both kinds of response say `close`, also after a whole answer, when nobody listens any more.
    (upgrade?.socket ?? response).once('close', () => {
      if (upgrade !== undefined || !response.writableEnded)
        gone.abort(new OrcError('Cancelled', 'the client went away'));
    });
  }

  /** Whether it only reads: HEAD is a GET without the answer's body. */
  get isRead(): boolean {
    return this.method === 'GET' || this.method === 'HEAD';
  }

  header(name: string): string | undefined {
    return headerOf(this.request.headers, name);
  }

  /** Adds a warning, which clients show to their users. */
  warn(text: string): void {
    if (this.#warnings.length >= apiLimits.warnings) return;
    const { all, each } = apiLimits.warningUnits;
    const isLong = this.#warnedUnits + text.length > all && text.length > each;
    const said = isLong ? `${text.slice(0, each)}...` : text;
    this.#warnedUnits += said.length;
    this.#warnings.push(said);
  }

  /** The body, whole. Throws TooLarge beyond the limit, Timeout when it takes too long; nothing more of it is read then. */
  async body(): Promise<Buffer> {
    const announced = Number(this.header('content-length') ?? '0');
    const tooLarge = (): OrcError =>
      new OrcError(
        'TooLarge',
        `Request entity too large: limit is ${apiLimits.bodyBytes}; split it, or send less at once`,
      );
    if (announced > apiLimits.bodyBytes) throw tooLarge();
    const encoding = this.header('content-encoding') ?? 'identity';
    if (encoding !== 'identity')
      throw new OrcError(
        'UnsupportedMediaType',
        `the content encoding ${encoding} is not read here: send it plain`,
      );
    try {
      return await readBody(this.request, apiLimits.bodyBytes, tooLarge, this.until);
    } catch (error) {
      this.#leaveBody();
      throw error;
    }
  }

  /** Nobody reads what may follow of the body: the connection, or the stream of HTTP/2, ends with the answer. */
  #leaveBody(): void {
    const { response } = this;
    if (!('stream' in response)) response.setHeader('connection', 'close');
    else response.stream.once('finish', () => response.stream.close());
  }

  /** The media type of the body, without its parameters. */
  get contentType(): string {
    return (this.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** The body as an object: JSON, or YAML or protobuf where the client says so. Undefined when there is none. */
  async object(): Promise<JsonObject | undefined> {
    const bytes = await this.body();
    if (bytes.length === 0) return undefined;
    const type = this.contentType;
    if (type === protobufType) return jsonOfProtobuf(bytes);
    // A page of another site can have a browser send texts and forms in its user's name, so those are no JSON.
    const json = [yamlType, applyType].includes(type)
      ? this.#parsed(readYaml(bytes, 'the body'))
      : ['', jsonType].includes(type)
        ? this.#parsed(readJson(bytes, 'the body'))
        : undefined;
    if (json === undefined)
      throw new OrcError(
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${jsonType}, ${yamlType}, ${protobufType}; it is ${type}`,
      );
    if (!isJsonObject(json)) throw new OrcError('BadRequest', 'the body is not a JSON object');
    return json;
  }

  #parsed(read: ReadJson): unknown {
    this.#json = read;
    return read.value;
  }

  /** The paths of the fields that the body gives more than once; of a body that has been read as an object. */
  duplicates(): readonly string[] {
    return this.#json?.duplicates() ?? [];
  }

  #headers(type: string): Record<string, string | string[]> {
    const quoted = (text: string): string =>
      `299 - "${text.replaceAll(/[\\"]/g, String.raw`\$&`).replaceAll(/[^\x20-\x7e]/g, '?')}"`;
    return {
      'content-type': type,
      'cache-control': 'no-cache, private',
      ...(this.#warnings.length > 0 && { warning: this.#warnings.map(quoted) }),
    };
  }

  /** Takes the connection for another protocol: nothing can be answered over HTTP any more. */
  switchProtocol(): Upgrade {
    if (this.upgrade === undefined) throw new OrcError('BadRequest', 'Upgrade request required');
    this.gone.throwIfAborted();
    this.#hasSwitched = true;
    this.upgrade.response.detachSocket(this.upgrade.socket);
    this.begins?.(101);
    return this.upgrade;
  }

  /** Begins an answer that comes in pieces, compressed if it is `long`, ends by itself, and the client takes that. */
  begin(code: number, type: string, { long = false } = {}): void {
    this.#head(code, { ...this.#headers(type), ...(long && { vary: 'Accept-Encoding' }) });
    if (long && this.#takesGzip) this.#compress();
    // What a client waits for first is that its watch stands.
    if ('stream' in this.response) this.response.writeHead(code);
    else this.response.flushHeaders();
    this.begins?.(code);
  }

  /** The code of the answer, once it has begun. */
  get code(): number {
    return this.#hasSwitched ? 101 : this.response.statusCode;
  }

  #compress(): void {
    const { response } = this;
    response.setHeader('content-encoding', 'gzip');
    const gzip = makeGzip();
    this.#gzip = gzip;
    gzip.on('data', (chunk: Buffer) => {
      const isTaken = 'stream' in response ? response.write(chunk) : response.write(chunk);
      if (isTaken) return;
      gzip.pause();
      response.once('drain', () => gzip.resume());
    });
    gzip.once('end', () => response.end());
    gzip.once('error', () => this.#breakOff());
    response.once('close', () => gzip.destroy());
  }

  #head(code: number, headers: Readonly<Record<string, string | string[]>>): void {
    this.response.statusCode = code;
    for (const [name, value] of Object.entries(headers)) this.response.setHeader(name, value);
  }

  /** Sends a piece; resolves when the client has taken it. Rejects when it went away. */
  send(text: string | Uint8Array): Promise<void> {
    this.gone.throwIfAborted();
    const { response } = this;
    const out = this.#gzip ?? response;
    const isTaken =
      this.#gzip?.write(text) ?? ('stream' in response ? response.write(text) : response.write(text));
    if (isTaken) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const onGone = (): void => {
        out.removeListener('drain', onDrain);
        reject(this.gone.reason);
      };
      const onDrain = (): void => {
        this.gone.removeEventListener('abort', onGone);
        resolve();
      };
      out.once('drain', onDrain);
      this.gone.addEventListener('abort', onGone, { once: true });
    });
  }

  end(): void {
    if (this.#gzip === undefined) this.response.end();
    else this.#gzip.end();
  }

  /** Whether objects are answered in YAML. */
  get answersYaml(): boolean {
    return encodingAsked(this.header('accept')) === yamlType;
  }

  /** Answers with JSON, or the same in YAML where the client would rather have that. */
  json(code: number, value: unknown): void {
    if (this.answersYaml) this.bytes(code, yamlType, Buffer.from(yamlText(value)));
    else this.bytes(code, jsonType, Buffer.from(JSON.stringify(value)));
  }

  text(code: number, text: string): void {
    this.bytes(code, 'text/plain; charset=utf-8', Buffer.from(text));
  }

  bytes(code: number, type: string, bytes: Uint8Array): void {
    if (bytes.length >= apiLimits.compressedFromBytes && this.method !== 'HEAD' && this.#takesGzip) {
      this.begin(code, type, { long: true });
      this.#gzip?.end(bytes);
      return;
    }
    this.#head(code, { ...this.#headers(type), 'content-length': String(bytes.length) });
    if (this.method === 'HEAD') this.response.end();
    else this.response.end(bytes);
  }

  get #takesGzip(): boolean {
    return takesGzip(this.header('accept-encoding'));
  }

  #breakOff(): void {
    if ('stream' in this.response) this.response.stream.close();
    else this.response.destroy();
  }

  /** Answers an error; when an answer has begun already, breaks it off so that nobody takes it for whole. */
  fail(error: OrcError): void {
    if (this.#hasSwitched) {
      this.upgrade?.socket.destroy();
      return;
    }
    if (this.response.headersSent) return this.#breakOff();
    const { code } = error.details.status ?? httpStatus[error.code];
    const { retryAfterMs } = error.details;
    if (retryAfterMs !== undefined)
      this.response.setHeader('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
    if (error.code === 'Unauthorized') this.response.setHeader('www-authenticate', 'Bearer realm="orc"');
    this.json(code, failureStatus(error, this.about));
  }
}
