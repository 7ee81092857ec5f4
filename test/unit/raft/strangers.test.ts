// What members make of strangers: of who was removed, or never was a member, and has a certificate all the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { connect } from 'node:tls';
import { describe, it } from 'mocha';
import type { LogFields } from '#kernel/ports.ts';
import { check } from '#kit/check.ts';
import { silent, TestCluster, waitFor } from '#kit/raft/cluster.ts';
import { CoreNetwork, CoreNode, emptyState, membersOf } from '#kit/raft/core-network.ts';
import { LoneDriver } from '#kit/raft/lone-driver.ts';
import { configurationOf } from '#raft/core/configuration.ts';
import type { Message } from '#raft/core/types.ts';
import type { ProposalResult, ReadIndexResult } from '#raft/port.ts';
import { systemClock } from '#raft/system.ts';
import { Connection } from '#raft/transport/connection.ts';
import { decodeStreamMessage, encodeFrames, encodeHello, type Frame } from '#raft/transport/frames.ts';

const stranger = 9;
const three = configurationOf(membersOf([1, 2, 3]));
const text = (word: string): Uint8Array => new TextEncoder().encode(word);

/** Everything that `from` can say to `to` in `term`. */
function everything(from: number, to: number, term: number): readonly Message[] {
  const envelope = { from, to, term };
  const data = text('a lie');
  const entries = [{ index: 1, term, kind: 'data', data }] as const;
  const vote = { ...envelope, lastIndex: 1_000_000, lastTerm: term };
  const meta = { index: 1_000_000, term, configuration: configurationOf(membersOf([from])) };
  return [
    { ...envelope, type: 'append', prevIndex: 0, prevTerm: 0, commit: 1_000_000, entries },
    { ...envelope, type: 'heartbeat', commit: 1_000_000, round: 1 },
    { ...envelope, type: 'commit', commit: 1_000_000 },
    { ...envelope, type: 'snapshot', meta },
    { ...vote, type: 'preVote', transfer: false },
    { ...vote, type: 'vote', transfer: false },
    { ...vote, type: 'vote', transfer: true },
    { ...envelope, type: 'timeoutNow' },
    { ...envelope, type: 'appendReply', rejected: false, index: 1, hintIndex: 0, hintTerm: 0 },
    { ...envelope, type: 'appendReply', rejected: true, index: 1, hintIndex: 0, hintTerm: 0 },
    { ...envelope, type: 'heartbeatReply', round: 1_000_000 },
    { ...envelope, type: 'preVoteReply', granted: true },
    { ...envelope, type: 'preVoteReply', granted: false },
    { ...envelope, type: 'voteReply', granted: true },
  ];
}

const standing = ({ core }: CoreNode) => {
  const { soft, lastIndex, commitIndex, snapshot, transferTarget } = core;
  return { soft, lastIndex, commitIndex, snapshot: snapshot.index, transferTarget };
};

describe('a stranger that says what only a leader, a candidate or a member may say', () => {
  it('moves nobody who leads or hears the leader, whatever it says, in this term or any newer one', () => {
    check(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(1, 2, 3), fc.nat(13), fc.nat(3)), { maxLength: 30 }),
        (said) => {
          const net = new CoreNetwork([1, 2, 3]);
          net.elect(1);
          net.propose(1, 'before');
          net.tickAll(4);
          const before = [...net.nodes.values()].map(standing);
          const { term } = net.node(1).core.soft;
          for (const [to, kind, ahead] of said) {
            const message = everything(stranger, to, term + ahead)[kind];
            if (message !== undefined) net.node(to).core.step(message);
            net.settle();
          }
          assert.deepEqual([...net.nodes.values()].map(standing), before);
        },
      ),
    );
  });

  it('is heeded as little by who was told by a member that it leads, and lost the connection to it', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.elect(1);
    net.node(2).core.peerLost(1);
    net.tickAll(4);
    assert.equal(net.node(2).core.soft.leaderId, 1);
    const { term } = net.node(2).core.soft;
    net.node(2).core.step({ type: 'heartbeat', from: stranger, to: 2, term, commit: 0, round: 0 });
    assert.deepEqual(net.node(2).core.soft, { role: 'follower', term, leaderId: 1 });
  });

  it('is taken at its word by who hears no leader: it may be one that this member does not know yet', () => {
    const node = new CoreNode(1, emptyState(three));
    node.core.step({ type: 'heartbeat', from: 2, to: 1, term: 1, commit: 0, round: 0 });
    const claim = { type: 'heartbeat', from: stranger, to: 1, term: 2, commit: 0, round: 0 } as const;
    node.core.step(claim);
    assert.deepEqual(node.core.soft, { role: 'follower', term: 1, leaderId: 2 });
    node.tick(10);
    node.core.step(claim);
    assert.deepEqual(node.core.soft, { role: 'follower', term: 2, leaderId: stranger });
  });

  it('and at once where the connection to the leader broke', () => {
    const node = new CoreNode(1, emptyState(three));
    node.core.step({ type: 'heartbeat', from: 2, to: 1, term: 1, commit: 0, round: 0 });
    node.core.peerLost(2);
    node.core.step({ type: 'heartbeat', from: stranger, to: 1, term: 2, commit: 0, round: 0 });
    assert.deepEqual(node.core.soft, { role: 'follower', term: 2, leaderId: stranger });
  });
});

describe('a member that lags behind a change of members', () => {
  it('follows a new leader of which it has not heard, an election timeout after it last heard the old one', () => {
    const net = new CoreNetwork([1, 2, 3]);
    net.nodes.set(4, new CoreNode(4, emptyState(configurationOf([]))));
    const leader = net.elect(1);
    net.tickAll(4);
    // 3 hears its leader all the time and gets nothing of the log.
    net.lose = ({ type, to }) => type === 'append' && to === 3;
    leader.core.changeConfiguration(configurationOf(membersOf([1, 2, 3, 4])));
    net.tickAll(20);
    assert.equal(net.node(3).core.hasMember(4), false);
    assert.equal(net.node(3).core.soft.leaderId, 1);
    assert.ok(leader.core.transferLeadership(4));
    net.settle();
    assert.equal(net.node(4).core.soft.role, 'leader');
    net.propose(4, 'of the new leader');
    net.heal();
    net.tickAll(24);
    assert.equal(net.node(3).core.soft.leaderId, 4);
    assert.ok(net.node(3).texts().includes('of the new leader'));
    assert.equal(net.node(4).core.soft.role, 'leader', 'nobody deposed it meanwhile');
  });

  it('goes on with a leader that takes itself out, and loses nothing of it', () => {
    const net = new CoreNetwork([1, 2, 3]);
    const leader = net.elect(1);
    net.tickAll(4);
    // 3, without which the change can't be committed, takes it and is not heard to have done so.
    net.lose = ({ type, from }) => type === 'appendReply' && from === 3 && !net.node(3).core.hasMember(1);
    leader.core.changeConfiguration(configurationOf(membersOf([2, 3])));
    net.settle();
    assert.equal(net.node(3).core.hasMember(1), false);
    assert.equal(leader.core.soft.role, 'leader', 'the change is not committed');
    net.propose(1, 'while it goes');
    net.settle();
    assert.equal(net.node(3).core.lastIndex, leader.core.lastIndex);
    net.heal();
    net.tickAll(100);
    assert.ok(net.node(3).texts().includes('while it goes'));
  });
});

const proposing = (...ids: number[]): Frame => ({
  kind: 'propose',
  items: ids.map((id) => ({ id, lane: 'user', data: text(`of ${id}`) })),
});

describe('a leader that strangers ask', () => {
  /** What `from` is answered when it proposes and reads. */
  function answers(driver: LoneDriver, from: number): readonly Frame[] {
    driver.receive(from, proposing(1, 2), { kind: 'read', id: 3 });
    return driver.sentTo(from).filter(({ kind }) => kind !== 'raft');
  }
  const isRefusal = (frame: Frame): boolean =>
    frame.kind === 'readReply'
      ? frame.result.kind === 'refused'
      : frame.kind === 'proposeReply' && frame.results.every(({ result }) => result.kind === 'refused');

  it('refuses what they propose and read, for ever, and keeps its lanes and its log for members', () => {
    const driver = LoneDriver.leading([1, 2, 3]);
    const { lastIndex } = driver.core;
    const said = answers(driver, stranger);
    assert.deepEqual(
      said.map(({ kind }) => kind),
      ['proposeReply', 'readReply'],
    );
    assert.ok(said.every(isRefusal), JSON.stringify(said));
    assert.match(JSON.stringify(said), /master 9 is no member of this cluster: it was removed/);
    assert.equal(driver.core.lastIndex, lastIndex);
    assert.equal(driver.driver.meter.proposals, 0);
    assert.deepEqual(new Set(driver.refused), new Set([stranger]));
  });

  it('takes what members ask, learners that are being added and voters that are leaving among them', () => {
    const driver = LoneDriver.leading([1, 2, 3]);
    driver.acknowledge(2, 3);
    const put = membersOf([4]).map((member) => ({ ...member, learner: true }));
    driver.driver.changeMembers({ put, remove: [] }, () => {});
    driver.settle();
    const before = driver.core.lastIndex;
    assert.ok(driver.core.commitIndex < before, 'the change is not committed');
    driver.receive(4, proposing(5));
    assert.equal(driver.core.lastIndex, before + 1);
    driver.acknowledge(2);
    driver.driver.changeMembers({ put: [], remove: [3] }, () => {});
    driver.settle();
    assert.ok(driver.core.configuration.joint);
    driver.receive(3, proposing(6));
    assert.equal(driver.core.lastIndex, before + 3);
    // Of the old voters and of the new ones a majority has the joint configuration: the last one is appended.
    driver.acknowledge(2);
    assert.equal(driver.core.configuration.joint, false);
    assert.ok(driver.core.commitIndex < driver.core.lastIndex, 'and not committed');
    const { lastIndex } = driver.core;
    assert.ok(answers(driver, 3).slice(-2).every(isRefusal));
    assert.equal(driver.core.lastIndex, lastIndex);
    assert.deepEqual(new Set(driver.refused), new Set([3]));
  });

  it('answers no more of them than a master has on its way', () => {
    const driver = LoneDriver.leading([1, 2, 3]);
    driver.receive(stranger, proposing(...Array.from({ length: 40_000 }, (_none, id) => id)));
    const [reply] = driver.sentTo(stranger);
    assert.ok(reply?.kind === 'proposeReply');
    assert.equal(reply.results.length, 32_768);
  });
});

describe('a master that does not lead', () => {
  it('says so to strangers, and no more: it may lag behind the change that makes members of them', () => {
    const driver = new LoneDriver([1, 2, 3]);
    driver.receive(2, { kind: 'raft', message: leaderSays(0) });
    driver.receive(stranger, proposing(1), { kind: 'read', id: 3 });
    const results = driver
      .sentTo(stranger)
      .flatMap((frame) =>
        frame.kind === 'proposeReply'
          ? frame.results.map(({ result }) => result.kind)
          : frame.kind === 'readReply'
            ? [frame.result.kind]
            : [],
      );
    assert.deepEqual(results, ['dropped', 'unavailable']);
    assert.deepEqual(driver.refused, []);
  });
});

function leaderSays(commit: number) {
  return { type: 'heartbeat', from: 2, to: 1, term: 1, commit, round: 0 } as const;
}

describe('a master that was removed', () => {
  const asked = (driver: LoneDriver, kind: Frame['kind']): readonly Frame[] =>
    driver.sentTo(2).filter((frame) => frame.kind === kind);

  it('fails what it proposes with the reason, and does not ask the leader again and again', () => {
    const driver = new LoneDriver([1, 2, 3]);
    driver.receive(2, { kind: 'raft', message: leaderSays(0) });
    const results: ProposalResult[] = [];
    const propose = (): void =>
      void driver.driver.propose({ data: text('x'), lane: 'user', onlyInTerm: 0 }, (result) =>
        results.push(result),
      );
    propose();
    propose();
    driver.settle();
    const [frame] = asked(driver, 'propose');
    assert.ok(frame?.kind === 'propose');
    const reason = 'master 1 is no member of this cluster';
    const refused = { kind: 'refused', reason } as const;
    driver.receive(2, {
      kind: 'proposeReply',
      results: frame.items.map(({ id }) => ({ id, result: refused })),
    });
    assert.deepEqual(results, [refused, refused]);
    assert.equal(asked(driver, 'propose').length, 1);
    assert.deepEqual(driver.told, ['the leader takes nothing from this master']);
  });

  it('fails its reads so too', () => {
    const driver = new LoneDriver([1, 2, 3]);
    driver.receive(2, { kind: 'raft', message: leaderSays(0) });
    const results: ReadIndexResult[] = [];
    driver.driver.readIndex((result) => results.push(result));
    driver.settle();
    const [frame] = asked(driver, 'read');
    assert.ok(frame?.kind === 'read');
    const refused = { kind: 'refused', reason: 'master 1 is no member' } as const;
    // Who was not asked has no say, a stranger least of all.
    driver.receive(3, { kind: 'readReply', id: frame.id, result: { kind: 'ok', index: 0 } });
    driver.receive(stranger, { kind: 'readReply', id: frame.id, result: refused });
    assert.deepEqual(results, []);
    assert.deepEqual(driver.told, []);
    driver.receive(2, { kind: 'readReply', id: frame.id, result: refused });
    assert.deepEqual(results, [{ kind: 'unavailable', reason: 'master 1 is no member' }]);
    assert.equal(asked(driver, 'read').length, 1);
    assert.deepEqual(driver.told, ['the leader takes nothing from this master']);
  });
});

// No machine is so slow that a follower stops hearing its leader for that long.
const timing = { tickMs: 10, heartbeatMs: 50, electionMinMs: 2000, electionMaxMs: 2500 };

describe('a master that was removed and runs on', function () {
  this.timeout(60_000);

  it('has nothing written any more, and disturbs nobody', async () => {
    const cluster = await TestCluster.create(3, { timing });
    try {
      await cluster.startAll();
      const leader = await cluster.leader();
      const others = cluster.members.filter(({ id }) => id !== leader.member.id);
      const removed = cluster.running.get(others[0]?.id ?? 0);
      assert.ok(removed !== undefined);
      const { term } = await leader.raft.status();
      await waitFor('the removal', 15_000, async () => {
        await leader.raft.changeMembers({ put: [], remove: [removed.member.id] }).catch(() => {});
        return (await leader.raft.status()).members.length === 2;
      });
      const giveUp = new AbortController();
      const held = removed.raft.propose(text('of the removed one'), 'user', giveUp.signal);
      const signal = new AbortController().signal;
      for (const word of ['one', 'two', 'three']) {
        assert.equal((await leader.raft.propose(text(word), 'user', signal)).kind, 'committed');
      }
      giveUp.abort();
      // Unknown where the leader's connection ends while it is on its way.
      assert.notEqual((await held).kind, 'committed');
      await waitFor('all of it to be applied', 15_000, () => leader.machine.texts.includes('three'));
      assert.deepEqual(leader.machine.texts, ['one', 'two', 'three']);
      const after = await leader.raft.status();
      assert.deepEqual([after.term, after.leaderId], [term, leader.member.id]);
    } finally {
      await cluster.close();
    }
  });
});

describe('a stranger with a certificate that dials every master of a running cluster', function () {
  this.timeout(60_000);

  it('deposes nobody, has nothing written, and is told and counted once', async () => {
    const told: LogFields[] = [];
    const logger = {
      ...silent,
      warn: (message: string, fields: LogFields = {}) =>
        void (message === 'raft peer refused' && told.push(fields)),
    };
    const cluster = await TestCluster.create(3, { logger, timing });
    try {
      await cluster.startAll();
      const leader = await cluster.leader();
      await leader.raft.propose(text('before'), 'user', new AbortController().signal);
      const { term, leaderId } = await leader.raft.status();
      const { ca, cert, key } = await cluster.issue('m9');
      let refusals = 0;
      for (const { id, address } of cluster.members) {
        const port = Number(address.slice(address.lastIndexOf(':') + 1));
        const options = { ca: Buffer.from(ca), cert: Buffer.from(cert), key: Buffer.from(key) };
        const socket = connect({
          host: '127.0.0.1',
          port,
          ...options,
          ALPNProtocols: ['orc-raft'],
          checkServerIdentity: () => undefined,
        });
        const answered = Promise.withResolvers<void>();
        let answers = 0;
        const connection = new Connection(socket, systemClock, {
          message: (bytes) => {
            const message = decodeStreamMessage(bytes);
            for (const frame of message.kind === 'frames' ? message.frames : []) {
              if (frame.kind !== 'proposeReply' && frame.kind !== 'readReply') continue;
              answers += 1;
              if (frame.kind === 'readReply' && frame.result.kind === 'refused') refusals += 1;
            }
            if (answers === 4) answered.resolve();
          },
          drained: () => {},
          closed: (reason) => answered.reject(new Error(reason)),
        });
        connection.send(
          encodeHello({
            clusterId: 'test-cluster',
            from: stranger,
            to: id,
            oldest: 1,
            newest: 1,
            purpose: 'frames',
            incarnation: { starts: 1, nonce: 'stranger' },
          }),
        );
        const claims = [0, 100].flatMap((ahead) =>
          everything(stranger, id, term + ahead).flatMap((message): Frame[] =>
            message.type === 'snapshot' ? [] : [{ kind: 'raft', message }],
          ),
        );
        connection.send(encodeFrames([...claims, proposing(1), { kind: 'read', id: 2 }]));
        connection.send(encodeFrames([proposing(3), { kind: 'read', id: 4 }]));
        await answered.promise;
        connection.destroy('told');
      }
      assert.equal(refusals, 2, 'both reads of the leader');
      const after = await leader.raft.status();
      assert.deepEqual([after.term, after.leaderId], [term, leaderId]);
      const result = await leader.raft.propose(text('after'), 'user', new AbortController().signal);
      assert.equal(result.kind, 'committed');
      await waitFor('it to be applied', 15_000, () => leader.machine.texts.includes('after'));
      assert.deepEqual(leader.machine.texts, ['before', 'after']);
      assert.equal(told.length, 1, JSON.stringify(told));
      assert.match(String(told[0]?.['reason']), /master 9 is no member of this cluster/);
      const counted = (): number => leader.raft.metrics()?.refusedConnections ?? 0;
      await waitFor('the count', 15_000, () => counted() === 1);
    } finally {
      await cluster.close();
    }
  });
});
