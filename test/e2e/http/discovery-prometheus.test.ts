// Prometheus' kubernetes_sd_configs against a real cluster: each role finds the targets that the objects make, for a
// service account by its token and for a user by a certificate, neither of whom is an administrator; it follows what
// changes, whichever masters end; and what it finds can be scraped.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { addContext, entriesOf, readKubeconfig } from '#cli/kubeconfig.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import {
  type Role,
  type Target,
  foundIn,
  marked,
  port,
  roles,
  rulesOf,
  sorted,
  statsPath,
  targetsOf,
} from '#kit/discovery.ts';
import { type FoundTarget, VmAgent } from '#kit/vmagent.ts';

const orc = path.join(import.meta.dirname, '../../../orc');
/** Answers whatever it is asked with two samples. */
const statsServer = `
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalPort => ${port}, Listen => 64, ReuseAddr => 1) or die $!;
while (my $client = $server->accept) {
  sysread($client, my $said, 65536);
  my $body = "sold_total 3\\nopen_carts 2\\n";
  print $client "HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: " . length($body) . "\\r\\n\\r\\n$body";
  close $client;
}`;

const accesses = ['token', 'certificate'] as const;
type Access = (typeof accesses)[number];

describe("Prometheus' discovery of targets", function () {
  this.timeout(300_000);
  let cluster: TestCluster;
  let agent: VmAgent;
  let folder = '';
  /** Where pods, and vmagent, find whichever master is up, and the one that the certificate's jobs ask. */
  let everyMaster = '';
  const watched = 'master-1';

  const inFolder = (name: string): string => path.join(folder, name);

  /** How each of the two is known to masters. */
  function credentialsOf(access: Access): {
    readonly tls_config: object;
    readonly bearer_token_file?: string;
  } {
    const ca = { ca_file: inFolder('ca.pem') };
    return access === 'token'
      ? { bearer_token_file: inFolder('token'), tls_config: ca }
      : { tls_config: { ...ca, cert_file: inFolder('user.pem'), key_file: inFolder('user.key') } };
  }

  function jobOf(access: Access, role: Role): object {
    const { address } = cluster.cluster.sandbox.member(watched);
    return {
      job_name: `${access} ${role}`,
      scrape_interval: '1s',
      scrape_timeout: '1s',
      kubernetes_sd_configs: [
        {
          role,
          api_server: access === 'token' ? `https://${everyMaster}` : `https://${address}:6443`,
          ...credentialsOf(access),
        },
      ],
      relabel_configs: rulesOf(role, everyMaster),
      ...(role === 'node' && { scheme: 'https', ...credentialsOf(access) }),
    };
  }

  /** The job of Prometheus' example that scrapes API servers. */
  const masters = (): object => ({
    ...jobOf('token', 'endpoints'),
    job_name: 'masters',
    scheme: 'https',
    ...credentialsOf('token'),
    relabel_configs: [
      {
        action: 'keep',
        source_labels: [
          '__meta_kubernetes_namespace',
          '__meta_kubernetes_service_name',
          '__meta_kubernetes_endpoint_port_name',
        ],
        regex: 'default;kubernetes;https',
      },
    ],
  });

  async function makeCredentials(): Promise<void> {
    const { servers, apis, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    writeFileSync(inFolder('ca.pem'), read(authorityFile));
    addContext(inFolder('config'), {
      name: 'e2e',
      servers,
      api: apis[0] ?? '',
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
    const env = { HOME: folder, ORCCONFIG: inFolder('config'), KUBECONFIG: inFolder('config') };
    await execa(orc, ['config', 'add-user', 'prometheus', '--file', inFolder('user')], { env });
    const [entry] = entriesOf(readKubeconfig(inFolder('user')), 'users');
    const user = entry?.['user'];
    assert.ok(isJsonObject(user));
    const bytesOf = (name: string): Buffer => Buffer.from(String(user[name]), 'base64');
    writeFileSync(inFolder('user.pem'), bytesOf('client-certificate-data'));
    writeFileSync(inFolder('user.key'), bytesOf('client-key-data'));
    const where = '/api/v1/namespaces/monitoring/serviceaccounts/prometheus/token';
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const made = await execa('kubectl', ['create', '--raw', where, '-f', '-'], {
      env,
      input: JSON.stringify(request),
    });
    const answer: unknown = JSON.parse(made.stdout);
    const status = isJsonObject(answer) ? answer['status'] : undefined;
    assert.ok(isJsonObject(status));
    writeFileSync(inFolder('token'), String(status['token']));
  }

  async function makeRoles(): Promise<void> {
    const read = ['get', 'list', 'watch'];
    const group = 'rbac.authorization.k8s.io';
    const account = { kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' };
    await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: account.name, namespace: account.namespace },
    });
    await cluster.api.apply({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'prometheus' },
      rules: [
        {
          apiGroups: [''],
          resources: ['nodes', 'nodes/proxy', 'services', 'endpoints', 'pods'],
          verbs: read,
        },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
        { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: read },
        { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ],
    });
    await cluster.api.apply({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'prometheus' },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'prometheus' },
      subjects: [account, { apiGroup: group, kind: 'User', name: 'prometheus' }],
    });
  }

  /** A deployment that counts what it sells, or one that nobody is to scrape. */
  function shop(name: string, replicas: number, annotations: Readonly<Record<string, string>>): object {
    const ports = [{ name: 'stats', containerPort: port }];
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: {
        replicas,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name }, annotations },
          spec: {
            terminationGracePeriodSeconds: 0,
            containers: [
              {
                name: 'main',
                image: 'demo:v1',
                command: ['perl', '-e', statsServer],
                ports,
                readinessProbe: { tcpSocket: { port }, periodSeconds: 1 },
              },
            ],
          },
        },
      },
    };
  }

  const serviceOf = (name: string, annotations: Readonly<Record<string, string>>, app = name): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: { team: 'sales' }, annotations },
    spec: { selector: { app }, ports: [{ name: 'web', port: 80, targetPort: 'stats' }] },
  });

  const ingressOf = (
    name: string,
    annotations: Readonly<Record<string, string>>,
    hosts: readonly string[],
  ) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, annotations },
    spec: {
      ingressClassName: 'front',
      tls: [{ hosts: hosts.slice(0, 1) }],
      rules: hosts.map((host) => ({
        host,
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { name: 'web' } } } },
          ],
        },
      })),
    },
  });

  before(async () => {
    cluster = await TestCluster.up('e2ediscovery', { masters: 3, nodes: 2 });
    folder = mkdtempSync(path.join(tmpdir(), 'orc-discovery-'));
    await makeRoles();
    await makeCredentials();
    const scraped = { ...marked('scrape'), 'prometheus.io/path': statsPath };
    await cluster.api.apply(shop('shop', 2, scraped));
    await cluster.api.apply(shop('quiet', 1, {}));
    await cluster.api.apply(serviceOf('shop', { ...scraped, ...marked('probe') }));
    await cluster.api.apply(serviceOf('quiet', {}));
    await cluster.api.apply(serviceOf('nobody', { ...scraped, ...marked('probe') }));
    await cluster.api.apply(ingressOf('shop', marked('probe'), ['a.example.com', 'b.example.com']));
    await cluster.api.apply(ingressOf('quiet', {}, ['quiet.example.com']));
    await cluster.untilServing(2, { app: 'shop' });
    await cluster.untilServing(1, { app: 'quiet' });
    everyMaster = `${await cluster.serviceAddress('kubernetes')}:443`;
    const jobs = accesses.flatMap((access) => roles.map((role) => jobOf(access, role)));
    agent = await VmAgent.start(cluster.cluster.sandbox, 'node-1', folder, {
      scrape_configs: [...jobs, masters()],
    });
  });
  after(async () => {
    await agent?.[Symbol.asyncDispose]();
    await cluster.down();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What should be found, by the objects that there are. */
  async function expected(): Promise<Readonly<Record<Role, readonly Target[]>>> {
    const [nodes, pods, services, ingresses, slices] = await Promise.all([
      cluster.api.list('Node'),
      cluster.api.list('Pod'),
      cluster.api.list('Service'),
      cluster.api.list('Ingress'),
      cluster.api.list('EndpointSlice'),
    ]);
    return targetsOf({ nodes, pods, services, ingresses, slices }, everyMaster);
  }

  /** Waits until those who ask find by every role what the objects make, and nothing else. */
  async function untilFound(
    what: string,
    ...by: readonly Access[]
  ): Promise<Readonly<Record<Role, readonly Target[]>>> {
    let differing = 'vmagent has not answered';
    return until(
      () => `${what}: ${differing}\n${agent.said}`,
      async () => {
        const [wanted, targets] = [await expected(), await agent.targets()];
        if (targets === undefined) return undefined;
        for (const access of by)
          for (const role of roles) {
            const [found, right] = [sorted(foundIn(targets, `${access} ${role}`)), sorted(wanted[role])];
            if (isDeepStrictEqual(found, right)) continue;
            const without = (some: readonly Target[], others: readonly Target[]): string =>
              JSON.stringify(some.filter((each) => !others.some((other) => isDeepStrictEqual(each, other))));
            differing = `${access} ${role} finds ${without(found, right)} for ${without(right, found)}`;
            return undefined;
          }
        return wanted;
      },
      60_000,
    );
  }

  const counts = (found: Readonly<Record<Role, readonly Target[]>>): readonly number[] =>
    roles.map((role) => found[role].length);

  function scale(replicas: number): Promise<unknown> {
    const mergePatch = new TextEncoder().encode(JSON.stringify({ spec: { replicas } }));
    return cluster.api.commit([
      { patch: { key: { ...key('Deployment', 'default', 'shop') }, mergePatch, status: false } },
    ]);
  }

  async function leader(): Promise<string> {
    return until('a leader is known', async () => {
      for (let master = 0; master < cluster.api.masters; master++) {
        const status = await cluster.api.status(master);
        if (status !== undefined && status.leader !== '') return status.leader;
      }
      return undefined;
    });
  }

  it('finds by every role exactly what is there, with all that is known of it, by a token and by a certificate', async () => {
    const found = await untilFound('the first targets', ...accesses);
    assert.deepEqual(counts(found), [2, 2, 2, 2, 2, 2]);
  });

  it('scrapes pods, nodes through a master, and masters', async () => {
    let seen: readonly FoundTarget[] = [];
    const scraped = await until(
      () => `all are up: ${JSON.stringify(seen.filter(({ health }) => health !== 'up'))}`,
      async () => {
        seen = ((await agent.targets()) ?? []).filter(({ job }) => /masters|pod|node|endpoint/.test(job));
        return seen.length === 19 && seen.every(({ health }) => health === 'up') && seen;
      },
    );
    const samples = (name: string): readonly number[] =>
      scraped.filter(({ job }) => job.endsWith(name)).map((each) => each.samples);
    for (const role of ['pod', 'endpoints', 'endpointslice'])
      assert.deepEqual(samples(` ${role}`), [2, 2, 2, 2]);
    assert.equal(samples('masters').length, 3);
    for (const count of [...samples(' node'), ...samples('masters')]) assert.ok(count > 20, String(count));
  });

  it('follows pods that come and go, new Services, and labels of nodes', async () => {
    await scale(4);
    await cluster.untilServing(4, { app: 'shop' });
    assert.deepEqual(counts(await untilFound('more pods', ...accesses)), [2, 4, 2, 4, 4, 2]);
    const [first] = await cluster.pods({ app: 'shop' });
    const gone = first?.metadata.name ?? '';
    await cluster.api.delete(key('Pod', 'default', gone));
    await until(
      'the pod is gone',
      async () => !(await cluster.pods()).some(({ metadata }) => metadata.name === gone),
    );
    await cluster.untilServing(4, { app: 'shop' });
    const after = await untilFound('another pod in its place', ...accesses);
    assert.ok(!JSON.stringify(after).includes(gone));
    await cluster.api.apply(
      serviceOf('second', { ...marked('scrape'), 'prometheus.io/path': statsPath }, 'quiet'),
    );
    await cluster.api.apply(ingressOf('shop', marked('probe'), ['c.example.com']));
    const labels = new TextEncoder().encode(JSON.stringify({ metadata: { labels: { rack: 'r7' } } }));
    await cluster.api.commit([
      { patch: { key: key('Node', '', 'node-2'), mergePatch: labels, status: false } },
    ]);
    const changed = await untilFound('a Service, an Ingress and a label', ...accesses);
    assert.deepEqual(counts(changed), [2, 4, 2, 5, 5, 1]);
    assert.equal(changed.node.filter(({ labels: { rack } }) => rack === 'r7').length, 1);
  });

  it('finds nothing stale after kill -9 of the master that it watches', async () => {
    await cluster.cluster.kill(watched);
    await scale(1);
    await cluster.untilServing(1, { app: 'shop' });
    const found = await untilFound('fewer pods, by the masters that are left', 'token');
    assert.deepEqual(counts(found), [2, 1, 2, 2, 2, 1]);
    await cluster.cluster.start(watched);
    await untilFound('the same by the one that is back', ...accesses);
  });

  it('follows a change of the leader', async () => {
    const first = await leader();
    await cluster.cluster.kill(first);
    await until('another leads', async () => (await leader()) !== first);
    await scale(3);
    await cluster.untilServing(3, { app: 'shop' });
    await cluster.cluster.start(first);
    assert.deepEqual(counts(await untilFound('more pods', ...accesses)), [2, 3, 2, 4, 4, 1]);
  });

  it('is told when it may not any more, and finds what there is when it may again', async () => {
    const binding = key('ClusterRoleBinding', '', 'prometheus');
    await cluster.api.delete(binding);
    await scale(2);
    await cluster.untilServing(2, { app: 'shop' });
    await until('it is told that it may not', async () =>
      /prometheus\\*" cannot (list|watch) resource/.test(agent.said),
    );
    await makeRoles();
    await untilFound('all that there is now', ...accesses);
  });
});
