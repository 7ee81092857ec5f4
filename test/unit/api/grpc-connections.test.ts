// How many connections the gRPC port takes, and which it ends: on a real server, with clients that nobody knows.
import assert from 'node:assert/strict';
import { type ClientHttp2Session, connect } from 'node:http2';
import { after, before, describe, it } from 'mocha';
import { type GrpcServer, startGrpcServer } from '#api/grpc/server.ts';
import { Credential } from '#runtime/credential.ts';
import { createAuthority, groups, issueCertificate } from '#runtime/pki.ts';
import { freePort } from '#kit/api/stream-server.ts';

describe('the gRPC port', () => {
  const servers: GrpcServer[] = [];
  let credential: Credential;
  before(async () => {
    const authority = await createAuthority('test');
    const name = { name: 'orc:master:one', groups: [groups.masters], hosts: ['127.0.0.1'], days: 1 };
    const identity = await issueCertificate(authority, name);
    credential = new Credential({ authority: authority.certificate, ...identity });
  });
  after(() => Promise.all(servers.map((server) => server.close())));

  async function listening(connections: { most: number; idleMs: number }): Promise<string> {
    const address = `127.0.0.1:${await freePort()}`;
    servers.push(await startGrpcServer({ listen: [address], credential, services: {}, connections }));
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

  it('says which address can not be had', async () => {
    const url = await listening({ most: 1, idleMs: 60_000 });
    const address = url.slice('https://'.length);
    await assert.rejects(startGrpcServer({ listen: [address], credential, services: {} }), {
      code: 'Unavailable',
      message: new RegExp(`^can't listen on ${address}: .*EADDRINUSE`),
    });
  });
});
