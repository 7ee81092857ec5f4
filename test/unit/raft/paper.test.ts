// What the Raft paper ("In Search of an Understandable Consensus Algorithm", extended version) and Ongaro's
// dissertation say, section by section, of the core alone.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationOf } from '#raft/core/configuration.ts';
import type { Entry, Message } from '#raft/core/types.ts';
import { CoreNetwork, CoreNode, emptyState, membersOf } from '#kit/raft/core-network.ts';

const three = configurationOf(membersOf([1, 2, 3]));
const entry = (index: number, term: number, text = ''): Entry => ({
  index,
  term,
  kind: 'data',
  data: new TextEncoder().encode(text),
});
const ofType = (messages: readonly Message[], type: Message['type']): Message[] =>
  messages.filter((message) => message.type === type);

describe('Raft 5.1: terms', () => {
  it('a member that sees a newer term takes it up and follows', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(1).core.step({
      type: 'append',
      from: 2,
      to: 1,
      term: 5,
      prevIndex: 0,
      prevTerm: 0,
      commit: 0,
      entries: [],
    });
    assert.deepEqual(net.node(1).core.soft, { role: 'follower', term: 5, leaderId: 2 });
  });

  it('a message of an older term changes nothing, and its sender learns of the newer term', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(2).core.step({ type: 'heartbeat', from: 3, to: 2, term: 0, commit: 0, round: 0 });
    net.node(2).work();
    const [reply] = ofType(net.node(2).out, 'appendReply');
    assert.equal(reply?.term, 1);
    assert.equal(net.node(2).core.soft.leaderId, 1);
  });
});

describe('Raft 5.2: leader election', () => {
  it('a follower that hears nothing for an election timeout asks whether it could win', () => {
    const node = new CoreNode(1, emptyState(three));
    node.tick(10);
    assert.equal(node.out.length, 0);
    node.tick(1);
    assert.equal(ofType(node.out, 'preVote').length, 2);
    assert.equal(node.core.soft.term, 0, 'a pre-vote changes no term');
  });

  it('a candidate votes for itself in a new term, and the vote is durable before it asks for others', () => {
    const node = new CoreNode(1, emptyState(three));
    node.holdDisk = true;
    node.core.campaign();
    node.core.step({ type: 'preVoteReply', from: 2, to: 1, term: 1, granted: true });
    node.work();
    assert.deepEqual(node.held[0]?.hardState, { term: 1, vote: 1 });
    assert.equal(ofType(node.out, 'vote').length, 0);
    node.releaseDisk();
    assert.equal(ofType(node.out, 'vote').length, 2);
  });

  it('a member gives one vote a term, first come first served', () => {
    const node = new CoreNode(1, emptyState(three));
    const vote = { type: 'vote', to: 1, term: 3, lastIndex: 0, lastTerm: 0, transfer: false } as const;
    node.core.step({ ...vote, from: 2 });
    node.core.step({ ...vote, from: 3 });
    node.work();
    const granted = node.out.map((message) => message.type === 'voteReply' && message.granted);
    assert.deepEqual(granted, [true, false]);
  });

  it('a vote is on disk before the reply leaves', () => {
    const node = new CoreNode(1, emptyState(three));
    node.holdDisk = true;
    node.core.step({ type: 'vote', from: 2, to: 1, term: 3, lastIndex: 0, lastTerm: 0, transfer: false });
    node.work();
    assert.equal(node.out.length, 0);
    assert.deepEqual(node.held[0]?.hardState, { term: 3, vote: 2 });
    node.releaseDisk();
    assert.equal(node.out.length, 1);
  });

  it('a single member elects itself and commits only what is durable', () => {
    const node = new CoreNode(1, emptyState(configurationOf(membersOf([1]))));
    node.core.campaign();
    node.work();
    assert.equal(node.core.soft.role, 'leader');
    node.holdDisk = true;
    node.core.propose([new TextEncoder().encode('a')]);
    node.work();
    assert.deepEqual(node.texts(), []);
    node.releaseDisk();
    node.work();
    assert.deepEqual(node.texts(), ['a']);
  });

  it('members with equal chances split votes and still elect one in the end', () => {
    const net = new CoreNetwork([1, 2, 3, 4, 5]);
    net.tickAll(200);
    const leaders = [...net.nodes.values()].filter((node) => node.core.soft.role === 'leader');
    assert.equal(leaders.length, 1);
  });
});

describe('Raft 5.3: log replication', () => {
  it('commits what a majority holds and tells the followers', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.propose(1, 'a', 'b');
    net.settle();
    for (const node of net.nodes.values()) assert.deepEqual(node.texts(), ['a', 'b']);
  });

  it("sends entries while the leader's own disk is still writing, and counts it only when it has", () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    leader.holdDisk = true;
    net.cutOff(3);
    net.propose(1, 'a');
    net.settle();
    assert.equal(net.node(2).core.lastIndex, 2, 'the follower has it');
    assert.deepEqual(leader.texts(), [], 'one disk of three is no majority');
    leader.releaseDisk();
    net.settle();
    assert.deepEqual(leader.texts(), ['a']);
  });

  it('a follower acknowledges entries only when they are durable', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(2).holdDisk = true;
    net.cutOff(3);
    net.propose(1, 'a');
    net.settle();
    assert.deepEqual(net.node(1).texts(), []);
    net.node(2).releaseDisk();
    net.settle();
    assert.deepEqual(net.node(1).texts(), ['a']);
  });

  it('brings the logs of figure 7 in line with the leader', () => {
    const leaderTerms = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
    const followers: Record<string, number[]> = {
      a: [1, 1, 1, 4, 4, 5, 5, 6, 6],
      b: [1, 1, 1, 4],
      c: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
      d: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
      e: [1, 1, 1, 4, 4, 4, 4],
      f: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    };
    const state = (terms: readonly number[]) => ({
      hardState: { term: 7, vote: 0 },
      snapshot: { index: 0, term: 0, configuration: three },
      entries: terms.map((term, i) => entry(i + 1, term, `${term}`)),
    });
    for (const [name, terms] of Object.entries(followers)) {
      const net = new CoreNetwork([1, 2, 3]);
      net.nodes.set(1, new CoreNode(1, state(leaderTerms)));
      net.nodes.set(2, new CoreNode(2, state(terms)));
      // The third has what the leader has, so that it can be elected.
      net.nodes.set(3, new CoreNode(3, state(leaderTerms)));
      net.elect(1);
      net.tickAll(10);
      const { core } = net.node(2);
      const held = core.entriesBetween(1, core.lastIndex).map((each) => each.term);
      assert.deepEqual(held, [...leaderTerms, 8], `follower ${name}`);
    }
  });

  it('finds where the logs agree in one round per term, not per entry', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const common = [entry(1, 1)];
    const long = Array.from({ length: 500 }, (_, i) => entry(i + 2, 3));
    const other = Array.from({ length: 400 }, (_, i) => entry(i + 2, 2));
    const snapshot = { index: 0, term: 0, configuration: three };
    const hardState = { term: 3, vote: 0 };
    net.nodes.set(1, new CoreNode(1, { hardState, snapshot, entries: [...common, ...long] }));
    net.nodes.set(2, new CoreNode(2, { hardState, snapshot, entries: [...common, ...other] }));
    net.nodes.set(3, new CoreNode(3, { hardState, snapshot, entries: [...common, ...long] }));
    let rejections = 0;
    net.lose = (message) => {
      if (message.type === 'appendReply' && message.rejected) rejections += 1;
      return false;
    };
    net.elect(1);
    net.tickAll(4);
    assert.equal(net.node(2).core.lastIndex, 502);
    assert.ok(rejections <= 3, `${rejections} rejections`);
  });
});

describe('Raft 5.4: safety', () => {
  it('refuses a vote to a candidate whose log is behind (5.4.1)', () => {
    const state = {
      hardState: { term: 2, vote: 0 },
      snapshot: { index: 0, term: 0, configuration: three },
      entries: [entry(1, 1), entry(2, 2)],
    };
    const cases = [
      { lastIndex: 2, lastTerm: 2, granted: true },
      { lastIndex: 1, lastTerm: 2, granted: false },
      { lastIndex: 9, lastTerm: 1, granted: false },
      { lastIndex: 1, lastTerm: 3, granted: true },
    ];
    for (const { lastIndex, lastTerm, granted } of cases) {
      const node = new CoreNode(1, state);
      node.core.step({ type: 'vote', from: 2, to: 1, term: 3, lastIndex, lastTerm, transfer: false });
      node.work();
      const reply = node.out[0];
      assert.equal(reply?.type === 'voteReply' && reply.granted, granted, `(${lastIndex}, ${lastTerm})`);
    }
  });

  it('commits nothing of an older term by counting copies (5.4.2, figure 8)', () => {
    const snapshot = { index: 0, term: 0, configuration: three };
    const net = new CoreNetwork([1, 2, 3]);
    const hardState = { term: 2, vote: 0 };
    net.nodes.set(1, new CoreNode(1, { hardState, snapshot, entries: [entry(1, 2, 'old')] }));
    // The new leader's own first entry never arrives, the old one does.
    net.lose = (message) =>
      message.type === 'append' && message.entries.some((each) => each.kind === 'empty');
    net.elect(1);
    const leader = net.node(1).core;
    const append = {
      type: 'appendReply',
      from: 2,
      to: 1,
      term: 3,
      rejected: false,
      hintIndex: 0,
      hintTerm: 0,
    } as const;
    leader.step({ ...append, index: 1 });
    assert.equal(leader.commitIndex, 0);
    leader.step({ ...append, index: 2 });
    assert.equal(leader.commitIndex, 2);
  });
});

describe('Raft 6 and dissertation 4: changing members', () => {
  it('a configuration takes effect when it is appended, and joint majorities decide', () => {
    const net = new CoreNetwork([1, 2, 3, 4, 5]);
    net.elect(1);
    net.cutOff(4, 5);
    const { core } = net.node(1);
    core.changeConfiguration(configurationOf(membersOf([1, 4, 5])));
    assert.ok(core.configuration.joint);
    net.settle();
    assert.ok(core.configuration.joint, 'the old majority alone cannot end it');
    net.heal();
    net.tickAll(6);
    assert.ok(!core.configuration.joint);
    assert.deepEqual(
      core.configuration.members.map((member) => member.id),
      [1, 4, 5],
    );
  });

  it('one change at a time, and none before an entry of the own term is committed', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.lose = (message) => message.type === 'append';
    net.elect(1);
    const target = configurationOf(membersOf([1, 2]));
    assert.throws(() => net.node(1).core.changeConfiguration(target), { code: 'Unavailable' });
    net.heal();
    net.tickAll(4);
    net.lose = (message) => message.type === 'append';
    net.node(1).core.changeConfiguration(target);
    assert.throws(() => net.node(1).core.changeConfiguration(target), { code: 'Conflict' });
  });

  it('a leader that removes itself leads until that is committed, then steps down', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(1).core.changeConfiguration(configurationOf(membersOf([2, 3])));
    net.settle();
    assert.equal(net.node(1).core.soft.role, 'follower');
    net.tickAll(60);
    const leader = [...net.nodes.values()].find((node) => node.core.soft.role === 'leader');
    assert.ok(leader !== undefined && leader.id !== 1);
  });

  it('a removed member that keeps campaigning disturbs nobody (pre-vote)', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(3);
    net.node(1).core.changeConfiguration(configurationOf(membersOf([1, 2])));
    net.settle();
    net.heal();
    const { term } = net.node(1).core.soft;
    net.tickAll(100);
    assert.equal(net.node(1).core.soft.term, term);
    assert.equal(net.node(1).core.soft.role, 'leader');
  });

  it('a learner is given everything and decides nothing', () => {
    const net = new CoreNetwork([1, 2, 3, 4], {}, [4]);
    net.elect(1);
    net.cutOff(2, 3);
    net.propose(1, 'a');
    net.settle();
    assert.deepEqual(net.node(1).texts(), [], 'a leader and a learner are no majority of three voters');
    net.heal();
    net.tickAll(4);
    assert.deepEqual(net.node(4).texts(), ['a']);
    net.node(4).core.campaign();
    assert.equal(net.node(4).core.soft.role, 'follower');
  });
});

describe('Raft 7: snapshots', () => {
  it('a follower behind the compacted log asks for a snapshot and goes on behind it', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    net.cutOff(3);
    for (let i = 0; i < 20; i++) {
      net.propose(1, `e${i}`);
      net.settle();
    }
    const meta = leader.core.describeSnapshot(15);
    leader.core.compact(meta, 15);
    net.heal();
    net.tickAll(4);
    assert.deepEqual(leader.snapshotsTo, [3]);
    const { term } = leader.core.soft;
    net.node(3).core.step({ type: 'snapshot', from: 1, to: 3, term, meta });
    net.settle();
    leader.core.snapshotSent(3, true);
    net.tickAll(4);
    assert.equal(net.node(3).core.lastIndex, leader.core.lastIndex);
    assert.equal(net.node(3).core.appliedIndex, leader.core.lastIndex);
    assert.equal(net.node(3).core.firstIndex, 16);
  });

  it('a follower behind the log in memory waits for a snapshot that this follows on', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    const write = (count: number): void => {
      for (let i = 0; i < count; i++) net.propose(1, `e${i}`);
      net.settle();
    };
    write(5);
    const { term } = leader.core.soft;
    const old = leader.core.describeSnapshot(leader.core.appliedIndex);
    leader.core.compact(old, old.index);
    net.cutOff(3);
    write(15);
    leader.core.forget(12);
    assert.equal(leader.core.firstIndex, 13);
    net.heal();
    net.tickAll(4);
    assert.deepEqual(leader.snapshotsTo, [], 'nothing it has would do');
    assert.ok(leader.core.ready().wantsSnapshot);
    const meta = leader.core.describeSnapshot(14);
    leader.core.compact(meta, 10);
    assert.equal(leader.core.firstIndex, 13, 'what was forgotten stays so');
    net.tickAll(4);
    assert.deepEqual(leader.snapshotsTo, [3]);
    assert.ok(!leader.core.ready().wantsSnapshot);
    net.node(3).core.step({ type: 'snapshot', from: 1, to: 3, term, meta });
    net.settle();
    leader.core.snapshotSent(3, true);
    net.tickAll(4);
    assert.equal(net.node(3).core.appliedIndex, leader.core.lastIndex);
  });

  it('a snapshot older than what is committed replaces nothing', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    net.propose(1, 'a', 'b', 'c');
    net.settle();
    const meta = leader.core.describeSnapshot(2);
    const { term } = leader.core.soft;
    net.node(2).core.step({ type: 'snapshot', from: 1, to: 2, term, meta });
    net.settle();
    assert.equal(net.node(2).core.firstIndex, 1);
    assert.deepEqual(net.node(2).texts(), ['a', 'b', 'c']);
  });
});

describe('dissertation 6.4: reads', () => {
  it('a read waits for an entry of the own term, then for a quorum asked after it', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const node = net.node(1);
    net.lose = (message) => message.type === 'append';
    net.elect(1);
    node.core.readIndex(7);
    net.settle();
    assert.deepEqual(node.reads, []);
    net.heal();
    net.tickAll(4);
    assert.deepEqual(node.reads, [{ id: 7, index: 1 }]);
  });

  it('a deposed leader answers no read', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(1);
    net.node(1).core.readIndex(9);
    net.tickAll(60);
    assert.deepEqual(net.node(1).reads, []);
    assert.deepEqual(net.node(1).failedReads, [9]);
  });

  it('reads that come together share one round, and a later one never shares an earlier round', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const node = net.elect(1);
    node.core.readIndex(1);
    node.core.readIndex(2);
    node.work();
    const rounds = ofType(node.out, 'heartbeat').map((m) => (m.type === 'heartbeat' ? m.round : 0));
    assert.deepEqual([...new Set(rounds)], [1]);
    node.core.readIndex(3);
    node.core.step({ type: 'heartbeatReply', from: 2, to: 1, term: 1, round: 1 });
    node.work();
    assert.deepEqual(
      node.reads.map((read) => read.id),
      [1, 2],
    );
  });
});

describe('dissertation 3.10: leadership transfer', () => {
  it('hands over to a member that has everything, in one more term', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.propose(1, 'a');
    assert.ok(net.node(1).core.transferLeadership(3));
    assert.equal(net.node(1).core.propose([new Uint8Array(1)]).kind, 'refused');
    net.settle();
    assert.deepEqual(net.node(3).core.soft, { role: 'leader', term: 2, leaderId: 3 });
    assert.deepEqual(net.node(3).texts(), ['a']);
  });

  it('ends by itself when the member does not take over', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.cutOff(3);
    net.node(1).core.transferLeadership(3);
    net.tickAll(12);
    net.propose(1, 'after');
    net.settle();
    assert.deepEqual(net.node(1).texts(), ['after']);
  });
});
