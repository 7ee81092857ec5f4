// What the gRPC server does with calls as no well-kept client makes them, and with what only some do: on a real server,
// over bare HTTP/2 and through grpc-js.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, Settings } from 'node:http2';
import { type ClientHttp2Session, constants } from 'node:http2';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { Metadata, type ServiceError, compressionAlgorithms, status } from '@grpc/grpc-js';
import { after, afterEach, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { GetRequest, GetResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { decodeError, errorTrailer } from '#kernel/model/rpc-error.ts';
import type { StreamOperations } from '#api/grpc/call-stream.ts';
import { framed } from '#api/grpc/protocol/frames.ts';
import { apiLimits } from '#api/limits.ts';
import { StreamServer } from '#kit/api/stream-server.ts';

const { get } = ObjectsService.methods;
const payload = Buffer.alloc(100_000, 'x');
const huge = Buffer.alloc(3 * 1024 * 1024);
const none = new Uint8Array();

function asked(name: string): Buffer {
  const request = { key: key('ConfigMap', 'default', name), stale: false, minRevision: 0 };
  return Buffer.from(encode(GetRequest, request));
}

interface Answered {
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly resetCode: number | undefined;
}

describe('the gRPC server', function () {
  this.timeout(30_000);
  let server: StreamServer;
  let underWay: { readonly name: string; readonly signal: AbortSignal }[] = [];
  let wake: (() => void) | undefined;
  const sessions: ClientHttp2Session[] = [];

  before(async () => {
    const operations: StreamOperations = {
      commit: () => Promise.reject(new OrcError('NotFound', 'nothing is here')),
      get: async ({ key: { name } = { name: '' } }, { signal }) => {
        underWay.push({ name, signal });
        wake?.();
        if (name === 'wait') {
          if (!signal.aborted) await once(signal, 'abort');
          throw signal.reason;
        }
        if (name === 'many')
          throw new OrcError('Invalid', 'much is wrong', {
            causes: Array.from({ length: 900 }, (_none, at) => ({
              reason: 'Invalid' as const,
              field: `spec.items[${at}]`,
              message: 'y'.repeat(60),
            })),
          });
        const raw = name === 'large' ? payload : name === 'huge' ? huge : none;
        return { object: { apiVersion: 'v1', kind: 'ConfigMap', raw, json: none }, revision: 3 };
      },
    };
    server = await StreamServer.start(operations);
  });
  afterEach(() => {
    underWay = [];
    for (const session of sessions.splice(0)) session.destroy();
  });
  after(() => server[Symbol.asyncDispose]());

  function connected(settings: Settings = {}): ClientHttp2Session {
    const session = server.session(settings);
    sessions.push(session);
    return session;
  }

  /** Makes a call; without a body it says nothing, and does not end either. */
  async function answerTo(
    body: Buffer | undefined,
    headers: OutgoingHttpHeaders = {},
    isEnd = true,
    session = connected(),
  ): Promise<Answered> {
    const call = session.request({
      ':method': 'POST',
      ':path': get.path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    call.on('error', () => undefined);
    let first: IncomingHttpHeaders = {};
    let last: IncomingHttpHeaders = {};
    const pieces: Buffer[] = [];
    call.on('response', (shown) => (first = shown));
    call.on('trailers', (shown) => (last = shown));
    call.on('data', (piece: Buffer) => pieces.push(piece));
    if (body !== undefined) call.write(body);
    if (isEnd) call.end();
    await once(call, 'close');
    const trailers = 'grpc-status' in first ? first : last;
    return { headers: first, trailers, body: Buffer.concat(pieces), resetCode: call.rstCode };
  }

  const statusOf = ({ trailers }: Answered): string => String(trailers['grpc-status']);

  it('says of what it does not serve that it does not', async () => {
    const unknown = await answerTo(framed(none), { ':path': '/orc.v1.Objects/Nothing' });
    assert.equal(statusOf(unknown), '12');
    assert.equal(unknown.trailers['grpc-message'], 'this master does not serve /orc.v1.Objects/Nothing');
    const wanted = await answerTo(framed(none), { 'grpc-encoding': 'br' });
    assert.equal(statusOf(wanted), '12');
    assert.equal(wanted.headers['grpc-accept-encoding'], 'identity,gzip,deflate');
    const plain = await answerTo(framed(none), { 'content-type': 'application/json' });
    assert.equal(plain.headers[':status'], 415);
    const read = await answerTo(undefined, { ':method': 'GET' });
    assert.equal(read.headers[':status'], 405);
    assert.deepEqual(underWay, []);
  });

  it('refuses what is no call, and says what is wrong with it', async () => {
    const message = framed(asked('a'));
    for (const [body, headers, words] of [
      [none, {}, /none came/],
      [Buffer.concat([message, message]), {}, /more came/],
      [message.subarray(0, message.length - 1), {}, /ends within a message/],
      [message.subarray(0, 3), {}, /ends within a message/],
      [Buffer.from([7, 0, 0, 0, 0]), {}, /first byte/],
      [framed(Buffer.from([0xff, 0xff])), {}, /not a valid protobuf message/],
      [framed(Buffer.from('no gzip'), true), { 'grpc-encoding': 'gzip' }, /can't be opened by gzip/],
      [framed(asked('a'), true), {}, /grpc-encoding says not how/],
      [message, { 'grpc-timeout': '5 s' }, /grpc-timeout: "5 s" is no time/],
    ] as const) {
      const answered = await answerTo(Buffer.from(body), headers);
      assert.equal(statusOf(answered), '3', String(words));
      assert.match(decodeURIComponent(String(answered.trailers['grpc-message'])), words);
      assert.match(String(answered.trailers[errorTrailer]), /"BadRequest"/);
    }
    assert.deepEqual(underWay, []);
    const counted = server.counted.filter((each) => each === 'orc_grpc_errors_total Get BadRequest');
    assert.equal(counted.length, 8);
  });

  it('takes messages up to their bound, compressed ones too', async () => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(apiLimits.messageBytes + 1, 1);
    const long = await answerTo(head, {}, false);
    assert.equal(statusOf(long), '8');
    assert.match(String(long.trailers['grpc-message']), /has 16777217 bytes, may have at most 16777216/);
    const bomb = gzipSync(Buffer.alloc(apiLimits.messageBytes + 1));
    const opened = await answerTo(framed(bomb, true), { 'grpc-encoding': 'gzip' });
    assert.equal(statusOf(opened), '8');
    assert.match(String(opened.trailers['grpc-message']), /more than 16777216 bytes when it is opened/);
    assert.deepEqual(underWay, []);
  });

  it('tells the status to who has not ended, and takes no more of them', async () => {
    const early = await answerTo(framed(Buffer.from([0xff])), {}, true);
    assert.equal(statusOf(early), '3');
    const call = await answerTo(undefined, { ':path': '/none/None' }, false);
    assert.equal(statusOf(call), '12');
    assert.equal(call.resetCode, constants.NGHTTP2_NO_ERROR);
  });

  it('answers compressed who compresses, unless it is short', async () => {
    for (const [encoding, pack, open] of [
      ['gzip', gzipSync, gunzipSync],
      ['deflate', deflateSync, inflateSync],
    ] as const) {
      const large = await answerTo(framed(pack(asked('large')), true), { 'grpc-encoding': encoding });
      assert.equal(statusOf(large), '0');
      assert.equal(large.headers['grpc-encoding'], encoding);
      assert.equal(large.body[0], 1);
      assert.ok(large.body.length < payload.length / 10);
      assert.equal(decode(GetResponse, open(large.body.subarray(5))).object?.raw.length, payload.length);
      const short = await answerTo(framed(asked('short')), { 'grpc-encoding': encoding });
      assert.deepEqual([statusOf(short), short.body[0]], ['0', 0]);
      assert.equal(decode(GetResponse, short.body.subarray(5)).revision, 3);
    }
    const refused = await answerTo(framed(asked('large')), {
      'grpc-encoding': 'gzip',
      'grpc-accept-encoding': 'identity',
    });
    assert.deepEqual([refused.headers['grpc-encoding'], refused.body[0]], [undefined, 0]);
    const plain = await answerTo(framed(asked('large')));
    assert.deepEqual([plain.headers['grpc-encoding'], plain.body[0]], [undefined, 0]);
  });

  it('understands grpc-js that compresses', async () => {
    const client = server.client({ 'grpc.default_compression_algorithm': compressionAlgorithms.gzip });
    const found = await new Promise<GetResponse | undefined>((resolve, reject) => {
      client.makeUnaryRequest(
        get.path,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => decode(GetResponse, bytes),
        asked('large'),
        new Metadata(),
        (error, response) => (error === null ? resolve(response) : reject(error)),
      );
    });
    assert.equal(found?.object?.raw.length, payload.length);
    client.close();
  });

  it('ends work whose client goes away, or whose time is over', async () => {
    const session = connected();
    const call = session.request({
      ':method': 'POST',
      ':path': get.path,
      'content-type': 'application/grpc+proto',
    });
    call.on('error', () => undefined);
    const begun = new Promise<void>((resolve) => (wake = resolve));
    call.end(framed(asked('wait')));
    await begun;
    const [{ signal } = { signal: AbortSignal.abort() }] = underWay;
    assert.equal(signal.aborted, false);
    const aborted = once(signal, 'abort');
    call.close(constants.NGHTTP2_CANCEL);
    await aborted;
    assert.equal(signal.reason instanceof OrcError && signal.reason.code, 'Cancelled');
    const late = await answerTo(framed(asked('wait')), { 'grpc-timeout': '20m' });
    assert.equal(statusOf(late), String(status.DEADLINE_EXCEEDED));
    const { path } = ObjectsService.methods.stream;
    const stream = await answerTo(undefined, { ':path': path, 'grpc-timeout': '20m' }, false);
    assert.equal(statusOf(stream), String(status.DEADLINE_EXCEEDED));
    // Also while nothing has come, and where everybody may ask.
    for (const open of [get.path, '/grpc.health.v1.Health/Check', '/grpc.health.v1.Health/Watch']) {
      const silent = await answerTo(undefined, { ':path': open, 'grpc-timeout': '20m' }, false);
      assert.equal(statusOf(silent), String(status.DEADLINE_EXCEEDED), open);
    }
    const watched = await answerTo(framed(none), {
      ':path': '/grpc.health.v1.Health/Watch',
      'grpc-timeout': '20m',
    });
    assert.equal(statusOf(watched), String(status.DEADLINE_EXCEEDED));
    const patient = await answerTo(framed(asked('a')), { 'grpc-timeout': '99999999H' });
    assert.equal(statusOf(patient), '0');
  });

  it('tells as much of an error as travels in headers', async () => {
    const client = server.client();
    const refusal = await new Promise<ServiceError | null>((resolve) => {
      const bytes = (each: Buffer): Buffer => each;
      client.makeUnaryRequest(get.path, bytes, bytes, asked('many'), new Metadata(), resolve);
    });
    assert.equal(refusal?.code, status.INVALID_ARGUMENT);
    const said = decodeError(String(refusal?.metadata.get(errorTrailer)[0]), '');
    assert.ok((said?.details.causes?.length ?? 0) > 10);
    client.close();
  });

  it('bounds what waits for one connection to be taken', async () => {
    // Of which it takes nothing.
    const session = connected({ initialWindowSize: 0 });
    const all = Array.from({ length: 60 }, () => answerTo(framed(asked('huge')), {}, true, session));
    const first = await Promise.race(all);
    assert.equal(statusOf(first), '8');
    assert.match(String(first.trailers['grpc-message']), /wait on this connection to be taken/);
    session.destroy();
    await Promise.allSettled(all);
  });

  it('counts what came compressed as it is when it is opened', async () => {
    const session = connected();
    // Of a field that nobody knows, so that it says the same.
    const padding = Buffer.concat([
      Buffer.from([0xfa, 0x07, 0x80, 0x80, 0x80, 0x07]),
      Buffer.alloc(14 * 1024 * 1024),
    ]);
    const bytes = framed(gzipSync(Buffer.concat([asked('wait'), padding])), true);
    const headers = { 'grpc-encoding': 'gzip' };
    const all = Array.from({ length: 10 }, () => answerTo(bytes, headers, true, session));
    const first = await Promise.race(all);
    assert.equal(statusOf(first), '8');
    session.destroy();
    await Promise.allSettled(all);
  });

  it('bounds what is kept for one connection', async () => {
    const session = connected();
    const part = Buffer.alloc(9 * 1024 * 1024);
    part.writeUInt32BE(10 * 1024 * 1024, 1);
    const all = Array.from({ length: 10 }, () => answerTo(part, {}, false, session));
    // Each has said most of a message of 10 MiB, and says no more.
    const first = await Promise.race(all);
    assert.equal(statusOf(first), '8');
    assert.match(String(first.trailers['grpc-message']), /on this connection: send fewer at once/);
    session.destroy();
    await Promise.allSettled(all);
    assert.equal(statusOf(await answerTo(framed(asked('a')))), '0');
  });
});
