// What the command says when whoever reads it is slow or gone, or a disk is full.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';

const orc = path.join(import.meta.dirname, '../../../orc');
/** More contexts than a pipe takes, and how long each one's name is. */
const [contexts, nameLength] = [800, 1_000];
/** What a shell calls the end of a program by SIGPIPE. */
const brokenPipeExit = 141;

describe("the command's output", function () {
  this.timeout(60_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-output-'));
    const named = Array.from({ length: contexts }, (_none, index) => ({
      name: `${index}`.padStart(nameLength, 'x'),
      context: { cluster: 'a', user: 'a' },
    }));
    const config = { apiVersion: 'v1', kind: 'Config', contexts: named };
    writeFileSync(path.join(folder, 'config'), JSON.stringify(config));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const words = (): string[] => [
    'config',
    'get-contexts',
    '-o',
    'name',
    '--kubeconfig',
    path.join(folder, 'config'),
  ];
  const started = (stdout: 'pipe' | number): ChildProcess =>
    spawn(orc, words(), { stdio: ['ignore', stdout, 'pipe'] });

  it('is whole, however late it is read', async () => {
    const child = started('pipe');
    assert.ok(child.stdout !== null);
    const ended = once(child, 'exit');
    await once(child.stdout, 'readable');
    // Long enough to end, had it not to wait for its reader.
    await Promise.race([ended, sleep(2_000)]);
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    assert.deepEqual(await ended, [0, null]);
    assert.equal(lines.length, contexts);
    assert.equal(lines.at(-1), `${contexts - 1}`.padStart(nameLength, 'x'));
  });

  it('ends the command quietly when nobody reads it any more', async () => {
    const child = started('pipe');
    assert.ok(child.stdout !== null && child.stderr !== null);
    const said = text(child.stderr);
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    assert.deepEqual(await once(child, 'exit'), [brokenPipeExit, null]);
    assert.equal(await said, '');
  });

  it('that a full disk does not take is an error', async () => {
    const full = openSync('/dev/full', 'w');
    const child = started(full);
    closeSync(full);
    assert.ok(child.stderr !== null);
    const said = text(child.stderr);
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(await said, /^error: can't write the output: ENOSPC: no space left on device, write\n$/);
  });
});
