// What makes commits durable runs before a master's other threads, where that is allowed.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import path from 'node:path';
import { TestMasters } from '#kit/cli/masters.ts';

function isAllowed(): boolean {
  const own = getPriority();
  try {
    setPriority(own - 1);
    setPriority(own);
    return true;
  } catch {
    return false;
  }
}

describe("a master's threads", () => {
  it('run the log first, and nothing else so', async () => {
    await using masters = await TestMasters.up(1);
    const own = getPriority();
    const tasks = `/proc/${masters.pid(0)}/task`;
    const niceness = new Map<string, Set<number>>();
    for (const id of readdirSync(tasks)) {
      const name = readFileSync(`${tasks}/${id}/comm`, 'utf8').trim();
      const found = niceness.get(name) ?? new Set();
      niceness.set(name, found.add(getPriority(Number(id))));
    }
    const first = isAllowed() ? -10 : own;
    for (const name of ['orc-raft', 'orc-wal'])
      assert.deepEqual([...(niceness.get(name) ?? [])], [first], name);
    for (const name of ['MainThread', 'orc-control', 'V8Worker', 'libuv-worker'])
      assert.deepEqual([...(niceness.get(name) ?? [])], [own], name);
    const said = readFileSync(path.join(masters.folder, 'master-1.log'), 'utf8');
    assert.equal(said.includes('LimitNICE'), !isAllowed());
  });
});
