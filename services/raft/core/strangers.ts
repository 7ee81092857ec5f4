// What is not heeded of a stranger: of who is not in this member's latest configuration. It may be a new leader
// or a candidate of whom this member has not heard yet, because it lags behind a change of members; or somebody
// who was removed, or never was a member, and has a certificate of the cluster all the same.
//
// The two can't be told apart, but for one thing: a new leader comes where the old one has lost its quorum, and
// then this member stops hearing the old one within an election timeout. So who hears its leader is not moved by
// strangers to a newer term (that is what keeps votes from deposing a leader that is well, dissertation 4.2.3,
// held against those who say that they lead already too), and who does not hear one takes a stranger's word: it
// may be the only way to learn of the change. What is ignored is as if it had been lost, which Raft is used to.
import { isMember } from './configuration.ts';
import { hearsLeader } from './election.ts';
import type { CoreState } from './state.ts';
import type { Message } from './types.ts';

/** True where `message`, of this member's term or a newer one, is to be as if it had been lost on its way. */
export function ignoresStranger(state: CoreState, { type, from, term }: Message): boolean {
  // A leader that has taken itself out of the configuration leads until that is committed (dissertation 4.2.2).
  if (from === state.leaderId || isMember(state.configuration, from)) return false;
  switch (type) {
    case 'preVote':
      // Binds nobody, and is refused by who hears a leader anyway.
      return false;
    case 'vote':
      // That the leader asked for it is no excuse here: it hands over to nobody but members.
      return term > state.term && hearsLeader(state);
    case 'append':
    case 'heartbeat':
    case 'commit':
    case 'snapshot':
      // A term has one leader: who knows it knows that a stranger is not.
      return term > state.term ? hearsLeader(state) : state.leaderId !== 0;
    case 'appendReply':
    case 'heartbeatReply':
    case 'preVoteReply':
    case 'voteReply':
      // Only members are asked.
      return true;
    case 'timeoutNow':
      // Sent by the leader to who has all of its log, and so has acknowledged its term and knows it.
      return true;
  }
}
