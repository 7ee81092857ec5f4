// Streams of pods over the Kubernetes face, as kubectl uses them, on a real node. ORC_TEST_KUBECTL names a kubectl
// other than that of PATH.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa, execaSync } from 'execa';
import { after, before, describe, it } from 'mocha';
import { addContext } from '#cli/kubeconfig.ts';
import { TestCluster, until } from '#kit/cluster.ts';

const kubectlProgram = process.env['ORC_TEST_KUBECTL'] ?? 'kubectl';

/** Whether this kubectl asks for WebSockets by itself. */
const clientVersion = execaSync(kubectlProgram, ['version', '--client', '-o', 'json']).stdout;
const speaksWebSocket = Number(/"minor": *"(\d+)/.exec(clientVersion)?.[1]) >= 31;

const counting = ['sh', '-c', 'i=1; while [ $i -le 5 ]; do echo line $i; i=$((i+1)); done; exec sleep 1000'];

function pod(name: string, containers: readonly object[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { terminationGracePeriodSeconds: 0, containers },
  };
}

describe(`streams of pods over HTTP with ${kubectlProgram}`, function () {
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
    await cluster.api.apply(
      pod('reader', [{ name: 'main', image, stdin: true, stdinOnce: true, command: echo }]),
    );
    for (const name of ['one', 'web', 'reader'])
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

  /** Starts kubectl; the result can be awaited or killed. Without an input its input stays open. */
  function start(args: readonly string[], input: string | null = '') {
    return execa(kubectlProgram, ['--kubeconfig', path.join(folder, 'config'), ...args], {
      cwd: folder,
      env: { HOME: folder },
      reject: false,
      ...(input === null ? { stdin: 'pipe' } : { input }),
      all: true,
      timeout: 40_000,
    });
  }

  async function kubectl(args: readonly string[], code = 0, input = ''): Promise<string> {
    const ran = await start(args, input);
    assert.equal(ran.exitCode, code, `kubectl ${args.join(' ')}: ${ran.all}`);
    return ran.all;
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
    let seen = '';
    following.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString('utf8')));
    await until('a line comes', () => Promise.resolve(seen.includes('line 5')), 10_000);
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
    assert.match(await kubectl(['get', '--raw', `${raw}one/log?sinceSeconds=0`], 1), /request is invalid/);
  });

  // Older ones have no WebSocket for this, and SPDY is not served.
  if (!speaksWebSocket) return;

  it('exec: output, error output, exit codes, input', async () => {
    assert.equal(await kubectl(['exec', 'one', '--', 'echo', 'hello', 'you']), 'hello you');
    const both = await start(['exec', 'one', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7']);
    assert.deepEqual([both.exitCode, both.stdout], [7, 'out']);
    assert.match(both.stderr, /^err\ncommand terminated with exit code 7/);
    // More than any buffer on the way holds, there and back.
    const much = 'x'.repeat(63).concat('\n').repeat(20_000);
    assert.equal(await kubectl(['exec', '-i', 'one', '--', 'cat'], 0, much), much.trimEnd());
    assert.match(await kubectl(['exec', 'nope', '--', 'true'], 1), /pods "nope" not found/);
    assert.match(
      await kubectl(['exec', 'web', '-c', 'c', '--', 'true'], 1),
      /container c is not valid|Upgrade request required/,
    );
  });

  it('attach: what a program writes, and what it is told', async () => {
    const said = await start(['attach', '-i', 'reader'], 'one\n');
    assert.match(said.all, /got one/);
  });

  it('exec: a client that is killed leaves nothing running on the node', async () => {
    const docker = cluster.cluster.sandbox.docker('node-1');
    const execs = async (): Promise<number> => {
      const one = (await docker.listContainers()).find(({ Names }) =>
        Names.some((name) => /one/.test(name) && /main/.test(name)),
      );
      const info = await docker.getContainer(one?.Id ?? '').top();
      return info.Processes.filter((line: readonly string[]) => line.join(' ').includes('cat')).length;
    };
    const running = start(['exec', '-i', 'one', '--', 'cat'], null);
    await until('the program runs', async () => (await execs()) === 1);
    running.kill('SIGKILL');
    await running;
    await until('the program is gone', async () => (await execs()) === 0, 15_000);
  });
});
