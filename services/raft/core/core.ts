// The Raft core: a synchronous step machine. Inputs are method calls, outputs are what `ready()` returns;
// there is no IO, no clock and no randomness inside, so the same inputs always give the same outputs.
//
// Whoever drives it keeps five promises:
// 1. `ready()` is called after inputs, and everything in it is carried out.
// 2. Batches to persist are made durable in the order of their ids; `persisted(id)` is called for each.
// 3. A batch's messages leave only when it is durable; other messages may leave at once.
// 4. Committed entries are applied in order; `applied(index)` says how far.
// 5. Messages may be lost, doubled, delayed and reordered, but never altered.
//
// Asserted throughout: terms and commit indexes never fall, committed entries are never replaced, nothing
// is applied that is not committed and durable here. A broken invariant throws; the member must end.
import type { Random } from '#kernel/ports.ts';
import { invariant } from '#kernel/errors.ts';
import { entering, isMember, type Configuration } from './configuration.ts';
import {
  answer,
  campaign,
  canCampaign,
  countVote,
  evidenceTick,
  hearsLeader,
  noteLoss,
  ownVoteDurable,
} from './election.ts';
import { followAppend, followCommit, followHeartbeat, followSnapshot } from './follower.ts';
import {
  append,
  appendConfiguration,
  checkQuorum,
  confirmReads,
  countAppendReply,
  countHeartbeatReply,
  hasCommitNews,
  heartbeat,
  ownDiskAdvanced,
  replicate,
  tellCommit,
  transfer,
} from './leader.ts';
import type { CoreImage } from './image.ts';
import { isChanging, promoteCaughtUp, refuseChange } from './membership.ts';
import type { Progress } from './progress.ts';
import { CoreState } from './state.ts';
import { ignoresStranger } from './strangers.ts';
import type {
  CoreOptions,
  Entry,
  InitialState,
  Message,
  PersistBatch,
  ProposeOutcome,
  Ready,
  SnapshotMeta,
  SoftState,
} from './types.ts';

export class RaftCore {
  #state: CoreState;
  #lastBatchId = 0;
  #soft: SoftState;

  constructor(options: CoreOptions, initial: InitialState, random: Random) {
    invariant(options.heartbeatTicks < options.electionTicks, 'several heartbeats fit an election timeout');
    this.#state = new CoreState(options, initial, random);
    this.#soft = this.soft;
  }

  /** A core that goes on from where the image was taken. */
  static fromImage(image: CoreImage, random: Random): RaftCore {
    const { durableHardState, snapshot } = image.plain;
    // Made and at once replaced: it must not draw from the dice that the image goes on with.
    const initial = { hardState: durableHardState, snapshot, entries: [] };
    const core = new RaftCore(image.options, initial, { below: () => 0, uuid: () => '' });
    core.#state = CoreState.fromImage(image, random);
    core.#lastBatchId = image.lastBatchId;
    core.#soft = image.soft;
    return core;
  }

  /** Everything this core knows, as plain values. */
  image(): CoreImage {
    return { ...this.#state.image(), lastBatchId: this.#lastBatchId, soft: this.#soft };
  }

  get soft(): SoftState {
    const { role, term, leaderId } = this.#state;
    return { role, term, leaderId };
  }
  get configuration(): Configuration {
    return this.#state.configuration;
  }
  /** Where the configuration in force stands in the log. */
  get configurationIndex(): number {
    return this.#state.configurationIndex;
  }
  /** Of a leader: no change of members can begin before what is under way is committed. */
  get isChangingMembers(): boolean {
    return isChanging(this.#state);
  }
  get commitIndex(): number {
    return this.#state.log.committed;
  }
  get appliedIndex(): number {
    return this.#state.log.applied;
  }
  /** Everything up to here was given out to be applied. */
  get deliveredIndex(): number {
    return this.#state.log.delivered;
  }
  get lastIndex(): number {
    return this.#state.log.lastIndex;
  }
  get firstIndex(): number {
    return this.#state.log.firstIndex;
  }
  get persistedIndex(): number {
    return this.#state.log.persisted;
  }
  get logBytes(): number {
    return this.#state.log.bytes;
  }
  get snapshot(): SnapshotMeta {
    return this.#state.snapshot;
  }
  get uncommittedBytes(): number {
    return this.#state.uncommittedBytes;
  }
  get transferTarget(): number {
    return this.#state.transferTo;
  }
  /** A leader's view of its peers; empty on others. */
  get progress(): ReadonlyMap<number, Progress> {
    return this.#state.progress;
  }
  termAt(index: number): number | undefined {
    return this.#state.log.termAt(index);
  }
  entriesBetween(from: number, to: number): Entry[] {
    return this.#state.log.slice(from, to, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  }
  bytesBetween(from: number, to: number): number {
    return this.#state.log.bytesBetween(from, to);
  }
  /** What a snapshot of the applied state at `index` must carry. */
  describeSnapshot(index: number): SnapshotMeta {
    const term = this.#state.log.termAt(index);
    invariant(term !== undefined && index <= this.#state.log.applied, `a snapshot at ${index} can be taken`);
    return { index, term, configuration: this.#state.configurationAt(index) };
  }

  /** One unit of time has passed. */
  tick(): void {
    const state = this.#state;
    state.ticks += 1;
    state.electionElapsed += 1;
    if (state.role !== 'leader') {
      evidenceTick(state);
      if (state.electionElapsed >= state.electionTimeout && canCampaign(state)) campaign(state, false);
      return;
    }
    state.heartbeatElapsed += 1;
    // A leader that cannot write is none: others may have a disk that works.
    if (state.diskStalled) return state.becomeFollower(state.term, 0);
    if (state.electionElapsed >= state.options.electionTicks) {
      checkQuorum(state);
      promoteCaughtUp(state);
    }
    if (state.role === 'leader' && state.heartbeatElapsed >= state.options.heartbeatTicks) heartbeat(state);
  }

  /** Campaigns now. For a single member, and for tests. */
  campaign(): void {
    campaign(this.#state, false);
  }

  /** The connection to a peer broke: evidence that its process may be gone. */
  peerLost(id: number): void {
    noteLoss(this.#state, id);
  }

  step(message: Message): void {
    const state = this.#state;
    invariant(message.to === state.id, `a message for ${message.to} came to ${state.id}`);
    if (message.term < state.term) return this.#stepOld(message);
    if (ignoresStranger(state, message)) return;
    if (message.term > state.term && !this.#enterTerm(message)) return;
    this.#stepCurrent(message);
  }

  propose(data: readonly Uint8Array[]): ProposeOutcome {
    const state = this.#state;
    if (state.role !== 'leader') return { kind: 'refused', reason: 'notLeader' };
    if (state.transferTo !== 0) return { kind: 'refused', reason: 'transferring' };
    if (state.uncommittedBytes >= state.options.maxUncommittedBytes)
      return { kind: 'refused', reason: 'full' };
    const firstIndex = append(
      state,
      data.map((bytes) => ({ kind: 'data', data: bytes })),
    );
    return { kind: 'appended', firstIndex, term: state.term };
  }

  /**
   * Begins the change to a settled `target` configuration; one at a time. Returns the index of the first
   * configuration entry. Throws OrcError as `refuseChange` says.
   */
  changeConfiguration(target: Configuration): number {
    const state = this.#state;
    const refusal = refuseChange(state, target);
    if (refusal !== null) throw refusal;
    return appendConfiguration(state, entering(state.configuration, target));
  }

  /** Asks for a linearizable read; the answer comes in `reads` or `failedReads`. False if not leader. */
  readIndex(id: number): boolean {
    if (this.#state.role !== 'leader') return false;
    this.#state.reads.add(id);
    return true;
  }

  /** Hands leadership to `id`. False when it cannot. Ends by itself after an election timeout. */
  transferLeadership(id: number): boolean {
    return transfer(this.#state, id);
  }

  /** The batch `id`, and so every batch before it, is durable. */
  persisted(id: number): void {
    const state = this.#state;
    let reached = state.log.persisted;
    while (state.batches[0] !== undefined && state.batches[0].id <= id) {
      const batch = state.batches.shift();
      if (batch === undefined) break;
      reached = Math.max(reached, batch.lastIndex);
      if (batch.hardState !== null) state.durableHardState = batch.hardState;
    }
    invariant(reached <= state.log.handed, `entries up to ${reached} were handed to the disk`);
    state.log.persisted = reached;
    ownVoteDurable(state);
    if (state.role === 'leader') ownDiskAdvanced(state);
  }

  /** The state machine has applied everything up to `index`, or has restored a snapshot there. */
  applied(index: number): void {
    this.#state.log.appliedTo(index);
  }

  /** A snapshot of this member is on its disk. Entries up to `compactTo` are forgotten. */
  compact(meta: SnapshotMeta, compactTo: number): void {
    if (meta.index > this.#state.snapshot.index) this.#state.snapshot = meta;
    this.#state.compactLog(Math.min(compactTo, this.#state.snapshot.index));
  }

  /** Entries up to `index`, which are applied, need not be in memory any more. */
  forget(index: number): void {
    this.#state.compactLog(index);
  }

  /** What became of a snapshot sent to a peer. */
  snapshotSent(to: number, arrived: boolean): void {
    const progress = this.#state.progress.get(to);
    if (progress?.state !== 'snapshot') return;
    if (!arrived) progress.snapshotIndex = 0;
    progress.becomeProbe();
    // Wait for the peer's own word, or the next heartbeat, before more is sent.
    progress.paused = true;
  }

  /** Peers could be told of a newer commit index. The next entries or heartbeat will; `tellCommit` does at once. */
  get hasCommitNews(): boolean {
    return this.#state.role === 'leader' && hasCommitNews(this.#state);
  }

  tellCommit(): void {
    if (this.#state.role === 'leader') tellCommit(this.#state);
  }

  ready(): Ready {
    const state = this.#state;
    const reads = confirmReads(state);
    if (state.role === 'leader') replicate(state);
    const messages = state.outNow;
    const persist = this.#takeBatch(messages);
    const { maxApplyAheadBytes, maxApplyAheadEntries } = state.options;
    const { snapshotsTo, wantsSnapshot, failedReads } = state;
    state.outNow = [];
    state.snapshotsTo = [];
    state.wantsSnapshot = false;
    state.failedReads = [];
    return {
      messages,
      persist,
      committed:
        state.log.applied < state.snapshot.index && state.log.applied < state.log.base
          ? []
          : state.log.takeDeliverable(maxApplyAheadEntries, maxApplyAheadBytes),
      reads,
      failedReads,
      snapshotsTo,
      wantsSnapshot,
      soft: this.#takeSoft(),
    };
  }

  /** A message of an older term: its sender is behind, and must learn that if it thinks it leads. */
  #stepOld(message: Message): void {
    const state = this.#state;
    const to = message.from;
    if (message.type === 'append' || message.type === 'heartbeat') {
      const index = state.log.lastIndex;
      state.send({
        type: 'appendReply',
        to,
        term: state.term,
        rejected: true,
        index,
        hintIndex: 0,
        hintTerm: 0,
      });
    } else if (message.type === 'preVote') {
      // Else a member that is behind in terms but ahead in its log could wait for ever.
      state.send({ type: 'preVoteReply', to, term: state.term, granted: false });
    }
  }

  /** A message of a newer term. False when it is to be ignored. */
  #enterTerm(message: Message): boolean {
    const state = this.#state;
    switch (message.type) {
      case 'preVote':
        if (!hearsLeader(state)) return true;
        state.ignoredPreVote = { request: message, tick: state.ticks };
        return false;
      case 'preVoteReply':
        if (message.granted) return true;
        state.becomeFollower(message.term, 0);
        return true;
      case 'vote':
        if (hearsLeader(state) && !message.transfer) return false;
        state.becomeFollower(message.term, 0);
        return true;
      case 'append':
      case 'heartbeat':
      case 'commit':
      case 'snapshot':
        state.becomeFollower(message.term, message.from);
        return true;
      case 'appendReply':
      case 'heartbeatReply':
      case 'voteReply':
      case 'timeoutNow':
        state.becomeFollower(message.term, 0);
        return true;
    }
  }

  #stepCurrent(message: Message): void {
    const state = this.#state;
    switch (message.type) {
      case 'append':
      case 'heartbeat':
      case 'commit':
      case 'snapshot':
        this.#hearLeader(message.from);
        if (message.type === 'append') followAppend(state, message);
        else if (message.type === 'heartbeat') followHeartbeat(state, message);
        else if (message.type === 'commit') followCommit(state, message);
        else followSnapshot(state, message);
        return;
      case 'appendReply':
        if (state.role === 'leader') countAppendReply(state, message);
        return;
      case 'heartbeatReply':
        if (state.role === 'leader') countHeartbeatReply(state, message);
        return;
      case 'preVote':
      case 'vote':
        return answer(state, message);
      case 'preVoteReply':
      case 'voteReply':
        return countVote(state, message);
      case 'timeoutNow':
        return campaign(state, true);
    }
  }

  #hearLeader(from: number): void {
    const state = this.#state;
    invariant(state.role !== 'leader', `two leaders in term ${state.term}: ${state.id} and ${from}`);
    if (state.role !== 'follower' || state.leaderId !== from) {
      invariant(state.leaderId === 0 || state.leaderId === from, `one leader in term ${state.term}`);
      state.becomeFollower(state.term, from);
    }
    state.electionElapsed = 0;
  }

  #takeBatch(messages: Message[]): PersistBatch | null {
    const state = this.#state;
    const { log } = state;
    const hardState = state.hardStateChanged ? { term: state.term, vote: state.vote } : null;
    const entries =
      log.handed < log.lastIndex
        ? log.slice(log.handed + 1, log.lastIndex, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
        : [];
    const snapshot = state.pendingSnapshot;
    const waiting = state.outAfterPersist;
    state.outAfterPersist = [];
    if (hardState === null && entries.length === 0 && snapshot === null) {
      if (waiting.length === 0) return null;
      if (state.batches.length === 0) {
        messages.push(...waiting);
        return null;
      }
    }
    const id = ++this.#lastBatchId;
    if (hardState !== null) state.handedHardState = hardState;
    state.pendingSnapshot = null;
    log.handed = log.lastIndex;
    state.batches.push({ id, lastIndex: log.lastIndex, hardState, tick: state.ticks });
    return { id, hardState, snapshot, entries, messages: waiting };
  }

  #takeSoft(): SoftState | null {
    const now = this.soft;
    const before = this.#soft;
    if (now.role === before.role && now.term === before.term && now.leaderId === before.leaderId) return null;
    this.#soft = now;
    return now;
  }

  /** True when `id` is a member in the configuration in force. */
  hasMember(id: number): boolean {
    return isMember(this.#state.configuration, id);
  }
}
