// Every kind outside the core group through the real admission and store: created, and the same again
// changes nothing, so that defaults given once are given once and for all.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { groupExamples } from '#kit/examples.ts';

describe('admission', () => {
  for (const { kind, fields, name = 'a' } of groupExamples) {
    const { apiVersion } = definitionOf(kind).type;
    const manifest = { apiVersion, kind, metadata: { name }, ...fields };

    it(`takes a ${kind}, and nothing more from the same again`, () => {
      const bench = new ControlBench({ nodes: 0 });
      const made = bench.change({ create: { object: manifestOf(manifest) } });
      assert.equal(made?.result, 'created');
      assert.ok(made !== undefined);
      const json = objectToJson(definitionOf(kind).type, made.object);
      const again = bench.change({ update: { object: manifestOf(json), status: false } });
      assert.equal(again?.result, 'unchanged');
      const applied = new ControlBench({ nodes: 0 });
      assert.equal(applied.apply(manifest)?.result, 'created');
      assert.equal(applied.apply(manifest)?.result, 'unchanged');
    });
  }

  it('keeps what can’t be changed', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.apply({
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'a' },
      handler: 'runc',
    });
    assert.throws(
      () => bench.patch('RuntimeClass', 'a', { handler: 'other' }),
      (error: unknown) => error instanceof OrcError && /handler: .*field is immutable/.test(error.message),
    );
  });

  it('counts changes in the generation, also of kinds without a spec', () => {
    const bench = new ControlBench({ nodes: 0 });
    const slice = (address: string): object => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'a' },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address] }],
    });
    const generations = ['10.0.0.1', '10.0.0.1', '10.0.0.2'].map(
      (address) => bench.apply(slice(address))?.object.metadata.generation,
    );
    assert.deepEqual(generations, [1, 1, 2]);
    const labelled = bench.patch('EndpointSlice', 'a', { metadata: { labels: { a: 'b' } } });
    assert.equal(labelled?.object.metadata.generation, 2);
  });

  it('names roles by anything that can stand in a path, and other kinds by DNS names', () => {
    const bench = new ControlBench({ nodes: 0 });
    const named = (kind: string, name: string, more: object = {}): object => ({
      apiVersion: kind === 'Role' ? 'rbac.authorization.k8s.io/v1' : 'coordination.k8s.io/v1',
      kind,
      metadata: { name },
      ...more,
    });
    assert.throws(() => bench.apply(named('Role', 'a/b')), /metadata\.name: .*may not contain '\/'/);
    assert.throws(() => bench.apply(named('Lease', 'a:b')), /metadata\.name: .*RFC 1123 subdomain/);
  });
});
