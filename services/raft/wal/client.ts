// The WAL as the raft thread sees it: batches go out in order, and come back durable in the same order.
import { Worker } from 'node:worker_threads';
import { errorCodes, OrcError, type ErrorCode } from '#kernel/errors.ts';
import type { PersistBatch, SnapshotMeta } from '../core/types.ts';
import { SecondsHistogram } from '../meter.ts';
import type { LogStorage } from '../ports.ts';
import { BatchEncoder } from './batch.ts';
import type { FromWal, ToWal, WalWorkerData } from './messages.ts';
import { lastOf, type RecoveredLog } from './scan.ts';

interface Waiting {
  readonly batch: PersistBatch;
  readonly done: () => void;
}

export class WalClient implements LogStorage {
  readonly #worker: Worker;
  readonly #encoder: BatchEncoder;
  readonly #publish: (meta: SnapshotMeta) => Promise<void>;
  readonly #fatal: (error: Error) => void;
  readonly #fullChanged: (isFull: boolean) => void;
  /** Sent to the disk, not durable yet. */
  #sent: Waiting[] = [];
  /** Held back until a snapshot that stands before them has its name. */
  #held: Waiting[] = [];
  #publishing = false;
  #closed: (() => void) | null = null;
  /** There is no room for another segment: see SegmentPool. */
  isDiskFull = false;
  readonly syncSeconds = new SecondsHistogram();
  syncs = 0;
  writtenBytes = 0;

  private constructor(
    worker: Worker,
    log: RecoveredLog,
    publish: (meta: SnapshotMeta) => Promise<void>,
    fatal: (error: Error) => void,
    fullChanged: (isFull: boolean) => void,
  ) {
    this.#worker = worker;
    this.#fullChanged = fullChanged;
    this.#encoder = new BatchEncoder(lastOf(log));
    this.#publish = publish;
    this.#fatal = fatal;
    worker.on('message', (message: FromWal) => this.#receive(message));
    worker.on('error', fatal);
    worker.on('exit', () => {
      if (this.#closed === null) fatal(new OrcError('Internal', 'the WAL thread ended'));
      else this.#closed();
    });
  }

  /** Starts the WAL's thread and reads the log. Rejects with what `Wal.open` throws. */
  static async open(
    data: WalWorkerData,
    publish: (meta: SnapshotMeta) => Promise<void>,
    fatal: (error: Error) => void,
    fullChanged: (isFull: boolean) => void,
  ): Promise<{ readonly client: WalClient; readonly log: RecoveredLog }> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: data, name: 'orc-wal' });
    const opened = await new Promise<FromWal>((resolve, reject) => {
      worker.once('message', (message: FromWal) => resolve(message));
      worker.once('error', reject);
    });
    worker.removeAllListeners('error');
    if (opened.kind !== 'opened') {
      throw opened.kind === 'failed' ? failure(opened) : new OrcError('Internal', 'the WAL did not open');
    }
    return { client: new WalClient(worker, opened.log, publish, fatal, fullChanged), log: opened.log };
  }

  persist(batch: PersistBatch, done: () => void): void {
    if (this.#publishing) this.#held.push({ batch, done });
    else this.#write({ batch, done });
  }

  /** Tells the log, before anything else, that it begins behind a snapshot at (index, term). */
  reset(position: { readonly index: number; readonly term: number }, done: () => void): void {
    const batch = { id: 0, hardState: null, snapshot: null, entries: [], messages: [] };
    this.#sent.push({ batch, done });
    const encoded = this.#encoder.encodeReset(position);
    this.#say({ kind: 'write', batch: encoded }, [encoded.records.buffer]);
  }

  compact(index: number): void {
    this.#say({ kind: 'compact', index });
  }

  /** Ends the thread once everything sent is durable. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#closed = resolve));
    this.#say({ kind: 'close' });
    await ended;
  }

  #write(waiting: Waiting): void {
    const { snapshot } = waiting.batch;
    if (snapshot === null) return this.#send(waiting);
    // The snapshot's file first: a log that begins behind it must find it at the next start.
    this.#publishing = true;
    this.#publish(snapshot).then(() => {
      this.#publishing = false;
      this.#send(waiting);
      const held = this.#held;
      this.#held = [];
      for (const next of held) this.persist(next.batch, next.done);
    }, this.#fatal);
  }

  #send(waiting: Waiting): void {
    this.#sent.push(waiting);
    const batch = this.#encoder.encode(waiting.batch);
    this.#say({ kind: 'write', batch }, [batch.records.buffer]);
  }

  #say(message: ToWal, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: FromWal): void {
    switch (message.kind) {
      case 'durable': {
        this.syncs += 1;
        this.writtenBytes += message.bytes;
        this.syncSeconds.observe(message.syncSeconds);
        let count = 0;
        while ((this.#sent[count]?.batch.id ?? Infinity) <= message.id) count += 1;
        for (const { done } of this.#sent.splice(0, count)) done();
        return;
      }
      case 'full':
        this.isDiskFull = message.isFull;
        return this.#fullChanged(message.isFull);
      case 'failed':
        return this.#fatal(failure(message));
      case 'opened':
      case 'closed':
        return;
    }
  }
}

function failure(message: { readonly code: string; readonly message: string }): OrcError {
  return new OrcError(codeOf(message.code), message.message);
}

/** The catalogue's code of this name. */
export function codeOf(name: string): ErrorCode {
  for (const code of codes) if (code === name) return code;
  return 'Internal';
}

const codes: readonly ErrorCode[] = Object.keys(errorCodes).filter(isCode);

function isCode(name: string): name is ErrorCode {
  return name in errorCodes;
}
