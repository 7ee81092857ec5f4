// A master that is told to stop before it is up.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { masterPorts } from '#runtime/config.ts';
import { TestMasters } from '#kit/cli/masters.ts';

describe('a master that no NATS server lets in', function () {
  this.timeout(120_000);

  it('stops when it is told to', async () => {
    await using masters = await TestMasters.up(1);
    await masters.signal(0, 'SIGTERM');
    const [host = ''] = masters.apis[0]?.split(':') ?? [];
    const said = (): string => readFileSync(path.join(masters.folder, 'master-1.log'), 'utf8');
    const before = said().length;
    // In the place of its NATS server is somebody who says nothing.
    const mute = createServer();
    mute.listen(masterPorts.natsClient, host);
    await once(mute, 'listening');
    try {
      masters.start(0);
      while (!said().slice(before).includes('"role":"leader"')) await sleep(50);
      const stopped = masters.signal(0, 'SIGTERM').then(() => 'stopped');
      assert.equal(await Promise.race([stopped, sleep(30_000, 'still there', { ref: false })]), 'stopped');
      assert.ok(!said().slice(before).includes('master is up'));
    } finally {
      mute.close();
    }
  });
});
