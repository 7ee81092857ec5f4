// A cluster that goes on from one disk.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { configurationOf } from '#raft/core/configuration.ts';
import { recoverLog } from '#raft/recovery.ts';
import { SnapshotStore } from '#raft/snapshots.ts';
import { BatchEncoder } from '#raft/wal/batch.ts';
import { NodeDisk } from '#raft/wal/node-disk.ts';
import { scanLog } from '#raft/wal/scan.ts';
import { Wal } from '#raft/wal/wal.ts';

describe('a log that is recovered', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'orc-recovery-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('goes on in a term that no node can have heard of before', async () => {
    const directory = path.join(folder, 'raft');
    mkdirSync(directory);
    const self = { id: 1, name: 'm1', address: '127.0.0.1:1' };
    const meta = { index: 0, term: 0, configuration: configurationOf([self]) };
    await new SnapshotStore(directory, 'old').write(meta, []);
    const { wal } = Wal.open(new NodeDisk(directory), { clusterId: 'old', memberId: 1 });
    const entry = { index: 1, term: 5, kind: 'data', data: new Uint8Array([1]) } as const;
    const encoder = new BatchEncoder({ index: 0, term: 0 });
    const hardState = { term: 6, vote: 0 };
    wal.write([encoder.encode({ id: 0, hardState, snapshot: null, entries: [entry], messages: [] })]);
    wal.sync();
    wal.close();
    await recoverLog(directory, 'new', { ...self, id: 2 }, new Uint8Array([2]), 1);
    const log = scanLog(new NodeDisk(directory), null)?.log ?? assert.fail('there is a log');
    assert.ok(log.hardState.term >= 1_000, String(log.hardState.term));
    assert.equal(log.entries.at(-1)?.term, log.hardState.term);
  });
});
