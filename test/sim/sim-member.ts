// One simulated member: the real driver, core and WAL over a simulated disk, network and state machine.
// A crash ends its present life; whatever that life had scheduled is ignored from then on.
import type { Logger } from '#kernel/ports.ts';
import { configurationOf } from '#raft/core/configuration.ts';
import type { Entry, InitialState, PersistBatch, SnapshotMeta } from '#raft/core/types.ts';
import { RaftDriver } from '#raft/driver.ts';
import type { Member } from '#raft/port.ts';
import type { DriverHost, LogStorage } from '#raft/ports.ts';
import { defaultTiming } from '#raft/timing.ts';
import { BatchEncoder } from '#raft/wal/batch.ts';
import { lastOf } from '#raft/wal/scan.ts';
import { Wal, type WalBatch } from '#raft/wal/wal.ts';
import { Checker, Violation } from './checker.ts';
import { SimDisk } from './sim-disk.ts';
import type { SimNetwork } from './sim-network.ts';
import type { World } from './world.ts';

const segmentBytes = 16 * 1024;
const policy = { everyBytes: 64 * 1024, everyEntries: 150, keepBytes: 16 * 1024, keepEntries: 40 };
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  with: () => silent,
};

/** The state machine: how far it is, and a checksum over everything applied. */
interface State {
  readonly index: number;
  readonly checksum: number;
}

interface StoredSnapshot {
  readonly meta: SnapshotMeta;
  readonly state: State;
}

/** How the disk behaves in one run. */
export interface DiskTemper {
  readonly syncMs: number;
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
  readonly #temper: DiskTemper;
  readonly #disk: SimDisk;
  readonly #rate: number;
  #snapshots: StoredSnapshot[] = [];
  #staged: StoredSnapshot | null = null;
  #life = 0;
  state: State = { index: 0, checksum: 0 };
  driver: RaftDriver | null = null;

  constructor(
    member: Member,
    first: readonly Member[],
    world: World,
    network: SimNetwork,
    checker: Checker,
    temper: DiskTemper,
  ) {
    this.member = member;
    this.#first = first;
    this.#world = world;
    this.#network = network;
    this.#checker = checker;
    this.#temper = temper;
    this.#disk = new SimDisk(`disk-${member.id}`, world.random);
    this.#rate = world.random.between(0.9, 1.1);
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

  start(): void {
    const life = ++this.#life;
    const alive = (action: () => void) => (): void => {
      if (life === this.#life) action();
    };
    const { wal, log } = Wal.open(this.#disk, { clusterId: 'simulated', memberId: this.id }, segmentBytes);
    const stored = this.#snapshots.at(-1);
    const snapshot = stored?.meta ?? { index: 0, term: 0, configuration: configurationOf(this.#first) };
    const { hardState } = log;
    const at = snapshot.index - log.base.index;
    const logTerm = at === 0 ? log.base.term : log.entries[at - 1]?.term;
    let last = lastOf(log);
    let initial: InitialState = { hardState, snapshot, entries: log.entries.slice(Math.max(0, at)) };
    if (logTerm !== snapshot.term) {
      initial = { hardState, snapshot, entries: [] };
      wal.write([new BatchEncoder(last).encodeReset(snapshot)]);
      wal.sync();
      last = snapshot;
    }
    this.state = stored?.state ?? { index: 0, checksum: 0 };
    const storage = this.#storage(wal, new BatchEncoder(last), alive);
    const driver = new RaftDriver(
      this.member,
      initial,
      defaultTiming,
      policy,
      { maxAppendEntries: 32 },
      {
        storage,
        transport: this.#network.transportOf(this.id, () => life === this.#life),
        host: this.#host(alive),
        clock: this.#world.clock(this.#rate),
        random: this.#world.random,
        logger: silent,
        defer: (turn) => void this.#world.after(this.#world.random.between(0, 0.1), alive(turn)),
      },
    );
    this.driver = driver;
    this.#world.note(
      `${this.id} starts: term ${hardState.term}, snapshot ${snapshot.index}, log to ${driver.core.lastIndex}`,
    );
    driver.start();
  }

  /** `powerLoss`: unsynced writes are lost; else only the process dies and the kernel keeps them. */
  crash(powerLoss: boolean): void {
    this.#world.note(`${this.id} crashes${powerLoss ? ' with its machine' : ''}`);
    this.#life += 1;
    this.driver?.stop();
    this.driver = null;
    this.#staged = null;
    if (powerLoss) this.#disk.crash();
  }

  stage(meta: SnapshotMeta, state: State): void {
    this.#staged = { meta, state };
  }

  /** The WAL's thread: what waits is written as one frame, and durable some time later. */
  #storage(wal: Wal, encoder: BatchEncoder, alive: (action: () => void) => () => void): LogStorage {
    let waiting: { readonly batch: WalBatch; readonly done: () => void }[] = [];
    let busy = false;
    const { random } = this.#world;
    const work = (): void => {
      if (busy || waiting.length === 0) return;
      busy = true;
      const group = waiting;
      waiting = [];
      wal.write(group.map(({ batch }) => batch));
      const stalls = random.chance(this.#temper.stallPercent);
      const syncMs = stalls
        ? random.between(0, this.#temper.stallMs)
        : random.between(0.1, this.#temper.syncMs);
      this.#world.after(
        syncMs,
        alive(() => {
          wal.sync();
          busy = false;
          if (waiting.length === 0) wal.mark();
          for (const { done } of group) done();
          work();
        }),
      );
    };
    return {
      persist: (batch: PersistBatch, done: () => void) => {
        if (batch.snapshot !== null) this.#publish(batch.snapshot);
        waiting.push({ batch: encoder.encode(batch), done });
        this.#world.after(random.between(0, 0.1), alive(work));
      },
      compact: (index) =>
        void this.#world.after(
          0.1,
          alive(() => wal.compact(index)),
        ),
    };
  }

  #publish(meta: SnapshotMeta): void {
    const staged = this.#staged;
    if (staged?.meta.index !== meta.index) throw new Violation(`${this.id} takes in a snapshot it never got`);
    this.#snapshots.push(staged);
  }

  #host(alive: (action: () => void) => () => void): DriverHost {
    const { random } = this.#world;
    return {
      commit: (entries: readonly Entry[]) => {
        for (const entry of entries) this.#apply(entry);
        const { index } = this.state;
        this.#world.after(
          random.between(0, 5),
          alive(() => this.driver?.applied(index)),
        );
      },
      leadership: ({ role, term }) => {
        if (role === 'leader') this.#world.note(`${this.id} leads in term ${term}`);
        if (role === 'leader' && this.driver !== null) this.#checker.leads(this.id, term, this.driver.core);
      },
      takeSnapshot: () => {
        const { state } = this;
        const meta =
          this.driver?.describeSnapshot(Math.min(state.index, this.driver.core.appliedIndex)) ?? null;
        if (meta === null || meta.index !== state.index) {
          this.#world.after(
            20,
            alive(() => this.driver?.snapshotFailed()),
          );
          return;
        }
        this.#world.after(
          random.between(1, 50),
          alive(() => {
            if (meta.index > (this.newestSnapshot?.meta.index ?? 0)) this.#snapshots.push({ meta, state });
            this.#world.note(`${this.id} took a snapshot at ${meta.index}`);
            this.driver?.snapshotTaken(meta);
          }),
        );
      },
      restore: (meta) => {
        this.#world.after(
          random.between(1, 50),
          alive(() => {
            const stored = this.#snapshots.find((each) => each.meta.index === meta.index);
            if (stored === undefined) throw new Violation(`${this.id} has no snapshot ${meta.index}`);
            this.state = stored.state;
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

  #apply(entry: Entry): void {
    if (entry.index !== this.state.index + 1) {
      throw new Violation(`${this.id} is given entry ${entry.index} after ${this.state.index}`);
    }
    this.#checker.applied(this.id, entry);
    let { checksum } = this.state;
    for (const byte of entry.data) checksum = (Math.imul(checksum, 31) + byte) >>> 0;
    this.state = { index: entry.index, checksum: (Math.imul(checksum, 31) + entry.term) >>> 0 };
  }
}
