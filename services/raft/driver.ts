// The driver: it turns the core's outputs into deeds and the world's events into the core's inputs. It owns
// everything the core must not have (time, queues, who waits for what) and does no IO itself: disks, peers
// and the state machine are ports, so that a simulation can drive this very class under a virtual clock.
//
// The rhythm: inputs only note what happened and ask for a turn; one turn (`#turn`) later takes everything
// that came in meanwhile. So proposals that arrive together share one append, one sync, one message a peer.
//
// What must hold: messages that depend on a batch are sent in that batch's `done`; a snapshot is restored
// only after the batch that carries it is durable; outcomes are told from the commit index alone.
import type { Clock, Logger, Random, Timer } from '#kernel/ports.ts';
import { invariant, OrcError } from '#kernel/errors.ts';
import { voterSets, type Configuration } from './core/configuration.ts';
import { coreOptionsOf } from './core-options.ts';
import type { RaftCore } from './core/core.ts';
import { RecordedCore } from './core/recorded-core.ts';
import {
  type CoreOptions,
  type Entry,
  type InitialState,
  type PersistBatch,
  type Ready,
  type SnapshotMessage,
  type SnapshotMeta,
} from './core/types.ts';
import { Handover } from './handover.ts';
import { LaneQueues, settle, type Proposal } from './lanes.ts';
import { limits } from './limits.ts';
import { MemberChanges } from './member-changes.ts';
import { RaftMeter } from './meter.ts';
import { AppendedOutcomes, ForwardedOutcomes } from './outcomes.ts';
import type { Lane, Member, MemberChange, ProposalResult, RaftStatus, ReadIndexResult } from './port.ts';
import { LogKeeper, type SnapshotPolicy } from './log-keeper.ts';
import type { DriverHost, LogStorage, PeerTransport } from './ports.ts';
import { ReadBatches, type PendingRead } from './reads.ts';
import { answerToStranger, refusalOf, RefusalLog, type Question } from './strangers.ts';
import { bestSuccessor, describeStatus, roleOf } from './status.ts';
import type { Timing } from './timing.ts';
import type { ForwardedProposal, ForwardedResult, Frame } from './transport/frames.ts';

export interface DriverPorts {
  readonly storage: LogStorage;
  readonly transport: PeerTransport;
  readonly host: DriverHost;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Runs `turn` once, soon, after the events that are already there. */
  readonly defer: (turn: () => void) => void;
}

/** Something waiting for its answer. */
export interface Ticket {
  /** Gives up: what was never sent is certainly dropped, the rest is unknown. */
  cancel(): void;
}

export class RaftDriver {
  readonly #self: Member;
  readonly #timing: Timing;
  readonly #keeper: LogKeeper;
  readonly #ports: DriverPorts;
  readonly #core: RecordedCore;
  readonly #lanes = new LaneQueues();
  readonly #appended = new AppendedOutcomes();
  readonly #forwarded = new ForwardedOutcomes();
  readonly #reads = new ReadBatches();
  readonly #handover: Handover;
  readonly #memberChanges: MemberChanges;
  readonly #refusals: RefusalLog;
  readonly meter = new RaftMeter();
  #replies = new Map<number, ForwardedResult[]>();
  /** Ids start at a random place, so that a late answer to an earlier life of this member finds nobody. */
  #nextId: number;
  #ticks = 0;
  #timer: Timer | null = null;
  #turnAsked = false;
  #commitNewsAsked = false;
  #running = false;
  #configuration: Configuration | null = null;
  #diskFull = false;

  constructor(
    self: Member,
    initial: InitialState,
    timing: Timing,
    policy: SnapshotPolicy,
    options: Partial<CoreOptions>,
    ports: DriverPorts,
  ) {
    this.#self = self;
    this.#timing = timing;
    this.#ports = ports;
    this.#core = new RecordedCore({ ...coreOptionsOf(self.id, timing), ...options }, initial, ports.random);
    this.#keeper = new LogKeeper(this.#core, policy, ports.host, ports.storage);
    this.#handover = new Handover(self.id, this.#core);
    this.#memberChanges = new MemberChanges(this.#core);
    this.#refusals = new RefusalLog(this.#core, ports.logger);
    this.#nextId = ports.random.below(0x1_0000_0000) * 0x1_0000;
  }

  /** For tests and the simulation: what the core holds, to be looked at only. */
  get core(): RaftCore {
    return this.#core;
  }

  start(): void {
    this.#running = true;
    this.#scheduleTick();
    this.#askTurn();
    const sets = voterSets(this.#core.configuration);
    // Nobody else to wait for: lead at once.
    if (sets.every((ids) => ids.length === 1 && ids[0] === this.#self.id)) {
      this.#guard(() => this.#core.campaign());
    }
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
  }

  receive(from: number, frames: readonly Frame[]): void {
    this.#guard(() => {
      for (const frame of frames) this.#receiveFrame(from, frame);
      this.#askTurn();
    });
  }

  peerLost(id: number): void {
    this.#guard(() => {
      this.#forwarded.lost(id);
      this.#core.peerLost(id);
      this.#reads.retryStale(this.#core.soft.leaderId, 0);
      this.#askTurn();
    });
  }

  /** Resolves through `done`, exactly once, as port.ts's `propose` says. */
  propose(
    request: { readonly data: Uint8Array; readonly lane: Lane; readonly onlyInTerm: number },
    done: (result: ProposalResult) => void,
  ): Ticket {
    const proposal: Proposal = { ...request, origin: 0, state: 'queued', done };
    this.#guard(() => this.#enqueue(proposal));
    return { cancel: () => this.#cancel(proposal) };
  }

  readIndex(done: (result: ReadIndexResult) => void): Ticket {
    const read: PendingRead = { origin: 0, cancelled: false, done };
    this.#guard(() => this.#enqueueRead(read));
    return {
      cancel: () => {
        read.cancelled = true;
        this.#reads.sweep();
      },
    };
  }

  transferLeadership(to: number, done: (error: OrcError | null) => void): void {
    this.#guard(() => {
      this.#handover.begin(to, done);
      this.#askTurn();
    });
  }

  /** Answers through `done`, exactly once, as handle.ts's `changeMembers` says. */
  changeMembers(change: MemberChange, done: (error: OrcError | null) => void): void {
    this.#guard(() => {
      this.#memberChanges.ask(change, done);
      this.#askTurn();
    });
  }

  applied(index: number): void {
    this.#guard(() => {
      this.#core.applied(index);
      this.#keeper.applied(this.#ticks);
      this.#askTurn();
    });
  }

  /** What a snapshot of the state at `index` must say about the log; or null when it is too old. */
  describeSnapshot(index: number): SnapshotMeta | null {
    return this.#keeper.describe(index);
  }

  /** A snapshot asked for by `takeSnapshot` is durable. */
  snapshotTaken(meta: SnapshotMeta): void {
    this.#guard(() => {
      this.meter.snapshots += 1;
      this.#keeper.taken(meta);
      this.#askTurn();
    });
  }

  /** It could not be stored, or was too old: tried again a little later. */
  snapshotFailed(): void {
    this.#keeper.failed(this.#ticks + Math.round(limits.snapshotRetryMs / this.#timing.tickMs));
  }

  snapshotSent(to: number, arrived: boolean): void {
    this.#guard(() => {
      this.#core.snapshotSent(to, arrived);
      this.#askTurn();
    });
  }

  /** A peer's snapshot has been received whole, checked, and staged on this disk. */
  snapshotArrived(message: SnapshotMessage): void {
    this.#guard(() => {
      this.#core.step(message);
      this.#askTurn();
    });
  }

  status(): RaftStatus {
    return describeStatus(this.#self, this.#core, this.#ports.transport, this.#diskFull);
  }

  /** The disk has no room for more than what is kept back, or has room again. */
  setDiskFull(isFull: boolean): void {
    this.#diskFull = isFull;
    this.#askTurn();
  }

  /** The voter that could take over best, or 0. */
  successor(): number {
    return bestSuccessor(this.#self.id, this.#core, this.#ports.transport);
  }

  /** Whatever throws in here is a broken invariant: nothing goes on after it. */
  #guard(action: () => void): void {
    if (!this.#running && this.#timer !== null) return;
    try {
      action();
    } catch (error) {
      this.stop();
      const { term, role } = this.#core.soft;
      this.#ports.logger.error('raft stopped on an error', { term, role, member: this.#self.id });
      const known = error instanceof Error ? error : new OrcError('Internal', String(error));
      this.#ports.host.fatal(known, this.#core.dump(known));
    }
  }

  #scheduleTick(): void {
    this.#timer = this.#ports.clock.schedule(this.#timing.tickMs, () => {
      if (!this.#running) return;
      this.#ticks += 1;
      this.#guard(() => {
        this.#core.tick();
        this.#appended.expire(this.#ticks);
        this.#forwarded.expire(this.#ticks);
        const retryTicks = Math.round(this.#timing.electionMaxMs / this.#timing.tickMs);
        this.#reads.retryStale(this.#core.soft.leaderId, this.#ticks - retryTicks);
        this.#handover.check();
        this.#keeper.tick(this.#ticks);
        this.#askTurn();
      });
      if (this.#running) this.#scheduleTick();
    });
  }

  #askTurn(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    this.#ports.defer(() => {
      this.#turnAsked = false;
      if (this.#running) this.#guard(() => this.#turn());
    });
  }

  #turn(): void {
    this.#moveProposals();
    this.#moveReads();
    this.#carryOut(this.#core.ready());
    this.#tellCommit();
    this.#sendReplies();
    this.#ports.transport.flush();
  }

  /**
   * Followers learn of a commit with the next entries; when none come, soon after. One that is told now that
   * its proposal is committed is told the commit index with it: it applies, and answers, as soon as it can.
   */
  #tellCommit(): void {
    if (!this.#core.hasCommitNews) return;
    if (this.#replies.size > 0) {
      this.#core.tellCommit();
      this.#carryOut(this.#core.ready());
    } else if (!this.#commitNewsAsked) {
      this.#commitNewsAsked = true;
      this.#ports.clock.schedule(limits.commitNewsMs, () => {
        this.#commitNewsAsked = false;
        this.#guard(() => {
          this.#core.tellCommit();
          this.#askTurn();
        });
      });
    }
  }

  #receiveFrame(from: number, frame: Frame): void {
    switch (frame.kind) {
      case 'raft':
        this.meter.messagesReceived += 1;
        if (frame.message.from === from && frame.message.to === this.#self.id) this.#core.step(frame.message);
        return;
      case 'propose':
      case 'read':
        return this.#core.hasMember(from) ? this.#asked(from, frame) : this.#askedByStranger(from, frame);
      case 'proposeReply':
        for (const { id, result } of frame.results) this.#forwardAnswered(from, id, result);
        return;
      case 'readReply':
        if (frame.result.kind === 'refused') this.#refusals.note(from, frame.result.reason);
        return this.#reads.answered(frame.id, from, frame.result);
    }
  }

  #asked(from: number, question: Question): void {
    if (question.kind === 'propose') {
      for (const item of question.items) this.#enqueueForwarded(from, item);
      return;
    }
    this.#enqueueRead({
      origin: from,
      cancelled: false,
      done: (result) => void this.#ports.transport.send(from, { kind: 'readReply', id: question.id, result }),
    });
  }

  /** Nothing of it gets into the lanes, which are for members. */
  #askedByStranger(from: number, question: Question): void {
    const { transport } = this.#ports;
    if (this.#core.soft.role === 'leader') transport.refused(from, refusalOf(from));
    transport.send(from, answerToStranger(this.#core, from, question));
  }

  #enqueue(proposal: Proposal): void {
    this.meter.proposals += 1;
    if (proposal.data.length > limits.entryBytes) {
      return settle(proposal, { kind: 'tooLarge', limitBytes: limits.entryBytes });
    }
    if (!this.#lanes.push(proposal)) {
      this.meter.refusedBusy += 1;
      return settle(proposal, { kind: 'busy', retryAfterMs: limits.busyRetryAfterMs });
    }
    this.#askTurn();
  }

  #enqueueForwarded(from: number, { id, lane, data }: ForwardedProposal): void {
    const done = (result: ProposalResult): void => {
      const waiting = this.#replies.get(from);
      if (waiting === undefined) this.#replies.set(from, [{ id, result }]);
      else waiting.push({ id, result });
      this.#askTurn();
    };
    this.#enqueue({ data, lane, onlyInTerm: 0, origin: from, state: 'queued', done });
  }

  #forwardAnswered(from: number, id: number, result: ProposalResult): void {
    const proposal = this.#forwarded.take(id, from);
    if (proposal === undefined || proposal.state === 'settled') return;
    // Certainly not in the log: it waits here again, for whoever leads next.
    if (result.kind === 'dropped') return this.#lanes.putBack([proposal]);
    if (result.kind === 'refused') this.#refusals.note(from, result.reason);
    settle(proposal, result);
  }

  #cancel(proposal: Proposal): void {
    const wasQueued = proposal.state === 'queued';
    settle(
      proposal,
      wasQueued
        ? { kind: 'dropped', reason: 'the caller gave up before it was sent' }
        : { kind: 'unknown', reason: 'the caller gave up while it was under way' },
    );
  }

  #enqueueRead(read: PendingRead): void {
    if (this.#reads.size >= limits.reads) {
      return read.done({ kind: 'unavailable', reason: 'too many reads wait: retry' });
    }
    this.#reads.add(read);
    this.#askTurn();
  }

  #moveProposals(): void {
    const { role, term, leaderId } = this.#core.soft;
    if (role === 'leader') return this.#appendProposals(term);
    const held: Proposal[] = [];
    for (;;) {
      const taken = this.#lanes.take(limits.proposeBatchEntries, limits.proposeBatchBytes);
      if (taken.length === 0) break;
      for (const proposal of taken) {
        if (proposal.origin !== 0) {
          settle(proposal, { kind: 'dropped', reason: 'this master does not lead' });
        } else if (proposal.onlyInTerm !== 0) {
          settle(proposal, {
            kind: 'dropped',
            reason: `this master does not lead in term ${proposal.onlyInTerm}`,
          });
        } else {
          held.push(proposal);
        }
      }
    }
    this.#lanes.putBack(leaderId === 0 ? held : this.#forward(leaderId, held));
  }

  /** Sends what the leader may take; returns what has to wait. */
  #forward(leaderId: number, proposals: readonly Proposal[]): readonly Proposal[] {
    const room = Math.max(0, limits.forwardedEntries - this.#forwarded.size);
    const sending = proposals.slice(0, room);
    if (sending.length === 0) return proposals;
    const items = sending.map((proposal) => ({
      id: this.#nextId++,
      lane: proposal.lane,
      data: proposal.data,
    }));
    if (!this.#ports.transport.send(leaderId, { kind: 'propose', items })) return proposals;
    for (const [position, { id }] of items.entries()) {
      const proposal = sending[position];
      if (proposal !== undefined) this.#forwarded.add(id, leaderId, proposal);
    }
    return proposals.slice(room);
  }

  #appendProposals(term: number): void {
    while (this.#core.uncommittedBytes < limits.uncommittedBytes && this.#core.transferTarget === 0) {
      const taken = this.#lanes.take(limits.proposeBatchEntries, limits.proposeBatchBytes);
      if (taken.length === 0) return;
      const batch = taken.filter((proposal) => {
        const refusal = this.#refusal(proposal, term);
        if (refusal !== null) settle(proposal, refusal);
        return refusal === null;
      });
      if (batch.length === 0) continue;
      const outcome = this.#core.propose(batch.map((proposal) => proposal.data));
      if (outcome.kind === 'refused') return this.#lanes.putBack(batch);
      this.#appended.add(outcome.term, outcome.firstIndex, batch);
      this.meter.appended(outcome.firstIndex, batch.length, this.#ports.clock.monotonicMs());
    }
  }

  #refusal(proposal: Proposal, term: number): ProposalResult | null {
    const { onlyInTerm } = proposal;
    if (onlyInTerm !== 0 && onlyInTerm !== term) {
      return { kind: 'dropped', reason: `this master does not lead in term ${onlyInTerm}` };
    }
    if (!this.#diskFull || proposal.lane !== 'user') return null;
    const { name } = this.#self;
    return { kind: 'diskFull', reason: `the disk of ${name}, which leads, is full` };
  }

  #moveReads(): void {
    if (!this.#reads.waiting) return;
    const { role, leaderId } = this.#core.soft;
    if (role === 'leader') {
      const id = this.#nextId++;
      this.#reads.launch(id, 0, this.#ticks);
      this.#core.readIndex(id);
      return;
    }
    this.#reads.refuseRemote();
    if (leaderId === 0 || !this.#reads.waiting) return;
    const id = this.#nextId++;
    if (this.#ports.transport.send(leaderId, { kind: 'read', id }))
      this.#reads.launch(id, leaderId, this.#ticks);
  }

  #carryOut(ready: Ready): void {
    const { transport, host } = this.#ports;
    this.#followConfiguration();
    if (ready.soft !== null) {
      const { term, leaderId } = ready.soft;
      const inTicks = (ms: number): number => this.#ticks + Math.round(ms / this.#timing.tickMs);
      if (ready.soft.role !== 'leader') this.#appended.deposed(inTicks(limits.outcomeWaitMs));
      if (leaderId !== 0) {
        this.#forwarded.leaderChanged(leaderId, inTicks(limits.forwardedOutcomeWaitMs));
      }
      this.meter.roleChanges += 1;
      host.leadership({ role: roleOf(this.#self.id, this.#core), term, leaderId });
      // What waits in the lanes may go elsewhere now.
      this.#askTurn();
    }
    this.#send(ready.messages);
    if (ready.persist !== null) {
      // The way over a peer's disk is longer than over this one.
      transport.flush();
      this.#persist(ready.persist);
    }
    for (const { id, index } of ready.reads) this.#reads.finish(id, { kind: 'ok', index });
    for (const id of ready.failedReads) this.#reads.retry(id);
    for (const to of ready.snapshotsTo) {
      transport.sendSnapshot(to, this.#core.soft.term, this.#core.snapshot);
    }
    if (ready.wantsSnapshot) this.#keeper.wanted(this.#ticks);
    this.#settleCommitted();
    if (ready.committed.length > 0) this.#deliver(ready.committed);
    if (this.#handover.offer()) this.#askTurn();
    if (this.#memberChanges.check()) this.#askTurn();
  }

  #settleCommitted(): void {
    const { commitIndex } = this.#core;
    this.#appended.committed(commitIndex, (index) => this.#core.termAt(index));
    this.meter.committed(commitIndex, this.#ports.clock.monotonicMs());
  }

  #deliver(entries: readonly Entry[]): void {
    this.#keeper.delivered(entries);
    this.#ports.host.commit(entries);
  }

  #send(messages: Ready['messages']): void {
    for (const message of messages) {
      // The core never sends one itself: snapshots go through `snapshotsTo`.
      invariant(message.type !== 'snapshot', 'a snapshot has its own way to a peer');
      this.meter.messagesSent += 1;
      this.#ports.transport.send(message.to, { kind: 'raft', message });
    }
  }

  #persist(batch: PersistBatch): void {
    const from = this.#ports.clock.monotonicMs();
    this.#ports.storage.persist(batch, () => {
      this.meter.persistSeconds.observe((this.#ports.clock.monotonicMs() - from) / 1000);
      this.#guard(() => {
        this.#send(batch.messages);
        this.#core.persisted(batch.id);
        if (batch.snapshot !== null) {
          this.#keeper.replaced();
          this.#ports.host.restore(batch.snapshot);
        }
        this.#askTurn();
      });
    });
  }

  #sendReplies(): void {
    if (this.#replies.size === 0) return;
    for (const [to, results] of this.#replies) {
      this.#ports.transport.send(to, { kind: 'proposeReply', results });
    }
    this.#replies = new Map();
  }

  #followConfiguration(): void {
    const { configuration } = this.#core;
    if (configuration === this.#configuration) return;
    this.#configuration = configuration;
    this.#ports.transport.setMembers(configuration.members);
  }
}
