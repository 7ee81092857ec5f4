// When snapshots are taken, and what of the log stays in memory, of a member that is alone.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationOf } from '#raft/core/configuration.ts';
import { RecordedCore } from '#raft/core/recorded-core.ts';
import { LogKeeper, type SnapshotPolicy, snapshotPolicyOf } from '#raft/log-keeper.ts';
import { checkLimits } from '#raft/limits.ts';
import { emptyState, membersOf, testOptions } from '#kit/raft/core-network.ts';

const policy: SnapshotPolicy = {
  everyBytes: 10_000,
  mostBytes: 50_000,
  stateShare: 0.5,
  everyEntries: 1_000,
  keepBytes: 2_000,
  keepEntries: 100,
  memoryBytes: 20_000,
  pinnedBytes: 40_000,
};
/** What an entry of the test takes. */
const entryBytes = 1_000;

class Log {
  readonly core = new RecordedCore({ ...testOptions, id: 1 }, emptyState(configurationOf(membersOf([1]))), {
    below: () => 0,
    uuid: () => 'unused',
  });
  readonly compactedTo: number[] = [];
  readonly keeper: LogKeeper;
  snapshotBytes = 0;
  asked = 0;
  tick = 0;

  constructor(more: Partial<SnapshotPolicy> = {}) {
    const host = {
      commit: () => undefined,
      leadership: () => undefined,
      restore: () => undefined,
      fatal: () => undefined,
      takeSnapshot: () => void (this.asked += 1),
      snapshotBytes: () => this.snapshotBytes,
    };
    const storage = {
      persist: () => undefined,
      compact: (index: number) => void this.compactedTo.push(index),
    };
    this.keeper = new LogKeeper(this.core, { ...policy, ...more }, host, storage);
    this.core.campaign();
    this.#work();
  }

  #work(): void {
    for (;;) {
      const { persist, committed } = this.core.ready();
      if (persist !== null) this.core.persisted(persist.id);
      this.keeper.delivered(committed);
      for (const { index } of committed) this.core.applied(index);
      if (persist === null && committed.length === 0) return;
      this.keeper.applied(this.tick);
    }
  }

  /** One entry after the other. */
  write(count: number): void {
    for (let written = 0; written < count; written++) {
      this.core.propose([new Uint8Array(entryBytes - 48)]);
      this.#work();
    }
  }

  /** Writes until a snapshot is due; returns after how many entries. */
  untilDue(): number {
    for (let written = 1; ; written++) {
      this.write(1);
      if (this.asked > 0) return written;
      assert.ok(written < 1_000, 'a snapshot is due at some time');
    }
  }

  /** The snapshot that was asked for is of the state as it is; the log goes on by `meanwhile` entries until it is durable. */
  take(meanwhile = 0): void {
    const meta = this.keeper.describe(this.core.appliedIndex);
    assert.ok(meta !== null);
    this.write(meanwhile);
    this.keeper.taken(meta);
    this.asked = 0;
  }
}

describe('a snapshot is due', () => {
  it('after a log of half of what the state takes, within bounds', () => {
    const log = new Log();
    for (const [bytes, entries] of [
      [0, 10],
      [30_000, 15],
      [60_000, 30],
      [1_000_000, 50],
    ] as const) {
      log.snapshotBytes = bytes;
      // The first entry of all is the empty one of the term.
      assert.ok(Math.abs(log.untilDue() - entries) <= 1, `${entries} entries where it takes ${bytes}`);
      log.take();
    }
  });

  it('counting what was written while the last one was stored, also where that is in memory no more', () => {
    const log = new Log({ mostBytes: 100_000 });
    log.snapshotBytes = 200_000;
    log.untilDue();
    log.take(60);
    assert.equal(log.asked, 0);
    assert.ok(Math.abs(log.untilDue() - 40) <= 1);
  });

  it('once at a time, and a while after one failed', () => {
    const log = new Log();
    log.untilDue();
    log.write(50);
    assert.equal(log.asked, 1);
    log.keeper.failed(7);
    log.write(1);
    assert.equal(log.asked, 1);
    log.tick = 7;
    log.keeper.tick(7);
    assert.equal(log.asked, 2);
  });

  it('at once for a peer that needs one, if none is under way and none has just failed', () => {
    const log = new Log();
    log.write(1);
    log.keeper.wanted(0);
    log.keeper.wanted(0);
    assert.equal(log.asked, 1);
    log.keeper.failed(7);
    log.keeper.wanted(6);
    assert.equal(log.asked, 1);
    log.keeper.wanted(7);
    assert.equal(log.asked, 2);
  });
});

describe('the log in memory', () => {
  it('is bounded, however long the log on the disk is', () => {
    const log = new Log({ everyBytes: 1_000_000, mostBytes: 1_000_000 });
    for (let round = 0; round < 200; round++) {
      log.write(1);
      assert.ok(log.core.logBytes <= policy.memoryBytes, `${log.core.logBytes} bytes`);
    }
    assert.ok(log.core.logBytes >= policy.memoryBytes / 2, 'and most of the room is used');
    assert.deepEqual([log.asked, log.compactedTo], [0, []]);
  });

  it('keeps what follows on a snapshot that is being stored, within bounds', () => {
    const log = new Log();
    log.untilDue();
    const meta = log.keeper.describe(log.core.appliedIndex);
    assert.ok(meta !== null);
    log.write(30);
    assert.ok(log.core.termAt(meta.index) !== undefined);
    for (let round = 0; round < 100; round++) {
      log.write(1);
      assert.ok(log.core.logBytes <= policy.pinnedBytes, `${log.core.logBytes} bytes`);
    }
    assert.equal(log.core.termAt(meta.index), undefined);
    log.keeper.taken(meta);
    assert.deepEqual(log.compactedTo, [meta.index], 'on the disk all goes that the snapshot covers');
    assert.equal(log.core.snapshot.index, meta.index);
  });

  it('leaves a tail behind a snapshot on the disk', () => {
    const log = new Log();
    log.untilDue();
    const { appliedIndex } = log.core;
    log.take();
    assert.deepEqual(log.compactedTo, [appliedIndex - policy.keepBytes / entryBytes]);
  });
});

describe('the bounds of the log', () => {
  it('fit each other, and differ among members', () => {
    checkLimits();
    const every = [1, 2, 3, 4, 5].map((id) => snapshotPolicyOf(id).everyBytes);
    assert.equal(new Set(every).size, every.length);
  });
});
