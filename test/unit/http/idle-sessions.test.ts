// When connections of HTTP/2 are ended, on a real server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ServerHttp2Stream, connect, createServer } from 'node:http2';
import { Socket, connect as connectTcp } from 'node:net';
import { describe, it } from 'mocha';
import { endWhenIdle } from '#api/http/idle-sessions.ts';

describe('a session of HTTP/2', () => {
  async function listening(): Promise<{
    readonly url: string;
    readonly asked: readonly ServerHttp2Stream[];
    readonly sockets: readonly Socket[];
    close(): void;
  }> {
    const server = createServer();
    const asked: ServerHttp2Stream[] = [];
    const sockets: Socket[] = [];
    // Before HTTP/2 takes it.
    server.prependListener('connection', (socket: Socket) => {
      sockets.push(socket);
      server.once('session', (session) => endWhenIdle(session, socket, 50, 50));
    });
    server.on('stream', (stream: ServerHttp2Stream) => {
      asked.push(stream);
      stream.respond({ ':status': 200 });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return { url: `http://127.0.0.1:${address.port}`, asked, sockets, close: () => void server.close() };
  }

  it('on which nothing is asked is ended', async () => {
    const server = await listening();
    const client = connect(server.url);
    await once(client, 'close');
    server.close();
  });

  it('is ended whether its client closes its side or not', async () => {
    const server = await listening();
    const { port } = new URL(server.url);
    const silent = connectTcp({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
    silent.on('error', () => undefined);
    silent.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    silent.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    while (server.sockets.length === 0) await once(silent, 'data');
    silent.pause();
    const [socket] = server.sockets;
    assert.ok(socket !== undefined);
    if (!socket.destroyed) await once(socket, 'close');
    silent.destroy();
    server.close();
  });

  it('stays while something is under way, however quiet, and is ended after it', async () => {
    const server = await listening();
    const client = connect(server.url);
    const request = client.request({ ':path': '/' });
    await once(request, 'response');
    // One that comes later is ended: the first has been quiet for longer.
    await once(connect(server.url), 'close');
    assert.equal(client.closed, false);
    request.resume();
    const ended = once(client, 'close');
    server.asked[0]?.end();
    await ended;
    server.close();
  });

  it('whose peer goes leaves nothing behind', async () => {
    const server = await listening();
    const client = connect(server.url);
    const request = client.request({ ':path': '/' });
    await once(request, 'response');
    const closed = once(server.asked[0] ?? assert.fail('nothing was asked'), 'close');
    request.on('error', () => undefined);
    client.destroy();
    await closed;
    server.close();
  });
});
