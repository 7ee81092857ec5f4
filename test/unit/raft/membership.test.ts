// Changes of members: who is asked before, what is refused, and what happens by itself.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationOf, isVoter, type Configuration } from '#raft/core/configuration.ts';
import { check } from '#kit/check.ts';
import { CoreNetwork, CoreNode, emptyState, membersOf } from '#kit/raft/core-network.ts';
import fc from 'fast-check';

const votersIn = (configuration: Configuration): number[] =>
  configuration.members.filter(({ incoming }) => incoming).map(({ id }) => id);

/** A network with members beyond the first, which know nobody. */
function withStrangers(first: readonly number[], strangers: readonly number[]): CoreNetwork {
  const net = new CoreNetwork(first);
  for (const id of strangers) net.nodes.set(id, new CoreNode(id, emptyState(configurationOf([]))));
  return net;
}

describe('a change of members', () => {
  it('makes a learner a voter once it has caught up, and not before', () => {
    const net = withStrangers([1, 2, 3], [4]);
    const leader = net.elect(1);
    net.lose = ({ from, to }) => from === 4 || to === 4;
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3, 4]), [4], [4]));
    net.settle();
    net.tickAll(100);
    assert.equal(isVoter(leader.core.configuration, 4), false, 'it was never heard');
    net.heal();
    net.tickAll(100);
    assert.deepEqual(votersIn(leader.core.configuration), [1, 2, 3, 4]);
    assert.equal(leader.core.configuration.joint, false);
    assert.equal(isVoter(net.node(4).core.configuration, 4), true);
  });

  it('leaves a learner alone that is not meant to vote', () => {
    const net = withStrangers([1, 2, 3], [4]);
    const leader = net.elect(1);
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3, 4]), [4]));
    net.tickAll(100);
    assert.deepEqual(votersIn(leader.core.configuration), [1, 2, 3]);
  });

  it('is refused where it would leave no quorum that answers', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    net.lose = ({ from, to }) => from === 3 || to === 3;
    net.tickAll(60);
    assert.equal(leader.core.soft.role, 'leader');
    const withoutTwo = configurationOf(membersOf([1, 3]));
    assert.throws(() => leader.core.changeConfiguration(withoutTwo), {
      code: 'Conflict',
      message: /only 1 of the 2 voting masters that would be left answer \(m3 do not\)/,
    });
    assert.throws(() => leader.core.changeConfiguration(configurationOf(membersOf([4, 5, 6]))), {
      code: 'Conflict',
    });
    assert.throws(() => leader.core.changeConfiguration(configurationOf(membersOf([1]), [1])), {
      code: 'Invalid',
    });
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2])));
    net.settle();
    assert.deepEqual(votersIn(leader.core.configuration), [1, 2]);
  });

  it('is refused, and nothing is in the log, where two masters would have the same number, name or address', () => {
    const net = withStrangers([1, 2, 3], [4]);
    const leader = net.elect(1);
    const present = membersOf([1, 2, 3]);
    const other = { id: 4, name: 'other', address: 'other:1' };
    const [first = other] = present;
    for (const field of ['id', 'name', 'address'] as const) {
      const twice = configurationOf([...present, { ...other, [field]: first[field] }], [4]);
      assert.throws(() => leader.core.changeConfiguration(twice), {
        code: 'Invalid',
        message: `two masters would have the ${field} ${first[field]}`,
      });
    }
    net.settle();
    leader.core.changeConfiguration(configurationOf([...present, other], [4]));
    net.settle();
    assert.equal(leader.core.configuration.members.length, 4);
  });

  it('replaces a dead member in one step: the old one never counts again', () => {
    const net = withStrangers([1, 2, 3], [4]);
    const leader = net.elect(1);
    net.lose = ({ from, to }) => from === 3 || to === 3;
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 4]), [4], [4]));
    net.tickAll(200);
    assert.deepEqual(votersIn(leader.core.configuration), [1, 2, 4]);
    assert.ok(!leader.core.configuration.members.some(({ id }) => id === 3));
  });

  it('demotes a voter to a learner, which is still given everything', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3]), [3]));
    net.settle();
    net.propose(1, 'after');
    net.settle();
    assert.deepEqual(votersIn(leader.core.configuration), [1, 2]);
    assert.ok(net.node(3).texts().includes('after'));
    net.node(3).tick(100);
    assert.equal(net.node(3).core.soft.role, 'follower', 'a learner never campaigns');
  });

  it('ends in what was asked for from any members to any others that answer, whoever leads', () => {
    check(
      fc.property(
        fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }),
        fc.subarray([1, 2, 3, 4, 5]),
        (to, learn) => {
          const voters = to.filter((id) => !learn.includes(id));
          fc.pre(voters.length > 0);
          const net = new CoreNetwork([1, 2, 3, 4, 5]);
          const leader = net.elect(1);
          net.tickAll(4);
          leader.core.changeConfiguration(configurationOf(membersOf(to), learn));
          net.tickAll(200);
          const leads = [...net.nodes.values()].find(({ core }) => core.soft.role === 'leader');
          assert.ok(leads !== undefined && voters.includes(leads.id), `${leads?.id} leads ${voters.join()}`);
          assert.deepEqual(votersIn(leads.core.configuration), voters);
          assert.deepEqual(
            leads.core.configuration.members.map(({ id }) => id),
            to,
          );
        },
      ),
      60,
    );
  });
});

describe('a leader that goes down while it takes its own vote away', () => {
  it('campaigns though it does not vote any more: it alone may hold the change', () => {
    const net = new CoreNetwork([1, 2, 3], {}, [3]);
    const leader = net.elect(1);
    // The joint configuration commits everywhere; the one that ends it reaches nobody.
    net.lose = ({ type, from }) => {
      const { core } = net.node(1);
      return (
        type === 'append' &&
        from === 1 &&
        !core.configuration.joint &&
        core.configuration.members.length === 1
      );
    };
    leader.core.changeConfiguration(configurationOf(membersOf([3])));
    net.settle();
    assert.deepEqual(votersIn(leader.core.configuration), [3]);
    assert.equal(net.node(3).core.configuration.joint, true);
    // Of the old voters, 1 and 2, both are needed: 1 is asked, and its log is longer than that of who asks.
    net.cutOff(1);
    net.tickAll(60);
    net.heal();
    net.tickAll(300);
    assert.deepEqual(votersIn(net.node(3).core.configuration), [3]);
    assert.equal(net.node(3).core.soft.role, 'leader', 'the only voter leads in the end');
    assert.notEqual(net.node(1).core.soft.role, 'leader');
  });
});

describe('a log kept behind the snapshot', () => {
  it('serves a follower that lags after the leader was started again', () => {
    const configuration = configurationOf(membersOf([1, 2]));
    const entries = [1, 2, 3, 4, 5].map((index) => ({
      index,
      term: 1,
      kind: 'data' as const,
      data: Uint8Array.of(index),
    }));
    const net = new CoreNetwork([1, 2]);
    const snapshot = { index: 4, term: 1, configuration };
    const base = { index: 0, term: 0 };
    net.nodes.set(1, new CoreNode(1, { hardState: { term: 1, vote: 1 }, snapshot, base, entries }));
    net.elect(1);
    net.tickAll(10);
    assert.deepEqual(net.node(1).snapshotsTo, []);
    assert.equal(net.node(2).applied.filter(({ kind }) => kind === 'data').length, 5);
    assert.deepEqual(
      net.node(1).applied.map(({ index }) => index),
      [5, 6],
      'what the snapshot holds is not applied again',
    );
  });
});
