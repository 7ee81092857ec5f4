import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ControlBench } from '#kit/control.ts';

function role(name: string, labels: object, more: object): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name, labels },
    ...more,
  };
}
const choosing = (matchLabels: object): object => ({
  aggregationRule: { clusterRoleSelectors: [{ matchLabels }] },
});
const reading = (resource: string): object => ({
  rules: [{ apiGroups: [''], resources: [resource], verbs: ['get'] }],
});

describe('aggregated roles', () => {
  it('that choose each other have the rules of both, and come to rest', () => {
    const bench = new ControlBench({ nodes: 0 });
    bench.apply(role('the-pods', { 'to-one': 'yes' }, reading('pods')));
    bench.apply(role('the-services', { 'to-other': 'yes' }, reading('services')));
    bench.apply(role('one', { 'to-other': 'yes' }, choosing({ 'to-one': 'yes' })));
    bench.apply(role('other', { 'to-one': 'yes' }, choosing({ 'to-other': 'yes' })));
    bench.run(2_000);
    const before = bench.proposals.length;
    bench.run(2_000);
    assert.equal(bench.proposals.length - before, 0);
    for (const name of ['one', 'other'])
      assert.deepEqual(
        (bench.get('ClusterRole', name).rules ?? []).flatMap(({ resources = [] }) => resources).toSorted(),
        ['pods', 'services'],
      );
  });
});
