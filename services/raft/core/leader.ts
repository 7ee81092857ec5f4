// What a leader does: append, replicate, count, confirm reads, hand over (Raft 5.3, 5.4; dissertation 3.10,
// 6.4, 10.2.1). Its own disk is a peer among others: the leader's acknowledgement counts only when its
// entries are durable, while the same entries are already on their way to the followers.
import { invariant } from '#kernel/errors.ts';
import { encodeConfiguration, isVoter, settled, type Configuration } from './configuration.ts';
import type { Progress } from './progress.ts';
import { committedIndex, isQuorum } from './quorum.ts';
import type { CoreState } from './state.ts';
import {
  entryBytes,
  type AppendReply,
  type Entry,
  type EntryKind,
  type HeartbeatReply,
  type SafeRead,
} from './types.ts';

/** Takes office: an empty entry of the new term, through which everything before it can commit. */
export function lead(state: CoreState): void {
  state.becomeLeader();
  append(state, [{ kind: 'empty', data: new Uint8Array(0) }]);
  heartbeat(state);
}

export function append(
  state: CoreState,
  items: readonly { readonly kind: EntryKind; readonly data: Uint8Array }[],
): number {
  invariant(state.role === 'leader', 'only a leader appends');
  const firstIndex = state.log.lastIndex + 1;
  const entries = items.map(({ kind, data }, offset): Entry => ({
    index: firstIndex + offset,
    term: state.term,
    kind,
    data,
  }));
  state.appendToLog(entries);
  for (const entry of entries) state.uncommittedBytes += entryBytes(entry);
  state.followConfiguration();
  return firstIndex;
}

export function appendConfiguration(state: CoreState, configuration: Configuration): number {
  return append(state, [{ kind: 'configuration', data: encodeConfiguration(configuration) }]);
}

/** Sends every peer what it can take now: entries (and with them the commit index), or a snapshot. */
export function replicate(state: CoreState): void {
  for (const [id, progress] of state.progress) {
    if (id !== state.id) while (replicateTo(state, id, progress));
  }
}

/** Sends one append. True when more may follow at once. */
function replicateTo(state: CoreState, to: number, progress: Progress): boolean {
  const { log, options } = state;
  if (!progress.canSend(options.maxInflightMessages, options.maxInflightBytes)) return false;
  const commit = Math.min(log.committed, log.lastIndex);
  const mustProbe = progress.state === 'probe' && progress.toldCommit < commit;
  if (progress.next > log.lastIndex && !mustProbe) return false;
  const prevIndex = progress.next - 1;
  const prevTerm = log.termAt(prevIndex);
  if (prevTerm === undefined) {
    if (state.snapshot.index < log.base) {
      state.wantsSnapshot = true;
      return false;
    }
    progress.becomeSnapshot(state.snapshot.index);
    state.snapshotsTo.push(to);
    return false;
  }
  // A probe carries no entries before the follower's position is known: most would be sent in vain.
  const entries =
    progress.state === 'probe' && progress.match === 0 && prevIndex > log.base
      ? log.slice(progress.next, log.lastIndex, 1, options.maxAppendBytes)
      : log.slice(progress.next, log.lastIndex, options.maxAppendEntries, options.maxAppendBytes);
  const last = prevIndex + entries.length;
  let bytes = 0;
  for (const entry of entries) bytes += entryBytes(entry);
  state.send({ type: 'append', to, term: state.term, prevIndex, prevTerm, commit, entries });
  progress.toldCommit = Math.max(progress.toldCommit, Math.min(commit, last));
  if (entries.length > 0) progress.sent(last, bytes);
  else if (progress.state === 'probe') progress.paused = true;
  return progress.state === 'replicate' && progress.next <= log.lastIndex;
}

/** What the peer holds for certain and does not know to be committed ends here; 0 when it knows it all. */
function commitNewsFor(state: CoreState, progress: Progress): number {
  const commit = Math.min(progress.match, state.log.committed);
  return progress.state === 'replicate' && progress.toldCommit < commit ? commit : 0;
}

/** Some peer could be told of a newer commit index, and no entries are on their way that would. */
export function hasCommitNews(state: CoreState): boolean {
  for (const [id, progress] of state.progress) {
    if (id !== state.id && commitNewsFor(state, progress) > 0) return true;
  }
  return false;
}

export function tellCommit(state: CoreState): void {
  for (const [to, progress] of state.progress) {
    const commit = to === state.id ? 0 : commitNewsFor(state, progress);
    if (commit === 0) continue;
    progress.toldCommit = commit;
    state.send({ type: 'commit', to, term: state.term, commit });
  }
}

/** Tells every peer that this leader is there, and asks it to confirm the newest read round. */
export function heartbeat(state: CoreState): void {
  state.heartbeatElapsed = 0;
  for (const [to, progress] of state.progress) {
    if (to === state.id) continue;
    const commit = Math.min(progress.match, state.log.committed);
    state.send({ type: 'heartbeat', to, term: state.term, commit, round: state.reads.current });
  }
}

export function countAppendReply(state: CoreState, message: AppendReply): void {
  const progress = state.progress.get(message.from);
  if (progress === undefined) return;
  progress.recentlyActive = true;
  progress.heardTick = state.ticks;
  if (message.rejected) {
    const agree = state.log.lastWithTermAtMost(message.hintIndex, message.hintTerm);
    progress.refused(message.index, agree.index);
    return;
  }
  invariant(
    message.index <= state.log.lastIndex,
    `member ${message.from} acknowledges ${message.index}, which this leader never had`,
  );
  const grew = progress.acknowledged(message.index);
  if (progress.state === 'probe') progress.becomeReplicate();
  else if (progress.state === 'snapshot' && progress.match >= progress.snapshotIndex) {
    progress.becomeProbe();
    progress.becomeReplicate();
  }
  if (grew) advanceCommit(state);
  finishTransfer(state, message.from, progress);
}

export function countHeartbeatReply(state: CoreState, message: HeartbeatReply): void {
  const progress = state.progress.get(message.from);
  if (progress === undefined) return;
  progress.recentlyActive = true;
  progress.heardTick = state.ticks;
  progress.round = Math.max(progress.round, message.round);
  progress.paused = false;
  // If the last append was lost nothing else would show it: an empty one is refused where there is a gap.
  const acknowledged = progress.match >= state.log.lastIndex;
  if (!acknowledged && progress.state === 'replicate') probeTail(state, message.from, progress);
}

function probeTail(state: CoreState, to: number, progress: Progress): void {
  const prevIndex = progress.next - 1;
  const prevTerm = state.log.termAt(prevIndex);
  if (prevTerm === undefined) {
    // Compacted meanwhile: start over from what the peer is known to hold.
    progress.becomeProbe();
    return;
  }
  const commit = Math.min(state.log.committed, prevIndex);
  state.send({ type: 'append', to, term: state.term, prevIndex, prevTerm, commit, entries: [] });
}

/** The leader's own disk has got further. */
export function ownDiskAdvanced(state: CoreState): void {
  const own = state.progress.get(state.id);
  if (own === undefined) return;
  own.acknowledged(state.log.persisted);
  advanceCommit(state);
}

/** Commits what a majority holds, if it is of this term; older entries commit with it (Raft 5.4.2). */
export function advanceCommit(state: CoreState): void {
  const { log } = state;
  const index = committedIndex(state.voterSets, (id) => state.progress.get(id)?.match ?? 0);
  if (index <= log.committed || log.termAt(index) !== state.term) return;
  state.uncommittedBytes -= log.bytesBetween(log.committed, index);
  log.commitTo(index);
  if (state.configurationIndex <= index) settleConfiguration(state);
}

/** The configuration in force is committed: end a joint one, and step down when not part of it any more. */
function settleConfiguration(state: CoreState): void {
  const { configuration } = state;
  if (configuration.joint) {
    appendConfiguration(state, settled(configuration));
    return;
  }
  if (isVoter(configuration, state.id)) return;
  // The others learn the commit index from this last round before the leader goes.
  replicate(state);
  tellCommit(state);
  state.becomeFollower(state.term, 0);
}

/** Starts a read round if reads wait and none too many are under way; ends those that are confirmed. */
export function confirmReads(state: CoreState): SafeRead[] {
  if (state.role !== 'leader') return [];
  const committedOwnTerm = state.log.committed >= state.termStartIndex;
  if (committedOwnTerm && state.reads.waiting && state.reads.underWay < state.options.maxReadRounds) {
    state.reads.start(state.log.committed);
    heartbeat(state);
  }
  return state.reads.confirm((round) =>
    isQuorum(state.voterSets, (id) => id === state.id || (state.progress.get(id)?.round ?? 0) >= round),
  );
}

/** Every election timeout: a leader that a quorum has not answered steps down, and a hand-over ends. */
export function checkQuorum(state: CoreState): void {
  state.electionElapsed = 0;
  state.transferTo = 0;
  const active = isQuorum(
    state.voterSets,
    (id) => id === state.id || state.progress.get(id)?.recentlyActive === true,
  );
  for (const progress of state.progress.values()) progress.recentlyActive = false;
  if (!active) state.becomeFollower(state.term, 0);
}

/** Begins to hand leadership to a voter. False when that member cannot take it. */
export function transfer(state: CoreState, to: number): boolean {
  if (state.role !== 'leader' || !isVoter(state.configuration, to)) return false;
  if (to === state.id) return true;
  const progress = state.progress.get(to);
  if (progress === undefined) return false;
  state.transferTo = to;
  state.electionElapsed = 0;
  finishTransfer(state, to, progress);
  return true;
}

function finishTransfer(state: CoreState, from: number, progress: Progress): void {
  if (state.role !== 'leader' || state.transferTo !== from) return;
  if (progress.match === state.log.lastIndex) {
    state.send({ type: 'timeoutNow', to: from, term: state.term });
  }
}
