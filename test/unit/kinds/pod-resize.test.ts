import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { validateResize, withResources } from '#kernel/kinds/pod-resize.ts';
import type { ResourceRequirements } from '#kernel/model/gen/container.gen.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { pod as bare } from '#kit/objects.ts';

function pod(resources: ResourceRequirements | undefined, anewFor?: string): Pod {
  const made = bare('p', { nodeName: 'n' });
  const container = {
    name: 'main',
    image: 'demo:v1',
    ...(resources && { resources }),
    ...(anewFor !== undefined && {
      resizePolicy: [{ resourceName: anewFor, restartPolicy: 'RestartContainer' }],
    }),
  };
  return { ...made, spec: { ...made.spec, containers: [container] } };
}
const causes = (next: Pod, previous: Pod): string[] =>
  validateResize(next, previous).map(({ field, message }) => `${field}: ${message}`);

describe('resizing a pod', () => {
  const small = pod({ requests: { cpu: '100m', memory: '10Mi' }, limits: { memory: '20Mi' } });

  it('takes cpu and memory, and nothing else of what it is given', () => {
    const asked = pod({ requests: { cpu: '200m', memory: '20Mi' }, limits: { memory: '40Mi' } });
    const other = { ...asked, spec: { ...asked.spec, nodeName: 'other', hostname: 'x' } };
    const next = withResources(small, other);
    assert.deepEqual(next, { ...small, spec: { ...small.spec, containers: asked.spec.containers } });
    assert.deepEqual(causes(next, small), []);
  });

  it('is refused where it would make another of the pod', () => {
    const table: readonly (readonly [next: Pod, previous: Pod, wrong: RegExp])[] = [
      [
        pod({ requests: { cpu: '1' }, limits: { memory: '20Mi' } }),
        small,
        /resources\.requests: .*cannot be removed: memory/,
      ],
      [
        pod({ requests: { cpu: '1', memory: '10Mi', gpu: '1' }, limits: { memory: '20Mi' } }),
        small,
        /containers\[0\]\.resources: .*only cpu and memory/,
      ],
      [
        pod({ requests: { cpu: '100m', memory: '10Mi' }, limits: { memory: '15Mi' } }),
        small,
        /limits: .*cannot be decreased unless/,
      ],
      [pod({ requests: { cpu: '1' } }), pod(undefined), /QOS Class may not change .* BestEffort/],
      [small, { ...small, status: { phase: 'Failed' } }, /has ended/],
      [
        small,
        { ...small, metadata: { ...small.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } },
        /being deleted/,
      ],
    ];
    for (const [next, previous, wrong] of table) assert.match(causes(next, previous).join('\n'), wrong);
  });

  it('may take memory away from a container that is started anew for it', () => {
    const resources = (memory: string): ResourceRequirements => ({
      requests: { cpu: '100m', memory: '10Mi' },
      limits: { memory },
    });
    assert.deepEqual(causes(pod(resources('15Mi'), 'memory'), pod(resources('20Mi'), 'memory')), []);
  });
});
