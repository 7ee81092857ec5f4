// What a healthy cluster must show at the end, one trial after the other: who is no member and says that it leads or
// wants to deposes nobody, a voter that was cut off and comes back deposes nobody (pre-vote), and a leader that is cut
// off knows soon that it leads no more (check-quorum).
import type { PeerMessage } from '#raft/transport/frames.ts';
import { Violation } from './checker.ts';
import type { SimMember } from './sim-member.ts';
import type { SimNetwork } from './sim-network.ts';
import type { World } from './world.ts';

/** Longer than any disk may still be stalled from before. In milliseconds, as all of these. */
const restMs = 6000;
/** Each is several of the slowest election time-outs, on the slowest clock. */
const isolationMs = 4000;
const afterwardsMs = 3000;
const stepDownMs = 3000;
/** Between two words of a stranger, which has so many to say to each member. */
const strangerMs = 10;
const strangerWords = 20;
const strangerId = 999_999_999;

/** Throws Violation. Does nothing in clusters that lose their quorum with one voter. */
export function standTrials(world: World, network: SimNetwork, members: () => readonly SimMember[]): void {
  world.run(world.nowMs + restMs, () => {});
  const leader = leaderOf(members());
  const core = leader?.driver?.core;
  if (leader === undefined || core === undefined)
    throw new Violation('liveness: nobody leads a healed cluster');
  const voters = core.configuration.members.filter(({ incoming }) => incoming).map(({ id }) => id);
  if (voters.length < 3 || core.configuration.joint) return;
  heedNoStranger(world, members(), leader);
  const away = world.random.pick(
    members().filter(({ id, isUp }) => id !== leader.id && isUp && voters.includes(id)),
  );
  if (away !== undefined) returns(world, network, members(), leader, away);
  const lonely = leaderOf(members());
  if (lonely !== undefined) stepsDown(world, network, members(), lonely);
}

function leaderOf(members: readonly SimMember[]): SimMember | undefined {
  return members
    .filter(({ driver }) => driver?.core.soft.role === 'leader')
    .sort((a, b) => (b.driver?.core.soft.term ?? 0) - (a.driver?.core.soft.term ?? 0))[0];
}

function isolate(network: SimNetwork, members: readonly SimMember[], one: SimMember): void {
  for (const other of members) {
    if (other === one) continue;
    network.cut(one.id, other.id);
    network.cut(other.id, one.id);
  }
}

/** What a stranger says of a newer term, or of this one. */
function lies(to: number, term: number): readonly PeerMessage[] {
  const envelope = { from: strangerId, to, term };
  const vote = { ...envelope, lastIndex: 1e9, lastTerm: term };
  return [
    { ...envelope, type: 'heartbeat', commit: 0, round: 1 },
    { ...envelope, type: 'append', prevIndex: 1e9, prevTerm: term, commit: 0, entries: [] },
    { ...vote, type: 'preVote', transfer: false },
    { ...vote, type: 'vote', transfer: false },
    { ...vote, type: 'vote', transfer: true },
    { ...envelope, type: 'timeoutNow' },
    { ...envelope, type: 'heartbeatReply', round: 1e9 },
  ];
}

function heedNoStranger(world: World, members: readonly SimMember[], leader: SimMember): void {
  const core = leader.driver?.core;
  if (core === undefined) return;
  const { term } = core.soft;
  const listening = members.filter(({ id, isUp }) => isUp && core.hasMember(id));
  world.note('trial: a stranger says that it leads, and that it wants to');
  for (let word = 0; word < strangerWords; word++) {
    for (const member of listening) {
      const message = world.random.pick(lies(member.id, term + world.random.below(3)));
      if (message === undefined) continue;
      member.deliver(() => member.driver?.receive(strangerId, [{ kind: 'raft', message }]));
    }
    world.run(world.nowMs + strangerMs, () => {});
  }
  world.run(world.nowMs + afterwardsMs, () => {});
  const after = leader.driver?.core.soft;
  if (after?.role === 'leader' && after.term === term) return;
  throw new Violation(`disruption: a stranger deposed ${leader.id}, which led well`);
}

function returns(
  world: World,
  network: SimNetwork,
  members: readonly SimMember[],
  leader: SimMember,
  away: SimMember,
): void {
  const before = leader.driver?.core.soft.term;
  world.note(`trial: ${away.id} is cut off and comes back`);
  isolate(network, members, away);
  world.run(world.nowMs + isolationMs, () => {});
  network.cuts.clear();
  world.run(world.nowMs + afterwardsMs, () => {});
  const after = leader.driver?.core.soft;
  if (after?.role === 'leader' && after.term === before) return;
  throw new Violation(
    `disruption: ${away.id} was cut off and came back, and deposed ${leader.id}, which led well`,
  );
}

function stepsDown(
  world: World,
  network: SimNetwork,
  members: readonly SimMember[],
  leader: SimMember,
): void {
  world.note(`trial: leader ${leader.id} is cut off`);
  isolate(network, members, leader);
  world.run(world.nowMs + stepDownMs, () => {});
  if (leader.driver?.core.soft.role === 'leader') {
    throw new Violation(`${leader.id} still leads ${stepDownMs} ms after it was cut off from everyone`);
  }
  network.cuts.clear();
  world.run(world.nowMs + afterwardsMs, () => {});
  if (leaderOf(members) === undefined)
    throw new Violation('liveness: nobody leads after a leader was cut off');
}
