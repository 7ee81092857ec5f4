// Whatever bytes come by the gRPC port: each call ends with a status that says what is wrong with it, nobody else is
// disturbed, and the server goes on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientHttp2Session, type IncomingHttpHeaders, constants } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { encode } from '#kernel/model/codec.ts';
import { CommitRequest, GetRequest, ObjectsService, StreamRequest } from '#kernel/model/gen/api.gen.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { framed } from '#api/grpc/protocol/frames.ts';
import { StreamServer } from '#kit/api/stream-server.ts';

const { get, commit, stream } = ObjectsService.methods;
const none = new Uint8Array();
/** INTERNAL and UNKNOWN say that the server does not know what went wrong. */
const faults: ReadonlySet<string> = new Set(['13', '2']);

const name = key('ConfigMap', 'default', 'a');
const getting = encode(GetRequest, { key: name, stale: false, minRevision: 0 });
const call = { id: 1, timeoutMs: 0, cancel: false, get: { key: name, stale: true, minRevision: 0 } };
const valid = [
  getting,
  encode(CommitRequest, { changes: [], reason: 'x', dryRun: true }),
  encode(StreamRequest, { calls: [call] }),
];

/** A message as it should be, with some of its bytes changed, cut off or added. */
const mangled = fc
  .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(200), fc.nat(255))), fc.nat(60), fc.uint8Array())
  .map(([message, changes, cut, more]) => {
    const bytes = Buffer.concat([message.subarray(0, message.length - (cut % 7)), more.subarray(0, cut % 3)]);
    for (const [at, value] of changes.slice(0, 3)) bytes[at % Math.max(1, bytes.length)] = value;
    return framed(bytes);
  });
const piece = fc.oneof(
  mangled,
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...valid).map((message) => framed(message)),
  fc.constantFrom(...valid).map((message) => framed(message, true)),
);
const hostile = fc.record({
  path: fc.constantFrom(
    get.path,
    commit.path,
    stream.path,
    '/grpc.health.v1.Health/Check',
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    '/',
    '/a/b/c',
  ),
  headers: fc.record(
    {
      'grpc-timeout': fc.constantFrom('1S', '0n', 'soon', '99999999H', ''),
      'grpc-encoding': fc.constantFrom('gzip', 'deflate', 'identity', 'snappy', ''),
      'content-type': fc.constantFrom(
        'application/grpc',
        'application/grpc+proto',
        'application/grpc-web',
        'text/plain',
      ),
      authorization: fc.constantFrom('Bearer x', 'Basic eDp5', 'Bearer', ''),
      'impersonate-user': fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).map((text) => text.trim()),
    },
    { requiredKeys: [] },
  ),
  pieces: fc.array(piece, { maxLength: 4 }),
  ending: fc.constantFrom('end', 'end', 'end', 'reset'),
});

describe('the gRPC port', function () {
  this.timeout(60_000);
  let server: StreamServer;
  let session: ClientHttp2Session;

  before(async () => {
    const operations: StreamOperations = {
      commit: () => Promise.resolve({ results: [], revision: 1, warnings: [] }),
      get: () =>
        Promise.resolve({
          object: { apiVersion: 'v1', kind: 'ConfigMap', raw: none, json: none },
          revision: 2,
        }),
    };
    server = await StreamServer.start(operations);
    session = server.session();
  });
  after(async () => {
    session.destroy();
    await server[Symbol.asyncDispose]();
  });

  /** How a call ends: its gRPC status, else that of HTTP, else `reset`. */
  async function endOf(asked: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly pieces: readonly Buffer[];
    readonly ending: string;
  }): Promise<string> {
    // So many refused or broken off on one connection are taken for an attack, by Node itself.
    if (session.closed || session.destroyed) session = server.session();
    const made = session.request({
      ':method': 'POST',
      ':path': asked.path,
      'content-type': 'application/grpc',
      ...asked.headers,
    });
    made.on('error', () => undefined);
    made.resume();
    let status = 'reset';
    const look = (shown: IncomingHttpHeaders): void => {
      const http = shown[':status'];
      if (http !== undefined && String(http) !== '200') status = `http ${String(http)}`;
      if (typeof shown['grpc-status'] === 'string') status = shown['grpc-status'];
    };
    made.on('response', look);
    made.on('trailers', look);
    for (const bytes of asked.pieces) made.write(bytes);
    if (asked.ending === 'end') made.end();
    else made.close(constants.NGHTTP2_CANCEL);
    await once(made, 'close');
    return status;
  }

  it('answers who says nothing, however late that is read', async () => {
    // What reflection tells is read first.
    const silent = { headers: {}, pieces: [], ending: 'end' };
    const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
    assert.equal(await endOf({ ...silent, path }), '0');
    assert.equal(await endOf({ ...silent, path: get.path }), '3');
  });

  it('answers each call with what is wrong with it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (asked) => {
        const status = await endOf(asked);
        assert.ok(!faults.has(status), `${status} for ${JSON.stringify(asked)}`);
        if (asked.ending === 'end') assert.notEqual(status, 'reset');
      }),
      { numRuns: 300 },
    );
    const good = { path: get.path, headers: {}, pieces: [framed(getting)], ending: 'end' };
    assert.equal(await endOf(good), '0');
    const internal = server.counted.filter((each) => each.includes('Internal'));
    assert.deepEqual(internal, []);
  });

  it('closes connections that speak no HTTP/2', async () => {
    const { servers, authority } = server.clientOptions;
    const [host = '', port = ''] = String(servers[0]).split(':');
    const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    const first = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc
        .uint8Array({ minLength: 12, maxLength: 200 })
        .map((bytes) =>
          Buffer.concat([preface, Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]), Buffer.from(bytes)]),
        ),
      fc.constant(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')),
    );
    await fc.assert(
      fc.asyncProperty(first, fc.boolean(), async (bytes, hasAlpn) => {
        const socket = connectTls({
          host,
          port: Number(port),
          ca: authority,
          servername: 'localhost',
          ...(hasAlpn && { ALPNProtocols: ['h2'] }),
        });
        socket.on('error', () => undefined);
        socket.resume();
        const closed = once(socket, 'close');
        socket.write(bytes);
        socket.end();
        await closed;
      }),
      { numRuns: 60 },
    );
    const good = { path: get.path, headers: {}, pieces: [framed(getting)], ending: 'end' };
    assert.equal(await endOf(good), '0');
  });
});
