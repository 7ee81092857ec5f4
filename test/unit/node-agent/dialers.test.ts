// Connections made by another process and passed on, here without another network.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Server, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'mocha';
import { Dialer, Dialers, dialProgram } from '#node-agent/streams/dialers.ts';

describe('connections from inside a pod', () => {
  let server: Server;
  let port = 0;

  before(async () => {
    // Speaks first, then says back what it hears.
    server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.write('hello ');
      socket.pipe(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  after(() => server.close());

  it('are whole, several at once, and go on after the program has ended', async () => {
    let endings = 0;
    const dialer = new Dialer(dialProgram, () => (endings += 1));
    await dialer.ready;
    const sockets = await Promise.all([1, 2, 3].map(() => dialer.connect(['::1', '127.0.0.1'], port)));
    assert.equal(dialer.isIdle, true);
    dialer[Symbol.dispose]();
    assert.equal(endings, 1);
    for (const socket of sockets) {
      socket.end('you');
      assert.equal((await buffer(socket)).toString('utf8'), 'hello you');
    }
    await assert.rejects(dialer.connect(['127.0.0.1'], port), { code: 'Unavailable' });
  });

  it('that nobody takes are refused with why', async () => {
    const dialer = new Dialer(dialProgram, () => undefined);
    await assert.rejects(dialer.connect(['127.0.0.1', '::1'], 1), {
      code: 'BadRequest',
      message: /ECONNREFUSED 127\.0\.0\.1:1/,
    });
    dialer[Symbol.dispose]();
  });

  it('can not be made when the program does not start, or the pod does not run', async () => {
    const missing = new Dialer(['/nowhere/nsenter'], () => undefined);
    await assert.rejects(missing.ready, { code: 'Unavailable', message: /ENOENT/ });
    const failing = new Dialer(['sh', '-c', 'echo no such network >&2; exit 1'], () => undefined);
    await assert.rejects(failing.connect(['127.0.0.1'], port), { message: /no such network/ });
    using dialers = new Dialers(() => Promise.reject(new Error('it does not run')));
    await assert.rejects(dialers.connect('pause', '127.0.0.1', port), /it does not run/);
    dialers[Symbol.dispose]();
    await assert.rejects(dialers.connect('pause', '127.0.0.1', port), /the node stops/);
  });
});
