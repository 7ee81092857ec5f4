// Mistakes that others made, each as a test of the core.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationOf } from '#raft/core/configuration.ts';
import { CoreNetwork, CoreNode, emptyState, membersOf } from '#kit/raft/core-network.ts';

describe('failover by evidence', () => {
  it('elects a new leader without any timeout when every follower lost the leader', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(1);
    net.node(2).core.peerLost(1);
    net.node(3).core.peerLost(1);
    net.settle();
    assert.deepEqual(net.node(2).core.soft, { role: 'leader', term: 2, leaderId: 2 });
  });

  it('answers the pre-vote it refused once it has lost the leader itself', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(1);
    net.node(2).core.peerLost(1);
    net.settle();
    assert.equal(net.node(2).core.soft.role, 'preCandidate', 'the other still hears the leader');
    net.node(3).core.peerLost(1);
    net.settle();
    assert.equal(net.node(2).core.soft.role, 'leader');
  });

  it('one broken connection deposes no leader that others still hear', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(2).core.peerLost(1);
    net.settle();
    net.tickAll(20);
    assert.deepEqual(net.node(1).core.soft, { role: 'leader', term: 1, leaderId: 1 });
    assert.equal(net.node(2).core.soft.leaderId, 1);
  });

  it('losing someone who does not lead is no reason to campaign', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(2).core.peerLost(3);
    net.settle();
    assert.equal(net.node(2).core.soft.role, 'follower');
  });
});

describe('pre-vote and check-quorum together', () => {
  it('a member cut off and back again deposes nobody', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(3);
    net.tickAll(60);
    net.heal();
    net.tickAll(10);
    assert.deepEqual(net.node(3).core.soft, { role: 'follower', term: 1, leaderId: 1 });
  });

  it('a leader without a quorum steps down', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(1);
    net.tickAll(25);
    assert.notEqual(net.node(1).core.soft.role, 'leader');
  });

  it('a member with a higher term and one with a longer log do not wait for each other for ever', () => {
    const members = configurationOf(membersOf([1, 2]));
    const snapshot = { index: 0, term: 0, configuration: members };
    const entries = [{ index: 1, term: 1, kind: 'data' as const, data: new Uint8Array(1) }];
    const net = new CoreNetwork([1, 2]);
    net.nodes.set(1, new CoreNode(1, { hardState: { term: 1, vote: 0 }, snapshot, entries }));
    net.nodes.set(2, new CoreNode(2, { hardState: { term: 9, vote: 2 }, snapshot, entries: [] }));
    net.tickAll(80);
    assert.equal(net.node(1).core.soft.role, 'leader');
  });

  it('a one-way partition leads to no endless elections', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.lose = ({ from, to }) => from === 1 && to === 3;
    net.tickAll(200);
    assert.equal(net.node(1).core.soft.role, 'leader');
    assert.equal(net.node(1).core.soft.term, 1);
  });
});

describe('disks', () => {
  it('a leader whose disk hangs steps down, though its heartbeats went on', () => {
    const net = new CoreNetwork([1, 2, 3], { diskStallTicks: 30 });
    const leader = net.elect(1);
    leader.holdDisk = true;
    net.propose(1, 'stuck');
    net.tickAll(29);
    assert.equal(leader.core.soft.role, 'leader');
    net.tickAll(100);
    assert.notEqual(leader.core.soft.role, 'leader');
    assert.ok([2, 3].includes(net.node(2).core.soft.leaderId));
  });

  it('entries replaced while their write is under way are not taken for durable', () => {
    const node = new CoreNode(1, emptyState(configurationOf(membersOf([1, 2, 3]))));
    const append = { type: 'append', to: 1, prevIndex: 0, prevTerm: 0, commit: 0 } as const;
    const data = new Uint8Array(1);
    node.holdDisk = true;
    node.core.step({
      ...append,
      from: 2,
      term: 2,
      entries: [
        { index: 1, term: 2, kind: 'data', data },
        { index: 2, term: 2, kind: 'data', data },
      ],
    });
    node.work();
    node.core.step({ ...append, from: 3, term: 3, entries: [{ index: 1, term: 3, kind: 'data', data }] });
    node.work();
    const [first] = node.held;
    assert.ok(first !== undefined);
    node.core.persisted(first.id);
    assert.equal(node.core.persistedIndex, 0);
    node.held.shift();
    node.releaseDisk();
    assert.equal(node.core.persistedIndex, 1);
  });
});

describe('flow control', () => {
  it('bounds what is under way to a silent follower, and goes on when it answers', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    net.tickAll(4);
    net.lose = ({ from }) => from === 3;
    for (let i = 0; i < 20; i++) {
      net.propose(1, `e${i}`);
      net.settle();
    }
    assert.ok((leader.core.progress.get(3)?.inflightMessages ?? 99) <= 4);
    net.heal();
    net.tickAll(10);
    assert.equal(net.node(3).texts().length, 20);
  });

  it('refuses proposals when too much is uncommitted', () => {
    const net = new CoreNetwork([1, 2, 3], { maxUncommittedBytes: 1000 });
    net.elect(1);
    net.cutOff(1);
    const outcomes = Array.from({ length: 30 }, () => net.node(1).core.propose([new Uint8Array(100)]).kind);
    assert.ok(outcomes.includes('refused'));
  });

  it('hands out no more than the state machine may lag behind', () => {
    const net = new CoreNetwork([1], { maxApplyAheadEntries: 3 });
    net.elect(1);
    const { core } = net.node(1);
    net.propose(1, 'a', 'b', 'c', 'd', 'e', 'f');
    let ready = core.ready();
    assert.ok(ready.persist !== null);
    core.persisted(ready.persist.id);
    ready = core.ready();
    assert.equal(ready.committed.length, 3);
    assert.equal(core.ready().committed.length, 0);
    core.applied(ready.committed.at(-1)?.index ?? 0);
    assert.equal(core.ready().committed.length, 3);
  });
});

describe('partitions that are not clean', () => {
  it('partial: a follower that cannot hear the leader, but somebody who can, deposes nobody', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.lose = ({ from, to }) => (from === 1 && to === 2) || (from === 2 && to === 1);
    net.tickAll(400);
    assert.deepEqual(net.node(1).core.soft, { role: 'leader', term: 1, leaderId: 1 });
    net.propose(1, 'goes on');
    net.settle();
    assert.deepEqual(net.node(3).texts(), ['goes on']);
  });

  it('partial, of five: a leader that reaches no quorum gives way to one that does, once', () => {
    const net = new CoreNetwork([1, 2, 3, 4, 5]);
    net.elect(1);
    // 1 speaks with 5 alone; 5 speaks with all.
    net.lose = ({ from, to }) => (from === 1 && to !== 5) || (to === 1 && from !== 5);
    net.tickAll(400);
    const leaders = [...net.nodes.values()].filter(({ core }) => core.soft.role === 'leader');
    assert.equal(leaders.length, 1);
    const [leader] = leaders;
    assert.ok(leader !== undefined && leader.id !== 1);
    const { term } = leader.core.soft;
    net.tickAll(400);
    assert.deepEqual(leader.core.soft, { role: 'leader', term, leaderId: leader.id }, 'no further elections');
  });

  it('one way, from the leader: it hears everyone, nobody hears it, and another one leads', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.lose = ({ from }) => from === 1;
    net.tickAll(200);
    assert.notEqual(net.node(1).core.soft.role, 'leader');
    const leads = [2, 3].filter((id) => net.node(id).core.soft.role === 'leader');
    assert.equal(leads.length, 1);
  });
});

describe('a mixed configuration', () => {
  it('elects though half the members have not heard of the change that is under way', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    for (const id of [4, 5]) net.nodes.set(id, new CoreNode(id, emptyState(configurationOf([]))));
    // The joint configuration reaches the leader and 4 only; then the leader is gone.
    net.lose = ({ from, to }) => ![1, 4].includes(from) || ![1, 4].includes(to);
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3, 4]), [4]));
    net.settle();
    net.lose = ({ from, to }) => from === 1 || to === 1;
    net.tickAll(200);
    const leads = [2, 3].filter((id) => net.node(id).core.soft.role === 'leader');
    assert.equal(leads.length, 1, 'the two that know the old one elect among themselves');
    net.heal();
    net.tickAll(100);
    const [id = 0] = leads;
    net.propose(id, 'after');
    net.settle();
    for (const each of [1, 2, 3]) assert.ok(net.node(each).texts().includes('after'), `${each} follows`);
  });

  it('does not elect with a majority of the new members alone, nor of the old ones alone', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    for (const id of [4, 5]) net.nodes.set(id, new CoreNode(id, emptyState(configurationOf([]))));
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3, 4, 5]), [4, 5]));
    net.tickAll(20);
    // 4 and 5 come in for 2 and 3; the joint phase is entered everywhere and ends nowhere.
    net.lose = ({ type }) => type === 'appendReply';
    leader.core.changeConfiguration(configurationOf(membersOf([1, 4, 5])));
    net.settle();
    net.heal();
    net.cutOff(1, 2, 3);
    for (const id of [4, 5]) net.node(id).core.peerLost(1);
    net.settle();
    for (const node of [4, 5].map((id) => net.node(id))) node.tick(200);
    assert.ok(
      [4, 5].every((id) => net.node(id).core.soft.role !== 'leader'),
      'two of the three new ones are no majority of the old ones',
    );
  });
});

describe('a deposed leader with a blocked fsync', () => {
  it('commits and acknowledges nothing when its disk goes on, and takes over what the others have', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const old = net.elect(1);
    old.holdDisk = true;
    net.lose = ({ from, to, type }) => type === 'append' && from === 1 && to !== 1;
    net.propose(1, 'never leaves');
    net.settle();
    net.cutOff(1);
    net.node(2).core.peerLost(1);
    net.node(3).core.peerLost(1);
    net.tickAll(60);
    const leader = [2, 3].map((id) => net.node(id)).find(({ core }) => core.soft.role === 'leader');
    assert.ok(leader !== undefined);
    net.propose(leader.id, 'instead');
    net.settle();
    old.holdDisk = false;
    old.releaseDisk();
    net.settle();
    assert.deepEqual(old.texts(), [], 'its own disk is no majority');
    net.heal();
    net.tickAll(40);
    assert.deepEqual(old.texts(), ['instead']);
    assert.equal(old.core.soft.role, 'follower');
  });
});

describe('snapshots in quick succession', () => {
  it('a second one that arrives while the first is on its way to the disk replaces it, and none goes back', () => {
    const configuration = configurationOf(membersOf([1, 2, 3]));
    const node = new CoreNode(3, emptyState(configuration));
    node.holdDisk = true;
    const snapshot = (index: number) =>
      ({ type: 'snapshot', from: 1, to: 3, term: 2, meta: { index, term: 1, configuration } }) as const;
    node.core.step(snapshot(10));
    node.work();
    node.core.step(snapshot(20));
    node.work();
    node.core.step(snapshot(15));
    node.work();
    assert.deepEqual(
      node.held.map((batch) => batch.snapshot?.index ?? null).filter((index) => index !== null),
      [10, 20],
    );
    node.releaseDisk();
    assert.equal(node.core.appliedIndex, 20);
    assert.equal(node.core.lastIndex, 20);
    node.core.step({
      type: 'append',
      from: 1,
      to: 3,
      term: 2,
      prevIndex: 20,
      prevTerm: 1,
      commit: 21,
      entries: [{ index: 21, term: 2, kind: 'data', data: new TextEncoder().encode('next') }],
    });
    node.holdDisk = false;
    node.work();
    assert.deepEqual(node.texts(), ['next']);
  });
});
