// What was sent, no more and no less: of every kind, and of messages that nobody's codec would make.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { encode } from '#kernel/model/codec.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { jsonFromWire } from '#kernel/model/from-wire.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { Writer } from '#kernel/model/wire.ts';
import { examples } from '#kit/examples.ts';

const pod = definitionOf('Pod').type.schema;

function bytes(write: (writer: Writer) => void): Uint8Array {
  const writer = new Writer();
  write(writer);
  return writer.finish();
}

describe('a message as it was sent', () => {
  for (const { kind, fields, status } of examples)
    it(`is the JSON that ${kind} has`, () => {
      const { type, hasStatus } = definitionOf(kind);
      const metadata = {
        name: 'x',
        labels: { a: 'b' },
        creationTimestamp: '2026-01-31T08:00:00Z',
        generation: 3,
      };
      const json = {
        apiVersion: type.apiVersion,
        kind,
        metadata,
        ...fields,
        ...(hasStatus && status && { status }),
      };
      const parsed = objectFromJson(type, JSON.parse(JSON.stringify(json)));
      assert.ok('ok' in parsed, JSON.stringify(parsed));
      const { apiVersion, kind: named, ...rest } = objectToJson(type, parsed.ok);
      const sent = JSON.stringify(jsonFromWire(type.schema, encode(type, parsed.ok)));
      // Kinds within kinds say what they are only in JSON.
      const plain = (_key: string, value: unknown): unknown => value;
      const inner = /"apiVersion":"v1","kind":"PersistentVolumeClaim",/g;
      assert.deepEqual(JSON.parse(sent), JSON.parse(JSON.stringify(rest, plain).replaceAll(inner, '')));
    });

  it('holds nothing that was not sent, required or not', () => {
    assert.deepEqual(jsonFromWire(pod, new Uint8Array()), {});
    const spec = bytes((writer) => {
      writer.tag(18);
      writer.nested(() => undefined);
    });
    assert.deepEqual(jsonFromWire(pod, spec), { spec: {} });
  });

  it('names what its schema does not have, and what stands there in another form', () => {
    const odd = bytes((writer) => {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(7_992);
        writer.unsigned(1);
        // restartPolicy is a string.
        writer.tag(24);
        writer.unsigned(1);
      });
    });
    assert.deepEqual(jsonFromWire(pod, odd), { spec: { unknown_field_999: true, unknown_field_3: true } });
    const secret = bytes((writer) => {
      writer.tag(6 * 8 + 2);
      writer.bytes(new Uint8Array([1]));
    });
    const { schema } = definitionOf('Secret').type;
    const [number] = schema.fields.filter(({ internal }) => internal === true).map((field) => field.number);
    assert.ok(number !== undefined, 'a Secret has a field of the masters');
    const sealed = bytes((writer) => {
      writer.tag(number * 8 + 2);
      writer.bytes(secret);
    });
    assert.deepEqual(jsonFromWire(schema, sealed), { [`unknown_field_${number}`]: true });
  });

  it('passes over a field it does not know that says nothing, as Go writes those that Kubernetes has dropped', () => {
    const selfLink = bytes((writer) => {
      writer.tag(10);
      writer.nested(() => {
        writer.tag(10);
        writer.string('web');
        writer.tag(34);
        writer.string('');
        writer.tag(7_992);
        writer.unsigned(0);
      });
    });
    assert.deepEqual(jsonFromWire(pod, selfLink), { metadata: { name: 'web' } });
    const wrongForm = bytes((writer) => {
      writer.tag(18);
      writer.nested(() => {
        writer.tag(24);
        writer.unsigned(0);
      });
    });
    assert.deepEqual(jsonFromWire(pod, wrongForm), { spec: { unknown_field_3: true } });
  });

  it('refuses what is no message', () => {
    assert.throws(() => jsonFromWire(pod, new Uint8Array([10, 200])), /not a valid protobuf message/);
  });
});
