// Raft as the api thread sees it: `startRaft` starts the raft thread on a data directory and returns a
// handle; committed entries, snapshots and leadership come to the state machine on this thread.
import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from '#kernel/ports.ts';
import { messageOf, OrcError } from '#kernel/errors.ts';
import { AbortRegistry } from './aborts.ts';
import { ownBuffer } from './bytes.ts';
import { Channel, Credit } from './channel.ts';

import { checkLimits, limits } from './limits.ts';
import { type SnapshotPolicy, snapshotPolicyOf } from './log-keeper.ts';
import {
  decodeCommitted,
  decodeResults,
  encodeProposals,
  type FromRaft,
  type PlainError,
  type ProposeCall,
  type RaftCall,
  type RaftMetrics,
  type RaftWorkerData,
  type ToRaft,
} from './messages.ts';
import type {
  MemberChange,
  Lane,
  Member,
  ProposalResult,
  RaftHandle,
  RaftStatus,
  ReadIndexResult,
  StateMachine,
} from './port.ts';
import { refuseHalfRecovered } from './recovery.ts';
import { checkTiming, defaultTiming, type Timing } from './timing.ts';
import type { TlsMaterial } from './transport/identity.ts';
import { codeOf } from './wal/client.ts';
import { AppliedTeller } from './applied-teller.ts';
import { lockDirectory, type DirectoryLock } from './wal/lock.ts';
import { withReserve } from './wal/pool.ts';

export interface RaftOptions {
  /** Holds WAL and snapshots; created when missing, locked while running. */
  readonly dataDir: string;
  readonly clusterId: string;
  readonly self: Member;
  /** The first members of a new cluster, the same on all of them; read only when the disk is empty. */
  readonly members: readonly Member[];
  /** Where to listen for peers, as host:port. */
  readonly listen: string;
  /** This member's certificate must be for `orc:master:NAME` of `orc:masters`. */
  readonly tls: TlsMaterial;
  readonly timing?: Timing;
  readonly snapshots?: SnapshotPolicy;
  readonly segmentBytes?: number;
  readonly logger: Logger;
}

/** A handle with what only the composition root and `orc masters` need. */
export interface RunningRaft extends RaftHandle {
  /** The newest counters (posted once a second), or null before the first. */
  metrics(): RaftMetrics | null;
  /**
   * Changes the members (joint consensus where voters change), once a change under way is committed; on the leader
   * only. Resolves when it is committed: no change of leader undoes it then. Rejects with OrcError Unavailable (this
   * member does not lead, or not any more: then the change may come about all the same), Conflict (another was asked
   * for and waits, or the voters left would be no quorum that answers) or Invalid (no voters, or two members share
   * what tells members apart).
   */
  changeMembers(change: MemberChange): Promise<void>;
  /** From now on connections to peers are made with another certificate; those that stand are left alone. */
  renew(tls: TlsMaterial): void;
}

/**
 * Starts a member. Resolves when it takes part in its cluster, the newest snapshot restored into
 * `stateMachine`. Rejects with OrcError: Conflict (the directory is in use), Corrupt, Unsupported,
 * Invalid (another member's disk), BadRequest (timing), Unavailable (cannot listen).
 */
export async function startRaft(options: RaftOptions, stateMachine: StateMachine): Promise<RunningRaft> {
  checkLimits();
  const timing = options.timing ?? defaultTiming;
  checkTiming(timing);
  refuseHalfRecovered(options.dataDir);
  const lock = withReserve(options.dataDir, () => lockDirectory(options.dataDir));
  const data: RaftWorkerData = {
    dataDir: options.dataDir,
    clusterId: options.clusterId,
    self: options.self,
    members: options.members,
    listen: options.listen,
    tls: options.tls,
    timing,
    snapshots: options.snapshots ?? snapshotPolicyOf(options.self.id),
    segmentBytes: options.segmentBytes ?? limits.segmentBytes,
  };
  // libuv's threads have the priority of whoever first asks them for something: that must not be the raft thread.
  await stat('/');
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: data,
    name: 'orc-raft',
    // Most of what this thread makes lives for a turn, or for as long as the log: a large nursery is no use.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const handle = new WorkerHandle(worker, stateMachine, options.logger, lock);
  try {
    await handle.started;
  } catch (error) {
    // The lock is free again when the thread has ended.
    await handle.close();
    throw error;
  }
  return handle;
}

interface PendingProposal {
  readonly resolve: (result: ProposalResult) => void;
  readonly signal: AbortSignal;
}

interface PendingCall {
  readonly resolve: (status: RaftStatus | null) => void;
  readonly reject: (error: Error) => void;
}

type Phase = 'starting' | 'running' | 'closing' | 'ended';

class WorkerHandle implements RunningRaft {
  readonly started: Promise<void>;
  readonly #worker: Worker;
  readonly #stateMachine: StateMachine;
  readonly #logger: Logger;
  readonly #lock: DirectoryLock;
  readonly #aborts = new AbortRegistry((id) => this.#abort(id));
  readonly #proposals = new Map<number, PendingProposal>();
  readonly #reads = new Map<number, { resolve: (result: ReadIndexResult) => void; signal: AbortSignal }[]>();
  readonly #calls = new Map<number, PendingCall>();
  readonly #applied = new AppliedTeller((index) => this.#say({ kind: 'applied', index }));
  readonly #ended: Promise<void>;
  #phase: Phase = 'starting';
  #begun: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #finish: () => void = () => {};
  #nextId = 1;
  #outgoing: ProposeCall[] = [];
  #nextReads: { resolve: (result: ReadIndexResult) => void; signal: AbortSignal }[] = [];
  #flushAsked = false;
  #metrics: RaftMetrics | null = null;
  #download: Channel<Uint8Array> | null = null;
  #uploadCredit = new Credit(limits.snapshotChunksAhead);

  constructor(worker: Worker, stateMachine: StateMachine, logger: Logger, lock: DirectoryLock) {
    this.#worker = worker;
    this.#stateMachine = stateMachine;
    this.#logger = logger;
    this.#lock = lock;
    this.started = new Promise((resolve, reject) => (this.#begun = { resolve, reject }));
    this.#ended = new Promise((resolve) => (this.#finish = resolve));
    worker.on('message', (message: FromRaft) => this.#receive(message));
    worker.on('error', (error) => this.#fatal(error));
    worker.on('exit', () => this.#exit());
  }

  propose(data: Uint8Array, lane: Lane, signal: AbortSignal, onlyInTerm = 0): Promise<ProposalResult> {
    if (signal.aborted) return Promise.resolve({ kind: 'dropped', reason: 'the caller gave up' });
    if (data.length > limits.entryBytes) {
      return Promise.resolve({ kind: 'tooLarge', limitBytes: limits.entryBytes });
    }
    if (this.#phase !== 'running') return Promise.resolve({ kind: 'dropped', reason: 'raft is not running' });
    if (this.#proposals.size >= limits.handleCalls) {
      return Promise.resolve({ kind: 'busy', retryAfterMs: limits.busyRetryAfterMs });
    }
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#proposals.set(id, { resolve, signal });
      this.#aborts.add(signal, id);
      this.#outgoing.push({ id, lane, onlyInTerm, data });
      this.#askFlush();
    });
  }

  readIndex(signal: AbortSignal): Promise<ReadIndexResult> {
    if (signal.aborted || this.#phase !== 'running') {
      return Promise.resolve({ kind: 'unavailable', reason: 'raft is not running, or the caller gave up' });
    }
    if (this.#nextReads.length >= limits.reads) {
      return Promise.resolve({ kind: 'unavailable', reason: 'too many reads wait: retry' });
    }
    return new Promise((resolve) => {
      this.#nextReads.push({ resolve, signal });
      this.#askFlush();
    });
  }

  async transferLeadership(memberId: number): Promise<void> {
    await this.#call({ kind: 'transfer', to: memberId });
  }

  async changeMembers(change: MemberChange): Promise<void> {
    await this.#call({ kind: 'members', change });
  }

  renew(tls: TlsMaterial): void {
    this.#say({ kind: 'renew', tls });
  }

  async status(): Promise<RaftStatus> {
    const status = await this.#call({ kind: 'status' });
    if (status === null) throw new OrcError('Internal', 'raft answered a question for its status with none');
    return status;
  }

  metrics(): RaftMetrics | null {
    return this.#metrics;
  }

  applied(index: number): void {
    this.#applied.now(index);
  }

  async close(): Promise<void> {
    if (this.#phase === 'running') {
      this.#phase = 'closing';
      // What was asked in this very turn goes before.
      this.#flush();
      this.#say({ kind: 'close' });
      const timer = setTimeout(() => void this.#worker.terminate(), limits.closeMs);
      await this.#ended;
      clearTimeout(timer);
    } else if (this.#phase !== 'ended') {
      await this.#worker.terminate();
    }
    await this.#ended;
  }

  #call(call: RaftCall): Promise<RaftStatus | null> {
    if (this.#phase !== 'running') {
      return Promise.reject(new OrcError('Unavailable', 'raft is not running'));
    }
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#calls.set(id, { resolve, reject });
      this.#say({ kind: 'call', id, call });
    });
  }

  /**
   * What is asked in one turn of this thread's event loop goes to the raft thread as one message: what goes together
   * costs every thread and disk of the cluster about as much as one alone. Who is alone waits for no turn to end.
   */
  #askFlush(): void {
    if (this.#flushAsked) return;
    this.#flushAsked = true;
    if (this.#proposals.size + this.#reads.size > 1) setImmediate(() => this.#flush());
    else queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#flushAsked = false;
    if (this.#outgoing.length > 0) {
      const bytes = encodeProposals(this.#outgoing);
      this.#outgoing = [];
      this.#say({ kind: 'propose', bytes }, [bytes.buffer]);
    }
    const asked = this.#nextReads;
    this.#nextReads = [];
    // A signal that aborted before this turn has no event left to tell.
    const reads = asked.filter(({ resolve, signal }) => {
      if (signal.aborted) resolve({ kind: 'unavailable', reason: 'the caller gave up' });
      return !signal.aborted;
    });
    if (reads.length === 0) return;
    const id = this.#nextId++;
    for (const { signal } of reads) this.#aborts.add(signal, id);
    this.#reads.set(id, reads);
    this.#say({ kind: 'read', id });
  }

  #abort(id: number): void {
    const reads = this.#reads.get(id);
    if (reads !== undefined) {
      const left = reads.filter(({ signal }) => !signal.aborted);
      for (const { resolve, signal } of reads) {
        if (signal.aborted) resolve({ kind: 'unavailable', reason: 'the caller gave up' });
      }
      if (left.length > 0) {
        this.#reads.set(id, left);
        return;
      }
      this.#reads.delete(id);
      this.#say({ kind: 'cancelRead', id });
      return;
    }
    if (!this.#proposals.has(id)) return;
    const waiting = this.#outgoing.findIndex((call) => call.id === id);
    if (waiting < 0) return this.#say({ kind: 'cancel', id });
    this.#outgoing.splice(waiting, 1);
    this.#settle(id, { kind: 'dropped', reason: 'the caller gave up before it was sent' });
  }

  #settle(id: number, result: ProposalResult): void {
    const pending = this.#proposals.get(id);
    if (pending === undefined) return;
    this.#proposals.delete(id);
    this.#aborts.remove(pending.signal, id);
    pending.resolve(result);
  }

  #receive(message: FromRaft): void {
    switch (message.kind) {
      case 'started':
        if (this.#phase === 'starting') this.#phase = 'running';
        return this.#begun?.resolve();
      case 'results':
        for (const { id, result } of decodeResults(message.bytes)) this.#settle(id, result);
        return;
      case 'read':
        return this.#answerReads(message.id, message.result);
      case 'status':
      case 'done':
        return this.#answerCall(message);
      case 'commit':
        this.#applied.given(message.bytes.length);
        return this.#tell(() => this.#stateMachine.commit(decodeCommitted(message.bytes)));
      case 'leadership':
        return this.#tell(() => this.#stateMachine.leadership(message.change));
      case 'takeSnapshot':
        return void this.#uploadSnapshot();
      case 'snapshotTaken':
        return this.#uploadCredit.give();
      case 'restoreBegin':
        return void this.#restore(message.index);
      case 'restoreChunk':
        return this.#download?.put(message.chunk);
      case 'restoreEnd':
        return this.#download?.end(message.error === null ? null : new OrcError('Corrupt', message.error));
      case 'metrics':
        this.#metrics = message.metrics;
        return;
      case 'log':
        return this.#logger[message.level](message.message, message.fields);
      case 'fatal':
        return this.#fatal(errorOf(message.error));
      case 'closed':
        return;
    }
  }

  #answerReads(id: number, result: ReadIndexResult): void {
    const reads = this.#reads.get(id) ?? [];
    this.#reads.delete(id);
    for (const { resolve, signal } of reads) {
      this.#aborts.remove(signal, id);
      resolve(result);
    }
  }

  #answerCall(message: Extract<FromRaft, { kind: 'status' | 'done' }>): void {
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.kind === 'status') call?.resolve(message.status);
    else if (message.error === null) call?.resolve(null);
    else call?.reject(errorOf(message.error));
  }

  /** The state machine's own errors are as fatal as Raft's: nothing may be applied after a failed apply. */
  #tell(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fatal(error instanceof Error ? error : new OrcError('Internal', messageOf(error)));
    }
  }

  async #uploadSnapshot(): Promise<void> {
    this.#uploadCredit = new Credit(limits.snapshotChunksAhead);
    try {
      const { index, chunks } = this.#stateMachine.snapshot();
      // A snapshot is of what is applied: that must be known first.
      this.#applied.flush();
      this.#say({ kind: 'snapshotBegin', index });
      for await (const chunk of chunks) {
        await this.#uploadCredit.take();
        this.#say({ kind: 'snapshotChunk', chunk }, ownBuffer(chunk));
        // What else this thread has to do is not held up by more than one.
        await nextTurn();
      }
      this.#say({ kind: 'snapshotEnd', error: null });
    } catch (error) {
      this.#fatal(error instanceof Error ? error : new OrcError('Internal', messageOf(error)));
    }
  }

  async #restore(index: number): Promise<void> {
    const download = new Channel<Uint8Array>(() => this.#say({ kind: 'restoreTaken' }));
    this.#download = download;
    try {
      await this.#stateMachine.restore(index, download);
      this.#say({ kind: 'restored', index, error: null });
    } catch (error) {
      this.#say({ kind: 'restored', index, error: messageOf(error) });
    }
  }

  #fatal(error: Error): void {
    if (this.#phase === 'ended') return;
    const wasRunning = this.#phase !== 'starting';
    this.#phase = 'ended';
    this.#begun?.reject(error);
    void this.#worker.terminate();
    if (wasRunning) this.#stateMachine.fatal(error);
  }

  #exit(): void {
    if (this.#phase !== 'closing') this.#fatal(new OrcError('Internal', 'the raft thread ended'));
    this.#phase = 'ended';
    this.#applied.stop();
    this.#lock.release();
    const reason = 'raft stopped';
    for (const id of this.#proposals.keys()) this.#settle(id, { kind: 'unknown', reason });
    for (const id of this.#reads.keys()) this.#answerReads(id, { kind: 'unavailable', reason });
    for (const call of this.#calls.values()) call.reject(new OrcError('Unavailable', reason));
    this.#calls.clear();
    this.#finish();
  }

  #say(message: ToRaft, transfer: ArrayBuffer[] = []): void {
    if (this.#phase !== 'ended') this.#worker.postMessage(message, transfer);
  }
}

function errorOf({ code, message }: PlainError): OrcError {
  return new OrcError(codeOf(code), message);
}
