// What roles and bindings allow, over the real store.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mostGrants } from '#kernel/access/authorizer.ts';
import { type Operation, type Subject, refusalText } from '#kernel/access/operation.ts';
import { rbacGroup } from '#kernel/kinds/rbac.ts';
import { CompiledRules, missingOf, ruleText, union } from '#kernel/access/rules.ts';
import { RoleAccess } from '#api/access/rbac.ts';
import { impersonate, impersonationIn } from '#api/access/caller.ts';
import type { PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { groups } from '#runtime/pki.ts';
import { AccessBench, binding, role } from '#kit/access.ts';
import { ControlBench } from '#kit/control.ts';

const pods: PolicyRule = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] };
const ask = (verb: string, resource: string, more: object = {}): Operation => ({
  verb,
  group: '',
  resource,
  ...more,
});
const bob = { user: 'bob', groups: ['developers', 'system:authenticated'] };

describe('the rules of a role', () => {
  const table: readonly (readonly [string, PolicyRule, Operation, boolean])[] = [
    ['allow what they name', pods, ask('get', 'pods', { name: 'a' }), true],
    ['refuse other verbs', pods, ask('watch', 'pods'), false],
    ['refuse other groups', pods, { verb: 'get', group: 'apps', resource: 'pods' }, false],
    ['refuse parts of what they name', pods, ask('get', 'pods/log'), false],
    ['allow the parts they name', { ...pods, resources: ['pods/log'] }, ask('get', 'pods/log'), true],
    ['allow a part of any resource', { ...pods, resources: ['*/scale'] }, ask('get', 'pods/scale'), true],
    ['refuse another part', { ...pods, resources: ['*/scale'] }, ask('get', 'pods/status'), false],
    ['allow any resource, parts too', { ...pods, resources: ['*'] }, ask('get', 'nodes/proxy'), true],
    ['allow any verb', { ...pods, verbs: ['*'] }, ask('escalate', 'pods'), true],
    [
      'allow any group',
      { ...pods, apiGroups: ['*'] },
      { verb: 'get', group: 'apps', resource: 'pods' },
      true,
    ],
    [
      'hold for the names they list',
      { ...pods, resourceNames: ['a'] },
      ask('get', 'pods', { name: 'a' }),
      true,
    ],
    ['refuse other names', { ...pods, resourceNames: ['a'] }, ask('get', 'pods', { name: 'b' }), false],
    ['refuse no name', { ...pods, resourceNames: ['a'] }, ask('list', 'pods'), false],
    ['know no star among names', { ...pods, resourceNames: ['*'] }, ask('get', 'pods', { name: 'b' }), false],
    ['allow a path', { verbs: ['get'], nonResourceURLs: ['/api'] }, { verb: 'get', path: '/api' }, true],
    [
      'refuse a longer path',
      { verbs: ['get'], nonResourceURLs: ['/api'] },
      { verb: 'get', path: '/api/v1' },
      false,
    ],
    [
      'allow what begins so',
      { verbs: ['get'], nonResourceURLs: ['/api/*'] },
      { verb: 'get', path: '/api/v1' },
      true,
    ],
    ['tell paths from resources', { ...pods, resources: ['*'] }, { verb: 'get', path: '/api' }, false],
  ];
  for (const [name, rule, operation, allowed] of table)
    it(name, () => assert.equal(new CompiledRules([rule]).allows(operation), allowed));

  it('are missing where nobody holds them, verbs of the same things together', () => {
    const wanted = [{ verbs: ['get', 'delete', 'list'], apiGroups: [''], resources: ['pods', 'nodes'] }];
    const missing = missingOf([pods, { ...pods, resources: ['nodes'], verbs: ['delete'] }], wanted);
    assert.deepEqual(missing?.map(ruleText), [
      '{APIGroups:[""], Resources:["nodes"], Verbs:["get" "list"]}',
      '{APIGroups:[""], Resources:["pods"], Verbs:["delete"]}',
    ]);
    assert.deepEqual(missingOf([{ ...pods, resourceNames: ['a'] }], [pods]), [pods]);
    assert.deepEqual(missingOf([pods], [{ ...pods, resourceNames: ['a'] }]), []);
    assert.deepEqual(missingOf([{ ...pods, resources: ['*/log'] }], [{ ...pods, resources: ['a/log'] }]), []);
  });

  it('that are too many to compare are not compared', () => {
    const many = Array.from({ length: 200 }, (_none, index) => `r${index}`);
    assert.equal(missingOf([], [{ verbs: many, apiGroups: many, resources: many }]), undefined);
    assert.deepEqual(
      missingOf(
        [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
        [{ verbs: many, apiGroups: many, resources: many }],
      ),
      [],
    );
  });

  it('of several roles are each there once', () => {
    assert.deepEqual(union([[pods], [{ ...pods }], [{ ...pods, verbs: ['get'] }]]), [
      pods,
      { ...pods, verbs: ['get'] },
    ]);
  });
});

describe('an authorizer', () => {
  it('finds bindings of users, groups and service accounts, where they hold', () => {
    const bench = new AccessBench();
    bench.put(role('Role', 'pods', [pods], 'team'), role('ClusterRole', 'pods', [pods]));
    bench.put(
      binding('RoleBinding', 'user', 'Role/pods', ['User/bob'], 'team'),
      binding('RoleBinding', 'account', 'ClusterRole/pods', ['ServiceAccount/robot'], 'team'),
      binding('ClusterRoleBinding', 'group', 'ClusterRole/pods', ['Group/readers']),
    );
    const list = (namespace: string): Operation => ask('list', 'pods', { namespace });
    const may = (user: string, groups: string[], namespace: string): boolean =>
      bench.authorizer.decide({ user, groups }, list(namespace)).allowed;
    assert.deepEqual(
      [may('bob', [], 'team'), may('bob', [], 'other'), may('bob', [], '')],
      [true, false, false],
    );
    assert.equal(may('system:serviceaccount:team:robot', [], 'team'), true);
    assert.equal(may('system:serviceaccount:other:robot', [], 'team'), false);
    assert.deepEqual([may('ann', ['readers'], ''), may('ann', ['readers'], 'team')], [true, true]);
    assert.equal(may('readers', [], 'team'), false, 'a user is no group');
    assert.equal(
      bench.authorizer.decide(bob, list('team')).reason,
      'RBAC: allowed by RoleBinding "user/team" of Role "pods" to User "bob"',
    );
  });

  it('decides by the state as it is: each change counts at once', () => {
    const bench = new AccessBench();
    const may = (): boolean =>
      bench.authorizer.decide(bob, ask('list', 'pods', { namespace: 'team' })).allowed;
    assert.equal(may(), false);
    bench.put(binding('RoleBinding', 'b', 'Role/pods', ['User/bob'], 'team'));
    assert.equal(may(), false);
    assert.equal(
      bench.authorizer.decide(bob, ask('list', 'pods', { namespace: 'team' })).reason,
      'RBAC: role.rbac.authorization.k8s.io "pods" not found',
    );
    bench.put(role('Role', 'pods', [pods], 'team'));
    assert.equal(may(), true);
    bench.put(role('Role', 'pods', [], 'team'));
    assert.equal(may(), false);
    bench.put(role('Role', 'pods', [pods], 'team'));
    bench.remove('RoleBinding', 'team', 'b');
    assert.equal(may(), false);
  });

  it('takes no name for another that begins alike', () => {
    const bench = new AccessBench();
    bench.put(role('ClusterRole', 'pods', [pods]));
    bench.put(
      binding('ClusterRoleBinding', 'b', 'ClusterRole/pods', ['User/bob\u0000x', 'User/bob"/x', 'User/b']),
    );
    assert.equal(bench.authorizer.decide(bob, ask('list', 'pods')).allowed, false);
    assert.equal(
      bench.authorizer.decide({ user: 'bob\u0000x', groups: [] }, ask('list', 'pods')).allowed,
      true,
    );
    assert.equal(bench.authorizer.decide({ user: 'a', groups: ['b'] }, ask('list', 'pods')).allowed, false);
  });

  it('forgets the oldest of more subjects than it remembers, and decides the same', () => {
    const bench = new AccessBench();
    bench.put(role('ClusterRole', 'pods', [pods]));
    bench.put(binding('ClusterRoleBinding', 'b', 'ClusterRole/pods', ['User/bob']));
    const before = bench.authorizer.decide(bob, ask('list', 'pods')).allowed;
    for (let index = 0; index < mostGrants + 10; index++)
      bench.authorizer.decide({ user: `u${index}`, groups: [] }, ask('list', 'pods'));
    assert.deepEqual([before, bench.authorizer.decide(bob, ask('list', 'pods')).allowed], [true, true]);
    assert.ok(bench.authorizer.remembered <= mostGrants);
  });
});

describe('access by roles', () => {
  it('lets masters do everything, counts refusals, and gives nodes nothing', () => {
    const bench = new AccessBench();
    const denied: string[] = [];
    const none = { add: () => undefined, set: () => undefined, observe: () => undefined };
    const state = { view: bench.store, wasCurrent: false };
    const access = new RoleAccess(state, groups, {
      counter: () => ({ add: (_amount, labels) => denied.push(labels?.['verb'] ?? '') }),
      gauge: () => none,
      histogram: () => none,
    });
    access.check({ user: 'm', groups: ['orc:masters'] }, ask('delete', 'nodes'));
    const node = { user: 'orc:node:one', groups: ['orc:nodes'] };
    // Before it has caught up a master can't know; administrators see how the masters are.
    const masters = { verb: 'get', group: 'orc.dev', resource: 'masters' };
    assert.throws(() => access.check(node, ask('list', 'pods')), { code: 'Unavailable' });
    assert.throws(() => access.check(node, masters), { code: 'Unavailable' });
    access.check({ user: 'ann', groups: ['orc:admins'] }, masters);
    state.wasCurrent = true;
    assert.throws(() => access.check(node, ask('list', 'pods')), { code: 'Forbidden' });
    assert.throws(() => access.check(node, ask('mine', 'pods')), { code: 'Forbidden' });
    assert.equal(access.decide(node, ask('list', 'pods')).allowed, false);
    assert.deepEqual(denied, ['list', 'other']);
  });

  it('refuses in the words of Kubernetes', () => {
    assert.equal(
      refusalText(
        { user: 'b"b', groups: [] },
        { verb: 'get', group: 'apps', resource: 'deployments/scale', namespace: 'n', name: 'w' },
      ),
      'deployments.apps "w" is forbidden: User "b\\"b" cannot get resource "deployments/scale" in API group "apps" in the namespace "n"',
    );
  });

  it('knows the groups of whom somebody acts for', () => {
    const all = { check: () => undefined, decide: () => ({ allowed: true, reason: '' }), rules: () => [] };
    const root = { user: 'root', groups: [], source: 'test' };
    const groupsAs = (user: string, groups: string[] = []): readonly string[] =>
      impersonate(root, { user, groups }, all).groups;
    assert.deepEqual(groupsAs('ann'), ['system:authenticated']);
    assert.deepEqual(groupsAs('ann', ['a']), ['a', 'system:authenticated']);
    assert.deepEqual(groupsAs('system:anonymous'), ['system:unauthenticated']);
    assert.deepEqual(groupsAs('system:serviceaccount:n:a'), [
      'system:serviceaccounts',
      'system:serviceaccounts:n',
      'system:authenticated',
    ]);
    assert.throws(() => groupsAs('', ['a']), { code: 'BadRequest' });
  });

  it('reads all of whom somebody acts for, and asks for each of it', () => {
    const wanted = impersonationIn([
      ['impersonate-user', 'ann'],
      ['impersonate-group', 'a, with a comma'],
      ['impersonate-group', 'b'],
      ['impersonate-uid', '7'],
      ['impersonate-extra-acme.example%2fteam', 'red'],
      ['impersonate-extra-acme.example%2fteam', 'blue'],
      ['impersonate-extra-100%', 'x'],
      ['impersonate-other', 'passed over'],
    ]);
    const extra = { 'acme.example/team': ['red', 'blue'], '100%': ['x'] };
    assert.deepEqual(wanted, { user: 'ann', groups: ['a, with a comma', 'b'], uid: '7', extra });
    const asked: string[] = [];
    const noting = {
      check: (_: Subject, operation: Operation) =>
        void asked.push(
          'path' in operation ? '' : `${operation.group}/${operation.resource}=${operation.name}`,
        ),
      decide: () => ({ allowed: true, reason: '' }),
      rules: () => [],
    };
    const root = { user: 'root', groups: [], source: 'test', uid: '1', extra: { own: ['x'] } };
    assert.deepEqual(impersonate(root, wanted, noting), {
      user: 'ann',
      uid: '7',
      extra,
      groups: ['a, with a comma', 'b', 'system:authenticated'],
      source: 'test as root',
    });
    assert.deepEqual(asked, [
      '/users=ann',
      '/groups=a, with a comma',
      '/groups=b',
      'authentication.k8s.io/uids=7',
      'authentication.k8s.io/userextras/acme.example/team=red',
      'authentication.k8s.io/userextras/acme.example/team=blue',
      'authentication.k8s.io/userextras/100%=x',
    ]);
    // Nothing of who acts goes over to whom they act for.
    const plain = impersonate(root, impersonationIn([['impersonate-user', 'ann']]), noting);
    assert.deepEqual([plain.uid, plain.extra], [undefined, undefined]);
    for (const only of ['impersonate-uid', 'impersonate-extra-a'])
      assert.throws(() => impersonate(root, impersonationIn([[only, 'x']]), noting), { code: 'BadRequest' });
  });
});

describe('default roles', () => {
  const bench = (): ControlBench => {
    const on = new ControlBench({ nodes: 0 });
    on.run(2_000);
    return on;
  };

  it('are there from the first moment, with their rules, and control has nothing to add', () => {
    const on = bench();
    const about = on.proposals.filter(({ writes }) => writes.some(({ key }) => key?.group === rbacGroup));
    assert.deepEqual(about, []);
    const admin = on.get('ClusterRole', 'admin').rules ?? [];
    const edit = on.get('ClusterRole', 'edit').rules ?? [];
    const view = on.get('ClusterRole', 'view').rules ?? [];
    assert.deepEqual(missingOf(admin, edit), []);
    assert.deepEqual(missingOf(edit, view), []);
    assert.notDeepEqual(missingOf(edit, admin), []);
    assert.equal(new CompiledRules(view).allows(ask('get', 'secrets')), false);
    assert.equal(
      new CompiledRules(edit).allows({
        verb: 'create',
        group: 'rbac.authorization.k8s.io',
        resource: 'roles',
      }),
      false,
    );
    assert.equal(
      new CompiledRules(admin).allows({
        verb: 'escalate',
        group: 'rbac.authorization.k8s.io',
        resource: 'roles',
      }),
      false,
    );
  });

  it('come back when they are taken, keep what is added, and stay as they are where they say so', () => {
    const on = bench();
    on.delete('ClusterRoleBinding', 'cluster-admin');
    on.delete('ClusterRole', 'view');
    const rules = [{ verbs: ['get'], apiGroups: ['x'], resources: ['y'] }];
    on.patch('ClusterRole', 'system:basic-user', { rules });
    on.patch('ClusterRole', 'system:discovery', {
      metadata: { annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } },
      rules: [],
    });
    on.run(5_000);
    assert.equal(on.get('ClusterRoleBinding', 'cluster-admin').subjects?.length, 2);
    assert.notDeepEqual(on.get('ClusterRole', 'view').rules, []);
    const basic = on.get('ClusterRole', 'system:basic-user').rules ?? [];
    assert.ok(basic.length > 1 && basic.some(({ resources }) => resources?.includes('y') === true));
    assert.deepEqual(on.get('ClusterRole', 'system:discovery').rules ?? [], []);
    on.assertQuiet();
  });

  it('take up roles that carry their labels, however far', () => {
    const on = bench();
    const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    on.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'crontabs', labels },
      rules: [{ verbs: ['get'], apiGroups: ['stable.example.com'], resources: ['crontabs'] }],
    });
    on.run(5_000);
    const crontabs = { verb: 'get', group: 'stable.example.com', resource: 'crontabs' };
    for (const name of ['view', 'edit', 'admin'])
      assert.equal(new CompiledRules(on.get('ClusterRole', name).rules ?? []).allows(crontabs), true, name);
    on.delete('ClusterRole', 'crontabs');
    on.run(5_000);
    assert.equal(new CompiledRules(on.get('ClusterRole', 'admin').rules ?? []).allows(crontabs), false);
    on.assertQuiet();
  });
});
