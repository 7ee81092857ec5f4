// Bodies in Kubernetes' protobuf form.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { encode } from '#kernel/model/codec.ts';
import { messageFromJson, objectFromJson } from '#kernel/model/from-json.ts';
import { DeleteOptions } from '#kernel/model/gen/meta.gen.ts';
import { Pod } from '#kernel/model/gen/core.gen.ts';
import { PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import { Writer } from '#kernel/model/wire.ts';
import { jsonOfProtobuf } from '#api/http/protobuf.ts';
import { coreExamples, groupExamples } from '#kit/examples.ts';

function envelope(apiVersion: string, kind: string, raw: Uint8Array): Uint8Array {
  const writer = new Writer();
  writer.tag(10);
  writer.nested(() => {
    writer.tag(10);
    writer.string(apiVersion);
    writer.tag(18);
    writer.string(kind);
  });
  writer.tag(18);
  writer.bytes(raw);
  writer.tag(34);
  writer.string('application/ignored');
  return Buffer.concat([Buffer.from('k8s\0'), writer.finish()]);
}

describe('a protobuf body', () => {
  for (const { kind, fields } of [...coreExamples, ...groupExamples])
    it(`says of a ${kind} what its JSON says`, () => {
      const { type } = definitionOf(kind);
      const given = { apiVersion: type.apiVersion, kind, metadata: { name: 'a' }, ...fields };
      const parsed = objectFromJson(type, given);
      assert.ok('ok' in parsed, JSON.stringify(parsed));
      const json = jsonOfProtobuf(envelope(type.apiVersion, kind, encode(type, parsed.ok)));
      assert.deepEqual(objectFromJson(type, json), parsed);
    });

  it('leaves out what Go writes for nothing', () => {
    const parsed = objectFromJson(Pod, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: '', generateName: '', creationTimestamp: '1970-01-01T00:00:00Z' },
      spec: {
        nodeName: '',
        hostname: '',
        containers: [{ name: 'c', image: 'a:1', workingDir: '', terminationMessagePath: '' }],
      },
    });
    assert.ok('ok' in parsed);
    assert.deepEqual(jsonOfProtobuf(envelope('v1', 'Pod', encode(Pod, parsed.ok))), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'c', image: 'a:1' }] },
    });
  });

  it('keeps the empty class of a claim, which asks for none and not for the default one', () => {
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: '',
      },
    };
    const parsed = objectFromJson(PersistentVolumeClaim, claim);
    assert.ok('ok' in parsed);
    const raw = encode(PersistentVolumeClaim, parsed.ok);
    assert.deepEqual(jsonOfProtobuf(envelope('v1', 'PersistentVolumeClaim', raw)), claim);
  });

  it('names what this build does not know, so that it is refused or warned of like any unknown field', () => {
    const writer = new Writer();
    writer.tag(7_994);
    writer.string('x');
    const raw = Buffer.concat([
      encode(Pod, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [] } }),
      writer.finish(),
    ]);
    assert.equal(jsonOfProtobuf(envelope('v1', 'Pod', raw))['unknown_field_999'], true);
  });

  it('may hold options for a deletion', () => {
    const options = { gracePeriodSeconds: 0, propagationPolicy: 'Background', preconditions: { uid: 'u' } };
    const parsed = messageFromJson(DeleteOptions, options);
    assert.ok('ok' in parsed);
    assert.deepEqual(jsonOfProtobuf(envelope('v1', 'DeleteOptions', encode(DeleteOptions, parsed.ok))), {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      ...options,
    });
  });

  it('that is none, or of a kind that is not read so, is refused', () => {
    assert.throws(() => jsonOfProtobuf(Buffer.from('{}')), { code: 'BadRequest' });
    assert.throws(() => jsonOfProtobuf(Buffer.from('k8s\0\x0a\xff\xff')), { code: 'BadRequest' });
    assert.throws(() => jsonOfProtobuf(envelope('batch/v1beta1', 'CronJob', new Uint8Array())), {
      code: 'UnsupportedMediaType',
      message: /send it as application\/json/,
    });
  });
});
