// The files of an audit log: bounded in size and number, closed to others, whole lines whatever the disk does.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { RotatedFile } from '#runtime/rotated-file.ts';

describe('a rotated file', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'orc-rotated-'));
    file = path.join(folder, 'log', 'audit.log');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const opened = (maxBytes: number, maxFiles: number): RotatedFile =>
    new RotatedFile({ file, maxBytes, maxFiles });
  const text = (number = 0): string => readFileSync(number === 0 ? file : `${file}.${number}`, 'utf8');
  const names = (): string[] => readdirSync(path.dirname(file)).toSorted();

  it('makes way for the next when it is full, and keeps so many', async () => {
    const log = opened(10, 3);
    for (const line of [
      'one\n',
      'two\n',
      'three\n',
      'four\n',
      'five\n',
      'a line longer than a file\n',
      'six\n',
    ])
      await log.append(Buffer.from(line));
    await log.close();
    assert.deepEqual(names(), ['audit.log', 'audit.log.1', 'audit.log.2']);
    assert.deepEqual([text(), text(1), text(2)], ['six\n', 'a line longer than a file\n', 'four\nfive\n']);
  });

  it('goes on where it was, and drops what a smaller number leaves over', async () => {
    const first = opened(4, 5);
    for (const line of ['1\n', '2\n', '3\n', '4\n', '5\n', '6\n', '7\n'])
      await first.append(Buffer.from(line));
    await first.close();
    assert.deepEqual(names(), ['audit.log', 'audit.log.1', 'audit.log.2', 'audit.log.3']);
    const second = opened(4, 2);
    await second.append(Buffer.from('8\n'));
    assert.equal(text(), '7\n8\n');
    await second.append(Buffer.from('9\n'));
    await second.close();
    assert.deepEqual(names(), ['audit.log', 'audit.log.1']);
    assert.deepEqual([text(), text(1)], ['9\n', '7\n8\n']);
  });

  it("is its owner's alone, also when somebody made it before", async () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, 'torn');
    chmodSync(file, 0o644);
    const log = opened(10, 2);
    await log.append(Buffer.from('x\n'));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(text(), 'torn\nx\n', 'a line that was cut off is ended first');
    await log.append(Buffer.from('yyyy\n'));
    await log.close();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(`${file}.1`).mode & 0o777, 0o600);
  });

  it('follows no link and opens no folder', async () => {
    const other = path.join(folder, 'other');
    writeFileSync(other, '');
    mkdirSync(path.dirname(file));
    symlinkSync(other, file);
    await assert.rejects(opened(10, 2).open(), /ELOOP/);
    rmSync(file);
    mkdirSync(file);
    await assert.rejects(opened(10, 2).open(), /EISDIR/);
    assert.equal(readFileSync(other, 'utf8'), '');
  });

  it('is made anew when it is gone at the next opening', async () => {
    const log = opened(100, 2);
    await log.append(Buffer.from('x\n'));
    await log.close();
    rmSync(file);
    await log.append(Buffer.from('y\n'));
    await log.close();
    assert.equal(text(), 'y\n');
    assert.equal(existsSync(`${file}.1`), false);
  });
});
