// Who may do what, over the Kubernetes face and gRPC: people who hold one role each, in one namespace.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'mocha';
import { status } from '@grpc/grpc-js';
import { execa } from 'execa';
import { decode, encode } from '#kernel/model/codec.ts';
import { SelfSubjectAccessReview } from '#kernel/model/gen/authorization.gen.ts';
import type { ListRequest } from '#kernel/model/gen/api.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { masterPorts } from '#runtime/config.ts';
import { type Identity, groups, issueCertificate } from '#runtime/pki.ts';
import {
  People,
  type Person,
  binding,
  changes,
  clusterRole,
  configMap,
  group,
  inTeam,
  listOf,
  manifest,
  rbac,
  role,
  rule,
  typed,
  user,
} from '#kit/api/people.ts';
import { kubectlKnows } from '#kit/kubectl.ts';

describe('roles', function () {
  this.timeout(240_000);
  let people: People;
  before(async () => {
    people = await People.up();
  });
  after(() => people[Symbol.asyncDispose]());

  const ask = (...args: Parameters<People['ask']>): ReturnType<People['ask']> => people.ask(...args);
  const made = (where: string, body: object): Promise<void> => people.made(where, body);
  const codeOf = async (...args: Parameters<typeof ask>): Promise<number> => (await ask(...args)).code;
  const messageOf = async (...args: Parameters<typeof ask>): Promise<string> => {
    const { code, body } = await ask(...args);
    assert.equal(code, 403, JSON.stringify(body));
    return String(body['message']);
  };

  it('say who reads the metrics of masters: by token or certificate', async () => {
    const [host = ''] = (people.masters.apis[0] ?? '').split(':');
    const read = (headers: Readonly<Record<string, string>>, where = '/metrics', identity?: Identity) =>
      new Promise<string>((resolve, reject) => {
        const ca = people.masters.authority.certificate;
        const options = {
          host,
          port: masterPorts.metrics,
          path: where,
          ca,
          headers,
          agent: false,
          ...(identity && { cert: identity.certificate, key: identity.key }),
        };
        const sent = request(options, (answer) => {
          text(answer).then((said) => resolve(`${answer.statusCode ?? 0} ${said}`), reject);
        });
        sent.once('error', reject);
        sent.end();
      });
    const as = (person: Person): Readonly<Record<string, string>> => ({
      authorization: `Bearer ${person}-token`,
    });
    assert.match(await read(as('root')), /^200 [^]*orc_raft_term/);
    assert.match(await read({}, '/metrics', people.masters.administrator), /^200 [^]*orc_raft_term/);
    assert.equal(await read({}), '401 Unauthorized\n');
    assert.equal(await read({ authorization: 'Bearer nobody' }), '401 Unauthorized\n');
    assert.equal(await read(as('nina')), '403 forbidden: User "nina" cannot get path "/metrics"\n');
    assert.match(
      await read(as('nina'), '/metrics/nodes/a'),
      /^403 nodes "a" is forbidden: User "nina" cannot get resource "nodes\/metrics"/,
    );
    for (const name of ['system:monitoring', 'system:orc-monitoring'])
      await made(
        `${rbac}/clusterrolebindings`,
        binding('ClusterRoleBinding', `nina-${name}`, clusterRole(name), user('nina')),
      );
    assert.match(await read(as('nina')), /^200 [^]*orc_raft_term/);
    assert.equal(await read(as('nina'), '/metrics/nodes/a'), '404 nodes "a" not found\n');
    assert.match(await read(as('nina'), '/other'), /^403 /);
    const node = await issueCertificate(people.masters.authority, {
      name: 'orc:node:a',
      groups: [groups.nodes],
      hosts: [],
      days: 1,
    });
    assert.match(await read({}, '/metrics', node), /^403 .*User "orc:node:a"/);
  });

  it('of a namespace are what Kubernetes says: view looks, edit changes, admin gives away', async () => {
    const core = '/api/v1/namespaces/team';
    const table: readonly (readonly [method: string, where: string, may: string, body?: object])[] = [
      ['GET', `${core}/pods`, 'vera eddie ada'],
      ['GET', `${core}/configmaps/first`, 'vera eddie ada'],
      ['GET', `${core}/configmaps?watch=1&allowWatchBookmarks=true`, 'vera eddie ada'],
      ['GET', core, 'vera eddie ada'],
      ['GET', `${core}/secrets`, 'eddie ada'],
      ['POST', `${core}/configmaps?dryRun=All`, 'eddie ada', configMap('new')],
      ['PUT', `${core}/configmaps/first?dryRun=All`, 'eddie ada', configMap('first')],
      ['PATCH', `${core}/configmaps/first?dryRun=All`, 'eddie ada', { data: { a: '1' } }],
      ['DELETE', `${core}/configmaps/first?dryRun=All`, 'eddie ada'],
      ['DELETE', `${core}/configmaps?dryRun=All`, 'eddie ada'],
      ['GET', '/apis/apps/v1/namespaces/team/deployments', 'vera eddie ada'],
      ['GET', '/apis/apps/v1/namespaces/team/deployments/web/scale', 'vera eddie ada'],
      ['PATCH', '/apis/apps/v1/namespaces/team/deployments/web/scale?dryRun=All', 'eddie ada', {}],
      ['PATCH', '/apis/apps/v1/namespaces/team/deployments/web/status?dryRun=All', '', {}],
      ['GET', `${inTeam}/roles`, 'ada'],
      ['POST', `${inTeam}/roles?dryRun=All`, 'ada', role('Role', 'r', rule(['get'], [''], ['pods']))],
      ['GET', '/api/v1/namespaces/other/pods', ''],
      ['GET', '/api/v1/namespaces/other', ''],
      ['GET', '/api/v1/namespaces', ''],
      ['GET', '/api/v1/pods', ''],
      ['GET', '/api/v1/nodes', ''],
      ['GET', `${rbac}/clusterroles`, ''],
      ['PUT', `${core}/finalize?dryRun=All`, '', { metadata: { name: 'team' } }],
      ['GET', `${core}/resourcequotas`, 'vera eddie ada'],
      ['POST', `${core}/resourcequotas?dryRun=All`, '', { metadata: { name: 'q' }, spec: {} }],
      ['GET', '/apis', 'vera eddie ada bob'],
      ['GET', '/openapi/v2', 'vera eddie ada bob'],
      ['GET', '/', ''],
    ];
    const wrong: string[] = [];
    for (const [method, where, may, body] of table)
      for (const person of ['root', 'vera', 'eddie', 'ada', 'bob'] as const) {
        const type = {
          'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        };
        const code = await codeOf(person, method, where, body, type);
        const expected = person === 'root' || may.split(' ').includes(person);
        if (expected ? ![200, 201].includes(code) : code !== 403)
          wrong.push(`${person} ${method} ${where}: ${code}`);
      }
    assert.deepEqual(wrong, []);
  });

  it('refuse in the words of Kubernetes', async () => {
    const table: readonly (readonly [string, string, string])[] = [
      [
        'GET',
        '/api/v1/namespaces/default/pods',
        'pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"',
      ],
      [
        'GET',
        '/apis/apps/v1/deployments?watch=1',
        'deployments.apps is forbidden: User "bob" cannot watch resource "deployments" in API group "apps" at the cluster scope',
      ],
      [
        'GET',
        '/api/v1/namespaces/default/pods/web/log',
        'pods "web" is forbidden: User "bob" cannot get resource "pods/log" in API group "" in the namespace "default"',
      ],
      [
        'POST',
        '/api/v1/namespaces/default/pods/web/exec?command=sh',
        'pods "web" is forbidden: User "bob" cannot create resource "pods/exec" in API group "" in the namespace "default"',
      ],
      ['GET', '/', 'forbidden: User "bob" cannot get path "/"'],
    ];
    for (const [method, where, message] of table) {
      const { code, body } = await ask('bob', method, where);
      assert.equal(code, 403, where);
      if (!where.includes('watch=')) assert.equal(body['message'], message);
    }
    const { body } = await ask('bob', 'GET', '/apis/apps/v1/namespaces/team/deployments/web');
    assert.deepEqual(body['details'], { name: 'web', group: 'apps', kind: 'deployments' });
  });

  it('are not given away by who does not hold them', async () => {
    const mine = rule(['get'], [''], ['pods']);
    const table: readonly (readonly [Person, string, object, number, RegExp?])[] = [
      [
        'eddie',
        `${inTeam}/rolebindings`,
        binding('RoleBinding', 'x', clusterRole('admin'), user('eddie')),
        403,
      ],
      ['ada', `${inTeam}/rolebindings`, binding('RoleBinding', 'x', clusterRole('edit'), user('bob')), 201],
      [
        'ada',
        `${inTeam}/rolebindings`,
        binding('RoleBinding', 'y', clusterRole('cluster-admin'), user('ada')),
        403,
        /rolebindings.rbac.authorization.k8s.io "y" is forbidden: user "ada" \(groups=\["developers" "system:authenticated"\]\) is attempting to grant RBAC permissions not currently held:\n\{APIGroups:\["\*"\], Resources:\["\*"\], Verbs:\["\*"\]\}\n\{NonResourceURLs:\["\*"\], Verbs:\["\*"\]\}/,
      ],
      ['ada', `${inTeam}/rolebindings`, binding('RoleBinding', 'y', clusterRole('gone'), user('ada')), 404],
      ['ada', `${rbac}/clusterrolebindings`, binding('ClusterRoleBinding', 'z', clusterRole('view')), 403],
      ['ada', `${inTeam}/roles`, role('Role', 'mine', mine), 201],
      [
        'ada',
        `${inTeam}/roles`,
        role('Role', 'more', mine, rule(['get', 'delete'], [''], ['pods', 'nodes'])),
        403,
        /not currently held:\n\{APIGroups:\[""\], Resources:\["nodes"\], Verbs:\["get" "delete"\]\}$/,
      ],
      ['ada', '/api/v1/namespaces/other/configmaps', configMap('x'), 403],
    ];
    for (const [person, where, body, code, message] of table) {
      const { code: got, body: answer } = await ask(person, 'POST', where, body);
      assert.equal(got, code, `${person} ${where} ${JSON.stringify(answer)}`);
      if (message !== undefined) assert.match(String(answer['message']), message);
    }
    // A role that exists is not made more, whichever way it is written.
    const more = { rules: [rule(['*'], ['*'], ['*'])] };
    const patch = { 'content-type': 'application/merge-patch+json' };
    assert.match(await messageOf('ada', 'PATCH', `${inTeam}/roles/mine`, more, patch), /not currently held/);
    const applied = { ...role('Role', 'mine', rule(['*'], ['*'], ['*'])) };
    const apply = { 'content-type': 'application/apply-patch+yaml' };
    const query = '?fieldManager=ada&force=true';
    assert.match(
      await messageOf('ada', 'PATCH', `${inTeam}/roles/mine${query}`, applied, apply),
      /not currently/,
    );
    const generic = await people.grpc(
      'ada',
      typed.commit,
      changes({
        update: {
          object: manifest({ ...applied, metadata: { name: 'mine', namespace: 'team' } }),
          status: false,
        },
      }),
    );
    assert.equal(generic.code, status.PERMISSION_DENIED);
    assert.match(generic.message, /not currently held/);
    // What a binding refers to stays.
    const other = binding('RoleBinding', 'x', clusterRole('view'), user('bob'));
    const { code, body } = await ask('ada', 'PUT', `${inTeam}/rolebindings/x`, other);
    assert.equal(code, 422);
    assert.match(String(body['message']), /cannot change roleRef/);
  });

  it('are given by who may escalate or bind', async () => {
    await made(
      `${rbac}/clusterroles`,
      role(
        'ClusterRole',
        'giver',
        rule(['create'], [group], ['roles', 'rolebindings']),
        rule(['escalate'], [group], ['roles']),
        rule(['bind'], [group], ['clusterroles'], ['view']),
      ),
    );
    await made(`${inTeam}/rolebindings`, binding('RoleBinding', 'nina', clusterRole('giver'), user('nina')));
    const all = role('Role', 'all', rule(['*'], ['*'], ['*']));
    assert.equal(await codeOf('nina', 'POST', `${inTeam}/roles`, all), 201);
    const view = binding('RoleBinding', 'by-nina', clusterRole('view'), user('bob'));
    assert.equal(await codeOf('nina', 'POST', `${inTeam}/rolebindings`, view), 201);
    const edit = binding('RoleBinding', 'by-nina-too', clusterRole('edit'), user('bob'));
    assert.equal(await codeOf('nina', 'POST', `${inTeam}/rolebindings`, edit), 403);
  });

  it('for named objects, parts and paths hold for those alone', async () => {
    await made(
      `${inTeam}/roles`,
      role(
        'Role',
        'narrow',
        rule(['get', 'update', 'watch', 'list'], [''], ['configmaps'], ['first']),
        rule(['get', 'patch', 'update'], ['apps'], ['deployments/scale']),
      ),
    );
    await made('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'narrow' } });
    const nina = user('nina');
    await made(
      `${inTeam}/rolebindings`,
      binding('RoleBinding', 'narrow', { apiGroup: group, kind: 'Role', name: 'narrow' }, nina),
    );
    await made(`${rbac}/clusterroles`, {
      ...role('ClusterRole', 'root-path', { verbs: ['get'], nonResourceURLs: ['/'] }),
    });
    await made(
      `${rbac}/clusterrolebindings`,
      binding('ClusterRoleBinding', 'root-path', clusterRole('root-path'), nina),
    );
    const core = '/api/v1/namespaces/team/configmaps';
    const patch = { 'content-type': 'application/merge-patch+json' };
    const deployment = '/apis/apps/v1/namespaces/team/deployments/web';
    const table: readonly (readonly [string, string, number, object?])[] = [
      ['GET', `${core}/first`, 200],
      ['GET', `${core}/second`, 403],
      ['GET', core, 403],
      ['GET', `${core}?fieldSelector=metadata.name%3Dfirst`, 200],
      ['GET', `${core}?fieldSelector=metadata.name%3Dsecond`, 403],
      ['GET', `${core}?watch=1&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dfirst`, 200],
      ['PUT', `${core}/first`, 200, configMap('first')],
      ['PUT', `${core}/second`, 403, configMap('second')],
      ['POST', core, 403, configMap('first')],
      ['GET', `${deployment}/scale`, 200],
      ['PATCH', `${deployment}/scale`, 200, { spec: { replicas: 0 } }],
      ['PATCH', deployment, 403, { spec: { replicas: 0 } }],
      ['GET', '/', 200],
    ];
    for (const [method, where, code, body] of table)
      assert.equal(
        await codeOf('nina', method, where, body, method === 'PATCH' ? patch : {}),
        code,
        `${method} ${where}`,
      );
    // By the count alone nothing else is changed, whatever else is sent.
    const { body: web } = await ask('root', 'GET', deployment);
    const spec = isJsonObject(web['spec']) ? web['spec'] : {};
    const other = {
      ...web,
      metadata: { name: 'web', namespace: 'team', labels: { taken: 'yes' } },
      spec: { ...spec, paused: true },
    };
    const scaled = await people.grpc(
      'nina',
      typed.commit,
      changes({ update: { object: manifest(other), status: false, subresource: 'scale' } }),
    );
    assert.equal(scaled.code, status.OK, scaled.message);
    const { body: same } = await ask('root', 'GET', deployment);
    assert.deepEqual(same['spec'], web['spec']);
    const whole = await people.grpc(
      'nina',
      typed.commit,
      changes({ update: { object: manifest(other), status: false } }),
    );
    assert.equal(whole.code, status.PERMISSION_DENIED);
  });

  it('hold over gRPC as over HTTP', async () => {
    const { code } = await people.grpc('vera', typed.list, listOf('ConfigMap', 'team'));
    assert.equal(code, status.OK);
    const table: readonly (readonly [Person, ListRequest, string])[] = [
      [
        'vera',
        listOf('ConfigMap', ''),
        'configmaps is forbidden: User "vera" cannot list resource "configmaps" in API group "" at the cluster scope',
      ],
      [
        'vera',
        listOf('Secret', 'team'),
        'secrets is forbidden: User "vera" cannot list resource "secrets" in API group "" in the namespace "team"',
      ],
      // A namespace counts only where the kind has any.
      [
        'ada',
        listOf('Node', 'team'),
        'nodes is forbidden: User "ada" cannot list resource "nodes" in API group "" at the cluster scope',
      ],
    ];
    for (const [person, asked, message] of table) {
      const answer = await people.grpc(person, typed.list, asked);
      assert.deepEqual([answer.code, answer.message], [status.PERMISSION_DENIED, message]);
    }
    const inNamespace = { ...configMap('by-apply'), metadata: { name: 'by-apply', namespace: 'team' } };
    await made(`${inTeam}/roles`, role('Role', 'patcher', rule(['patch'], [''], ['configmaps'])));
    await made(
      `${inTeam}/rolebindings`,
      binding('RoleBinding', 'patcher', { apiGroup: group, kind: 'Role', name: 'patcher' }, user('vera')),
    );
    for (const fieldManager of ['', 'vera']) {
      const creates = await people.grpc(
        'vera',
        typed.commit,
        changes({ apply: { object: manifest(inNamespace), fieldManager } }),
      );
      assert.deepEqual(
        [creates.code, creates.message],
        [
          status.PERMISSION_DENIED,
          'configmaps "by-apply" is forbidden: User "vera" cannot create resource "configmaps" in API group "" in the namespace "team"',
        ],
      );
      const first = {
        ...inNamespace,
        metadata: { name: 'first', namespace: 'team' },
        data: { by: fieldManager },
      };
      const patched = await people.grpc(
        'vera',
        typed.commit,
        changes({ apply: { object: manifest(first), fieldManager, force: true } }),
      );
      assert.equal(patched.code, status.OK, patched.message);
    }
    // Over HTTP too.
    const apply = { 'content-type': 'application/apply-patch+yaml' };
    const where = '/api/v1/namespaces/team/configmaps/by-apply?fieldManager=vera';
    assert.match(await messageOf('vera', 'PATCH', where, configMap('by-apply'), apply), /cannot create/);
  });

  it('cover what only orc has', async () => {
    const refused = await people.grpc('bob', typed.status, { withHash: false });
    assert.equal(
      refused.message,
      'masters.orc.dev is forbidden: User "bob" cannot get resource "masters" in API group "orc.dev" at the cluster scope',
    );
    await made(
      `${rbac}/clusterroles`,
      role('ClusterRole', 'masters-viewer', rule(['get'], ['orc.dev'], ['masters'])),
    );
    await made(
      `${rbac}/clusterrolebindings`,
      binding('ClusterRoleBinding', 'masters-viewer', clusterRole('masters-viewer'), user('bob')),
    );
    assert.equal((await people.grpc('bob', typed.status, { withHash: false })).code, status.OK);
  });

  it('are asked about by reviews', async () => {
    const self = (spec: object): object => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec,
    });
    const where = '/apis/authorization.k8s.io/v1';
    const allowed = async (person: Person, spec: object): Promise<unknown> => {
      const { code, body } = await ask(person, 'POST', `${where}/selfsubjectaccessreviews`, self(spec));
      assert.equal(code, 201, JSON.stringify(body));
      return isJsonObject(body['status']) ? body['status']['allowed'] : undefined;
    };
    const attributes = (verb: string, resource: string, namespace = 'team'): object => ({
      resourceAttributes: { verb, resource, namespace },
    });
    assert.equal(await allowed('vera', attributes('list', 'pods')), true);
    assert.equal(await allowed('vera', attributes('delete', 'pods')), false);
    assert.equal(await allowed('vera', { nonResourceAttributes: { verb: 'get', path: '/apis' } }), true);
    assert.equal(await allowed('vera', { nonResourceAttributes: { verb: 'get', path: '/metrics' } }), false);
    assert.equal(await codeOf('vera', 'POST', `${where}/selfsubjectaccessreviews`, self({})), 422);
    const about = { ...self({ user: 'vera', ...attributes('list', 'pods') }), kind: 'SubjectAccessReview' };
    assert.equal(await codeOf('vera', 'POST', `${where}/subjectaccessreviews`, about), 403);
    const { body } = await ask('root', 'POST', `${where}/subjectaccessreviews`, about);
    assert.deepEqual(body['status'], {
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "vera/team" of ClusterRole "view" to User "vera"',
    });
    const local = { ...about, kind: 'LocalSubjectAccessReview', metadata: { namespace: 'team' } };
    assert.equal(
      await codeOf('ada', 'POST', `${where}/namespaces/team/localsubjectaccessreviews`, local),
      201,
    );
    assert.equal(
      await codeOf('ada', 'POST', `${where}/namespaces/other/localsubjectaccessreviews`, local),
      403,
    );
  });

  it('are asked about over gRPC in the same way, as JSON and as messages', async () => {
    const attributes = { verb: 'list', resource: 'pods', namespace: 'team' };
    const apiVersion = 'authorization.k8s.io/v1';
    const kind = 'SelfSubjectAccessReview';
    const json = { apiVersion, kind, spec: { resourceAttributes: attributes } };
    const asked = await people.grpc('vera', typed.review, { review: manifest(json) });
    assert.equal(asked.code, status.OK, asked.message);
    const answer: unknown = JSON.parse(Buffer.from(asked.response?.review?.json ?? []).toString());
    assert.ok(isJsonObject(answer) && isJsonObject(answer['status']));
    assert.equal(answer['status']['allowed'], true);
    const raw = encode(SelfSubjectAccessReview, {
      apiVersion,
      kind,
      spec: { resourceAttributes: attributes },
    });
    const as = await people.grpc(
      'bob',
      typed.review,
      { review: { apiVersion, kind, raw, json: new Uint8Array() } },
      '',
    );
    const review = decode(SelfSubjectAccessReview, as.response?.review?.raw ?? new Uint8Array());
    assert.equal(review.status?.allowed, true, 'by what ada and nina gave');
    const other = await people.grpc('bob', typed.review, {
      review: manifest({ ...json, kind: 'SubjectAccessReview', spec: { ...json.spec, user: 'ada' } }),
    });
    assert.equal(other.code, status.PERMISSION_DENIED);
    assert.equal(
      (await people.grpc('bob', typed.review, { review: manifest({ kind: 'Pod' }) })).code,
      status.NOT_FOUND,
    );
  });

  it('that a master needs most come back when somebody takes them', async () => {
    assert.equal(await codeOf('root', 'DELETE', `${rbac}/clusterroles/view`), 200);
    const untilMs = Date.now() + 30_000;
    while ((await codeOf('vera', 'GET', '/api/v1/namespaces/team/pods')) !== 200)
      assert.ok(Date.now() < untilMs, 'the role view is made again, with its rules');
    const label = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const more = role('ClusterRole', 'see-secrets', rule(['list'], [''], ['secrets']));
    await made(`${rbac}/clusterroles`, { ...more, metadata: { name: 'see-secrets', labels: label } });
    while ((await codeOf('vera', 'GET', '/api/v1/namespaces/team/secrets')) !== 200)
      assert.ok(Date.now() < untilMs, 'a role with the label is part of view');
  });

  it('are asked about by the command', async () => {
    const orc = async (...words: string[]): Promise<string> => {
      const { code, stdout, stderr } = await people.masters.orc(['auth', ...words]);
      return `${code} ${stdout}${stderr}`;
    };
    assert.match(await orc('whoami'), /^0 [^]*Username +ann\nGroups +\[orc:admins system:authenticated\]/);
    assert.equal(await orc('can-i', 'create', 'deploy'), '0 yes\n');
    assert.equal(await orc('can-i', 'get', 'masters.orc.dev'), '0 yes\n');
    assert.equal(await orc('can-i', 'list', 'po', '--as', 'eddie', '-n', 'team'), '0 yes\n');
    assert.equal(await orc('can-i', 'list', 'nodes', '--as', 'eddie', '-n', 'team'), '1 no\n');
    assert.equal(
      await orc('can-i', 'get', '/apis', '--as', 'x', '--as-group', 'system:authenticated'),
      '0 yes\n',
    );
    assert.match(await orc('can-i', '--list'), /\*\.\* +\[\] +\[\] +\[\*\]/);
    assert.match(await orc('can-i'), /^1 .*name a verb/);
  });

  it('do what every kubectl asks of them', async () => {
    const kubeconfig = people.kubeconfig();
    const old = process.env['ORC_OLD_KUBECTL'] ?? '';
    for (const program of ['kubectl', ...(old !== '' && existsSync(old) ? [old] : [])]) {
      const run = async (words: string, input = ''): Promise<string> => {
        const ran = await execa(program, ['--kubeconfig', kubeconfig, ...words.split(' ')], {
          reject: false,
          all: true,
          input,
          env: { HOME: people.folder },
          timeout: 60_000,
        });
        return `${ran.exitCode} ${ran.all}`;
      };
      assert.match(await run('--context vera auth can-i list pods'), /^0 yes$/);
      assert.match(await run('--context vera auth can-i delete pods'), /^1 no/);
      assert.match(await run('--context vera auth can-i get pods --subresource=log'), /^0 yes$/);
      assert.match(await run('--context vera auth can-i get /apis'), /^0 yes$/);
      assert.match(await run('--context root auth can-i * *'), /^0 [^]*yes$/);
      assert.match(await run('auth can-i create deployments --as vera -n team'), /^1 no/);
      assert.match(await run('auth can-i create deployments --as eddie -n team'), /^0 yes$/);
      assert.match(await run('--context vera auth can-i --list'), /pods +\[\] +\[\] +\[get list watch/);
      const reconciled = role('Role', 'reconciled', rule(['get'], [''], ['pods']));
      // kubectl takes the namespace from the file alone here.
      const rules = JSON.stringify({ ...reconciled, metadata: { name: 'reconciled', namespace: 'team' } });
      assert.match(await run('auth reconcile -n team -f -', rules), /^0 .*reconciled/);
      assert.match(
        await run('--context bob get nodes'),
        /^1 Error from server \(Forbidden\): nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope$/,
      );
      if (await kubectlKnows('auth', 'whoami', program))
        assert.match(
          await run('--context vera auth whoami'),
          /Username +vera\nUID +2\nGroups +\[developers system:authenticated\]/,
        );
    }
  });
});
