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
