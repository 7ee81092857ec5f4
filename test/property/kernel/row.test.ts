// Objects as the store holds them: packed, with a digest that says what the whole object would.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { customKind, packCustom } from '#kernel/custom/object.ts';
import { type Digest, digestOf } from '#kernel/kinds/digest.ts';
import { isPodFinished, podRequests } from '#kernel/kinds/pod.ts';
import { kindNames, kinds } from '#kernel/kinds/registry.gen.ts';
import { definitionOf, keyOf } from '#kernel/log/key.ts';
import { pack, stamped, unpack } from '#kernel/log/pack.ts';
import { Pod } from '#kernel/model/gen/core.gen.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import { Slab } from '#kernel/model/slab.ts';
import { builtInTable, customTable, rowOf } from '#kernel/store/table.ts';
import { Store } from '#kernel/store/store.ts';
import { messages } from '#kit/arbitrary.ts';
import { check } from '#kit/check.ts';
import { configMap, pod } from '#kit/objects.ts';

const objectsOf = (kind: KindName) => {
  const { type } = definitionOf(kind);
  return messages(type, { apiVersion: type.apiVersion, kind: type.kind });
};

describe('a row', () => {
  it('says of a pod by a glance what the whole pod says', () => {
    const { indexes = {} } = kinds.Pod;
    const property = fc.property(messages(Pod, { apiVersion: 'v1', kind: 'Pod' }), (given) => {
      const form = pack(given);
      const whole = unpack(form);
      assert.ok(whole.kind === 'Pod');
      const { digest } = builtInTable(kinds.Pod).row(form);
      const { nodeName } = whole.spec;
      const load =
        nodeName === undefined
          ? undefined
          : { nodeName, isFinished: isPodFinished(whole), ...podRequests(whole.spec) };
      const { metadata, ...found } = digestOf(whole, Object.values(indexes), load);
      const { metadata: seen, ...atGlance } = digest;
      assert.deepEqual(atGlance, found);
      const { name, namespace, uid, resourceVersion, deletionTimestamp, ownerReferences } = metadata;
      const known = { name, namespace, uid, resourceVersion, deletionTimestamp, ownerReferences };
      assert.deepEqual({ ...known, ...seen }, known);
    });
    check(property);
  });

  for (const kind of kindNames)
    it(`gives the ${kind} that was written, at its revision, and packs it as it would be packed decoded`, () => {
      const property = fc.property(objectsOf(kind), fc.integer({ min: 1 }), (given, revision) => {
        const form = pack(given);
        const row = builtInTable(definitionOf(kind)).row(form, revision);
        const whole = stamped(unpack({ ...form }), revision);
        assert.deepEqual(row.pack(), pack({ ...whole }));
        assert.deepEqual(row.object, whole);
        assert.equal(row.object, row.object, 'it is decoded once');
        assert.deepEqual(row.pack(), pack({ ...whole }), 'also then');
        assert.deepEqual(row.twin().object, whole);
        assert.ok(row.twin().isOf(form));
        assert.ok(row.twin().isOf(row.pack()));
        // Whoever wants its bytes is given those that it keeps.
        assert.equal(row.pack().raw, row.pack().raw);
        assert.ok(!row.isOf({ ...form, raw: Uint8Array.from([...form.raw, 0]) }));
        assert.deepEqual(row.at(revision + 1).object.metadata.resourceVersion, String(revision + 1));
        const { metadata } = whole;
        const known = row.digest.metadata;
        assert.equal(rowOf(known.namespace, known.name), rowOf(metadata.namespace, metadata.name));
        assert.equal(known.uid, metadata.uid);
        assert.equal(known.deletionTimestamp, metadata.deletionTimestamp);
        assert.deepEqual(
          row.digest.indexed[0],
          (metadata.ownerReferences ?? []).map(({ uid }) => uid),
        );
      });
      check(property, 20);
    });

  it('is found by its own values, which it shares with the one before where they are equal', () => {
    const table = builtInTable(kinds.Pod);
    const on = (name: string, nodeName: string): Digest['indexed'] => {
      const made = pod(name);
      return table.row(pack({ ...made, spec: { ...made.spec, nodeName } }), 1).digest.indexed;
    };
    const all = [on('a', 'n1'), on('b', 'n1'), on('c', 'n2'), on('d', 'n1')];
    const { indexes = {} } = kinds.Pod;
    const place = 1 + Object.keys(indexes).indexOf('node');
    assert.deepEqual(
      all.map((indexed) => indexed[place]),
      [['n1'], ['n1'], ['n2'], ['n1']],
    );
    assert.equal(all[1], all[0]);
  });

  it('of a kind that users define says the version that it was written in', () => {
    const table = customTable();
    const forms = ['v1', 'v2', 'v1'].map((version) =>
      packCustom({
        apiVersion: `stable.example.com/${version}`,
        kind: customKind('stable.example.com', 'CronTab'),
        metadata: { name: 'a', namespace: 'default', resourceVersion: '1' },
        spec: { version },
      }),
    );
    const rows = forms.map((form) => table.row(form, 1));
    assert.deepEqual(
      rows.map((row) => row.pack()),
      forms,
    );
    assert.deepEqual(
      rows.map(({ object }) => object),
      forms.map((form) => unpack(form)),
    );
  });

  it('is not decoded by being written, found by name, bound or replaced', () => {
    const store = new Store();
    // What the glance passes over can't be read: whoever looked would be told.
    const broken = (name: string) => {
      const made = { ...pod(name), status: { phase: 'Pending', message: 'MARK' } };
      const { raw, ...form } = pack(made);
      const bytes = Uint8Array.from(raw);
      bytes.fill(
        0xff,
        bytes.findIndex((_byte, at) => new TextDecoder().decode(bytes.subarray(at, at + 4)) === 'MARK'),
      );
      return { ...form, raw: bytes };
    };
    store.restoreObject(pack(configMap('other')));
    store.restoreObject(broken('p'));
    store.restoreObject(broken('p'));
    assert.equal(store.count('Pod'), 1);
    assert.equal([...store.digests('Pod')][0]?.metadata.name, 'p');
    assert.throws(() => store.get('Pod', 'default', 'p'), { code: 'BadRequest' });
  });

  it('keeps bytes of its own, whatever becomes of those it was made from', () => {
    const property = fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 40 }), (all) => {
      const given = all.map((bytes) => Uint8Array.from(bytes));
      const slab = new Slab();
      const kept = given.map((bytes) => slab.keep(bytes));
      for (const bytes of given) bytes.fill(0xaa);
      assert.deepEqual(kept, all);
    });
    check(property);
  });

  it('of a record that is applied does not hold the record', () => {
    const form = pack(configMap('c'));
    const row = builtInTable(kinds.ConfigMap).row({ ...form, raw: form.raw }, 1);
    form.raw.fill(0);
    assert.equal(keyOf(row.object).name, 'c');
  });
});
