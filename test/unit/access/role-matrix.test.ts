// Every role for users, kind and verb: the roles as a new cluster has them, and as controllers write and mend them,
// allow what Kubernetes' do and nothing else.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Authorizer } from '#kernel/access/authorizer.ts';
import type { Operation, Subject } from '#kernel/access/operation.ts';
import type { ClusterRole } from '#kernel/model/gen/rbac.gen.ts';
import { Store } from '#kernel/store/store.ts';
import { servedSubresources, subresourcesOf } from '#api/http/discovery.ts';
import { groupsIn, resourcesIn } from '#api/http/resources.ts';
import { transientIn } from '#api/http/transient.ts';
import { binding } from '#kit/access.ts';
import { ControlBench } from '#kit/control.ts';
import { type Column, type Row, allVerbs, kubernetesPaths, kubernetesRoles } from '#kit/kubernetes-roles.ts';

const known = 'system:authenticated';
const roles = ['view', 'edit', 'admin'] as const;

function person(name: string, ...groups: string[]): Subject {
  return { user: name, groups: [...groups, known] };
}

/** A cluster in which somebody holds each role in the namespace `default`, and somebody in all of them. */
function cluster(): ControlBench {
  const on = new ControlBench({ nodes: 0 });
  for (const name of [...roles, 'cluster-admin']) {
    on.apply(binding('RoleBinding', name, `ClusterRole/${name}`, [`User/${name}-here`], 'default'));
    on.apply(binding('ClusterRoleBinding', `all-${name}`, `ClusterRole/${name}`, [`User/${name}-anywhere`]));
  }
  on.run(5_000);
  return on;
}

/** Where an operation takes place: where a role is bound, in another namespace, in the cluster. */
const places = ['default', 'kube-system', ''] as const;

/** The cells in which an authorizer decides otherwise than the table. */
function wrongCells(on: ControlBench): { readonly wrong: readonly string[]; readonly cells: number } {
  const authorizer = new Authorizer({ view: on.store });
  const wrong: string[] = [];
  let cells = 0;
  const cell = (subject: Subject, operation: Operation, expected: boolean): void => {
    cells += 1;
    if (authorizer.decide(subject, operation).allowed === expected) return;
    wrong.push(`${subject.user} ${JSON.stringify(operation)} should be ${expected ? 'allowed' : 'refused'}`);
  };
  const may = (row: Row, verb: string, ...of: Column[]): boolean =>
    of.some((each) => row.verbs[each].has(verb));
  for (const row of kubernetesRoles)
    for (const verb of allVerbs)
      for (const namespace of places) {
        const operation = { verb, group: row.group, resource: row.resource, namespace };
        const isHere = namespace === 'default';
        for (const role of roles) {
          const here = isHere ? may(row, verb, 'everybody', role) : may(row, verb, 'everybody');
          cell(person(`${role}-here`), operation, here);
          cell(person(`${role}-anywhere`), operation, may(row, verb, 'everybody', role));
        }
        cell(person('cluster-admin-here'), operation, isHere || may(row, verb, 'everybody'));
        cell(person('cluster-admin-anywhere'), operation, true);
        cell(person('ann', 'orc:admins'), operation, true);
        cell(person('nobody'), operation, may(row, verb, 'everybody'));
        cell({ user: 'system:anonymous', groups: ['system:unauthenticated'] }, operation, false);
      }
  for (const [path, who] of kubernetesPaths)
    for (const verb of ['get', 'post', 'delete']) {
      const isGet = verb === 'get';
      const operation = { verb, path };
      const anybody = { user: 'system:anonymous', groups: ['system:unauthenticated'] };
      cell(anybody, operation, isGet && who === 'everybody');
      const isKnown = isGet && (who === 'everybody' || who === 'known');
      for (const name of ['nobody', ...roles.map((role) => `${role}-anywhere`)])
        cell(person(name), operation, isKnown);
      const account = person('system:serviceaccount:default:default', 'system:serviceaccounts');
      cell(account, operation, isGet && who !== 'nobody');
      cell(person('cluster-admin-anywhere'), operation, true);
    }
  return { wrong, cells };
}

function assertAsInKubernetes(on: ControlBench): void {
  const { wrong, cells } = wrongCells(on);
  assert.deepEqual(wrong, [], `${wrong.length} of ${cells} cells`);
}

describe("the roles for users, by Kubernetes' table", () => {
  it('are told of every resource and part of one that is served', () => {
    const view = new Store();
    const served = groupsIn(view).flatMap(({ name, versions }) =>
      versions.flatMap((version) => [
        ...resourcesIn(view, name, version).flatMap((resource) => [
          `${name}/${resource.definition.plural}`,
          ...subresourcesOf(resource, servedSubresources).map(
            (part) => `${name}/${resource.definition.plural}/${part.name}`,
          ),
        ]),
        ...transientIn(name, version).map(({ plural }) => `${name}/${plural}`),
      ]),
    );
    const told = new Set(kubernetesRoles.map(({ group, resource }) => `${group}/${resource}`));
    assert.deepEqual(
      [...new Set(served)].filter((each) => !told.has(each)),
      [],
    );
    assert.equal(told.size, kubernetesRoles.length, 'each stands in the table once');
  });

  it('allow what it says and refuse the rest, in a new cluster', () => {
    assertAsInKubernetes(cluster());
  });

  it('do so when controllers have made them anew', () => {
    const on = cluster();
    const names = Array.from(on.store.list('ClusterRole'), ({ metadata }) => metadata.name ?? '');
    for (const name of names) on.delete('ClusterRole', name);
    on.run(5_000);
    assertAsInKubernetes(on);
    on.assertQuiet();
  });

  it('do so in a cluster that began with the roles that orc had before', () => {
    const on = cluster();
    const read = ['get', 'list', 'watch'];
    const older = (name: string, beside: string): void => {
      const rules = (on.get('ClusterRole', name).rules ?? [])
        .filter(({ apiGroups = [] }) => !apiGroups.includes('extensions'))
        .map((rule) =>
          rule.resources?.includes('replicationcontrollers') === true
            ? { ...rule, resources: [...rule.resources, 'podtemplates'].toSorted() }
            : rule,
        );
      const events = { verbs: read, apiGroups: ['events.k8s.io'], resources: ['events'] };
      on.patch('ClusterRole', name, { rules: beside === '' ? rules : [...rules, events] });
    };
    older('system:aggregate-to-view', 'events');
    older('system:aggregate-to-edit', '');
    // What somebody added to them stays.
    const added = { verbs: ['get'], apiGroups: ['x.example.com'], resources: ['events', 'podtemplates'] };
    const view = on.get('ClusterRole', 'system:aggregate-to-view');
    on.patch('ClusterRole', 'system:aggregate-to-view', { rules: [...(view.rules ?? []), added] });
    on.run(5_000);
    assertAsInKubernetes(on);
    const kept = new Authorizer({ view: on.store });
    const operation = { verb: 'get', group: 'x.example.com', resource: 'podtemplates', namespace: 'default' };
    assert.equal(kept.decide(person('view-here'), operation).allowed, true);
    on.assertQuiet();
  });

  it('take up the roles of kinds that users define, each as far as its labels say', () => {
    const on = cluster();
    const label = (...to: string[]): Record<string, string> =>
      Object.fromEntries(to.map((name) => [`rbac.authorization.k8s.io/aggregate-to-${name}`, 'true']));
    const crontabs = (name: string, verbs: string[], labels: Record<string, string>): ClusterRole => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name, labels },
      rules: [{ verbs, apiGroups: ['stable.example.com'], resources: ['crontabs'] }],
    });
    on.apply(crontabs('crontabs-view', ['get', 'list', 'watch'], label('view')));
    on.apply(crontabs('crontabs-edit', ['create', 'patch'], label('edit', 'admin')));
    on.apply(crontabs('crontabs-admin', ['delete'], label('admin')));
    on.apply(crontabs('crontabs-none', ['deletecollection'], label('nobody')));
    on.run(5_000);
    const authorizer = new Authorizer({ view: on.store });
    const granted = (role: string): string[] =>
      allVerbs.filter((verb) => {
        const operation = { verb, group: 'stable.example.com', resource: 'crontabs', namespace: 'default' };
        return authorizer.decide(person(`${role}-here`), operation).allowed;
      });
    assert.deepEqual(Object.fromEntries(roles.map((role) => [role, granted(role)])), {
      view: ['get', 'list', 'watch'],
      edit: ['get', 'list', 'watch', 'create', 'patch'],
      admin: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
    });
    assertAsInKubernetes(on);
    for (const name of ['view', 'edit', 'admin']) on.delete('ClusterRole', `crontabs-${name}`);
    on.run(5_000);
    assert.deepEqual(roles.map(granted), [[], [], []]);
    on.assertQuiet();
  });
});
