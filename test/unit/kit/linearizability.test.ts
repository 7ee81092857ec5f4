import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { check } from '#kit/check.ts';
import { type RegisterInput, type RegisterOperation, type RegisterOutput, explain } from '#kit/history.ts';

/** Operations as [start, end, input, output]. */
type Row = readonly [number, number, RegisterInput, RegisterOutput];
const read = (start: number, end: number, value: string): Row => [
  start,
  end,
  { kind: 'read' },
  { kind: 'read', value },
];
const write = (start: number, end: number, value: string): Row => [
  start,
  end,
  { kind: 'write', value },
  { kind: Number.isFinite(end) ? 'done' : 'unknown' },
];
const swap = (start: number, end: number, expected: string, value: string): Row => [
  start,
  end,
  { kind: 'swap', expected, value },
  { kind: Number.isFinite(end) ? 'done' : 'unknown' },
];
const history = (rows: readonly Row[]): RegisterOperation[] =>
  rows.map(([startMs, endMs, input, output], client) => ({
    client,
    register: 'r',
    input,
    output,
    startMs,
    endMs,
  }));
const isLinearizable = (...rows: Row[]): boolean => explain(history(rows)).length === 0;

describe('the check of linearizability', () => {
  it('accepts operations that overlap in any order', () => {
    assert.ok(isLinearizable(write(0, 10, 'a'), write(1, 9, 'b'), read(2, 8, ''), read(11, 12, 'a')));
    assert.ok(isLinearizable(write(0, 10, 'a'), write(1, 9, 'b'), read(11, 12, 'b'), read(13, 14, 'b')));
  });

  it('refuses a stale read, a lost update and values that go back in time', () => {
    assert.ok(!isLinearizable(write(0, 1, 'a'), read(2, 3, '')));
    assert.ok(!isLinearizable(write(0, 1, 'a'), swap(2, 3, 'a', 'b'), swap(2, 3, 'a', 'c')));
    assert.ok(!isLinearizable(write(0, 9, 'a'), read(1, 2, 'a'), read(3, 4, '')));
    assert.ok(!isLinearizable(read(0, 1, 'never written')));
  });

  it('lets an operation of unknown outcome take effect late, once, or never', () => {
    assert.ok(isLinearizable(write(0, Infinity, 'a'), read(5, 6, ''), read(7, 8, 'a')));
    assert.ok(isLinearizable(write(0, Infinity, 'a'), read(5, 6, '')));
    assert.ok(isLinearizable(swap(0, Infinity, 'x', 'a'), read(5, 6, '')));
    assert.ok(!isLinearizable(write(0, Infinity, 'a'), read(1, 2, 'a'), write(3, 4, 'b'), read(5, 6, 'a')));
  });

  it('agrees with trying every order, on small histories', () => {
    const row = fc
      .tuple(fc.nat(12), fc.integer({ min: 1, max: 8 }), fc.nat(2), fc.nat(2), fc.boolean())
      .map(([start, length, kind, value, open]): Row => {
        const end = open && kind > 0 ? Infinity : start + length;
        const values = ['', 'a', 'b'];
        if (kind === 0) return read(start, start + length, values[value] ?? '');
        return kind === 1
          ? write(start, end, values[value] ?? '')
          : swap(start, end, values[value] ?? '', values[(value + 1) % 3] ?? '');
      });
    check(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        assert.equal(isLinearizable(...rows), bruteForce(rows, '', new Set()));
      }),
      2000,
    );
  });

  it('decides a history of thousands of operations in a moment, legal or not', () => {
    const rows: Row[] = [];
    for (let i = 0; i < 4000; i++) {
      const at = i * 2;
      rows.push(write(at, at + 7, `v${i}`));
      // Reads that are answered in the same order as the writes took effect.
      rows.push(read(at + 1, at + 7, `v${i}`));
    }
    assert.ok(isLinearizable(...rows));
    assert.ok(!isLinearizable(...rows, read(6000, 6001, 'v10')));
  });
});

function bruteForce(rows: readonly Row[], state: string, done: ReadonlySet<number>): boolean {
  if (done.size === rows.length) return true;
  const open = rows.flatMap((row, at) => (done.has(at) ? [] : [{ row, at }]));
  const earliestEnd = Math.min(...open.map(({ row }) => row[1]));
  return open.some(({ row: [start, , input, output], at }) => {
    if (start > earliestEnd) return false;
    const after = stepOf(state, input, output);
    return after !== undefined && bruteForce(rows, after, new Set([...done, at]));
  });
}

function stepOf(state: string, input: RegisterInput, output: RegisterOutput): string | undefined {
  if (input.kind === 'read') return output.kind === 'read' && output.value === state ? state : undefined;
  if (input.kind === 'write') return input.value;
  if (input.expected === state) return input.value;
  return output.kind === 'unknown' ? state : undefined;
}
