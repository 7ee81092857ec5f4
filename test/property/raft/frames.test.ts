import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { configurationOf, decodeConfiguration, encodeConfiguration } from '#raft/core/configuration.ts';
import {
  decodeStreamMessage,
  encodeFrames,
  encodeHello,
  type Frame,
  lengthBytes,
} from '#raft/transport/frames.ts';
import { decodeRecords } from '#raft/wal/format.ts';

const plain = { noNullPrototype: true } as const;
const number = fc.nat(Number.MAX_SAFE_INTEGER);
const bytes = fc.uint8Array({ maxLength: 300 });
const envelope = { from: number, to: number };

const append = fc
  .record(
    { ...envelope, prevIndex: fc.nat(1e9), prevTerm: fc.nat(1000), commit: number, datas: fc.array(bytes) },
    plain,
  )
  .map(({ datas, ...rest }): Frame => {
    const entries = datas.map((data, i) => ({
      index: rest.prevIndex + 1 + i,
      term: rest.prevTerm + i,
      kind: 'data' as const,
      data,
    }));
    return {
      kind: 'raft',
      message: { ...rest, type: 'append', term: rest.prevTerm + datas.length, entries },
    };
  });
const others = fc.oneof(
  fc
    .record(
      {
        ...envelope,
        term: number,
        rejected: fc.boolean(),
        index: number,
        hintIndex: number,
        hintTerm: number,
      },
      plain,
    )
    .map((fields): Frame => ({ kind: 'raft', message: { ...fields, type: 'appendReply' } })),
  fc
    .record({ ...envelope, term: number, commit: number, round: number }, plain)
    .map((fields): Frame => ({ kind: 'raft', message: { ...fields, type: 'heartbeat' } })),
  fc
    .record({ ...envelope, term: number, lastIndex: number, lastTerm: number, transfer: fc.boolean() }, plain)
    .map((fields): Frame => ({ kind: 'raft', message: { ...fields, type: 'preVote' } })),
  fc
    .record({ ...envelope, term: number, granted: fc.boolean() }, plain)
    .map((fields): Frame => ({ kind: 'raft', message: { ...fields, type: 'voteReply' } })),
  fc
    .array(fc.record({ id: number, lane: fc.constantFrom('control', 'status', 'user'), data: bytes }, plain))
    .map((items): Frame => ({ kind: 'propose', items })),
  fc.array(fc.record({ id: number, index: number, term: number }, plain)).map((list): Frame => ({
    kind: 'proposeReply',
    results: list.map(({ id, index, term }) => ({ id, result: { kind: 'committed', index, term } })),
  })),
  fc
    .record({ id: number, reason: fc.string(), kind: fc.constantFrom('unavailable', 'refused') }, plain)
    .map(({ id, reason, kind }): Frame => ({ kind: 'readReply', id, result: { kind, reason } })),
  fc
    .array(fc.record({ id: number, reason: fc.string(), kind: fc.constantFrom('dropped', 'refused') }, plain))
    .map((list): Frame => ({
      kind: 'proposeReply',
      results: list.map(({ id, ...result }) => ({ id, result })),
    })),
);
const frames = fc.array(fc.oneof(append, others), { maxLength: 8 });

/** Any bytes decode to something or are refused by an OrcError; nothing else may happen. */
function mustNotCrash(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
  }
}

describe('the codec between masters', () => {
  it('gives back every frame it encoded', () => {
    fc.assert(
      fc.property(frames, (list) => {
        const decoded = decodeStreamMessage(encodeFrames(list).subarray(lengthBytes));
        assert.equal(decoded.kind, 'frames');
        assert.deepEqual(decoded.kind === 'frames' ? decoded.frames : [], list);
      }),
      { numRuns: 300 },
    );
  });

  it('gives back a hello', () => {
    const hello = {
      clusterId: 'c',
      from: 1,
      to: 2,
      oldest: 1,
      newest: 1,
      purpose: 'snapshot' as const,
      incarnation: { starts: 3, nonce: 'n' },
    };
    assert.deepEqual(decodeStreamMessage(encodeHello(hello).subarray(lengthBytes)), { kind: 'hello', hello });
  });

  it('survives arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (garbage) =>
        mustNotCrash(() => decodeStreamMessage(garbage)),
      ),
      { numRuns: 3000 },
    );
  });

  it('survives a valid message that was changed or cut anywhere', () => {
    fc.assert(
      fc.property(frames, fc.nat(), fc.nat(255), fc.boolean(), (list, where, value, cut) => {
        const encoded = encodeFrames(list).slice(lengthBytes);
        const at = where % encoded.length;
        if (cut) return mustNotCrash(() => decodeStreamMessage(encoded.subarray(0, at)));
        encoded[at] = value;
        mustNotCrash(() => decodeStreamMessage(encoded));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a version it does not speak with advice', () => {
    assert.throws(() => decodeStreamMessage(Uint8Array.of(9, 1, 0, 0, 0, 0)), { code: 'Unsupported' });
  });

  it('refuses a list that claims more than the message holds, before making room for it', () => {
    const claim = Uint8Array.of(1, 1, 0, 0, 0, 1, 1, 0xff, 0xff, 0xff, 0xff);
    assert.throws(() => decodeStreamMessage(claim), { code: 'Invalid' });
  });
});

describe('stored forms', () => {
  it('records of the WAL survive arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (garbage) =>
        mustNotCrash(() => [...decodeRecords(garbage)]),
      ),
      { numRuns: 2000 },
    );
  });

  it('configurations come back as they were, and survive arbitrary bytes', () => {
    const member = fc.record(
      { id: fc.integer({ min: 1, max: 2 ** 40 }), name: fc.string({ maxLength: 20 }) },
      plain,
    );
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: (m) => m.id, maxLength: 9 }), (list) => {
        const configuration = configurationOf(list.map((m) => ({ ...m, address: '127.0.0.1:1' })));
        assert.deepEqual(decodeConfiguration(encodeConfiguration(configuration)), configuration);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (garbage) =>
        mustNotCrash(() => decodeConfiguration(garbage)),
      ),
      { numRuns: 2000 },
    );
  });
});
