// Where admission asks what a namespace demands: of new pods, of changes of what they run, and of nothing else.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { Key, Precondition } from '#kernel/model/gen/log.gen.ts';
import { type Admitted, admit } from '#api/admission/admit.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';

const prefix = 'pod-security.kubernetes.io/';

function podJson(name: string): { readonly spec: object } & Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: { containers: [{ name: 'c', image: 'demo:v1' }] },
  };
}

describe('admission under pod security', () => {
  let bench: ControlBench;
  let warnings: string[];
  let violations: string[];
  let judges: Precondition[];
  beforeEach(() => {
    bench = new ControlBench();
    warnings = [];
    violations = [];
    judges = [];
  });

  function label(labels: Record<string, string | null>): void {
    const entries = Object.entries(labels).map(([name, value]) => [`${prefix}${name}`, value]);
    bench.patch('Namespace', 'default', { metadata: { labels: Object.fromEntries(entries) } });
  }
  /** Admits and commits a change, and keeps what is told of it. */
  function change(made: Change): Admitted | undefined {
    const notes = {
      warn: (text: string): void => void warnings.push(text),
      violated: (mode: string, level: string): void => void violations.push(`${mode} ${level}`),
      judged: (): void => undefined,
      annotate: () => undefined,
      judgedBy: (key: Key, revision: number): void => void judges.push({ key, revision }),
    };
    const admitted = admit(made, { ...bench.context(), notes });
    if (admitted?.write !== undefined) bench.commit([admitted.write]);
    return admitted;
  }
  function create(json: object): void {
    change({ create: { object: manifestOf(json) } });
  }
  function refused(made: Change): string {
    try {
      change(made);
    } catch (error) {
      assert.ok(error instanceof OrcError && error.code === 'Forbidden');
      return error.message;
    }
    return 'nothing';
  }

  it('counts what is audited and refused, and warns only of what is made', () => {
    label({ audit: 'restricted' });
    create(podJson('a'));
    assert.deepEqual([warnings, violations], [[], ['audit restricted']]);
    label({ enforce: 'restricted', warn: 'restricted' });
    assert.match(refused({ create: { object: manifestOf(podJson('b')) } }), /violates PodSecurity/);
    assert.deepEqual([warnings, violations.slice(1)], [[], ['enforce restricted']]);
  });

  it('judges containers that are added to look into a pod', () => {
    create(podJson('a'));
    label({ enforce: 'restricted' });
    const json = podJson('a');
    const ephemeralContainers = [{ name: 'look', image: 'demo:v1' }];
    const object = manifestOf({ ...json, spec: { ...json.spec, ephemeralContainers } });
    const update = { object, status: false, subresource: 'ephemeralcontainers' };
    assert.match(refused({ update }), /containers "c", "look" must set/);
    label({ enforce: 'baseline' });
    assert.equal(change({ update })?.result, 'updated');
  });

  it('lets a pod that breaks it be labelled and deleted, not run something else', () => {
    create(podJson('a'));
    label({ enforce: 'restricted' });
    const key = { group: '', kind: 'Pod', namespace: 'default', name: 'a' };
    const patch = (merge: object): Change => ({
      // A merge patch of the containers would also take away what they mount.
      patch: {
        key,
        mergePatch: new Uint8Array(),
        strategicPatch: new TextEncoder().encode(JSON.stringify(merge)),
        status: false,
      },
    });
    assert.equal(change(patch({ metadata: { labels: { a: 'b' } } }))?.result, 'updated');
    const images = { spec: { containers: [{ name: 'c', image: 'demo:v2' }] } };
    assert.match(refused(patch(images)), /violates PodSecurity "restricted:latest"/);
    const gone = { key, uid: '', propagation: '', ignoreMissing: false };
    assert.equal(change({ delete: gone })?.result, 'deleted');
  });

  it('warns of templates when they are written, and not of their counts and status', () => {
    label({ warn: 'restricted', enforce: 'restricted' });
    create(deploymentOf('web', 'demo:v1'));
    assert.equal(warnings.length, 1);
    const key = { group: 'apps', kind: 'Deployment', namespace: 'default', name: 'web' };
    const mergePatch = new TextEncoder().encode('{"status":{"observedGeneration":1}}');
    change({ patch: { key, mergePatch, status: true } });
    assert.equal(warnings.length, 1);
  });

  it('lets a pod in only under the labels by which it was judged', () => {
    const named = { group: '', kind: 'Namespace', namespace: '', name: 'default' };
    create(podJson('a'));
    const [judge] = judges;
    assert.deepEqual(judge?.key, named);
    assert.equal(judge?.revision, Number(bench.get('Namespace', 'default').metadata.resourceVersion));
    const admitted = admit({ create: { object: manifestOf(podJson('b')) } }, bench.context());
    label({ enforce: 'restricted' });
    const transaction = {
      requestId: 'late',
      actor: 'test',
      cause: 0,
      reason: '',
      source: '',
      timeMs: bench.nowMs,
      term: 0,
      preconditions: judges,
      writes: admitted?.write === undefined ? [] : [admitted.write],
    };
    const { outcome } = bench.store.apply({ transaction }, 1);
    assert.deepEqual([outcome.error, outcome.key], ['Conflict', named]);
  });

  it('refuses labels that say nothing, but not again where they stood before', () => {
    assert.throws(
      () => label({ enforce: 'strict' }),
      /metadata.labels\[pod-security.kubernetes.io\/enforce\]/,
    );
    const { metadata, ...rest } = bench.get('Namespace', 'default');
    const labels = { ...metadata.labels, [`${prefix}enforce`]: 'strict' };
    const name = 'old';
    bench.create({ ...rest, metadata: { name, uid: 'uid-of-old', labels } });
    assert.equal(bench.patch('Namespace', name, { metadata: { labels: { a: 'b' } } })?.result, 'updated');
  });
});
