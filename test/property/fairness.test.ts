// Whoever waits has a turn among those of others: properties of the pure parts, for any arrivals.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { Places } from '#api/fairness/places.ts';
import { Rounds } from '#api/fairness/rounds.ts';

const user = fc.constantFrom('ann', 'bob', 'carl', 'dora', 'eve');
/** Somebody comes, somebody is served, or somebody goes without having been served. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('push'), user }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave'), user }) },
);

interface Item {
  readonly user: string;
  readonly number: number;
}

describe('rounds among users', () => {
  it('give everybody who waits a turn before anybody has two, and each their own in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const rounds = new Rounds<Item>();
        const waiting = new Map<string, Item[]>();
        // How often each other user was served since one began to wait.
        const since = new Map<string, Map<string, number>>();
        let number = 0;
        for (const { kind, ...of } of steps) {
          if (kind === 'push' && 'user' in of) {
            const item = { user: of.user, number: number++ };
            rounds.push(of.user, item);
            const own = waiting.get(of.user) ?? [];
            if (own.length === 0) since.set(of.user, new Map());
            waiting.set(of.user, [...own, item]);
          } else if (kind === 'leave' && 'user' in of) {
            const last = waiting.get(of.user)?.pop();
            if (last !== undefined) rounds.remove(of.user, last);
          } else {
            const taken = rounds.take();
            if (taken === undefined) continue;
            assert.deepEqual(taken, waiting.get(taken.user)?.shift());
            since.set(taken.user, new Map());
            for (const [name, items] of waiting) {
              if (items.length === 0 || name === taken.user) continue;
              const served = since.get(name);
              const times = (served?.get(taken.user) ?? 0) + 1;
              served?.set(taken.user, times);
              assert.ok(times <= 1, `${taken.user} had ${times} turns while ${name} waited`);
            }
          }
          const all = [...waiting.values()].reduce((sum, items) => sum + items.length, 0);
          assert.equal(rounds.size, all);
          assert.equal(rounds.next === undefined, all === 0, 'whenever anything waits somebody is next');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('places that users share', () => {
  it('are never more than there are, and nobody takes what they leave to nobody', () => {
    const refusal = (): OrcError => new OrcError('TooBusy', 'no');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.array(fc.tuple(user, fc.boolean()), { maxLength: 300 }),
        (most, steps) => {
          const places = new Places(most, refusal);
          const own = new Map<string, number>();
          let taken = 0;
          for (const [name, comes] of steps) {
            const before = own.get(name) ?? 0;
            if (!comes) {
              if (before === 0) continue;
              places.leave(name);
              own.set(name, before - 1);
              taken -= 1;
              continue;
            }
            const free = most - taken;
            const may = before === 0 ? free > 0 : before + 1 <= free;
            if (may) places.take(name);
            else assert.throws(() => places.take(name), { code: 'TooBusy' });
            own.set(name, before + (may ? 1 : 0));
            taken += may ? 1 : 0;
            assert.ok(taken <= most && places.taken === taken);
          }
        },
      ),
    );
  });

  it('leave half to others, however much one user asks', () => {
    const places = new Places(100, () => new OrcError('TooBusy', 'no'));
    const greedy = (name: string): number => {
      let count = 0;
      try {
        for (;;) {
          places.take(name);
          count += 1;
        }
      } catch {
        return count;
      }
    };
    assert.deepEqual([greedy('ann'), greedy('bob'), greedy('carl')], [50, 25, 13]);
    places.take('dora');
  });
});
