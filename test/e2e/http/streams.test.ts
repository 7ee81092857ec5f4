// Streams of pods over the Kubernetes face, as kubectl uses them, on a real node. ORC_TEST_KUBECTL names a kubectl
// other than that of PATH, ORC_KUBECTL_ALSO one more: older ones speak SPDY, newer ones WebSocket.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import { execa, execaSync } from 'execa';
import { after, before, describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { echoServer } from '#kit/echo-server.ts';
import { TestCluster, until } from '#kit/cluster.ts';

interface Client {
  readonly title: string;
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

function clientsOf(program: string): Client[] {
  if (program === '') return [];
  const client = { title: program, program, env: {} };
  const version = execaSync(program, ['version', '--client', '-o', 'json']).stdout;
  if (Number(/"minor": *"(\d+)/.exec(version)?.[1]) < 31) return [client];
  const env = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'false', KUBECTL_PORT_FORWARD_WEBSOCKETS: 'false' };
  return [client, { title: `${program} over SPDY`, program, env }];
}

const clients = [process.env['ORC_TEST_KUBECTL'] ?? 'kubectl', process.env['ORC_KUBECTL_ALSO'] ?? ''].flatMap(
  clientsOf,
);
const readers = clients.map((_client, index) => `reader-${index}`);

const counting = ['sh', '-c', 'i=1; while [ $i -le 5 ]; do echo line $i; i=$((i+1)); done; exec sleep 1000'];

const address = { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };

function pod(name: string, containers: readonly object[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { terminationGracePeriodSeconds: 0, containers },
  };
}

/** What a program says, so far. */
function collect({ all }: { readonly all: Readable }): () => string {
  let soFar = '';
  all.on('data', (chunk: Buffer) => (soFar += chunk.toString('utf8')));
  return () => soFar;
}

/** Says something to a port, ends its half, and listens to the end. */
async function said(port: number, what: Uint8Array): Promise<Buffer> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  socket.end(what);
  return buffer(socket);
}

describe('streams of pods over HTTP', function () {
  this.timeout(120_000);
  let cluster: TestCluster;
  let folder = '';

  before(async () => {
    cluster = await TestCluster.up('e2estreams', { masters: 1, nodes: 1 });
    folder = mkdtempSync(path.join(tmpdir(), 'orc-streams-'));
    const { servers, apis, authorityFile, certificateFile, keyFile } = await cluster.cluster.connection();
    const read = (file: string): string => readFileSync(file, 'utf8');
    addContext(path.join(folder, 'config'), {
      name: 'e2e',
      servers,
      api: apis[0] ?? '',
      authority: read(authorityFile),
      certificate: read(certificateFile),
      key: read(keyFile),
    });
    const image = 'demo:v1';
    await cluster.api.apply(pod('one', [{ name: 'main', image, command: counting }]));
    await cluster.api.apply(
      pod('web', [
        { name: 'a', image },
        { name: 'b', image, command: ['sleep', '1000'] },
      ]),
    );
    const echo = ['sh', '-c', 'while read l; do echo got $l; done'];
    // Its input ends with the first client, so each has one of its own.
    for (const name of readers)
      await cluster.api.apply(
        pod(name, [{ name: 'main', image, stdin: true, stdinOnce: true, command: echo }]),
      );
    const server = ['perl', '-e', echoServer];
    await cluster.api.apply(
      pod('ports', [
        { name: 'loopback', image, command: [...server, '127.0.0.1', '7001'] },
        { name: 'own', image, env: [address], command: [...server, '$(IP)', '7002'] },
      ]),
    );
    for (const name of ['one', 'web', 'ports', ...readers])
      await until(`${name} runs`, async () =>
        (await cluster.pods()).some(
          ({ metadata, status }) =>
            metadata.name === name &&
            status?.containerStatuses !== undefined &&
            status.containerStatuses.every(({ ready }) => ready === true),
        ),
      );
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cluster.down();
  });

  /** How many processes of a container have a word in their command line. */
  async function processes(container: string, word: string): Promise<number> {
    const docker = cluster.cluster.sandbox.docker('node-1');
    const found = (await docker.listContainers()).find(({ Names }) =>
      Names.some((name) => name.includes(container)),
    );
    const info = await docker.getContainer(found?.Id ?? '').top();
    return info.Processes.filter((line: readonly string[]) => line.join(' ').includes(word)).length;
  }

  /** How many connections the servers have; each is a process beside the one that waits for the next. */
  async function echoes(): Promise<number> {
    return (await processes('loopback', 'perl')) + (await processes('own', 'perl')) - 2;
  }

  /** Asks for another protocol; the answer that refuses it. */
  async function refusal(
    resource: string,
    headers: Readonly<Record<string, string>>,
    isKnown = true,
  ): Promise<{ readonly code: number | undefined; readonly message: string }> {
    const { apis, certificateFile, keyFile } = await cluster.cluster.connection();
    const asked = httpsRequest(`https://${apis[0] ?? ''}/api/v1/namespaces/default/pods/${resource}`, {
      method: 'POST',
      headers: { connection: 'Upgrade', ...headers },
      rejectUnauthorized: false,
      ...(isKnown && { cert: readFileSync(certificateFile), key: readFileSync(keyFile) }),
    });
    asked.end();
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      asked.once('upgrade', () => reject(new Error('it was not refused')));
      asked.once('error', reject);
    });
    const response = await answer;
    const status: unknown = JSON.parse(await text(response));
    assert.ok(isJsonObject(status) && status['kind'] === 'Status');
    return { code: response.statusCode, message: String(status['message']) };
  }

  it('refuses what it does not serve while it is still HTTP', async () => {
    const spdy = { upgrade: 'SPDY/3.1', 'x-stream-protocol-version': 'v4.channel.k8s.io' };
    const forward = { upgrade: 'SPDY/3.1', 'x-stream-protocol-version': 'portforward.k8s.io' };
    const exec = 'one/exec?command=true&stdout=1';
    assert.equal((await refusal(exec, spdy, false)).code, 401);
    assert.equal((await refusal('one/portforward', forward, false)).code, 401);
    assert.match((await refusal(exec, forward)).message, /unable to negotiate protocol/);
    assert.match((await refusal('one/portforward', spdy)).message, /unable to negotiate protocol/);
    assert.match((await refusal(exec, { upgrade: 'h2c' })).message, /Upgrade request required/);
    assert.equal((await refusal('nope/portforward', forward)).code, 404);
    assert.equal((await refusal('one/exec?stdout=1', spdy)).code, 400);
  });

  it('stand in the audit log with what was run, from their beginning to their end', async () => {
    const [{ program, env } = { program: '', env: {} }] = clients;
    const args = ['--kubeconfig', path.join(folder, 'config'), 'exec', 'one', '--', 'echo', 'told'];
    const { stdout } = await execa(program, args, { env: { HOME: folder, ...env } });
    assert.equal(stdout, 'told');
    const file = path.join(cluster.cluster.sandbox.memberFolder('master-1'), 'audit.log');
    const about = await until('the audit log says it', async () => {
      const events = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.includes('command=told'))
        .map((line): unknown => JSON.parse(line))
        .filter(isJsonObject);
      return Promise.resolve(events.length >= 2 && events);
    });
    assert.deepEqual(
      about.map(({ stage, verb, objectRef, responseStatus }) => ({ stage, verb, objectRef, responseStatus })),
      ['ResponseStarted', 'ResponseComplete'].map((stage) => ({
        stage,
        verb: 'create',
        objectRef: {
          resource: 'pods',
          subresource: 'exec',
          namespace: 'default',
          name: 'one',
          apiVersion: 'v1',
        },
        responseStatus: { metadata: {}, code: 101 },
      })),
    );
    assert.ok(about.every(({ requestURI }) => String(requestURI).includes('/pods/one/exec?command=echo')));
  });

  /** Forwards a port as Kubernetes' client library for JavaScript does. */
  async function forwardedByLibrary(port: number) {
    const config = new KubeConfig();
    config.loadFromFile(path.join(folder, 'config'));
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const forward = new PortForward(config);
    const socket = await forward.portForward('default', 'ports', [port], output, errors, input);
    assert.ok(typeof socket !== 'function');
    return { input, output, errors, socket };
  }

  it('forward ports for client libraries, which speak over the channels of a WebSocket', async () => {
    const { input, output, socket } = await forwardedByLibrary(7001);
    const much = randomBytes(1_000_000);
    input.write(much);
    const back: Buffer[] = [];
    let size = 0;
    for await (const chunk of output) {
      assert.ok(Buffer.isBuffer(chunk));
      back.push(chunk);
      size += chunk.length;
      if (size >= much.length) break;
    }
    assert.ok(much.equals(Buffer.concat(back)), 'what is said comes back');
    socket.close();
    await until('the connection has ended', async () => (await echoes()) === 0, 15_000);
    const { errors, socket: refused } = await forwardedByLibrary(7009);
    let said = '';
    errors.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await until('it closes', () => Promise.resolve(refused.readyState === refused.CLOSED), 10_000);
    assert.match(said, /error forwarding port 7009: .*refused/i);
  });

  for (const [index, { title, program, env }] of clients.entries())
    describe(`with ${title}`, () => {
      /** Starts kubectl; the result can be awaited or killed. Without an input its input stays open. */
      function start(args: readonly string[], input: string | null = '') {
        return execa(program, ['--kubeconfig', path.join(folder, 'config'), ...args], {
          cwd: folder,
          env: { HOME: folder, ...env },
          reject: false,
          ...(input === null ? { stdin: 'pipe' } : { input }),
          all: true,
          timeout: 40_000,
        });
      }

      async function kubectl(
        args: readonly string[],
        code: number | undefined = 0,
        input = '',
      ): Promise<string> {
        const ran = await start(args, input);
        assert.equal(ran.exitCode, code, `kubectl ${args.join(' ')}: ${ran.all}`);
        return ran.all;
      }

      /** Starts forwarding free ports of this machine, and waits for their numbers. */
      async function forwarding(targets: readonly string[]) {
        const args = targets.map((target) => `:${target}`);
        const running = start(['port-forward', '-v=4', 'pod/ports', '--address=127.0.0.1', ...args], null);
        const output = collect(running);
        const lines = await until('ports are forwarded', () => {
          const found = [...output().matchAll(/Forwarding from 127\.0\.0\.1:(\d+)/g)];
          return Promise.resolve(found.length === targets.length && found);
        });
        assert.doesNotMatch(output(), /fallback/, 'what a client asks for first is served');
        return { running, output, ports: lines.map(([, port]) => Number(port)) };
      }

      it('logs: whole, the last lines, with times, so many bytes, since a time', async () => {
        assert.equal(await kubectl(['logs', 'one']), 'line 1\nline 2\nline 3\nline 4\nline 5');
        assert.equal(await kubectl(['logs', 'one', '--tail=2']), 'line 4\nline 5');
        assert.equal(await kubectl(['logs', 'one', '--tail=0']), '');
        assert.match(await kubectl(['logs', 'one', '--timestamps', '--tail=1']), /^20\d\d-\S+Z line 5$/);
        assert.equal(await kubectl(['logs', 'one', '--limit-bytes=10']), 'line 1\nlin');
        assert.equal(await kubectl(['logs', 'one', '--since-time=2099-01-01T00:00:00Z']), '');
        assert.match(await kubectl(['logs', 'one', '--since=1h', '--tail=1']), /line 5/);
      });

      it('logs: follows until the client goes away', async () => {
        const following = start(['logs', '-f', 'one', '--tail=1']);
        const seen = collect(following);
        await until('a line comes', () => Promise.resolve(seen().includes('line 5')), 10_000);
        following.kill('SIGINT');
        await following;
      });

      it('logs: says what is wrong', async () => {
        const raw = '/api/v1/namespaces/default/pods/';
        assert.match(
          await kubectl(['get', '--raw', `${raw}web/log`], 1),
          /a container name must be specified for pod web, choose one of: \[a b\]/,
        );
        assert.match(
          await kubectl(['logs', 'one', '--previous'], 1),
          /previous terminated container "main" in pod "one" not found/,
        );
        assert.match(await kubectl(['logs', 'nope'], 1), /pods "nope" not found/);
        assert.match(await kubectl(['get', '--raw', `${raw}one/log?tailLines=x`], 1), /tailLines/);
        assert.match(
          await kubectl(['get', '--raw', `${raw}one/log?sinceSeconds=0`], 1),
          /request is invalid/,
        );
      });

      it('exec: output, error output, exit codes, input', async () => {
        assert.equal(await kubectl(['exec', 'one', '--', 'echo', 'hello', 'you']), 'hello you');
        const both = await start(['exec', 'one', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7']);
        assert.deepEqual([both.exitCode, both.stdout], [7, 'out']);
        assert.match(both.stderr, /^err\ncommand terminated with exit code 7/);
        // More than any buffer on the way holds, there and back.
        const much = 'x'.repeat(63).concat('\n').repeat(20_000);
        assert.equal(await kubectl(['exec', '-i', 'one', '--', 'cat'], 0, much), much.trimEnd());
        assert.match(await kubectl(['exec', 'nope', '--', 'true'], 1), /pods "nope" not found/);
        assert.match(await kubectl(['exec', 'web', '-c', 'c', '--', 'true'], 1), /container c is not valid/);
      });

      it('attach: what a program writes, and what it is told', async () => {
        const said = await start(['attach', '-i', `reader-${index}`], 'one\n');
        assert.match(said.all, /got one/);
      });

      it('exec: a client that is killed leaves nothing running on the node', async () => {
        const execs = () => processes('main_one', 'cat');
        const running = start(['exec', '-i', 'one', '--', 'cat'], null);
        await until('the program runs', async () => (await execs()) === 1);
        running.kill('SIGKILL');
        await running;
        await until('the program is gone', async () => (await execs()) === 0, 15_000);
      });

      it('cp: a file and a folder, there and back', async () => {
        const bytes = randomBytes(3_000_000);
        mkdirSync(path.join(folder, `cp-${index}`, 'inner'), { recursive: true });
        writeFileSync(path.join(folder, `cp-${index}`, 'inner', 'much'), bytes);
        writeFileSync(path.join(folder, `cp-${index}`, 'little'), 'a\n');
        await kubectl(['cp', `cp-${index}/little`, `web:/tmp-little-${index}`, '-c', 'b']);
        assert.equal(await kubectl(['exec', 'web', '-c', 'b', '--', 'cat', `/tmp-little-${index}`]), 'a');
        await kubectl(['cp', `cp-${index}`, `web:/tmp-folder-${index}`, '-c', 'b']);
        await kubectl(['cp', `web:/tmp-folder-${index}`, `back-${index}`, '-c', 'b']);
        assert.ok(bytes.equals(readFileSync(path.join(folder, `back-${index}`, 'inner', 'much'))));
      });

      it('port-forward: to what listens on 127.0.0.1 and on the address of the pod, many at once', async () => {
        const { running, ports } = await forwarding(['7001', '7002']);
        const much = randomBytes(1_000_000);
        const clients = Array.from({ length: 12 }, (_client, at) => said(ports[at % 2] ?? 0, much));
        for (const back of await Promise.all(clients))
          assert.ok(much.equals(back), 'what is said comes back');
        await until('the connections have ended', async () => (await echoes()) === 0, 15_000);
        running.kill('SIGINT');
        await running;
      });

      it('port-forward: says that nobody listens on a port', async () => {
        const { running, output, ports } = await forwarding(['7009']);
        await said(ports[0] ?? 0, Buffer.from('hello?')).catch(() => undefined);
        await until(
          'kubectl says so',
          () => Promise.resolve(/error forwarding port 7009: .*refused/i.test(output())),
          10_000,
        );
        running.kill('SIGINT');
        await running;
        assert.match(await kubectl(['port-forward', 'nope', '7001'], 1), /pods "nope" not found/);
        assert.match(
          await kubectl(['port-forward', 'one', '7001', '--as=nobody'], 1),
          /cannot|may not|not allowed|forbidden/i,
        );
      });

      it('port-forward: a client that is killed leaves no connection', async () => {
        const { running, ports } = await forwarding(['7001']);
        const client = connect(ports[0] ?? 0, '127.0.0.1');
        client.on('error', () => undefined);
        client.write('one');
        await once(client, 'data');
        assert.equal(await echoes(), 1);
        running.kill('SIGKILL');
        await running;
        await until('its connection has ended', async () => (await echoes()) === 0, 15_000);
        client.destroy();
      });
    });
});
