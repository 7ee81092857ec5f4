import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { replayCommand, simulate } from './simulation.ts';

// Seeds that once failed, in the world as it was then, kept for ever.
const onceFailed: readonly number[] = [11, 12, 19, 108, 120, 1065];
/** The same, of ten virtual minutes. */
const onceFailedLater: readonly number[] = [10_076, 20_535, 30_508];
const seeds = 200;
const perTest = 20;
const virtualMs = 60_000;

function hold(seed: number, forMs = virtualMs): number {
  const result = simulate(seed, forMs);
  const told = [...result.trace.slice(-40), `again: ${replayCommand(seed, forMs)}`].join('\n');
  assert.equal(result.failure, null, `${result.failure?.stack}\n${told}`);
  assert.equal(result.undecided, 0, `seed ${seed}: a history was too hard to decide`);
  return result.committed;
}

describe('a simulated cluster under crashes, rotten disks, loss, partitions and changes', function () {
  this.timeout(240_000);

  for (let from = 1; from <= seeds; from += perTest) {
    it(`keeps every promise with seeds ${from} to ${from + perTest - 1}`, () => {
      let committed = 0;
      for (let seed = from; seed < from + perTest; seed++) committed += hold(seed);
      assert.ok(committed > 50 * perTest, `only ${committed} entries were committed`);
    });
  }

  it('keeps every promise with seeds that once failed', () => {
    for (const seed of onceFailed) hold(seed);
    for (const seed of onceFailedLater) hold(seed, 600_000);
  });

  it('replays a seed exactly', () => {
    const one = simulate(7, 20_000);
    const other = simulate(7, 20_000);
    assert.equal(one.events, other.events);
    assert.deepEqual(one.trace, other.trace);
  });
});
