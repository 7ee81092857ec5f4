import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { replayCommand, simulate } from './simulation.ts';

// Seeds that once failed, kept for ever, and a few more.
const onceFailed: readonly number[] = [108, 120];
const seeds = [...onceFailed, ...Array.from({ length: 18 }, (_, i) => i + 1)];
const virtualMs = 30_000;

describe('a simulated cluster under crashes, torn writes, loss and partitions', function () {
  this.timeout(120_000);
  for (const seed of seeds) {
    it(`keeps every promise with seed ${seed}`, () => {
      const result = simulate(seed, virtualMs);
      const told = [...result.trace.slice(-30), `again: ${replayCommand(seed, virtualMs)}`].join('\n');
      assert.equal(result.failure, null, `${result.failure?.stack}\n${told}`);
      assert.ok(result.committed > 50, `only ${result.committed} entries were committed`);
    });
  }

  it('replays a seed exactly', () => {
    const one = simulate(7, 5000);
    const other = simulate(7, 5000);
    assert.equal(one.events, other.events);
    assert.deepEqual(one.trace, other.trace);
  });
});
