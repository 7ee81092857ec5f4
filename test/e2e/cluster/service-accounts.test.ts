// Service accounts in pods on a real cluster: what containers find, what it opens and what ends it, how it is kept new,
// and what becomes of pods whose account or token is not there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lstatSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'mocha';
import { decodeJwt } from 'jose';
import { OrcError } from '#kernel/errors.ts';
import { podStatusWord } from '#kernel/kinds/pod.ts';
import { key } from '#kernel/log/key.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { DockerRuntime } from '#node-agent/docker/docker-runtime.ts';
import { manifest } from '#kit/api-client.ts';
import { TestCluster, demoDeployment, until } from '#kit/cluster.ts';

const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
const node = 'node-1';
const requestProgram = path.join(import.meta.dirname, '../../kit/network/https-request.ts');

interface Answer {
  readonly code: number;
  readonly body: string;
}

function pod(name: string, spec: object = {}, container: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...metadata },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'main', image: 'demo:v1', ...container }],
      ...spec,
    },
  };
}

describe('service accounts in pods', function () {
  this.timeout(300_000);
  let cluster: TestCluster;
  let runtime: DockerRuntime;
  before(async () => {
    cluster = await TestCluster.up('e2eaccounts', { masters: 3, nodes: 1 });
    runtime = new DockerRuntime(cluster.cluster.sandbox.dockerSocket(node));
    await cluster.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } });
    await cluster.api.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'reader' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
    });
    await cluster.api.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'default' }],
    });
  });
  after(() => cluster.down());

  async function podNamed(name: string): Promise<Pod | undefined> {
    return (await cluster.pods()).find(({ metadata }) => metadata.name === name);
  }

  function untilRunning(name: string): Promise<Pod> {
    return until(`pod ${name} runs`, async () => {
      const found = await podNamed(name);
      return found !== undefined && podStatusWord(found) === 'Running' && found;
    });
  }

  async function remove(name: string): Promise<void> {
    await cluster.api.delete(key('Pod', 'default', name), 0);
    await until(`pod ${name} is gone`, async () => (await podNamed(name)) === undefined);
  }

  async function containerOf(name: string): Promise<string> {
    const all = await runtime.list();
    const found = all.find(({ podName, container, state }) => {
      return podName === name && container === 'main' && state === 'running';
    });
    assert.ok(found, `the container of ${name} runs`);
    return found.id;
  }

  /** What a command in a pod's container says. */
  async function said(name: string, ...command: string[]): Promise<string> {
    const session = await runtime.exec(await containerOf(name), { command, stdin: false, tty: false });
    let output = '';
    for await (const { data } of session.output) output += Buffer.from(data).toString('utf8');
    return output;
  }

  const fileIn = (name: string, file: string): Promise<string> => said(name, 'cat', file);

  async function environmentOf(name: string): Promise<ReadonlyMap<string, string>> {
    const lines = (await said(name, 'env')).trim().split('\n');
    return new Map(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  /** A request to the masters from inside a pod's network, with the pod's own files unless `more` says otherwise. */
  async function ask(name: string, where: string, more: object = {}): Promise<Answer> {
    const environment = await environmentOf(name);
    const asked = {
      host: environment.get('KUBERNETES_SERVICE_HOST'),
      port: environment.get('KUBERNETES_SERVICE_PORT'),
      ca: await fileIn(name, `${folder}/ca.crt`),
      token: await fileIn(name, `${folder}/token`),
      path: where,
      ...more,
    };
    const process_ = await runtime.processId(await containerOf(name));
    const args = [`--net=/proc/${process_}/ns/net`, process.execPath, requestProgram];
    const child = spawn('nsenter', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(asked));
    const answer: unknown = JSON.parse(await text(child.stdout));
    assert.ok(isJsonObject(answer));
    return { code: Number(answer['code']), body: String(answer['body']) };
  }

  it('speak to the masters with the files and variables that containers find', async () => {
    await cluster.api.apply(pod('asker', { serviceAccountName: 'robot' }));
    await untilRunning('asker');
    const listed = await ask('asker', '/api/v1/namespaces/default/pods');
    assert.equal(listed.code, 200, listed.body);
    assert.match(listed.body, /"name":"asker"/);
    const secrets = await ask('asker', '/api/v1/namespaces/default/secrets');
    assert.equal(secrets.code, 403, secrets.body);
    assert.match(secrets.body, /system:serviceaccount:default:robot\\" cannot list/);
    assert.equal((await ask('asker', '/api/v1/namespaces/kube-system/pods')).code, 403);
    for (const name of ['kubernetes', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'])
      assert.equal((await ask('asker', '/version', { name })).code, 200, name);
    assert.equal(await fileIn('asker', `${folder}/namespace`), 'default');
    const claims = decodeJwt(await fileIn('asker', `${folder}/token`));
    assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 3_607);
    const environment = await environmentOf('asker');
    assert.equal(environment.get('KUBERNETES_SERVICE_HOST'), '10.96.0.1');
    assert.equal(environment.get('KUBERNETES_PORT'), 'tcp://10.96.0.1:443');
    assert.equal(environment.get('KUBERNETES_PORT_443_TCP_ADDR'), '10.96.0.1');
    assert.match(await said('asker', 'sh', '-c', `touch ${folder}/mine 2>&1; true`), /Read-only file system/);
    await remove('asker');
  });

  it('have tokens that end with their pod', async () => {
    await cluster.api.apply(pod('brief', { serviceAccountName: 'robot' }));
    await cluster.api.apply(pod('other', { serviceAccountName: 'robot' }));
    await Promise.all(['brief', 'other'].map(untilRunning));
    const token = await fileIn('brief', `${folder}/token`);
    assert.equal((await ask('other', '/api/v1/namespaces/default/pods', { token })).code, 200);
    const { metadata } = (await podNamed('brief')) ?? assert.fail();
    const files = path.join(cluster.cluster.sandbox.memberFolder(node), 'memory/pods', metadata.uid ?? '');
    assert.equal(readdirSync(files).length, 1);
    await remove('brief');
    assert.equal((await ask('other', '/api/v1/namespaces/default/pods', { token })).code, 401);
    await until('its files are gone', async () => {
      return !readdirSync(path.dirname(files)).includes(path.basename(files));
    });
    await remove('other');
  });

  it('are mounted into no pod that wants none, or whose account wants none', async () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shy' } };
    await cluster.api.apply({ ...account, automountServiceAccountToken: false });
    await cluster.api.apply(pod('none', { automountServiceAccountToken: false }));
    await cluster.api.apply(pod('shy', { serviceAccountName: 'shy' }));
    await cluster.api.apply(pod('bold', { serviceAccountName: 'shy', automountServiceAccountToken: true }));
    for (const [name, mounted] of [
      ['none', false],
      ['shy', false],
      ['bold', true],
    ] as const) {
      const { spec } = await untilRunning(name);
      assert.equal((spec.volumes ?? []).length, mounted ? 1 : 0, name);
      assert.equal((await said(name, 'sh', '-c', `ls ${folder} 2>/dev/null`)) !== '', mounted, name);
      await remove(name);
    }
  });

  it('must exist, for pods of users and of controllers', async () => {
    await assert.rejects(
      cluster.api.commit([{ create: { object: manifest(pod('lost', { serviceAccountName: 'nobody' })) } }]),
      (error: unknown) => {
        assert.ok(error instanceof OrcError);
        assert.equal(error.code, 'Forbidden');
        assert.equal(
          error.message,
          'pods "lost" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
        );
        return true;
      },
    );
    // A namespace and a pod in it, in one transaction.
    await cluster.api.commit([
      { apply: { object: manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fresh' } }) } },
      { apply: { object: manifest(pod('first', {}, {}, { namespace: 'fresh' })) } },
    ]);
    await until('the pod of the fresh namespace runs', async () => {
      const found = await podNamed('first');
      return found !== undefined && podStatusWord(found) === 'Running';
    });
    assert.equal(await fileIn('first', `${folder}/namespace`), 'fresh');
    await cluster.api.delete(key('Namespace', '', 'fresh'));
    const json = demoDeployment('late', 1);
    assert.ok('spec' in json && isJsonObject(json.spec) && isJsonObject(json.spec['template']));
    const { template } = json.spec;
    assert.ok(isJsonObject(template['spec']));
    const late = { ...template, spec: { ...template['spec'], serviceAccountName: 'latecomer' } };
    await cluster.api.apply({ ...json, spec: { ...json.spec, template: late } });
    const failure = await until('the deployment says why it has no pods', async () =>
      (await cluster.deployment('late')).status?.conditions?.find(({ type }) => type === 'ReplicaFailure'),
    );
    assert.match(failure.message ?? '', /serviceaccount "latecomer" not found$/);
    await cluster.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'latecomer' } });
    await cluster.untilServing(1, { app: 'late' });
    await until('the deployment says so no more', async () =>
      (await cluster.deployment('late')).status?.conditions?.every(({ type }) => type !== 'ReplicaFailure'),
    );
    await cluster.api.delete(key('Deployment', 'default', 'late'));
  });

  it('let a pod wait that can get no token, and say why, and start it when it can', async () => {
    await cluster.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'gone' } });
    await cluster.api.apply(pod('waits', { serviceAccountName: 'gone', nodeSelector: { disk: 'ssd' } }));
    await cluster.api.delete(key('ServiceAccount', 'default', 'gone'));
    const label = Buffer.from(JSON.stringify({ metadata: { labels: { disk: 'ssd' } } }));
    await cluster.api.commit([{ patch: { key: key('Node', '', node), mergePatch: label, status: false } }]);
    const message = await until('it says why', async () => {
      const [status] = (await podNamed('waits'))?.status?.containerStatuses ?? [];
      const { reason, message: said_ = '' } = status?.state?.waiting ?? {};
      return reason === 'ContainerCreating' && said_.includes('token') && said_;
    });
    assert.match(
      message,
      /^MountVolume\.SetUp failed for volume "kube-api-access-[a-z0-9]{5}" : no token: serviceaccounts "gone" not found: make it again/,
    );
    await cluster.api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'gone' } });
    const { status } = await untilRunning('waits');
    assert.equal(status?.containerStatuses?.[0]?.restartCount, 0);
    await remove('waits');
  });

  it('stand beside ConfigMaps, Secrets and fields of the pod in one volume, which follows them', async () => {
    const sources = [
      { configMap: { name: 'settings', items: [{ key: 'color', path: 'etc/color', mode: 0o640 }] } },
      { secret: { name: 'key' } },
      { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
      { serviceAccountToken: { path: 'vault-token', audience: 'vault', expirationSeconds: 600 } },
    ];
    const container = { volumeMounts: [{ name: 'all', mountPath: '/all' }] };
    const spec = { volumes: [{ name: 'all', projected: { sources } }] };
    await cluster.api.apply(pod('many', spec, container, { labels: { app: 'many' } }));
    await until('it waits for its sources', async () => {
      const [status] = (await podNamed('many'))?.status?.containerStatuses ?? [];
      return status?.state?.waiting?.message?.endsWith('"all" : configmap "settings" not found');
    });
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    await cluster.api.apply({ ...map, data: { color: 'blue' } });
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' } };
    await cluster.api.apply({ ...secret, stringData: { password: 'correct horse' } });
    await untilRunning('many');
    const id = await containerOf('many');
    assert.equal(await fileIn('many', '/all/etc/color'), 'blue');
    assert.equal(await fileIn('many', '/all/password'), 'correct horse');
    assert.equal(await fileIn('many', '/all/labels'), 'app="many"');
    assert.match(await said('many', 'ls', '-lL', '/all/etc/color'), /^-rw-r-----/);
    assert.deepEqual(decodeJwt(await fileIn('many', '/all/vault-token')).aud, ['vault']);
    const token = await fileIn('many', '/all/vault-token');
    const pods = '/api/v1/namespaces/default/pods';
    assert.equal((await ask('many', pods, { token })).code, 401, 'it is for others than the masters');
    assert.equal((await ask('many', pods, { token: 'nonsense' })).code, 401);
    await cluster.api.apply({ ...map, data: { color: 'green' } });
    await until('the file follows', async () => (await fileIn('many', '/all/etc/color')) === 'green');
    const relabel = Buffer.from(JSON.stringify({ metadata: { labels: { app: 'more' } } }));
    await cluster.api.commit([
      { patch: { key: key('Pod', 'default', 'many'), mergePatch: relabel, status: false } },
    ]);
    await until('labels follow', async () => (await fileIn('many', '/all/labels')) === 'app="more"');
    assert.equal(await containerOf('many'), id, 'no container was started again');
    await remove('many');
  });

  it('get new tokens before the old ones expire, from an agent that was started again, too', async () => {
    await cluster.api.apply(pod('long', { serviceAccountName: 'robot' }));
    await untilRunning('long');
    const id = await containerOf('long');
    const first = await fileIn('long', `${folder}/token`);
    const restart = async (more: object): Promise<void> => {
      const file = path.join(cluster.cluster.sandbox.memberFolder(node), 'config.json');
      const config: unknown = JSON.parse(readFileSync(file, 'utf8'));
      assert.ok(isJsonObject(config));
      await cluster.cluster.kill(node, 'agent');
      writeFileSync(file, JSON.stringify({ ...config, ...more }));
      await cluster.cluster.start(node);
    };
    // At 1 % of its life a token that holds for 10 minutes is replaced after 6 s.
    await restart({ tokenRefreshPercent: 1 });
    const spec = {
      volumes: [
        {
          name: 'short',
          projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 600 } }] },
        },
      ],
    };
    await cluster.api.apply(pod('short', spec, { volumeMounts: [{ name: 'short', mountPath: '/short' }] }));
    await untilRunning('short');
    const shortId = await containerOf('short');
    const seen = new Set<string>();
    await until('it has had three tokens', async () => {
      seen.add(await fileIn('short', '/short/token'));
      return seen.size >= 3;
    });
    // Its account is known and may do nothing.
    const pods = '/api/v1/namespaces/default/pods';
    for (const token of seen) assert.equal((await ask('short', pods, { token })).code, 403);
    assert.equal(await containerOf('short'), shortId, 'its container was not started again');
    await until('the old token is replaced', async () => (await fileIn('long', `${folder}/token`)) !== first);
    for (const token of [first, await fileIn('long', `${folder}/token`)])
      assert.equal((await ask('long', pods, { token })).code, 200);
    assert.equal(await containerOf('long'), id);
    await restart({ tokenRefreshPercent: 80 });
    await remove('short');
    await remove('long');
  });

  it('reach the masters that are up', async () => {
    await cluster.api.apply(pod('steady', { serviceAccountName: 'robot' }));
    await untilRunning('steady');
    const addresses = async (): Promise<string[]> => {
      const slices = await cluster.api.list('EndpointSlice');
      const own = slices.find(({ metadata }) => metadata.name === 'kubernetes');
      return (own?.endpoints ?? []).flatMap((endpoint) => endpoint.addresses).toSorted();
    };
    const all = ['10.89.0.11', '10.89.0.12', '10.89.0.13'];
    await until('all masters are endpoints', async () => String(await addresses()) === String(all));
    await cluster.cluster.kill('master-1');
    await until('the dead one is none', async () => String(await addresses()) === String(all.slice(1)));
    await until('a pod reaches the others', async () => {
      const answers = [];
      for (let count = 0; count < 5; count++) answers.push((await ask('steady', '/version')).code);
      return answers.every((code) => code === 200);
    });
    await cluster.cluster.start('master-1');
    await until('it is one again', async () => String(await addresses()) === String(all));
    await remove('steady');
  });

  it('have tokens in memory only', async () => {
    await cluster.api.apply(pod('secretive', { serviceAccountName: 'robot' }));
    await untilRunning('secretive');
    const signature = (await fileIn('secretive', `${folder}/token`)).split('.')[2] ?? '';
    assert.ok(signature.length > 40);
    const { folder: whole } = cluster.cluster.sandbox;
    const device = statSync(whole).dev;
    let looked = 0;
    let found = 0;
    const look = (where: string): void => {
      for (const name of readdirSync(where)) {
        const file = path.join(where, name);
        let stats;
        try {
          stats = lstatSync(file);
          if (stats.isDirectory()) look(file);
          if (!stats.isFile() || stats.size > 64 * 1024 * 1024) continue;
          looked += 1;
          if (!readFileSync(file).includes(signature)) continue;
        } catch {
          // Files of processes that run come and go.
          continue;
        }
        found += 1;
        assert.notEqual(stats.dev, device, `${file} is on a disk`);
      }
    };
    look(whole);
    assert.ok(looked > 100, `${looked} files`);
    assert.ok(found > 0, 'it is in memory');
    await remove('secretive');
  });
});
