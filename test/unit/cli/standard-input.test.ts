// Standard input that does not wait: what is read from it comes later.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'mocha';

/** Reads all there is, by the reader of the command, after somebody asked for `process.stdin`. */
const script = `
  import { readAll } from '#cli/standard-input.ts';
  process.stdin.isTTY;
  process.stdout.write('ready');
  process.stderr.write(readAll(0, 100_000).toString());
`;

describe('standard input', () => {
  it('is waited for, also where it does not wait', async () => {
    const words = ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', script];
    const cwd = path.join(import.meta.dirname, '../../..');
    const child = spawn('sh', ['-c', 'cat | "$0" "$@"', process.execPath, ...words], { cwd });
    const said = text(child.stderr);
    await once(child.stdout, 'data');
    child.stdin.write('one ');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.stdin.end(`two ${'x'.repeat(90_000)}`);
    assert.equal(await said, `one two ${'x'.repeat(90_000)}`);
  });
});
