// The log's thread on a file system that is really full: what gives it space must not wait behind what waits for space.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { waitFor } from '#kit/raft/cluster.ts';
import { limits } from '#raft/limits.ts';
import { WalClient } from '#raft/wal/client.ts';
import { isSpareName } from '#raft/wal/pool.ts';

describe('a log that waits for space', function () {
  this.timeout(60_000);

  it('takes the segments that a compaction gives back', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-wal-space-'));
    const filler = path.join(folder, 'filler');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    const data = { directory: folder, identity: { clusterId: 'c', memberId: 1 }, segmentBytes: 64 * 1024 };
    const nothing = (): Promise<void> => Promise.resolve();
    const { client } = await WalClient.open(data, nothing, assert.fail, () => undefined);
    try {
      const spares = (): number => readdirSync(folder).filter(isSpareName).length;
      await waitFor('the spare segments', 20_000, () => spares() === limits.spareSegments);
      // Another file takes what the log leaves.
      assert.throws(() => writeFileSync(filler, new Uint8Array(2 ** 20)), /ENOSPC/);
      let last = 0;
      const write = (): Promise<boolean> => {
        const index = ++last;
        const entries = [{ index, term: 1, kind: 'data' as const, data: new Uint8Array(8_000) }];
        const batch = { id: index, hardState: null, snapshot: null, entries, messages: [] };
        return new Promise((resolve) => client.persist(batch, () => resolve(true)));
      };
      let waiting = write();
      while (await Promise.race([waiting, sleep(limits.diskFullRetryMs * 4, false)])) waiting = write();
      assert.ok(last < 100, 'the disk is full');
      client.compact(last - 1);
      assert.equal(await Promise.race([waiting, sleep(30_000, false, { ref: false })]), true);
    } finally {
      rmSync(filler, { force: true });
      await client.close();
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
