import assert from 'node:assert/strict';
import { mountsUnder } from '#sandbox/down.ts';
import { imageConfigJson } from '#sandbox/image/archive.ts';
import { parseLdd } from '#sandbox/image/root.ts';
import { isNamespaceOf, memberNamespace, planSandbox, switchNamespace } from '#sandbox/plan.ts';
import { parseStat } from '#sandbox/process/identity.ts';

describe('the plan of a sandbox', () => {
  it('gives masters and nodes fixed names and addresses', () => {
    assert.deepEqual(planSandbox('dev', 2, 1).members, [
      { name: 'master-1', role: 'master', address: '10.89.0.11' },
      { name: 'master-2', role: 'master', address: '10.89.0.12' },
      { name: 'node-1', role: 'node', address: '10.89.0.101' },
    ]);
  });

  it('refuses names and counts that do not fit, and says what does', () => {
    for (const name of ['', 'Big', '-a', 'a_b', '../x', 'a'.repeat(21)]) {
      assert.throws(() => planSandbox(name, 1, 1), /sandbox name ".*" is not valid: use up to 20/);
    }
    assert.throws(() => planSandbox('dev', 10, 1), /0 to 9 masters, not 10/);
    assert.throws(() => planSandbox('dev', 1, 1.5), /0 to 100 nodes, not 1.5/);
  });

  it('tells its namespaces from those of a sandbox whose name begins alike', () => {
    assert.ok(isNamespaceOf('a', memberNamespace('a', 'node-1')));
    assert.ok(isNamespaceOf('a', switchNamespace('a')));
    for (const other of ['a-b', 'a-node-1', 'a-node', 'a-master']) {
      for (const member of ['node-1', 'master-2'])
        assert.ok(!isNamespaceOf('a', memberNamespace(other, member)), other);
      assert.ok(!isNamespaceOf('a', switchNamespace(other)), other);
    }
  });

  it('keeps every device name short enough for the kernel', () => {
    for (const member of planSandbox('dev', 9, 100).members) assert.ok(member.name.length <= 15);
  });
});

describe('what is read from /proc', () => {
  const stat = (name: string, state: string) =>
    `42 (${name}) ${state} ${Array.from({ length: 18 }, () => 0).join(' ')} 777 0`;

  it('finds the start of a process whatever its name holds', () => {
    assert.deepEqual(parseStat(stat('a) R (b', 'S')), { phase: 'running', startTicks: 777 });
    assert.deepEqual(parseStat(stat('x', 'T')), { phase: 'stopped', startTicks: 777 });
    assert.deepEqual(parseStat(stat('x', 'Z')), { phase: 'zombie', startTicks: 777 });
    assert.equal(parseStat('nonsense'), undefined);
  });

  it('lists mounts below a folder, the innermost first', () => {
    const line = (point: string) => `1 2 0:3 / ${point} rw - tmpfs tmpfs rw`;
    const text = ['/s/dev', '/s/dev/data', '/s/dev/data/my\\040mount', '/s/dev2/data'].map(line).join('\n');
    assert.deepEqual(mountsUnder('/s/dev', text), ['/s/dev/data/my mount', '/s/dev/data']);
  });
});

describe('an image', () => {
  it('takes the libraries that ldd names, and the loader', () => {
    const output =
      '\tlinux-vdso.so.1 (0x00007fb3)\n\tlibc.so.6 => /lib/x/libc.so.6 (0x00007f)\n\t/lib64/ld-linux.so.2 (0x0000)\n\tlibgone.so => not found\n';
    assert.deepEqual(parseLdd(output), ['/lib/x/libc.so.6', '/lib64/ld-linux.so.2']);
  });

  it('has a configuration in docker words', () => {
    const config: unknown = JSON.parse(
      imageConfigJson({ Cmd: ['/x'], ExposedPorts: { '80/tcp': {} } }, 'abc', 'x64'),
    );
    assert.deepEqual(config, {
      architecture: 'amd64',
      os: 'linux',
      created: '1970-01-01T00:00:00Z',
      config: {
        Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        Cmd: ['/x'],
        ExposedPorts: { '80/tcp': {} },
      },
      rootfs: { type: 'layers', diff_ids: ['sha256:abc'] },
      history: [{ created: '1970-01-01T00:00:00Z', created_by: 'orc sandbox' }],
    });
  });
});
