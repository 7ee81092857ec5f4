// How many connections the gRPC port takes, and which it ends: on a real server, with clients that nobody knows.
import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { after, before, describe, it } from 'mocha';
import type { StrangersLimits } from '#api/grpc/protocol/connection.ts';
import { type GrpcServer, startGrpcServer } from '#api/grpc/server.ts';
import { apiLimits } from '#api/limits.ts';
import { Credential } from '#runtime/credential.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { freePort } from '#kit/api/stream-server.ts';

describe('the gRPC port', () => {
  const servers: GrpcServer[] = [];
  let credential: Credential;
  let known: { readonly cert: string; readonly key: string };
  before(async () => {
    const authority = await createAuthority('test');
    const name = { name: 'orc:master:one', groups: [groups.masters], hosts: ['127.0.0.1'], days: 1 };
    const identity = await issueCertificate(authority, name);
    known = { cert: identity.certificate, key: identity.key };
    credential = new Credential({ authority: authority.certificate, ...identity });
  });
  after(() => Promise.all(servers.map((server) => server.close())));

  async function listening(
    connections: { most: number; idleMs: number },
    strangers: StrangersLimits = apiLimits.grpcStrangers,
  ): Promise<string> {
    const address = `127.0.0.1:${await freePort()}`;
    const options = { listen: [address], credential, services: {}, connections, strangers };
    servers.push(await startGrpcServer(options));
    return `https://${address}`;
  }
  function stranger(url: string): ClientHttp2Session {
    const session = connect(url, { rejectUnauthorized: false });
    session.on('error', () => undefined);
    return session;
  }

  /** What becomes of a connection first. A refused one fails before it closes, in one way or another. */
  const fate = (session: ClientHttp2Session): Promise<string> =>
    new Promise((resolve) => {
      session.once('remoteSettings', () => resolve('taken'));
      session.once('close', () => resolve('ended'));
    });
  const ended = (session: ClientHttp2Session): Promise<void> =>
    new Promise((resolve) => void session.once('close', () => resolve()));

  it('takes so many connections and no more, until one ends', async () => {
    const url = await listening({ most: 2, idleMs: 60_000 });
    const first = stranger(url);
    const sessions = [first, stranger(url)];
    assert.deepEqual(await Promise.all(sessions.map(fate)), ['taken', 'taken']);
    assert.equal(await fate(stranger(url)), 'ended');
    assert.deepEqual(
      sessions.map(({ closed }) => closed),
      [false, false],
    );
    first.close();
    await ended(first);
    // That the server has seen the end is seen by its taking another.
    for (let isTaken = false; !isTaken;) {
      const next = stranger(url);
      sessions.push(next);
      isTaken = (await fate(next)) === 'taken';
    }
    for (const session of sessions) session.destroy();
  });

  it('ends a connection on which nothing is asked', async () => {
    const url = await listening({ most: 10, idleMs: 50 });
    await ended(stranger(url));
  });

  /** Asks a service that is open to everybody, and goes on for ever. */
  function ask(session: ClientHttp2Session, path: string, message: Buffer): ClientHttp2Stream {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(message.length, 1);
    const call = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
    call.on('error', () => undefined);
    call.resume();
    call.write(Buffer.concat([head, message]));
    return call;
  }
  const statusOf = (call: ClientHttp2Stream): Promise<string> =>
    new Promise((resolve) => {
      const look = (headers: IncomingHttpHeaders): void => {
        const code = headers['grpc-status'];
        if (code !== undefined) resolve(String(code));
      };
      call.on('response', look).on('trailers', look);
    });
  const open = [
    '/grpc.health.v1.Health/Watch',
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
  ] as const;

  it('ends what a stranger asks without end, and then the connection', async () => {
    const strangers = { messageBytes: 4_096, callMs: 50, connectionMs: 200 };
    const url = await listening({ most: 10, idleMs: 60_000 }, strangers);
    const session = stranger(url);
    const gone = ended(session);
    let isGone = false;
    void gone.then(() => (isGone = true));
    const codes: string[] = [];
    while (!isGone)
      for (const path of open) {
        if (session.closed) await gone;
        if (isGone) break;
        const call = ask(session, path, Buffer.alloc(0));
        const code = await Promise.race([statusOf(call), gone.then(() => 'gone')]);
        codes.push(code);
      }
    assert.equal(codes[0], '14');
    assert.ok(codes.includes('14'));
  });

  it('takes only short messages from strangers', async () => {
    const url = await listening({ most: 10, idleMs: 60_000 });
    const session = stranger(url);
    for (const path of open) assert.equal(await statusOf(ask(session, path, Buffer.alloc(5_000))), '8', path);
    session.destroy();
  });

  it('ends a connection whose calls were refused before they ended', async () => {
    const url = await listening({ most: 10, idleMs: 50 });
    const { cert, key } = known;
    const session = connect(url, { rejectUnauthorized: false, cert, key });
    const gone = ended(session);
    // Ever more comes of what is too long already.
    for (const path of open)
      assert.equal(await statusOf(ask(session, path, Buffer.alloc(50_000))), '8', path);
    await gone;
  });

  it('gives places back whose clients do not close their side, and stops', async () => {
    const url = await listening({ most: 1, idleMs: 50 });
    const { hostname: host, port } = new URL(url);
    const raw = connectTcp({ host, port: Number(port), allowHalfOpen: true });
    raw.on('error', () => undefined);
    const silent = connectTls({ socket: raw, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    silent.on('error', () => undefined);
    await once(silent, 'secureConnect');
    silent.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    silent.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    await once(silent, 'data');
    raw.pause();
    for (let next = stranger(url); (await fate(next)) !== 'taken'; next = stranger(url)) next.destroy();
    await servers.at(-1)?.close();
    raw.destroy();
  });

  it('leaves those alone whom it knows', async () => {
    const strangers = { messageBytes: 4_096, callMs: 20, connectionMs: 40 };
    const url = await listening({ most: 10, idleMs: 60_000 }, strangers);
    const { cert, key } = known;
    const session = connect(url, { rejectUnauthorized: false, cert, key });
    const call = ask(session, open[0], Buffer.alloc(0));
    // A stranger who came later is gone.
    const other = stranger(url);
    ask(other, open[0], Buffer.alloc(0));
    await ended(other);
    assert.equal(call.closed || session.closed, false);
    session.destroy();
  });

  it('says which address can not be had', async () => {
    const url = await listening({ most: 1, idleMs: 60_000 });
    const address = url.slice('https://'.length);
    await assert.rejects(startGrpcServer({ listen: [address], credential, services: {} }), {
      code: 'Unavailable',
      message: new RegExp(`^can't listen on ${address}: .*EADDRINUSE`),
    });
  });
});
