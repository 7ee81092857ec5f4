// What who asks for a change of members is told, and when.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultTiming } from '#raft/timing.ts';
import { membersOf } from '#kit/raft/core-network.ts';
import { LoneDriver } from '#kit/raft/lone-driver.ts';
import type { MemberChange } from '#raft/port.ts';

/** Asks, and returns what has been answered so far: 'committed', or the error's code and words. */
function asking(lone: LoneDriver, change: Partial<MemberChange>): readonly string[] {
  const told: string[] = [];
  lone.driver.changeMembers({ put: [], remove: [], ...change }, (error) =>
    told.push(error === null ? 'committed' : `${error.code}: ${error.message}`),
  );
  lone.settle();
  return told;
}

function learner(id: number, promote: boolean): MemberChange['put'] {
  return membersOf([id]).map((member) => ({ ...member, learner: true, promote }));
}

function leading(): LoneDriver {
  const lone = LoneDriver.leading([1, 2, 3]);
  lone.acknowledge(2, 3);
  return lone;
}

const idsIn = (lone: LoneDriver): number[] => lone.core.configuration.members.map(({ id }) => id);

describe('who asks for a change of members', () => {
  it('is told when it is committed, and not when it is begun', () => {
    const lone = leading();
    const told = asking(lone, { put: learner(4, false) });
    assert.deepEqual(idsIn(lone), [1, 2, 3, 4]);
    assert.deepEqual(told, []);
    lone.acknowledge(2);
    assert.deepEqual(told, ['committed']);
  });

  it('is told when the last step is committed where voters change', () => {
    const lone = leading();
    const told = asking(lone, { remove: [3] });
    assert.ok(lone.core.configuration.joint);
    lone.acknowledge(2);
    assert.deepEqual([lone.core.configuration.joint, told], [false, []]);
    lone.acknowledge(2);
    assert.deepEqual(told, ['committed']);
    assert.deepEqual(idsIn(lone), [1, 2]);
  });

  it('waits while the leader makes a voter of a learner, and has it stay one', () => {
    const lone = leading();
    asking(lone, { put: learner(4, true) });
    lone.acknowledge(2, 3);
    lone.acknowledge(4);
    lone.clock.advance(defaultTiming.electionMinMs);
    lone.settle();
    assert.ok(lone.core.configuration.joint, 'the learner is being promoted');
    const told = asking(lone, { put: learner(5, false) });
    assert.deepEqual([idsIn(lone), told], [[1, 2, 3, 4], []]);
    for (let round = 0; round < 3; round++) lone.acknowledge(2, 3, 4);
    assert.deepEqual(told, ['committed']);
    assert.deepEqual(
      lone.core.configuration.members.map(({ id, incoming }) => [id, incoming]),
      [
        [1, true],
        [2, true],
        [3, true],
        [4, true],
        [5, false],
      ],
    );
  });

  it('waits for a new leader to have committed what was there before it', () => {
    const lone = LoneDriver.leading([1, 2, 3]);
    const told = asking(lone, { put: learner(4, false) });
    assert.deepEqual([idsIn(lone), told], [[1, 2, 3], []]);
    lone.acknowledge(2);
    lone.acknowledge(2);
    assert.deepEqual([idsIn(lone), told], [[1, 2, 3, 4], ['committed']]);
  });

  it('is told to look where leadership moves before it is committed', () => {
    const lone = leading();
    const told = asking(lone, { put: learner(4, false) });
    lone.hear({ type: 'heartbeat', from: 2, to: 1, term: 2, commit: 0, round: 0 });
    assert.deepEqual(told, [
      'Unavailable: leadership moved while the change of members was on its way: look whether it was made, and retry if not',
    ]);
  });

  it('is not told of the change of another leader as if it were its own', () => {
    const lone = leading();
    const told = asking(lone, { put: learner(4, false) });
    const { lastIndex } = lone.core;
    // The next leader holds it too, and says that it is committed with its first word.
    lone.hear({ type: 'heartbeat', from: 2, to: 1, term: 2, commit: lastIndex, round: 0 });
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^Unavailable: leadership moved/);
  });

  it('is told when a leader that takes itself away has done so', () => {
    const lone = leading();
    const told = asking(lone, { remove: [1] });
    lone.acknowledge(2, 3);
    assert.deepEqual(told, []);
    lone.acknowledge(2, 3);
    assert.deepEqual(told, ['committed']);
    assert.equal(lone.core.soft.role, 'follower');
  });

  it('is refused, at once, while another waits; by who does not lead; and where nobody would vote', () => {
    const lone = leading();
    const first = asking(lone, { put: learner(4, false) });
    const second = asking(lone, { put: learner(5, false) });
    assert.deepEqual(first, []);
    assert.deepEqual(second, [
      'Conflict: another change of members was asked for and is not committed: retry',
    ]);
    lone.acknowledge(2);
    assert.deepEqual(first, ['committed']);
    assert.deepEqual(asking(lone, { remove: [1, 2, 3] }), [
      'Invalid: a cluster needs at least one voting master',
    ]);
    assert.deepEqual(asking(lone, { put: learner(6, false).map((each) => ({ ...each, name: 'm2' })) }), [
      'Invalid: two masters would have the name m2',
    ]);
    assert.deepEqual(idsIn(lone), [1, 2, 3, 4]);
    const follower = new LoneDriver([1, 2, 3]);
    assert.deepEqual(asking(follower, { put: learner(4, false) }), [
      'Unavailable: only the leader changes the members',
    ]);
  });
});
