// One simulated member: the real driver, core and WAL over a simulated disk, network and state machine.
// A crash ends its present life; whatever that life had scheduled is ignored from then on.
import type { Logger } from '#kernel/ports.ts';
import { configurationOf } from '#raft/core/configuration.ts';
import type { Entry, InitialState, PersistBatch, SnapshotMeta } from '#raft/core/types.ts';
import { RaftDriver } from '#raft/driver.ts';
import type { Member } from '#raft/port.ts';
import type { DriverHost, LogStorage } from '#raft/ports.ts';
import type { Timing } from '#raft/timing.ts';
import { BatchEncoder } from '#raft/wal/batch.ts';
import { lastOf } from '#raft/wal/scan.ts';
import { Wal, type WalBatch } from '#raft/wal/wal.ts';
import { OrcError } from '#kernel/errors.ts';
import { Checker, Violation } from './checker.ts';
import type { FrozenMachine, MachineKind, SimMachine } from './machine.ts';
import { SimDisk } from './sim-disk.ts';
import type { SimNetwork } from './sim-network.ts';
import type { World } from './world.ts';

const segmentBytes = 16 * 1024;
/** The log outgrows memory long before a snapshot is due, and what is kept for peers is little, too. */
const policy = {
  everyBytes: 64 * 1024,
  mostBytes: 192 * 1024,
  stateShare: 0.5,
  keepBytes: 16 * 1024,
  keepEntries: 40,
  memoryBytes: 4 * 1024,
  pinnedBytes: 10 * 1024,
};
/** What a snapshot is said to take. */
const snapshotBytes = 256 * 1024;
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  with: () => silent,
};

interface StoredSnapshot {
  readonly meta: SnapshotMeta;
  readonly state: FrozenMachine;
}

/** What became of a start. */
export type Started =
  | { readonly kind: 'started' }
  /** The machine went down again while its disk was read. */
  | { readonly kind: 'died' }
  /** The disk is damaged and was refused. */
  | { readonly kind: 'refused'; readonly reason: string };

interface Waiting {
  readonly index: number;
  readonly ready: () => void;
}

/** How the disk behaves in one run. */
export interface DiskTemper {
  readonly syncMs: number;
  /** Entries in one append message: few of them show what happens between two. */
  readonly appendEntries: number;
  /** Percent of syncs that stall. */
  readonly stallPercent: number;
  readonly stallMs: number;
}

export class SimMember {
  readonly member: Member;
  readonly #world: World;
  readonly #network: SimNetwork;
  readonly #checker: Checker;
  readonly #first: readonly Member[];
  #temper: DiskTemper;
  readonly disk: SimDisk;
  readonly #timing: Timing;
  /** Called when the member went down by itself. */
  readonly #down: () => void;
  /** Called when the member takes office. */
  elected: () => void = () => {};
  rate: number;
  #pausedUntilMs = 0;
  #waiting: Waiting[] = [];
  /** What the disk suffered since the member last ran, or null. */
  damage: string | null = null;
  #snapshots: StoredSnapshot[] = [];
  #staged: StoredSnapshot | null = null;
  #life = 0;
  #newestRestore = 0;
  #gate: (action: () => void) => () => void = (action) => action;
  machine: SimMachine;
  readonly #kind: MachineKind;
  /** What its disk was said to hold when it went down last. */
  #held: { readonly index: number; readonly term: number } | null = null;
  driver: RaftDriver | null = null;

  constructor(
    member: Member,
    first: readonly Member[],
    world: World,
    network: SimNetwork,
    checker: Checker,
    temper: DiskTemper,
    timing: Timing,
    kind: MachineKind,
    down: () => void,
  ) {
    this.member = member;
    this.#first = first;
    this.#world = world;
    this.#network = network;
    this.#checker = checker;
    this.#temper = temper;
    this.#timing = timing;
    this.#kind = kind;
    this.machine = kind.fresh();
    this.#down = down;
    this.disk = new SimDisk(`disk-${member.id}`, world.random);
    this.rate = world.random.between(0.9, 1.1);
  }

  get id(): number {
    return this.member.id;
  }
  get isUp(): boolean {
    return this.driver !== null;
  }
  get newestSnapshot(): StoredSnapshot | undefined {
    return this.#snapshots.at(-1);
  }

  start(): Started {
    this.disk.revive();
    try {
      this.#begin();
    } catch (error) {
      if (this.disk.hasDied) return { kind: 'died' };
      if (error instanceof OrcError && error.code === 'Corrupt' && this.damage !== null) {
        return { kind: 'refused', reason: error.message };
      }
      throw error;
    }
    if (this.damage !== null) throw new Violation(`${this.id} starts on a damaged disk: ${this.damage}`);
    return { kind: 'started' };
  }

  #begin(): void {
    const life = ++this.#life;
    const gate = (action: () => void) => (): void => {
      if (life !== this.#life) return;
      if (this.#world.nowMs >= this.#pausedUntilMs) return action();
      // Stopped in its tracks: everything comes at once when it goes on.
      this.#world.after(this.#pausedUntilMs - this.#world.nowMs, gate(action));
    };
    this.#gate = gate;
    const { wal, log } = Wal.open(this.disk, { clusterId: 'simulated', memberId: this.id }, segmentBytes);
    const stored = this.#snapshots.at(-1);
    const snapshot = stored?.meta ?? { index: 0, term: 0, configuration: configurationOf(this.#first) };
    const { hardState } = log;
    const at = snapshot.index - log.base.index;
    const logTerm = at === 0 ? log.base.term : log.entries[at - 1]?.term;
    if (at < 0)
      throw new Violation(`${this.id} begins at ${log.base.index}, its snapshot is at ${snapshot.index}`);
    let last = lastOf(log);
    let initial: InitialState = { hardState, snapshot, base: log.base, entries: log.entries };
    if (logTerm !== snapshot.term) {
      initial = { hardState, snapshot, entries: [] };
      wal.write([new BatchEncoder(last).encodeReset(snapshot)]);
      wal.sync();
      last = snapshot;
    }
    this.machine = stored?.state.thaw() ?? this.#kind.fresh();
    this.#waiting = [];
    const driver = new RaftDriver(
      this.member,
      initial,
      this.#timing,
      // Some take few snapshots, and most of their log is on their disk alone.
      { ...policy, everyEntries: this.#kind.snapshotEveryEntries * (this.id % 2 === 0 ? 4 : 1) },
      { maxAppendEntries: this.#temper.appendEntries },
      {
        storage: this.#storage(wal, new BatchEncoder(last), gate),
        transport: this.#network.transportOf(this.id, () => life === this.#life),
        host: this.#host(gate),
        clock: {
          monotonicMs: () => this.#world.nowMs * this.rate,
          wallMs: () => 1_700_000_000_000 + this.#world.nowMs * this.rate,
          schedule: (delayMs, callback) => this.#world.after(delayMs / this.rate, gate(callback)),
        },
        random: this.#world.random,
        logger: silent,
        defer: (turn) => void this.#world.after(this.#world.random.between(0, 0.1), gate(turn)),
      },
    );
    this.driver = driver;
    this.#checker.restarted(this.id, driver.core, this.#held);
    this.#held = null;
    const { lastIndex } = driver.core;
    this.#world.note(
      `${this.id} starts: term ${hardState.term}, snapshot ${snapshot.index}, log to ${lastIndex}`,
    );
    driver.start();
  }

  /** `powerLoss`: unsynced writes are lost; else only the process dies and the kernel keeps them. */
  crash(powerLoss: boolean): void {
    this.#world.note(`${this.id} crashes${powerLoss ? ' with its machine' : ''}`);
    this.#life += 1;
    if (this.driver !== null) {
      const { persistedIndex, snapshot } = this.driver.core;
      // A snapshot that was accepted and has no name yet is on no disk, whatever the log's end is then.
      const isStored = snapshot.index <= (this.newestSnapshot?.meta.index ?? 0);
      this.#held = isStored
        ? { index: persistedIndex, term: this.driver.core.termAt(persistedIndex) ?? 0 }
        : null;
      this.driver.stop();
    }
    this.driver = null;
    this.#staged = null;
    this.#newestRestore = 0;
    this.#waiting = [];
    this.#pausedUntilMs = 0;
    if (powerLoss) this.disk.crash();
  }

  /** A disk that does its work from now on: with room, without stalls, and no fuse lit. */
  soothe(): void {
    this.disk.isFull = false;
    this.disk.lightFuse(-1);
    this.#temper = { ...this.#temper, syncMs: Math.min(10, this.#temper.syncMs), stallPercent: 0 };
  }

  /** Nothing is done for so long, then everything that came meanwhile. */
  pause(forMs: number): void {
    this.#world.note(`${this.id} is stopped for ${forMs.toFixed(0)} ms`);
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#world.nowMs + forMs);
  }

  /** Does `action` in this life, when the member is not stopped. */
  deliver(action: () => void): void {
    this.#gate(action)();
  }

  /** Calls `ready` once this life has applied `index`. */
  whenApplied(index: number, ready: () => void): void {
    if (this.machine.index >= index) return ready();
    this.#waiting.push({ index, ready });
  }

  stage(meta: SnapshotMeta, state: FrozenMachine): void {
    this.#staged = { meta, state };
  }

  /** The WAL's thread: what waits is written as one frame, and durable some time later. */
  #storage(wal: Wal, encoder: BatchEncoder, gate: (action: () => void) => () => void): LogStorage {
    let waiting: { readonly batch: WalBatch; readonly done: () => void }[] = [];
    let busy = false;
    const { random } = this.#world;
    const work = (): void => {
      if (busy || waiting.length === 0) return;
      busy = true;
      const group = waiting;
      waiting = [];
      const written = this.#onDisk(() => wal.write(group.map(({ batch }) => batch)));
      if (written === 'full') {
        waiting = [...group, ...waiting];
        busy = false;
        return void this.#world.after(500, gate(work));
      }
      if (written === 'died') return;
      const stalls = random.chance(this.#temper.stallPercent);
      const syncMs = stalls
        ? random.between(0, this.#temper.stallMs)
        : random.between(0.1, this.#temper.syncMs);
      this.#world.after(
        syncMs,
        gate(() => {
          const synced = this.#onDisk(() => {
            wal.sync();
            if (waiting.length === 0) wal.mark();
            if (random.chance(5)) wal.prepare();
          });
          if (synced === 'died') return;
          busy = false;
          for (const { done } of group) done();
          work();
        }),
      );
    };
    return {
      persist: (batch: PersistBatch, done: () => void) => {
        if (batch.snapshot !== null) this.#publish(batch.snapshot);
        waiting.push({ batch: encoder.encode(batch), done });
        this.#world.after(random.between(0, 0.1), gate(work));
      },
      compact: (index) =>
        void this.#world.after(
          0.1,
          gate(() => void this.#onDisk(() => wal.compact(index))),
        ),
    };
  }

  /** Does something on the disk; the machine may go down by it, or the disk may be full. */
  #onDisk(action: () => void): 'done' | 'full' | 'died' {
    try {
      action();
      return 'done';
    } catch (error) {
      if (!this.disk.hasDied) {
        if (error instanceof OrcError && error.code === 'DiskFull') return 'full';
        throw error;
      }
      this.crash(true);
      this.#down();
      return 'died';
    }
  }

  #publish(meta: SnapshotMeta): void {
    const staged = this.#staged;
    if (staged?.meta.index !== meta.index) throw new Violation(`${this.id} takes in a snapshot it never got`);
    this.#store(staged);
  }

  #store(snapshot: StoredSnapshot): void {
    this.#snapshots.push(snapshot);
    if (this.#snapshots.length > 4) this.#snapshots.shift();
  }

  #host(gate: (action: () => void) => () => void): DriverHost {
    const { random } = this.#world;
    return {
      commit: (entries: readonly Entry[]) => {
        for (const entry of entries) this.#apply(entry);
        this.#wake();
        const { index } = this.machine;
        this.#world.after(
          random.between(0, 5),
          gate(() => this.driver?.applied(index)),
        );
      },
      leadership: ({ role, term }) => {
        if (role === 'leader') this.#world.note(`${this.id} leads in term ${term}`);
        if (role !== 'leader' || this.driver === null) return;
        this.#checker.leads(this.id, term, this.driver.core);
        this.elected();
      },
      takeSnapshot: () => this.#takeSnapshot(gate),
      snapshotBytes: () => snapshotBytes,
      restore: (meta) => {
        // One after the other, and only the newest of those that came meanwhile, as in member.ts.
        this.#newestRestore = meta.index;
        this.#world.after(
          random.between(1, 50),
          gate(() => {
            if (meta.index < this.#newestRestore) return;
            const stored = this.#snapshots.find((each) => each.meta.index === meta.index);
            if (stored === undefined) throw new Violation(`${this.id} has no snapshot ${meta.index}`);
            this.machine = stored.state.thaw();
            this.#wake();
            this.#world.note(`${this.id} restored a snapshot at ${meta.index}`);
            this.driver?.applied(meta.index);
          }),
        );
      },
      fatal: (error) => {
        throw error;
      },
    };
  }

  #takeSnapshot(gate: (action: () => void) => () => void): void {
    const state = this.machine.freeze();
    // Later, and not within the turn that asks for it.
    this.#world.after(
      this.#world.random.between(1, 50),
      gate(() => {
        const meta = this.driver?.describeSnapshot(state.index) ?? null;
        if (meta === null) return this.driver?.snapshotFailed();
        if (meta.index > (this.newestSnapshot?.meta.index ?? 0)) this.#store({ meta, state });
        this.#world.note(`${this.id} took a snapshot at ${meta.index}`);
        this.driver?.snapshotTaken(meta);
      }),
    );
  }

  #wake(): void {
    if (this.#waiting.length === 0) return;
    const { index } = this.machine;
    const ready = this.#waiting.filter((each) => each.index <= index);
    this.#waiting = this.#waiting.filter((each) => each.index > index);
    for (const each of ready) each.ready();
  }

  #apply(entry: Entry): void {
    if (entry.index !== this.machine.index + 1) {
      throw new Violation(`${this.id} is given entry ${entry.index} after ${this.machine.index}`);
    }
    const term = this.driver?.core.soft.term ?? Number.POSITIVE_INFINITY;
    const text = this.#checker.applied(this.id, entry, term);
    this.machine.apply(entry, text);
    this.#checker.stands(this.id, entry.index, this.machine.checksum);
  }
}
