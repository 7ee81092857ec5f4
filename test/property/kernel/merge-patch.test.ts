// Merge patches (RFC 7386) of any shape: what the difference of two values says makes the one the other.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isJsonObject } from '#kernel/model/json.ts';
import { mergePatch } from '#kernel/model/patch.ts';
import { check } from '#kit/check.ts';

const names = fc.constantFrom('a', 'b', 'c', '', 'constructor', 'ü');
const leaves = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.boolean(), names);

/** Values; with nulls they may be patches, without them also what a patch can make. */
function values(nulls: boolean): fc.Arbitrary<unknown> {
  const leaf = nulls ? fc.oneof(leaves, fc.constant(null)) : leaves;
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
}

/** The patch that makes `to` of `from`. */
function difference(from: unknown, to: unknown): unknown {
  if (!isJsonObject(from) || !isJsonObject(to)) return to;
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  const patch = Object.entries(to).map(([key, value]) => [
    key,
    Object.hasOwn(from, key) ? difference(from[key], value) : value,
  ]);
  return Object.fromEntries([...patch, ...gone.map((key) => [key, null])]);
}

describe('a merge patch', () => {
  it('that is the difference of two values makes the one the other', () => {
    check(
      fc.property(values(false), values(false), (from, to) => {
        assert.deepEqual(mergePatch(from, difference(from, to)), to);
      }),
      500,
    );
  });

  it('does nothing the second time, leaves no null in what it merges, and changes neither of its inputs', () => {
    check(
      fc.property(values(true), values(true), (target, patch) => {
        const given = JSON.stringify([target, patch]);
        const once = mergePatch(target, patch);
        assert.deepEqual(mergePatch(once, patch), once);
        assert.equal(JSON.stringify([target, patch]), given);
        if (isJsonObject(patch) && isJsonObject(once))
          for (const [key, value] of Object.entries(patch))
            assert.equal(Object.hasOwn(once, key), value !== null, key);
      }),
      500,
    );
  });
});
