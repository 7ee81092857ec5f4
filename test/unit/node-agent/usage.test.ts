// What a node measures: where the kernel counts, and what was used between two looks.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { after, describe, it } from 'mocha';
import { countFiles, machineCounts, readCounts } from '#node-agent/usage/cgroups.ts';
import { usedSince } from '#node-agent/usage/rates.ts';

describe('where the kernel counts what a container uses', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'orc-cgroup-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };

  it('is two groups in version 1, each where its controllers are', async () => {
    write('cpu,cpuacct/docker/c1/cpuacct.usage', '123456789\n');
    write('memory/docker/c1/memory.usage_in_bytes', '10000\n');
    write('memory/docker/c1/memory.stat', 'cache 5000\ninactive_file 1\ntotal_inactive_file 4000\n');
    const text = '9:name=systemd:/docker/c1\n4:memory:/docker/c1\n2:cpu,cpuacct:/docker/c1\n0::/docker/c1\n';
    const files = countFiles(text, root);
    assert.ok(files !== undefined);
    assert.deepEqual(await readCounts(files), { cpuNanos: 123456789, memoryBytes: 6000 });
  });

  it('is one group in version 2', async () => {
    write('system.slice/docker-c2.scope/cpu.stat', 'usage_usec 2500\nuser_usec 2000\nsystem_usec 500\n');
    write('system.slice/docker-c2.scope/memory.current', '8192\n');
    write('system.slice/docker-c2.scope/memory.stat', 'anon 4096\ninactive_file 9000\n');
    const files = countFiles('0::/system.slice/docker-c2.scope\n', root);
    assert.ok(files !== undefined);
    assert.deepEqual(
      await readCounts(files),
      { cpuNanos: 2_500_000, memoryBytes: 0 },
      'what is cached is never more than all',
    );
  });

  it('is version 2 where version 1 counts something else alone', () => {
    const files = countFiles('3:devices:/docker/c3\n0::/docker/c3\n', root);
    assert.equal(files?.version, 2);
  });

  it('is nowhere when no group is named, and gone with the group', async () => {
    assert.equal(countFiles('', root), undefined);
    assert.equal(countFiles('nonsense\n', root), undefined);
    const files = countFiles('0::/gone\n', root);
    assert.ok(files !== undefined);
    await assert.rejects(readCounts(files), /ENOENT/);
  });

  it('is two files for the whole machine', () => {
    const stat = 'cpu  100 10 50 9000 30 4 6 77 8 9\ncpu0 1 1 1 1\nintr 5\n';
    const meminfo = 'MemTotal:       1000 kB\nMemFree:         100 kB\nMemAvailable:    400 kB\n';
    assert.deepEqual(machineCounts(stat, meminfo), { cpuNanos: 170 * 10_000_000, memoryBytes: 600 * 1024 });
    assert.deepEqual(machineCounts('', ''), { cpuNanos: 0, memoryBytes: 0 });
  });
});

describe('what was used', () => {
  const look = (atMs: number, cpuMillis: number) => ({ atMs, cpuNanos: cpuMillis * 1e6, memoryBytes: 7 });

  it('is the difference between two looks, over the time between them', () => {
    assert.deepEqual(usedSince(look(1000, 50), look(3000, 1050), 0), {
      windowMs: 2000,
      cpuNanocores: 500_000_000,
      memoryBytes: 7,
    });
  });

  it('is counted from the start at the first look, and when the count began anew', () => {
    const since = { windowMs: 1500, cpuNanocores: 200_000_000, memoryBytes: 7 };
    assert.deepEqual(usedSince(undefined, look(2000, 300), 500), since);
    assert.deepEqual(usedSince(look(100, 9000), look(2000, 300), 500), since);
  });

  it('is not known at the first look without a start, or of a moment', () => {
    assert.equal(usedSince(undefined, look(2000, 300), undefined), undefined);
    assert.equal(usedSince(undefined, look(2000, 300), 1900), undefined);
    assert.equal(usedSince(look(1900, 0), look(2000, 300), 0), undefined);
    assert.equal(usedSince(undefined, look(2000, 300), 5000), undefined, 'a start in the future');
  });

  it('is never less than nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), fc.nat(1e9)), { minLength: 1 }), (steps) => {
        let before: ReturnType<typeof look> | undefined;
        let atMs = 0;
        for (const [passed, cpu] of steps) {
          atMs += passed;
          const now = look(atMs, cpu);
          const used = usedSince(before, now, 0);
          if (used !== undefined) {
            assert.ok(used.cpuNanocores >= 0 && used.windowMs >= 500, JSON.stringify(used));
            before = now;
          }
        }
      }),
    );
  });
});
