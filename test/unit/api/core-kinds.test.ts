// Every core kind that no controller acts on yet, through admission and the store: made, applied again, given
// a status, removed with its namespace.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf, key } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { type Example, coreExamples } from '#kit/examples.ts';

/** An empty cluster with one namespace more. */
function cluster(): ControlBench {
  const on = new ControlBench({ nodes: 0 });
  on.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
  return on;
}

const namespaceOf = (kind: KindName): string => (definitionOf(kind).namespaced ? 'team' : '');

const manifest = ({ kind, fields }: Example, more: object = {}): object => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x', ...(definitionOf(kind).namespaced && { namespace: 'team' }) },
  ...fields,
  ...more,
});

const found = (on: ControlBench, kind: KindName): OrcObject | undefined =>
  on.store.get(kind, namespaceOf(kind), 'x');

const statusOf = (object: OrcObject | undefined): unknown =>
  object !== undefined && 'status' in object ? object.status : undefined;

describe('a pod that arrives as protobuf', () => {
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', namespace: 'team' },
    spec: {
      containers: [{ name: 'main', image: 'web:1', securityContext: { procMount: 'Unmasked' } }],
      volumes: [{ name: 'data', emptyDir: {} }],
      hostNetwork: true,
    },
  };

  it('is refused what it would be refused as JSON', () =>
    assert.throws(
      () => cluster().change({ create: { object: pack(pod) } }),
      (error: unknown) => {
        assert.ok(error instanceof OrcError);
        assert.deepEqual(
          error.details.causes?.map(({ field, message }) => `${field}: ${message}`),
          [
            'spec.volumes[0].emptyDir: not supported yet',
            'spec.containers[0].securityContext.procMount: not supported yet',
            'spec.hostNetwork: not supported yet',
          ],
        );
        return true;
      },
    ));
});

describe('the core kinds', () => {
  for (const example of coreExamples) {
    const { kind, status } = example;

    it(`${kind} is made, and the same when it is applied again`, () => {
      const on = cluster();
      assert.equal(on.apply(manifest(example))?.result, 'created');
      const made = found(on, kind);
      assert.ok(made !== undefined);
      assert.equal(on.apply(manifest(example))?.result, 'unchanged');
      assert.equal(found(on, kind), made);
    });

    if (status === undefined)
      it(`${kind} has no status`, () =>
        assert.throws(
          () => cluster().apply(manifest(example, { status: {} })),
          (error: unknown) => error instanceof OrcError && error.message.includes('status: unknown field'),
        ));
    else
      it(`${kind} has a status that is written apart from the rest`, () => {
        const on = cluster();
        on.apply(manifest(example, { status }));
        assert.notDeepEqual(statusOf(found(on, kind)), status);
        on.change({ update: { object: manifestOf(manifest(example, { status })), status: true } });
        assert.deepEqual(statusOf(found(on, kind)), status);
        assert.equal(on.apply(manifest(example, { status: {} }))?.result, 'unchanged');
      });

    if (definitionOf(kind).namespaced)
      it(`${kind} goes with its namespace`, () => {
        const on = cluster();
        on.apply(manifest(example));
        const where = key('Namespace', '', 'team');
        on.change({ delete: { key: where, uid: '', propagation: '', ignoreMissing: false } });
        on.until('the namespace is gone', () => on.store.get('Namespace', '', 'team') === undefined);
        assert.equal(found(on, kind), undefined);
      });
  }
});
