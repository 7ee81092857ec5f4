// The clients that docs/grpc.md shows, run as it says against real masters: neither may rot. The one in Python runs
// where its Debian packages are installed (ops/packages --for-tests installs them).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { TestMasters } from '#kit/cli/masters.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../../..');
const guide = readFileSync(path.join(root, 'docs/grpc.md'), 'utf8');

/** The shell commands of the guide under a heading. */
function commandsUnder(heading: string): string {
  const [, section = ''] = guide.split(`\n## ${heading}\n`);
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  return commands ?? assert.fail(`docs/grpc.md has no commands under "${heading}"`);
}

const wanted = (name: string): string[] => [
  `created ${name}: hello`,
  'applied: answer and greeting',
  'refused: Invalid: spec.selector, spec.template',
  `ADDED ${name} by ann`,
  `MODIFIED ${name} by ann`,
  `MODIFIED ${name} by ann`,
  `DELETED ${name} by ann`,
  '',
];

describe('the clients of docs/grpc.md', function () {
  this.timeout(120_000);
  let masters: TestMasters;

  /** Runs what the guide says, in a folder of this test's. */
  async function shell(commands: string): Promise<string> {
    const env = { ...process.env, ORCCONFIG: masters.kubeconfig, ORC: root, SERVER: masters.servers[0] };
    const { stdout } = await run('sh', ['-euc', commands], { cwd: masters.folder, env });
    return stdout;
  }

  before(async () => {
    masters = await TestMasters.up();
    await shell(commandsUnder('Certificates and servers'));
  });
  after(() => masters[Symbol.asyncDispose]());

  it('work in Node', async () => {
    assert.deepEqual((await shell(commandsUnder('In Node'))).split('\n'), wanted('from-node'));
  });

  it('work in Python', async function () {
    if (!existsSync('/usr/bin/grpc_python_plugin') || !existsSync('/usr/lib/python3/dist-packages/grpc')) {
      this.skip();
      return;
    }
    const [, , ...commands] = commandsUnder('In Python').split('\n');
    assert.deepEqual((await shell(commands.join('\n'))).split('\n'), wanted('from-python'));
  });
});
