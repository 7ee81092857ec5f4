// What the gRPC port keeps for clients that nobody knows: on a real server, over bare HTTP/2.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { after, afterEach, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { encode } from '#kernel/model/codec.ts';
import { GetRequest, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import type { Identity, Tokens } from '#api/access/identity.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { groups } from '#runtime/pki.ts';
import { StreamServer } from '#kit/api/stream-server.ts';

const { get, commit, stream } = ObjectsService.methods;
const mebibyte = Buffer.alloc(1024 * 1024);

/** The head of a message of so many bytes. */
function headOf(bytes: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes, 1);
  return head;
}

describe('a client of the gRPC port that nobody knows', () => {
  let server: StreamServer;
  let identify: Tokens['identify'];
  const sessions: ClientHttp2Session[] = [];

  before(async () => {
    const none = (): Promise<never> => Promise.reject(new OrcError('NotFound', 'nothing is here'));
    const operations: StreamOperations = { get: none, commit: none };
    server = await StreamServer.start(operations, true, { identify: (token) => identify(token) });
  });
  afterEach(() => {
    for (const session of sessions.splice(0)) session.destroy();
  });
  after(() => server[Symbol.asyncDispose]());

  function stranger(): ClientHttp2Session {
    const session = connect(`https://${server.clientOptions.servers[0]}`, { rejectUnauthorized: false });
    session.on('error', () => undefined);
    sessions.push(session);
    return session;
  }

  function call(session: ClientHttp2Session, path: string, authorization?: string): ClientHttp2Stream {
    const made = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...(authorization !== undefined && { authorization }),
    });
    made.on('error', () => undefined);
    made.resume();
    return made;
  }

  /** The status of a call, whose client has not ended what it says. */
  function statusOf(made: ClientHttp2Stream): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (headers: IncomingHttpHeaders): void => {
        const code = headers['grpc-status'];
        if (code !== undefined) resolve(String(code));
      };
      made.on('response', look);
      made.on('trailers', look);
      made.once('close', () => reject(new Error('the call closed without a status')));
    });
  }

  it('is refused before it has said anything, and its call ends', async () => {
    const session = stranger();
    for (const { path } of [get, commit, stream]) {
      const made = call(session, path);
      const closed = once(made, 'close');
      made.write(headOf(16 * mebibyte.length - 1));
      made.write(mebibyte);
      assert.equal(await statusOf(made), '16', path);
      await closed;
      assert.equal(made.rstCode, 0);
    }
    assert.ok(server.counted.includes('orc_grpc_errors_total Get Unauthorized'));
  });

  it('is listened to no further than a window while its token is looked at', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: found, resolve: find } = Promise.withResolvers<Identity | undefined>();
    identify = () => {
      ask();
      return found;
    };
    const made = call(stranger(), commit.path, 'Bearer made-up');
    const status = statusOf(made);
    made.write(headOf(16 * mebibyte.length - 1));
    let isTaken = false;
    made.write(mebibyte, () => (isTaken = true));
    await asked;
    // Whatever is asked later on the same connection is answered: what was sent by then has come.
    for (let pings = 0; pings < 20; pings++)
      await new Promise<void>((resolve) => void sessions[0]?.ping(() => resolve()));
    assert.equal(isTaken, false);
    find(undefined);
    assert.equal(await status, '16');
  });

  it('is served once its token was found good', async () => {
    identify = () => Promise.resolve({ user: 'ann', groups: [groups.administrators] });
    const made = call(stranger(), get.path, 'Bearer good');
    const status = statusOf(made);
    const message = encode(GetRequest, { stale: false, minRevision: 0 });
    made.end(Buffer.concat([headOf(message.length), message]));
    assert.equal(await status, '5');
  });
});
