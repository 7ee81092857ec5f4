import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, it } from 'mocha';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import type { ConfigMap } from '#kernel/model/gen/core.gen.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';
import { configMap, namespace } from '#kit/objects.ts';
import { ControlFeed } from '#services/control-feed.ts';
import { type ToControl, decodeRecords } from '#services/control-messages.ts';

const create = (object: OrcObject): Write => ({
  operation: 'CREATE',
  key: keyOf(object),
  object: pack(object),
  expectRevision: 0,
  expectUid: '',
});
const hashOf = (store: Store): string => Buffer.concat([...snapshotChunks(store, 0)]).toString('base64');

/** A master's state, and what its control thread is told. */
class Master {
  readonly store = new Store();
  readonly told: ToControl[] = [];
  restarts = 0;
  readonly feed: ControlFeed;
  #made = 0;

  constructor(stateBytes = 100_000_000) {
    this.feed = new ControlFeed({
      send: (message) => void this.told.push(message),
      restart: () => void (this.restarts += 1),
      limits: { stateBytes, recordBytes: 5_000_000 },
    });
  }

  /** One more record, as the log has it. */
  make(...objects: readonly OrcObject[]): void {
    this.#made += 1;
    const common = { actor: 'ann', cause: 0, reason: '', source: '', timeMs: 1, term: 0, preconditions: [] };
    const requestId = `request-${this.#made}`;
    const data = encodeRecord({ transaction: { ...common, requestId, writes: objects.map(create) } });
    assert.equal(this.store.apply(decodeRecord(data), 1).outcome.error, '');
    this.feed.observe({ data, term: 1 });
  }

  /** Control takes in what it was told from the `from`th message on, of the state and of records. */
  take(from = 0): void {
    for (const message of this.told.slice(from))
      if (message.kind === 'snapshot') this.feed.taken(message.chunk.length);
      else if (message.kind === 'records') this.feed.taken(message.bytes.length);
  }

  kinds(): string[] {
    return this.told.map((message) => message.kind);
  }

  /** The state that control comes to by what it was told since it was last stopped; undefined before it has one. */
  heard(): Store | undefined {
    let reader = new SnapshotReader();
    let store: Store | undefined;
    for (const message of this.told) {
      if (message.kind === 'stop') [reader, store] = [new SnapshotReader(), undefined];
      if (message.kind === 'snapshot') {
        reader.add(message.chunk);
        if (message.last) ({ store } = reader.finish());
      }
      if (message.kind !== 'records') continue;
      assert.ok(store !== undefined, 'records come after the state');
      for (const { data, term } of decodeRecords(message.bytes)) store.apply(decodeRecord(data), term);
    }
    return store;
  }
}

const large = (name: string): ConfigMap => ({ ...configMap(name), data: { text: 'x'.repeat(500_000) } });

describe('what control is told of the state', () => {
  let master: Master;
  beforeEach(() => {
    master = new Master();
    master.make(namespace('default'));
    for (const name of ['a', 'b', 'c', 'd', 'e']) master.make(large(name));
  });

  it('is nothing while another master leads', async () => {
    master.make(configMap('f'));
    await nextTurn();
    assert.deepEqual(master.told, []);
  });

  it('is all of it, and every record from then on, in order', async () => {
    const begun = master.feed.begin(master.store, 7);
    master.make(configMap('f'));
    await nextTurn();
    master.make(configMap('g'));
    assert.equal(await begun, true);
    master.make(configMap('h'));
    master.make(configMap('i'));
    await nextTurn();
    assert.deepEqual(master.kinds(), ['stop', 'snapshot', 'snapshot', 'snapshot', 'records', 'records']);
    assert.equal(hashOf(master.heard() ?? new Store()), hashOf(master.store));
  });

  it('is told of a record before what is said after it', async () => {
    await master.feed.begin(master.store, 7);
    master.make(configMap('f'));
    master.feed.flush();
    assert.equal(master.kinds().at(-1), 'records');
    await nextTurn();
    assert.equal(master.kinds().filter((kind) => kind === 'records').length, 1, 'it is not told twice');
  });

  it('ends when the master leads no longer, also in the midst of it', async () => {
    const begun = master.feed.begin(master.store, 7);
    await nextTurn();
    master.feed.stop();
    assert.equal(await begun, false);
    const told = master.told.length;
    master.make(configMap('f'));
    master.feed.flush();
    await nextTurn();
    assert.equal(master.told.length, told);
    assert.equal(master.heard(), undefined);
  });

  it('is the state no faster than control takes it in', async () => {
    const stateBytes = 1_200_000;
    master = new Master(stateBytes);
    master.make(namespace('default'));
    for (let made = 0; made < 10; made++) master.make(large(`more-${made}`));
    const begun = master.feed.begin(master.store, 7);
    for (let told = -1; told !== master.told.length; await nextTurn()) {
      told = master.told.length;
      await nextTurn();
    }
    const chunks = master.told.map((each) => (each.kind === 'snapshot' ? each.chunk.length : 0));
    const bytes = chunks.reduce((sum, each) => sum + each, 0);
    assert.ok(bytes > stateBytes && bytes < stateBytes + 1_100_000, `${bytes} bytes`);
    for (let taken = 0; taken < master.told.length; await nextTurn()) {
      master.take(taken);
      taken = master.told.length;
      await nextTurn();
    }
    assert.equal(await begun, true);
    assert.equal(hashOf(master.heard() ?? new Store()), hashOf(master.store));
  });

  it('is told anew when control has taken in nothing for long, and only then', async () => {
    await master.feed.begin(master.store, 7);
    master.take();
    const before = master.told.length;
    for (let made = 0; made < 12 && master.kinds().at(-1) !== 'stop'; made++) {
      master.make(large(`large-${made}`));
      await nextTurn();
    }
    assert.equal(master.kinds().at(-1), 'stop');
    const told = master.told.length;
    master.make(configMap('f'));
    await nextTurn();
    assert.equal(master.told.length, told, 'it is told nothing more');
    assert.equal(master.restarts, 0, 'it has taken in nothing yet');
    master.take(before);
    assert.equal(master.restarts, 1);
    await master.feed.begin(master.store, 8);
    assert.equal(hashOf(master.heard() ?? new Store()), hashOf(master.store));
  });

  it('begins anew whenever it is asked to', async () => {
    const first = master.feed.begin(master.store, 7);
    await nextTurn();
    master.make(configMap('f'));
    const second = master.feed.begin(master.store, 8);
    assert.deepEqual(await Promise.all([first, second]), [false, true]);
    assert.equal(hashOf(master.heard() ?? new Store()), hashOf(master.store));
  });
});
