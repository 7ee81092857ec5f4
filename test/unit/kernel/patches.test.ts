// Strategic merge patches, by examples: those of the specifications and of Kubernetes' documentation.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { Deployment } from '#kernel/model/gen/apps.gen.ts';
import { Pod } from '#kernel/model/gen/core.gen.ts';
import { strategicPatch } from '#kernel/model/strategic-patch.ts';
import { remarksOn, withoutUnknown } from '#kernel/model/unknown-fields.ts';

const pod = (spec: JsonObject): JsonObject => ({ metadata: { name: 'p' }, spec });
function patched(spec: JsonObject, patch: JsonObject): JsonObject {
  const { spec: result } = strategicPatch(Pod.schema, pod(spec), { spec: patch });
  assert.ok(isJsonObject(result));
  return result;
}

describe('a strategic merge patch', () => {
  const containers = [
    { name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }] },
    { name: 'b', image: 'b:1' },
  ];

  it('merges items by their key and leaves the others', () => {
    assert.deepEqual(patched({ containers }, { containers: [{ name: 'b', image: 'b:2' }] }), {
      containers: [containers[0], { name: 'b', image: 'b:2' }],
    });
  });

  it('merges lists within items', () => {
    const env = [{ name: 'Y', value: '2' }];
    assert.deepEqual(patched({ containers }, { containers: [{ name: 'a', env }] }), {
      containers: [{ name: 'a', image: 'a:1', env: [...env, { name: 'X', value: '1' }] }, containers[1]],
    });
  });

  it('removes items by a directive, and fields by null', () => {
    assert.deepEqual(patched({ containers }, { containers: [{ name: 'a', $patch: 'delete' }] }), {
      containers: [containers[1]],
    });
    assert.deepEqual(patched({ containers, nodeName: 'n' }, { nodeName: null }), { containers });
  });

  it('adds nothing by saying what is to go, where there is no list, a new one or a replaced one', () => {
    const [gone, kept] = [
      { name: 'X', $patch: 'delete' },
      { name: 'Y', value: '1' },
    ];
    assert.deepEqual(patched({}, { containers: [gone] }), { containers: [] });
    const added = { containers: [{ name: 'a', env: [gone, kept] }] };
    assert.deepEqual(patched({}, added), { containers: [{ name: 'a', env: [kept] }] });
    const replaced = { containers: [{ name: 'a', env: [gone, kept, { $patch: 'replace' }] }] };
    assert.deepEqual(patched({ containers }, replaced)['containers'], [
      { ...containers[0], env: [kept] },
      containers[1],
    ]);
    const whole = { containers: [{ name: 'a', env: [gone, kept] }, { $patch: 'replace' }] };
    assert.deepEqual(patched({ containers }, whole), { containers: [{ name: 'a', env: [kept] }] });
  });

  it('replaces a list or an object where it is told to', () => {
    assert.deepEqual(
      patched({ containers }, { containers: [{ name: 'c', image: 'c:1' }, { $patch: 'replace' }] }),
      { containers: [{ name: 'c', image: 'c:1' }] },
    );
    assert.deepEqual(
      patched({ nodeSelector: { a: '1', b: '2' } }, { nodeSelector: { $patch: 'replace', c: '3' } }),
      { nodeSelector: { c: '3' } },
    );
  });

  it('puts items in the order asked for', () => {
    assert.deepEqual(
      patched(
        { containers },
        {
          $setElementOrder: undefined,
          '$setElementOrder/containers': [{ name: 'c' }, { name: 'b' }, { name: 'a' }],
          containers: [{ name: 'c', image: 'c:1' }],
        },
      ),
      { containers: [{ name: 'c', image: 'c:1' }, containers[1], containers[0]] },
    );
  });

  it('puts what is new, and what it does not name, where Kubernetes does', () => {
    // Each as `kubectl patch --local` has it.
    const live = { containers: ['c1', 'c2', 'c3'].map((name) => ({ name })) };
    const order = (...names: readonly string[]): JsonObject => ({
      '$setElementOrder/containers': names.map((name) => ({ name })),
      containers: [{ name: 'new' }],
    });
    const cases: readonly (readonly [JsonObject, string])[] = [
      [{ containers: [{ name: 'new' }] }, 'new c1 c2 c3'],
      [{ containers: [{ name: 'c2' }, { name: 'new' }] }, 'c1 c2 new c3'],
      [{ containers: [{ name: 'c3' }, { name: 'c1' }] }, 'c2 c3 c1'],
      [order('c3', 'new', 'c1'), 'c2 c3 new c1'],
      [order('new', 'c3'), 'new c1 c2 c3'],
    ];
    for (const [patch, names] of cases)
      assert.deepEqual(patched(live, patch), { containers: names.split(' ').map((name) => ({ name })) });
  });

  it('changes the first of items that share a key, and deletes all of them', () => {
    const withEnv = (env: readonly object[]): JsonObject => ({ containers: [{ name: 'a', env }] });
    const live = withEnv([{ name: 'X', value: '1' }, { name: 'Y' }, { name: 'X', value: '2' }]);
    assert.deepEqual(
      patched(live, withEnv([{ name: 'X', value: '3' }])),
      withEnv([{ name: 'X', value: '3' }, { name: 'X', value: '2' }, { name: 'Y' }]),
    );
    assert.deepEqual(patched(live, withEnv([{ name: 'X', $patch: 'delete' }])), withEnv([{ name: 'Y' }]));
  });

  it('merges and orders long lists in a time that does not run away', () => {
    const names = Array.from({ length: 20_000 }, (_none, index) => ({ name: `n${index}` }));
    const live = { containers: [{ name: 'a', env: names.map(({ name }) => ({ name, value: '1' })) }] };
    const reversed = names.toReversed();
    const env = reversed.map(({ name }) => ({ name, value: '2' }));
    const patch = { containers: [{ name: 'a', '$setElementOrder/env': reversed, env }] };
    assert.deepEqual(patched(live, patch), { containers: [{ name: 'a', env }] });
  });

  it('replaces lists that have no key', () => {
    const live = { containers: [{ name: 'a', image: 'a', args: ['x', 'y'] }] };
    assert.deepEqual(patched(live, { containers: [{ name: 'a', args: ['z'] }] }), {
      containers: [{ name: 'a', image: 'a', args: ['z'] }],
    });
  });

  it('adds to and takes from lists of plain values', () => {
    const live = { metadata: { name: 'p', finalizers: ['a.b/c', 'd.e/f'] } };
    const next = strategicPatch(Pod.schema, live, {
      metadata: { finalizers: ['g.h/i'], '$deleteFromPrimitiveList/finalizers': ['a.b/c'] },
    });
    assert.deepEqual(next['metadata'], { name: 'p', finalizers: ['g.h/i', 'd.e/f'] });
  });

  it('keeps only the keys it is told to retain', () => {
    const live = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    assert.deepEqual(strategicPatch(Deployment.schema, live, patch), {
      spec: { strategy: { type: 'Recreate' } },
    });
  });

  it('says where it makes no sense', () => {
    assert.throws(
      () => patched({ containers }, { containers: [{ image: 'x' }] }),
      /spec\.containers.*has no name/,
    );
    assert.throws(
      () => patched({ containers }, { containers: 'x', '$setElementOrder/containers': [] }),
      /must be a list/,
    );
    assert.throws(
      () => patched({}, { nodeSelector: { $patch: 'what' } }),
      /must be replace, delete or merge/,
    );
  });

  it('changes nothing when it says what is there', () => {
    assert.deepEqual(patched({ containers }, { containers }), { containers });
  });

  it('never fails but for OrcError, and never changes its input', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (patch) => {
        const live = pod({ containers });
        const before = JSON.stringify(live);
        try {
          strategicPatch(Pod.schema, live, { spec: patch, metadata: patch });
        } catch (error) {
          assert.ok(error instanceof OrcError, String(error));
        }
        assert.equal(JSON.stringify(live), before);
      }),
    );
  });
});

describe('fields a kind does not have', () => {
  it('are found with their paths, at any depth', () => {
    const json = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', selfLink: '/x' },
      spec: { containers: [{ name: 'a', image: 'b', imagee: 'c' }], node: 'n' },
      extra: 1,
    };
    const { json: cleaned, unknown } = withoutUnknown(Pod.schema, json);
    assert.deepEqual(unknown, ['spec.containers[0].imagee', 'spec.node', 'extra']);
    assert.deepEqual(cleaned, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'a', image: 'b' }] },
    });
  });

  it('are told apart from those that are stored without effect', () => {
    const spec = { containers: [], affinity: { nodeAffinity: {} } };
    assert.deepEqual(remarksOn(Pod.schema, pod(spec)), [
      'spec.affinity: is stored, but orc does not act on it yet',
    ]);
  });

  it('are told apart from those that hide an earlier one', () => {
    const env = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
    const ports = [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }];
    const containers = [
      { name: 'a', image: 'b' },
      { name: 'b', image: 'b', env, ports },
    ];
    assert.deepEqual(remarksOn(Pod.schema, pod({ containers })), [
      'spec.containers[1].env[2]: hides previous definition of "A", which may be dropped when using apply',
      'spec.containers[1].ports[1]: hides previous definition of {"containerPort":80,"protocol":"TCP"}, which may be dropped when using apply',
    ]);
  });
});
