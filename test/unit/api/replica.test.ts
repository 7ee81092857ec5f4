// What becomes of a proposal while the log's leader dies, stops or hands over.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import type { RecordBody } from '#kernel/log/record.ts';
import { decodeError, encodeError } from '#kernel/model/rpc-error.ts';
import { failureStatus } from '#api/http/status.ts';
import type { ProposalResult, ReplicatedLog } from '#api/raft-port.ts';
import { Replica } from '#api/replica.ts';
import { systemRandom } from '#runtime/system.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
};
const never = new AbortController().signal;

/** A log whose every answer the test gives. */
class Log implements ReplicatedLog {
  readonly proposed: { readonly data: Uint8Array; readonly answer: (result: ProposalResult) => void }[] = [];
  #noticed: (() => void)[] = [];

  propose(data: Uint8Array): Promise<ProposalResult> {
    const { promise, resolve } = Promise.withResolvers<ProposalResult>();
    this.proposed.push({ data, answer: resolve });
    for (const noticed of this.#noticed.splice(0)) noticed();
    return promise;
  }

  async until(count: number): Promise<void> {
    while (this.proposed.length < count) await new Promise<void>((resolve) => this.#noticed.push(resolve));
  }

  readIndex = (): Promise<never> => Promise.reject(new Error('not asked for'));
  transferLeadership = (): Promise<void> => Promise.resolve();
  changeMembers = (): Promise<void> => Promise.resolve();
  status = (): Promise<never> => Promise.reject(new Error('not asked for'));
  applied = (): void => undefined;
}

function start(): { replica: Replica; log: Log } {
  const replica = new Replica(silent, systemRandom, (error) => assert.fail(error));
  const log = new Log();
  replica.attach(log);
  replica.lead({ role: 'follower', term: 1, leaderId: 2 });
  return { replica, log };
}

const session = (requestId: string): RecordBody => ({ openSession: { requestId, timeMs: 1, actor: 'ann' } });
const plain = (requestId: string): RecordBody => ({
  transaction: {
    requestId,
    actor: 'ann',
    cause: 0,
    reason: '',
    source: '',
    timeMs: 1,
    term: 0,
    preconditions: [],
    writes: [],
  },
});
const unknown: ProposalResult = { kind: 'unknown', reason: 'the connection to the leader was lost' };
const isUnknown = (error: unknown): boolean => error instanceof OrcError && error.code === 'Unknown';

describe('a proposal of which it is not known whether it entered the log', () => {
  it('is made again if it can take effect once only, and has one outcome', async () => {
    const { replica, log } = start();
    const outcome = replica.propose(session('r'), 'user', never);
    log.proposed[0]?.answer(unknown);
    await log.until(2);
    const [first, second] = log.proposed;
    assert.deepEqual(second?.data, first?.data);
    // Both copies were committed.
    const data = first?.data ?? new Uint8Array();
    replica.commit([
      { index: 1, term: 1, data },
      { index: 2, term: 2, data },
    ]);
    assert.equal((await outcome).session, 1);
    assert.equal(replica.store.apply(session('other'), 2).outcome.session, 2, 'one session was opened');
  });

  it('is not made again otherwise', async () => {
    const { replica, log } = start();
    const outcome = replica.propose(plain('r'), 'user', never);
    log.proposed[0]?.answer(unknown);
    await assert.rejects(outcome, isUnknown);
    assert.equal(log.proposed.length, 1);
  });

  it('goes to another leader as soon as one is known, without waiting for the answer of the last', async () => {
    const { replica, log } = start();
    const outcomes = [session('r'), plain('s')].map((body) => replica.propose(body, 'user', never));
    replica.lead({ role: 'candidate', term: 2, leaderId: 0 });
    replica.lead({ role: 'follower', term: 2, leaderId: 2 });
    await turn();
    assert.equal(log.proposed.length, 2, 'the same leader may still answer');
    replica.lead({ role: 'follower', term: 3, leaderId: 3 });
    await log.until(3);
    replica.commit([{ index: 1, term: 3, data: log.proposed[2]?.data ?? new Uint8Array() }]);
    assert.equal((await outcomes[0])?.session, 1);
    log.proposed[1]?.answer(unknown);
    await assert.rejects(outcomes[1] ?? Promise.resolve(), isUnknown);
  });

  it('is answered by the record itself when that is applied first', async () => {
    const { replica, log } = start();
    const outcome = replica.propose(plain('r'), 'user', never);
    replica.commit([{ index: 1, term: 1, data: log.proposed[0]?.data ?? new Uint8Array() }]);
    assert.equal((await outcome).error, '');
  });

  it('is not said to have had no effect when its call ends between its commit and its outcome', async () => {
    const { replica, log } = start();
    const call = new AbortController();
    const made = replica.propose(plain('a'), 'user', call.signal);
    await log.until(1);
    log.proposed[0]?.answer({ kind: 'committed', index: 1, term: 1 });
    await turn();
    call.abort(new OrcError('Timeout', 'too late'));
    await assert.rejects(made, (error) => error instanceof OrcError && error.code === 'Unknown');
  });

  it('is not said to have had no effect because a later try was refused', async () => {
    const { replica, log } = start();
    const outcome = replica.propose(session('r'), 'user', never);
    log.proposed[0]?.answer(unknown);
    await log.until(2);
    log.proposed[1]?.answer({ kind: 'busy', retryAfterMs: 50 });
    await assert.rejects(outcome, isUnknown);
  });

  it('is refused at once, and not made again, by a leader that knows of no such master', async () => {
    const { replica, log } = start();
    const made = replica.propose(session('a'), 'user', never);
    await log.until(1);
    log.proposed[0]?.answer({ kind: 'refused', reason: 'master 1 is no member of this cluster' });
    await assert.rejects(made, (error) => {
      assert.ok(error instanceof OrcError);
      assert.equal(error.code, 'Unavailable');
      assert.match(error.message, /from this master: master 1 is no member/);
      return true;
    });
    assert.equal(log.proposed.length, 1);
  });

  it('is not made for ever', async () => {
    const { replica, log } = start();
    const ended = new AbortController();
    const outcome = replica.propose(session('r'), 'user', ended.signal);
    log.proposed[0]?.answer(unknown);
    await log.until(2);
    ended.abort();
    log.proposed[1]?.answer(unknown);
    await assert.rejects(outcome, isUnknown);
    assert.equal(log.proposed.length, 2);
  });
});

describe('a session that is asked for again before there is an answer', () => {
  it('is given to both who ask', async () => {
    const { replica, log } = start();
    const opened = [1, 2].map(() => replica.propose(session('r'), 'user', AbortSignal.timeout(1_000)));
    replica.commit(log.proposed.map(({ data }, place) => ({ index: place + 1, term: 1, data })));
    for (const [place, { answer }] of log.proposed.entries())
      answer({ kind: 'committed', index: place + 1, term: 1 });
    const outcomes = await Promise.all(opened);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.session),
      [1, 1],
    );
  });
});

describe('a revision that is not there', () => {
  it('is waited for in bounds, and then refused so that clients list anew', async () => {
    const { replica } = start();
    await assert.rejects(replica.untilRevision(999, never, 1), (error) => {
      assert.ok(error instanceof OrcError);
      assert.equal(error.code, 'Timeout');
      assert.match(error.message, /Too large resource version: 999, current: 0; list again/);
      assert.deepEqual(decodeError(encodeError(error), error.message)?.details, error.details);
      assert.deepEqual(failureStatus(error)['details'], {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      });
      return true;
    });
  });

  it('is waited for no longer than the call that needs it', async () => {
    const { replica } = start();
    const ended = new AbortController();
    const waiting = replica.untilRevision(999, ended.signal);
    ended.abort();
    await assert.rejects(waiting, { code: 'Timeout', message: /^the deadline passed/ });
  });

  it('is not waited for by a call that has ended before it began to wait', async () => {
    const { replica } = start();
    const ended = new AbortController();
    const waiting = replica.untilRevision(999, ended.signal);
    await assert.rejects(replica.untilRevision(999, AbortSignal.abort()), { code: 'Timeout' });
    const never = (): boolean => false;
    await assert.rejects(async () => replica.untilState(never, AbortSignal.abort()), { code: 'Timeout' });
    ended.abort();
    await assert.rejects(waiting, { code: 'Timeout' });
  });
});

describe('a proposal that is applied', () => {
  it('is answered after watchers were written to, whether the log or the state tells of it first', async () => {
    for (const isAnsweredFirst of [false, true]) {
      const { replica, log } = start();
      const order: string[] = [];
      // Connections are written to at the end of the turn in which they were given something.
      replica.listen({ events: () => undefined, record: () => void setImmediate(() => order.push('sent')) });
      const outcome = replica.propose(plain('r'), 'user', never).then(() => order.push('answered'));
      const committed = { kind: 'committed', index: 1, term: 1 } as const;
      if (isAnsweredFirst) log.proposed[0]?.answer(committed);
      replica.commit([{ index: 1, term: 1, data: log.proposed[0]?.data ?? new Uint8Array() }]);
      if (!isAnsweredFirst) log.proposed[0]?.answer(committed);
      await outcome;
      assert.deepEqual(order, ['sent', 'answered']);
    }
  });
});
