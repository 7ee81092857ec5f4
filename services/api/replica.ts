// This master's copy of the state: applies what the log commits, tells who waits for it, and turns
// proposals into outcomes. It is the state machine under Raft and the store above which the faces
// stand. Everything in it happens in one thread; between two events of the loop it always stands at
// the end of a record.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import type { Logger, Random } from '#kernel/ports.ts';
import { type RecordBody, decodeRecord, encodeRecord, requestIdOf } from '#kernel/log/record.ts';
import type { Outcome } from '#kernel/model/gen/log.gen.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';
import { EventWindow } from '#kernel/store/window.ts';
import { apiLimits } from '#api/limits.ts';
import type {
  Lane,
  Leadership,
  LogEntry,
  ProposalResult,
  ReadIndexResult,
  ReplicatedLog,
} from '#api/raft-port.ts';
import { ReadRounds } from '#api/read-rounds.ts';
import { Waits } from '#api/waits.ts';

/** The pauses before a read or a proposal that met no leader is tried again. */
const readRetryMs = 20;
const proposeRetryMs = 10;
/** How often a record that may be in the log already is proposed once more, if it can't take effect twice. */
const maxRepeats = 8;

/** Told of every batch of events, in order, and of a state that was replaced whole. */
export interface ReplicaListener {
  events(events: readonly StoreEvent[]): void;
  /** Told of every record applied, as it stands in the log, before its events. */
  record?(data: Uint8Array, term: number): void;
  replaced?(): void;
  leadership?(change: Leadership): void;
}

interface Waiter {
  readonly ready: () => boolean;
  readonly resolve: () => void;
}

/** A proposal's outcome, from when its record is applied, and what ends the try under way. */
interface Pending {
  outcome: Outcome | undefined;
  wake: ((result: ProposalResult) => void) | undefined;
  /** Who led when the try began, if the record may be proposed again to whoever leads next; else 0. */
  leaderId: number;
}

/** Whether the store applies a record once, however often it is in the log. */
function isRepeatable(body: RecordBody): boolean {
  if ('transaction' in body) return (body.transaction.call?.session ?? 0) > 0;
  return 'openSession' in body || 'closeSession' in body;
}

export class Replica {
  readonly #logger: Logger;
  readonly #random: Random;
  readonly #listeners = new Set<ReplicaListener>();
  readonly #waits = new Waits();
  readonly #rounds = new ReadRounds(this.#waits, (signal) => this.#confirm(signal));
  /** By the names of their requests: clients name those that open sessions, and may send one again meanwhile. */
  readonly #pending = new Map<string, Set<Pending>>();
  readonly #fatal: (error: Error) => void;
  #waiters: Waiter[] = [];
  #store = new Store();
  #window = new EventWindow(0);
  #appliedIndex = 0;
  #wasCurrent = false;
  #log: ReplicatedLog | undefined;
  /** Resolves at the end of this turn of the event loop, where somebody waits for it. */
  #told: Promise<void> | undefined;
  #leadership: Leadership = { role: 'follower', term: 0, leaderId: 0 };

  constructor(logger: Logger, random: Random, fatal: (error: Error) => void) {
    this.#logger = logger;
    this.#random = random;
    this.#fatal = fatal;
  }

  /** Connects the log; before this nothing can be proposed. */
  attach(log: ReplicatedLog): void {
    this.#log = log;
  }

  get store(): Store {
    return this.#store;
  }

  get window(): EventWindow {
    return this.#window;
  }

  get appliedIndex(): number {
    return this.#appliedIndex;
  }

  /** Whether this master's state has held everything acknowledged at some moment since it started. */
  get wasCurrent(): boolean {
    return this.#wasCurrent;
  }

  get leadership(): Leadership {
    return this.#leadership;
  }

  get log(): ReplicatedLog {
    if (this.#log === undefined) throw new OrcError('Unavailable', 'this master is still starting: retry');
    return this.#log;
  }

  /** Tells `listener` of everything from now on; the result ends that. */
  listen(listener: ReplicaListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // What Raft calls.

  commit(entries: readonly LogEntry[]): void {
    for (const { index, term, data } of entries) {
      if (data.length > 0) this.#apply(data, term, index);
      this.#appliedIndex = index;
    }
    const last = entries.at(-1);
    if (last !== undefined) this.#log?.applied(last.index);
    this.#wakeWaiters();
  }

  #apply(data: Uint8Array, term: number, index: number): void {
    let record: RecordBody;
    try {
      record = decodeRecord(data);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      this.#fatal(new OrcError('Unsupported', `log entry ${index}: ${cause.message}`, {}, { cause }));
      throw error;
    }
    const { outcome, events } = this.#store.apply(record, term);
    for (const listener of this.#listeners) listener.record?.(data, term);
    if ('startEpoch' in record) {
      // Watchers of before may have seen what is gone: they list again.
      this.#window = new EventWindow(this.#store.revision);
      for (const listener of this.#listeners) listener.replaced?.();
    }
    if (events.length > 0) {
      this.#window.add(events);
      for (const listener of this.#listeners) listener.events(events);
    }
    for (const pending of this.#pending.get(requestIdOf(record)) ?? []) {
      pending.outcome = outcome;
      pending.wake?.({ kind: 'committed', index, term });
    }
  }

  snapshot(): { readonly index: number; readonly chunks: Iterable<Uint8Array> } {
    const index = this.#appliedIndex;
    return { index, chunks: snapshotChunks(this.#store.fork(), index) };
  }

  async restore(index: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const reader = new SnapshotReader();
    for await (const chunk of chunks) reader.add(chunk);
    const { store } = reader.finish();
    this.#store = store;
    this.#window = new EventWindow(store.revision);
    this.#appliedIndex = index;
    this.#logger.info('state restored from a snapshot', { index, revision: store.revision });
    for (const listener of this.#listeners) listener.replaced?.();
    this.#wakeWaiters();
  }

  lead(change: Leadership): void {
    this.#leadership = change;
    this.#logger.info('leadership changed', { ...change });
    for (const listener of this.#listeners) listener.leadership?.(change);
    if (change.leaderId === 0) return;
    // The leader of before may be stopped for good: its answers are not waited for.
    const moved: ProposalResult = { kind: 'unknown', reason: 'the leader changed' };
    for (const all of this.#pending.values())
      for (const { wake, leaderId } of all) if (leaderId !== 0 && leaderId !== change.leaderId) wake?.(moved);
  }

  // What the faces call.

  #wakeWaiters(): void {
    if (this.#waiters.length === 0) return;
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      if (waiter.ready()) waiter.resolve();
      else this.#waiters.push(waiter);
    }
  }

  #until(ready: () => boolean, signal: AbortSignal): Promise<void> {
    if (ready()) return Promise.resolve();
    // What it then does for its waiter, which is not there yet, it would do at once.
    if (signal.aborted) return this.#waits.begin<void>(signal).promise;
    const { promise, resolve } = this.#waits.begin<void>(signal, () => {
      this.#waiters = this.#waiters.filter((each) => each !== waiter);
    });
    const waiter: Waiter = { ready, resolve };
    this.#waiters.push(waiter);
    return promise;
  }

  /**
   * Resolves once this master has a revision. Rejects with Timeout after a bounded wait, in the words by which
   * Kubernetes' clients know to list anew.
   */
  async untilRevision(
    revision: number,
    signal: AbortSignal,
    waitMs: number = apiLimits.revisionWaitMs,
  ): Promise<void> {
    if (this.#store.revision >= revision) return;
    const waited = AbortSignal.timeout(waitMs);
    try {
      await this.#until(() => this.#store.revision >= revision, AbortSignal.any([signal, waited]));
    } catch (error) {
      if (signal.aborted || !waited.aborted) throw error;
      throw notThere(revision, this.#store.revision);
    }
  }

  /** Resolves once this master's state is so that `holds` says yes. Rejects with Timeout when the signal aborts first. */
  untilState(holds: () => boolean, signal: AbortSignal): Promise<void> {
    return this.#until(holds, signal);
  }

  async #confirm(signal: AbortSignal): Promise<ReadIndexResult> {
    const result = await this.log.readIndex(signal);
    if (result.kind === 'ok') {
      await this.#until(() => this.#appliedIndex >= result.index, signal);
      this.#wasCurrent = true;
    }
    return result;
  }

  /**
   * Resolves once this master's state holds everything acknowledged before the call. Rejects with
   * Unavailable when the deadline passes first.
   */
  async untilCurrent(signal: AbortSignal): Promise<void> {
    let reason = 'no leader answered in time';
    try {
      for (;;) {
        const result = await this.#rounds.join(signal);
        if (result.kind === 'ok') return;
        ({ reason } = result);
        await this.#waits.pause(readRetryMs, signal);
      }
    } catch (error) {
      if (!(error instanceof OrcError) || error.code !== 'Timeout') throw error;
      throw new OrcError('Unavailable', `no linearizable read is possible now: ${reason}`);
    }
  }

  /** A name for a request, unique in all time. */
  requestId(): string {
    return this.#random.uuid();
  }

  /**
   * Proposes a record and resolves with its outcome, applied here. Retries while it is certain that the
   * record did not enter the log, and, a bounded number of times, one that takes effect once however often
   * it enters. Rejects with Unknown when it may have entered, TooBusy, TooLarge, Unavailable or Timeout
   * otherwise.
   */
  async propose(body: RecordBody, lane: Lane, signal: AbortSignal, onlyInTerm?: number): Promise<Outcome> {
    // While the log carries its bytes, the record itself is not held.
    const mostRepeats = isRepeatable(body) ? maxRepeats : 0;
    return this.#propose(requestIdOf(body), encodeRecord(body), mostRepeats, lane, signal, onlyInTerm);
  }

  async #propose(
    requestId: string,
    data: Uint8Array,
    mostRepeats: number,
    lane: Lane,
    signal: AbortSignal,
    onlyInTerm: number | undefined,
  ): Promise<Outcome> {
    const pending: Pending = { outcome: undefined, wake: undefined, leaderId: 0 };
    const all = this.#pending.get(requestId) ?? new Set();
    this.#pending.set(requestId, all.add(pending));
    let repeats = 0;
    try {
      for (;;) {
        pending.leaderId = repeats < mostRepeats ? this.#leadership.leaderId : 0;
        const result = await this.#try(pending, this.log.propose(data, lane, signal, onlyInTerm));
        if (pending.outcome !== undefined || result.kind === 'committed') {
          const outcome = pending.outcome ?? (await this.#applied(pending, signal));
          await this.#toldWatchers();
          return outcome;
        }
        if (result.kind === 'unknown' && repeats < mostRepeats && !signal.aborted) {
          if (repeats > 0) await this.#try(pending, sleep(proposeRetryMs * 2 ** repeats, result));
          repeats += 1;
        } else if (result.kind === 'dropped' && onlyInTerm === undefined && !signal.aborted)
          await this.#try(pending, sleep(proposeRetryMs, result));
        else throw refusal(result, repeats > 0);
        if (pending.outcome !== undefined) return pending.outcome;
      }
    } finally {
      all.delete(pending);
      if (all.size === 0) this.#pending.delete(requestId);
    }
  }

  /**
   * Resolves once what this turn of the event loop wrote to watchers has been sent: connections are written to at its
   * end. Who makes a change knows of it, and everybody else hears of it by a watch, so theirs goes before the answer.
   */
  #toldWatchers(): Promise<void> {
    this.#told ??= nextTurn().then(() => {
      this.#told = undefined;
    });
    return this.#told;
  }

  /** What `asked` comes to, or what is known sooner: that the record is applied, or another master leads. */
  #try(pending: Pending, asked: Promise<ProposalResult>): Promise<ProposalResult> {
    return new Promise((resolve, reject) => {
      pending.wake = resolve;
      asked.then(resolve, reject);
    });
  }

  /** The outcome of what is committed. Rejects with Unknown when the call ends first: it takes effect or is refused. */
  #applied(pending: Pending, signal: AbortSignal): Promise<Outcome> {
    const { promise, resolve } = this.#waits.begin<Outcome>(signal);
    pending.wake = () => {
      if (pending.outcome !== undefined) resolve(pending.outcome);
    };
    return promise.catch(() => {
      throw refusal(
        { kind: 'unknown', reason: 'it stands in the log, and its outcome was not waited for' },
        true,
      );
    });
  }
}

/** The error for a revision that no master has told of, or that does not come to this one. */
function notThere(revision: number, current: number): OrcError {
  return new OrcError(
    'Timeout',
    `Timeout: Too large resource version: ${revision}, current: ${current}; list again without one`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', field: '', message: 'Too large resource version' }],
      retryAfterMs: 1_000,
    },
  );
}

/** The error of a proposal that came to nothing; `mayBeIn`: an earlier try may have entered the log. */
function refusal(result: Exclude<ProposalResult, { kind: 'committed' }>, mayBeIn: boolean): OrcError {
  const reason = 'reason' in result ? result.reason : 'a later try was refused';
  if (result.kind === 'unknown' || mayBeIn)
    return new OrcError(
      'Unknown',
      `it is not known whether the change took effect: ${reason}; read before you retry`,
    );
  switch (result.kind) {
    case 'busy': {
      const { retryAfterMs } = result;
      const message = `too many changes are under way: retry after ${retryAfterMs} ms`;
      return new OrcError('TooBusy', message, { retryAfterMs });
    }
    case 'tooLarge':
      return new OrcError('TooLarge', `the transaction is larger than ${result.limitBytes} bytes`);
    case 'diskFull':
      return new OrcError(
        'DiskFull',
        `${reason}: only deletions are taken; free space on it or delete objects, then retry`,
      );
    case 'refused':
      return new OrcError('Unavailable', `the leader took no change from this master: ${reason}`);
    case 'dropped':
      return new OrcError('Unavailable', `no leader took the change: ${reason}`);
  }
}
