// Real members: threads, files, gRPC with TLS on 127.0.0.1.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { TestCluster, waitFor, type TestMember } from '#kit/raft/cluster.ts';
import type { SnapshotPolicy } from '#raft/log-keeper.ts';

const forever = new AbortController().signal;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function write(member: TestMember, ...texts: string[]): Promise<void> {
  const results = await Promise.all(texts.map((text) => member.raft.propose(encode(text), 'user', forever)));
  for (const result of results) assert.equal(result.kind, 'committed', JSON.stringify(result));
}

const list = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** A snapshot whenever so much of the log follows on the last one, all of it in memory. */
const often = {
  everyBytes: 20_000,
  mostBytes: 20_000,
  stateShare: 0,
  everyEntries: 100,
  keepBytes: 2000,
  keepEntries: 20,
  memoryBytes: 1_000_000,
  pinnedBytes: 1_000_000,
};

describe('a single member', function () {
  this.timeout(180_000);

  it('commits, survives a restart with a snapshot, and knows its disk', async () => {
    const cluster = await TestCluster.create(1, { snapshots: often, segmentBytes: 4096 });
    try {
      await cluster.startAll();
      const first = await cluster.leader();
      for (let i = 0; i < 10; i++) await write(first, ...list(`${i}-`, 50));
      const hasSnapshot = (): boolean =>
        readdirSync(cluster.dataDir(1)).some((name) => /^snapshot-0*[1-9]\d*-.*\.snap$/.test(name));
      await waitFor('a snapshot', 60_000, hasSnapshot);
      const { texts } = first.machine;
      await cluster.stop(1);
      const again = await cluster.start(1);
      assert.equal(again.machine.restores, 1);
      await waitFor('the log to be replayed', 60_000, () => again.machine.texts.length === texts.length);
      assert.deepEqual(again.machine.texts, texts);
      await write(again, 'after');
    } finally {
      await cluster.close();
    }
  });

  it('is refused a directory that is in use, and a log with a flipped bit', async () => {
    const cluster = await TestCluster.create(1);
    try {
      const running = await cluster.start(1);
      await cluster.leader();
      await write(running, ...list('x', 20));
      await assert.rejects(cluster.start(1), { code: 'Conflict' });
      await cluster.stop(1);
      const name = readdirSync(cluster.dataDir(1)).find((each) => each.startsWith('wal-')) ?? '';
      const path = join(cluster.dataDir(1), name);
      const bytes = readFileSync(path);
      bytes.writeUInt8(bytes.readUInt8(600) ^ 1, 600);
      writeFileSync(path, bytes);
      await assert.rejects(cluster.start(1), {
        code: 'Corrupt',
        message: /wal-000000000001\.log, byte 5\d\d/,
      });
    } finally {
      await cluster.close();
    }
  });
});

describe('three members', function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  before(async () => {
    cluster = await TestCluster.create(3);
    await cluster.startAll();
  });
  after(() => cluster.close());

  it('commit what any of them is given, in one order', async () => {
    await cluster.leader();
    await Promise.all(
      [...cluster.running.values()].map((each) => write(each, ...list(`${each.member.name}-`, 100))),
    );
    const machines = [...cluster.running.values()].map((each) => each.machine);
    await waitFor('all to apply', 60_000, () => machines.every((machine) => machine.texts.length === 300));
    for (const machine of machines) assert.deepEqual(machine.texts, machines[0]?.texts);
  });

  it('answer linearizable reads on leader and followers', async () => {
    const { raft } = await cluster.leader();
    const { commitIndex } = await raft.status();
    for (const each of cluster.running.values()) {
      const result = await each.raft.readIndex(forever);
      assert.ok(result.kind === 'ok' && result.index >= commitIndex, JSON.stringify(result));
    }
  });

  it('hand leadership over without a failed write', async () => {
    const before = await cluster.leader();
    const to = [...cluster.running.values()].find((each) => each !== before);
    assert.ok(to !== undefined);
    const writes = write(before, ...list('t', 50));
    await before.raft.transferLeadership(to.member.id);
    await writes;
    await write(before, 'forwarded');
    assert.equal((await to.raft.status()).role, 'leader');
    await assert.rejects(to.raft.transferLeadership(99), { code: 'NotFound', message: /m1 \(1\)/ });
  });

  it('propose only in the term that was asked for', async () => {
    const { raft } = await cluster.leader();
    const { term } = await raft.status();
    assert.equal((await raft.propose(encode('now'), 'control', forever, term)).kind, 'committed');
    assert.equal((await raft.propose(encode('old'), 'control', forever, term - 1)).kind, 'dropped');
    assert.equal((await raft.propose(new Uint8Array(9 << 20), 'user', forever)).kind, 'tooLarge');
  });

  it('go on after the leader is gone, and take it back with everything it missed', async () => {
    const old = await cluster.leader();
    await cluster.stop(old.member.id);
    const successor = await cluster.leader();
    assert.notEqual(successor.member.id, old.member.id);
    await write(successor, ...list('without', 100));
    const back = await cluster.start(old.member.id);
    await waitFor('the old leader to catch up', 60_000, () => back.machine.texts.includes('without99'));
    await waitFor('its log to be the same', 60_000, () => back.machine.index === successor.machine.index);
    assert.deepEqual(back.machine.texts, successor.machine.texts);
  });

  it('hold a proposal while there is no quorum, and drop it for certain when the caller gives up', async () => {
    const ids = [...cluster.running.keys()];
    const [kept, ...others] = ids;
    assert.ok(kept !== undefined);
    await Promise.all(others.map((id) => cluster.stop(id)));
    const alone = cluster.running.get(kept);
    assert.ok(alone !== undefined);
    await waitFor('it to know no leader', 60_000, async () => (await alone.raft.status()).leaderId === 0);
    const giveUp = new AbortController();
    const held = alone.raft.propose(encode('never'), 'user', giveUp.signal);
    await alone.raft.status();
    giveUp.abort();
    assert.equal((await held).kind, 'dropped');
    const read = new AbortController();
    const reading = alone.raft.readIndex(read.signal);
    read.abort();
    assert.equal((await reading).kind, 'unavailable');
    await Promise.all(others.map((id) => cluster.start(id)));
    const leader = await cluster.leader();
    await write(leader, 'all three again');
  });
});

describe('a member that fell behind the compacted log', function () {
  this.timeout(180_000);

  it('is sent a snapshot and goes on behind it', () => fallBehind(often));

  it('is sent one that is taken for it, where the log in memory begins after the newest', () =>
    fallBehind({
      ...often,
      everyEntries: 1_000_000,
      mostBytes: 10_000_000,
      everyBytes: 10_000_000,
      memoryBytes: 20_000,
    }));

  async function fallBehind(snapshots: SnapshotPolicy): Promise<void> {
    const cluster = await TestCluster.create(3, { snapshots, segmentBytes: 16_384 });
    try {
      await cluster.startAll();
      await cluster.leader();
      await cluster.stop(3);
      const leader = await cluster.leader();
      for (let i = 0; i < 10; i++) await write(leader, ...list(`${i}-`, 100));
      await waitFor('compaction', 60_000, async () => (await leader.raft.status()).firstIndex > 500);
      const late = await cluster.start(3);
      await waitFor('it to catch up', 30_000, () => late.machine.index >= leader.machine.index);
      assert.ok(late.machine.restores >= 1);
      assert.deepEqual(late.machine.texts, leader.machine.texts);
    } finally {
      await cluster.close();
    }
  }
});
