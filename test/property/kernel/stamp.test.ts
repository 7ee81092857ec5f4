// A revision put into encoded objects, beside encoding them anew.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { pack, stamped, unpack } from '#kernel/log/pack.ts';
import { withRevision } from '#kernel/log/stamp.ts';
import { encode } from '#kernel/model/codec.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { Pod } from '#kernel/model/gen/core.gen.ts';
import { Writer } from '#kernel/model/wire.ts';
import { coreExamples, groupExamples } from '#kit/examples.ts';

const word = fc.string({ maxLength: 300, unit: 'grapheme' });
const words = fc.dictionary(word, word, { maxKeys: 5 });
const metadata = fc.record(
  {
    name: word,
    generateName: word,
    namespace: word,
    uid: word,
    resourceVersion: word,
    generation: fc.nat(),
    labels: words,
    annotations: words,
    finalizers: fc.array(word, { maxLength: 3, minLength: 1 }),
  },
  { requiredKeys: [] },
);
const revisions = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('a revision put into encoded objects', () => {
  it('gives the bytes that encoding the stamped object gives, whatever its metadata', () => {
    const property = fc.property(metadata, revisions, (given, revision) => {
      const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: given, spec: { containers: [] } };
      const whole = { ...pod, metadata: { ...given, resourceVersion: String(revision) } };
      assert.deepEqual(withRevision(encode(Pod, pod), String(revision)), encode(Pod, whole));
    });
    fc.assert(property);
  });

  it('is not put in again where it is there', () => {
    const property = fc.property(metadata, revisions, (given, revision) => {
      const whole = { ...given, resourceVersion: String(revision) };
      const raw = encode(Pod, { apiVersion: 'v1', kind: 'Pod', metadata: whole, spec: { containers: [] } });
      assert.equal(withRevision(raw, String(revision)), raw);
    });
    fc.assert(property);
  });

  it('survives any bytes, and gives none that are not an object’s for an object’s', () => {
    const property = fc.property(metadata, fc.nat(), fc.nat(255), fc.nat(), (given, where, byte, length) => {
      const raw = encode(Pod, { apiVersion: 'v1', kind: 'Pod', metadata: given, spec: { containers: [] } });
      raw[where % raw.length] = byte;
      const broken = raw.subarray(0, length % (raw.length + 1));
      const made = withRevision(broken, '12');
      if (made === undefined) return;
      // What was taken for an object before is one with the revision, and else as it was.
      assert.deepEqual(withRevision(made, '12'), made);
    });
    fc.assert(property, { numRuns: 5000 });
  });

  for (const { kind, fields } of [...coreExamples, ...groupExamples])
    it(`packs a stamped ${kind} as if it had been made so`, () => {
      const { type } = definitionOf(kind);
      const json = {
        apiVersion: type.apiVersion,
        kind,
        metadata: { name: 'a', labels: { b: 'c' } },
        ...fields,
      };
      const parsed = objectFromJson(type, json);
      assert.ok('ok' in parsed, JSON.stringify(parsed));
      const object = stamped(unpack(pack(parsed.ok)), 1234);
      assert.deepEqual(pack(object).raw, encode(type, { ...object }));
      assert.deepEqual(unpack(pack(object)), object);
    });

  it('leaves alone what is laid out otherwise', () => {
    const build = (write: (writer: Writer) => void): Uint8Array => {
      const writer = new Writer();
      write(writer);
      return writer.finish();
    };
    const shuffled = build((writer) => {
      writer.tag(10);
      writer.nested(() => {
        writer.tag(42);
        writer.string('uid');
        writer.tag(10);
        writer.string('name');
      });
    });
    const later = build((writer) => {
      writer.tag(18);
      writer.string('spec first');
    });
    const long = build((writer) => {
      writer.tag(10);
      writer.unsigned(100);
    });
    for (const odd of [shuffled, later, long, new Uint8Array()])
      assert.equal(withRevision(odd, '5'), undefined);
  });
});
