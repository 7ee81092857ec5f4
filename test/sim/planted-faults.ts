// Mistakes to be made on purpose. Production code has no place where one could be switched on: each is a change
// of the source, made in a copy (planted.ts), and the simulator must find it there.
export interface PlantedFault {
  readonly name: string;
  /** What is wrong with it. */
  readonly why: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

const core = 'services/raft/core/';

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'vote not persisted',
    why: 'a vote is given and forgotten by a crash: two leaders in a term',
    file: `${core}core.ts`,
    find: 'const hardState = state.hardStateChanged ? { term: state.term, vote: state.vote } : null;',
    replace: 'const hardState = state.hardStateChanged ? { term: state.term, vote: 0 } : null;',
  },
  {
    name: 'vote answered before it is durable',
    why: 'the reply leaves, the machine goes down, the vote is forgotten',
    file: `${core}state.ts`,
    find: "const promises = message.type !== 'preVote' && message.type !== 'preVoteReply';",
    replace: 'const promises = false;',
  },
  {
    name: 'own vote before the disk',
    why: 'a candidate counts its own vote at once, and may vote for another after a crash',
    file: `${core}election.ts`,
    find: "  request(state, 'vote', state.term);\n}",
    replace:
      "  state.votes.set(state.id, true);\n  state.durableHardState = { term: state.term, vote: state.vote };\n  request(state, 'vote', state.term);\n}",
  },
  {
    name: 'two votes in a term',
    why: 'the vote given is not looked at',
    file: `${core}election.ts`,
    find: '    : state.vote === message.from || (state.vote === 0 && state.leaderId === 0);',
    replace: '    : true;',
  },
  {
    name: 'vote for a log that is behind',
    why: 'Raft 5.4.1 left out: a leader without committed entries',
    file: `${core}election.ts`,
    find: '  const granted = upToDate && free;',
    replace: '  const granted = free || (upToDate && free);',
  },
  {
    name: 'commit of an older term by counting',
    why: 'Raft 5.4.2 and figure 8 left out',
    file: `${core}leader.ts`,
    find: 'if (index <= log.committed || log.termAt(index) !== state.term) return;',
    replace: 'if (index <= log.committed) return;',
  },
  {
    name: 'acknowledged before it is durable',
    why: 'a follower says it has entries that a power loss takes away',
    file: `${core}state.ts`,
    find: 'if ((acknowledges && this.diskBehind) ||',
    replace: 'if ((acknowledges && false) ||',
  },
  {
    name: 'own entries counted before they are durable',
    why: "a leader's own copy counts at once",
    file: `${core}leader.ts`,
    find: 'own.acknowledged(state.log.persisted);',
    replace: 'own.acknowledged(state.log.lastIndex);',
  },
  {
    name: 'append without the consistency check',
    why: 'entries are taken whatever stands before them',
    file: `${core}follower.ts`,
    find: 'if (!log.matches(message.prevIndex, message.prevTerm)) {',
    replace: 'if (message.prevIndex > log.lastIndex) {',
  },
  {
    name: 'conflicting suffix kept',
    why: 'a follower keeps its own entry where the leader has another one',
    file: `${core}log.ts`,
    find: 'if (!this.matches(entry.index, entry.term)) return position;',
    replace: 'if (this.termAt(entry.index) === undefined) return position;',
  },
  {
    name: 'commit beyond what was matched',
    why: 'a heartbeat tells the commit index to a follower that may hold something else there',
    file: `${core}leader.ts`,
    find: 'const commit = Math.min(progress.match, state.log.committed);\n    state.send({',
    replace: 'const commit = state.log.committed;\n    state.send({',
  },
  {
    name: 'joint configuration ignored',
    why: 'only the new majority is asked while voters change',
    file: `${core}configuration.ts`,
    find: '  if (!configuration.joint) return [incoming];',
    replace: '  if (incoming.length > 0) return [incoming];',
  },
  {
    name: 'configuration taken up when it commits',
    why: 'a member goes on with the old voters until it has applied the new ones',
    file: `${core}state.ts`,
    find: 'return this.configurationAt(this.log.lastIndex);',
    replace: 'return this.configurationAt(Math.max(this.log.committed, this.log.base));',
  },
  {
    name: 'single-server change without an own-term commit',
    why: "the bug of Ongaro's first single-server changes: two majorities that do not meet",
    file: `${core}configuration.ts`,
    find: '  if (votersOf(before) === votersOf(after)) return target;',
    replace: '  if (target.members.length > 0) return target;',
  },
  {
    name: 'a member without a vote never campaigns',
    why: 'a leader that takes its own vote away and goes down is the only one that could bring the change to the others: nobody can be elected (dissertation 4.2.2). The simulator found this one in our own code',
    file: `${core}election.ts`,
    find: '  return state.isVoter || mayBeNeeded(state);',
    replace: '  return state.isVoter;',
  },
  {
    name: 'reads before the first own-term commit',
    why: 'a new leader does not know what is committed until an entry of its own is',
    file: `${core}leader.ts`,
    find: '  const committedOwnTerm = state.log.committed >= state.termStartIndex;',
    replace: '  const committedOwnTerm = true;',
  },
  {
    name: 'read without its quorum round',
    why: 'a leader that was deposed, by evidence of others, answers from what it knows',
    file: `${core}leader.ts`,
    find: 'isQuorum(state.voterSets, (id) => id === state.id || (state.progress.get(id)?.round ?? 0) >= round),',
    replace: 'round > 0,',
  },
  {
    name: 'read round ids used again',
    why: 'a late answer to an older round confirms a newer read',
    file: `${core}read-index.ts`,
    find: '    this.#last += 1;\n',
    replace: '    this.#last = 1;\n',
  },
  {
    name: 'learner counted for the commit',
    why: 'what a learner holds makes a majority',
    file: `${core}configuration.ts`,
    find: 'const incoming = configuration.members.filter((member) => member.incoming).map((member) => member.id);',
    replace: 'const incoming = configuration.members.map((member) => member.id);',
  },
  {
    name: 'snapshot replaces a newer log',
    why: 'entries behind a snapshot, acknowledged already, are thrown away with the log',
    file: `${core}follower.ts`,
    find: '  if (meta.index > log.committed) {\n    if (log.matches(meta.index, meta.term)) {',
    replace: '  if (meta.index > 0) {\n    if (log.matches(meta.index, -1)) {',
  },
  {
    name: 'committed entries truncated',
    why: 'an append that comes late cuts off what came after it',
    file: `${core}follower.ts`,
    find: '  const missing = log.firstMissing(message.entries);',
    replace: '  const missing = 0;',
  },
  {
    name: 'compacted beyond the snapshot',
    why: 'entries are forgotten that no snapshot holds',
    file: 'services/raft/log-keeper.ts',
    find: 'this.#storage.compact(compactTo);',
    replace: 'this.#storage.compact(core.appliedIndex);',
  },
  {
    name: 'fsync skipped',
    why: 'what was never synced is called durable',
    file: 'services/raft/wal/wal.ts',
    find: "    this.#attempt('sync', () => this.#file.sync());\n    this.#unsynced = false;",
    replace: '    this.#unsynced = false;',
  },
  {
    name: 'torn record accepted',
    why: 'a checksum is not looked at',
    file: 'services/raft/wal/format.ts',
    find: 'if (crc32c(records, crc32c(bytes.subarray(offset, offset + 20), prevCrc)) !== crc) return undefined;',
    replace: 'if (records.length > bytes.length) return undefined;',
  },
  {
    name: 'corruption taken for a torn write',
    why: 'what stands behind a damaged record is not looked at: durable entries are dropped',
    file: 'services/raft/wal/scan.ts',
    find: 'if (segment.damagedAt !== undefined) throw damaged(where, segment.damagedAt);',
    replace: 'if (segment.sizeBytes < 0) throw damaged(where, 0);',
  },
  {
    name: 'segment begun without its directory',
    why: 'a new segment is written to before its name is durable',
    file: 'services/raft/wal/wal.ts',
    find: '  disk.rename(fileName, name);\n  disk.syncDirectory();',
    replace: '  disk.rename(fileName, name);',
  },
  {
    name: 'outcome told by index alone',
    why: 'another leader filled the place, and its entry is told as ours',
    file: 'services/raft/outcomes.ts',
    find: '        if (term === tenure.term) {',
    replace: '        if (term !== undefined) {',
  },
  {
    name: 'a retry told as dropped',
    why: 'what may still commit is called certainly gone',
    file: 'services/raft/outcomes.ts',
    find: "settle(forwarded.proposal, { kind: 'unknown', reason: 'the connection to the leader was lost' });",
    replace:
      "settle(forwarded.proposal, { kind: 'dropped', reason: 'the connection to the leader was lost' });",
  },
  {
    name: 'no pre-vote',
    why: 'a member that comes back deposes a leader that is well',
    file: `${core}election.ts`,
    find: '  else startPreVote(state);',
    replace: '  else startVote(state);',
  },
  {
    name: 'strangers heeded',
    why: 'who is no member, and says that it leads in a newer term, deposes a leader that is well',
    file: `${core}core.ts`,
    find: '    if (ignoresStranger(state, message)) return;\n',
    replace: '',
  },
  {
    name: 'no check-quorum',
    why: 'a leader that nobody hears goes on leading',
    file: `${core}leader.ts`,
    find: '  if (!active) state.becomeFollower(state.term, 0);',
    replace: '  if (!active && state.term < 0) state.becomeFollower(state.term, 0);',
  },
  {
    name: 'sessions lost in a snapshot',
    why: 'a retry behind a snapshot is applied again',
    file: 'kernel/store/snapshot.ts',
    find: 'for (const session of store.sessions) {',
    replace: 'for (const session of store.sessions.slice(0, 0)) {',
  },
  {
    name: 'retry judged new',
    why: 'the kept outcome of a call is not looked for',
    file: 'kernel/store/sessions.ts',
    find: '? { fresh: true } : { known: kept.outcome };',
    replace: '? { fresh: true } : { fresh: true };',
  },
  {
    name: 'reset lost',
    why: 'the log does not say that it begins behind a snapshot',
    file: 'services/raft/wal/batch.ts',
    find: `      writeReset(writer, index, term);
      this.#last = { index, term };`,
    replace: '      this.#last = { index, term };',
  },
  {
    name: 'term not persisted',
    why: 'a term in which no vote was given is forgotten by a crash',
    file: `${core}state.ts`,
    find: 'return this.handedHardState.term !== this.term || this.handedHardState.vote !== this.vote;',
    replace:
      'return this.vote !== 0 && (this.handedHardState.term !== this.term || this.handedHardState.vote !== this.vote);',
  },
  {
    name: 'learners answer no votes',
    why: 'a member that does not know yet that it votes is silent: nobody can win',
    file: `${core}core.ts`,
    find: '        return answer(state, message);',
    replace: `        if (state.isVoter) answer(state, message);
        return;`,
  },
  {
    name: 'persisted stays when a suffix is replaced',
    why: 'entries are counted durable because others in their place were',
    file: `${core}log.ts`,
    find: `    this.persisted = Math.min(this.persisted, from - 1);
  }`,
    replace: '  }',
  },
  {
    name: 'a batch under way confirms what replaced it',
    why: 'a sync of replaced entries confirms the new ones in their place',
    file: `${core}state.ts`,
    find: `    for (const batch of this.batches) batch.lastIndex = Math.min(batch.lastIndex, from - 1);
`,
    replace: '',
  },
  {
    name: 'snapshot that the log in memory does not follow on',
    why: 'a follower gets one snapshot after the other and never an entry',
    file: `${core}leader.ts`,
    find: 'if (state.snapshot.index < log.base) {',
    replace: 'if (state.snapshot.index < 0) {',
  },
  {
    name: 'forgotten before it was applied',
    why: 'entries leave memory that the state machine has not been given',
    file: 'services/raft/log-keeper.ts',
    find: 'core.logBytes > pinnedBytes ? core.appliedIndex : Math.min(core.appliedIndex, this.#pinned());',
    replace: 'core.logBytes > pinnedBytes ? core.lastIndex : Math.min(core.lastIndex, this.#pinned());',
  },
  {
    name: 'opened without a sync',
    why: 'what was read at the start is called durable and is in memory alone',
    file: 'services/raft/wal/wal.ts',
    find: `    file.sync();
    disk.syncDirectory();
    const { sequence, nonce } = last.header;`,
    replace: '    const { sequence, nonce } = last.header;',
  },
];
