// Linearizable reads share rounds: one for all that wait, and never one that began before they asked.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { ReadIndexResult } from '#api/raft-port.ts';
import { ReadRounds } from '#api/read-rounds.ts';
import { Waits } from '#api/waits.ts';

const never = new AbortController().signal;

/** Rounds that the test answers. */
function rounds(): { reads: ReadRounds; begun: ((index: number) => void)[]; signals: AbortSignal[] } {
  const begun: ((index: number) => void)[] = [];
  const signals: AbortSignal[] = [];
  const confirm = (signal: AbortSignal): Promise<ReadIndexResult> => {
    signals.push(signal);
    return new Promise((resolve) => begun.push((index) => resolve({ kind: 'ok', index })));
  };
  return { reads: new ReadRounds(new Waits(), confirm), begun, signals };
}

describe('rounds of linearizable reads', () => {
  it('are one for all that ask in the same turn', async () => {
    const { reads, begun } = rounds();
    const asked = Array.from({ length: 50 }, () => reads.join(never));
    await turn();
    assert.equal(begun.length, 1);
    begun[0]?.(7);
    for (const result of await Promise.all(asked)) assert.deepEqual(result, { kind: 'ok', index: 7 });
  });

  it('that began before a caller asked are not its: it waits for the next', async () => {
    const { reads, begun } = rounds();
    const first = reads.join(never);
    await turn();
    const later = [reads.join(never), reads.join(never)];
    await turn();
    assert.equal(begun.length, 1, 'one round at a time');
    begun[0]?.(1);
    assert.deepEqual(await first, { kind: 'ok', index: 1 });
    await turn();
    assert.equal(begun.length, 2);
    begun[1]?.(2);
    for (const result of await Promise.all(later)) assert.deepEqual(result, { kind: 'ok', index: 2 });
  });

  it('are given up when nobody waits for them any more, not before', async () => {
    const { reads, begun, signals } = rounds();
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [reads.join(one.signal), reads.join(other.signal)];
    await turn();
    one.abort(new OrcError('Cancelled', 'gone'));
    await assert.rejects(asked[0] ?? Promise.resolve(), /gone/);
    assert.equal(signals[0]?.aborted, false);
    other.abort();
    await assert.rejects(asked[1] ?? Promise.resolve(), /the deadline passed/);
    assert.equal(signals[0]?.aborted, true);
    begun[0]?.(1);
  });

  it('serve who joins after one that gave up before they began', async () => {
    const { reads, begun, signals } = rounds();
    await assert.rejects(reads.join(AbortSignal.abort()), /the deadline passed/);
    const joined = reads.join(never);
    await turn();
    assert.equal(signals[0]?.aborted, false);
    begun[0]?.(3);
    assert.deepEqual(await joined, { kind: 'ok', index: 3 });
    await assert.rejects(reads.join(AbortSignal.abort()), /the deadline passed/);
    await turn();
    assert.equal(begun.length, 1, 'a round that nobody waits for does not begin');
  });
});
