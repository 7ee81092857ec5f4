// Acting for others, over the Kubernetes face and gRPC: as far as roles allow it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { status } from '@grpc/grpc-js';
import { parse, stringify } from 'yaml';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { groups } from '#runtime/pki.ts';
import { People, binding, clusterRole, listOf, rbac, role, rule, typed, user } from '#kit/api/people.ts';

describe('impersonation', function () {
  this.timeout(240_000);
  let people: People;
  before(async () => {
    people = await People.up();
  });
  after(() => people[Symbol.asyncDispose]());

  const ask = (...args: Parameters<People['ask']>): ReturnType<People['ask']> => people.ask(...args);
  const made = (where: string, body: object): Promise<void> => people.made(where, body);
  const codeOf = async (...args: Parameters<typeof ask>): Promise<number> => (await ask(...args)).code;
  const messageOf = async (...args: Parameters<typeof ask>): Promise<string> =>
    String((await ask(...args)).body['message']);

  it('lets somebody act for others as far as their roles say', async () => {
    const as = (name: string, more: Record<string, string> = {}): Record<string, string> => ({
      'impersonate-user': name,
      ...more,
    });
    const pods = '/api/v1/namespaces/team/pods';
    assert.equal(await codeOf('root', 'GET', pods, undefined, as('vera')), 200);
    assert.equal(await codeOf('root', 'GET', '/api/v1/nodes', undefined, as('vera')), 403);
    assert.match(
      await messageOf('vera', 'GET', pods, undefined, as('root')),
      /users "root" is forbidden: User "vera" cannot impersonate resource "users" in API group "" at the cluster scope/,
    );
    assert.equal(
      await codeOf('eddie', 'GET', pods, undefined, as('system:serviceaccount:team:default')),
      403,
    );
    assert.match(
      await messageOf('eddie', 'GET', pods, undefined, as('system:serviceaccount:team:default')),
      /User "system:serviceaccount:team:default" cannot list/,
    );
    assert.match(
      await messageOf('eddie', 'GET', pods, undefined, as('system:serviceaccount:other:default')),
      /User "eddie" cannot impersonate resource "serviceaccounts"/,
    );
    assert.match(
      await messageOf(
        'eddie',
        'GET',
        pods,
        undefined,
        as('system:serviceaccount:team:default', { 'impersonate-group': groups.masters }),
      ),
      /User "eddie" cannot impersonate resource "groups"/,
    );
    assert.equal(
      (await people.grpc('root', typed.list, listOf('Node', ''), 'vera')).code,
      status.PERMISSION_DENIED,
    );
    assert.equal(
      (await people.grpc('vera', typed.list, listOf('Node', ''), 'root')).code,
      status.PERMISSION_DENIED,
    );
  });

  it('takes a uid and extras from who may give them, and reviews tell them', async () => {
    const actor = role(
      'ClusterRole',
      'actor',
      rule(['impersonate'], [''], ['users']),
      rule(['impersonate'], ['authentication.k8s.io'], ['uids']),
      rule(['impersonate'], ['authentication.k8s.io'], ['userextras/acme.example/team']),
    );
    await made(`${rbac}/clusterroles`, actor);
    await made(
      `${rbac}/clusterrolebindings`,
      binding('ClusterRoleBinding', 'nina-acts', clusterRole('actor'), user('nina')),
    );
    const where = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const as = (more: Record<string, string | string[]>): Promise<{ code: number; body: JsonObject }> =>
      ask('nina', 'POST', where, review, { 'impersonate-user': 'ann', ...more });
    const { code, body } = await as({
      'impersonate-uid': '7',
      'impersonate-extra-acme.example%2fteam': ['red', 'blue, and more'],
    });
    assert.equal(code, 201, JSON.stringify(body));
    assert.deepEqual(body['status'], {
      userInfo: {
        username: 'ann',
        uid: '7',
        groups: ['system:authenticated'],
        extra: { 'acme.example/team': ['red', 'blue, and more'] },
      },
    });
    const refused = await as({ 'impersonate-extra-other': 'x' });
    assert.equal(refused.code, 403);
    assert.match(
      JSON.stringify(refused.body),
      /userextras.authentication.k8s.io .*x.* is forbidden: User .*nina.* cannot impersonate resource .*userextras\/other/,
    );
    assert.equal((await ask('nina', 'POST', where, review, { 'impersonate-uid': '7' })).code, 400);
  });

  it('is what the command does with --as, whatever the verb and wherever the flag stands', async () => {
    const { masters } = people;
    const orc = async (line: string): Promise<string> => {
      const { code, stdout, stderr } = await masters.orc(line.split(' '));
      return `${code} ${stdout}${stderr}`;
    };
    assert.equal(
      await orc('--as vera get configmaps -n team -o name'),
      '0 configmap/first\nconfigmap/kube-root-ca.crt\nconfigmap/second\n',
    );
    assert.match(
      await orc('get --as vera nodes'),
      /^1 Error from server \(Forbidden\): nodes is forbidden: User "vera" cannot list/,
    );
    assert.match(await orc('label configmap first a=b -n team --as vera'), /^1 .*\(Forbidden\)/);
    assert.match(await orc('label configmap first a=b -n team --as eddie'), /^0 configmap\/first labeled/);
    assert.match(await orc('log --as vera tail --context test'), /^1 .*\(Forbidden\): .*User "vera"/);
    assert.match(await orc('logs --as vera none -n team'), /^1 .*NotFound/);
    const spec = { containers: [{ name: 'main', image: 'web:v1' }] };
    const idle = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'idle' }, spec };
    await made('/api/v1/namespaces/team/pods', idle);
    assert.match(
      await orc('exec --as vera idle -n team -- true'),
      /^1 .*User "vera" cannot create resource "pods\/exec"/,
    );
    assert.match(
      await orc('auth can-i --list --as vera -n team'),
      /^0 [^]*\npods +\[\] +\[\] +\[get list watch/,
    );
    assert.equal(await orc('auth --as eddie can-i list nodes'), '1 no\n');
    const whole = '--as-group a --as ann auth whoami --as-uid 7 --as-group b,c --as-group d';
    assert.match(
      await orc(whole),
      /^0 [^]*Username +ann\nUID +7\nGroups +\[a b,c d system:authenticated\]\n$/,
    );
    assert.match(
      await orc('get pods --as-group a'),
      /^1 error: requesting uid, groups or user-extra for test without impersonating a user/,
    );
  });

  it('is asked for by the configuration, too', async () => {
    const { kubeconfig } = people.masters;
    const config: unknown = parse(readFileSync(kubeconfig, 'utf8'));
    assert.ok(isJsonObject(config) && Array.isArray(config['users']) && isJsonObject(config['users'][0]));
    const [{ user: shown }] = config['users'];
    assert.ok(isJsonObject(shown));
    const acting = {
      ...shown,
      as: 'vera',
      'as-groups': ['a', 'b'],
      'as-uid': '9',
      'as-user-extra': { k: ['v'] },
    };
    const file = path.join(people.folder, 'acting');
    writeFileSync(file, stringify({ ...config, users: [{ name: 'test', user: acting }] }), { mode: 0o600 });
    const { stdout, stderr } = await people.masters.orc(['--kubeconfig', file, 'auth', 'whoami']);
    assert.match(
      stdout,
      /Username +vera\nUID +9\nGroups +\[a b system:authenticated\]\nExtra: k +\[v\]\n$/,
      stderr,
    );
  });
});
