// Which master a call goes to when masters fail or fall silent, by a clock that the test turns.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import { type CallOptions, anywhere } from '#client/anywhere.ts';
import { Choice } from '#client/choice.ts';
import { clientLimits } from '#client/limits.ts';
import { didNothing } from '#client/masters.ts';
import { Pulse } from '#client/pulse.ts';

const { giveUpMs, pulseMs, quietMs } = clientLimits;

/** Time that passes when it is told to. */
class Time {
  nowMs = 0;
  readonly ticks = new Set<() => void>();

  readonly ticker = (tick: () => void): (() => void) => {
    this.ticks.add(tick);
    return () => this.ticks.delete(tick);
  };

  pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += pulseMs) {
      this.nowMs += pulseMs;
      for (const tick of this.ticks) tick();
    }
  }
}

/** A client of three masters, whose calls the test answers. */
class Client {
  readonly time = new Time();
  readonly choice = new Choice(
    3,
    () => new Pulse(this.time.ticker),
    () => this.time.nowMs,
  );
  /** Every attempt: where it was made. */
  readonly asked: number[] = [];
  /** Of every attempt: whether the master was told that it may not be the first. */
  readonly resent: boolean[] = [];
  readonly answer: ((answer: string) => void)[] = [];
  readonly fail: ((error: Error) => void)[] = [];

  call(options: CallOptions = { repeatable: true, quietMs }): Promise<string> {
    const attempt = (index: number, _timeoutMs: number, resent: boolean): Promise<string> => {
      this.asked.push(index);
      this.resent.push(resent);
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      this.answer.push(resolve);
      this.fail.push(reject);
      return promise;
    };
    return anywhere(['a', 'b', 'c'], this.choice, attempt, options, (answer) => answer === 'nothing');
  }

  /** Time passes, and whoever was told of it acts. */
  async pass(ms: number): Promise<void> {
    this.time.pass(ms);
    await turn();
  }
}

const lost = new OrcError('Unknown', 'the connection was lost');

describe('a call to masters of which one is silent', () => {
  it('is made at another one too, and the first answer is taken', async () => {
    const client = new Client();
    const call = client.call();
    await client.pass(quietMs - pulseMs);
    assert.deepEqual(client.asked, [0]);
    await client.pass(pulseMs);
    assert.deepEqual(client.asked, [0, 1]);
    client.answer[1]?.('the second');
    assert.equal(await call, 'the second');
  });

  it('says whether an earlier try may be under way', async () => {
    const client = new Client();
    const busy = new OrcError('Unavailable', 'no leader');
    const call = client.call();
    client.fail[0]?.(busy);
    await turn();
    client.fail[1]?.(lost);
    await turn();
    assert.deepEqual(client.resent, [false, false, true]);
    client.answer[2]?.('here');
    assert.equal(await call, 'here');
    const beside = client.call();
    await client.pass(quietMs);
    assert.deepEqual(client.resent.slice(3), [false, true]);
    client.answer[3]?.('here');
    assert.equal(await beside, 'here');
  });

  it('fails as one that is not known where a try may have been carried out', async () => {
    const busy = new OrcError('TooBusy', 'too many changes are under way', { retryAfterMs: 60_000 });
    for (const [first, changes, code] of [
      [lost, true, 'Unknown'],
      [lost, false, 'TooBusy'],
      [new OrcError('Unavailable', 'no leader'), true, 'TooBusy'],
    ] as const) {
      const client = new Client();
      const call = client.call({ repeatable: true, timeoutMs: 30_000, changes });
      client.fail[0]?.(first);
      await turn();
      client.fail[1]?.(busy);
      await assert.rejects(call, (error) => error instanceof OrcError && error.code === code);
    }
  });

  describe('that was refused by one who knew of no other try', () => {
    const options = { repeatable: true, quietMs, changes: true };
    const refused = new OrcError('NotFound', 'namespaces "a" not found');

    it('is what the other try comes to', async () => {
      const client = new Client();
      const call = client.call(options);
      await client.pass(quietMs);
      client.fail[0]?.(refused);
      await turn();
      client.answer[1]?.('done');
      assert.equal(await call, 'done');
    });

    it('is asked once more where the other try was lost', async () => {
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const client = new Client();
        const call = client.call(options);
        await client.pass(quietMs);
        for (const at of order) {
          client.fail[at]?.(at === 0 ? refused : lost);
          await turn();
        }
        assert.deepEqual(client.resent, [false, true, true]);
        client.fail[2]?.(refused);
        await assert.rejects(call, refused);
      }
    });

    it('is not over either where that one found nothing to do', async () => {
      const client = new Client();
      const call = client.call(options);
      await client.pass(quietMs);
      client.answer[0]?.('nothing');
      await turn();
      client.fail[1]?.(lost);
      await turn();
      assert.deepEqual(client.resent, [false, true, true]);
      client.answer[2]?.('nothing');
      assert.equal(await call, 'nothing');
      const alone = client.call(options);
      client.answer[3]?.('nothing');
      assert.equal(await alone, 'nothing');
    });

    it('is refused by one who knows of the other', async () => {
      const client = new Client();
      const call = client.call(options);
      await client.pass(quietMs);
      client.fail[1]?.(refused);
      await assert.rejects(call, refused);
    });

    it('fails at once where it changes nothing', async () => {
      const client = new Client();
      const call = client.call();
      await client.pass(quietMs);
      client.fail[0]?.(refused);
      await assert.rejects(call, refused);
    });
  });

  it('is not known to have done nothing where only its token was refused', async () => {
    const stranger = new OrcError('Unauthorized', 'the token has expired');
    const client = new Client();
    const call = client.call({ repeatable: true, changes: true });
    client.fail[0]?.(lost);
    await turn();
    client.fail[1]?.(stranger);
    await assert.rejects(call, (error) => error instanceof OrcError && error.code === 'Unknown');
  });

  it('goes on with another token as one that may not be the first', async () => {
    const stranger = new OrcError('Unauthorized', 'the token has expired');
    const client = new Client();
    const call = client.call({ repeatable: true, changes: true, renewed: () => true });
    client.fail[0]?.(lost);
    await turn();
    client.fail[1]?.(stranger);
    await turn();
    assert.deepEqual(client.asked, [0, 1, 1]);
    assert.deepEqual(client.resent, [false, true, true]);
    client.fail[2]?.(stranger);
    await assert.rejects(call, (error) => error instanceof OrcError && error.code === 'Unknown');
  });

  it('takes the answer of the silent one if that comes first', async () => {
    const client = new Client();
    const call = client.call();
    await client.pass(quietMs);
    client.answer[0]?.('slow, not gone');
    assert.equal(await call, 'slow, not gone');
  });

  it('waits as long as the master says something', async () => {
    const client = new Client();
    const call = client.call();
    for (let beats = 0; beats < 50; beats++) {
      await client.pass(2 * pulseMs);
      client.choice.heard(0);
    }
    assert.deepEqual(client.asked, [0]);
    client.answer[0]?.('at last');
    assert.equal(await call, 'at last');
    await client.pass(pulseMs);
    assert.equal(client.time.ticks.size, 0, 'nobody listens when nothing is under way');
  });

  it('is not taken for lost because the client itself was held up', async () => {
    const client = new Client();
    const call = client.call();
    client.time.nowMs += 10_000;
    await client.pass(pulseMs);
    assert.deepEqual(client.asked, [0]);
    client.answer[0]?.('here');
    assert.equal(await call, 'here');
  });

  it('is made there alone when it may not be repeated', async () => {
    const client = new Client();
    const call = client.call({ repeatable: false, quietMs });
    await client.pass(10 * quietMs);
    assert.deepEqual(client.asked, [0]);
    client.fail[0]?.(lost);
    await assert.rejects(call, lost);
  });

  it('goes to each master once at most when all are silent', async () => {
    const client = new Client();
    const calls = Array.from({ length: 10 }, () => client.call());
    for (let masters = 0; masters < 3; masters++) await client.pass(quietMs);
    assert.equal(client.asked.length, 30);
    const late = client.call();
    await client.pass(quietMs);
    assert.equal(client.asked.length, 31, 'when all are silent nobody is asked in addition');
    for (const answer of client.answer) answer('here');
    assert.deepEqual(new Set(await Promise.all([...calls, late])), new Set(['here']));
  });

  it('is asked of others only as far as that is little beside what is answered', async () => {
    const { spare } = clientLimits;
    const client = new Client();
    const weight = spare.most / 2;
    const calls = Array.from({ length: 3 }, () => client.call({ repeatable: true, quietMs, weight }));
    await client.pass(quietMs);
    assert.deepEqual(client.asked, [0, 0, 0, 1, 1], 'for the third nothing is left');
    for (const answer of client.answer.slice(0, 2)) answer('slow');
    assert.deepEqual(await Promise.all(calls.slice(0, 2)), ['slow', 'slow']);
    await client.pass(2 * quietMs);
    assert.equal(client.asked.length, 5, 'a tenth of two is not enough for one');
    for (let answered = 2; answered * spare.share <= 1; answered++) {
      const more = client.call({ repeatable: true, quietMs, weight });
      client.answer.at(-1)?.('here');
      assert.equal(await more, 'here');
    }
    const before = client.asked.length;
    await client.pass(giveUpMs.most + quietMs);
    assert.equal(client.asked.length, before + 1, 'it is asked elsewhere once there is enough');
    client.answer.at(-1)?.('elsewhere');
    assert.equal(await calls[2], 'elsewhere');
  });

  it('may be asked of another whatever its weight, while nothing else was', async () => {
    const client = new Client();
    const call = client.call({ repeatable: true, quietMs, weight: 1e6 });
    await client.pass(quietMs);
    client.answer[1]?.('there');
    assert.equal(await call, 'there');
  });

  it('goes on to a third one when the second fails', async () => {
    const client = new Client();
    const call = client.call();
    await client.pass(quietMs);
    client.fail[1]?.(lost);
    await turn();
    assert.deepEqual(client.asked, [0, 1, 2]);
    client.answer[2]?.('the third');
    assert.equal(await call, 'the third');
  });

  it('leaves that one out for a while, longer each time, until it is heard', async () => {
    const client = new Client();
    const { choice } = client;
    const nobody = new Set<number>();
    const silence = async (): Promise<void> => {
      choice.listen(0, quietMs, () => undefined);
      await client.pass(quietMs);
    };
    await silence();
    assert.equal(choice.next(nobody), 1);
    assert.equal(choice.next(new Set([1, 2])), undefined);
    await client.pass(giveUpMs.first);
    assert.equal(choice.next(new Set([1, 2])), 0, 'it is tried again');
    await silence();
    await client.pass(giveUpMs.first);
    assert.equal(choice.next(new Set([1, 2])), undefined, 'twice as long');
    choice.heard(0);
    assert.equal(choice.next(new Set([1, 2])), 0);
    assert.equal(choice.next(nobody), 1, 'calls stay where they are answered');
  });
});

describe('a call to masters of which one fails', () => {
  it('is made at the next at once', async () => {
    const client = new Client();
    const call = client.call();
    client.fail[0]?.(lost);
    await turn();
    client.fail[1]?.(new OrcError('Unavailable', 'this master stops'));
    await turn();
    assert.deepEqual(client.asked, [0, 1, 2]);
    client.answer[2]?.('here');
    assert.equal(await call, 'here');
    const next = client.call();
    assert.equal(client.asked[3], 2);
    client.answer[3]?.('again');
    assert.equal(await next, 'again');
  });

  it('ends with an error that no other master would answer otherwise', async () => {
    const client = new Client();
    const call = client.call();
    const refused = new OrcError('Conflict', 'changed');
    client.fail[0]?.(refused);
    await assert.rejects(call, refused);
    assert.deepEqual(client.asked, [0]);
  });
});

describe('the answer to a commit', () => {
  it('may say that there was nothing to do', () => {
    const where = key('ConfigMap', 'default', 'a');
    const remove = (ignoreMissing: boolean): Change => ({
      delete: { key: where, uid: '', propagation: '', ignoreMissing },
    });
    const says = (ignoreMissing: boolean, ...results: readonly string[]): boolean =>
      didNothing(
        { changes: results.map(() => remove(ignoreMissing)), reason: '', dryRun: false },
        { results: results.map((result) => ({ result })), revision: 1, warnings: [] },
      );
    assert.ok(says(false, 'unchanged', 'unchanged'));
    assert.ok(says(true, 'unchanged', 'deleted'));
    assert.ok(!says(false, 'unchanged', 'deleted'));
    assert.ok(!says(true, 'unchanged', 'updated'));
  });
});
