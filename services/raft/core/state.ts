// The mutable state of one member, shared by the core's parts (election, follower, leader, membership),
// and the two things all of them do: change role, and send.
import type { Random } from '#kernel/ports.ts';
import { invariant } from '#kernel/errors.ts';
import { decodeConfiguration, isMember, isVoter, voterSets, type Configuration } from './configuration.ts';
import { messageImage, messageOfImage, type CoreImage } from './image.ts';
import { RaftLog } from './log.ts';
import { Progress } from './progress.ts';
import { ReadRounds } from './read-index.ts';
import type {
  CoreOptions,
  CoreRole,
  Entry,
  HardState,
  InitialState,
  Message,
  Outgoing,
  SnapshotMeta,
  VoteRequest,
} from './types.ts';

interface ConfigurationAt {
  readonly index: number;
  readonly configuration: Configuration;
}

/** A persist batch on its way to the disk. */
export interface InflightBatch {
  readonly id: number;
  /** The last entry it makes durable; falls back when that entry is replaced while under way. */
  lastIndex: number;
  readonly hardState: HardState | null;
  /** The tick in which it was handed out. */
  readonly tick: number;
}

export class CoreState {
  readonly options: CoreOptions;
  readonly random: Random;
  readonly log: RaftLog;
  readonly reads: ReadRounds;

  role: CoreRole = 'follower';
  term: number;
  vote: number;
  leaderId = 0;

  /** The hard state last handed to the disk, and the last one known to be durable. */
  handedHardState: HardState;
  durableHardState: HardState;
  batches: InflightBatch[] = [];
  /** A snapshot accepted and not yet handed to the disk. */
  pendingSnapshot: SnapshotMeta | null = null;

  /** Ticks since start, and since the timers below were reset. */
  ticks = 0;
  electionElapsed = 0;
  heartbeatElapsed = 0;
  electionTimeout = 0;
  /** Ticks until the next campaign by evidence; -1 when there is none to come. */
  evidenceIn = -1;
  evidenceTries = 0;
  /** The last pre-vote ignored because the leader was heard, and its tick: losing the leader answers it. */
  ignoredPreVote: { readonly request: VoteRequest; readonly tick: number } | null = null;

  votes = new Map<number, boolean>();
  /** Asked for by the leader: no pre-vote, and peers do not refuse because of a live leader. */
  transferCampaign = false;

  progress = new Map<number, Progress>();
  transferTo = 0;
  /** Index of the leader's first entry in its term: nothing older commits by counting (Raft 5.4.2). */
  termStartIndex = 0;
  uncommittedBytes = 0;

  /** The newest snapshot on this member's disk. */
  snapshot: SnapshotMeta;
  snapshotsTo: number[] = [];
  /** A peer needs a newer snapshot than there is. Found anew whenever peers are sent what they can take. */
  wantsSnapshot = false;
  failedReads: number[] = [];

  outNow: Message[] = [];
  outAfterPersist: Message[] = [];
  #configurations: ConfigurationAt[];

  constructor(options: CoreOptions, initial: InitialState, random: Random, image: CoreImage | null = null) {
    this.options = options;
    this.random = random;
    this.term = initial.hardState.term;
    this.vote = initial.hardState.vote;
    this.handedHardState = initial.hardState;
    this.durableHardState = initial.hardState;
    this.snapshot = initial.snapshot;
    const { snapshot, entries } = initial;
    const base = initial.base ?? snapshot;
    // The configurations of before the snapshot are not known, and not asked for: all of that is applied.
    this.#configurations = [{ index: base.index, configuration: snapshot.configuration }];
    this.log =
      image === null
        ? new RaftLog(base.index, base.term, entries, snapshot.index)
        : RaftLog.fromImage(image.log);
    this.reads = image === null ? new ReadRounds() : ReadRounds.fromImage(image.reads);
    if (image !== null) {
      this.#restore(image);
      return;
    }
    invariant(this.log.matches(snapshot.index, snapshot.term), 'the log and the snapshot agree');
    invariant(
      this.term >= this.log.lastTerm,
      `term ${this.term} is at least the log's last, ${this.log.lastTerm}`,
    );
    this.#noteConfigurations(entries.filter((entry) => entry.index > snapshot.index));
    this.resetTimers();
  }

  /** The state that an image holds. */
  static fromImage(image: CoreImage, random: Random): CoreState {
    const { durableHardState, snapshot } = image.plain;
    return new CoreState(
      image.options,
      { hardState: durableHardState, snapshot, entries: [] },
      random,
      image,
    );
  }

  image(): Omit<CoreImage, 'lastBatchId' | 'soft'> {
    return {
      options: this.options,
      plain: {
        role: this.role,
        term: this.term,
        vote: this.vote,
        leaderId: this.leaderId,
        handedHardState: this.handedHardState,
        durableHardState: this.durableHardState,
        pendingSnapshot: this.pendingSnapshot,
        ticks: this.ticks,
        electionElapsed: this.electionElapsed,
        heartbeatElapsed: this.heartbeatElapsed,
        electionTimeout: this.electionTimeout,
        evidenceIn: this.evidenceIn,
        evidenceTries: this.evidenceTries,
        ignoredPreVote: this.ignoredPreVote,
        transferCampaign: this.transferCampaign,
        transferTo: this.transferTo,
        termStartIndex: this.termStartIndex,
        uncommittedBytes: this.uncommittedBytes,
        snapshot: this.snapshot,
      },
      log: this.log.image(),
      reads: this.reads.image(),
      batches: this.batches.map((batch) => ({ ...batch })),
      votes: [...this.votes],
      progress: [...this.progress].map(([id, progress]) => [id, progress.image()]),
      snapshotsTo: [...this.snapshotsTo],
      failedReads: [...this.failedReads],
      outNow: this.outNow.map(messageImage),
      outAfterPersist: this.outAfterPersist.map(messageImage),
      configurations: [...this.#configurations],
    };
  }

  #restore(image: CoreImage): void {
    Object.assign(this, image.plain);
    this.batches = image.batches.map((batch) => ({ ...batch }));
    this.votes = new Map(image.votes);
    this.progress = new Map(image.progress.map(([id, progress]) => [id, Progress.fromImage(progress)]));
    this.snapshotsTo = [...image.snapshotsTo];
    this.failedReads = [...image.failedReads];
    this.outNow = image.outNow.map(messageOfImage);
    this.outAfterPersist = image.outAfterPersist.map(messageOfImage);
    this.#configurations = [...image.configurations];
  }

  get id(): number {
    return this.options.id;
  }
  get configuration(): Configuration {
    return this.configurationAt(this.log.lastIndex);
  }
  /** Where the configuration in force stands in the log. */
  get configurationIndex(): number {
    return this.#configurations.at(-1)?.index ?? 0;
  }
  get voterSets(): readonly (readonly number[])[] {
    return voterSets(this.configuration);
  }
  get isVoter(): boolean {
    return isVoter(this.configuration, this.id);
  }
  /** Something was handed out to be made durable and is not yet, or waits to be handed out. */
  get diskBehind(): boolean {
    return (
      this.batches.length > 0 ||
      this.pendingSnapshot !== null ||
      this.log.handed < this.log.lastIndex ||
      this.hardStateChanged
    );
  }
  get hardStateChanged(): boolean {
    return this.handedHardState.term !== this.term || this.handedHardState.vote !== this.vote;
  }
  get hardStateDurable(): boolean {
    return this.durableHardState.term === this.term && this.durableHardState.vote === this.vote;
  }
  get diskStalled(): boolean {
    const oldest = this.batches[0];
    return oldest !== undefined && this.ticks - oldest.tick > this.options.diskStallTicks;
  }

  configurationAt(index: number): Configuration {
    const found = this.#configurations.findLast((at) => at.index <= index);
    invariant(found !== undefined, `the configuration at ${index} is known`);
    return found.configuration;
  }

  /** True where this member is a voter in the configuration in force at `index`, or in any later one here. */
  hasVotedSince(index: number): boolean {
    return (
      isVoter(this.configurationAt(index), this.id) ||
      this.#configurations.some((at) => at.index > index && isVoter(at.configuration, this.id))
    );
  }

  /** All that changes the log goes through these four, so that configurations follow it. */
  appendToLog(entries: readonly Entry[]): void {
    this.log.append(entries);
    this.#noteConfigurations(entries);
  }

  truncateLog(from: number): void {
    this.log.truncate(from);
    for (const batch of this.batches) batch.lastIndex = Math.min(batch.lastIndex, from - 1);
    this.#configurations = this.#configurations.filter((at) => at.index < from);
  }

  restoreLog(meta: SnapshotMeta): void {
    this.log.restore(meta.index, meta.term);
    for (const batch of this.batches) batch.lastIndex = 0;
    this.#configurations = [{ index: meta.index, configuration: meta.configuration }];
    this.snapshot = meta;
    this.pendingSnapshot = meta;
  }

  compactLog(index: number): void {
    this.log.compactTo(index);
    const last = this.#configurations.findLastIndex((at) => at.index <= index);
    if (last > 0) this.#configurations.splice(0, last);
  }

  /**
   * Sends now, or after persistence where the message says what must be durable first: a vote and a term
   * wherever they show, and the log where it is acknowledged.
   */
  send(outgoing: Outgoing): void {
    const message: Message = { ...outgoing, from: this.id };
    const acknowledges = message.type === 'appendReply' && !message.rejected;
    const promises = message.type !== 'preVote' && message.type !== 'preVoteReply';
    if ((acknowledges && this.diskBehind) || (promises && !this.hardStateDurable)) {
      this.outAfterPersist.push(message);
    } else {
      this.outNow.push(message);
    }
  }

  resetTimers(): void {
    this.electionElapsed = 0;
    this.heartbeatElapsed = 0;
    this.electionTimeout = this.options.electionTicks + this.random.below(this.options.electionSpreadTicks);
  }

  becomeFollower(term: number, leaderId: number): void {
    invariant(term >= this.term, `terms grow: ${this.term} to ${term}`);
    this.#leaveLeadership();
    if (term > this.term) {
      this.term = term;
      this.vote = 0;
    }
    this.role = 'follower';
    this.leaderId = leaderId;
    if (leaderId !== 0) this.evidenceIn = -1;
    this.votes.clear();
    this.resetTimers();
  }

  becomePreCandidate(): void {
    invariant(this.role !== 'leader', 'a leader does not campaign');
    this.role = 'preCandidate';
    this.leaderId = 0;
    this.votes.clear();
    this.resetTimers();
  }

  becomeCandidate(): void {
    invariant(this.role !== 'leader', 'a leader does not campaign');
    this.role = 'candidate';
    this.term += 1;
    this.vote = this.id;
    this.leaderId = 0;
    this.votes.clear();
    this.resetTimers();
  }

  becomeLeader(): void {
    invariant(this.role === 'candidate', 'only a candidate becomes leader');
    invariant(this.hardStateDurable, "a leader's term and vote are durable");
    this.role = 'leader';
    this.leaderId = this.id;
    this.evidenceIn = -1;
    this.resetTimers();
    this.progress.clear();
    this.followConfiguration();
    this.termStartIndex = this.log.lastIndex + 1;
    this.uncommittedBytes = this.log.bytesBetween(this.log.committed, this.log.lastIndex);
  }

  /** Keeps one progress for each member of the configuration in force. */
  followConfiguration(): void {
    if (this.role !== 'leader') return;
    for (const { id } of this.configuration.members) {
      if (this.progress.has(id)) continue;
      const progress = new Progress(this.log.lastIndex + 1);
      progress.recentlyActive = true;
      if (id === this.id) progress.match = this.log.persisted;
      this.progress.set(id, progress);
    }
    for (const id of this.progress.keys()) {
      if (!isMember(this.configuration, id)) this.progress.delete(id);
    }
  }

  #leaveLeadership(): void {
    if (this.role !== 'leader') return;
    this.failedReads.push(...this.reads.fail());
    this.progress.clear();
    this.transferTo = 0;
    this.uncommittedBytes = 0;
  }

  #noteConfigurations(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.kind !== 'configuration') continue;
      this.#configurations.push({ index: entry.index, configuration: decodeConfiguration(entry.data) });
    }
  }
}
