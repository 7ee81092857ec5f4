// A plain client of the Kubernetes face over HTTP/2 for measurements: a few connections, many requests on each.
import { type ClientHttp2Session, connect } from 'node:http2';
import type { TestMasters } from '#kit/cli/masters.ts';
import type { Identity } from '#runtime/pki.ts';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export class HttpClient implements Disposable {
  readonly #sessions: readonly ClientHttp2Session[];
  #next = 0;

  readonly #token: string | undefined;

  /** `who` is known by a certificate, the administrator's unless given, or by a token. */
  constructor(
    masters: TestMasters,
    api: string,
    connections: number,
    who: Identity | { readonly token: string } = masters.administrator,
  ) {
    this.#token = 'token' in who ? who.token : undefined;
    const own = 'token' in who ? {} : { cert: who.certificate, key: who.key };
    const tls = { ca: masters.authority.certificate, ...own };
    this.#sessions = Array.from({ length: connections }, () => connect(`https://${api}`, tls));
  }

  #session(): ClientHttp2Session {
    const session = this.#sessions[this.#next++ % this.#sessions.length];
    if (session === undefined) throw new Error('a client has connections');
    return session;
  }

  /** Makes a request and resolves with its whole answer. */
  ask(method: string, path: string, body?: object): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = this.#session().request(
      {
        ':method': method,
        ':path': path,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      { endStream: body === undefined },
    );
    const chunks: Buffer[] = [];
    let status = 0;
    request.on('response', (headers) => (status = Number(headers[':status'])));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve({ status, body: Buffer.concat(chunks) }));
    request.on('error', reject);
    if (body !== undefined) request.end(JSON.stringify(body));
    return promise;
  }

  /** Watches; `told` is called with every chunk. Resolves once the watch stands. */
  watch(path: string, told: (chunk: Buffer) => void): Promise<() => void> {
    const { promise, resolve, reject } = Promise.withResolvers<() => void>();
    const request = this.#session().request({ ':method': 'GET', ':path': path });
    request.on('response', () => resolve(() => request.close()));
    request.on('data', told);
    request.on('error', reject);
    request.end();
    return promise;
  }

  [Symbol.dispose](): void {
    for (const session of this.#sessions) session.destroy();
  }
}
