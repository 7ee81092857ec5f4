// Parts of objects that are changed by themselves: what a change of one takes, and how it is judged.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { Change, PatchChange } from '#kernel/model/gen/api.gen.ts';
import type { KindName } from '#kernel/model/gen/objects.gen.ts';
import { bindingOf, policyOf, ruleOf } from '#kit/admission.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';

const bytes = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
const main = { name: 'main', image: 'demo:v1' };
const sized = (cpu: string): object => ({ requests: { cpu, memory: '16Mi' } });

describe('a part of an object', () => {
  let bench: ControlBench;
  beforeEach(() => {
    bench = new ControlBench({ nodes: 0 });
    bench.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', namespace: 'default' },
      spec: { containers: [{ ...main, resources: sized('100m') }] },
    });
    bench.apply(deploymentOf('web', 'web:1'));
    bench.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { a: '1' } });
  });

  function patchOf(kind: KindName, name: string, change: Partial<PatchChange>): Change {
    const namespace = kind === 'Namespace' ? '' : 'default';
    return {
      patch: { key: key(kind, namespace, name), mergePatch: new Uint8Array(), status: false, ...change },
    };
  }
  function refusal(change: Change): OrcError {
    try {
      bench.change(change);
    } catch (error) {
      assert.ok(error instanceof OrcError, String(error));
      return error;
    }
    return assert.fail('nothing was refused');
  }

  it('is where a pod is bound, once, and nothing else of it', () => {
    const bound = (nodeName?: string) => ({
      update: {
        object: manifestOf({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a', namespace: 'default', labels: { taken: 'no' } },
          spec: { ...(nodeName !== undefined && { nodeName }), containers: [{ ...main, image: 'other:v2' }] },
        }),
        status: false,
        subresource: 'binding',
      },
    });
    const before = bench.get('Pod', 'a');
    assert.equal(bench.change(bound())?.result, 'unchanged', 'to no node');
    assert.equal(bench.change(bound('n1'))?.result, 'updated');
    const { metadata, spec } = bench.get('Pod', 'a');
    assert.deepEqual(spec, { ...before.spec, nodeName: 'n1' });
    assert.deepEqual(metadata.labels, before.metadata.labels);
    assert.equal(bench.change(bound('n1'))?.result, 'unchanged');
    assert.match(refusal(bound('n2')).message, /spec\.nodeName: Forbidden: .* already assigned to node "n1"/);
  });

  it('is patched in every form, and nothing else with it', () => {
    const labelled = { metadata: { labels: { taken: 'yes' } } };
    const containers = [{ name: 'main', image: 'other:v2', resources: sized('200m') }];
    const path = '/spec/containers/0/resources/requests/cpu';
    const table: readonly (readonly [cpu: string, form: Partial<PatchChange>])[] = [
      ['200m', { strategicPatch: bytes({ ...labelled, spec: { hostname: 'x', containers } }) }],
      ['300m', { mergePatch: bytes({ spec: { containers: [{ ...main, resources: sized('300m') }] } }) }],
      ['400m', { jsonPatch: bytes([{ op: 'replace', path, value: '400m' }]) }],
    ];
    const before = bench.get('Pod', 'a');
    for (const [cpu, form] of table) {
      const changed = bench.change(patchOf('Pod', 'a', { ...form, subresource: 'resize' }));
      assert.equal(changed?.result, 'updated');
      const { metadata, spec } = bench.get('Pod', 'a');
      assert.equal(spec.containers[0]?.resources?.requests?.['cpu'], cpu);
      assert.deepEqual([metadata.labels, spec.hostname], [before.metadata.labels, undefined]);
      assert.equal(spec.containers[0].image, 'demo:v1');
    }
  });

  it('is patched by its own rules', () => {
    const shrunk = { spec: { containers: [{ name: 'main', resources: { requests: { memory: null } } }] } };
    const gone = patchOf('Pod', 'a', { strategicPatch: bytes(shrunk), subresource: 'resize' });
    assert.match(refusal(gone).message, /cannot be removed: memory/);
    const look = { spec: { ephemeralContainers: [{ name: 'look', image: 'demo:v1' }] } };
    const added = { strategicPatch: bytes(look), subresource: 'ephemeralcontainers' };
    assert.equal(bench.change(patchOf('Pod', 'a', added))?.result, 'updated');
    assert.deepEqual(
      bench.get('Pod', 'a').spec.ephemeralContainers?.map(({ name }) => name),
      ['look'],
    );
    assert.equal(bench.change(patchOf('Pod', 'a', added))?.result, 'unchanged');
  });

  it('may be a count, or the finalizers of a namespace', () => {
    const other = { metadata: { labels: { taken: 'yes' } }, spec: { replicas: 7, paused: true } };
    bench.change(patchOf('Deployment', 'web', { mergePatch: bytes(other), subresource: 'scale' }));
    const { metadata, spec } = bench.get('Deployment', 'web');
    assert.deepEqual([spec.replicas, spec.paused, metadata.labels?.['taken']], [7, undefined, undefined]);
    const held = { metadata: { labels: { taken: 'yes' } }, spec: { finalizers: ['example.com/held'] } };
    bench.change(patchOf('Namespace', 'default', { mergePatch: bytes(held), subresource: 'finalize' }));
    const namespace = bench.get('Namespace', 'default');
    assert.deepEqual(namespace.spec?.finalizers, ['example.com/held']);
    assert.equal(namespace.metadata.labels?.['taken'], undefined);
  });

  it('that a kind does not have is refused by its name', () => {
    const mergePatch = bytes({ metadata: { labels: { taken: 'yes' } } });
    for (const [kind, name, subresource] of [
      ['Deployment', 'web', 'resize'],
      ['Pod', 'a', 'scale'],
      ['Pod', 'a', 'constructor'],
      ['ConfigMap', 'm', 'status'],
    ] as const) {
      const { code, message } = refusal(patchOf(kind, name, { mergePatch, subresource }));
      assert.equal(code, 'BadRequest');
      assert.match(message, new RegExp(`^subresource: \\w+ are not updated by "${subresource}"$`));
    }
  });

  it('is the whole of a kind without a status, for those who judge changes too', () => {
    bench.apply(policyOf('fixed', ruleOf('configmaps'), "object.data.a == '1'"));
    bench.apply(bindingOf('fixed'));
    const json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm', namespace: 'default' } };
    const object = manifestOf({ ...json, data: { a: '2' } });
    const mergePatch = bytes({ data: { a: '2' } });
    const changes: readonly Change[] = [
      { update: { object, status: true } },
      { update: { object, status: true, subresource: 'other' } },
      patchOf('ConfigMap', 'm', { mergePatch, status: true }),
      patchOf('ConfigMap', 'm', { mergePatch, status: true, subresource: 'other' }),
      { apply: { object, fieldManager: 'me', force: true, status: true } },
    ];
    for (const change of changes) assert.match(refusal(change).message, /policy 'fixed'|Policy 'fixed'/);
    assert.deepEqual(bench.get('ConfigMap', 'm').data, { a: '1' });
  });

  it('is applied server-side alone', () => {
    const object = manifestOf({ ...deploymentOf('web', 'web:2'), status: { observedGeneration: 1 } });
    const { code, message } = refusal({ apply: { object, status: true } });
    assert.deepEqual([code, message.split(':')[0]], ['BadRequest', 'apply.status']);
    assert.equal(bench.get('Deployment', 'web').spec.template.spec.containers[0]?.image, 'web:1');
  });
});
