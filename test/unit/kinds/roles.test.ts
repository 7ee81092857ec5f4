// Roles and bindings.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formats } from '#kernel/model/formats.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange } from '#kit/kinds.ts';

const pods = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
const role = (...rules: readonly object[]) => ({ kind: 'Role' as const, rules });
const clusterRole = (...rules: readonly object[]) => ({ kind: 'ClusterRole' as const, rules });
const user = { kind: 'User', name: 'ann' };
const binding = (subjects: readonly object[], roleRef: object = { kind: 'Role', name: 'r' }) => ({
  kind: 'RoleBinding' as const,
  subjects,
  roleRef,
});
const clusterBinding = (
  subjects: readonly object[],
  roleRef: object = { kind: 'ClusterRole', name: 'r' },
) => ({
  kind: 'ClusterRoleBinding' as const,
  subjects,
  roleRef,
});

describe('a role', () => {
  const paths = { verbs: ['get'], nonResourceURLs: ['/healthz'] };
  const table: readonly (readonly [string, Parameters<typeof problems>[0], readonly string[]])[] = [
    ['on resources is taken', role(pods), []],
    ['with no rules is taken', role(), []],
    ['on paths is taken for the cluster', clusterRole(paths, pods), []],
    [
      'says verbs, groups and resources',
      role({ verbs: [] }, { verbs: ['get'] }),
      ['rules[0].verbs: Required value'],
    ],
    [
      'says groups and resources',
      role({ verbs: ['get'] }),
      [
        'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
        'rules[0].resources: Required value: resource rules must supply at least one resource',
      ],
    ],
    [
      'of a namespace has no paths',
      role(paths),
      [
        'rules[0].nonResourceURLs: Invalid value: ["/healthz"]: namespaced rules cannot apply to non-resource URLs',
      ],
    ],
    [
      'is on resources or on paths',
      clusterRole({ ...pods, ...paths }),
      [
        'rules[0].nonResourceURLs: Invalid value: ["/healthz"]: rules cannot apply to both regular resources and non-resource URLs',
      ],
    ],
    [
      'that is put together says from what',
      { kind: 'ClusterRole', aggregationRule: {} },
      [
        'aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('is shown with when it was made, and may have colons in its name', () => {
    for (const kind of ['Role', 'ClusterRole'] as const)
      assert.deepEqual(headingsOf(kind), { plain: ['NAME', 'CREATED AT'], wide: [] });
    const made = { ...role(), metadata: { name: 'system:a', creationTimestamp: '2026-01-01T00:00:00Z' } };
    assert.equal(cellsOf(made)['CREATED AT'], '2026-01-01T00:00:00Z');
    const check = formats['path-segment'];
    assert.deepEqual(
      ['system:a', 'a.b', '..', 'a/b', 'a%b'].map((name) => check?.(name)),
      [undefined, undefined, "may not be '..'", "may not contain '/'", "may not contain '%'"],
    );
  });
});

describe('a binding', () => {
  const group = 'rbac.authorization.k8s.io';
  const table: readonly (readonly [string, Parameters<typeof problems>[0], readonly string[]])[] = [
    [
      'of users, groups and accounts is taken',
      binding([user, { kind: 'Group', name: 'g' }, { kind: 'ServiceAccount', name: 'a' }]),
      [],
    ],
    ['may give a ClusterRole in a namespace', binding([user], { kind: 'ClusterRole', name: 'system:x' }), []],
    [
      'of the cluster gives a ClusterRole',
      clusterBinding([user], { kind: 'Role', name: 'r' }),
      ['roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"'],
    ],
    [
      'of the cluster says where accounts are',
      clusterBinding([{ kind: 'ServiceAccount', name: 'a' }]),
      ['subjects[0].namespace: Required value'],
    ],
    [
      'gives roles of its own group to users of it',
      binding(
        [
          { ...user, apiGroup: 'x' },
          { kind: 'ServiceAccount', name: 'a', apiGroup: group },
        ],
        {
          apiGroup: 'x',
          kind: 'Role',
          name: 'r',
        },
      ),
      [`roleRef.apiGroup: Unsupported value: "x": supported values: "${group}"`],
    ],
    [
      'names users of its group and accounts of none',
      binding([
        { ...user, apiGroup: 'x' },
        { kind: 'ServiceAccount', name: 'a', apiGroup: group },
      ]),
      [
        `subjects[0].apiGroup: Unsupported value: "x": supported values: "${group}"`,
        `subjects[1].apiGroup: Unsupported value: "${group}": supported values: ""`,
      ],
    ],
    [
      'knows no other subjects',
      binding([{ kind: 'Robot', name: 'r' }]),
      ['subjects[0].kind: Unsupported value: "Robot": supported values: "User", "Group", "ServiceAccount"'],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('says the groups that everybody means', () => {
    const made = objectOf(binding([user, { kind: 'ServiceAccount', name: 'a' }]));
    assert.ok(made.kind === 'RoleBinding');
    assert.equal(made.roleRef.apiGroup, group);
    assert.deepEqual(made.subjects, [
      { ...user, apiGroup: group },
      { kind: 'ServiceAccount', name: 'a' },
    ]);
  });

  it('keeps its role', () => {
    assert.deepEqual(
      problemsOfChange(binding([user]), binding([user], { apiGroup: group, kind: 'Role', name: 'other' })),
      [`roleRef: Invalid value: {"apiGroup":"${group}","kind":"Role","name":"other"}: cannot change roleRef`],
    );
    assert.deepEqual(problemsOfChange(binding([user]), binding([])), []);
  });

  it('is shown with who has which role', () => {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding'] as const)
      assert.deepEqual(headingsOf(kind), {
        plain: ['NAME', 'ROLE', 'AGE'],
        wide: ['USERS', 'GROUPS', 'SERVICEACCOUNTS'],
      });
    const account = { kind: 'ServiceAccount', name: 'a', namespace: 'n' };
    const cells = cellsOf(clusterBinding([user, { kind: 'User', name: 'bob' }, account]));
    assert.deepEqual(
      [cells['ROLE'], cells['USERS'], cells['GROUPS'], cells['SERVICEACCOUNTS']],
      ['ClusterRole/r', 'ann, bob', '', 'n/a'],
    );
  });
});
