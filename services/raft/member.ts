// One running member inside the raft thread: it opens what is on disk, joins driver, WAL, snapshots and
// transport together, and speaks with the api thread through messages (messages.ts).
import type { MessagePort } from 'node:worker_threads';
import type { LogFields, Logger } from '#kernel/ports.ts';
import { messageOf, OrcError } from '#kernel/errors.ts';
import { LoopDelay } from '#runtime/loop-delay.ts';
import { ownBuffer } from './bytes.ts';
import { Channel, Credit } from './channel.ts';
import { configurationOf } from './core/configuration.ts';
import { entryBytes, type Entry, type InitialState, type SnapshotMeta } from './core/types.ts';
import { RaftDriver, type Ticket } from './driver.ts';
import type { SnapshotPolicy } from './log-keeper.ts';
import { Incarnations } from './incarnations.ts';
import { limits } from './limits.ts';
import {
  decodeProposals,
  encodeCommitted,
  encodeResults,
  type FromRaft,
  type ProposeAnswer,
  type RaftCall,
  type RaftWorkerData,
  type ToRaft,
} from './messages.ts';
import type { DriverHost } from './ports.ts';
import { SnapshotStore } from './snapshots.ts';
import { systemClock, systemRandom } from './system.ts';
import { writeDump } from './dumps.ts';
import type { TlsMaterial } from './transport/identity.ts';
import { TlsTransport } from './transport/tls-transport.ts';
import { WalClient } from './wal/client.ts';
import { isNoSpace, withReserve } from './wal/pool.ts';
import { lastOf, rejoinAdvice, type RecoveredLog } from './wal/scan.ts';

const metricsEveryMs = 1000;
/** How long a leader that closes waits for a successor. */
const handOverMs = 1000;

export class RaftMember {
  readonly #port: MessagePort;
  readonly #data: RaftWorkerData;
  /** What connections to peers are made with now. */
  #tls: TlsMaterial;
  readonly #snapshots: SnapshotStore;
  readonly #tickets = new Map<number, Ticket>();
  readonly #reads = new Map<number, Ticket>();
  readonly #delay = new LoopDelay(systemClock);
  #answers: ProposeAnswer[] = [];
  #driver: RaftDriver | null = null;
  #wal: WalClient | null = null;
  #transport: TlsTransport | null = null;
  #upload: Channel<Uint8Array> | null = null;
  #restoreCredit = new Credit(limits.snapshotChunksAhead);
  #restored: ((error: string | null) => void) | null = null;
  #failed = false;
  #restoring: Promise<void> = Promise.resolve();
  #newestRestore = 0;

  constructor(port: MessagePort, data: RaftWorkerData) {
    this.#port = port;
    this.#data = data;
    this.#tls = data.tls;
    this.#snapshots = new SnapshotStore(data.dataDir, data.clusterId);
    port.on('message', (message: ToRaft) => this.#receive(message));
  }

  /** Opens the disk, restores the state machine, and begins to take part. */
  async start(): Promise<void> {
    const { dataDir, clusterId, self, timing, segmentBytes } = this.#data;
    const opened = await WalClient.open(
      { directory: dataDir, identity: { clusterId, memberId: self.id }, segmentBytes },
      (meta) => this.#snapshots.publish(meta),
      (error) => this.#fatal(error),
      (isFull) => this.#diskFullChanged(isFull),
    );
    this.#wal = opened.client;
    const initial = await this.#initialState(opened.log, opened.client);
    const transport = new TlsTransport(
      {
        clusterId,
        selfId: self.id,
        tls: () => this.#tls,
        incarnations: withReserve(dataDir, () => Incarnations.begin(dataDir, systemRandom.uuid())),
        clock: systemClock,
        logger: this.#logger(),
      },
      this.#snapshots,
      {
        frames: (from, frames) => this.#driver?.receive(from, frames),
        lost: (peer) => this.#driver?.peerLost(peer),
        snapshotArrived: (message) => this.#driver?.snapshotArrived(message),
        snapshotSent: (to, arrived) => this.#driver?.snapshotSent(to, arrived),
      },
    );
    this.#transport = transport;
    if (initial.snapshot.index > 0) await this.#restore(initial.snapshot);
    const driver = new RaftDriver(
      self,
      initial,
      timing,
      this.#data.snapshots,
      {},
      {
        storage: opened.client,
        transport,
        host: this.#host(),
        // It ticks every few milliseconds.
        clock: this.#delay.clock,
        random: systemRandom,
        logger: this.#logger(),
        defer: (turn) =>
          void setImmediate(() => {
            turn();
            this.#flushAnswers();
          }),
      },
    );
    const port = await transport.listen(this.#data.listen);
    this.#driver = driver;
    driver.setDiskFull(opened.client.isDiskFull);
    driver.start();
    setInterval(() => this.#postMetrics(), metricsEveryMs).unref();
    this.#say({ kind: 'started', port });
  }

  #diskFullChanged(isFull: boolean): void {
    const { dataDir } = this.#data;
    if (isFull) {
      this.#logger().error('the disk is full: only deletions are taken until it has room', { dataDir });
    } else {
      this.#logger().info('the disk has room again', { dataDir });
    }
    this.#driver?.setDiskFull(isFull);
  }

  /** What the core starts from: the newest snapshot, and the log behind it as far as the two agree. */
  async #initialState(log: RecoveredLog, wal: WalClient): Promise<InitialState> {
    let snapshot = await this.#snapshots.open();
    if (snapshot === null) {
      if (log.base.index !== 0 || log.entries.length > 0) {
        throw new OrcError(
          'Corrupt',
          `${this.#data.dataDir}: the log goes from ${log.base.index + 1} to ${lastOf(log).index}, ` +
            'but there is no snapshot that it begins with. Restore the missing file or rejoin as a fresh member.',
        );
      }
      // The first members are what the empty log begins with; from here on the disk decides, not the caller.
      snapshot = { index: 0, term: 0, configuration: configurationOf(this.#data.members) };
      await this.#snapshots.write(snapshot, []);
    }
    const { index, term } = snapshot;
    const at = index - log.base.index;
    const logTerm = at === 0 ? log.base.term : log.entries[at - 1]?.term;
    const { hardState } = log;
    if (at < 0) {
      throw new OrcError(
        'Corrupt',
        `${this.#data.dataDir}: the log begins at ${log.base.index + 1}, the newest snapshot is at ${index}: ` +
          `a snapshot is missing. ${rejoinAdvice}`,
      );
    }
    if (logTerm === term) {
      const { base, entries } = keepTail(log, index, this.#data.snapshots);
      return { hardState, snapshot, base, entries };
    }
    // A snapshot was taken in and the crash came before the log was told: tell it now.
    await new Promise<void>((resolve) => wal.reset({ index, term }, resolve));
    return { hardState, snapshot, entries: [] };
  }

  #host(): DriverHost {
    return {
      commit: (entries: readonly Entry[]) => {
        const bytes = encodeCommitted(entries);
        this.#say({ kind: 'commit', bytes }, [bytes.buffer]);
      },
      leadership: (change) => this.#say({ kind: 'leadership', change }),
      takeSnapshot: () => this.#say({ kind: 'takeSnapshot' }),
      snapshotBytes: () => this.#snapshots.newestBytes,
      restore: (meta) => this.#restoreNext(meta),
      fatal: (error, dump) => this.#fatal(writeDump(this.#data.dataDir, error, dump)),
    };
  }

  #receive(message: ToRaft): void {
    switch (message.kind) {
      case 'propose':
        return this.#propose(message.bytes);
      case 'cancel':
        this.#tickets.get(message.id)?.cancel();
        return this.#flushAnswers();
      case 'read':
        return this.#read(message.id);
      case 'cancelRead':
        this.#reads.get(message.id)?.cancel();
        this.#reads.delete(message.id);
        return;
      case 'call':
        return this.#call(message.id, message.call);
      case 'applied':
        return this.#driver?.applied(message.index);
      case 'snapshotBegin':
        return void this.#storeSnapshot(message.index);
      case 'snapshotChunk':
        return this.#upload?.put(message.chunk);
      case 'snapshotEnd':
        return this.#upload?.end(
          message.error === null ? null : new OrcError('Internal', `no snapshot: ${message.error}`),
        );
      case 'restoreTaken':
        return this.#restoreCredit.give();
      case 'restored':
        return this.#restored?.(message.error);
      case 'renew':
        this.#tls = message.tls;
        return this.#transport?.renew();
      case 'close':
        return void this.#close();
    }
  }

  #propose(bytes: Uint8Array): void {
    for (const { id, lane, onlyInTerm, data } of decodeProposals(bytes)) {
      if (this.#driver === null) {
        this.#answers.push({ id, result: { kind: 'dropped', reason: 'raft is starting' } });
        continue;
      }
      let settled = false;
      const ticket = this.#driver.propose({ data, lane, onlyInTerm }, (result) => {
        settled = true;
        this.#tickets.delete(id);
        this.#answers.push({ id, result });
      });
      if (!settled) this.#tickets.set(id, ticket);
    }
    this.#flushAnswers();
  }

  #read(id: number): void {
    let settled = false;
    const ticket = this.#driver?.readIndex((result) => {
      settled = true;
      this.#reads.delete(id);
      this.#say({ kind: 'read', id, result });
    });
    if (ticket === undefined) {
      this.#say({ kind: 'read', id, result: { kind: 'unavailable', reason: 'raft is starting' } });
    } else if (!settled) {
      this.#reads.set(id, ticket);
    }
  }

  #call(id: number, call: RaftCall): void {
    const driver = this.#driver;
    const done = (error: unknown): void => {
      const plain = error === null ? null : plainError(error);
      this.#say({ kind: 'done', id, error: plain });
    };
    if (driver === null) return done(new OrcError('Unavailable', 'raft is starting'));
    switch (call.kind) {
      case 'status':
        return this.#say({ kind: 'status', id, status: driver.status() });
      case 'transfer':
        return driver.transferLeadership(call.to, done);
      case 'members':
        return driver.changeMembers(call.change, done);
    }
  }

  async #storeSnapshot(index: number): Promise<void> {
    const upload = new Channel<Uint8Array>(() => this.#say({ kind: 'snapshotTaken' }));
    this.#upload = upload;
    try {
      const meta = this.#driver?.describeSnapshot(index) ?? null;
      if (meta === null) {
        for await (const chunk of upload) void chunk;
        this.#driver?.snapshotFailed();
        return;
      }
      await this.#snapshots.write(meta, upload);
      this.#driver?.snapshotTaken(meta);
      await this.#snapshots.prune(meta);
    } catch (error) {
      if (!isNoSpace(error)) return this.#fatal(error);
      // The last but one is kept only for a peer that may be reading it: its space is needed more here.
      await this.#snapshots.dropOlder();
      this.#logger().error('no space for a snapshot: older ones were removed, the next try follows', {
        dataDir: this.#data.dataDir,
      });
      for await (const chunk of upload) void chunk;
      this.#driver?.snapshotFailed();
    }
  }

  /** One after the other, and only the newest of those that came meanwhile. */
  #restoreNext(meta: SnapshotMeta): void {
    this.#newestRestore = meta.index;
    this.#restoring = this.#restoring.then(async () => {
      if (meta.index < this.#newestRestore) return;
      try {
        await this.#restore(meta);
        this.#driver?.applied(meta.index);
      } catch (error) {
        this.#fatal(error);
      }
    });
  }

  /** Streams a stored snapshot into the state machine and waits until it has taken it in. */
  async #restore(meta: SnapshotMeta): Promise<void> {
    const restored = new Promise<string | null>((resolve) => (this.#restored = resolve));
    this.#restoreCredit = new Credit(limits.snapshotChunksAhead);
    this.#say({ kind: 'restoreBegin', index: meta.index });
    let failure: string | null = null;
    try {
      for await (const chunk of this.#snapshots.read(meta)) {
        await this.#restoreCredit.take();
        this.#say({ kind: 'restoreChunk', chunk }, ownBuffer(chunk));
      }
    } catch (error) {
      failure = messageOf(error);
    }
    this.#say({ kind: 'restoreEnd', error: failure });
    const refused = await restored;
    if (failure !== null) throw new OrcError('Corrupt', failure);
    if (refused !== null) throw new OrcError('Internal', `the state machine refused a snapshot: ${refused}`);
  }

  #flushAnswers(): void {
    if (this.#answers.length === 0) return;
    const bytes = encodeResults(this.#answers);
    this.#answers = [];
    this.#say({ kind: 'results', bytes }, [bytes.buffer]);
  }

  #postMetrics(): void {
    const driver = this.#driver;
    const wal = this.#wal;
    const transport = this.#transport;
    if (driver === null || wal === null || transport === null) return;
    const delay = this.#delay.take();
    const { role, term, commitIndex, appliedIndex, lastIndex } = driver.status();
    this.#say({
      kind: 'metrics',
      metrics: {
        ...driver.meter.snapshot(),
        ...transport.counts(),
        role,
        term,
        commitIndex,
        appliedIndex,
        lastIndex,
        logBytes: driver.core.logBytes,
        diskFull: wal.isDiskFull,
        syncs: wal.syncs,
        syncSeconds: wal.syncSeconds.snapshot(),
        walBytes: wal.writtenBytes,
        memoryBytes: memoryBytes(),
        loopDelayP99Seconds: delay.p99Seconds,
        loopDelayMaxSeconds: delay.maxSeconds,
      },
    });
  }

  /** Gives leadership away if it can, then stops: the disk last, when everything sent to it is durable. */
  async #close(): Promise<void> {
    const driver = this.#driver;
    if (driver !== null && !this.#failed) {
      const successor = driver.successor();
      if (driver.status().role === 'leader' && successor !== 0) {
        await new Promise<void>((resolve) => {
          setTimeout(resolve, handOverMs).unref();
          driver.transferLeadership(successor, () => resolve());
        });
      }
      driver.stop();
    }
    this.#transport?.close();
    if (this.#wal !== null && !this.#failed) await this.#wal.close();
    this.#flushAnswers();
    this.#say({ kind: 'closed' });
    this.#port.close();
    setImmediate(() => process.exit());
  }

  #fatal(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#driver?.stop();
    this.#transport?.close();
    this.#say({ kind: 'fatal', error: plainError(error) });
  }

  #logger(fields: LogFields = {}): Logger {
    const log =
      (level: 'debug' | 'info' | 'warn' | 'error') =>
      (message: string, more: LogFields = {}): void =>
        this.#say({ kind: 'log', level, message, fields: { ...fields, ...more } });
    return {
      debug: log('debug'),
      info: log('info'),
      warn: log('warn'),
      error: log('error'),
      with: (more) => this.#logger({ ...fields, ...more }),
    };
  }

  #say(message: FromRaft, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

/** The log without what is further behind the snapshot at `index` than the policy keeps for followers. */
function keepTail(
  log: RecoveredLog,
  index: number,
  policy: SnapshotPolicy,
): { readonly base: { readonly index: number; readonly term: number }; readonly entries: readonly Entry[] } {
  let from = index - log.base.index;
  let bytes = 0;
  for (let kept = 0; from > 0 && kept < policy.keepEntries; kept++) {
    const entry = log.entries[from - 1];
    bytes += entry === undefined ? 0 : entryBytes(entry);
    if (bytes > policy.keepBytes) break;
    from -= 1;
  }
  const last = log.entries[from - 1];
  const base = last === undefined ? log.base : { index: last.index, term: last.term };
  return { base, entries: log.entries.slice(from) };
}

/** What this thread's heap and buffers take. */
function memoryBytes(): number {
  const { heapTotal, external } = process.memoryUsage();
  return heapTotal + external;
}

export function plainError(error: unknown): { readonly code: string; readonly message: string } {
  return { code: error instanceof OrcError ? error.code : 'Internal', message: messageOf(error) };
}
