// A registry of images for tests, in so far as masters ask one: manifests by tag, tokens if it wants them, over HTTP or
// HTTPS with a CA of its own, and every way to answer badly.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer as createPlainServer,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createAuthority, issueCertificate } from '#runtime/pki.ts';

/** Answers a request in the registry's stead; says nothing, for ever, when it leaves the response alone. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void;

export class TestRegistry implements AsyncDisposable {
  /** PEM text of its CA; empty for one that speaks plain HTTP. */
  readonly authority: string;
  readonly port: number;
  /** What was asked, as `METHOD PATH`. */
  readonly asked: string[] = [];
  misbehaves: Misbehaviour | undefined;
  /** Whether it gives manifests to those alone who show a token. */
  wantsToken = false;
  /** Where it sends them; at its own address unless given. */
  realm: string | undefined;
  /** What an answer to a token is, if not a good one. */
  tokenAnswer: string | undefined;
  /** Whether its answers say digests. */
  saysDigest = true;
  readonly #server: Server;
  readonly #manifests = new Map<string, string>();
  readonly #token = 'a-token.of_some~kind';

  private constructor(server: Server, port: number, authority: string) {
    this.#server = server;
    this.port = port;
    this.authority = authority;
    server.on('request', (request, response) => this.#answer(request, response));
  }

  static async up(secure = true): Promise<TestRegistry> {
    const authority = await createAuthority('registry');
    const hosts = ['127.0.0.1', 'localhost'];
    const subject = { name: 'registry', groups: [], hosts, days: 1 };
    const { certificate, key } = await issueCertificate(authority, subject);
    const server = secure ? createSecureServer({ cert: certificate, key }) : createPlainServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return new TestRegistry(server, address.port, secure ? authority.certificate : '');
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get #origin(): string {
    return `${this.authority === '' ? 'http' : 'https'}://${this.host}`;
  }

  /** Lets a tag stand for a manifest of this text, and returns its digest. */
  push(name: string, manifest: string): string {
    const [repository = '', tag = ''] = name.split(':');
    this.#manifests.set(`/v2/${repository}/manifests/${tag}`, manifest);
    return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '', headers } = request;
    this.asked.push(`${method} ${url}`);
    if (this.misbehaves !== undefined) return this.misbehaves(request, response);
    if (url.startsWith('/token')) {
      response.end(this.tokenAnswer ?? JSON.stringify({ token: this.#token, expires_in: 60 }));
      return;
    }
    if (this.wantsToken && headers.authorization !== `Bearer ${this.#token}`) {
      const realm = this.realm ?? `${this.#origin}/token`;
      response.statusCode = 401;
      response.setHeader('www-authenticate', `Bearer realm="${realm}",service="test registry"`);
      response.end();
      return;
    }
    const manifest = this.#manifests.get(url);
    response.statusCode = manifest === undefined ? 404 : 200;
    if (manifest !== undefined && this.saysDigest)
      response.setHeader(
        'docker-content-digest',
        `sha256:${createHash('sha256').update(manifest).digest('hex')}`,
      );
    response.end(method === 'HEAD' ? undefined : (manifest ?? ''));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
