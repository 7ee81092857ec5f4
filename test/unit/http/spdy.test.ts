// SPDY/3.1: frames and header blocks, and what a session does with clients that are wrong or hostile.
import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import { constants, createDeflate, createInflate, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { dictionary } from '#api/http/spdy/dictionary.ts';
import { type Frame, FrameReader, SpdyError, encodeFrame } from '#api/http/spdy/frame.ts';
import { HeaderReader, HeaderWriter } from '#api/http/spdy/headers.ts';
import { type Receiver, SpdySession, SpdyStream } from '#api/http/spdy/session.ts';
import { apiLimits } from '#api/limits.ts';
import { check } from '#kit/check.ts';

const { spdy: limits } = apiLimits;
const number31 = fc.integer({ min: 0, max: 0x7fffffff });
const bytes = fc.uint8Array({ maxLength: 300 });
const withBlock = (kind: 'synStream' | 'synReply' | 'headers') =>
  fc.record({ kind: fc.constant(kind), stream: number31, isLast: fc.boolean(), block: bytes });
const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('data' as const), stream: number31, isLast: fc.boolean(), data: bytes }),
  withBlock('synStream'),
  withBlock('synReply'),
  withBlock('headers'),
  fc.record({ kind: fc.constant('reset' as const), stream: number31, status: number31 }),
  fc.record({ kind: fc.constant('settings' as const) }),
  fc.record({ kind: fc.constant('ping' as const), id: number31 }),
  fc.record({ kind: fc.constant('goAway' as const), lastStream: number31, status: number31 }),
  fc.record({ kind: fc.constant('window' as const), stream: number31, bytes: number31 }),
);

const headersArbitrary = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[ -~]{0,40}$/), { maxKeys: 8 })
  .map((fields) => new Map(Object.entries(fields)));

/** Frames with the pieces of one data frame as one, as lists of numbers. */
function joined(frames: readonly Frame[]): unknown[] {
  const found: Record<string, unknown>[] = [];
  for (const frame of frames) {
    if (frame.kind !== 'data')
      found.push('block' in frame ? { ...frame, block: [...frame.block] } : { ...frame });
    else if (frame.data.length > 0 || frame.isLast) {
      const last = found.at(-1);
      const isMore = last?.['kind'] === 'data' && last['stream'] === frame.stream && last['isLast'] === false;
      const before = isMore && Array.isArray(last['data']) ? last['data'] : [];
      if (isMore) found.pop();
      found.push({ ...frame, data: [...before, ...frame.data] });
    }
  }
  return found;
}

describe('SPDY frames', () => {
  it('are read as they were written, however they are cut', () => {
    check(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (frames, step) => {
        const all = Buffer.concat(frames.map(encodeFrame));
        const reader = new FrameReader(limits.controlBytes);
        const read: Frame[] = [];
        for (let at = 0; at < all.length; at += step) read.push(...reader.push(all.subarray(at, at + step)));
        assert.deepEqual(joined(read), joined(frames));
      }),
    );
  });

  it('that are nonsense are refused or left out, and nothing else happens', () => {
    check(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }), (chunks) => {
        const reader = new FrameReader(limits.controlBytes);
        try {
          for (const chunk of chunks)
            for (const frame of reader.push(chunk)) assert.ok(frame.kind !== undefined);
        } catch (error) {
          assert.ok(error instanceof SpdyError, String(error));
        }
      }),
      500,
    );
  });

  it('are refused by what they announce, before it comes; data is not kept', () => {
    const large = Buffer.from(encodeFrame({ kind: 'ping', id: 1 }));
    large.writeUIntBE(limits.controlBytes + 1, 5, 3);
    assert.throws(() => [...new FrameReader(limits.controlBytes).push(large)], SpdyError);
    const reader = new FrameReader(limits.controlBytes);
    const data = encodeFrame({ kind: 'data', stream: 1, isLast: true, data: Buffer.alloc(1_000_000) });
    const pieces = [...reader.push(data.subarray(0, 1_000)), ...reader.push(data.subarray(1_000))];
    assert.deepEqual(
      pieces.map((piece) => piece.kind === 'data' && [piece.data.length, piece.isLast]),
      [
        [992, false],
        [999_008, true],
      ],
    );
  });
});

describe('SPDY header blocks', () => {
  it('are read as they were written, one after the other', () => {
    check(
      fc.property(fc.array(headersArbitrary, { maxLength: 6 }), (blocks) => {
        const [writer, reader] = [new HeaderWriter(), new HeaderReader()];
        for (const headers of blocks)
          assert.deepEqual(
            Object.fromEntries(reader.read(writer.write(headers))),
            Object.fromEntries(headers),
          );
      }),
    );
  });

  it('are one zlib stream each way, as others write and read it', async () => {
    const deflate = createDeflate({ dictionary: Buffer.from(dictionary), level: 9 });
    const inflate = createInflate({
      dictionary: Buffer.from(dictionary),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const [reader, writer, plainWriter] = [new HeaderReader(), new HeaderWriter(), new HeaderWriter()];
    const plain = createInflate({ dictionary: Buffer.from(dictionary) });
    for (let index = 0; index < 200; index += 1) {
      const headers = new Map([
        ['streamtype', index % 2 === 0 ? 'error' : 'data'],
        ['port', '8080'],
        ['requestid', String(index)],
      ]);
      // What another would compress is what ours is made of.
      const bytesOf = await through(plain, plainWriter.write(headers));
      deflate.write(bytesOf);
      deflate.flush(constants.Z_SYNC_FLUSH);
      await new Promise((resolve) => deflate.write('', resolve));
      assert.deepEqual([...reader.read(deflate.read())], [...headers]);
      assert.deepEqual(await through(inflate, writer.write(headers)), bytesOf);
    }
  });

  it('that grow too large, end too early, or are something else are refused', () => {
    const preamble = deflateSync(Buffer.alloc(0), { dictionary }).subarray(0, 6);
    const flush = { dictionary, finishFlush: constants.Z_SYNC_FLUSH };
    const bomb = Buffer.concat([preamble, deflateRawSync(Buffer.alloc(50_000_000), flush)]);
    assert.throws(() => new HeaderReader().read(bomb), SpdyError);
    const many = Buffer.concat([preamble, deflateRawSync(Buffer.from([255, 255, 255, 255]), flush)]);
    assert.throws(() => new HeaderReader().read(many), SpdyError);
    assert.throws(() => new HeaderReader().read(deflateSync('other')), SpdyError);
    check(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (given, hasPreamble) => {
        try {
          new HeaderReader().read(hasPreamble ? Buffer.concat([preamble, given]) : given);
        } catch (error) {
          assert.ok(error instanceof SpdyError, String(error));
        }
      }),
      300,
    );
  });
});

/** What comes out of a stream for what goes in. */
async function through(stream: Duplex, given: Uint8Array): Promise<Buffer> {
  await new Promise((resolve) => stream.write(given, resolve));
  const read: unknown = stream.read();
  assert.ok(Buffer.isBuffer(read));
  return read;
}

/** A client's side without a network: what it sends, and what it was sent. */
class Client {
  readonly carrier: Duplex;
  readonly frames: Frame[] = [];
  readonly #reader = new FrameReader(limits.controlBytes);
  readonly #headers = new HeaderWriter();
  #takes = true;
  #untaken: (() => void)[] = [];

  constructor() {
    this.carrier = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.frames.push(...this.#reader.push(chunk));
        if (this.#takes) done();
        else this.#untaken.push(done);
      },
    });
  }

  /** From now on nothing is taken, or everything. */
  takes(takes: boolean): void {
    this.#takes = takes;
    if (takes) for (const done of this.#untaken.splice(0)) done();
  }

  send(...frames: readonly Frame[]): void {
    this.carrier.push(Buffer.concat(frames.map(encodeFrame)));
  }

  open(stream: number, headers: Readonly<Record<string, string>> = {}): Frame {
    const block = this.#headers.write(new Map(Object.entries(headers)));
    return { kind: 'synStream', stream, isLast: false, block };
  }

  count(kind: Frame['kind']): number {
    return this.frames.filter((frame) => frame.kind === kind).length;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const turns = async (): Promise<void> => {
  for (let count = 0; count < 20; count += 1) await turn();
};

describe('a SPDY session', () => {
  const clients: Client[] = [];
  afterEach(() => {
    for (const { carrier } of clients.splice(0)) carrier.destroy();
  });

  function serve(accept: (stream: SpdyStream) => Receiver | undefined) {
    const client = new Client();
    clients.push(client);
    const session = new SpdySession(client.carrier, accept);
    return { client, session, over: session.run() };
  }

  /** Serves streams that keep what they are sent. */
  function keeping() {
    const kept = { streams: new Array<SpdyStream>(), sizeBytes: 0, ended: 0, broken: 0 };
    const receiver: Receiver = {
      data: (data) => (kept.sizeBytes += data.length),
      end: () => (kept.ended += 1),
      broken: () => (kept.broken += 1),
    };
    const served = serve((stream) => {
      kept.streams.push(stream);
      return receiver;
    });
    return { ...served, kept };
  }

  const data = (stream: number, sizeBytes: number, isLast = false): Frame => ({
    kind: 'data',
    stream,
    isLast,
    data: Buffer.alloc(sizeBytes),
  });

  it('opens streams, hands over data, says that it has heard the end', async () => {
    const { client, kept } = keeping();
    client.send(client.open(1, { streamtype: 'stdin' }), data(1, 5), data(1, 6, true));
    await turns();
    assert.deepEqual([kept.sizeBytes, kept.ended, client.count('synReply')], [11, 1, 1]);
    const [stream] = kept.streams;
    assert.equal(stream?.headers.get('streamtype'), 'stdin');
    await stream.write(Buffer.from('answer'));
    await stream.end();
    assert.equal(stream.isOver, true);
    await assert.rejects(stream.write(Buffer.from('more')), { code: 'Cancelled' });
  });

  it('reads no further while too much is unread, and grants windows for what was read', async () => {
    const { client, kept } = keeping();
    client.send(client.open(1));
    const piece = 16 * 1024;
    for (let sent = 0; sent < limits.unreadBytes * 2; sent += piece) {
      client.send(data(1, piece));
      await turn();
    }
    await turns();
    assert.ok(kept.sizeBytes <= limits.unreadBytes + piece, String(kept.sizeBytes));
    const unread = kept.sizeBytes;
    kept.streams[0]?.taken(unread);
    await turns();
    assert.ok(kept.sizeBytes > unread);
    const windows = client.frames.filter((frame) => frame.kind === 'window').map(({ stream }) => stream);
    assert.deepEqual(
      windows.toSorted((a, b) => a - b),
      [0, 1],
    );
  });

  it('refuses streams that it does not want, and more than it has room for', async () => {
    const { client } = serve(() => undefined);
    client.send(client.open(1));
    await turns();
    assert.deepEqual(client.frames, [{ kind: 'reset', stream: 1, status: 3 }]);
    const { client: greedy, kept } = keeping();
    for (let id = 1; id <= limits.streams * 2 + 21; id += 2) greedy.send(greedy.open(id));
    await turns();
    assert.deepEqual([kept.streams.length, greedy.count('reset')], [limits.streams, 11]);
  });

  it('answers pings, and waits with reading until its answers are taken', async () => {
    const { client } = keeping();
    client.send({ kind: 'ping', id: 7 }, { kind: 'ping', id: 8 });
    await turns();
    assert.deepEqual(client.frames, [{ kind: 'ping', id: 7 }]);
    client.takes(false);
    client.send(...Array.from({ length: 1_000 }, () => ({ kind: 'ping' as const, id: 9 })));
    await turns();
    assert.ok(client.carrier.writableLength < 100, 'answers do not pile up');
    client.takes(true);
    await turns();
    assert.equal(client.count('ping'), 1_001);
  });

  it('tells streams that they broke, when a client breaks one off or is gone', async () => {
    const { client, over, kept } = keeping();
    client.send(client.open(1), client.open(3), { kind: 'reset', stream: 1, status: 5 });
    await turns();
    assert.equal(kept.broken, 1);
    client.carrier.destroy();
    await over;
    assert.equal(kept.broken, 2);
    await assert.rejects(kept.streams[1]?.write(Buffer.from('x')) ?? Promise.resolve(), {
      code: 'Cancelled',
    });
  });

  it('does not close before the client has read everything, but does not wait for ever then', async () => {
    const { client, session, over, kept } = keeping();
    client.send(client.open(1));
    await turns();
    await kept.streams[0]?.write(Buffer.from('much'));
    await kept.streams[0]?.end();
    let isClosed = false;
    const closing = session.close().then(() => (isClosed = true));
    await turns();
    // It is asked whether it has; an answer to something older says nothing.
    assert.deepEqual(client.frames.at(-1), { kind: 'ping', id: 2 });
    client.send({ kind: 'ping', id: 0 }, { kind: 'ping', id: 4 });
    await turns();
    assert.equal(isClosed, false);
    client.send({ kind: 'ping', id: 2 });
    client.carrier.push(null);
    await closing;
    await over;
    assert.equal(client.carrier.destroyed, true);
  });

  it('gives up on a client that speaks something else', async () => {
    const { client, over } = keeping();
    client.carrier.push(Buffer.from('\x80\x09GET / HTTP/1.1', 'latin1'));
    await over;
    assert.deepEqual(client.frames, [{ kind: 'goAway', lastStream: 0, status: 1 }]);
    assert.equal(client.carrier.destroyed, true);
  });

  it('survives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyFrame.map(encodeFrame), bytes), { maxLength: 12 }),
        async (chunks) => {
          const { client, over } = keeping();
          for (const chunk of chunks) client.carrier.push(chunk);
          client.carrier.push(null);
          await over;
          assert.equal(client.carrier.destroyed, true);
        },
      ),
      { numRuns: 200, seed: 20_260_131 },
    );
  });
});
