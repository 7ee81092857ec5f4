// What pods tolerate of nodes that went away, unless they say so themselves.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Toleration } from '#kernel/model/gen/core.gen.ts';
import { defaultTolerationSeconds, withDefaultTolerations } from '#kernel/policy/default-tolerations.ts';
import { nodeEvictionMs, nodeSilenceMs } from '#controllers/node-lifecycle.ts';
import { ControlBench } from '#kit/control.ts';
import { pod } from '#kit/objects.ts';

const at = (name: string): Toleration => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: defaultTolerationSeconds,
});
const both = [at('not-ready'), at('unreachable')];

function tolerated(tolerations: readonly Toleration[]): readonly Toleration[] | undefined {
  const plain = pod('web');
  return withDefaultTolerations({ ...plain, spec: { ...plain.spec, tolerations } }).spec.tolerations;
}

describe('default tolerations', () => {
  it('are added where a pod says nothing of the two taints', () => {
    assert.deepEqual(tolerated([]), both);
    const other = { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' };
    assert.deepEqual(tolerated([other]), [other, ...both]);
    // A toleration of another effect says nothing of this one.
    const schedule = { ...at('not-ready'), effect: 'NoSchedule' };
    assert.deepEqual(tolerated([schedule]), [schedule, ...both]);
  });

  it("leave a pod's own be, and are added once", () => {
    const long = { ...at('unreachable'), tolerationSeconds: 300 };
    assert.deepEqual(tolerated([long]), [long, at('not-ready')]);
    for (const own of [[{ operator: 'Exists' }], [{ operator: 'Exists', effect: 'NoExecute' }], both])
      assert.deepEqual(tolerated(own), own);
  });

  it('keep no pod on its node longer than it stays there anyway', () => {
    assert.ok(defaultTolerationSeconds * 1000 <= nodeEvictionMs - nodeSilenceMs);
  });

  it('stay when a pod is sent whole without them', () => {
    const bench = new ControlBench({ nodes: 0 });
    const json = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'c', image: 'web:v1' }] },
    };
    bench.apply(json);
    assert.deepEqual(bench.get('Pod', 'web').spec.tolerations, both);
    const toleration = { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' };
    bench.apply({ ...json, spec: { ...json.spec, tolerations: [toleration] } });
    assert.deepEqual(bench.get('Pod', 'web').spec.tolerations, [toleration, ...both]);
    // What was added stays: as in Kubernetes, a pod takes no toleration back.
    assert.throws(() => bench.apply(json), /only additions to existing tolerations/);
    bench.apply({ ...json, spec: { ...json.spec, tolerations: [...both, toleration] } });
    assert.deepEqual(bench.get('Pod', 'web').spec.tolerations, [...both, toleration]);
  });
});
