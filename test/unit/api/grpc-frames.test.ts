// gRPC's messages and headers on the wire: the pure parts of the server.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { encodeFramed } from '#kernel/model/codec.ts';
import { GetRequest } from '#kernel/model/gen/api.gen.ts';
import { FrameReader, framed, messageIn } from '#api/grpc/protocol/frames.ts';
import { messageHeader, timeoutMsOf } from '#api/grpc/protocol/headers.ts';

const mostBytes = 300;

function pushed(
  reader: FrameReader,
  pieces: readonly Uint8Array[],
): { isCompressed: boolean; hex: string }[] {
  const found: { isCompressed: boolean; hex: string }[] = [];
  for (const piece of pieces)
    reader.push(Buffer.from(piece), ({ isCompressed, bytes }) =>
      found.push({ isCompressed, hex: bytes.toString('hex') }),
    );
  return found;
}

describe('frames of gRPC', () => {
  const message = fc.tuple(fc.uint8Array({ maxLength: mostBytes }), fc.boolean());

  it('come out as they went in, in whatever pieces', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(400)), (messages, cuts) => {
        const all = Buffer.concat(messages.map(([bytes, isCompressed]) => framed(bytes, isCompressed)));
        const pieces: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(all.subarray(at, at + cut));
          at = Math.min(all.length, at + cut);
        }
        pieces.push(all.subarray(at));
        const reader = new FrameReader(mostBytes);
        assert.deepEqual(
          pushed(reader, pieces),
          messages.map(([bytes, isCompressed]) => ({
            isCompressed,
            hex: Buffer.from(bytes).toString('hex'),
          })),
        );
        assert.deepEqual([reader.heldBytes, reader.isBetweenMessages], [0, true]);
      }),
    );
  });

  it('are never kept beyond what has come, and are refused by their heads', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (pieces) => {
        const reader = new FrameReader(mostBytes);
        try {
          pushed(reader, pieces);
          assert.ok(reader.heldBytes <= mostBytes);
        } catch (error) {
          assert.ok(error instanceof OrcError && (error.code === 'TooLarge' || error.code === 'BadRequest'));
        }
      }),
    );
    const long = framed(new Uint8Array(mostBytes + 1));
    assert.throws(() => pushed(new FrameReader(mostBytes), [long.subarray(0, 5)]), {
      code: 'TooLarge',
      message: 'the message has 301 bytes, may have at most 300',
    });
    assert.throws(() => pushed(new FrameReader(mostBytes), [Buffer.from([2, 0, 0, 0, 0])]), {
      code: 'BadRequest',
    });
    const large = new FrameReader(16 * 1024 * 1024);
    const announced = Buffer.alloc(6);
    announced.writeUInt32BE(16 * 1024 * 1024, 1);
    pushed(large, [announced]);
    assert.ok(large.heldBytes <= 16 * 1024, `${large.heldBytes} bytes are kept of one`);
  });

  it('are encoded with their messages', () => {
    const request = { stale: true, minRevision: 7 };
    const whole = encodeFramed(GetRequest, request);
    assert.deepEqual([whole[0], Buffer.from(whole).readUInt32BE(1)], [0, whole.length - 5]);
    assert.deepEqual(Buffer.from(whole), framed(messageIn(whole)));
  });
});

describe('headers of gRPC', () => {
  it('say how long a client waits', () => {
    for (const [text, ms] of [
      ['1H', 3_600_000],
      ['2M', 120_000],
      ['3S', 3_000],
      ['99999999m', 99_999_999],
      ['5000u', 5],
      ['1000000n', 1],
    ] as const)
      assert.equal(timeoutMsOf(text), ms, text);
    for (const text of [undefined, '', 'S', '5', '-5S', '1.5S', '123456789S', '5s', '5 S'])
      assert.equal(timeoutMsOf(text), undefined, String(text));
  });

  it('carry any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const header = messageHeader(text.toWellFormed());
        assert.match(header, /^[\x20-\x7e]*$/);
        assert.equal(header, header.trim());
        assert.equal(decodeURIComponent(header), text.toWellFormed());
      }),
    );
    assert.equal(messageHeader('100 % ü\n'), '100 %25 %C3%BC%0A');
    assert.equal(messageHeader(' a b: '), '%20a b:%20');
  });
});
