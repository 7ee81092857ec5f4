// A cluster made by hand, as on machines of one's own: a first master, and others that join it.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

const orc = path.join(import.meta.dirname, '../../orc');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('masters that are set up by hand', function () {
  this.timeout(180_000);
  let home = '';
  const children = new Map<string, ChildProcess>();
  const network = `127.1.${20 + (process.pid % 200)}`;
  const addressOf = (index: number): string => `${network}.${index}`;
  const folderOf = (name: string): string => path.join(home, name);

  before(() => {
    home = mkdtempSync(path.join(tmpdir(), 'orc-setup-'));
  });

  after(async () => {
    for (const child of children.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(kill);
    }
    rmSync(home, { recursive: true });
  });

  async function run(...words: string[]): Promise<Ran> {
    const env = { ORCCONFIG: path.join(home, 'config') };
    const { exitCode, stdout, stderr } = await execa(orc, words, { env, reject: false, timeout: 60_000 });
    return { code: exitCode ?? 1, stdout, stderr };
  }

  const places = (name: string): string[] => [
    '--name',
    name,
    '--config-dir',
    path.join(folderOf(name), 'etc'),
    '--data-dir',
    path.join(folderOf(name), 'data'),
  ];
  const at = (name: string, file: string): string => path.join(folderOf(name), 'etc', file);

  function start(name: string): void {
    const log = openSync(path.join(home, `${name}.log`), 'a');
    children.set(
      name,
      spawn(orc, ['master', '--config', at(name, 'master.json')], { stdio: ['ignore', log, log] }),
    );
    closeSync(log);
  }

  /** Waits until a command says what is wanted. */
  async function until(wanted: RegExp, ...words: string[]): Promise<string> {
    const untilMs = performance.now() + 90_000;
    for (;;) {
      const { stdout, stderr } = await run(...words);
      if (wanted.test(stdout)) return stdout;
      assert.ok(performance.now() < untilMs, `orc ${words.join(' ')}: ${stdout}${stderr}`);
      await sleep(200);
    }
  }

  const joining = async (name: string, index: number, keyFile: string, uses = '1'): Promise<Ran> => {
    const { stdout } = await run('token', 'create', '--master', '--uses', uses);
    const words = /orc (master join .*) --encryption-key FILE/.exec(stdout)?.[1] ?? assert.fail(stdout);
    return run(
      ...words.split(' '),
      '--encryption-key',
      keyFile,
      '--address',
      addressOf(index),
      ...places(name),
    );
  };

  it('begin with one, which makes the CA, the keys and an administrator', async () => {
    const made = await run('master', 'init', '--address', addressOf(1), ...places('one'));
    assert.equal(made.code, 0, made.stderr);
    assert.match(made.stdout, /start its first master with: orc master --config .*master\.json/);
    for (const file of ['ca.key', 'encryption.key', 'master.key', 'master.json'])
      assert.equal(statSync(at('one', file)).mode & 0o777, 0o600, file);
    const again = await run('master', 'init', '--address', addressOf(1), ...places('one'));
    assert.equal(again.code, 1);
    assert.match(again.stderr, /master\.json is there: this machine is part of a cluster/);
    start('one');
    assert.match(await until(/one/, 'masters'), /one/);
    assert.match(await until(/default/, 'get', 'namespaces'), /kube-system/);
  });

  it('refuse what is wrong before anything is made', async () => {
    const bad = await run('master', 'init', '--address', 'here', ...places('bad'));
    assert.match(bad.stderr, /--address: "here" must be an IPv4 address/);
    const cidr = await run('master', 'init', '--address', '10.0.0.1', '--pod-cidr', 'all', ...places('bad'));
    assert.match(cidr.stderr, /--pod-cidr: "all"/);
    const inside = await run('master', 'init', '--address', '10.96.0.9', ...places('bad'));
    assert.match(
      inside.stderr,
      /--service-cidr: 10\.96\.0\.0\/16 holds 10\.96\.0\.9, the address of this machine/,
    );
    const both = [...places('bad'), '--pod-cidr', '10.96.128.0/17'];
    const overlap = await run('master', 'init', '--address', '10.0.0.1', ...both);
    assert.match(overlap.stderr, /10\.96\.0\.0\/16 and 10\.96\.128\.0\/17 overlap/);
    const name = await run('master', 'init', '--address', '10.0.0.1', ...places('bad'), '--name', 'A B');
    assert.match(name.stderr, /--name: "A B"/);
    const { stderr } = await run(
      'master',
      'join',
      addressOf(1),
      '--token',
      'abcdef',
      '--ca-hash',
      'x',
      '--encryption-key',
      at('one', 'encryption.key'),
      ...places('bad'),
    );
    assert.match(stderr, /--token: must look like/);
  });

  it('go on with others, which bring the key-encryption key and a token for masters', async () => {
    const wrong = path.join(home, 'wrong.key');
    writeFileSync(wrong, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    const refused = await joining('two', 2, wrong, '2');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /--encryption-key: .* is the key \w+, the cluster has \w+: copy the file/);
    // The same certificate does: it is asked for again by the request of the first try.
    const joined = await joining('two', 2, at('one', 'encryption.key'));
    assert.equal(joined.code, 0, joined.stderr);
    assert.match(joined.stdout, /master two has joined with the id \d+/);
    start('two');
    await until(/two .*follower|two .*leader/, 'masters');
    const shown = await run('masters');
    assert.match(shown.stderr, /two: the context has no address of it/);
    assert.equal((await joining('three', 3, at('one', 'encryption.key'))).code, 0);
    start('three');
    await until(/three .*follower|three .*leader/, 'masters');
    const servers = [1, 2, 3].map((index) => `${addressOf(index)}:7600`).join(',');
    const [, cluster = ''] = /orc-(\w+)/.exec((await run('config', 'get-contexts')).stdout) ?? [];
    assert.equal((await run('config', 'set-cluster', `orc-${cluster}`, '--masters', servers)).code, 0);
    await until(/one .*\n.*two +(follower|leader) +\d.*\n.*three +(follower|leader) +\d/, 'masters');
  });

  it('serve on when the first is gone, its CA key with it', async () => {
    rmSync(at('one', 'ca.key'));
    const first = children.get('one');
    assert.ok(first !== undefined);
    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
    await until(/two/, 'masters');
    const { stdout, code } = await run('token', 'create');
    assert.equal(code, 0);
    const words = /orc (node join .*)/.exec(stdout)?.[1] ?? assert.fail(stdout);
    const node = ['--docker-socket', path.join(home, 'none'), ...places('worker')];
    const target = words.replace(/join \S+/, `join ${addressOf(2)}`).split(' ');
    const joined = await run(...target, ...node);
    assert.equal(joined.code, 0, joined.stderr);
    assert.match(await until(/worker/, 'get', 'nodes'), /worker/);
    // One that comes back without the file of the CA's key is well: the cluster has it.
    start('one');
    await until(/one .*follower/, 'masters');
  });

  it('do not let a node’s token make a master', async () => {
    const { stdout } = await run('token', 'create');
    const [, token = '', hash = ''] = /--token (\S+) --ca-hash (\S+)/.exec(stdout) ?? [];
    const refused = await run(
      'master',
      'join',
      addressOf(2),
      '--token',
      token,
      '--ca-hash',
      hash,
      '--encryption-key',
      at('one', 'encryption.key'),
      '--address',
      addressOf(4),
      ...places('four'),
    );
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /the token lets nodes in, and no masters/);
    // Nothing is left that somebody could approve by mistake.
    await until(/orc\.dev\/master +system:bootstrap:\w+ +\S+ +Denied/, 'get', 'csr');
    assert.doesNotMatch((await run('masters')).stdout, /four/);
  });
});
