import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { check } from '#kit/check.ts';
import { OrcError } from '#kernel/errors.ts';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { decode, decodeReceived, encode, encodeIn } from '#kernel/model/codec.ts';
import { Probe } from '#kernel/model/gen/core.gen.ts';
import { Key, LogRecord, PackedObject, SnapshotPart } from '#kernel/model/gen/log.gen.ts';
import { NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import { transientTypes } from '#kernel/model/gen/objects.gen.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { Interned, InternedBytes } from '#kernel/model/interned.ts';
import { Slab } from '#kernel/model/slab.ts';
import { Reader, Writer } from '#kernel/model/wire.ts';
import { messages } from '#kit/arbitrary.ts';

const badRequest = (error: unknown): boolean => error instanceof OrcError && error.code === 'BadRequest';

/** The bytes of fields written one after the other. */
function written(write: (writer: Writer) => void): Uint8Array {
  const writer = new Writer();
  write(writer);
  return writer.finish();
}

describe('bytes that go together', () => {
  const object = (bytes: number): PackedObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    raw: new Uint8Array(bytes).fill(7),
    json: new Uint8Array(),
  });

  it('are encoded into slabs as they are alone, each whole and in a place of its own', () => {
    check(
      fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 40 }), (sizes) => {
        const slab = new Slab(1_024);
        const alone = sizes.map((size) => encode(PackedObject, object(size)));
        const together = sizes.map((size) => encodeIn(PackedObject, object(size), slab));
        assert.deepEqual(
          together.map((each) => Buffer.from(each)),
          alone.map((each) => Buffer.from(each)),
        );
        const buffers = new Set(together.map(({ buffer }) => buffer));
        const shared = alone.filter(({ length }) => length <= 256);
        // A slab is left when the next does not fit any more: three quarters of it are full then.
        const slabs = Math.ceil(shared.reduce((sum, { length }) => sum + length, 0) / 768);
        assert.ok(buffers.size <= alone.length - shared.length + slabs, `${buffers.size} buffers`);
      }),
    );
  });

  it('are views of the message that they came in where they are most of it, and copies where they would hold much more', () => {
    const sent = encode(PackedObject, object(500));
    assert.equal(decodeReceived(PackedObject, sent).raw.buffer, sent.buffer);
    const chunk = new Uint8Array(sent.length * 2 + 1);
    chunk.set(sent, 1);
    const part = chunk.subarray(1, 1 + sent.length);
    const { raw } = decodeReceived(PackedObject, part);
    assert.notEqual(raw.buffer, chunk.buffer);
    assert.deepEqual([...raw], [...object(500).raw]);
  });
});

describe('the wire format', () => {
  it('makes one object of equal messages that many objects hold, and two of different ones', () => {
    const probe = (path: string): Uint8Array =>
      encode(Probe, { httpGet: { path, port: 80 }, periodSeconds: 1 });
    assert.equal(decode(Probe, probe('/a')), decode(Probe, probe('/a')));
    assert.notEqual(decode(Probe, probe('/a')), decode(Probe, probe('/b')));
  });

  it('takes no two messages for one, whatever place their bytes hash to', () => {
    const known = new InternedBytes<string>();
    const places = new Set<number>();
    let read = 0;
    // Many more than there are places, each twice.
    for (let index = 0; index < 20_000; index += 1) {
      const text = `${index % 7}-${index}`;
      const bytes = new Uint8Array([text.length, ...Buffer.from(text)]);
      places.add(known.placeOf(bytes, 0, bytes.length));
      for (let time = 0; time < 2; time += 1) {
        const reader = new Reader(bytes);
        const found = reader.interned(bytes.length, known, () => {
          read += 1;
          return reader.string();
        });
        assert.deepEqual([found, reader.position], [text, bytes.length]);
      }
    }
    assert.equal(read, 20_000);
    assert.ok(places.size > 1_000 && places.size <= 2_048, `${places.size} places`);
  });

  it('forgets messages that were not read for long, and never more than it may hold', () => {
    const known = new Interned<number>();
    for (let index = 0; index < 10_000; index += 1) {
      known.set(String(index), index);
      assert.equal(known.get('0'), 0);
    }
    assert.equal(known.get('1'), undefined);
    assert.equal(known.get('9999'), 9999);
  });

  const stored = kindNames.map((kind): KindType<unknown> => definitionOf(kind).type);
  for (const type of [...stored, ...Object.values<KindType<unknown>>(transientTypes)])
    it(`carries any ${type.kind} there and back unchanged`, () => {
      check(
        fc.property(messages(type, { apiVersion: type.apiVersion, kind: type.kind }), (object) => {
          assert.deepEqual(decode(type, encode(type, object)), object);
        }),
        40,
      );
    });

  it('has one encoding for equal maps, whatever the order of their keys', () => {
    const { type } = definitionOf('ConfigMap');
    const map = (data: Record<string, string>) =>
      encode(type, { apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, data });
    assert.deepEqual(map({ b: '1', a: '2', Z: '3' }), map({ Z: '3', a: '2', b: '1' }));
  });

  it('keeps fields it does not know and writes them again, in place and in every rewrite', () => {
    const strange = written((writer) => {
      writer.tag(10);
      writer.string('apps');
      writer.tag(90 * 8 + 2);
      writer.string('from a newer version');
      writer.tag(34);
      writer.string('web');
      writer.tag(91 * 8);
      writer.unsigned(2 ** 40);
    });
    const again = encode(Key, decode(Key, strange));
    assert.equal(again.length, strange.length);
    assert.deepEqual(encode(Key, decode(Key, again)), again);
    const { group, name } = decode(Key, again);
    assert.deepEqual([group, name], ['apps', 'web']);
  });

  it('keeps the unknown fields of an inlined message its own, once', () => {
    const bytes = written((writer) => {
      writer.tag(10);
      writer.nested(() => {
        writer.tag(77 * 8 + 2);
        writer.string('inner');
      });
      writer.tag(78 * 8 + 2);
      writer.string('outer');
    });
    const again = encode(Probe, decode(Probe, bytes));
    assert.deepEqual(again, bytes);
    assert.deepEqual(encode(Probe, { ...decode(Probe, again) }), bytes);
  });

  it('refuses integers that JavaScript can not hold, either way', () => {
    for (const value of [2 ** 53, -(2 ** 53), 0.5, NaN, Infinity])
      assert.throws(() => written((writer) => writer.signed(value)), badRequest);
    assert.throws(() => written((writer) => writer.unsigned(-1)), badRequest);
    const tooLarge = new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127]);
    assert.throws(() => new Reader(tooLarge).unsigned(), badRequest);
    const tooSmall = new Uint8Array([255, 255, 255, 255, 255, 255, 255, 207, 255, 1]);
    assert.throws(() => new Reader(tooSmall).signed(), badRequest);
    for (const value of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -1, 0, 127, 128, 2 ** 31, 2 ** 32])
      assert.equal(new Reader(written((writer) => writer.signed(value))).signed(), value);
  });

  it('reads arbitrary bytes as a message or an OrcError, never anything else', () => {
    const types = [LogRecord, SnapshotPart, NodeUp, NodeDown, PackedObject, Probe];
    check(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ maxLength: 200 }), (type, bytes) => {
        try {
          decode<unknown>(type, bytes);
        } catch (error) {
          assert.ok(error instanceof OrcError, String(error));
        }
      }),
      2_000,
    );
  });

  it('reads a flipped bit of any object as an object or an OrcError', () => {
    const { type } = definitionOf('Pod');
    const pods = messages(type, { apiVersion: 'v1', kind: 'Pod' });
    check(
      fc.property(pods, fc.nat(), fc.integer({ min: 0, max: 7 }), (pod, at, bit) => {
        const bytes = encode(type, pod);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        try {
          decode(type, bytes);
        } catch (error) {
          assert.ok(error instanceof OrcError, String(error));
        }
      }),
      300,
    );
  });

  it('reads a megabyte of unknown fields in linear time', () => {
    const alternating = new Uint8Array(1_000_000);
    for (let at = 0; at < alternating.length; at += 4) alternating.set([10, 0, 80, 1], at);
    const startedAt = performance.now();
    const key = decode(Key, alternating);
    assert.ok(performance.now() - startedAt < 3_000);
    assert.equal(encode(Key, key).length, alternating.length / 2);
  });

  it('refuses a length beyond the end, nesting without end, and a map key that reaches the prototype', () => {
    assert.throws(() => decode(Key, new Uint8Array([10, 255, 255, 255, 255, 15])), badRequest);
    const deep = new Reader(new Uint8Array(200).fill(100));
    const dive = (): unknown => deep.nested(dive);
    assert.throws(dive, badRequest);
    const poisoned = written((writer) => {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(10);
        writer.string('__proto__');
      });
    });
    assert.throws(() => decode(definitionOf('ConfigMap').type, poisoned), badRequest);
  });

  it('gives bytes that nobody else can change', () => {
    const buffer = Buffer.from([26, 2, 7, 8]);
    const { raw } = decode(PackedObject, buffer);
    buffer.fill(0);
    assert.deepEqual(raw, new Uint8Array([7, 8]));
  });

  it('carries text of any length and script, also where its length takes a byte more than it seems', () => {
    for (const script of ['a', 'é', '漢', '😀', '\ud800'])
      for (const around of [0, 64, 128, 16_384])
        for (let length = Math.max(0, around - 3); length < around + 3; length++) {
          const text = script.repeat(length);
          const bytes = written((writer) => writer.string(text));
          const plain = Buffer.from(text.toWellFormed());
          assert.deepEqual(Buffer.from(bytes), Buffer.from(written((writer) => writer.bytes(plain))));
          assert.equal(new Reader(bytes).string(), text.toWellFormed());
        }
  });

  it('carries a text that begins with a mark of byte order, which is part of it', () => {
    for (const rest of ['', 'a', 'a'.repeat(40), 'a'.repeat(4_000)]) {
      const text = `\uFEFF${rest}`;
      assert.equal(new Reader(written((writer) => writer.string(text))).string(), text);
    }
  });

  it('starts each encoding afresh, also after one that failed', () => {
    const name = { group: '', kind: 'Pod', namespace: '', name: 'a' };
    const before = encode(Key, name);
    assert.throws(() => encode(SnapshotPart, { end: -1 }), badRequest);
    assert.deepEqual(encode(Key, name), before);
  });

  it('refuses text that is not UTF-8', () => {
    assert.throws(() => decode(Key, new Uint8Array([10, 2, 0xc3, 0x28])), badRequest);
  });
});
