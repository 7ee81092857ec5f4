// The orc command as a user runs it: words, columns, exit codes, streams, and what bad input gets.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { connect } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { addContext } from '#cli/kubeconfig.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import { echoServer } from '#kit/echo-server.ts';

const root = path.join(import.meta.dirname, '../../..');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Says something to a port, ends its half, and listens to the end. */
async function said(port: number, what: Uint8Array): Promise<Buffer> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  socket.end(what);
  return buffer(socket);
}

describe('the orc command', () => {
  let cluster: TestCluster;
  let folder = '';

  before(async () => {
    cluster = await TestCluster.up('e2ecli', { nodes: 1 });
    folder = mkdtempSync(path.join(tmpdir(), 'orc-cli-'));
    const { servers, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(path.join(folder, 'config'), {
      name: 'e2e',
      servers,
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cluster.down();
  });

  function start(
    args: readonly string[],
    input?: string,
  ): {
    readonly ended: Promise<Ended>;
    readonly hasEnded: () => boolean;
    readonly seen: () => string;
    readonly kill: () => void;
  } {
    const child = spawn(path.join(root, 'orc'), args, {
      cwd: root,
      env: { ...process.env, ORCCONFIG: path.join(folder, 'config') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.stdin.end(input ?? '');
    const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
    const hasEnded = (): boolean => child.exitCode !== null;
    return { ended, hasEnded, seen: () => out, kill: () => void child.kill('SIGINT') };
  }
  const orc = (...args: string[]): Promise<Ended> => start(args).ended;

  async function succeeds(...args: string[]): Promise<string> {
    const { code, out, err } = await orc(...args);
    assert.equal(code, 0, `orc ${args.join(' ')}: ${err}`);
    return out;
  }
  const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  terminationGracePeriodSeconds: 1\n  containers:\n    - name: web\n      image: demo:v1\n`;

  it('applies a folder, says what became of each object, and the second time that nothing did', async () => {
    assert.equal(
      await succeeds('apply', '-f', 'ops/demo'),
      'namespace/demo created\nconfigmap/web created\ndeployment.apps/web created\nservice/web created\n',
    );
    assert.equal(
      await succeeds('rollout', 'status', 'deployment/web', '-n', 'demo').then((text) =>
        text.trim().split('\n').at(-1),
      ),
      'deployment "web" successfully rolled out',
    );
    assert.equal(
      await succeeds('apply', '-f', 'ops/demo'),
      'namespace/demo unchanged\nconfigmap/web unchanged\ndeployment.apps/web unchanged\nservice/web unchanged\n',
    );
  });

  it('applies the shared manifests and standard input', async () => {
    const { code, out } = await start(['apply', '-f', '-'], pod('piped')).ended;
    assert.deepEqual([code, out], [0, 'pod/piped created\n']);
    await until('it runs', async () => /Running/.test((await orc('get', 'pod', 'piped')).out));
  });

  it('shows what nodes and pods use', async () => {
    await until('both are measured', async () => {
      const [nodes, pods] = await Promise.all([orc('top', 'nodes'), orc('top', 'pods', '-n', 'demo')]);
      return /^node-1 +\d+m/m.test(nodes.out) && pods.out.split('\n').length === 5;
    });
    assert.match(
      await succeeds('top', 'nodes'),
      /^NAME +CPU\(cores\) +CPU% +MEMORY\(bytes\) +MEMORY%\nnode-1 +\d+m +\d+% +\d+Mi +\d+%\n$/,
    );
    assert.match(
      await succeeds('top', 'pods', '-A', '-l', 'app=web', '--containers', '--sum', '--sort-by=memory'),
      /^NAMESPACE +POD +NAME +CPU\(cores\) +MEMORY\(bytes\)\n(demo +web-\w+-\w+ +web +\d+m +\d+Mi\n){3}TOTAL +\d+m +\d+Mi\n$/,
    );
    for (const [words, why] of [
      [['top', 'nodes', 'nope'], /^error: nodes "nope" not found\n$/],
      [
        ['top', 'pods', 'nope'],
        /^error: pods "nope" in namespace "default": nothing is known of what it uses/,
      ],
      [['top', 'pods', '--sort-by=age'], /^error: --sort-by: is "age", must be cpu or memory\n$/],
      [['top', 'pods', 'a', '-l', 'app=web'], /^error: a name and a selector cannot be given together\n$/],
      [['top', 'pods', 'a', '-A'], /^error: a resource cannot be retrieved by name across all namespaces\n$/],
    ] as const) {
      const { code, err } = await orc(...words);
      assert.equal(code, 1, words.join(' '));
      assert.match(err, why);
    }
    const { code, err } = await orc('top', 'pods', '-n', 'kube-public');
    assert.deepEqual([code, err], [0, 'No resources found in kube-public namespace.\n']);
  });

  it('prints the columns that users know', async () => {
    assert.match(
      await succeeds('get', 'pods', '-n', 'demo'),
      /^NAME +READY +STATUS +RESTARTS +AGE\nweb-\w+-\w+ +1\/1 +Running +0 +\S+\n/,
    );
    assert.match(
      await succeeds('get', 'deploy', '-A', '-o', 'wide'),
      /^NAMESPACE +NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\ndemo +web +3\/3 +3 +3 +\S+ +web +demo:v1 +app=web\n/,
    );
    assert.match(
      await succeeds('get', 'svc', '-n', 'demo'),
      /^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\nweb +ClusterIP +10\.96\.\d+\.\d+ +<none> +80\/TCP +\S+\n/,
    );
    assert.match(
      await succeeds('get', 'nodes'),
      /^NAME +STATUS +ROLES +AGE +VERSION\nnode-1 +Ready +<none> +\S+ +v\d/,
    );
    assert.match(await succeeds('get', 'all', '-n', 'demo'), /deployment\.apps\/web/);
    assert.match(
      await succeeds('get', 'pods', '-n', 'demo', '-l', 'app=web', '-o', 'name'),
      /^(pod\/web-\w+-\w+\n){3}$/,
    );
    assert.equal(await succeeds('get', 'deploy/web', '-n', 'demo', '-o', 'jsonpath={.spec.replicas}'), '3\n');
    assert.match(
      await succeeds('get', 'cm', 'web', '-n', 'demo', '-o', 'yaml'),
      /^apiVersion: v1\ndata:\n {2}GREETING: hello\nkind: ConfigMap\n/,
    );
  });

  it('says that nothing is there on stderr with exit 0, and that a name is missing with exit 1', async () => {
    assert.deepEqual(await orc('get', 'secrets'), {
      code: 0,
      out: '',
      err: 'No resources found in default namespace.\n',
    });
    assert.deepEqual(await orc('get', 'pod', 'nobody'), {
      code: 1,
      out: '',
      err: 'Error from server (NotFound): pods "nobody" not found\n',
    });
    assert.deepEqual(await orc('get', 'pods2'), {
      code: 1,
      out: '',
      err: 'error: the server doesn\'t have a resource type "pods2"; did you mean "pods"?\n',
    });
  });

  it('follows changes with -w', async () => {
    const watch = start(['get', 'configmaps', '-w']);
    await sleep(1_000);
    await succeeds(
      'apply',
      '-f',
      await written('kind: ConfigMap\napiVersion: v1\nmetadata: {name: seen}\ndata: {a: b}\n'),
    );
    await until('the change is shown', async () => watch.seen().includes('seen'));
    watch.kill();
    assert.equal((await watch.ended).code, 0);
  });

  async function written(text: string): Promise<string> {
    const file = path.join(folder, 'manifest.yaml');
    writeFileSync(file, text);
    return file;
  }

  it('runs programs in containers, passes input and exit codes on, and shows logs', async () => {
    assert.equal(await succeeds('exec', 'piped', '--', 'hostname'), 'piped\n');
    const failed = await orc('exec', 'piped', '-c', 'web', '--', 'sh', '-c', 'echo oops >&2; exit 7');
    assert.deepEqual(failed, { code: 7, out: '', err: 'oops\ncommand terminated with exit code 7\n' });
    const large = 'x'.repeat(2_000_000);
    const cat = await start(['exec', '-i', 'piped', '--', 'cat'], large).ended;
    assert.equal(cat.code, 0);
    assert.equal(cat.out.length, large.length);
    assert.match(await succeeds('logs', 'piped'), /listens on port 80/);
    const follow = start(['logs', '-f', 'piped', '--tail', '1']);
    await until('the log is followed', async () => follow.seen().includes('listens'));
    follow.kill();
    await follow.ended;
    assert.match(
      (await orc('logs', 'piped', '-p')).err,
      /previous terminated container "web" in pod "piped" not found/,
    );
    assert.match(
      (await orc('exec', 'piped', '-c', 'nope', '--', 'true')).err,
      /container nope is not valid for pod piped/,
    );
  });

  it('forwards ports, each connection by itself, until it is interrupted', async () => {
    const echo = { name: 'echo', image: 'demo:v1', command: ['perl', '-e', echoServer, '0.0.0.0', '7001'] };
    const ports = [{ name: 'echo', containerPort: 7001 }];
    const echoes = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'echoes', labels: { app: 'echoes' } },
      spec: { terminationGracePeriodSeconds: 0, containers: [{ ...echo, ports }] },
    };
    const behind = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'echoes' },
      spec: { selector: { app: 'echoes' }, ports: [{ port: 9000, targetPort: 'echo' }] },
    };
    await succeeds('apply', '-f', await written(`${JSON.stringify(echoes)}\n---\n${JSON.stringify(behind)}`));
    // It waits until the pod runs.
    const forwarding = start(['port-forward', 'service/echoes', ':9000', ':9000', '--address', '127.0.0.1']);
    const other = start(['port-forward', 'pod/echoes', ':echo', ':7009']);
    const heard = (from: typeof forwarding, count: number, remote = 7001): Promise<readonly number[]> =>
      until(
        () => `it forwards: ${from.seen()}`,
        async () => {
          const lines = from.seen().matchAll(/Forwarding from 127\.0\.0\.1:(\d+) -> (\d+)/g);
          const found = Array.from(lines).flatMap(([, local, to]) =>
            Number(to) === remote ? [Number(local)] : [],
          );
          return found.length >= count && found;
        },
      );
    const locals = await heard(forwarding, 2);
    const large = Buffer.alloc(3_000_000, 'forwarded ');
    const answers = await Promise.all([...locals, ...locals].map((local) => said(local, large)));
    for (const answer of answers) assert.ok(answer.equals(large), String(answer.length));
    assert.match(forwarding.seen(), new RegExp(`Handling connection for ${locals[0]}\n`));
    // Nobody listens on one port of the pod, and the other goes on.
    const [named = 0] = await heard(other, 1);
    const [unheard = 0] = await heard(other, 1, 7009);
    assert.equal((await said(unheard, Buffer.from('x'))).length, 0);
    assert.equal(String(await said(named, Buffer.from('still there'))), 'still there');
    const taken = await orc('port-forward', 'echoes', `${named}:7001`, '--address', '127.0.0.1');
    assert.equal(taken.code, 1);
    assert.match(taken.err, /unable to listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*; choose another port/);
    forwarding.kill();
    other.kill();
    assert.equal((await forwarding.ended).code, 0);
    const { code, err } = await other.ended;
    assert.equal(code, 0);
    assert.match(err, /error: an error occurred forwarding \d+ -> 7009: error forwarding port 7009: /);
    for (const [words, wrong] of [
      [['pod/nothing', '80'], /pods "nothing" not found/],
      [['service/echoes', '80'], /Service 'echoes' does not have a service port 80: it has 9000/],
      [['echoes'], /TYPE\/NAME and list of ports are required for port-forward/],
      [['echoes', 'x:80'], /error parsing local port 'x'/],
    ] as const)
      assert.match((await orc('port-forward', ...words)).err, wrong);
    // A pod that goes takes its forwarding with it.
    const last = start(['port-forward', 'echoes', ':7001']);
    const [lost = 0] = await heard(last, 1);
    await succeeds('delete', 'pod', 'echoes');
    await until('it says that the pod is gone', async () => {
      await said(lost, Buffer.from('x')).catch(() => undefined);
      return last.hasEnded();
    });
    const gone = await last.ended;
    assert.equal(gone.code, 1);
    assert.match(gone.err, /lost connection to pod: .*pods "echoes" not found/);
    await succeeds('delete', 'service', 'echoes');
  });

  it('scales, restarts, shows history and undoes', async () => {
    assert.equal(
      await succeeds('scale', 'deployment/web', '--replicas=2', '-n', 'demo'),
      'deployment.apps/web scaled\n',
    );
    await succeeds(
      'patch',
      'deployment',
      'web',
      '-n',
      'demo',
      '-p',
      '{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"demo:v2","ports":[{"name":"http","containerPort":80}]}]}}}}',
    );
    await succeeds('rollout', 'status', 'deployment/web', '-n', 'demo');
    assert.match(
      await succeeds('rollout', 'history', 'deployment/web', '-n', 'demo'),
      /REVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>\n/,
    );
    assert.equal(
      await succeeds('rollout', 'undo', 'deployment/web', '-n', 'demo'),
      'deployment.apps/web rolled back\n',
    );
    await succeeds('rollout', 'status', 'deployment/web', '-n', 'demo');
    assert.equal(
      await succeeds(
        'get',
        'deploy/web',
        '-n',
        'demo',
        '-o',
        'jsonpath={.spec.template.spec.containers[0].image}',
      ),
      'demo:v1\n',
    );
    assert.equal(
      await succeeds('rollout', 'restart', 'deployment/web', '-n', 'demo'),
      'deployment.apps/web restarted\n',
    );
    await succeeds('rollout', 'status', 'deployment/web', '-n', 'demo');
  });

  it('describes objects and never shows the values of a Secret', async () => {
    await succeeds(
      'apply',
      '-f',
      await written(
        'kind: Secret\napiVersion: v1\nmetadata: {name: hidden}\nstringData: {password: correct-horse}\n',
      ),
    );
    const text = await succeeds('describe', 'secret', 'hidden');
    assert.match(text, /password: 13 bytes/);
    assert.doesNotMatch(text, /correct-horse|Y29ycmVjdC1ob3JzZQ/);
    assert.match(await succeeds('describe', 'pod', 'piped'), /State: +Running/);
    assert.match(await succeeds('describe', 'svc', 'web', '-n', 'demo'), /Endpoints: +10\.244\./);
  });

  it('refuses bad input whole: nothing is written when one document is wrong', async () => {
    const file = await written(`${pod('good')}---\n${pod('bad').replace('image:', 'imag:')}`);
    const { code, err, out } = await orc('apply', '-f', file);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(
      err,
      /^error: .*manifest\.yaml: document 2: Pod "bad" is invalid: .*imag: unknown field; did you mean "image"\?/,
    );
    assert.equal((await orc('get', 'pod', 'good')).code, 1);
    const big = await written(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata: {a: "${'x'.repeat(1_048_577)}"}\n`,
    );
    assert.match(
      (await orc('apply', '-f', big)).err,
      /ConfigMap "big" is invalid: data: Too long: all values together have 1048577 bytes, may have at most 1048576/,
    );
    const atomic = await written(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: first}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: second, namespace: nowhere}\n`,
    );
    assert.match((await orc('apply', '--atomic', '-f', atomic)).err, /namespaces "nowhere" not found/);
    assert.equal((await orc('get', 'cm', 'first')).code, 1);
  });

  it('goes on when a master is down, and says which it tried when all are', async () => {
    await cluster.cluster.kill('master-1');
    assert.match(await succeeds('get', 'nodes'), /node-1/);
    assert.match(await succeeds('masters'), /master-1 +unreachable/);
    await cluster.cluster.start('master-1');
    const lonely = path.join(folder, 'lonely');
    const { authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(lonely, {
      name: 'e2e',
      servers: ['127.0.0.1:9', '127.0.0.1:10'],
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
    const { code, err } = await orc('--kubeconfig', lonely, 'get', 'pods');
    assert.equal(code, 1);
    assert.match(err, /^error: no master answers.*127\.0\.0\.1:9.*127\.0\.0\.1:10/);
  });

  it('deletes, waits until it is gone, and names the revision', async () => {
    assert.match(await succeeds('delete', 'pod', 'piped'), /^pod "piped" deleted \(revision \d+\)\n$/);
    assert.equal((await orc('get', 'pod', 'piped')).code, 1);
    assert.match(await succeeds('delete', '-f', 'ops/demo'), /namespace "demo" deleted/);
    assert.deepEqual(await orc('delete', 'pod', 'piped'), {
      code: 1,
      out: '',
      err: 'Error from server (NotFound): pods "piped" not found\n',
    });
  });
});
