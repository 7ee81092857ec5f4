import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { systemClock } from '#runtime/system.ts';

describe('the clock of the system', () => {
  it('waits for longer than Node can at once, and until then can be told not to', async () => {
    let calls = 0;
    // What Node can’t wait for it calls after a millisecond: as it would what is told to wait that long.
    const [long, far] = [2 ** 31, 1e15].map((ms) => systemClock.schedule(ms, () => calls++));
    await new Promise<void>((resolve) => systemClock.schedule(20, resolve));
    assert.equal(calls, 0);
    long?.cancel();
    far?.cancel();
  });
});
