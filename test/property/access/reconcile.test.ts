// Reconciling reaches a fixed point at once, grants what is wanted, and takes nothing unless it is asked to.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type AccessObject, planReconcile } from '#kernel/access/reconcile.ts';
import { missingOf } from '#kernel/access/rules.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { ClusterRole, ClusterRoleBinding, PolicyRule, Subject } from '#kernel/model/gen/rbac.gen.ts';
import { check } from '#kit/check.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const few = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(values, { minLength: 1, maxLength: 3 });
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined });

const resourceRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    verbs: few(some('get', 'list', '*')),
    apiGroups: few(some('', 'apps', '*')),
    resources: few(some('pods', 'pods/log', '*/log', '*')),
    resourceNames: optional(few(some('a', 'b'))),
  })
  .map(({ resourceNames, ...rest }) => ({ ...rest, ...(resourceNames !== undefined && { resourceNames }) }));
const pathRule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: few(some('get', '*')),
  nonResourceURLs: few(some('/api', '/api/*', '*')),
});
const texts = fc.dictionary(some('a', 'b'), some('1', '2'), { maxKeys: 2 });
const metadata = fc.record({ labels: texts, annotations: texts }).map((more) => ({ name: 'x', ...more }));

const role: fc.Arbitrary<ClusterRole> = fc
  .record({
    metadata,
    rules: optional(fc.array(fc.oneof(resourceRule, pathRule), { maxLength: 4 })),
    selectors: optional(few(some('a', 'b', 'c'))),
  })
  .map(({ metadata: itself, rules, selectors }) => ({
    apiVersion,
    kind: 'ClusterRole',
    metadata: itself,
    ...(rules !== undefined && { rules }),
    ...(selectors !== undefined && {
      aggregationRule: { clusterRoleSelectors: selectors.map((to) => ({ matchLabels: { to } })) },
    }),
  }));
const subject: fc.Arbitrary<Subject> = fc.record({ kind: some('User', 'Group'), name: some('a', 'b', 'c') });
const binding: fc.Arbitrary<ClusterRoleBinding> = fc
  .record({ metadata, subjects: optional(fc.array(subject, { maxLength: 4 })), to: some('r', 's') })
  .map(({ metadata: itself, subjects, to }) => ({
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: itself,
    roleRef: { kind: 'ClusterRole', name: to },
    ...(subjects !== undefined && { subjects }),
  }));
const pair: fc.Arbitrary<readonly [AccessObject | undefined, AccessObject]> = fc.oneof(
  fc.tuple(optional(role), role),
  fc.tuple(optional(binding), binding),
);
const removals = fc.record({ extraPermissions: fc.boolean(), extraSubjects: fc.boolean() });

const rulesOf = (object: AccessObject): readonly PolicyRule[] =>
  'rules' in object ? (object.rules ?? []) : [];
const subjectsOf = (object: AccessObject): readonly Subject[] =>
  'subjects' in object ? (object.subjects ?? []) : [];
const among = (subjects: readonly Subject[], all: readonly Subject[]): boolean =>
  subjects.every((each) => all.some((other) => equalValues(each, other)));

describe('reconciling roles and bindings', () => {
  it('changes nothing the second time', () => {
    check(
      fc.property(pair, removals, ([existing, wanted], removed) => {
        const { object } = planReconcile(existing, wanted, removed);
        const again = planReconcile(object, wanted, removed);
        assert.equal(again.operation, 'none');
        assert.ok(equalValues(again.object, object));
      }),
      2_000,
    );
  });

  it('grants what is wanted, and what was granted before unless that is to go', () => {
    check(
      fc.property(pair, removals, ([existing, wanted], removed) => {
        const { object, operation } = planReconcile(existing, wanted, removed);
        assert.deepEqual(missingOf(rulesOf(object), rulesOf(wanted)), []);
        assert.ok(among(subjectsOf(wanted), subjectsOf(object)));
        if (existing === undefined || operation === 'recreate') return;
        if (!removed.extraPermissions) assert.deepEqual(missingOf(rulesOf(object), rulesOf(existing)), []);
        if (!removed.extraSubjects) assert.ok(among(subjectsOf(existing), subjectsOf(object)));
      }),
      2_000,
    );
  });

  it('says just what it adds and takes', () => {
    check(
      fc.property(fc.tuple(role, role), ([existing, wanted]) => {
        const plan = planReconcile(existing, wanted, { extraPermissions: false, extraSubjects: false });
        const together = [...rulesOf(existing), ...plan.addedRules];
        assert.ok(equalValues(rulesOf(plan.object), together));
        for (const rule of plan.addedRules)
          assert.notDeepEqual(missingOf(rulesOf(existing), [rule]), [], 'nothing is added that was granted');
        assert.deepEqual(plan.removedRules, []);
      }),
      1_000,
    );
  });
});
