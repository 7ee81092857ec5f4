// What it takes for roles and bindings to grant what a manifest asks for.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type AccessObject,
  type ReconcilePlan,
  type Removals,
  planReconcile,
} from '#kernel/access/reconcile.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  RoleBinding,
  Subject,
} from '#kernel/model/gen/rbac.gen.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';
const all = { extraPermissions: true, extraSubjects: true } as const;
const none = { extraPermissions: false, extraSubjects: false } as const;

const rule = (verbs: readonly string[], resources: readonly string[]): PolicyRule => ({
  verbs,
  apiGroups: [''],
  resources,
});
const role = (rules: readonly PolicyRule[], metadata: ObjectMeta = {}, labels?: string): ClusterRole => ({
  apiVersion,
  kind: 'ClusterRole',
  metadata: { name: 'r', ...metadata },
  rules,
  ...(labels !== undefined && {
    aggregationRule: { clusterRoleSelectors: labels.split(',').map((to) => ({ matchLabels: { to } })) },
  }),
});
const user = (name: string): Subject => ({ kind: 'User', apiGroup, name });
const binding = (subjects: readonly Subject[], to = 'r', metadata: ObjectMeta = {}): ClusterRoleBinding => ({
  apiVersion,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'b', ...metadata },
  roleRef: { apiGroup, kind: 'ClusterRole', name: to },
  subjects,
});
const selectorsOf = ({ object }: ReconcilePlan): unknown =>
  object.kind === 'ClusterRole'
    ? object.aggregationRule?.clusterRoleSelectors?.map(({ matchLabels }) => matchLabels?.['to'])
    : undefined;
const plan = (has: AccessObject | undefined, wants: AccessObject, removals: Removals = none): ReconcilePlan =>
  planReconcile(has, wants, removals);

describe('reconciling a role', () => {
  it('makes it when it is not there', () => {
    const wanted = role([rule(['get'], ['pods'])]);
    const { operation, object, addedRules } = plan(undefined, wanted);
    assert.deepEqual([operation, object, addedRules], ['create', wanted, wanted.rules]);
  });

  it('changes nothing when its rules cover what is wanted, however they are written', () => {
    const has = role([rule(['*'], ['pods', 'secrets'])]);
    assert.equal(plan(has, role([rule(['get', 'list'], ['pods'])])).operation, 'none');
    const split = role([rule(['get'], ['pods']), rule(['list'], ['pods'])]);
    assert.equal(plan(split, role([rule(['get', 'list'], ['pods'])]), all).operation, 'none');
  });

  it('adds what is missing, and keeps what is more', () => {
    const has = role([rule(['get'], ['pods']), rule(['get'], ['secrets'])], { resourceVersion: '5' });
    const { operation, object, addedRules, removedRules } = plan(
      has,
      role([rule(['get', 'list'], ['pods'])]),
    );
    assert.deepEqual([operation, addedRules, removedRules], ['update', [rule(['list'], ['pods'])], []]);
    assert.deepEqual(object, { ...has, rules: [...(has.rules ?? []), rule(['list'], ['pods'])] });
  });

  it('takes away what is more when that is asked', () => {
    const wanted = role([rule(['get', 'list'], ['pods'])]);
    const { object, removedRules } = plan(role([rule(['get'], ['pods', 'secrets'])]), wanted, all);
    assert.deepEqual(removedRules, [rule(['get'], ['secrets'])]);
    assert.deepEqual(object, wanted);
    assert.equal(plan(object, wanted, all).operation, 'none');
  });

  it('adds labels and annotations, and changes none', () => {
    const has = role([], { labels: { a: '1' } });
    const { object } = plan(has, role([], { labels: { a: '2', b: '2' }, annotations: { c: '3' } }));
    assert.deepEqual(object.metadata, { name: 'r', labels: { a: '1', b: '2' }, annotations: { c: '3' } });
  });

  it('is told of and left alone when it opted out', () => {
    const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'false' };
    const { operation, isProtected } = plan(role([], { annotations }), role([rule(['get'], ['pods'])]));
    assert.deepEqual([operation, isProtected], ['update', true]);
  });

  it('puts selectors of aggregation together, and replaces them when extras are to go', () => {
    assert.equal(plan(role([], {}, 'a,b'), role([], {}, 'b')).operation, 'none');
    assert.deepEqual(selectorsOf(plan(role([], {}, 'a,b'), role([], {}, 'b,c'))), ['a', 'b', 'c']);
    assert.deepEqual(selectorsOf(plan(role([], {}, 'a,b'), role([], {}, 'b,c'), all)), ['b', 'c']);
    // What other roles bring into an aggregated one is not extra.
    assert.equal(plan(role([rule(['get'], ['pods'])], {}, 'a'), role([], {}, 'a'), all).operation, 'none');
  });

  it('ends an aggregation that is not wanted: it would undo the rules that are', () => {
    const has = role([rule(['get'], ['pods'])], {}, 'a');
    const { operation, object } = plan(has, role([rule(['get'], ['pods'])]));
    assert.equal(operation, 'update');
    assert.deepEqual(object, role([rule(['get'], ['pods'])]));
  });

  it('is refused for more rules than can be compared', () => {
    const many = (verb: string): ClusterRole =>
      role(Array.from({ length: 1_000 }, (_none, index) => rule([verb], [`r${index}`])));
    assert.throws(() => plan(many('get'), many('list')), /ClusterRole "r" has too many rules to be compared/);
  });
});

describe('reconciling a binding', () => {
  it('adds subjects once, and takes others away only when that is asked', () => {
    const has = binding([user('ann'), user('bob')]);
    const wanted = binding([user('bob'), user('cid'), user('cid')]);
    const added = plan(has, wanted);
    assert.deepEqual(
      [added.operation, added.addedSubjects, added.removedSubjects],
      ['update', [user('cid')], []],
    );
    assert.deepEqual(added.object, binding([user('ann'), user('bob'), user('cid')]));
    const exact = plan(has, wanted, all);
    assert.deepEqual(exact.removedSubjects, [user('ann')]);
    assert.deepEqual(exact.object, wanted);
  });

  it('knows a subject again whose group or namespace is left out', () => {
    const robot = (namespace?: string): RoleBinding => ({
      apiVersion,
      kind: 'RoleBinding',
      metadata: { name: 'b', namespace: 'team' },
      roleRef: { kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot', ...(namespace !== undefined && { namespace }) }],
    });
    assert.equal(plan(robot(), robot('team')).operation, 'none');
    assert.deepEqual(plan(robot(), robot('other')).addedSubjects.length, 1);
    assert.equal(plan(binding([user('ann')]), binding([{ kind: 'User', name: 'ann' }])).operation, 'none');
  });

  it('makes it anew to give another role', () => {
    const wanted = binding([user('ann')], 'other');
    const { operation, object } = plan(binding([user('ann'), user('bob')], 'r'), wanted);
    assert.deepEqual([operation, object], ['recreate', wanted]);
  });
});
