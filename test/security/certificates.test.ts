// Certificates: who gets one, who does not, and a machine that joins.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import { once } from 'node:events';
import path from 'node:path';
import { execa } from 'execa';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { CertificateSigningRequest } from '#kernel/model/gen/certificates.gen.ts';
import { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { type Ran, TestMasters } from '#kit/cli/masters.ts';
import { until } from '#kit/cluster.ts';
import {
  createAuthority,
  groups,
  issueCertificate,
  nodeName,
  publicKeyHash,
  requestCertificate,
} from '#runtime/pki.ts';

const nodes = 'kubernetes.io/kube-apiserver-client-kubelet';
const users = 'kubernetes.io/kube-apiserver-client';

function asks(
  name: string,
  pem: string,
  signerName: string,
  usages = ['client auth'],
): { readonly spec: object; readonly [field: string]: unknown } {
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: { request: Buffer.from(pem).toString('base64'), signerName, usages },
  };
}

describe('certificates', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let admin: OrcClient;

  before(async () => {
    masters = await TestMasters.up(1);
    admin = masters.client();
  });

  after(async () => {
    await admin.end();
    await masters[Symbol.asyncDispose]();
  });

  const orc = (...args: string[]): Promise<Ran> => masters.orc(args);

  /** The command that `orc token create` prints, as its words after `orc node join`. */
  async function newToken(...options: string[]): Promise<{ token: string; hash: string; host: string }> {
    const { stdout, stderr, code } = await orc('token', 'create', ...options);
    assert.equal(code, 0, stderr);
    const match = /orc node join (\S+) --token (\S+) --ca-hash (\S+)/.exec(stdout);
    assert.ok(match !== null, stdout);
    const [, host = '', token = '', hash = ''] = match;
    return { token, hash, host };
  }

  async function joining(
    name: string,
    { token, hash, host }: Awaited<ReturnType<typeof newToken>>,
  ): Promise<{ code: number | null; stdout: string; stderr: string; folder: string }> {
    const folder = path.join(masters.folder, `joined-${name}-${Math.random()}`);
    const paths = ['--config-dir', path.join(folder, 'etc'), '--data-dir', path.join(folder, 'data')];
    const where = [...paths, '--docker-socket', path.join(folder, 'no-docker.sock')];
    const ran = await masters.orc([
      'node',
      'join',
      host,
      '--token',
      token,
      '--ca-hash',
      hash,
      '--name',
      name,
      ...where,
    ]);
    return { ...ran, folder };
  }

  const requestNamed = async (name: string): Promise<CertificateSigningRequest> => {
    const found = await admin.get(key('CertificateSigningRequest', '', name));
    assert.ok(found.kind === 'CertificateSigningRequest');
    return found;
  };

  const closedWith = (name: string, type: string): Promise<string> =>
    until(`${name} is ${type}`, async () => {
      const { conditions = [] } = (await requestNamed(name)).status ?? {};
      return conditions.find((each) => each.type === type)?.reason ?? false;
    });

  const as = async (name: string, ...organizations: string[]): Promise<OrcClient> => {
    const identity = await issueCertificate(masters.authority, {
      name,
      groups: organizations,
      hosts: [],
      days: 1,
    });
    return new OrcClient({
      servers: masters.servers,
      authority: masters.authority.certificate,
      ...identity,
    });
  };

  const create = (client: OrcClient, object: object): Promise<unknown> =>
    client.commit([{ create: { object: manifest(object) } }]);

  describe('of nodes', () => {
    it('come with a token and the hash of the CA, and make the Node', async () => {
      const made = await newToken();
      assert.equal(made.hash, `sha256:${publicKeyHash(masters.authority.certificate)}`);
      const { code, stdout, stderr, folder } = await joining('worker-1', made);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /node worker-1 has joined; start it with: orc node --config .*node\.json/);
      assert.match(stderr, /Warning: Docker at .* was not given the image/);
      const at = (name: string): string => path.join(folder, 'etc', name);
      assert.equal(statSync(at('node.key')).mode & 0o777, 0o600);
      assert.equal(existsSync(at('node.csr')), false);
      const certificate = new X509Certificate(readFileSync(at('node.pem')));
      assert.deepEqual(certificate.subject.split('\n').toSorted(), ['CN=orc:node:worker-1', 'O=orc:nodes']);
      assert.ok(certificate.verify(new X509Certificate(masters.authority.certificate).publicKey));
      // For clients only: it can't serve in a master's place.
      assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
      const config: unknown = JSON.parse(readFileSync(at('node.json'), 'utf8'));
      assert.ok(typeof config === 'object' && config !== null && 'servers' in config && 'address' in config);
      assert.deepEqual(config.servers, [`${made.host}:7602`]);
      assert.match(String(config.address), /^127\./);
      const node = await admin.get(key('Node', '', 'worker-1'));
      assert.equal(node.kind, 'Node');
    });

    it('are given to as many machines as the token says', async () => {
      const made = await newToken('--uses', '2');
      assert.equal((await joining('worker-2', made)).code, 0);
      const { stdout } = await orc('token', 'list');
      assert.match(stdout, new RegExp(`${made.token.slice(0, 6)} +\\S+ +1`));
      assert.doesNotMatch(stdout, new RegExp(made.token.slice(7)));
      assert.equal((await joining('worker-3', made)).code, 0);
      const { code, stderr } = await joining('worker-4', made);
      assert.equal(code, 1);
      assert.match(
        stderr,
        /refuse the certificate: system:bootstrap:\w+ has no token that lets it in any more/,
      );
    });

    it('are given once to each name', async () => {
      const made = await newToken();
      const { code, stderr } = await joining('worker-1', made);
      assert.equal(code, 1);
      assert.match(
        stderr,
        /nodes "worker-1" already exists: another machine takes its name only once it is deleted/,
      );
      // The token was not used.
      assert.equal((await joining('worker-5', made)).code, 0);
    });

    it('are not given for the group of tokens alone, nor masters’ for a token of nodes', async () => {
      const group = 'system:bootstrappers:orc:masters';
      await using eve = await as('eve', 'system:bootstrappers', group);
      const made = await newToken();
      await using other = await as(
        `system:bootstrap:${made.token.slice(0, 6)}`,
        'system:bootstrappers',
        group,
      );
      const master = await requestCertificate('orc:master:evil', [groups.masters], ['127.0.0.1']);
      const usages = ['client auth', 'server auth'];
      await create(eve, asks('no-token', master.request, 'orc.dev/master', usages));
      await create(other, asks('other-token', master.request, 'orc.dev/master', usages));
      const node = await requestCertificate(nodeName('evil'), [groups.nodes]);
      await create(eve, asks('no-token-node', node.request, nodes));
      for (const name of ['no-token', 'other-token', 'no-token-node']) {
        assert.equal(await closedWith(name, 'Denied'), 'TokenEnded');
        assert.equal((await requestNamed(name)).status?.certificate, undefined);
      }
    });

    it('are not given with a token that was deleted or has ended', async () => {
      const made = await newToken();
      assert.equal((await orc('token', 'delete', made.token.slice(0, 6))).code, 0);
      assert.match((await joining('worker-6', made)).stderr, /does not take the token/);
      assert.equal((await orc('token', 'delete', 'nothin')).code, 1);
      const data = {
        'token-id': 'abcdef',
        'token-secret': '0123456789abcdef',
        'usage-bootstrap-authentication': 'true',
        expiration: '2020-01-01T00:00:00Z',
      };
      await create(admin, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
        type: 'bootstrap.kubernetes.io/token',
        stringData: data,
      });
      const old = { ...made, token: 'abcdef.0123456789abcdef' };
      assert.match((await joining('worker-6', old)).stderr, /does not take the token/);
    });

    it('are asked of nobody but who has the CA of that hash: a man in the middle never sees the token', async () => {
      const made = await newToken();
      const stranger = await createAuthority('stranger');
      const own = await issueCertificate(stranger, {
        name: 'orc:master:master-1',
        groups: [groups.masters],
        hosts: ['127.0.0.1'],
        days: 1,
      });
      const heard: string[] = [];
      let told = stranger.certificate;
      const server = createServer({ cert: own.certificate, key: own.key }, (asked, response) => {
        heard.push(`${asked.url} ${asked.headers.authorization ?? 'nothing'}`);
        response.end(told);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const through = { ...made, host: `127.0.0.1:${address.port}` };
      const first = await joining('worker-7', through);
      assert.equal(first.code, 1);
      assert.match(first.stderr, /is not of the cluster that you mean: its CA has the hash/);
      // It may tell the true CA: then its own certificate gives it away.
      told = masters.authority.certificate;
      const second = await joining('worker-7', through);
      assert.equal(second.code, 1);
      server.close();
      assert.deepEqual([...new Set(heard)], ['/orc.dev/authority nothing']);
    });

    it('can’t be had for masters, administrators or other nodes by whoever has a token', async () => {
      const made = await newToken('--uses', '9');
      const bootstrap = (object: object): Promise<number> => post(made.token, object);
      const wishes: readonly [string, string, string[]][] = [
        ['as-master', 'orc:master:evil', [groups.masters]],
        ['as-admin', 'evil', [groups.administrators]],
        ['as-both', nodeName('evil'), [groups.nodes, groups.masters]],
        ['no-name', nodeName('Not A Name'), [groups.nodes]],
      ];
      for (const [name, subject, organizations] of wishes) {
        const wish = await requestCertificate(subject, organizations);
        assert.equal(await bootstrap(asks(name, wish.request, nodes)), 201);
        assert.equal(await closedWith(name, 'Failed'), 'SubjectInvalid');
      }
      // It says who asks, whatever the request says.
      const evil = await requestCertificate('evil', []);
      const lie = asks('lie', evil.request, users);
      Object.assign(lie.spec, { username: 'ann', groups: [groups.administrators] });
      assert.equal(await bootstrap(lie), 201);
      const stored = await requestNamed('lie');
      assert.equal(stored.spec.username, `system:bootstrap:${made.token.slice(0, 6)}`);
      assert.ok(!stored.spec.groups?.includes(groups.administrators));
      assert.equal(stored.status?.certificate, undefined);
      // Nor does the token do anything else.
      for (const where of ['/api/v1/secrets', '/api/v1/nodes', '/api/v1/namespaces/kube-system/secrets'])
        assert.equal(await ask(made.token, where), 403, where);
    });
  });

  const ask = (token: string, where: string, body?: object): Promise<number> =>
    askMaster({ api: masters.apis[0] ?? '', authority: masters.authority.certificate, token }, where, body);
  const post = (token: string, object: object): Promise<number> =>
    ask(token, '/apis/certificates.k8s.io/v1/certificatesigningrequests', object);

  describe('of users', () => {
    it('are given once somebody who may approve has', async () => {
      const file = path.join(masters.folder, 'bob.json');
      const { request: pem, key: privateKey } = await requestCertificate('bob', ['developers']);
      writeFileSync(file, JSON.stringify(asks('bob', pem, users)));
      const kubectl = async (...args: string[]): Promise<{ code: number; stdout: string }> => {
        const ran = await execa('kubectl', ['--kubeconfig', masters.kubeconfig, ...args], { reject: false });
        return { code: ran.exitCode ?? 1, stdout: ran.stdout };
      };
      assert.equal((await kubectl('create', '-f', file)).code, 0);
      const waiting = await kubectl('get', 'csr', 'bob');
      assert.match(waiting.stdout, /ann +(<none> +)?Pending/);
      assert.equal((await kubectl('certificate', 'approve', 'bob')).code, 0);
      const certificate = await until('it is issued', async () => {
        const bytes = (await requestNamed('bob')).status?.certificate;
        return bytes !== undefined && bytes.length > 0 && Buffer.from(bytes).toString('utf8');
      });
      assert.match((await kubectl('get', 'csr', 'bob')).stdout, /Approved,Issued/);
      await using bob = new OrcClient({
        servers: masters.servers,
        authority: masters.authority.certificate,
        certificate,
        key: privateKey,
      });
      const who = await bob.review({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' });
      assert.match(JSON.stringify(who), /"username":"bob".*"developers"/);
    });

    it('are made, approved and written into a configuration by one command', async () => {
      const file = path.join(masters.folder, 'mia.config');
      const added = await orc(
        'config',
        'add-user',
        'mia',
        '--group',
        'devs',
        '--duration',
        '1h',
        '--file',
        file,
      );
      assert.equal(added.code, 0, added.stderr);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const who = await orc('auth', 'whoami', '--kubeconfig', file);
      assert.match(who.stdout, /Username +mia\nGroups +\[devs system:authenticated\]/);
      const again = await orc('config', 'add-user', 'mia', '--file', file);
      assert.match(again.stderr, /mia\.config is there already/);
      const byUser = await orc('config', 'add-user', 'eve', '--kubeconfig', file);
      assert.match(byUser.stderr, /User "mia" cannot create resource "certificatesigningrequests"/);
      const above = await orc('config', 'add-user', 'eve', '--group', groups.administrators);
      assert.equal(above.code, 1);
      assert.match(above.stderr, /no certificate is issued for the group orc:admins: bind roles to the user/);
      assert.doesNotMatch(readFileSync(masters.kubeconfig, 'utf8'), /eve/);
    });

    it('are good no more once they are revoked: what stands is closed, and nothing new is taken', async () => {
      const { certificate, key: privateKey } = await issueCertificate(masters.authority, {
        name: 'mallory',
        groups: [groups.administrators],
        hosts: [],
        days: 1,
      });
      const file = path.join(masters.folder, 'mallory.pem');
      writeFileSync(file, certificate);
      await using mallory = new OrcClient({
        servers: masters.servers,
        authority: masters.authority.certificate,
        certificate,
        key: privateKey,
      });
      const scope = { kind: 'Namespace', namespace: '', labelSelector: '', fieldSelector: '' };
      assert.ok((await mallory.list(scope)).objects.length > 0);
      const api = masters.apis[0] ?? '';
      const [host = '', port = ''] = api.split(':');
      const options = {
        host,
        port: Number(port),
        ca: masters.authority.certificate,
        cert: certificate,
        key: privateKey,
      };
      const watched = request({ ...options, path: '/api/v1/namespaces?watch=1', agent: false });
      watched.end();
      const [answer] = await once(watched, 'response');
      assert.equal(answer.statusCode, 200);
      answer.resume();
      // It ends in an error: the connection is cut, not closed by anybody's wish.
      const cut = new Promise((resolve) => answer.once('error', resolve).once('close', resolve));
      const { stdout, stderr, code } = await orc(
        'certificate',
        'revoke',
        file,
        '--reason',
        'her laptop is gone',
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, /certificate \w+ revoked/);
      assert.match((await orc('certificate', 'revoke', file)).stdout, /was revoked before/);
      assert.match((await orc('certificate', 'revoke', 'nothing')).stderr, /serial: "nothing" must be/);
      await cut;
      await until('gRPC takes her no more', async () => {
        try {
          await mallory.list(scope);
          return false;
        } catch (error) {
          return error instanceof OrcError && error.code === 'Unauthorized';
        }
      });
      const again = request({ ...options, path: '/api/v1/namespaces', agent: false });
      again.end();
      const [refused] = await once(again, 'response');
      assert.equal(refused.statusCode, 401);
      refused.resume();
      const shown = await orc('get', 'cluster', 'cluster', '-o', 'yaml');
      assert.match(shown.stdout, /reason: her laptop is gone/);
      assert.match(shown.stdout, /revokedBy: ann/);
    });

    it('are not given for groups and names above roles, not even when approved', async () => {
      const wishes: readonly [string, string, string[]][] = [
        ['reserved-1', 'eve', [groups.administrators]],
        ['reserved-2', 'eve', ['system:masters']],
        ['reserved-3', 'system:serviceaccount:kube-system:default', []],
        ['reserved-4', 'orc:master:master-1', []],
        ['reserved-5', 'eve', ['system:bootstrappers:orc:masters']],
      ];
      for (const [name, subject, organizations] of wishes) {
        const wish = await requestCertificate(subject, organizations);
        await create(admin, asks(name, wish.request, users));
        assert.equal(await closedWith(name, 'Failed'), 'SubjectReserved');
      }
      const eve = await requestCertificate('eve', []);
      await create(admin, asks('server', eve.request, users, ['server auth']));
      assert.equal(await closedWith('server', 'Failed'), 'UsagesInvalid');
      const garbage = '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n';
      await create(admin, asks('garbage', garbage, users));
      assert.equal(await closedWith('garbage', 'Failed'), 'RequestInvalid');
    });

    it('are not approved or signed by whoever may only write requests', async () => {
      const rules = [
        {
          apiGroups: ['certificates.k8s.io'],
          resources: [
            'certificatesigningrequests',
            'certificatesigningrequests/status',
            'certificatesigningrequests/approval',
          ],
          verbs: ['*'],
        },
      ];
      const rbac = 'rbac.authorization.k8s.io';
      const metadata = { name: 'requests' };
      await create(admin, { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata, rules });
      await create(admin, {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRoleBinding',
        metadata,
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'requests' },
        subjects: [{ apiGroup: rbac, kind: 'User', name: 'carl' }],
      });
      await using carl = await as('carl');
      const wish = await requestCertificate('carl2', []);
      await create(carl, asks('carl', wish.request, users));
      const where = key('CertificateSigningRequest', '', 'carl');
      const patch = (status: object): Promise<unknown> =>
        carl.commit([
          { patch: { key: where, mergePatch: Buffer.from(JSON.stringify({ status })), status: true } },
        ]);
      const approved = { type: 'Approved', status: 'True', reason: 'Mine', message: '' };
      await assert.rejects(patch({ conditions: [approved] }), /cannot approve resource "signers"/);
      const own = Buffer.from(masters.administrator.certificate).toString('base64');
      await assert.rejects(patch({ certificate: own }), /cannot sign resource "signers"/);
      assert.equal((await requestNamed('carl')).status, undefined);
    });
  });

  it('stand in the log sealed, and are shown without their keys', async () => {
    const { stdout } = await orc('get', 'cluster', 'cluster', '-o', 'yaml');
    assert.match(stdout, /authorities:/);
    assert.doesNotMatch(stdout, /sealed|PRIVATE/);
    const folder = path.join(masters.folder, 'dump');
    mkdirSync(folder);
    const dumped = await orc('log', 'dump', path.join(masters.dataDir(0), 'raft'), '-o', 'json');
    assert.doesNotMatch(dumped.stdout, /PRIVATE KEY/);
  });
});

/** One request with a bearer token to a master, believed by this CA only; the status of its answer. */
function askMaster(
  { api, authority, token }: { readonly api: string; readonly authority: string; readonly token: string },
  where: string,
  body?: object,
): Promise<number> {
  const [host = '', port = ''] = api.split(':');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host,
        port: Number(port),
        path: where,
        method: body === undefined ? 'GET' : 'POST',
        ca: authority,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        agent: false,
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
