// Issue 2's acceptance, test 1: ops/quickstart, again, and down.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { leftovers } from '#sandbox/down.ts';
import { sandboxFolder } from '#sandbox/environment.ts';

const run = promisify(execFile);
const quickstart = path.join(import.meta.dirname, '../../ops/quickstart');
const name = 'e2equick';

describe('ops/quickstart', () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-quickstart-'));
    env = { ...process.env, ORC_QUICKSTART_NAME: name, ORCCONFIG: path.join(folder, 'config') };
  });
  after(async () => {
    await run(quickstart, ['--down'], { env });
    rmSync(folder, { recursive: true, force: true });
  });

  /** The pods that answered, as it printed them. */
  async function answers(): Promise<string[]> {
    let stdout: string;
    try {
      ({ stdout } = await run(quickstart, [], { env, maxBuffer: 1 << 24 }));
    } catch (error) {
      throw new Error(`${String(error)}\n${daemonLogs()}`, { cause: error });
    }
    assert.match(stdout, /deployment "web" successfully rolled out/);
    assert.match(stdout, /Done in \d+\.\d s\. Try next:\n/);
    return stdout.split('\n').filter((line) => /^ {2}web-\w+-\w+ v1$/.test(line));
  }

  /** The ends of what the nodes' daemons said: why one of them is gone stands nowhere else. */
  function daemonLogs(): string {
    const logs = path.join(sandboxFolder(name), 'log');
    const files = readdirSync(logs).filter((file) => /\.(?:dockerd|containerd|agent)\.log$/.test(file));
    const ends = files.map((file) => readFileSync(path.join(logs, file), 'utf8').slice(-3_000));
    return files.map((file, index) => `--- ${file}\n${ends[index]}`).join('\n');
  }

  it('brings up a cluster whose Service is answered by its pods', async () => {
    assert.equal((await answers()).length, 6);
  });

  it('may be run again', async () => {
    assert.equal((await answers()).length, 6);
  });

  it('starts what was killed when it is run again', async () => {
    const orc = path.join(import.meta.dirname, '../../orc');
    await run(orc, ['sandbox', 'kill', 'node-1', '--name', name], { env });
    await run(orc, ['sandbox', 'kill', 'master-2', '--name', name], { env });
    assert.equal((await answers()).length, 6);
    const { stdout } = await run(orc, ['sandbox', 'status', '--name', name], { env });
    assert.doesNotMatch(stdout, /:gone/);
  });

  it('leaves nothing behind when it takes everything down, and may do so twice', async () => {
    await run(quickstart, ['--down'], { env });
    assert.deepEqual(await leftovers(name, sandboxFolder(name)), []);
    await run(quickstart, ['--down'], { env });
  });
});

describe('the Prometheus files', () => {
  const prometheus = path.join(import.meta.dirname, '../../ops/prometheus');
  it('are accepted by promtool', async () => {
    assert.match(
      (await run('promtool', ['check', 'rules', path.join(prometheus, 'rules.yml')])).stdout,
      /SUCCESS: \d+ rules found/,
    );
    assert.match(
      (await run('promtool', ['check', 'config', '--syntax-only', path.join(prometheus, 'prometheus.yml')]))
        .stdout,
      /SUCCESS/,
    );
  });
});
