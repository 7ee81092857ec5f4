// What one user may make a master hold over many connections: of calls that are not whole, and of answers that are not
// taken.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { after, afterEach, before, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { encode } from '#kernel/model/codec.ts';
import { GetRequest, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { framed } from '#api/grpc/protocol/frames.ts';
import { heldTogether } from '#api/grpc/protocol/connection.ts';
import { StreamServer } from '#kit/api/stream-server.ts';
import { until } from '#kit/cluster.ts';

const KiB = 1024;
const exhausted = '8';
const { get, commit } = ObjectsService.methods;
const asked = framed(
  encode(GetRequest, { key: key('ConfigMap', 'default', 'a'), stale: true, minRevision: 0 }),
);

describe('one user on many connections', function () {
  this.timeout(60_000);
  const together = heldTogether({ heldBytes: 1024 * KiB, untakenBytes: 1024 * KiB, freeBytes: 64 * KiB });
  let server: StreamServer;
  const sessions: ClientHttp2Session[] = [];

  before(async () => {
    const large = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      raw: new Uint8Array(300 * KiB),
      json: new Uint8Array(),
    };
    server = await StreamServer.start(
      {
        commit: () => Promise.resolve({ results: [], revision: 1, warnings: [] }),
        get: () => Promise.resolve({ object: large, revision: 2 }),
      },
      true,
      undefined,
      together,
    );
  });
  after(() => server[Symbol.asyncDispose]());
  afterEach(async () => {
    for (const session of sessions.splice(0)) session.destroy();
    await until('all is given back', async () => together.held.taken + together.untaken.taken === 0);
  });

  /** A call on a connection of its own. `windowBytes`: how much of an answer its client takes. */
  function call(path: string, windowBytes = 1024 * KiB): ClientHttp2Stream {
    const session = server.session({ initialWindowSize: windowBytes });
    sessions.push(session);
    const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
    stream.on('error', () => undefined);
    return stream;
  }

  async function statusOf(stream: ClientHttp2Stream): Promise<string> {
    let status = '';
    const look = (shown: Readonly<Record<string, unknown>>): void => {
      if (typeof shown['grpc-status'] === 'string') status = shown['grpc-status'];
    };
    stream.on('response', look);
    stream.on('trailers', look);
    stream.resume();
    await once(stream, 'close');
    return status;
  }

  /** The beginning of a message that never becomes whole. */
  function unfinished(): ClientHttp2Stream {
    const stream = call(commit.path);
    stream.resume();
    const head = Buffer.alloc(5);
    head.writeUInt32BE(900 * KiB, 1);
    stream.write(Buffer.concat([head, Buffer.alloc(250 * KiB)]));
    return stream;
  }

  it('may have unfinished messages up to half of what there is room for, and more when some are gone', async () => {
    unfinished();
    const second = unfinished();
    await until('both are held', async () => together.held.taken >= 500 * KiB);
    const third = unfinished();
    assert.equal(await statusOf(third), exhausted);
    second.close();
    await until('one is given back', async () => together.held.taken < 300 * KiB);
    unfinished();
    await until('another is held', async () => together.held.taken >= 500 * KiB);
    // What is small is taken all the same.
    const small = call(get.path);
    small.end(asked);
    assert.equal(await statusOf(small), '0');
  });

  it('may leave answers untaken up to half of what there is room for', async () => {
    const idle = [call(get.path, 0), call(get.path, 0)];
    for (const stream of idle) stream.end(asked);
    await until('both wait', async () => together.untaken.taken >= 600 * KiB);
    const third = call(get.path, 0);
    third.end(asked);
    assert.equal(await statusOf(third), exhausted);
    for (const stream of idle) stream.close();
    await until('they are given back', async () => together.untaken.taken === 0);
    const reader = call(get.path);
    reader.end(asked);
    assert.equal(await statusOf(reader), '0');
  });
});
