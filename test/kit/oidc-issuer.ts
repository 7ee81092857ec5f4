// An OpenID Connect issuer for tests: an HTTPS server with a CA of its own, keys that it adds and drops, tokens that it
// signs, and every way to answer badly.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Server, createServer } from 'node:https';
import { type CryptoKey, type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createAuthority, issueCertificate } from '#runtime/pki.ts';

/** A key of the issuer's. */
export interface IssuerKey {
  readonly id: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

/** Claims by name; undefined leaves one out. */
export type Claims = Readonly<Record<string, unknown>>;

/** Answers a request in the issuer's stead; says nothing, for ever, when it leaves the response alone. */
export type Misbehaviour = (path: string, response: ServerResponse) => void;

export const clientId = 'orc';

export class TestIssuer implements AsyncDisposable {
  readonly authority: string;
  /** The paths asked for, in their order. */
  readonly asked: string[] = [];
  misbehaves: Misbehaviour | undefined;
  /** What the discovery document says otherwise. */
  discovery: object = {};
  readonly #server: Server;
  readonly #port: number;
  #keys: IssuerKey[] = [];
  #count = 0;
  #wake: (() => void)[] = [];

  private constructor(server: Server, port: number, authority: string) {
    this.#server = server;
    this.#port = port;
    this.authority = authority;
    server.on('request', ({ url = '' }, response) => this.#answer(url, response));
  }

  /** Starts one with one key. */
  static async up(algorithm = 'RS256'): Promise<TestIssuer> {
    const authority = await createAuthority('issuer');
    const { certificate, key } = await issueCertificate(authority, {
      name: 'issuer',
      groups: [],
      hosts: ['127.0.0.1'],
      days: 1,
    });
    const server = createServer({ cert: certificate, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const issuer = new TestIssuer(server, address.port, authority.certificate);
    await issuer.addKey(algorithm);
    return issuer;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** How often somebody began to read the keys. */
  get reads(): number {
    return this.asked.filter((path) => path.includes('openid-configuration')).length;
  }

  #answer(path: string, response: ServerResponse): void {
    this.asked.push(path);
    for (const wake of this.#wake.splice(0)) wake();
    if (this.misbehaves !== undefined) return this.misbehaves(path, response);
    const documents: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': {
        issuer: this.url,
        jwks_uri: `${this.url}/keys`,
        ...this.discovery,
      },
      '/keys': { keys: this.#keys.map(({ publicKey }) => publicKey) },
    };
    const document = documents[path];
    response.statusCode = document === undefined ? 404 : 200;
    response.end(JSON.stringify(document ?? {}));
  }

  /** Resolves once there have been so many requests. */
  async untilAsked(times: number): Promise<void> {
    while (this.asked.length < times) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }

  /** Adds a key, which signs from then on. */
  async addKey(algorithm = 'ES256', more: JWK | object = {}): Promise<IssuerKey> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm);
    this.#count += 1;
    const id = `key-${this.#count}`;
    const jwk = { ...(await exportJWK(publicKey)), kid: id, use: 'sig', alg: algorithm, ...more };
    const key = { id, algorithm, privateKey, publicKey: jwk };
    this.#keys.push(key);
    return key;
  }

  dropKeys(): void {
    this.#keys = [];
  }

  get newestKey(): IssuerKey {
    const key = this.#keys.at(-1);
    assert.ok(key !== undefined, 'the issuer has a key');
    return key;
  }

  /** Claims of a good token of somebody, for an hour from `nowMs` on. */
  claims(nowMs: number, more: Claims = {}): JWTPayload {
    const now = Math.floor(nowMs / 1000);
    return { iss: this.url, aud: clientId, sub: 'ann', iat: now, exp: now + 3_600, ...more };
  }

  /** Signs a token; by the newest key unless another is given. */
  async sign(payload: JWTPayload, header: object = {}, key = this.newestKey): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: key.algorithm, kid: key.id, ...header })
      .sign(key.privateKey);
  }

  /** Takes no more connections, as one that is down. */
  async down(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** Takes connections again, at the same address. */
  async again(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.down();
  }
}
