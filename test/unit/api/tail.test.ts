// The one reader of the window of events that watches and tails share.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import { encodeRecord } from '#kernel/log/record.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { Pages } from '#api/pages.ts';
import { allowGroups } from '#api/access/access.ts';
import { Standing } from '#api/access/standing.ts';
import { apiLimits } from '#api/limits.ts';
import { Reads, type WatchSink } from '#api/reads.ts';
import { Replica } from '#api/replica.ts';
import { pack } from '#kernel/log/pack.ts';
import { keyOf } from '#kernel/log/key.ts';
import { namespace } from '#kit/objects.ts';
import { systemRandom } from '#runtime/system.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silent,
};

/** A master's reads after a recovery that moved the revision to 100 and one event since. */
function start(): { readonly reads: Reads; readonly add: (name: string) => void } {
  const replica = new Replica(silent, systemRandom, (error) => assert.fail(error));
  const about = { timeMs: 1, actor: 'ann' };
  let index = 0;
  const commit = (body: Parameters<typeof encodeRecord>[0]): void =>
    replica.commit([{ index: ++index, term: 1, data: encodeRecord(body) }]);
  commit({ startEpoch: { requestId: 'epoch', revisionJump: 100, ...about } });
  const add = (name: string): void => {
    const object = namespace(name);
    const write = { key: keyOf(object), object: pack(object), expectRevision: 0, expectUid: '' };
    const transaction = {
      requestId: name,
      cause: 0,
      reason: '',
      source: '',
      term: 0,
      preconditions: [],
      writes: [{ operation: 'CREATE' as const, ...write }],
      ...about,
    };
    commit({ transaction });
  };
  const sealer = { seal: <T>(object: T): T => object, open: <T>(object: T): T => object };
  return { reads: new Reads(replica, sealer, new Pages()), add };
}

const watching = { verb: 'watch', group: 'orc.dev', resource: 'log' };
const ann = { user: 'ann', groups: ['all'], source: 'test' };
const allowed = new Standing(allowGroups(['all']), ann, watching);

describe('a tail of the window', () => {
  it('ends with Expired where the events are no longer kept', async () => {
    const { reads } = start();
    const sink = { events: () => Promise.resolve(), idle: () => Promise.resolve() };
    const tail = reads.tail((event) => event, 99, new AbortController().signal, sink, allowed);
    await assert.rejects(tail, (error) => error instanceof OrcError && error.code === 'Expired');
  });

  it('tells what it is shown, in order, takes nothing more while its client does not, and ends when asked', async () => {
    const { reads, add } = start();
    for (const name of ['a', 'b', 'c']) add(name);
    const abort = new AbortController();
    const told: string[] = [];
    const batches: (() => void)[] = [];
    const see = (event: StoreEvent): StoreEvent | undefined => (event.key.name === 'b' ? undefined : event);
    const heard = Promise.withResolvers<void>();
    const sink: WatchSink = {
      events: (events, revision) => {
        told.push(...events.map(({ key }) => key.name), String(revision));
        heard.resolve();
        return new Promise((resolve) => batches.push(resolve));
      },
      idle: () => Promise.resolve(),
    };
    const tail = reads.tail(see, 100, abort.signal, sink, allowed);
    await heard.promise;
    add('d');
    add('e');
    assert.deepEqual(told, ['a', 'c', '103']);
    abort.abort();
    for (const taken of batches) taken();
    await tail;
    assert.deepEqual(told, ['a', 'c', '103']);
  });

  it('ends when its caller may follow no more, with nothing told that came after', async () => {
    const { reads, add } = start();
    add('a');
    let may = true;
    const told: string[] = [];
    const access = {
      check: () => {
        if (!may) throw new OrcError('Forbidden', 'no');
      },
      decide: () => ({ allowed: may, reason: '' }),
      rules: () => [],
    };
    const sink: WatchSink = {
      events: (events) => {
        told.push(...events.map(({ key }) => key.name));
        may = false;
        add('b');
        return Promise.resolve();
      },
      idle: () => Promise.resolve(),
    };
    const standing = new Standing(access, ann, watching);
    const tail = reads.tail((event) => event, 100, new AbortController().signal, sink, standing);
    await assert.rejects(tail, { code: 'Forbidden' });
    assert.deepEqual(told, ['a']);
  });
});

describe('the standing of a caller', () => {
  it('asks about their token once a second at most, and rejects once that has ended', async () => {
    let nowMs = 0;
    let isKnown = true;
    let asked = 0;
    const isStillKnown = (): Promise<boolean> => {
      asked += 1;
      return Promise.resolve(isKnown);
    };
    const caller = { ...ann, isStillKnown };
    const standing = new Standing(allowGroups(['all']), caller, watching, () => nowMs);
    assert.equal(standing.check(), undefined, 'it was looked at a moment ago');
    nowMs = apiLimits.streamCheckMs;
    await standing.check();
    assert.equal(standing.check(), undefined);
    assert.equal(asked, 1);
    isKnown = false;
    nowMs *= 2;
    await assert.rejects(standing.check() ?? Promise.resolve(), { code: 'Unauthorized' });
    assert.equal(new Standing(allowGroups(['all']), ann, watching, () => nowMs++).check(), undefined);
  });
});
