// Elections (Raft 5.2, 5.4.1; pre-vote: dissertation 9.6).
//
// A member campaigns when it has heard no leader for an election timeout, when the leader hands leadership
// to it, or by evidence: its connection to the leader broke. A member that still hears its leader refuses
// every vote, so one broken cable deposes nobody; a member whose own connection broke has forgotten its
// leader and does not refuse. That is safe because nothing (no read, no lease) relies on a leader being
// left alone for a while: an election early is only an election.
//
// After a leader's death all followers have the same evidence at the same time. They take turns, by id, a
// few ticks apart, so that the first usually wins before the second tries.
import { tally } from './quorum.ts';
import type { CoreState } from './state.ts';
import type { VoteReply, VoteRequest } from './types.ts';
import { lead } from './leader.ts';

/** Ticks between two members' turns after they lost the leader, and between one's repeated tries. */
const evidenceTurnTicks = 2;
const evidenceRetryTicks = 3;
const maxEvidenceTries = 8;

export function canCampaign(state: CoreState): boolean {
  if (state.role === 'leader' || state.pendingSnapshot !== null || state.diskStalled) return false;
  return state.isVoter || mayBeNeeded(state);
}

/**
 * A voter of before, whose log holds a change that takes its vote away and is not known to be committed. It may
 * be the only one that has it: members that lack it then can't win its vote, and it alone can bring it to them
 * (dissertation 4.2.2). Its own vote does not count in its own election.
 */
function mayBeNeeded(state: CoreState): boolean {
  const { committed } = state.log;
  return state.configurationIndex > committed && state.hasVotedSince(committed);
}

/** Starts an election: a pre-vote first, unless the leader asked for it. */
export function campaign(state: CoreState, transfer: boolean): void {
  if (!canCampaign(state)) return;
  state.transferCampaign = transfer;
  if (transfer) startVote(state);
  else startPreVote(state);
}

/** The connection to `lostId` is known to be broken. Tells nothing about who has not been the leader. */
export function noteLoss(state: CoreState, lostId: number): void {
  if (state.role === 'leader' || lostId === 0 || state.leaderId !== lostId) return;
  state.leaderId = 0;
  const others = state.voterSets
    .flat()
    .filter((id) => id !== lostId)
    .sort((a, b) => a - b);
  const turn = Math.max(0, [...new Set(others)].indexOf(state.id));
  state.evidenceIn = turn * evidenceTurnTicks;
  state.evidenceTries = 0;
  if (state.evidenceIn === 0) evidenceTick(state);
  else answerIgnored(state);
}

/** A peer may have noticed the loss first, and been refused for a leader that is gone. */
function answerIgnored(state: CoreState): void {
  const ignored = state.ignoredPreVote;
  state.ignoredPreVote = null;
  if (ignored === null || state.ticks - ignored.tick > evidenceRetryTicks) return;
  if (ignored.request.term > state.term) answer(state, ignored.request);
}

/** Campaigns by evidence when its turn has come, and again while peers have not lost the leader yet. */
export function evidenceTick(state: CoreState): void {
  if (state.evidenceIn < 0) return;
  if (state.leaderId !== 0 || state.role === 'leader' || state.evidenceTries >= maxEvidenceTries) {
    state.evidenceIn = -1;
    return;
  }
  if (state.evidenceIn > 0) {
    state.evidenceIn -= 1;
    return;
  }
  state.evidenceTries += 1;
  state.evidenceIn = evidenceRetryTicks;
  // A vote under way is left to end; a pre-vote binds nobody and is simply asked again.
  if (state.role !== 'candidate') campaign(state, false);
}

function startPreVote(state: CoreState): void {
  state.becomePreCandidate();
  state.votes.set(state.id, true);
  if (decide(state)) return;
  request(state, 'preVote', state.term + 1);
}

function startVote(state: CoreState): void {
  state.becomeCandidate();
  // The member's own vote counts when it is durable: `ownVoteDurable`.
  request(state, 'vote', state.term);
}

function request(state: CoreState, type: VoteRequest['type'], term: number): void {
  const { lastIndex, lastTerm } = state.log;
  for (const to of new Set(state.voterSets.flat())) {
    if (to === state.id) continue;
    state.send({ type, to, term, lastIndex, lastTerm, transfer: state.transferCampaign });
  }
}

/** The disk holds this candidate's vote for itself. */
export function ownVoteDurable(state: CoreState): void {
  if (state.role !== 'candidate' || !state.hardStateDurable) return;
  state.votes.set(state.id, true);
  decide(state);
}

/** A live leader is a reason to refuse any vote but one the leader asked for. */
export function hearsLeader(state: CoreState): boolean {
  if (state.role === 'leader') return true;
  return state.leaderId !== 0 && state.electionElapsed < state.options.electionTicks;
}

/** Answers a request whose term is not below this member's. */
export function answer(state: CoreState, message: VoteRequest): void {
  const isPreVote = message.type === 'preVote';
  const upToDate = state.log.isUpToDate(message.lastIndex, message.lastTerm);
  const free = isPreVote
    ? message.term > state.term || state.vote === message.from || (state.vote === 0 && state.leaderId === 0)
    : state.vote === message.from || (state.vote === 0 && state.leaderId === 0);
  const granted = upToDate && free;
  if (granted && !isPreVote) {
    state.vote = message.from;
    state.electionElapsed = 0;
  }
  // Who supports another's election lets it happen before trying an own one.
  if (granted && state.evidenceIn >= 0) state.evidenceIn = evidenceRetryTicks;
  const type = isPreVote ? 'preVoteReply' : 'voteReply';
  // A granted pre-vote names the term asked for; a refusal names this member's, for the asker to learn.
  const term = isPreVote && granted ? message.term : state.term;
  state.send({ type, to: message.from, term, granted });
}

export function countVote(state: CoreState, message: VoteReply): void {
  const expected = message.type === 'preVoteReply' ? 'preCandidate' : 'candidate';
  if (state.role !== expected) return;
  if (message.type === 'preVoteReply' && message.granted && message.term !== state.term + 1) return;
  if (!state.votes.has(message.from)) state.votes.set(message.from, message.granted);
  decide(state);
}

/** Acts on the votes so far. True when the state changed. */
function decide(state: CoreState): boolean {
  const result = tally(state.voterSets, state.votes);
  if (result === 'pending') return false;
  if (result === 'lost') {
    state.becomeFollower(state.term, 0);
    return true;
  }
  if (state.role === 'preCandidate') startVote(state);
  else lead(state);
  return true;
}
