// What the store keeps, and how damage and errors travel.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import type { Outcome, Transaction, Write } from '#kernel/model/gen/log.gen.ts';
import { decodeError, encodeError } from '#kernel/model/rpc-error.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { Sessions } from '#kernel/store/sessions.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';
import { EventWindow } from '#kernel/store/window.ts';
import { ControlBench } from '#kit/control.ts';
import { eventAt, eventOf } from '#kit/events.ts';
import { configMap, namespace } from '#kit/objects.ts';

describe('the window of events', () => {
  const object = configMap('c');
  const first = eventOf('MODIFIED', 11, object, object);
  const filled = (count: number): EventWindow => {
    const window = new EventWindow(10);
    for (let revision = 11; revision <= 10 + count; revision++) window.add([eventAt(revision, first)]);
    return window;
  };

  it('resumes after any event that is still there, and says when one is not', () => {
    const window = filled(5);
    assert.deepEqual(
      window.since(12, 10)?.map(({ revision }) => revision),
      [13, 14, 15],
    );
    assert.deepEqual(window.since(15, 10), []);
    assert.equal(window.since(10, 10)?.length, 5);
    assert.equal(window.since(9, 10), undefined);
  });

  it('tells old events as it would have told them when they were new', () => {
    const store = new Store();
    const transactionOf = (writes: readonly Write[]): Transaction => ({
      requestId: 'r',
      actor: 'ann',
      cause: 0,
      reason: '',
      source: 'test',
      timeMs: 0,
      term: 0,
      preconditions: [],
      writes,
    });
    const place = namespace('default');
    const create = {
      operation: 'CREATE',
      key: keyOf(place),
      object: pack(place),
      expectRevision: 0,
      expectUid: '',
    } as const;
    store.apply({ transaction: transactionOf([create]) }, 1);
    const window = new EventWindow(store.revision);
    const told: StoreEvent[] = [];
    const from = store.revision;
    for (let round = 0; round < limits.windowNewest * 3; round++) {
      const name = `c${round % 7}`;
      const live = store.get('ConfigMap', 'default', name);
      const gone = live !== undefined && round % 5 === 0;
      const operation = gone ? 'DELETE' : live === undefined ? 'CREATE' : 'UPDATE';
      const next = { ...configMap(name), data: { round: String(round) } };
      const write = {
        operation,
        key: keyOf(next),
        expectRevision: 0,
        expectUid: '',
        ...(!gone && { object: pack(next) }),
      } as const;
      // As it comes out of the log: decoded from bytes.
      const record = decodeRecord(encodeRecord({ transaction: transactionOf([write]) }));
      const { events, outcome } = store.apply(record, 1);
      assert.equal(outcome.error, '');
      told.push(...events);
      window.add(events);
    }
    const again: StoreEvent[] = [];
    for (let at = from; ;) {
      const some = window.since(at, 100);
      assert.ok(some !== undefined);
      if (some.length === 0) break;
      again.push(...some);
      at = some.at(-1)?.revision ?? at;
    }
    assert.deepEqual(again, told);
  });

  it('is bounded, and exact about what it has let go', () => {
    const window = filled(limits.windowEvents * 2 + 7);
    assert.equal(window.floor, 10 + limits.windowEvents + 7);
    assert.equal(window.since(window.floor, limits.windowEvents * 2)?.length, limits.windowEvents);
    assert.equal(window.since(window.floor, 1)?.[0]?.revision, window.floor + 1);
    assert.equal(window.since(window.floor - 1, 1), undefined);
  });

  it('is bounded in bytes, among old events and new ones, and exact about what it has let go', () => {
    const large = configMap('c', { text: 'x'.repeat(1024 * 1024) });
    const change = eventOf('MODIFIED', 11, large, large);
    const most = Math.floor(limits.windowBytes / change.after.sizeBytes);
    for (const [smaller, larger] of [
      [0, most + 9],
      [limits.windowNewest * 5, most + 9],
      [limits.windowNewest * 5, 3],
    ] as const) {
      const window = filled(smaller);
      const last = 10 + smaller + larger;
      for (let revision = 11 + smaller; revision <= last; revision++) window.add([eventAt(revision, change)]);
      const kept = window.since(window.floor, smaller + larger) ?? [];
      assert.deepEqual([kept.at(0)?.revision, kept.at(-1)?.revision], [window.floor + 1, last]);
      assert.equal(kept.length, last - window.floor);
      assert.equal(window.since(window.floor - 1, 1), undefined);
      const bytes = kept.reduce((sum, { after }) => sum + after.sizeBytes, 0);
      assert.ok(bytes <= limits.windowBytes, `${bytes} bytes`);
      assert.ok(larger < most ? window.floor === 10 : kept.length === most, `${kept.length} events`);
    }
  });

  it('takes small events again in full after large ones', () => {
    const large = configMap('c', { text: 'x'.repeat(1024 * 1024) });
    const window = filled(0);
    const change = eventOf('MODIFIED', 11, large, large);
    for (let revision = 11; revision <= 310; revision++) window.add([eventAt(revision, change)]);
    for (let revision = 311; revision <= 310 + limits.windowEvents; revision++)
      window.add([eventAt(revision, first)]);
    assert.equal(window.floor, 310);
    assert.equal(window.since(310, limits.windowEvents)?.length, limits.windowEvents);
  });
});

describe('a session', () => {
  it('keeps no more outcomes than its bound, whatever its client says it has', () => {
    const sessions = new Sessions();
    const session = sessions.open({ requestId: 'r', timeMs: 0, actor: 'ann' }, 0) ?? 0;
    const outcome: Outcome = {
      error: '',
      message: '',
      revision: 1,
      session: 0,
      revisions: [],
      retryAfterMs: 0,
    };
    let taken = 0;
    for (let index = 0; index < limits.outcomesPerSession * 2; index++) {
      const call = { session, sequence: 10_000 + index, answeredBelow: 2 + index };
      if (!('fresh' in sessions.judge(call, 0, 'ann', 0))) continue;
      sessions.keep(call, 0, outcome, 0);
      taken += 1;
    }
    assert.equal(taken, limits.outcomesPerSession);
  });

  it('is one of a bounded number: the one unused for longest makes room', () => {
    const sessions = new Sessions();
    const open = (index: number, nowMs: number): number =>
      sessions.open({ requestId: `r${index}`, timeMs: nowMs, actor: 'ann' }, nowMs);
    for (let index = 0; index < limits.sessions; index++) open(index, 0);
    assert.equal(open(-1, 1), limits.sessions + 1);
    assert.equal(sessions.list().length, limits.sessions);
    assert.equal(sessions.list()[0]?.id, 2, 'of those unused for equally long, the first went');
    open(-2, limits.sessionIdleMs + 1);
    assert.equal(sessions.list().length, 2, 'those that expired went too');
  });

  it('makes room for another of the user who has the most', () => {
    const sessions = new Sessions();
    const open = (index: number, actor: string): number =>
      sessions.open({ requestId: `r${index}`, timeMs: index, actor }, index);
    const bobs = open(0, 'bob');
    for (let index = 1; index <= limits.sessions + 100; index++) open(index, 'ann');
    open(limits.sessions + 101, 'cleo');
    assert.equal(sessions.list().length, limits.sessions);
    assert.equal(sessions.list()[0]?.id, bobs, 'however long it is unused');
    assert.deepEqual(new Set(sessions.list().map(({ actor }) => actor)), new Set(['bob', 'ann', 'cleo']));
  });

  it('goes, of the user whose outcomes weigh most, when all weigh too much together', () => {
    const revisions = Array.from({ length: limits.writesPerTransaction }, (_none, index) => index);
    const outcome: Outcome = { error: '', message: '', revision: 1, session: 0, revisions, retryAfterMs: 0 };
    const open = (on: Sessions, index: number, actor: string): number =>
      on.open({ requestId: `r${index}`, timeMs: index, actor }, index);
    const keep = (on: Sessions, session: number, sequence: number, nowMs: number, answeredBelow = 1): void =>
      on.keep({ session, sequence, answeredBelow }, 0, outcome, nowMs);
    const sessions = new Sessions();
    const bobs = open(sessions, 0, 'bob');
    const idle = open(sessions, 1, 'ann');
    keep(sessions, bobs, 1, 2);
    const each = limits.outcomesPerSession;
    const calls = Math.ceil(limits.outcomeWrites / limits.writesPerTransaction) + each;
    let anns = 0;
    for (let call = 0; call < calls; call++) {
      if (call % each === 0) anns = open(sessions, 3 + call, 'ann');
      keep(sessions, anns, (call % each) + 1, 3 + call);
    }
    const ids = (on: Sessions): number[] => on.list().map(({ id }) => id);
    assert.ok(ids(sessions).includes(bobs), 'who has little keeps it');
    assert.ok(ids(sessions).includes(idle), 'one that weighs nothing would make no room');
    assert.ok(!ids(sessions).includes(idle + 1), "ann's own first one went");
    assert.ok(ids(sessions).includes(anns), 'the one in use stays');
    const kept = sessions.list().reduce((sum, { outcomes }) => sum + outcomes.length, 0);
    assert.ok(kept * limits.writesPerTransaction <= limits.outcomeWrites, `${kept} outcomes`);
    // A copy made of a snapshot, and a fork, do the same from there on.
    const restored = new Sessions();
    for (const session of sessions.list()) restored.restore(session);
    const copies = [sessions, restored, sessions.fork()];
    for (const copy of copies)
      for (let call = 0; call < each; call++)
        keep(copy, call % 2 === 0 ? anns : bobs, 1_000 + call, 1_000_000 + call, call > 100 ? 1_050 : 1);
    assert.deepEqual(restored.list(), sessions.list());
    assert.deepEqual(copies[2]?.list(), sessions.list());
  });
});

describe('what sessions keep of calls that were refused', () => {
  it('is bounded with their messages', () => {
    const message = 'x'.repeat(1_000);
    const outcome: Outcome = {
      error: 'Invalid',
      message,
      revision: 1,
      session: 0,
      revisions: [],
      retryAfterMs: 0,
    };
    const sessions = new Sessions();
    for (let index = 0; index < 250; index++) {
      const session = sessions.open({ requestId: `r${index}`, timeMs: index, actor: 'ann' }, index);
      for (let sequence = 1; sequence <= limits.outcomesPerSession; sequence++)
        sessions.keep({ session, sequence, answeredBelow: 1 }, 0, outcome, index);
    }
    const kept = sessions.list().reduce((sum, { outcomes }) => sum + outcomes.length, 0);
    const bytesOfWrite = 8;
    assert.ok(kept * message.length <= limits.outcomeWrites * bytesOfWrite, `${kept} messages`);
  });
});

describe('a damaged snapshot', () => {
  it('is refused as Corrupt or Unsupported, or reads as it says; nothing else is thrown', () => {
    const bench = new ControlBench();
    bench.create(configMap('c', { a: '1' }));
    const whole = Buffer.concat([...snapshotChunks(bench.store, 3)]);
    // Every byte of its first objects and of its end, and some of all between.
    const step = (at: number): number => (at < 2_000 || at > whole.length - 500 ? 1 : 23);
    for (let at = 0; at < whole.length; at += step(at)) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      try {
        const reader = new SnapshotReader();
        reader.add(bytes);
        reader.finish();
      } catch (error) {
        assert.ok(error instanceof OrcError, String(error));
        assert.ok(
          ['Corrupt', 'Unsupported'].includes(error.code),
          `${error.code} at ${at}: ${error.message}`,
        );
      }
    }
  });
});

describe('an error', () => {
  it('reaches a client with its code, its causes and its wait, in ASCII', () => {
    const causes = [{ reason: 'Invalid', field: 'metadata.labels[ä]', message: 'no' }] as const;
    const error = new OrcError('Invalid', 'wrong', { kind: 'Pod', causes, retryAfterMs: 5 });
    const trailer = encodeError(error);
    assert.match(trailer, /^[\x20-\x7e]+$/);
    const again = decodeError(trailer, 'wrong');
    assert.deepEqual([again?.code, again?.details], ['Invalid', error.details]);
  });

  it('is nothing of ours when its trailer is not', () => {
    assert.equal(decodeError(undefined, 'm'), undefined);
    assert.equal(decodeError('{"code":"toString"}', 'm'), undefined);
    assert.equal(decodeError('{', 'm')?.code, 'Internal');
  });
});
