// What a member does with its leader's messages (Raft 5.3, 7).
import { invariant } from '#kernel/errors.ts';
import type { CoreState } from './state.ts';
import type { AppendMessage, CommitMessage, HeartbeatMessage, SnapshotMessage } from './types.ts';

export function followAppend(state: CoreState, message: AppendMessage): void {
  const { log } = state;
  const { from: to } = message;
  const reply = { type: 'appendReply', to, term: state.term } as const;
  if (message.prevIndex < log.committed) {
    // Old news: everything up to the commit index is the same on both sides already.
    state.send({ ...reply, rejected: false, index: log.committed, hintIndex: 0, hintTerm: 0 });
    return;
  }
  if (!log.matches(message.prevIndex, message.prevTerm)) {
    const hint = log.lastWithTermAtMost(message.prevIndex, message.prevTerm);
    state.send({
      ...reply,
      rejected: true,
      index: message.prevIndex,
      hintIndex: hint.index,
      hintTerm: hint.term,
    });
    return;
  }
  const missing = log.firstMissing(message.entries);
  const first = message.entries[missing];
  if (first !== undefined) {
    if (first.index <= log.lastIndex) state.truncateLog(first.index);
    state.appendToLog(message.entries.slice(missing));
  }
  const lastNew = message.prevIndex + message.entries.length;
  log.commitTo(Math.min(message.commit, lastNew));
  state.send({ ...reply, rejected: false, index: lastNew, hintIndex: 0, hintTerm: 0 });
}

export function followHeartbeat(state: CoreState, message: HeartbeatMessage): void {
  followCommit(state, message);
  state.send({ type: 'heartbeatReply', to: message.from, term: state.term, round: message.round });
}

export function followCommit(state: CoreState, message: HeartbeatMessage | CommitMessage): void {
  // A leader never tells more than it knows this member to hold.
  invariant(
    message.commit <= state.log.lastIndex,
    `commit ${message.commit} from the leader is within the log (${state.log.lastIndex}): ` +
      'a member whose disk was rolled back must rejoin under a new id',
  );
  state.log.commitTo(message.commit);
}

export function followSnapshot(state: CoreState, message: SnapshotMessage): void {
  const { log } = state;
  const { meta } = message;
  if (meta.index > log.committed) {
    if (log.matches(meta.index, meta.term)) {
      // The log has it all: the leader only did not know how far this member is.
      log.commitTo(meta.index);
    } else {
      state.restoreLog(meta);
    }
  }
  state.send({
    type: 'appendReply',
    to: message.from,
    term: state.term,
    rejected: false,
    index: log.committed,
    hintIndex: 0,
    hintTerm: 0,
  });
}
