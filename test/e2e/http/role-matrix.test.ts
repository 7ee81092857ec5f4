// The table of what Kubernetes' roles for users allow, held to a real master with a real kubectl: what it is told of every
// cell, and one call of each class of verbs by people who hold one role each in the namespace `team`.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { People, type Person, inTeam, rbac, role, rule } from '#kit/api/people.ts';
import { type Column, kubernetesRoles } from '#kit/kubernetes-roles.ts';

/** The people, and the column of the table that says what they may in `team`. */
const holders: readonly (readonly [Person, Column])[] = [
  ['bob', 'everybody'],
  ['vera', 'view'],
  ['eddie', 'edit'],
  ['ada', 'admin'],
];

/** What the table says of a column, as `kubectl auth can-i --list` names it: resource and verb. */
function told(column: Column): string[] {
  return kubernetesRoles.flatMap(({ group, resource, verbs }) => {
    const [plural = '', part] = resource.split('/');
    const qualified = group === '' ? plural : `${plural}.${group}`;
    const name = part === undefined ? qualified : `${qualified}/${part}`;
    return [...new Set([...verbs.everybody, ...verbs[column]])].map((verb) => `${name} ${verb}`);
  });
}

/** The same of what kubectl prints: lines of a resource, paths, names and verbs, the last three in brackets. */
function listed(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\S+) +\[\] +\[\] +\[(.*)\]$/.exec(line.trim());
    const [, name = '', verbs = ''] = match ?? [];
    return verbs === '' ? [] : verbs.split(' ').map((verb) => `${name} ${verb}`);
  });
}

interface Ran {
  readonly code: number | undefined;
  readonly text: string;
}

describe('the roles for users, to kubectl', function () {
  this.timeout(240_000);
  let people: People;
  let kubeconfig: string;
  before(async () => {
    people = await People.up();
    kubeconfig = people.kubeconfig();
    await people.made('/api/v1/namespaces/team/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'waiting' },
      spec: { containers: [{ name: 'main', image: 'web:v1' }] },
    });
    await people.made('/api/v1/namespaces/team/secrets', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key' },
    });
    await people.made('/api/v1/namespaces/team/resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota' },
      spec: { hard: { pods: '100' } },
    });
    const own = rule(['get'], [''], ['pods']);
    await people.made(`${inTeam}/roles`, role('Role', 'own', own));
  });
  after(() => people[Symbol.asyncDispose]());

  const kubectl = async (
    person: Person,
    words: readonly string[],
    input = '',
    program = 'kubectl',
  ): Promise<Ran> => {
    const ran = await execa(program, ['--kubeconfig', kubeconfig, '--context', person, ...words], {
      reject: false,
      all: true,
      input,
      env: { HOME: people.folder },
      timeout: 60_000,
    });
    return { code: ran.exitCode, text: ran.all };
  };

  it('are listed cell by cell as Kubernetes has them', async () => {
    const old = process.env['ORC_OLD_KUBECTL'] ?? '';
    for (const program of ['kubectl', ...(old !== '' && existsSync(old) ? [old] : [])])
      for (const [person, column] of holders) {
        const { code, text } = await kubectl(person, ['auth', 'can-i', '--list'], '', program);
        assert.equal(code, 0, text);
        const seen = listed(text).toSorted();
        assert.deepEqual(seen, told(column).toSorted(), `${person} by ${program}`);
        // Beside where the role is bound there is only what everybody may.
        const elsewhere = await kubectl(person, ['auth', 'can-i', '--list', '-n', 'other'], '', program);
        assert.deepEqual(listed(elsewhere.text).toSorted(), told('everybody').toSorted());
      }
  });

  it('allow and refuse one call of each class, in the words of Kubernetes', async () => {
    const json = (body: object): string => JSON.stringify(body);
    const token = json({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
    const quota = json({ metadata: { labels: { by: 'me' } } });
    const dry = '--dry-run=server';
    const map = json({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'by-me', namespace: 'team' } });
    const grant = json({
      ...role('Role', 'given', rule(['get'], [''], ['pods'])),
      metadata: { name: 'given', namespace: 'team' },
    });
    // Who may, the command, and what those who may not are told they can't do with what.
    const table: readonly (readonly [
      may: string,
      words: readonly string[],
      refused: string,
      input?: string,
      allowed?: RegExp,
    ])[] = [
      ['vera eddie ada', ['get', 'configmap', 'first'], 'get resource "configmaps"'],
      ['vera eddie ada', ['get', 'pods'], 'list resource "pods"'],
      ['eddie ada', ['get', 'secret', 'key'], 'get resource "secrets"'],
      ['', ['get', 'nodes'], 'list resource "nodes"'],
      ['eddie ada', ['create', '-f', '-', dry], 'create resource "configmaps"', map],
      ['eddie ada', ['label', 'configmap', 'second', 'a=b', dry], 'patch resource "configmaps"'],
      ['eddie ada', ['delete', 'configmap', 'second', dry], 'delete resource "configmaps"'],
      ['eddie ada', ['scale', 'deployment', 'web', '--replicas=0'], 'patch resource "deployments/scale"'],
      [
        'eddie ada',
        ['exec', 'waiting', '--', 'true'],
        'create resource "pods/exec"',
        '',
        /does not have a host assigned|not running|is not|no node|waiting/i,
      ],
      [
        'eddie ada',
        ['create', '--raw', '/api/v1/namespaces/team/serviceaccounts/default/token', '-f', '-'],
        'create resource "serviceaccounts/token"',
        token,
      ],
      ['ada', ['create', '-f', '-', dry], 'create resource "roles"', grant],
      ['ada', ['delete', 'role', 'own', dry], 'delete resource "roles"'],
      ['', ['patch', 'resourcequota', 'quota', '-p', quota, dry], 'patch resource "resourcequotas"'],
      ['', ['delete', 'namespace', 'team', dry], 'delete resource "namespaces"'],
    ];
    const wrong: string[] = [];
    for (const [may, words, refused, input = '', allowed] of table)
      await Promise.all(
        holders.map(async ([person]) => {
          const { code, text } = await kubectl(person, words, input);
          // What it may not get, `kubectl scale` leaves out without a word.
          const isSkipped = text.includes('no objects passed to scale');
          const isForbidden = text.includes('(Forbidden)') || isSkipped;
          const isAllowed = may.split(' ').includes(person);
          const isRight = isAllowed
            ? !isForbidden && (allowed === undefined ? code === 0 : allowed.test(text))
            : code === 1 && isForbidden && (isSkipped || text.includes(`User "${person}" cannot `));
          // What changes something is looked at first by kubectl: who may not even look is told so.
          const isSaid =
            isAllowed ||
            text.includes(refused) ||
            (person === 'bob' && (isSkipped || text.includes('cannot get resource')));
          if (!isRight || !isSaid) wrong.push(`${person} ${words.join(' ')}: ${code} ${text}`);
        }),
      );
    assert.deepEqual(wrong, []);
    const { body } = await people.ask('vera', 'DELETE', '/api/v1/namespaces/team/pods/waiting');
    assert.equal(
      body['message'],
      'pods "waiting" is forbidden: User "vera" cannot delete resource "pods" in API group "" in the namespace "team"',
    );
  });

  it('take up the kinds that users define by the labels of their roles', async () => {
    const plural = 'crontabs';
    const defined = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.stable.example.com` },
      spec: {
        group: 'stable.example.com',
        scope: 'Namespaced',
        names: { plural, singular: 'crontab', kind: 'CronTab' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    };
    await people.made('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', defined);
    const where = `/apis/stable.example.com/v1/namespaces/team/${plural}`;
    const crontab = { apiVersion: 'stable.example.com/v1', kind: 'CronTab', metadata: { name: 'c' } };
    const codes = async (method: string, body?: object): Promise<Record<string, number>> => {
      const asked = holders.map(async ([person]): Promise<[string, number]> => {
        const query = method === 'POST' ? '?dryRun=All' : '';
        return [person, (await people.ask(person, method, `${where}${query}`, body)).code];
      });
      return Object.fromEntries(await Promise.all(asked));
    };
    assert.deepEqual(await codes('GET'), { bob: 403, vera: 403, eddie: 403, ada: 403 });
    const part = (name: string, verbs: string[], ...to: string[]): object => ({
      ...role('ClusterRole', name, rule(verbs, ['stable.example.com'], [plural])),
      metadata: {
        name,
        labels: Object.fromEntries(
          to.map((each) => [`rbac.authorization.k8s.io/aggregate-to-${each}`, 'true']),
        ),
      },
    });
    await people.made(`${rbac}/clusterroles`, part('crontabs-view', ['get', 'list', 'watch'], 'view'));
    await people.made(`${rbac}/clusterroles`, part('crontabs-edit', ['create', 'delete'], 'edit'));
    const untilMs = Date.now() + 60_000;
    // The last to hear is admin, which is made of edit.
    while ((await people.ask('ada', 'POST', `${where}?dryRun=All`, crontab)).code !== 201)
      assert.ok(Date.now() < untilMs, 'roles with the labels are part of view, edit and admin');
    assert.deepEqual(await codes('GET'), { bob: 403, vera: 200, eddie: 200, ada: 200 });
    assert.deepEqual(await codes('POST', crontab), { bob: 403, vera: 403, eddie: 201, ada: 201 });
  });
});
