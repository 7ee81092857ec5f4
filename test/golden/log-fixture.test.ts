// A log and a snapshot that the first release's code wrote must give the same state for ever: what apply
// does differently is switched by the cluster version in the log.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import { firstKinds, readSnapshot, replay, splitRecords, stateHash } from '#kit/log-fixture.ts';

const folder = path.join(import.meta.dirname, '../fixtures/log-v1');
const file = (name: string): Buffer => readFileSync(path.join(folder, name));
const expected: unknown = JSON.parse(file('state.json').toString());

describe('the log of format 1', () => {
  it('gives the state, the events and the outcomes that it gave when it was written', () => {
    assert.deepEqual(replay(splitRecords(file('records.bin'))).state, expected);
  });

  it('and its snapshot say the same', () => {
    const { store } = replay(splitRecords(file('records.bin')));
    const snapshot = readSnapshot(file('snapshot.bin'));
    assert.equal(snapshot.index, splitRecords(file('records.bin')).length);
    assert.equal(stateHash(snapshot.store), stateHash(store));
  });

  it('holds every kind of that time, and what was refused', () => {
    const { store, state } = replay(splitRecords(file('records.bin')));
    const without = firstKinds.filter((kind) => store.count(kind) === 0);
    assert.deepEqual(without, ['Lease'], 'which it also deletes');
    assert.equal(state.objects, 10);
    assert.equal(store.sessions.length, 1);
  });

  it('is written again byte for byte', () => {
    for (const record of splitRecords(file('records.bin')))
      assert.deepEqual(Buffer.from(encodeRecord(decodeRecord(record))), record);
  });
});
