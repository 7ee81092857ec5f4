// People of an OpenID Connect issuer before a real master: known on both faces by their ID tokens, allowed what roles
// give their groups, by curl, kubectl and the command alike; and what happens while an issuer is away.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { status } from '@grpc/grpc-js';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import type { JWTPayload } from 'jose';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { masterPorts } from '#runtime/config.ts';
import {
  People,
  binding,
  changes,
  clusterRole,
  configMap,
  group as rbacGroup,
  inTeam,
  listOf,
  manifest,
  typed,
} from '#kit/api/people.ts';
import type { Ran } from '#kit/cli/masters.ts';
import { kubectlKnows } from '#kit/kubectl.ts';
import { TestIssuer } from '#kit/oidc-issuer.ts';

const configMaps = '/api/v1/namespaces/team/configmaps';
const reviews = '/apis/authentication.k8s.io/v1/tokenreviews';

describe('people of an OpenID Connect issuer', function () {
  this.timeout(120_000);
  let issuer: TestIssuer;
  let away: TestIssuer;
  let people: People;
  let folder: string;
  before(async () => {
    issuer = await TestIssuer.up();
    // One that nobody ever reaches must hold up nothing.
    away = await TestIssuer.up();
    await away.down();
    folder = mkdtempSync(path.join(tmpdir(), 'orc-oidc-'));
    const authorityFile = path.join(folder, 'issuer.pem');
    writeFileSync(authorityFile, issuer.authority);
    const common = { clientId: 'orc', authorityFile, groupsClaim: 'groups' };
    people = await People.up({
      oidc: [
        { ...common, issuerUrl: issuer.url, usernamePrefix: 'corp:', groupsPrefix: 'corp:' },
        { ...common, issuerUrl: away.url },
      ],
    });
    const viewers = { kind: 'Group', apiGroup: rbacGroup, name: 'corp:viewers' };
    await people.made(
      `${inTeam}/rolebindings`,
      binding('RoleBinding', 'viewers', clusterRole('view'), viewers),
    );
  });
  after(async () => {
    await people[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const tokenOf = (sub: string, groups: readonly string[], more: JWTPayload = {}): Promise<string> =>
    issuer.sign(issuer.claims(Date.now(), { sub, groups, ...more }));
  const viewer = (): Promise<string> => tokenOf('vic', ['viewers', 'orc:admins', 'system:masters']);

  const http = (
    token: string,
    method: string,
    where: string,
    body?: object,
  ): Promise<{ readonly code: number; readonly body: JsonObject }> =>
    people.ask('bob', method, where, body, { authorization: `Bearer ${token}` });

  it('may do over HTTP what roles give their groups, and nothing that the issuer claims', async () => {
    const token = await viewer();
    assert.equal((await http(token, 'GET', configMaps)).code, 200);
    const refused = await http(token, 'POST', configMaps, configMap('mine'));
    assert.equal(refused.code, 403);
    assert.match(String(refused.body['message']), /User "corp:vic" cannot create resource "configmaps"/);
    assert.equal((await http(token, 'GET', '/api/v1/namespaces/other/configmaps')).code, 403);
    assert.equal((await http(await tokenOf('eve', ['others']), 'GET', configMaps)).code, 403);
    assert.equal((await http(await tokenOf('system:admin', []), 'GET', '/api')).code, 200, 'it is prefixed');
  });

  it('may do the same over gRPC', async () => {
    const token = await viewer();
    const listed = await people.grpc('bob', typed.list, listOf('ConfigMap', 'team'), '', token);
    assert.equal(listed.code, status.OK, listed.message);
    assert.ok((listed.response?.objects.length ?? 0) >= 2);
    const made = { ...configMap('mine'), metadata: { name: 'mine', namespace: 'team' } };
    const create = changes({ create: { object: manifest(made) } });
    const { code, message } = await people.grpc('bob', typed.commit, create, '', token);
    assert.equal(code, status.PERMISSION_DENIED);
    assert.match(message, /User "corp:vic" cannot create/);
  });

  it('are nobody by a token that is not good', async () => {
    const now = Math.floor(Date.now() / 1000);
    const bad = [
      await tokenOf('vic', ['viewers'], { exp: now - 1 }),
      await tokenOf('vic', ['viewers'], { aud: 'others' }),
      await tokenOf('vic', ['viewers'], { iss: 'https://elsewhere.example.com' }),
      `${(await viewer()).slice(0, -8)}AAAAAAAA`,
    ];
    for (const token of bad) {
      assert.equal((await http(token, 'GET', configMaps)).code, 401);
      const { code } = await people.grpc('bob', typed.list, listOf('ConfigMap', 'team'), '', token);
      assert.equal(code, status.UNAUTHENTICATED);
    }
  });

  it('are known by TokenReview', async () => {
    const review = (spec: object): object => ({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec,
    });
    const statusOf = (json: unknown): JsonObject => {
      assert.ok(isJsonObject(json) && isJsonObject(json['status']), JSON.stringify(json));
      return json['status'];
    };
    const token = await viewer();
    const { body } = await people.ask('root', 'POST', reviews, review({ token }));
    const user = { username: 'corp:vic', groups: ['corp:viewers', 'corp:orc:admins', 'corp:system:masters'] };
    const wanted = { ...user, groups: [...user.groups, 'system:authenticated'] };
    assert.deepEqual(statusOf(body)['user'], wanted);
    assert.equal(statusOf(body)['authenticated'], true);
    const other = await people.ask('root', 'POST', reviews, review({ token, audiences: ['vault'] }));
    assert.equal(statusOf(other.body)['authenticated'] ?? false, false);
    const { response } = await people.grpc('root', typed.review, { review: manifest(review({ token })) });
    const answer: unknown = JSON.parse(Buffer.from(response?.review?.json ?? []).toString());
    assert.deepEqual(statusOf(answer)['user'], wanted);
  });

  /** A kubeconfig whose user is a program that obtains this token. */
  async function configWith(token: string): Promise<(...words: readonly string[]) => Promise<Ran>> {
    const { masters } = people;
    const file = path.join(folder, 'kubeconfig');
    const orc = (...words: readonly string[]): Promise<Ran> => masters.orc([...words, '--kubeconfig', file]);
    const ca = path.join(folder, 'cluster.pem');
    writeFileSync(ca, masters.authority.certificate);
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token, expirationTimestamp: new Date(Date.now() + 3_600_000).toISOString() },
    };
    const login = path.join(folder, 'login.json');
    writeFileSync(login, JSON.stringify(credential));
    const steps = [
      [
        'set-cluster',
        'test',
        '--server',
        `https://${masters.apis[0]}`,
        '--masters',
        masters.servers.join(','),
      ],
      ['set-cluster', 'test', '--certificate-authority', ca, '--embed-certs'],
      ['set-credentials', 'vic', '--exec-command', 'cat', '--exec-arg', login],
      ['set-context', 'test', '--cluster', 'test', '--user', 'vic', '-n', 'team'],
      ['use-context', 'test'],
    ];
    for (const words of steps) {
      const { code, stderr } = await orc('config', ...words);
      assert.equal(code, 0, stderr);
    }
    return orc;
  }

  it('use the command by a program that obtains their tokens, and kubectl by the same file', async () => {
    const orc = await configWith(await viewer());
    const who = await orc('auth', 'whoami');
    assert.equal(who.code, 0, who.stderr);
    assert.match(who.stdout, /Username +corp:vic\nGroups +\[corp:viewers .*system:authenticated\]/);
    const listed = await orc('get', 'configmaps');
    assert.match(listed.stdout, /first/, listed.stderr);
    const manifestFile = path.join(folder, 'mine.json');
    writeFileSync(manifestFile, JSON.stringify(configMap('mine')));
    const refused = await orc('create', '-f', manifestFile);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /Error from server \(Forbidden\): .*User "corp:vic" cannot create/);
    if (await kubectlKnows('auth', 'whoami')) {
      const file = path.join(folder, 'kubeconfig');
      const { stdout } = await execa('kubectl', ['auth', 'whoami', '--kubeconfig', file]);
      assert.match(stdout, /Username +corp:vic\nGroups +\[corp:viewers .*system:authenticated\]/);
    }
  });

  it('are told clearly when their token is refused, or the program gives none', async () => {
    const orc = await configWith(await tokenOf('vic', [], { aud: 'others' }));
    const refused = await orc('get', 'configmaps');
    assert.deepEqual([refused.code, refused.stderr], [1, 'Error from server (Unauthorized): Unauthorized\n']);
    await orc('config', 'set-credentials', 'vic', '--exec-command', 'no-such-login');
    const missing = await orc('get', 'configmaps');
    assert.deepEqual(
      [missing.code, missing.stderr],
      [1, 'error: exec: the program no-such-login of user "vic" is not found in PATH\n'],
    );
  });

  /** What the master's metrics say of one counter. */
  async function metric(name: string): Promise<readonly string[]> {
    const { masters } = people;
    const { certificate: cert, key } = masters.administrator;
    const [host = ''] = (masters.apis[0] ?? '').split(':');
    const body = await new Promise<string>((resolve, reject) => {
      const options = { host, port: masterPorts.metrics, path: '/metrics', cert, key };
      const sent = request({ ...options, ca: masters.authority.certificate, agent: false }, (answer) => {
        text(answer).then(resolve, reject);
      });
      sent.once('error', reject);
      sent.end();
    });
    return body.split('\n').filter((line) => line.startsWith(name));
  }

  it('of an issuer that is away can not be known for now, and nobody else is held up', async () => {
    const known = await viewer();
    assert.equal((await http(known, 'GET', configMaps)).code, 200);
    const claims = away.claims(Date.now(), { sub: 'ann' });
    const unknown = await away.sign(claims);
    const refused = await http(unknown, 'GET', configMaps);
    assert.equal(refused.code, 503);
    assert.match(String(refused.body['message']), /the token's issuer https:.* can't be reached now/);
    await issuer.down();
    assert.equal((await http(known, 'GET', configMaps)).code, 200);
    assert.equal((await http(await viewer(), 'GET', configMaps)).code, 200);
    assert.equal((await http('vera-token', 'GET', configMaps)).code, 200);
    const counted = (await metric('orc_token_authentications_total')).join('\n');
    for (const labels of ['kind="oidc",outcome="accepted"', 'kind="oidc",outcome="refused"'])
      assert.ok(counted.includes(labels), counted);
    assert.ok(counted.includes('kind="oidc",outcome="unavailable"'), counted);
    assert.ok(counted.includes('kind="listed",outcome="accepted"'), counted);
    const reads = (await metric('orc_oidc_key_reads_total')).join('\n');
    assert.ok(reads.includes(`issuer="${away.url}",outcome="failed"`), reads);
  });
});
