import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { leftovers } from '#sandbox/down.ts';
import { Sandbox } from '#sandbox/sandbox.ts';
import { hostNetwork } from '#kit/network/host.ts';
import { waitFor } from '#kit/network/wait-for.ts';

async function reaches(sandbox: Sandbox, from: string, to: string): Promise<boolean> {
  const inside = `--net=/run/netns/${sandbox.namespace(from)}`;
  const ping = ['busybox', 'ping', '-c', '1', '-W', '1', sandbox.member(to).address];
  return (await execa('nsenter', [inside, ...ping], { reject: false, stdin: 'ignore' })).exitCode === 0;
}

async function readAll(port: number, send: Buffer): Promise<Buffer> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.end(send);
  await once(socket, 'end');
  return Buffer.concat(chunks);
}

const hashServer = fileURLToPath(new URL('../../kit/network/hash-server.ts', import.meta.url));

describe('a sandbox', function () {
  this.timeout(120_000);
  const name = `t${process.pid}`;
  let sandboxes = '';
  let host = '';
  let sandbox: Sandbox;

  before(async () => {
    sandboxes = await mkdtemp(join(tmpdir(), 'orct-'));
    host = await hostNetwork();
    sandbox = await Sandbox.create({ name, sandboxes, masters: 2, nodes: 1 });
  });
  after(async () => {
    await Sandbox.down({ name, sandboxes });
    await rm(sandboxes, { recursive: true, force: true });
  });

  it('joins its members, and the host sees nothing of it', async () => {
    for (const from of ['master-1', 'master-2', 'node-1']) {
      for (const to of ['master-1', 'master-2', 'node-1'])
        assert.ok(await reaches(sandbox, from, to), `${from} to ${to}`);
    }
    assert.equal(await hostNetwork(), host);
  });

  it('refuses to be made twice, and is found by its name', async () => {
    await assert.rejects(
      Sandbox.create({ name, sandboxes, masters: 1, nodes: 0 }),
      /exists in .*: take it down first/,
    );
    const found = await Sandbox.open({ name, sandboxes });
    assert.deepEqual(found?.members, sandbox.members);
    assert.equal(await Sandbox.open({ name: 'none', sandboxes }), undefined);
    assert.throws(
      () => sandbox.member('node-9'),
      /no member "node-9"; its members are master-1, master-2, node-1/,
    );
  });

  it('stands beside another of the same addresses', async () => {
    const other = { name: `${name}-b`, sandboxes };
    const second = await Sandbox.create({ ...other, masters: 1, nodes: 0 });
    try {
      assert.equal(second.member('master-1').address, sandbox.member('master-1').address);
    } finally {
      await Sandbox.down(other);
    }
    assert.ok(await reaches(sandbox, 'master-1', 'master-2'));
    assert.deepEqual(await leftovers(other.name, join(sandboxes, other.name)), []);
  });

  it('cuts a member off and heals it, each as often as asked', async () => {
    for (let turn = 0; turn < 2; turn += 1) await sandbox.cut('node-1');
    assert.ok(!(await reaches(sandbox, 'master-1', 'node-1')));
    assert.ok(await reaches(sandbox, 'master-1', 'master-2'));
    for (let turn = 0; turn < 2; turn += 1) await sandbox.heal('node-1');
    await waitFor('node-1 to be back', () => reaches(sandbox, 'master-1', 'node-1'));
  });

  it('cuts one pair in both directions or one, and heals it', async () => {
    for (const direction of ['both', 'to', 'from'] as const) {
      for (let turn = 0; turn < 2; turn += 1) await sandbox.cut('node-1', 'master-1', direction);
      assert.ok(!(await reaches(sandbox, 'node-1', 'master-1')), direction);
      assert.ok(await reaches(sandbox, 'node-1', 'master-2'), direction);
      for (let turn = 0; turn < 2; turn += 1) await sandbox.heal('node-1', 'master-1');
      await waitFor('the pair to be whole', () => reaches(sandbox, 'node-1', 'master-1'));
    }
    await sandbox.cut('node-1', 'master-1');
    await sandbox.cut('node-1', 'master-2', 'to');
    await sandbox.heal('node-1');
    for (const master of ['master-1', 'master-2'])
      await waitFor('all to be whole', () => reaches(sandbox, 'node-1', master));
  });

  it('starts, pauses, resumes, stops and kills processes', async () => {
    const pid = await sandbox.start('node-1', { name: 'sleeper', program: 'sleep', args: ['1000'] });
    assert.deepEqual(await sandbox.status('node-1'), [{ name: 'sleeper', phase: 'running', pid }]);
    await assert.rejects(
      sandbox.start('node-1', { name: 'sleeper', program: 'sleep', args: ['1'] }),
      /sleeper runs already as process/,
    );
    await sandbox.pause('node-1', 'sleeper');
    await waitFor('the pause', async () => (await sandbox.status('node-1'))[0]?.phase === 'stopped');
    await sandbox.resume('node-1', 'sleeper');
    await waitFor('the resumption', async () => (await sandbox.status('node-1'))[0]?.phase === 'running');
    await sandbox.pause('node-1', 'sleeper');
    await sandbox.stop('node-1', 'sleeper');
    assert.deepEqual(await sandbox.status('node-1'), []);
    await sandbox.start('node-1', {
      name: 'stubborn',
      program: process.execPath,
      args: ['-e', 'process.on("SIGTERM", () => 0); console.log("here"); setInterval(() => 0, 1000)'],
    });
    await waitFor('its log', async () =>
      (await readFile(sandbox.logFile('node-1', 'stubborn'), 'utf8')).includes('here'),
    );
    await sandbox.stop('node-1', 'stubborn', 100);
    await sandbox.kill('node-1', 'stubborn');
    assert.deepEqual(await sandbox.status('node-1'), []);
  });

  it('says in its log what could not be started, and reports it as gone', async () => {
    await sandbox.start('node-1', { name: 'nothing', program: '/no/such/program', args: [] });
    await waitFor('its end', async () => (await sandbox.status('node-1'))[0]?.phase === 'gone');
    assert.match(await readFile(sandbox.logFile('node-1', 'nothing'), 'utf8'), /\/no\/such\/program/);
    await sandbox.kill('node-1', 'nothing');
  });

  it('carries big transfers through a forwarded port, with half-closed ends and no more memory than a pipe', async () => {
    await sandbox.start('master-1', { name: 'hash', program: process.execPath, args: [hashServer, '64'] });
    const forwards = await sandbox.forward([
      { member: 'master-1', port: 7001, hostPort: 0 },
      { member: 'master-1', port: 7002, hostPort: 0 },
    ]);
    const [hash, zeros] = forwards.map((forward) => forward.hostPort);
    assert.ok(hash !== undefined && zeros !== undefined && hash !== zeros);
    await waitFor(
      'the server',
      async () =>
        await readAll(hash, Buffer.from('x')).then(
          (answer) => answer.length === 64,
          () => false,
        ),
    );
    const data = randomBytes(48 * 1024 * 1024);
    const expected = createHash('sha256').update(data).digest('hex');
    const answers = await Promise.all([
      readAll(hash, data),
      readAll(hash, data),
      readAll(zeros, Buffer.alloc(0)),
    ]);
    assert.deepEqual(answers.slice(0, 2).map(String), [expected, expected]);
    assert.equal(answers[2]?.length, 64 * 1024 * 1024);
    // A reader that does not read holds its sender back: the forwarder may not swallow it all.
    const idle = connect({ host: '127.0.0.1', port: zeros });
    idle.on('error', () => idle.destroy());
    idle.pause();
    await once(idle, 'connect');
    await sleep(500);
    for (const helper of ['listener', 'dialer']) {
      const identity: unknown = JSON.parse(
        await readFile(join(sandbox.folder, 'process', 'host', `${helper}.json`), 'utf8'),
      );
      assert.ok(typeof identity === 'object' && identity !== null && 'pid' in identity);
      const status = await readFile(`/proc/${String(identity.pid)}/status`, 'utf8');
      const residentKiB = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
      assert.ok(residentKiB > 0 && residentKiB < 400 * 1024, `${helper} holds ${residentKiB} KiB`);
    }
    idle.destroy();
    assert.deepEqual(await sandbox.forward([{ member: 'master-1', port: 7001, hostPort: 0 }]), [forwards[0]]);
    assert.equal(await hostNetwork(), host);
  });

  it('leaves nothing, whatever was killed before, and can be taken down twice', async () => {
    await sandbox.start('node-1', {
      name: 'parent',
      program: process.execPath,
      args: [
        '-e',
        'require("child_process").spawn("sleep", ["1000"], { detached: true, stdio: "ignore" }).unref()',
      ],
    });
    await waitFor(
      'its end',
      async () =>
        (await sandbox.status('node-1')).find((status) => status.name === 'parent')?.phase === 'gone',
    );
    await sandbox.pause('master-1', 'hash');
    await rm(join(sandbox.folder, 'sandbox.json'));
    await rm(join(sandbox.folder, 'process'), { recursive: true });
    assert.ok((await leftovers(name, sandbox.folder)).length > 0);
    for (let turn = 0; turn < 2; turn += 1) {
      await Sandbox.down({ name, sandboxes });
      assert.deepEqual(await leftovers(name, sandbox.folder), []);
    }
    assert.equal(await hostNetwork(), host);
  });
});
