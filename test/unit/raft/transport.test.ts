// Who may connect, and what a stream may say, with real TLS on 127.0.0.1.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { after, before, describe, it } from 'mocha';
import type { Clock, LogFields } from '#kernel/ports.ts';
import { TestClock } from '#kit/clock.ts';
import { createAuthority, type TestAuthority } from '#kit/raft/certificates.ts';
import { silent, waitFor } from '#kit/raft/cluster.ts';
import { Incarnations } from '#raft/incarnations.ts';
import { limits } from '#raft/limits.ts';
import { SnapshotStore } from '#raft/snapshots.ts';
import { systemClock } from '#raft/system.ts';
import { Connection } from '#raft/transport/connection.ts';
import {
  decodeStreamMessage,
  encodeFrames,
  encodeHello,
  type Frame,
  lengthBytes,
} from '#raft/transport/frames.ts';
import type { Hello } from '#raft/transport/hello.ts';
import type { TlsMaterial } from '#raft/transport/identity.ts';
import { TlsTransport } from '#raft/transport/tls-transport.ts';

interface Peer {
  readonly transport: TlsTransport;
  readonly frames: Frame[];
  readonly lost: number[];
  readonly port: number;
  /** Reasons that were logged. */
  readonly told: string[];
}

const read: Frame = { kind: 'read', id: 7 };

function behindItsLength(bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(lengthBytes + bytes.length);
  new DataView(message.buffer).setUint32(0, bytes.length);
  message.set(bytes, lengthBytes);
  return message;
}

const helloOf = (to: number, starts = 1, nonce = 'life'): Hello => ({
  clusterId: 'c',
  from: 1,
  to,
  oldest: 1,
  newest: 1,
  purpose: 'frames',
  incarnation: { starts, nonce },
});

describe('the transport between masters', function () {
  this.timeout(60_000);
  let authority: TestAuthority;
  let directory = '';
  const open: Peer[] = [];

  before(async () => {
    authority = await createAuthority();
    directory = mkdtempSync(join(tmpdir(), 'orc-transport-'));
  });
  after(() => {
    for (const peer of open) peer.transport.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function peer(
    id: number,
    clusterId = 'c',
    tls?: TlsMaterial,
    clock: Clock = systemClock,
    address = '127.0.0.1:0',
  ): Promise<Peer> {
    const frames: Frame[] = [];
    const lost: number[] = [];
    const told: string[] = [];
    const logger = {
      ...silent,
      info: (_message: string, fields?: LogFields) => void told.push(String(fields?.['reason'])),
      warn: (_message: string, fields?: LogFields) => void told.push(String(fields?.['reason'])),
    };
    const material = tls ?? (await authority.issue(`m${id}`));
    const own = mkdtempSync(join(directory, 'peer-'));
    const incarnations = Incarnations.begin(own, `life of ${id}`);
    const context = { clusterId, selfId: id, tls: () => material, incarnations, clock, logger };
    const transport = new TlsTransport(context, new SnapshotStore(own, clusterId), {
      frames: (_from, list) => void frames.push(...list),
      lost: (from) => void lost.push(from),
      snapshotArrived: () => {},
      snapshotSent: () => {},
    });
    const made = { transport, frames, lost, told, port: await transport.listen(address) };
    open.push(made);
    return made;
  }
  const member = (id: number, { port }: Peer) => ({ id, name: `m${id}`, address: `127.0.0.1:${port}` });

  it('carries frames, answers on a stream it did not dial, and notices a reset at once', async () => {
    const one = await peer(1);
    const two = await peer(2);
    one.transport.setMembers([member(2, two)]);
    await waitFor(
      'the connection',
      15_000,
      () => one.transport.isConnected(2) && two.transport.isConnected(1),
    );
    assert.ok(one.transport.send(2, read));
    assert.ok(two.transport.send(1, read));
    one.transport.flush();
    two.transport.flush();
    await waitFor('both frames', 15_000, () => one.frames.length + two.frames.length === 2);
    assert.deepEqual(two.frames, [read]);
    two.transport.close();
    await waitFor('the loss to be noticed', 15_000, () => one.lost.includes(2));
    assert.equal(one.transport.send(2, read), false);
  });

  it('keeps a quiet connection whoever pings first, and ends one whose other side says nothing', async () => {
    const clocks = [new TestClock(), new TestClock()] as const;
    const one = await peer(1, 'c', undefined, clocks[0]);
    const two = await peer(2, 'c', undefined, clocks[1]);
    one.transport.setMembers([member(2, two)]);
    const areConnected = (): boolean => one.transport.isConnected(2) && two.transport.isConnected(1);
    await waitFor('the connection', 15_000, areConnected);
    const heard = ({ transport }: Peer): number => transport.counts().receivedBytes;
    for (let round = 0; round < 12; round++) {
      const [first, second] = round % 2 === 0 ? clocks : clocks.toReversed();
      const before = heard(one);
      first?.advance(limits.keepaliveMs);
      second?.advance(limits.keepaliveMs);
      await waitFor('the ping', 15_000, () => heard(one) > before);
    }
    assert.ok(areConnected());
    assert.deepEqual(one.lost, []);
    for (let round = 0; round <= limits.keepaliveUnheard; round++) clocks[0].advance(limits.keepaliveMs);
    await waitFor('the loss', 15_000, () => one.lost.includes(2));
    assert.match(one.told.join('\n'), /nothing was heard for 15000 ms/);
  });

  /** What becomes of a connection that says this: `accepted`, or why not. */
  async function dial(port: number, tls: TlsMaterial | null, ...messages: Uint8Array[]): Promise<string> {
    const { ca } = tls ?? (await authority.issue('m1'));
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: Buffer.from(ca),
      ...(tls && { cert: Buffer.from(tls.cert), key: Buffer.from(tls.key) }),
      ALPNProtocols: ['orc-raft'],
      checkServerIdentity: () => undefined,
    });
    return new Promise((resolve) => {
      const connection = new Connection(socket, systemClock, {
        message: (bytes) => {
          const message = decodeStreamMessage(bytes);
          resolve(message.kind === 'refused' ? message.reason : 'accepted');
          connection.destroy('told');
        },
        drained: () => {},
        closed: (reason) => resolve(reason),
      });
      for (const message of messages) connection.send(message);
    });
  }

  it('accepts a master of this cluster, and nobody else', async () => {
    const { port, transport } = await peer(3);
    const hello = helloOf(3);
    const master = await authority.issue('m1');
    const node = await authority.issue('n1', 'CN=orc:node:n1, O=orc:nodes');
    const stranger = await (await createAuthority()).issue('m1');
    assert.equal(await dial(port, master, encodeHello(hello)), 'accepted');
    assert.match(await dial(port, node, encodeHello(hello)), /no master's/);
    assert.match(await dial(port, null, encodeHello(hello)), /certificate required|alert|closed|reset/);
    assert.notEqual(await dial(port, { ...stranger, ca: master.ca }, encodeHello(hello)), 'accepted');
    assert.match(await dial(port, master, encodeHello({ ...hello, clusterId: 'x' })), /belongs to cluster x/);
    assert.match(await dial(port, master, encodeHello({ ...hello, to: 9 })), /looked for member 9/);
    assert.match(
      await dial(port, master, encodeHello({ ...hello, oldest: 8, newest: 9 })),
      /upgrade masters/,
    );
    assert.ok(transport.counts().refusedConnections >= 4);
  });

  it('refuses a master that says it is another member', async () => {
    const { port, transport } = await peer(9);
    transport.setMembers([{ id: 1, name: 'm1', address: '127.0.0.1:1' }]);
    const other = await authority.issue('m2');
    assert.match(
      await dial(port, other, encodeHello(helloOf(9))),
      /m2 says that it is member 1, which is m1/,
    );
    const master = await authority.issue('m1');
    assert.equal(await dial(port, master, encodeHello(helloOf(9))), 'accepted');
  });

  it('ends connections whose handshake does not come', async () => {
    const { port, told } = await peer(10);
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    assert.ok(
      told.some((reason) => reason.includes('handshake')),
      told.join(),
    );
  });

  /** What `make` makes, and the server that it listens with. */
  async function withServer<T>(make: () => Promise<T>): Promise<readonly [T, Server]> {
    const servers: Server[] = [];
    const note = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('server' in message)) return;
      if (message.server instanceof Server) servers.push(message.server);
    };
    subscribe('tracing:net.server.listen:asyncStart', note);
    try {
      const made = await make();
      const [server] = servers;
      assert.ok(server !== undefined && servers.length === 1);
      return [made, server];
    } finally {
      unsubscribe('tracing:net.server.listen:asyncStart', note);
    }
  }

  it('tells of a connection that could not be accepted, and goes on', async () => {
    const [{ port, told, transport }, server] = await withServer(() => peer(11));
    // As where the process has no more files: nobody who listened would end the process.
    server.emit('error', new Error('accept EMFILE'));
    server.emit('error', new Error('accept EMFILE'));
    assert.deepEqual(told, ['accept EMFILE']);
    assert.equal(transport.counts().refusedConnections, 2);
    assert.equal(await dial(port, await authority.issue('m1'), encodeHello(helloOf(11))), 'accepted');
  });

  it('says where it cannot listen', async () => {
    const { port } = await peer(12);
    const address = `127.0.0.1:${port}`;
    await assert.rejects(peer(13, 'c', undefined, systemClock, address), {
      code: 'Unavailable',
      message: new RegExp(`cannot listen on ${address}: .*EADDRINUSE`),
    });
  });

  it('takes no more connections than it has places for, tells so, and takes others when there are places', async () => {
    const { port, told, transport } = await peer(14);
    const sockets: Socket[] = [];
    const reason = `there are ${limits.peerConnections} connections`;
    // Those that say nothing for some time are ended: more come for them until all places are taken.
    await waitFor('a connection to be dropped', 30_000, async () => {
      const batch = Array.from({ length: limits.peerConnections / 4 }, () =>
        createConnection({ host: '127.0.0.1', port }),
      );
      sockets.push(...batch);
      const settled = batch.map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.on('error', () => undefined);
            socket.once('connect', () => resolve());
            socket.once('close', () => resolve());
          }),
      );
      await Promise.all(settled);
      return told.includes(reason);
    });
    assert.ok(sockets.length > limits.peerConnections);
    assert.ok(transport.counts().refusedConnections > 0);
    assert.equal(told.filter((each) => each === reason).length, 1, 'however many are dropped');
    for (const socket of sockets) socket.destroy();
    const master = await authority.issue('m1');
    await waitFor(
      'a place',
      30_000,
      async () => (await dial(port, master, encodeHello(helloOf(14)))) === 'accepted',
    );
  });

  it('does not admit a life that it could not write down', async () => {
    const own = mkdtempSync(join(directory, 'full-'));
    const incarnations = Incarnations.begin(own, 'own');
    assert.equal(incarnations.admit(1, { starts: 3, nonce: 'a' }), null);
    // Where the file is made there is a directory: it can't be.
    mkdirSync(join(own, 'incarnations.json.tmp'));
    for (let tries = 0; tries < 2; tries++)
      assert.throws(() => incarnations.admit(1, { starts: 4, nonce: 'b' }), /EISDIR/);
    rmSync(join(own, 'incarnations.json.tmp'), { recursive: true });
    assert.equal(incarnations.admit(1, { starts: 4, nonce: 'b' }), null);
    assert.match(String(incarnations.admit(1, { starts: 3, nonce: 'a' })), /old copy of its disk/);
  });

  it('refuses a member that runs on an old copy of its disk, or twice', async () => {
    const { port } = await peer(7);
    const master = await authority.issue('m1');
    assert.equal(await dial(port, master, encodeHello(helloOf(7, 5))), 'accepted');
    assert.equal(await dial(port, master, encodeHello(helloOf(7, 5))), 'accepted');
    assert.match(await dial(port, master, encodeHello(helloOf(7, 4))), /old copy of its disk/);
    assert.match(await dial(port, master, encodeHello(helloOf(7, 5, 'other'))), /or twice/);
    assert.equal(await dial(port, master, encodeHello(helloOf(7, 6, 'other'))), 'accepted');
  });

  it('refuses a message from a newer version with advice, and one that is too large before it came', async () => {
    const { port } = await peer(8);
    const master = await authority.issue('m1');
    assert.match(await dial(port, master, behindItsLength(Uint8Array.of(9, 0))), /speaks Raft protocol 9/);
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: Buffer.from(master.ca),
      cert: Buffer.from(master.cert),
      key: Buffer.from(master.key),
      checkServerIdentity: () => undefined,
    });
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.write(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1));
    await closed;
    assert.equal(await dial(port, master, encodeHello(helloOf(8))), 'accepted');
  });

  it('ends a stream that talks nonsense, and serves the next', async () => {
    const { port } = await peer(4);
    const master = await authority.issue('m1');
    const hello = encodeHello(helloOf(4));
    const nonsense = new Uint8Array(1000).fill(255);
    assert.notEqual(await dial(port, master, behindItsLength(nonsense)), 'accepted');
    assert.match(await dial(port, master, encodeFrames([])), /before its hello/);
    assert.equal(await dial(port, master, hello), 'accepted');
  });

  it('does not speak to a server that is another master than the one it looks for', async () => {
    const impostor = await peer(5);
    const one = await peer(6);
    one.transport.setMembers([{ id: 5, name: 'm7', address: `127.0.0.1:${impostor.port}` }]);
    await waitFor('the refusal', 15_000, () =>
      one.told.some((line) => line.includes('is master m5, not m7')),
    );
    assert.equal(one.transport.isConnected(5), false);
  });
});
