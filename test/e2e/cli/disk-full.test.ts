// A master whose disk is really full: a small file system on a loop device.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { until } from '#kit/cluster.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const sizeBytes = 160 * 2 ** 20;
const payload = 'x'.repeat(500_000);

const create = (name: string): Change => ({
  create: {
    object: manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { payload } }),
  },
});
const remove = (name: string): Change => ({
  delete: { key: key('ConfigMap', 'default', name), uid: '', propagation: '', ignoreMissing: false },
});

describe('a master with a full disk', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-small-disk-'));
  let mounted = '';
  let masters: TestMasters;
  let client: OrcClient;

  before(async () => {
    const image = path.join(folder, 'image');
    writeFileSync(image, '');
    truncateSync(image, sizeBytes);
    execFileSync('mkfs.ext4', ['-q', '-m', '0', image]);
    masters = await TestMasters.up(1, (dataDir) => {
      execFileSync('mount', ['-o', 'loop', image, dataDir]);
      mounted = dataDir;
    });
    client = masters.client();
  });
  after(async () => {
    client.close();
    await masters.signal(0, 'SIGTERM');
    execFileSync('umount', [mounted]);
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Takes all the space there is. */
  function fill(): void {
    const { bavail, bsize } = statfsSync(mounted);
    const rest = Buffer.alloc(1024 * 1024);
    for (let left = bavail * bsize; left > 0; left -= rest.length) {
      try {
        writeFileSync(path.join(mounted, 'filler'), rest, { flag: 'a' });
      } catch {
        return;
      }
    }
  }

  const created: string[] = [];
  async function createUntilRefused(): Promise<unknown> {
    for (let i = 0; i < 400; i++) {
      try {
        await client.commit([create(`big-${i}`)]);
        created.push(`big-${i}`);
      } catch (error) {
        return error;
      }
    }
    return undefined;
  }

  it('refuses what would need space with the reason, and shows its state', async () => {
    await client.commit([create('first')]);
    await client.commit([create('kept')]);
    fill();
    const refused = await createUntilRefused();
    assert.ok(refused instanceof OrcError, 'something was refused in the end');
    assert.equal(refused.code, 'DiskFull');
    assert.match(refused.message, /the disk of master-1, which leads, is full: only deletions are taken/);
    const shown = await masters.orc(['masters']);
    assert.match(shown.stdout, /master-1 +leader .* full /);
  });

  it('still reads, deletes, and comes back after kill -9', async () => {
    const name = created.pop() ?? 'first';
    assert.equal((await client.get(key('ConfigMap', 'default', name))).metadata.name, name);
    await client.commit([remove(name)]);
    await assert.rejects(client.get(key('ConfigMap', 'default', name)), { code: 'NotFound' });
    await masters.signal(0, 'SIGKILL');
    // What the master gave back when it died goes too: not a block is left to start with.
    fill();
    masters.start(0);
    // Not one may have been made before it was full.
    const last = created.at(-1) ?? 'kept';
    await until('it serves again', async () => {
      masters.assertRuns(0);
      try {
        return (await client.get(key('ConfigMap', 'default', last))).metadata.name === last;
      } catch {
        return false;
      }
    });
    await client.commit([remove(last)]);
  });

  it('takes everything again once there is space', async () => {
    rmSync(path.join(mounted, 'filler'));
    await until('the master notices', async () => {
      try {
        await client.commit([create('after')]);
        return true;
      } catch (error) {
        assert.ok(error instanceof OrcError && error.code === 'DiskFull', String(error));
        return false;
      }
    });
    assert.match((await masters.orc(['masters'])).stdout, /master-1 +leader .* ok /);
  });
});
