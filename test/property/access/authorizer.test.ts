// The authorizer decides as one that looks at every binding and every rule, whatever changes in between; and what
// rules are said to miss is just what they do not allow.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Operation, Subject } from '#kernel/access/operation.ts';
import { CompiledRules, missingOf } from '#kernel/access/rules.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import { AccessBench, binding, role } from '#kit/access.ts';
import { check } from '#kit/check.ts';

const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const few = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(values, { minLength: 1, maxLength: 3 });
const names = few(some('a', 'b'));

const resourceRule: fc.Arbitrary<PolicyRule> = fc
  .record({
    verbs: few(some('get', 'list', 'delete', '*')),
    apiGroups: few(some('', 'apps', '*')),
    resources: few(some('pods', 'pods/log', 'nodes', '*/log', '*')),
    resourceNames: fc.option(names, { nil: undefined, freq: 2 }),
  })
  .map(({ resourceNames, ...rest }) => ({ ...rest, ...(resourceNames !== undefined && { resourceNames }) }));
const pathRule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: few(some('get', 'post', '*')),
  nonResourceURLs: few(some('/api', '/api/*', '/x', '*')),
});
const anyRule = fc.oneof({ arbitrary: resourceRule, weight: 4 }, { arbitrary: pathRule, weight: 1 });
const rules = fc.array(anyRule, { maxLength: 4 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    arbitrary: fc.record({
      verb: some('get', 'list', 'delete'),
      group: some('', 'apps', 'other'),
      resource: some('pods', 'pods/log', 'nodes', 'nodes/log'),
      namespace: some('', 'team', 'other'),
      name: some('', 'a', 'b', 'c'),
    }),
    weight: 5,
  },
  {
    arbitrary: fc.record({ verb: some('get', 'post'), path: some('/api', '/api/v1', '/x', '/') }),
    weight: 1,
  },
);
const subject: fc.Arbitrary<Subject> = fc.record({
  user: some('ann', 'bob', 'system:serviceaccount:team:robot'),
  groups: fc.array(some('g', 'h'), { maxLength: 2 }),
});

/** One rule, read as the documentation has it. */
function allows(rule: PolicyRule, asked: Operation): boolean {
  const is = (values: readonly string[] | undefined, value: string): boolean =>
    (values ?? []).some((each) => each === '*' || each === value);
  if (!is(rule.verbs, asked.verb)) return false;
  if ('path' in asked)
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === asked.path || (url.endsWith('*') && asked.path.startsWith(url.slice(0, -1))),
    );
  const [, part] = asked.resource.split('/');
  const named = rule.resourceNames ?? [];
  return (
    is(rule.apiGroups, asked.group) &&
    (is(rule.resources, asked.resource) ||
      (part !== undefined && (rule.resources ?? []).includes(`*/${part}`))) &&
    (named.length === 0 || named.includes(asked.name ?? ''))
  );
}

/** What the documentation says, over every binding there is. */
function decided(view: StateView, { user, groups }: Subject, asked: Operation): boolean {
  const namespace = 'path' in asked ? '' : (asked.namespace ?? '');
  const bindings = [
    ...view.list('ClusterRoleBinding'),
    ...(namespace === '' ? [] : view.list('RoleBinding', namespace)),
  ];
  return bindings.some(({ metadata, subjects = [], roleRef }) => {
    const holds = subjects.some(({ kind, name, namespace: own = metadata.namespace ?? '' }) => {
      if (kind === 'Group') return groups.includes(name);
      return user === (kind === 'User' ? name : `system:serviceaccount:${own}:${name}`);
    });
    if (!holds) return false;
    const held =
      roleRef.kind === 'Role'
        ? view.get('Role', metadata.namespace ?? '', roleRef.name)
        : view.get('ClusterRole', '', roleRef.name);
    return (held?.rules ?? []).some((rule) => allows(rule, asked));
  });
}

const subjects = few(some('User/ann', 'User/bob', 'Group/g', 'Group/h', 'ServiceAccount/robot'));
const clusterSubjects = few(some('User/ann', 'User/bob', 'Group/g', 'Group/h'));
const namespace = some('team', 'other');
const step = fc.oneof(
  fc.record({ do: fc.constant('role' as const), name: some('r', 's'), namespace, rules }),
  fc.record({ do: fc.constant('clusterRole' as const), name: some('r', 's'), rules }),
  fc.record({
    do: fc.constant('binding' as const),
    name: some('x', 'y'),
    namespace,
    to: some('Role/r', 'Role/s', 'ClusterRole/r'),
    subjects,
  }),
  fc.record({
    do: fc.constant('clusterBinding' as const),
    name: some('x', 'y'),
    to: some('ClusterRole/r', 'ClusterRole/s'),
    subjects: clusterSubjects,
  }),
  fc.record({
    do: fc.constant('remove' as const),
    kind: some(
      'Role' as const,
      'ClusterRole' as const,
      'RoleBinding' as const,
      'ClusterRoleBinding' as const,
    ),
    name: some('r', 's', 'x', 'y'),
    namespace,
  }),
);

describe('authorization by roles', () => {
  it('decides as one that looks at everything, whatever changes in between', () => {
    const asked = fc.array(fc.tuple(subject, operation), { minLength: 5, maxLength: 5 });
    check(
      fc.property(fc.array(fc.tuple(step, asked), { minLength: 1, maxLength: 15 }), (steps) => {
        const bench = new AccessBench();
        for (const [change, questions] of steps) {
          switch (change.do) {
            case 'role':
              bench.put(role('Role', change.name, change.rules, change.namespace));
              break;
            case 'clusterRole':
              bench.put(role('ClusterRole', change.name, change.rules));
              break;
            case 'binding':
              bench.put(binding('RoleBinding', change.name, change.to, change.subjects, change.namespace));
              break;
            case 'clusterBinding':
              bench.put(binding('ClusterRoleBinding', change.name, change.to, change.subjects));
              break;
            case 'remove': {
              const where = change.kind.startsWith('Cluster') ? '' : change.namespace;
              if (bench.store.get(change.kind, where, change.name) !== undefined)
                bench.remove(change.kind, where, change.name);
            }
          }
          for (const [who, what] of questions)
            assert.equal(
              bench.authorizer.decide(who, what).allowed,
              decided(bench.store, who, what),
              JSON.stringify([who, what]),
            );
        }
      }),
      200,
    );
  });

  it('misses nothing of rules that are said to be covered', () => {
    check(
      fc.property(
        rules,
        rules,
        fc.array(operation, { minLength: 20, maxLength: 20 }),
        (owned, wanted, asked) => {
          const missing = missingOf(owned, wanted);
          assert.ok(missing !== undefined);
          const [has, wants, lacks] = [owned, wanted, missing].map((each) => new CompiledRules(each));
          assert.ok(has !== undefined && wants !== undefined && lacks !== undefined);
          for (const each of asked) {
            // Whoever holds both what they had and what they lacked may do all that was wanted.
            if (wants.allows(each)) assert.ok(has.allows(each) || lacks.allows(each), JSON.stringify(each));
            if (lacks.allows(each)) assert.ok(wants.allows(each), JSON.stringify(each));
          }
        },
      ),
      500,
    );
  });
});
