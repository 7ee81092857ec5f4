import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { key, keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import { encode } from '#kernel/model/codec.ts';
import { Sealed } from '#kernel/model/gen/log.gen.ts';
import type { Outcome, SessionCall, Transaction, Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { lastAttempt } from '#kernel/store/sessions.ts';
import { type Applied, Store } from '#kernel/store/store.ts';
import { configMap, namespace, node, pod, service } from '#kit/objects.ts';

const create = (object: OrcObject): Write => ({
  operation: 'CREATE',
  key: keyOf(object),
  object: pack(object),
  expectRevision: 0,
  expectUid: '',
});
const update = (object: OrcObject, expectRevision: number): Write => ({
  ...create(object),
  operation: 'UPDATE',
  expectRevision,
});
const remove = (object: OrcObject, expectUid = ''): Write => ({
  operation: 'DELETE',
  key: keyOf(object),
  expectRevision: 0,
  expectUid,
});

let clock = 1_000_000;
function transaction(writes: readonly Write[], more: Partial<Transaction> = {}): Transaction {
  clock += 1;
  return {
    requestId: `request-${clock}`,
    actor: 'ann',
    cause: 0,
    reason: '',
    source: 'test',
    timeMs: clock,
    term: 0,
    preconditions: [],
    writes,
    ...more,
  };
}

function apply(store: Store, writes: readonly Write[], more: Partial<Transaction> = {}, term = 1): Applied {
  return store.apply(decodeRecord(encodeRecord({ transaction: transaction(writes, more) })), term);
}

function seeded(): Store {
  const store = new Store();
  assert.equal(apply(store, [create(namespace('default'))]).outcome.error, '');
  return store;
}

const hashOf = (store: Store): string => Buffer.concat([...snapshotChunks(store, 0)]).toString('base64');

describe('the store', () => {
  it('finds by an index what has just that value, whatever else users have called things', () => {
    const store = seeded();
    const all = ['n', 'n\u0000', 'n\u0000x'].map((nodeName) => ({ nodeName, owner: nodeName }));
    for (const [index, options] of all.entries())
      assert.equal(apply(store, [create(pod(`p${index}`, options))]).outcome.error, '');
    for (const [index, { nodeName }] of all.entries())
      for (const name of ['node', 'owner'])
        assert.deepEqual(
          store.by('Pod', name, nodeName).map(({ metadata }) => metadata.name),
          [`p${index}`],
        );
  });

  it('lets nothing be sealed under a key that is destroyed, and destroys none that something is under', () => {
    const store = seeded();
    const cluster = (destroyed: readonly string[]): OrcObject => ({
      apiVersion: 'orc.dev/v1',
      kind: 'Cluster',
      metadata: { name: 'cluster' },
      spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
      encryptionKeys: ['one', 'two'].map((id) => ({
        id,
        createdAt: '2026-01-01T00:00:00Z',
        ...(destroyed.includes(id) && { destroyedAt: '2026-01-02T00:00:00Z' }),
      })),
    });
    const secret = (name: string, keyId: string): OrcObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'default' },
      sealed: encode(Sealed, {
        format: 1,
        keyId,
        wrappedKey: new Uint8Array(1),
        ciphertext: new Uint8Array(1),
      }),
    });
    assert.equal(apply(store, [create(cluster([])), create(secret('a', 'one'))]).outcome.error, '');
    const refused = apply(store, [update(cluster(['one']), 0)]).outcome;
    assert.equal(refused.error, 'Conflict');
    assert.match(refused.message, /secrets "a" .*sealed under the key one, which is destroyed/);
    assert.equal(apply(store, [update(secret('a', 'two'), 0)]).outcome.error, '');
    assert.equal(apply(store, [update(cluster(['one']), 0)]).outcome.error, '');
    assert.equal(apply(store, [create(secret('b', 'one'))]).outcome.error, 'Conflict');
    assert.equal(apply(store, [create(secret('b', 'two'))]).outcome.error, '');
  });

  it('gives each write its own revision and stamps it on the object', () => {
    const store = seeded();
    const { outcome, events } = apply(store, [create(configMap('a')), create(configMap('b'))]);
    assert.deepEqual(outcome.revisions, [2, 3]);
    assert.equal(store.get('ConfigMap', 'default', 'b')?.metadata.resourceVersion, '3');
    assert.deepEqual(
      events.map(({ type, revision, actor }) => [type, revision, actor]),
      [
        ['ADDED', 2, 'ann'],
        ['ADDED', 3, 'ann'],
      ],
    );
  });

  it('takes a whole transaction back when one write of it is refused', () => {
    const store = seeded();
    apply(store, [create(configMap('a'))]);
    const before = hashOf(store);
    const { outcome, events } = apply(store, [
      create(configMap('b')),
      update(configMap('a', { x: '1' }), 2),
      create(service('one', { clusterIP: '10.96.0.9' })),
      create(namespace('default')),
    ]);
    assert.equal(outcome.error, 'AlreadyExists');
    assert.match(outcome.message, /namespaces "default" already exists/);
    assert.deepEqual(events, []);
    assert.equal(hashOf(store).length, before.length, 'only log time may have moved');
    assert.equal(store.claimedBy('clusterIP/10.96.0.9'), undefined);
  });

  it('refuses an update based on a revision that is no longer current', () => {
    const store = seeded();
    apply(store, [create(configMap('a'))]);
    apply(store, [update(configMap('a', { x: '1' }), 2)]);
    const { outcome } = apply(store, [update(configMap('a', { x: '2' }), 2)]);
    assert.equal(outcome.error, 'Conflict');
    assert.deepEqual(store.get('ConfigMap', 'default', 'a')?.data, { x: '1' });
  });

  it('refuses a transaction whose precondition no longer holds', () => {
    const store = seeded();
    const stale = { key: key('ConfigMap', 'default', 'a'), revision: 7 };
    assert.equal(
      apply(store, [create(configMap('b'))], { preconditions: [stale] }).outcome.error,
      'Conflict',
    );
    const absent = { key: key('ConfigMap', 'default', 'a'), revision: 0 };
    assert.equal(apply(store, [create(configMap('b'))], { preconditions: [absent] }).outcome.error, '');
  });

  it('refuses to write one object twice in one transaction', () => {
    const { outcome } = apply(seeded(), [create(configMap('a')), remove(configMap('a'))]);
    assert.equal(outcome.error, 'BadRequest');
  });

  it('refuses objects in a namespace that does not exist or is going', () => {
    const store = seeded();
    assert.equal(apply(store, [create(configMap('a', {}, 'nowhere'))]).outcome.error, 'NotFound');
    const going = {
      ...namespace('default'),
      metadata: { name: 'default', deletionTimestamp: '2026-01-01T00:00:00Z' },
    };
    apply(store, [update(going, 0)]);
    assert.equal(apply(store, [create(configMap('a'))]).outcome.error, 'Forbidden');
  });

  it('lets a transaction create a namespace and what is in it', () => {
    const store = seeded();
    assert.equal(
      apply(store, [create(namespace('new')), create(configMap('a', {}, 'new'))]).outcome.error,
      '',
    );
  });

  it('gives one virtual address to one service only, and frees it with the service', () => {
    const store = seeded();
    apply(store, [create(service('one', { clusterIP: '10.96.0.9' }))]);
    const second = service('two', { clusterIP: '10.96.0.9' });
    assert.match(
      apply(store, [create(second)]).outcome.message,
      /clusterIP 10\.96\.0\.9 is already allocated/,
    );
    apply(store, [remove(service('one'))]);
    assert.equal(apply(store, [create(second)]).outcome.error, '');
  });

  it('binds no pod beyond what its node has', () => {
    const store = seeded();
    apply(store, [create(node('n1', { cpu: '1', memory: '1Gi', pods: '2' }))]);
    assert.equal(apply(store, [create(pod('a', { nodeName: 'n1', cpu: '600m' }))]).outcome.error, '');
    const over = apply(store, [create(pod('b', { nodeName: 'n1', cpu: '600m' }))]).outcome;
    assert.equal(over.error, 'Conflict');
    assert.match(over.message, /node n1 has not enough cpu left/);
    assert.equal(apply(store, [create(pod('c', { nodeName: 'n1' }))]).outcome.error, '');
    assert.match(apply(store, [create(pod('d', { nodeName: 'n1' }))]).outcome.message, /room for pods/);
  });

  it('refuses a decision of control under another term', () => {
    const store = seeded();
    assert.equal(apply(store, [create(configMap('a'))], { term: 3 }, 4).outcome.error, 'Conflict');
    assert.equal(apply(store, [create(configMap('a'))], { term: 4 }, 4).outcome.error, '');
  });

  it('never lets log time go back', () => {
    const store = seeded();
    apply(store, [create(configMap('a'))], { timeMs: 5_000_000 });
    const { events } = apply(store, [create(configMap('b'))], { timeMs: 4_000_000 });
    assert.equal(events[0]?.timeMs, 5_000_000);
  });

  it('emits the last state of a deleted object with the revision of its deletion', () => {
    const store = seeded();
    apply(store, [create(configMap('a', { x: '1' }))]);
    const { events } = apply(store, [remove(configMap('a'))]);
    assert.equal(events[0]?.type, 'DELETED');
    assert.equal(events[0]?.object.metadata.resourceVersion, '3');
    assert.equal(events[0]?.previousRevision, 2);
  });

  it('forks in constant time and keeps forks apart', () => {
    const store = seeded();
    apply(store, [create(configMap('a'))]);
    const fork = store.fork();
    apply(store, [remove(configMap('a')), create(configMap('b'))]);
    apply(fork, [create(configMap('c'))]);
    assert.deepEqual(
      [...store.list('ConfigMap')].map(({ metadata }) => metadata.name),
      ['b'],
    );
    assert.deepEqual(
      [...fork.list('ConfigMap')].map(({ metadata }) => metadata.name),
      ['a', 'c'],
    );
  });

  it('finds pods by node and by owner', () => {
    const store = seeded();
    apply(store, [
      create(pod('a', { nodeName: 'n1' })),
      create(pod('b', { nodeName: 'n2', owner: 'uid-1' })),
      create(pod('c')),
    ]);
    const names = (pods: readonly OrcObject[]): unknown[] => pods.map(({ metadata }) => metadata.name);
    assert.deepEqual(names(store.by('Pod', 'node', 'n1')), ['a']);
    assert.deepEqual(names(store.by('Pod', 'unscheduled', 'yes')), ['c']);
    assert.deepEqual(names(store.by('Pod', 'owner', 'uid-1')), ['b']);
    apply(store, [remove(pod('b'))]);
    assert.deepEqual(store.by('Pod', 'owner', 'uid-1'), []);
  });
});

describe('client sessions', () => {
  const open = (store: Store, requestId = 'open-1'): number =>
    store.apply({ openSession: { requestId, timeMs: clock, actor: 'ann' } }, 1).outcome.session;
  const call = (session: number, sequence: number, answeredBelow = 1): SessionCall => ({
    session,
    sequence,
    answeredBelow,
  });

  it('are each of who asked, also where two users named their requests alike', () => {
    const store = seeded();
    const opened = ['ann', 'bob'].map((actor) => {
      const { outcome } = store.apply({ openSession: { requestId: 'open', timeMs: clock, actor } }, 1);
      return { actor, session: outcome.session };
    });
    assert.notEqual(opened[0]?.session, opened[1]?.session);
    for (const { actor, session } of opened)
      assert.equal(
        apply(store, [create(configMap(actor))], { call: call(session, 1), actor }).outcome.error,
        '',
      );
  });

  it('give a retried call its first outcome and write once', () => {
    const store = seeded();
    const session = open(store);
    const first = apply(store, [create(configMap('a'))], { call: call(session, 1) });
    const again = apply(store, [create(configMap('a'))], { call: call(session, 1) });
    assert.deepEqual(again.outcome, first.outcome);
    assert.deepEqual(again.events, []);
    assert.equal(store.revision, 2);
  });

  it('keep refusals too', () => {
    const store = seeded();
    const session = open(store);
    apply(store, [create(configMap('a'))]);
    const refused = apply(store, [create(configMap('a'))], { call: call(session, 1) });
    apply(store, [remove(configMap('a'))]);
    assert.deepEqual(
      apply(store, [create(configMap('a'))], { call: call(session, 1) }).outcome,
      refused.outcome,
    );
  });

  it('try a call anew that met a conflict, and nothing of it that is over', () => {
    const store = seeded();
    const session = open(store);
    apply(store, [create(configMap('a'))]);
    const stale = [update(configMap('a'), 1)];
    const met = apply(store, stale, { call: call(session, 1) });
    assert.equal(met.outcome.error, 'Conflict');
    assert.equal(store.keptOutcome(call(session, 1), 'ann'), undefined, 'it is not the last word');
    assert.equal(store.nextAttempt(call(session, 1)), 1);
    const free = [create(configMap('b'))];
    assert.deepEqual(apply(store, free, { call: call(session, 1) }).outcome, met.outcome);
    const tried = apply(store, free, { call: call(session, 1), attempt: 1 });
    assert.equal(tried.outcome.error, '');
    assert.deepEqual(store.keptOutcome(call(session, 1), 'ann'), tried.outcome);
    for (const attempt of [0, 1, 2])
      assert.deepEqual(
        apply(store, [create(configMap('c'))], { call: call(session, 1), attempt }).outcome,
        tried.outcome,
      );
    assert.equal(store.sessions[0]?.outcomes.length, 1, 'one call has one outcome');
    assert.equal(store.nextAttempt(call(session, 2)), 0);
  });

  it('try a call anew from a snapshot where they stood', () => {
    const store = seeded();
    const session = open(store);
    const met = { call: call(session, 1), attempt: 4 };
    apply(store, [create(configMap('a'))]);
    apply(store, [update(configMap('a'), 1)], met);
    const reader = new SnapshotReader();
    for (const chunk of snapshotChunks(store, 9)) reader.add(chunk);
    const { store: restored } = reader.finish();
    assert.equal(restored.nextAttempt(met.call), 5);
    assert.equal(apply(restored, [create(configMap('b'))], met).outcome.error, 'Conflict');
  });

  it('refuse a call for good, unless it has taken effect', () => {
    const refused: Outcome = {
      error: 'Conflict',
      message: 'read again',
      revision: 0,
      session: 0,
      revisions: [],
      retryAfterMs: 0,
    };
    const refusal = { attempt: lastAttempt, refusal: refused };
    const store = seeded();
    const session = open(store);
    const told = apply(store, [], { call: call(session, 1), ...refusal }).outcome;
    assert.deepEqual([told.error, told.message], ['Conflict', 'read again']);
    for (const attempt of [0, 7, lastAttempt])
      assert.deepEqual(
        apply(store, [create(configMap('a'))], { call: call(session, 1), attempt }).outcome,
        told,
      );
    assert.deepEqual(store.keptOutcome(call(session, 1), 'ann'), told);
    const made = apply(store, [create(configMap('b'))], { call: call(session, 2) }).outcome;
    assert.deepEqual(apply(store, [], { call: call(session, 2), ...refusal }).outcome, made);
    assert.equal(store.revision, 2);
  });

  it('open once however often the request is sent', () => {
    const store = seeded();
    assert.equal(open(store, 'same'), open(store, 'same'));
    assert.notEqual(open(store, 'same'), open(store, 'other'));
  });

  it('are refused to others, after they expired, and below what was answered', () => {
    const store = seeded();
    const session = open(store);
    const code = (outcome: Outcome): string => outcome.error;
    assert.equal(code(apply(store, [], { call: call(session, 1), actor: 'bob' }).outcome), 'Expired');
    apply(store, [create(configMap('a'))], { call: call(session, 5, 5) });
    assert.equal(code(apply(store, [create(configMap('b'))], { call: call(session, 4) }).outcome), 'Expired');
    clock += 3_600_001 * 2;
    assert.equal(code(apply(store, [create(configMap('b'))], { call: call(session, 6) }).outcome), 'Expired');
    assert.equal(store.get('ConfigMap', 'default', 'b'), undefined);
  });

  it('close for their own user, once and for all', () => {
    const store = seeded();
    const session = open(store);
    const close = (actor: string): Outcome => {
      const closeSession = { requestId: 'close', timeMs: clock, actor, session };
      return store.apply({ closeSession }, 1).outcome;
    };
    assert.equal(close('bob').error, 'Forbidden');
    assert.equal(store.sessions.length, 1);
    assert.equal(close('ann').error, '');
    assert.equal(close('ann').error, '', 'closing it again is no error');
    assert.equal(store.sessions.length, 0);
    const late = apply(store, [create(configMap('a'))], { call: call(session, 1) });
    assert.equal(late.outcome.error, 'Expired');
    assert.deepEqual(late.events, []);
    assert.notEqual(open(store), session, 'a number is never given again');
  });

  it('make room for a new one when there are too many: the one unused for longest goes', () => {
    const store = seeded();
    const sessions = Array.from({ length: 10_000 }, (_none, index) => open(store, `open-${index}`));
    const [first = 0, second = 0] = sessions;
    clock += 1;
    apply(store, [create(configMap('a'))], { call: call(first, 1) });
    const last = open(store, 'one more');
    assert.equal(store.sessions.length, 10_000);
    const refused = apply(store, [create(configMap('b'))], { call: call(second, 1) });
    assert.equal(refused.outcome.error, 'Expired');
    assert.match(refused.outcome.message, /has expired/);
    assert.equal(store.get('ConfigMap', 'default', 'b'), undefined);
    for (const kept of [first, last])
      assert.equal(apply(store, [], { call: call(kept, 2) }).outcome.error, '');
  });

  it('keep a bounded number of outcomes', () => {
    const store = seeded();
    const session = open(store);
    for (let sequence = 1; sequence <= 256; sequence++) apply(store, [], { call: call(session, sequence) });
    const full = apply(store, [], { call: call(session, 257) }).outcome;
    assert.match(full.message, /has 256 calls whose answers it has not confirmed/);
    assert.equal(apply(store, [], { call: call(session, 257, 200) }).outcome.error, '');
  });

  it('survive a snapshot', () => {
    const store = seeded();
    const session = open(store);
    const first = apply(store, [create(configMap('a'))], { call: call(session, 1) });
    const reader = new SnapshotReader();
    for (const chunk of snapshotChunks(store, 9)) reader.add(chunk);
    const { store: restored, index } = reader.finish();
    assert.equal(index, 9);
    assert.deepEqual(
      apply(restored, [create(configMap('a'))], { call: call(session, 1) }).outcome,
      first.outcome,
    );
    assert.equal(open(restored, 'open-1'), session);
  });
});

describe('a snapshot', () => {
  const filled = (): Store => {
    const store = seeded();
    apply(store, [
      create(configMap('a', { x: 'ä' })),
      create(service('one', { clusterIP: '10.96.0.9' })),
      create(pod('p')),
    ]);
    return store;
  };
  const chunksOf = (store: Store): Buffer => Buffer.concat([...snapshotChunks(store, 5)]);

  it('restores the same state, claims included, however its chunks are cut', () => {
    const store = filled();
    const bytes = chunksOf(store);
    for (const size of [1, 7, 100_000]) {
      const reader = new SnapshotReader();
      for (let at = 0; at < bytes.length; at += size) reader.add(bytes.subarray(at, at + size));
      const restored = reader.finish().store;
      assert.deepEqual(chunksOf(restored), bytes);
      assert.equal(restored.claimedBy('clusterIP/10.96.0.9'), store.claimedBy('clusterIP/10.96.0.9'));
    }
  });

  it('is refused when cut off or continued', () => {
    const bytes = chunksOf(filled());
    const cut = new SnapshotReader();
    cut.add(bytes.subarray(0, bytes.length - 3));
    assert.throws(() => cut.finish(), { code: 'Corrupt' });
    const longer = new SnapshotReader();
    assert.throws(() => longer.add(Buffer.concat([bytes, bytes])), { code: 'Corrupt' });
  });
});
