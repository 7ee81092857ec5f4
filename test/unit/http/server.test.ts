// The HTTPS server before any object is looked at: on a real port, over a router that a test gives.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { after, afterEach, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { allowGroups } from '#api/access/access.ts';
import { noTokens } from '#api/access/identity.ts';
import { admitAll } from '#api/certificates/revocations.ts';
import { InFlight } from '#api/fairness/in-flight.ts';
import { Turns } from '#api/fairness/turns.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { startHttpServer } from '#api/http/server.ts';
import { apiLimits } from '#api/limits.ts';
import { Credential } from '#runtime/credential.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { type Identity, createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { freePort, silent } from '#kit/api/stream-server.ts';

const pods = '/api/v1/namespaces/default/pods';

describe('the HTTPS server', () => {
  let port: number;
  let ca: string;
  let ann: Identity;
  let stop: () => Promise<void>;
  const sessions: ClientHttp2Session[] = [];
  const sockets: TLSSocket[] = [];
  /** What a request is answered with; it says itself when. */
  let serve: (exchange: Exchange, signal: AbortSignal) => Promise<void>;

  before(async () => {
    const authority = await createAuthority('test');
    const issue = (name: string, group: string): ReturnType<typeof issueCertificate> =>
      issueCertificate(authority, { name, groups: [group], hosts: ['127.0.0.1'], days: 1 });
    ca = authority.certificate;
    ann = await issue('ann', groups.administrators);
    port = await freePort();
    stop = await startHttpServer({
      address: '127.0.0.1',
      port,
      credential: new Credential({ authority: ca, ...(await issue('orc:master:one', groups.masters)) }),
      router: {
        isOpen: () => false,
        serve: (exchange, _caller, signal) => serve(exchange, signal),
      },
      access: allowGroups([groups.administrators]),
      tokens: noTokens,
      guard: admitAll,
      logger: silent,
      metrics: createMetrics({}),
      turns: new Turns(),
      podStreams: new InFlight(apiLimits.podStreamsPerClient),
      audit: undefined,
    });
  });
  afterEach(() => {
    for (const session of sessions.splice(0)) session.destroy();
    for (const socket of sockets.splice(0)) socket.destroy();
  });
  after(() => stop());

  function tls(): { readonly ca: string; readonly cert: string; readonly key: string } {
    return { ca, cert: ann.certificate, key: ann.key };
  }

  function session(): ClientHttp2Session {
    const made = connect(`https://127.0.0.1:${port}`, tls());
    made.on('error', () => undefined);
    sessions.push(made);
    return made;
  }

  /** Begins a request that ends, if at all, when the test says so. */
  function begin(to: ClientHttp2Session, method: string, path: string): ClientHttp2Stream {
    const stream = to.request({ ':method': method, ':path': path }, { endStream: method === 'GET' });
    stream.on('error', () => undefined);
    return stream;
  }

  async function statusOf(stream: ClientHttp2Stream): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    stream.once('response', (headers) => resolve(Number(headers[':status'])));
    stream.once('close', () => reject(new Error('the stream closed without an answer')));
    return promise;
  }

  async function answerOf(method: string, path: string): Promise<number> {
    return statusOf(begin(session(), method, path));
  }

  /** Waits for the end of the request's time. */
  async function wait(_exchange: Exchange, signal: AbortSignal): Promise<void> {
    await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    );
  }

  it('gives a request a time, whatever it says of watching where nothing can be watched', async () => {
    serve = wait;
    const asked: readonly (readonly [string, string])[] = [
      ['POST', `${pods}?watch=1&timeout=50ms`],
      ['PUT', `${pods}/a?watch=true&timeout=50ms`],
      ['DELETE', `${pods}/a?watch&timeout=50ms`],
      ['GET', `${pods}?watch=0&timeout=50ms`],
      ['GET', `${pods}?watch=f&timeout=50ms`],
      ['GET', `${pods}/a/status?watch=1&timeout=50ms`],
      ['GET', '/apis?watch=1&timeout=50ms'],
    ];
    for (const [method, path] of asked) assert.equal(await answerOf(method, path), 504, `${method} ${path}`);
  });

  it('counts such requests among those that a client has under way', async () => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const { promise: full, resolve: isFull } = Promise.withResolvers<void>();
    const most = apiLimits.requestsPerClient;
    let underWay = 0;
    serve = () => {
      underWay += 1;
      if (underWay === most) isFull();
      return over;
    };
    const three = [session(), session(), session()];
    const begun = Array.from({ length: most }, (_, index) =>
      begin(three[index % 3] ?? session(), 'GET', `${pods}?watch=0`),
    );
    await full;
    assert.equal(await answerOf('POST', `${pods}?watch=1`), 429);
    resolve();
    for (const stream of begun) stream.close();
  });

  it('lets a watch live, and counts it not', async () => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    serve = async (exchange) => {
      exchange.begin(200, 'application/json');
      await over;
      exchange.end();
    };
    const watches = ['watch', 'watch=1', 'watch=true'].map((text) =>
      begin(session(), 'GET', `${pods}?${text}&timeout=1ms`),
    );
    for (const watch of watches) assert.equal(await statusOf(watch), 200);
    assert.ok(watches.every((watch) => !watch.closed));
    resolve();
  });

  it('takes a time of 0 for none said', async () => {
    serve = async (exchange, signal) => {
      await sleep(20);
      signal.throwIfAborted();
      exchange.text(200, 'ok');
    };
    for (const text of ['0', '0s', '0ms'])
      assert.equal(await answerOf('GET', `${pods}?timeout=${text}`), 200);
  });

  it('waits for a body no longer than a request may take, and keeps nothing of it', async () => {
    serve = async (exchange) => {
      await exchange.body();
      exchange.text(200, 'ok');
    };
    const to = session();
    const stream = begin(to, 'POST', `${pods}?timeout=50ms`);
    stream.write('{"never":');
    assert.equal(await statusOf(stream), 504);
    stream.resume();
    await once(stream, 'close');
    assert.equal(stream.rstCode, 0);
    // A body that does end is read, on the same connection.
    const next = begin(to, 'POST', pods);
    next.write('a');
    next.end('b');
    assert.equal(await statusOf(next), 200);
  });

  function socket(): TLSSocket {
    const made = connectTls({ port, host: '127.0.0.1', ...tls(), ALPNProtocols: ['http/1.1'] });
    made.on('error', () => undefined);
    sockets.push(made);
    return made;
  }

  /** All that comes by a connection until it ends, which the test itself does not end. */
  async function allOf(from: TLSSocket): Promise<string> {
    const chunks: Buffer[] = [];
    from.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(from, 'end');
    return Buffer.concat(chunks).toString();
  }

  it('ends a connection of HTTP/1.1 whose body does not come, with an answer', async () => {
    serve = async (exchange) => void (await exchange.body());
    const from = socket();
    from.write(`POST ${pods}?timeout=50ms HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc`);
    assert.match(await allOf(from), /^HTTP\/1.1 504 /);
  });

  it('ends a connection whose wish to change the protocol was refused, though its peer does not', async () => {
    serve = () => Promise.reject(new OrcError('Forbidden', 'no'));
    const half = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
    const from = connectTls({ socket: half, host: '127.0.0.1', ...tls(), ALPNProtocols: ['http/1.1'] });
    sockets.push(from);
    const closed = new Promise<void>((resolve) => void from.once('error', () => resolve()));
    from.write(`GET ${pods}/a/exec HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`);
    assert.match(await allOf(from), /^HTTP\/1.1 403 /);
    // What is sent after the server has let go is refused by its machine.
    const knock = setInterval(() => from.write('x'), 50);
    await closed;
    clearInterval(knock);
  });
});
