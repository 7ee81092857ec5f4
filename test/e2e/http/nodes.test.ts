// What the Kubernetes face does with nodes: requests passed on to pods, Services and nodes through a master that can
// reach none of them itself, and kubectl drain.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { TestCluster, until } from '#kit/cluster.ts';

/** Answers a request with what it was told; /redirect leads elsewhere, /big is long, /early answers before it has heard all. */
const echoServer = `
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 64, ReuseAddr => 1) or die $!;
$SIG{CHLD} = 'IGNORE';
while (1) {
  my $client = $server->accept or next;
  next if fork;
  my $said = '';
  sysread($client, $said, 65536, length $said) || exit until $said =~ /\\r\\n\\r\\n/;
  if ($said !~ m{^POST /early} && $said =~ /content-length: (\\d+)/i) {
    my $whole = index($said, "\\r\\n\\r\\n") + 4 + $1;
    sysread($client, $said, 65536, length $said) || exit while length $said < $whole;
  }
  my $body = $said =~ m{^GET /big} ? 'x' x 3000000 : $said;
  my $head = $said =~ m{^GET /redirect} ? "302 Found\\r\\nLocation: /there" : "201 Created\\r\\nX-Said: yes";
  my $answer = "HTTP/1.1 $head\\r\\nContent-Type: text/plain\\r\\nContent-Length: " . length($body) . "\\r\\n\\r\\n$body";
  while (length $answer) { substr($answer, 0, syswrite($client, $answer) // exit) = '' }
  # What is still on its way is read, or the closing would reset the connection and take the answer with it.
  shutdown($client, 1);
  1 while sysread($client, $said, 65536);
  exit;
}`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the Kubernetes face of a cluster with a node', function () {
  this.timeout(120_000);
  let cluster: TestCluster;
  let tls: { ca: Buffer; cert: Buffer; key: Buffer };
  let host = '';
  let port = '';

  before(async () => {
    cluster = await TestCluster.up('e2eproxy', { masters: 1, nodes: 1 });
    const { apis, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    tls = {
      ca: readFileSync(authorityFile),
      cert: readFileSync(certificateFile),
      key: readFileSync(keyFile),
    };
    [host = '', port = ''] = (apis[0] ?? '').split(':');
    const container = {
      name: 'main',
      image: 'demo:v1',
      command: ['perl', '-e', echoServer],
      ports: [{ name: 'http', containerPort: 8080 }],
    };
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'echo', labels: { app: 'echo' } },
      spec: { terminationGracePeriodSeconds: 0, containers: [container] },
    });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'echo' },
      spec: { selector: { app: 'echo' }, ports: [{ name: 'web', port: 80, targetPort: 'http' }] },
    });
    await cluster.untilServing(1, { app: 'echo' });
    await until('it answers', async () => (await ask('pods/echo/proxy/')).status === 201);
    await until('the Service has it', async () => (await ask('services/echo/proxy/')).status === 201);
  });
  after(() => cluster.down());

  function ask(
    where: string,
    method = 'GET',
    body = '',
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const path = where.startsWith('/') ? where : `/api/v1/namespaces/default/${where}`;
    return new Promise((resolve, reject) => {
      const sent = request(
        { host, port, path, method, headers, ...tls, checkServerIdentity: () => undefined },
        (answer) => {
          text(answer).then(
            (said) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: said }),
            reject,
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  type Run = (...words: string[]) => Promise<{ all: string; exitCode?: number }>;

  /** A kubectl with its files in a folder. */
  async function kubectlIn(folder: string): Promise<Run> {
    const config = join(folder, 'config');
    const pem = (bytes: Buffer): string => bytes.toString('utf8');
    addContext(config, {
      name: 'e2e',
      servers: (await cluster.cluster.connection()).servers,
      api: `${host}:${port}`,
      authority: pem(tls.ca),
      certificate: pem(tls.cert),
      key: pem(tls.key),
    });
    return (...words) =>
      execa('kubectl', ['--kubeconfig', config, ...words], {
        env: { HOME: folder },
        reject: false,
        all: true,
      });
  }

  it('passes method, path, query and body on as they are, and the answer back', async () => {
    const { status, headers, body } = await ask('pods/echo:8080/proxy/a%20b/c?x=1&y=%2F', 'POST', 'hello', {
      'x-mine': 'yes',
    });
    assert.equal(status, 201);
    assert.equal(headers['x-said'], 'yes');
    assert.match(body, /^POST \/a%20b\/c\?x=1&y=%2F HTTP\/1\.1\r\n/);
    assert.match(body, /\r\nx-mine: yes\r\n/i);
    assert.match(body, /\r\n\r\nhello$/);
  });

  it('tells the target nothing of who asks', async () => {
    const { status, body } = await ask('pods/echo/proxy/', 'GET', '', {
      'proxy-authorization': 'Basic mine',
      'impersonate-user': 'ann',
      'impersonate-group': 'orc:admins',
    });
    assert.equal(status, 201);
    assert.doesNotMatch(body, /mine|ann|orc:admins/);
  });

  it('reaches ports by name, and pods behind Services', async () => {
    assert.equal((await ask('pods/http:echo:http/proxy/')).status, 201);
    assert.equal((await ask('services/echo:web/proxy/x')).status, 201);
    assert.match((await ask('services/echo:80/proxy/x')).body, /^GET \/x /);
  });

  it('passes an answer back that comes before the whole body was told', async () => {
    const { status, headers } = await ask('pods/echo/proxy/early', 'POST', 'x'.repeat(3_000_000));
    assert.deepEqual([status, headers['x-said']], [201, 'yes']);
  });

  it('keeps redirects within itself, and long answers whole', async () => {
    const { status, headers } = await ask('pods/echo/proxy/redirect');
    assert.deepEqual([status, headers.location], [302, '/api/v1/namespaces/default/pods/echo/proxy/there']);
    assert.equal((await ask('services/echo/proxy/big')).body.length, 3_000_000);
  });

  it('shows the metrics of a node', async () => {
    assert.match((await ask('/api/v1/nodes/node-1/proxy/metrics')).body, /^orc_node_pods\{.*\} \d/m);
    assert.equal((await ask('/api/v1/nodes/node-1/proxy/pods')).status, 404);
  });

  it('says what nodes and pods use, as kubectl top asks for it', async () => {
    const busy = { name: 'busy', image: 'demo:v1', command: ['perl', '-e', '1 while 1'] };
    const limits = { cpu: '200m', memory: '64Mi' };
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'busy', labels: { app: 'busy' } },
      spec: { terminationGracePeriodSeconds: 0, containers: [{ ...busy, resources: { limits } }] },
    });
    const metrics = '/apis/metrics.k8s.io/v1beta1';
    const folder = mkdtempSync(join(tmpdir(), 'orc-top-'));
    const run = await kubectlIn(folder);
    const line = /^busy +busy +(\d+)m +\d+Mi *$/m;
    // What a busy pod gets here is more than what an idle one takes, and no more than its limit (and how coarsely it holds).
    const top = await until('it is busy', async () => {
      const { all } = await run('top', 'pods', '--containers');
      return Number(line.exec(all)?.[1] ?? 0) > 20 ? all : undefined;
    });
    assert.match(top, /^POD +NAME +CPU\(cores\) +MEMORY\(bytes\) *\nbusy +busy/);
    assert.match(top, /^echo +main +\d+m +[1-9]\d*Mi *$/m);
    assert.ok(Number(line.exec(top)?.[1]) < 400, top);
    assert.match((await run('top', 'pod', '-l', 'app=echo')).all, /^NAME .*\necho +\d+m +\d+Mi *$/);
    assert.match((await run('top', 'node')).all, /^NAME .*\nnode-1 +\d+m +\d+% +\d+Mi +\d+% *$/);
    assert.match(
      (await run('get', 'pods.metrics.k8s.io')).all,
      /^NAME +CPU +MEMORY +WINDOW\nbusy +\d+m +\d+Ki/,
    );
    assert.match((await run('explain', 'podmetrics.containers.usage')).all, /cpu.*memory/s);
    const one = JSON.parse((await ask(`${metrics}/namespaces/default/pods/busy`)).body);
    assert.match(one.containers[0].usage.cpu, /^\d+n$/);
    assert.equal(one.kind, 'PodMetrics');
    assert.deepEqual(one.metadata.labels, { app: 'busy' });
    for (const [what, status, words] of [
      [`${metrics}/namespaces/default/pods/nobody`, 404, /pods\.metrics\.k8s\.io \\"nobody\\" not found/],
      [`${metrics}/pods?watch=1`, 405, /does not allow this method/],
      [
        `${metrics}/pods?fieldSelector=spec.nodeName%3Dnode-1`,
        400,
        /field label not supported: spec\.nodeName/,
      ],
      [`${metrics}/namespaces/default/nodes`, 404, /could not find/],
      [`${metrics}/nodes/node-1/status`, 404, /could not find/],
    ] as const) {
      const refused = await ask(what);
      assert.equal(refused.status, status, what);
      assert.match(refused.body, words);
    }
    assert.equal((await ask(`${metrics}/nodes/node-1`, 'DELETE')).status, 405);
    const nobody = { 'impersonate-user': 'ann' };
    assert.equal((await ask(`${metrics}/nodes`, 'GET', '', nobody)).status, 403);
    assert.equal((await run('delete', 'pod', 'busy', '--now')).exitCode, 0);
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what can’t be reached', async () => {
    const closed = await ask('pods/echo:9/proxy/');
    assert.equal(closed.status, 503);
    assert.match(closed.body, /error trying to reach echo:9/);
    assert.equal((await ask('pods/nobody/proxy/')).status, 404);
    assert.match((await ask('services/echo:none/proxy/')).body, /has no port \\"none\\"/);
    assert.equal((await ask('/api/v1/nodes/nobody/proxy/metrics')).status, 404);
  });

  it('lets kubectl debug a pod: a container added while it runs sees its processes and its network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orc-debug-'));
    const run = await kubectlIn(folder);
    const words = ['debug', 'echo', '--image=demo:v1', '--target=main', '-c', 'look', '--', 'sh', '-c'];
    const made = await run(...words, 'ps; echo looked; exec sleep 1000');
    assert.equal(made.exitCode, 0, made.all);
    await until('it has looked', async () =>
      (await run('logs', 'echo', '-c', 'look')).all.includes('looked'),
    );
    assert.match((await run('logs', 'echo', '-c', 'look')).all, /perl/);
    const [pod] = await cluster.pods({ app: 'echo' });
    assert.deepEqual(
      pod?.status?.containerStatuses?.map(({ restartCount }) => restartCount),
      [0],
    );
    assert.ok(pod.status.ephemeralContainerStatuses?.[0]?.state?.running !== undefined);
    assert.equal((await run('exec', 'echo', '-c', 'look', '--', 'echo', 'inside')).all, 'inside');
    const path = '/api/v1/namespaces/default/pods/echo';
    const patch = (body: string, where = path): Promise<Answer> =>
      ask(where, 'PATCH', body, { 'content-type': 'application/merge-patch+json' });
    const other = '{"spec":{"ephemeralContainers":[{"name":"look","image":"other:1"}]}}';
    assert.equal((await patch(other)).status, 422);
    assert.match((await patch(other, `${path}/ephemeralcontainers`)).body, /may not be changed or removed/);
    const serving =
      '{"spec":{"ephemeralContainers":[{"name":"b","image":"a:1","ports":[{"containerPort":1}]}]}}';
    assert.match(
      (await patch(serving, `${path}/ephemeralcontainers`)).body,
      /ports: Forbidden: cannot be set for an Ephemeral Container/,
    );
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets a pod that runs have more, and starts a container anew where that is asked for', async () => {
    const container = {
      name: 'main',
      image: 'demo:v1',
      resources: { requests: { cpu: '100m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
      resizePolicy: [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }],
    };
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'sized', labels: { app: 'sized' } },
      spec: { terminationGracePeriodSeconds: 1, containers: [container] },
    });
    await cluster.untilServing(1, { app: 'sized' });
    const path = '/api/v1/namespaces/default/pods/sized/resize';
    const resize = (resources: object): Promise<Answer> =>
      ask(path, 'PATCH', JSON.stringify({ spec: { containers: [{ name: 'main', resources }] } }), {
        'content-type': 'application/strategic-merge-patch+json',
      });
    const untilHas = (cpu: string, memory: string, restarts: number): Promise<unknown> =>
      until(`it has ${cpu} and ${memory}, after ${restarts} restarts`, async () => {
        const [pod] = await cluster.pods({ app: 'sized' });
        const [status] = pod?.status?.containerStatuses ?? [];
        const { limits } = status?.resources ?? {};
        return (
          status?.ready === true &&
          status.restartCount === restarts &&
          limits?.['cpu'] === cpu &&
          limits['memory'] === memory
        );
      });
    const folder = mkdtempSync(join(tmpdir(), 'orc-resize-'));
    const kubectl = await kubectlIn(folder);
    const limits = async (): Promise<string> => {
      const files =
        'cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null; true';
      return (await kubectl('exec', 'sized', '--', 'sh', '-c', files)).all;
    };
    assert.equal((await resize({ limits: { cpu: '500m' } })).status, 200);
    await untilHas('500m', '64Mi', 0);
    assert.match(await limits(), /^50000/m);
    assert.equal((await resize({ limits: { memory: '48Mi' } })).status, 200);
    await untilHas('500m', '48Mi', 1);
    assert.match(await limits(), /^50331648$/m);
    assert.match(
      (await resize({ requests: { cpu: '400' }, limits: { cpu: '400' } })).body,
      /has not enough cpu left/,
    );
    assert.match((await resize({ limits: { memory: null } })).body, /cannot be removed: memory/);
    await cluster.api.delete(key('Pod', 'default', 'sized'));
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets kubectl drain a node: its pods are evicted, and their own replacements wait', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orc-drain-'));
    const kubectl = await kubectlIn(folder);
    const refused = await kubectl('drain', 'node-1');
    assert.equal(refused.exitCode, 1);
    assert.match(refused.all, /cannot delete Pods (?:not managed by|that declare no controller)/);
    const drained = await kubectl('drain', 'node-1', '--force');
    assert.equal(drained.exitCode, 0, drained.all);
    assert.match(drained.all, /evicting pod default\/echo[^]*node\/node-1 (drained|evicted)/);
    assert.deepEqual(await cluster.pods({ app: 'echo' }), []);
    assert.match((await kubectl('get', 'nodes')).all, /node-1 +Ready,SchedulingDisabled/);
    rmSync(folder, { recursive: true, force: true });
  });
});
