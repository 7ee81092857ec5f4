import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Deployment } from '#kernel/model/gen/apps.gen.ts';
import { Pod, Service } from '#kernel/model/gen/core.gen.ts';
import { applyMerge, mergePatch } from '#kernel/model/patch.ts';

describe('a merge patch', () => {
  // RFC 7386, appendix A.
  const cases: readonly (readonly [target: string, patch: string, result: string])[] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ];
  for (const [target, patch, result] of cases)
    it(`${patch} of ${target} gives ${result}`, () =>
      assert.deepEqual(mergePatch(JSON.parse(target), JSON.parse(patch)), JSON.parse(result)));

  it('leaves its target alone and never touches a prototype', () => {
    const target = { a: { b: 1 } };
    mergePatch(target, { a: { b: 2 } });
    assert.deepEqual(target, { a: { b: 1 } });
    const patched = mergePatch({}, JSON.parse('{"__proto__":{"x":1},"constructor":{"y":null}}'));
    assert.deepEqual(patched, { constructor: {} });
  });
});

describe('apply', () => {
  const merge = (last: object, wanted: object, live: object): unknown =>
    applyMerge(Deployment.schema, { ...last }, { ...wanted }, { ...live });

  it('drops what was applied and no longer is, and keeps what others set', () => {
    assert.deepEqual(
      merge(
        { spec: { replicas: 2, paused: true }, metadata: { labels: { a: '1', b: '2' } } },
        { spec: { replicas: 3 }, metadata: { labels: { a: '1' } } },
        {
          spec: { replicas: 9, paused: true, minReadySeconds: 5 },
          metadata: { labels: { a: '0', b: '2', theirs: 'x' }, uid: 'u' },
        },
      ),
      {
        spec: { replicas: 3, minReadySeconds: 5 },
        metadata: { labels: { a: '1', theirs: 'x' }, uid: 'u' },
      },
    );
  });

  it('keeps the entries of others in a map that is no longer applied at all', () => {
    assert.deepEqual(
      merge(
        { metadata: { annotations: { mine: '1' }, labels: { only: 'mine' } } },
        { metadata: {} },
        { metadata: { annotations: { mine: '1', theirs: '2' }, labels: { only: 'mine' } } },
      ),
      { metadata: { annotations: { theirs: '2' } } },
    );
  });

  it("takes a message away whole: its defaults were never the user's", () => {
    const container = (more: object): object => ({ spec: { containers: [{ name: 'c', ...more }] } });
    assert.deepEqual(
      applyMerge(
        Pod.schema,
        { ...container({ livenessProbe: { exec: {} } }) },
        { ...container({}) },
        { ...container({ livenessProbe: { exec: {}, periodSeconds: 10 }, imagePullPolicy: 'Always' }) },
      ),
      container({ imagePullPolicy: 'Always' }),
    );
  });

  it('merges list items by their key, in the order of the manifest, others last', () => {
    assert.deepEqual(
      applyMerge(
        Service.schema,
        { spec: { ports: [{ port: 80 }, { port: 81 }] } },
        { spec: { ports: [{ port: 82 }, { port: 80, name: 'http' }] } },
        {
          spec: {
            ports: [
              { port: 80, protocol: 'TCP', nodePort: 30_001 },
              { port: 81, protocol: 'TCP' },
              { port: 90, protocol: 'UDP' },
            ],
          },
        },
      ),
      {
        spec: {
          ports: [
            { port: 82 },
            { port: 80, name: 'http', protocol: 'TCP', nodePort: 30_001 },
            { port: 90, protocol: 'UDP' },
          ],
        },
      },
    );
  });

  it('replaces lists without a key, and removes what is null', () => {
    assert.deepEqual(
      applyMerge(
        Pod.schema,
        {},
        { spec: { nodeName: null, containers: [{ name: 'c', command: ['b'] }] } },
        { spec: { nodeName: 'n', containers: [{ name: 'c', command: ['a', 'x'] }] } },
      ),
      { spec: { containers: [{ name: 'c', command: ['b'] }] } },
    );
  });

  it('changes nothing when it is given the same again', () => {
    const manifest = {
      metadata: { labels: { a: '1' } },
      spec: { template: { spec: { containers: [{ name: 'c' }] } } },
    };
    const live = merge({}, manifest, {});
    assert.deepEqual(merge(manifest, manifest, { ...Object(live) }), live);
  });

  it('merges lists of thousands in moments', () => {
    const env = Array.from({ length: 20_000 }, (_, index) => ({ name: `V${index}`, value: 'x' }));
    const spec = { spec: { containers: [{ name: 'c', env }] } };
    const startedAt = performance.now();
    assert.deepEqual(applyMerge(Pod.schema, spec, spec, spec), spec);
    assert.ok(performance.now() - startedAt < 3_000);
  });
});
