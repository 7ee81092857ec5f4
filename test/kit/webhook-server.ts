// A webhook of admission as others write them: an https server that answers by the path it is asked at, and remembers
// what it was asked.
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Server, createServer } from 'node:https';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type Identity, createAuthority, issueCertificate } from '#runtime/pki.ts';

/** One question, and the way it was asked. */
export interface Question {
  readonly path: string;
  readonly review: JsonObject;
  readonly request: JsonObject;
  /** Which connection it came by, counted from 1. */
  readonly connection: number;
}

function patchOf(operations: readonly object[]): JsonObject {
  return {
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(operations)).toString('base64'),
  };
}

/** An answer that sets a label of the object. */
export function labelled(name: string, value: string): JsonObject {
  return patchOf([{ op: 'add', path: '/metadata/labels', value: { [name]: value } }]);
}

export { patchOf };

/** What a path answers: fields of the response beside `uid` and `allowed`. */
export type Behaviour = (request: JsonObject) => JsonObject | Promise<JsonObject>;

export class WebhookServer implements AsyncDisposable {
  readonly questions: Question[] = [];
  /** Behaviours by path; what is none of them is allowed. */
  readonly behaviours = new Map<string, Behaviour>();
  readonly authority: Identity;
  readonly #server: Server;
  readonly #connections = new WeakMap<object, number>();
  readonly #held: ServerResponse[] = [];
  #connected = 0;

  private constructor(authority: Identity, server: Server) {
    this.authority = authority;
    this.#server = server;
    server.on('secureConnection', (socket) => this.#connections.set(socket, (this.#connected += 1)));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response);
    });
  }

  /** Starts a server whose certificate is of these names and addresses. */
  static async up(
    hosts: readonly string[] = ['127.0.0.1', 'localhost'],
    host = '127.0.0.1',
  ): Promise<WebhookServer> {
    const authority = await createAuthority('webhooks');
    const { certificate, key } = await issueCertificate(authority, {
      name: 'webhook',
      groups: [],
      hosts: [...hosts],
      days: 1,
    });
    const server = createServer({ cert: certificate, key });
    server.listen(0, host);
    await once(server, 'listening');
    return new WebhookServer(authority, server);
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the webhook does not listen');
    return address.port;
  }

  /** The certificates that it descends from, as a caBundle holds them. */
  get caBundle(): string {
    return Buffer.from(this.authority.certificate).toString('base64');
  }

  /** The client configuration of a path of it. */
  at(path: string): JsonObject {
    return { url: `https://127.0.0.1:${this.port}${path}`, caBundle: this.caBundle };
  }

  /** How many connections were made to it. */
  get connected(): number {
    return this.#connected;
  }

  /** Answers what `/hang` was asked, at last. */
  release(): void {
    for (const response of this.#held.splice(0)) response.end();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request)
      chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    const review: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (!isJsonObject(review) || !isJsonObject(review['request'])) throw new Error('that is no review');
    const asked = review['request'];
    const [path = ''] = (request.url ?? '').split('?');
    const connection = this.#connections.get(request.socket) ?? 0;
    this.questions.push({ path, review, request: asked, connection });
    response.setHeader('content-type', 'application/json');
    switch (path) {
      case '/hang':
        this.#held.push(response);
        return;
      case '/drip': {
        response.write(' ');
        const drip = setInterval(() => response.write(' '), 20);
        response.once('close', () => clearInterval(drip));
        return;
      }
      case '/elsewhere':
        response.writeHead(302, { location: '/allow' }).end();
        return;
      case '/garbage':
        response.end('<html>');
        return;
      case '/broken':
        response.statusCode = 503;
        response.end('down for lunch');
        return;
      case '/huge':
        // No more than the connection takes: whoever asks breaks it off.
        response.end(' '.repeat(6 * 1024 * 1024));
        return;
      case '/stranger':
        response.end(JSON.stringify({ ...review, response: { uid: 'another', allowed: true } }));
        return;
      default: {
        const said = (await this.behaviours.get(path)?.(asked)) ?? {};
        const { apiVersion, kind } = review;
        const answer = { uid: asked['uid'], allowed: true, ...said };
        response.end(JSON.stringify({ apiVersion, kind, response: answer }));
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** A webhook of a configuration. */
export function webhookOf(name: string, clientConfig: JsonObject, rule: object, more: object = {}): object {
  return {
    name: `${name}.example.com`,
    clientConfig,
    rules: [rule],
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: 5,
    ...more,
  };
}

/** A configuration of webhooks. */
export function webhooksOf(
  kind: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration',
  name: string,
  ...webhooks: readonly object[]
): object {
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name }, webhooks };
}
