// Turns at the processor and shares of what is under way, by a clock that the test moves.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { apiLimits } from '#api/limits.ts';
import { Shares } from '#api/fairness/shares.ts';
import { inSlices } from '#api/fairness/slices.ts';
import { type TurnClock, Turns } from '#api/fairness/turns.ts';

const { turnMs, underWay, waiting } = apiLimits.fairness;
const never = new AbortController().signal;

/** An event loop whose turns the test takes, and a clock that its work moves. */
class Loop implements TurnClock {
  nowMs = 0;
  #next: (() => void)[] = [];

  now(): number {
    return this.nowMs;
  }

  soon(run: () => void): void {
    this.#next.push(run);
  }

  /** One turn of the event loop; false when nobody asked for one. */
  turn(): boolean {
    const due = this.#next;
    this.#next = [];
    for (const run of due) run();
    return due.length > 0;
  }
}

/** Lets what was resolved go on. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('turns at the processor', () => {
  it('are begun at once while there is time, then in rounds among users, a bounded time in each turn', async () => {
    const loop = new Loop();
    const turns = new Turns(loop);
    const done: string[] = [];
    const work = (name: string, ms: number): Promise<unknown> =>
      turns.start(name, () => {
        loop.nowMs += ms;
        done.push(name);
      });
    const all = [work('loud', turnMs / 2), work('loud', turnMs / 2)];
    assert.deepEqual(done, ['loud', 'loud'], 'there was time');
    for (let index = 0; index < 1_000; index++) all.push(work('loud', turnMs / 2));
    all.push(work('quiet', 1), work('other', 1), work('quiet', 1));
    assert.deepEqual([done.length, turns.waiting], [2, 1_003], 'there is none any more');
    loop.turn();
    assert.deepEqual(
      done.slice(2),
      ['loud', 'quiet', 'other', 'loud'],
      'each has a turn before anybody has two',
    );
    loop.turn();
    assert.deepEqual(done.slice(6), ['quiet', 'loud', 'loud']);
    while (loop.turn());
    await Promise.all(all);
    assert.equal(turns.waiting, 0);
  });

  it('end with what the work ends with, and one that throws holds up nobody', async () => {
    const loop = new Loop();
    const turns = new Turns(loop);
    await turns.start('ann', () => (loop.nowMs += turnMs));
    const failing = turns.start('ann', () => {
      throw new RangeError('no');
    });
    const late = turns.start('ann', () => Promise.resolve(7));
    loop.turn();
    await assert.rejects(failing, RangeError);
    assert.equal(await late, 7);
  });
});

describe('long work of one user', () => {
  /** Works of so many items, `ms` each, for a user; what is begun is noted in `done`. */
  function long(
    loop: Loop,
    turns: Turns,
    done: string[],
    user: string,
    items: number,
    step: (item: number) => unknown = () => undefined,
  ): Promise<unknown[]> {
    const numbers = Array.from({ length: items }, (_none, index) => index);
    const clock = {
      now: () => loop.now(),
      turn: <T>(work: () => T | Promise<T>): Promise<T> => turns.start(user, work),
    };
    const all = (): Promise<unknown[]> =>
      inSlices(
        numbers,
        (item) => {
          loop.nowMs += 1;
          done.push(user);
          return step(item);
        },
        clock,
      );
    return turns.start(user, all);
  }

  async function untilOver(loop: Loop): Promise<void> {
    await settled();
    while (loop.turn()) await settled();
  }

  it('takes a turn at a time, and others have theirs in between', async () => {
    const loop = new Loop();
    const turns = new Turns(loop);
    const done: string[] = [];
    const all = long(loop, turns, done, 'loud', 5 * turnMs);
    assert.equal(done.length, turnMs, 'the first slice is begun at once');
    await settled();
    const quiet = turns.start('quiet', () => void done.push('quiet'));
    await untilOver(loop);
    await quiet;
    assert.equal((await all).length, 5 * turnMs);
    assert.ok(done.indexOf('quiet') <= 2 * turnMs, 'it is next but for one of the other');
    assert.equal(turns.waiting, 0);
  });

  it('of several is done by turns, each turn as long as one', async () => {
    const loop = new Loop();
    const turns = new Turns(loop);
    const done: string[] = [];
    const all = ['a', 'b', 'c'].map((user) => long(loop, turns, done, user, 3 * turnMs));
    await settled();
    let [before, most] = [loop.nowMs, 0];
    while (loop.turn()) {
      await settled();
      most = Math.max(most, loop.nowMs - before);
      before = loop.nowMs;
    }
    await Promise.all(all);
    assert.equal(most, turnMs);
    assert.deepEqual(
      done.filter((_user, index) => index % turnMs === 0),
      ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'],
    );
  });

  it('gives what each item came to, in their order, also where one waits, and ends with the first that fails', async () => {
    const loop = new Loop();
    const turns = new Turns(loop);
    const done: string[] = [];
    const made = long(loop, turns, done, 'ann', 2 * turnMs, (item) =>
      item % 3 === 0 ? Promise.resolve(item) : item,
    );
    await untilOver(loop);
    assert.deepEqual(
      await made,
      Array.from({ length: 2 * turnMs }, (_none, index) => index),
    );
    for (const how of ['throws', 'rejects']) {
      done.length = 0;
      const failing = long(loop, turns, done, 'ann', 20, (item) => {
        if (item !== 3) return item;
        if (how === 'throws') throw new RangeError('no');
        return Promise.reject(new RangeError('no'));
      });
      const refused = assert.rejects(failing, RangeError);
      await untilOver(loop);
      await refused;
      assert.equal(done.length, 4, how);
    }
  });
});

describe("shares of users' changes", () => {
  interface Held {
    readonly user: string;
    readonly end: () => void;
    readonly done: Promise<void>;
  }

  class Bench {
    readonly shares = new Shares(new Turns());
    readonly begun: string[] = [];

    change(user: string, bytes = 1, signal = never): Held {
      const { promise, resolve } = Promise.withResolvers<void>();
      const done = this.shares.run(user, bytes, signal, () => {
        this.begun.push(user);
        return promise;
      });
      done.catch(() => undefined);
      return { user, end: resolve, done };
    }
  }

  it('are few at once, and whoever comes is next but for one of everybody else', async () => {
    const bench = new Bench();
    const loud = Array.from({ length: 1_000 }, () => bench.change('loud'));
    const quiet = bench.change('quiet');
    await settled();
    assert.deepEqual(
      [bench.shares.underWay, bench.shares.waiting],
      [underWay.changes, 1_001 - underWay.changes],
    );
    loud[0]?.end();
    loud[1]?.end();
    await settled();
    assert.deepEqual(bench.begun.slice(underWay.changes), ['loud', 'quiet']);
    quiet.end();
    for (const each of loud) each.end();
    await Promise.all([quiet.done, ...loud.map(({ done }) => done)]);
    assert.deepEqual([bench.shares.underWay, bench.shares.waiting], [0, 0]);
  });

  it('are refused to who has too much waiting, with when to come again, and to nobody else', async () => {
    const bench = new Bench();
    const most = waiting.changes / 2;
    const loud = Array.from({ length: most }, () => bench.change('loud'));
    await assert.rejects(bench.change('loud').done, {
      code: 'TooBusy',
      details: { retryAfterMs: apiLimits.fairness.retryAfterMs },
    });
    const quiet = bench.change('quiet');
    quiet.end();
    for (const each of loud) each.end();
    await Promise.all([quiet.done, ...loud.map(({ done }) => done)]);
    const again = bench.change('loud');
    again.end();
    await again.done;
  });

  it('are bounded by size too: what waits, and what is under way', async () => {
    const bench = new Bench();
    const large = Array.from({ length: 4 }, () => bench.change('loud', underWay.bytes / 2));
    await settled();
    assert.equal(bench.shares.underWay, 2);
    const rest = Array.from({ length: waiting.bytes / underWay.bytes - 4 }, () =>
      bench.change('loud', underWay.bytes / 2),
    );
    const held = [...large, ...rest];
    await settled();
    await assert.rejects(bench.change('loud', waiting.bytes / 2).done, { code: 'TooBusy' });
    for (const each of held) each.end();
    const all = await Promise.allSettled(held.map(({ done }) => done));
    assert.deepEqual(
      all.filter(({ status }) => status === 'rejected'),
      [],
    );
    assert.equal(bench.shares.underWay, 0);
  });

  it('are given back while a webhook is asked, and by who goes before the turn', async () => {
    const bench = new Bench();
    const asked = Promise.withResolvers<void>();
    const resumed: string[] = [];
    const paused = Array.from({ length: underWay.changes }, () =>
      bench.shares.run('slow', 1, never, async (share) => {
        share.pause();
        await asked.promise;
        await share.resume(never);
        resumed.push('slow');
      }),
    );
    await settled();
    assert.equal(bench.shares.underWay, 0, 'who waits for a webhook holds up nobody');
    const quick = Array.from({ length: underWay.changes }, () => bench.change('quick'));
    const gone = new AbortController();
    const leaving = bench.change('leaving', 1, gone.signal);
    await settled();
    gone.abort(new RangeError('gone'));
    await assert.rejects(leaving.done, RangeError);
    assert.equal(bench.shares.waiting, 0);
    asked.resolve();
    await settled();
    assert.deepEqual(resumed, [], 'there is no room for them yet');
    for (const each of quick) each.end();
    await Promise.all(paused);
    assert.deepEqual([resumed.length, bench.shares.underWay], [underWay.changes, 0]);
  });
});
