import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assignSlots, isAssignmentOf, slotClassFor } from '#netproxy/slots.ts';

const endpoints = (maxLength: number) =>
  fc.uniqueArray(
    fc.integer({ min: 1, max: 5_000 }).map((number) => `10.244.0.${number} . 80`),
    {
      minLength: 1,
      maxLength,
    },
  );

function counts(slots: readonly string[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const endpoint of slots) held.set(endpoint, (held.get(endpoint) ?? 0) + 1);
  return held;
}

describe('slots', () => {
  it('are balanced within one for any endpoints and any past', () => {
    fc.assert(
      fc.property(endpoints(300), endpoints(300), (before, after) => {
        const first = assignSlots(before, slotClassFor(before.length), []);
        const slotClass = slotClassFor(after.length);
        const second = assignSlots(after, slotClass, first);
        assert.equal(second.length, slotClass);
        assert.ok(isAssignmentOf(second, new Set(after)));
      }),
      { numRuns: 60 },
    );
  });

  it('give no endpoint over 25% more than its fair share', () => {
    for (let count = 1; count <= 1_024; count += 1) {
      const slotClass = slotClassFor(count);
      assert.ok(
        Math.ceil(slotClass / count) <= 1.25 * (slotClass / count) + 1e-9,
        `${count} in ${slotClass}`,
      );
    }
  });

  it('change hands only where an endpoint left', () => {
    fc.assert(
      fc.property(endpoints(64), fc.nat(), (before, pick) => {
        fc.pre(before.length > 1);
        const first = assignSlots(before, 256, []);
        const gone = before[pick % before.length];
        const second = assignSlots(
          before.filter((endpoint) => endpoint !== gone),
          256,
          first,
        );
        first.forEach((endpoint, slot) => {
          if (endpoint !== gone) assert.equal(second[slot], endpoint);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('change hands no more than the newcomer needs', () => {
    fc.assert(
      fc.property(endpoints(64), (all) => {
        fc.pre(all.length > 1);
        const [newcomer, ...before] = all;
        const first = assignSlots(before, 256, []);
        const second = assignSlots(all, 256, first);
        const moved = second.filter((endpoint, slot) => endpoint !== first[slot]).length;
        assert.equal(moved, counts(second).get(newcomer ?? ''));
      }),
      { numRuns: 100 },
    );
  });

  it('keep their class while the number of endpoints swings around a boundary', () => {
    const large = slotClassFor(5);
    assert.equal(large, 64);
    assert.equal(slotClassFor(4, large), 64);
    assert.equal(slotClassFor(5, slotClassFor(4, large)), 64);
    assert.equal(slotClassFor(2, large), 16);
  });
});
