// A master whose disk is really full: a small file system on a loop device.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { OrcClient } from '#client/client.ts';
import { manifest } from '#kit/api-client.ts';
import { until } from '#kit/cluster.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { SmallDisk } from '#kit/small-disk.ts';

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
  const disk = new SmallDisk();
  let masters: TestMasters;
  let client: OrcClient;

  before(async () => {
    masters = await TestMasters.up(1, (dataDir) => disk.mount(dataDir));
    client = masters.client();
  });
  after(async () => {
    client.close();
    await masters.signal(0, 'SIGTERM');
    disk[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

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
    disk.fill();
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
    disk.fill();
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
    disk.free();
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
