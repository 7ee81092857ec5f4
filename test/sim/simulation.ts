// One seed, one history: members, disks, network and clients under faults for some virtual time, then
// everything healed and progress required. All choices come from the seed.
import { configurationOf } from '#raft/core/configuration.ts';
import type { Member, MemberChange } from '#raft/port.ts';
import { defaultTiming, type Timing } from '#raft/timing.ts';
import { Checker, Violation } from './checker.ts';
import { type MachineKind, registersKind } from './machine.ts';
import { SimClient, SimHistory } from './sim-client.ts';
import { SimMember, type DiskTemper } from './sim-member.ts';
import { SimNetwork } from './sim-network.ts';
import { storeKind } from './store-machine.ts';
import { standTrials } from './trials.ts';
import { World } from './world.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly virtualMs: number;
  readonly events: number;
  readonly committed: number;
  readonly operations: number;
  /** Registers whose history was too hard to decide. */
  readonly undecided: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Null when everything held. */
  readonly failure: Error | null;
  readonly trace: readonly string[];
}

/** How long a healed cluster may take to agree and commit. */
const healMs = 20_000;
const clients = 5;
/** One seed in so many has the kernel's store as its state machine: those that leave this rest. */
const storeShare = 8;
const storeSeed = 5;
const slowTiming: Timing = { tickMs: 50, heartbeatMs: 100, electionMinMs: 500, electionMaxMs: 1000 };

/** What a seed is mostly about, as weights of its faults. */
const tempers: readonly Readonly<Partial<Record<Fault, number>>>[] = [
  {
    crash: 30,
    fuse: 20,
    crashAll: 5,
    reset: 10,
    partition: 15,
    cut: 8,
    transfer: 8,
    change: 6,
    pause: 8,
    damage: 2,
    full: 3,
    drift: 2,
  },
  { crash: 20, fuse: 50, crashAll: 20, damage: 4 },
  { partition: 35, cut: 25, reset: 15, pause: 10, transfer: 10, crash: 5 },
  { change: 40, partition: 20, crash: 20, transfer: 10, cut: 10 },
  { crashLeader: 60, reset: 10, partition: 20, fuse: 10 },
  { voteCrash: 50, crashLeader: 20, partition: 20, reset: 10 },
  { damage: 15, crash: 30, change: 10, fuse: 20, full: 10 },
];
const faultNames = [
  'crash',
  'crashLeader',
  'voteCrash',
  'crashAll',
  'fuse',
  'damage',
  'full',
  'reset',
  'partition',
  'cut',
  'pause',
  'drift',
  'transfer',
  'change',
] as const;
type Fault = (typeof faultNames)[number];

class Simulation {
  readonly #world: World;
  readonly #checker = new Checker();
  readonly history = new SimHistory();
  readonly #network: SimNetwork;
  readonly #timing: Timing;
  readonly #kind: MachineKind;
  readonly #weights: Readonly<Partial<Record<Fault, number>>>;
  readonly #first: readonly Member[];
  #members: SimMember[] = [];
  #lastId = 0;
  #lastClient = 0;
  /** Fresh members that do not vote yet, for damaged ones. */
  #replacing = 0;
  #faulty = true;
  readonly faults = new Map<string, number>();
  undecided = 0;

  constructor(world: World, kind: MachineKind) {
    this.#world = world;
    this.#kind = kind;
    const { random } = world;
    const size = random.pick([1, 3, 3, 3, 3, 5]) ?? 3;
    this.#timing = random.chance(12) ? defaultTiming : slowTiming;
    this.#weights = random.pick(tempers) ?? {};
    this.#network = new SimNetwork(world, this.#checker, {
      lossPercent: random.pick([0, 0, 1, 5, 30]) ?? 0,
      doublePercent: random.pick([0, 2, 10]) ?? 0,
      delayMs: random.pick([1, 5, 20]) ?? 1,
      latePercent: random.pick([0, 1, 10]) ?? 0,
      lateMs: random.pick([50, 500, 3000]) ?? 50,
    });
    this.#first = Array.from({ length: size }, () => this.#describe());
    for (const description of this.#first) this.#add(description, this.#first);
    // Spare members, which changes of members may bring in.
    if (size > 1 && random.chance(60)) for (let i = 0; i < 2; i++) this.#add(this.#describe(), []);
  }

  get checker(): Checker {
    return this.#checker;
  }

  #describe(): Member {
    const id = ++this.#lastId;
    return { id, name: `m${id}`, address: `10.0.0.${id}:1` };
  }

  #add(description: Member, first: readonly Member[]): SimMember {
    const { random } = this.#world;
    const temper: DiskTemper = {
      // Slow disks, where votes are what a seed is about: they are not durable for a while.
      syncMs: random.pick(this.#weights.voteCrash === undefined ? [0.5, 2, 10] : [2, 50, 200]) ?? 1,
      appendEntries: random.pick(this.#weights.crashLeader === undefined ? [2, 32] : [1, 2]) ?? 32,
      stallPercent: random.pick([0, 0, 0.2]) ?? 0,
      stallMs: random.pick([100, 1000, 5000]) ?? 100,
    };
    const member: SimMember = new SimMember(
      description,
      first,
      this.#world,
      this.#network,
      this.#checker,
      temper,
      this.#timing,
      this.#kind,
      () => this.#wentDown(member),
    );
    member.elected = () => this.#ambush(member);
    this.#members.push(member);
    this.#network.members.set(member.id, member);
    return member;
  }

  run(virtualMs: number): void {
    for (const member of this.#members) this.#start(member);
    const all: SimClient[] = [];
    for (let i = 0; i < clients; i++) {
      const newId = (): number => ++this.#lastClient;
      const pauseMs = this.#world.random.pick([150, 400, 1000]) ?? 400;
      const members = (): readonly SimMember[] => this.#asked();
      all.push(new SimClient(this.#world, this.#checker, this.history, members, newId, pauseMs, this.#kind));
    }
    for (const client of all) client.start();
    this.#nextFault();
    this.#world.run(virtualMs, () => this.#sometimesCheckLogs());
    this.#heal();
    standTrials(this.#world, this.#network, () => this.#members);
    for (const client of all) client.finish();
    this.undecided = this.history.check();
  }

  /** Logs are compared now and then, not after every event: each comparison reads them whole. */
  #sometimesCheckLogs(): void {
    if (this.#world.events % 8000 !== 0) return;
    for (const { id, driver } of this.#members) if (driver !== null) this.#checker.logOf(id, driver.core);
  }

  /** Whom clients ask: anybody, and at the end those that are members still. */
  #asked(): readonly SimMember[] {
    const configuration = this.#faulty ? undefined : this.#leader()?.driver?.core.configuration;
    if (configuration === undefined) return this.#members;
    return this.#members.filter(({ id }) => configuration.members.some((each) => each.id === id));
  }

  #up(): SimMember[] {
    return this.#members.filter((member) => member.isUp);
  }

  #leader(): SimMember | undefined {
    return this.#up().find(({ driver }) => driver?.core.soft.role === 'leader');
  }

  #start(member: SimMember): void {
    if (member.isUp || !this.#members.includes(member)) return;
    const started = member.start();
    if (started.kind === 'died') this.#world.after(50, () => this.#start(member));
    if (started.kind === 'refused') {
      this.#world.note(`${member.id} refuses its disk (${member.damage}): ${started.reason.slice(0, 80)}`);
      this.#replace(member);
    }
  }

  /** Its machine went down in the midst of a disk operation. */
  #wentDown(member: SimMember): void {
    for (const other of this.#up()) this.#network.reset(other.id, member.id);
    this.#world.after(this.#world.random.between(10, 2000), () => this.#start(member));
  }

  #nextFault(): void {
    const { random } = this.#world;
    this.#world.after(random.between(50, 3000), () => {
      if (!this.#faulty) return;
      const fault = this.#pick();
      if (this.#inject(fault)) this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
      this.#nextFault();
    });
  }

  #pick(): Fault {
    let sum = 0;
    for (const name of faultNames) sum += this.#weights[name] ?? 0;
    let dice = this.#world.random.below(sum);
    for (const name of faultNames) {
      dice -= this.#weights[name] ?? 0;
      if (dice < 0) return name;
    }
    return 'crash';
  }

  /** False when there was nothing to do it to. */
  #inject(fault: Fault): boolean {
    const { random } = this.#world;
    const member = random.pick(this.#members);
    const other = random.pick(this.#members.filter((each) => each !== member));
    if (member === undefined) return false;
    switch (fault) {
      case 'crash':
        return this.#crash(member, random.between(10, 4000));
      case 'crashLeader':
        return this.#crashLeader();
      case 'voteCrash':
        return this.#crashVoters();
      case 'crashAll':
        for (const each of this.#up()) this.#crash(each, random.between(10, 2000));
        return true;
      case 'fuse':
        if (!member.isUp) return false;
        member.disk.lightFuse(random.below(40));
        return true;
      case 'damage':
        return this.#damage(member);
      case 'full':
        member.disk.isFull = true;
        this.#world.after(random.between(100, 5000), () => (member.disk.isFull = false));
        return true;
      case 'reset':
        if (other === undefined) return false;
        this.#network.reset(member.id, other.id);
        return true;
      case 'partition':
        this.#partition(member);
        return true;
      case 'cut':
        if (other === undefined) return false;
        this.#world.note(`cut ${member.id}>${other.id}`);
        this.#network.cut(member.id, other.id);
        return true;
      case 'pause':
        if (!member.isUp) return false;
        member.pause(random.between(50, 4000));
        return true;
      case 'drift':
        member.rate = random.between(0.8, 1.2);
        return true;
      case 'transfer':
        this.#leader()?.driver?.transferLeadership(member.id, () => {});
        return true;
      case 'change':
        return this.#changeMembers() && this.#crashInChange();
    }
  }

  #crash(member: SimMember, downMs: number, powerLoss = this.#world.random.chance(60)): boolean {
    if (!member.isUp || !this.#faulty) return false;
    member.crash(powerLoss);
    for (const other of this.#up()) this.#network.reset(other.id, member.id);
    this.#world.after(downMs, () => this.#start(member));
    return true;
  }

  /** Leaders that die right after they appended, one after the other (Raft, figure 8). */
  #crashLeader(): boolean {
    const { random } = this.#world;
    const leader = this.#leader();
    if (leader === undefined) return false;
    // What it appended reaches one other member at most.
    const reached = random.pick(this.#members.filter((each) => each !== leader));
    for (const each of this.#members) {
      if (each !== leader && each !== reached) this.#network.cut(leader.id, each.id);
    }
    this.#world.after(random.between(5, 400), () => {
      this.#crash(leader, random.between(10, 1500), random.chance(30));
      for (const each of this.#members) this.#network.mend(leader.id, each.id);
    });
    if (random.chance(60)) {
      this.#world.after(random.between(300, 1200), () => {
        if (this.#faulty) this.#crashLeader();
      });
    }
    return true;
  }

  /**
   * A leader that goes down as soon as it leads, having reached nobody or one: what it appended, and what it
   * found in its log, is on a minority, or just on a majority (Raft, figure 8).
   */
  #ambush(leader: SimMember): void {
    const { random } = this.#world;
    if (!this.#faulty || this.#weights.crashLeader === undefined || random.chance(40)) return;
    const reached = random.chance(50) ? random.pick(this.#members) : undefined;
    for (const each of this.#members) {
      if (each !== leader && each !== reached) this.#network.cut(leader.id, each.id);
    }
    this.#world.after(random.between(1, random.chance(50) ? 30 : 400), () => {
      this.#crash(leader, random.between(10, 1500), random.chance(20));
      for (const each of this.#members) this.#network.mend(leader.id, each.id);
    });
  }

  /** An election, and members that go down with their machines right after their votes. */
  #crashVoters(): boolean {
    const { random } = this.#world;
    const leader = this.#leader();
    if (leader !== undefined) this.#crash(leader, random.between(200, 1500));
    const voters = this.#up().filter(() => random.chance(70));
    for (const voter of voters) {
      this.#world.after(random.between(0, 1500), () => this.#crash(voter, random.between(1, 60), true));
    }
    return voters.length > 0;
  }

  /** At most as many damaged disks as the cluster can do without. */
  #damage(member: SimMember): boolean {
    const core = this.#leader()?.driver?.core;
    if (core === undefined || core.configuration.joint || this.#replacing > 0) return false;
    // Until the end of a change is committed, the quorums of before count too.
    if (core.configurationIndex > core.commitIndex) return false;
    const { configuration } = core;
    if (this.#members.some((each) => each.damage !== null)) return false;
    const voters = configuration.members.filter(({ incoming }) => incoming);
    if (voters.length < 3 || !voters.some(({ id }) => id === member.id)) return false;
    this.#crash(member, this.#world.random.between(10, 2000));
    const damage = member.disk.damage();
    if (damage === null) return false;
    member.damage = damage;
    return true;
  }

  /** What an operator does: the damaged member out, a fresh one in under a new id. */
  #replace(old: SimMember): void {
    this.#members = this.#members.filter((each) => each !== old);
    const fresh = this.#add(this.#describe(), []);
    this.#start(fresh);
    this.#replacing += 1;
    const attempt = (): void => {
      const driver = this.#leader()?.driver;
      const now = driver?.core.configuration.members ?? [];
      if (
        now.some(({ id, incoming }) => id === fresh.id && incoming) &&
        !now.some(({ id }) => id === old.id)
      ) {
        this.#replacing -= 1;
        return;
      }
      if (now.some(({ id }) => id === fresh.id) && !now.some(({ id }) => id === old.id)) {
        // In, and to be promoted by the leader itself.
        this.#world.after(300, attempt);
        return;
      }
      if (driver !== undefined && driver !== null)
        this.#change({ put: [{ ...fresh.member, learner: true, promote: true }], remove: [old.id] });
      this.#world.after(300, attempt);
    };
    attempt();
  }

  /** Cuts one member, or a group, off in both directions or in one; heals after a while. */
  #partition(member: SimMember): void {
    const { random } = this.#world;
    const oneWay = random.chance(40);
    const group = this.#members.filter((each) => each === member || random.chance(25));
    this.#world.note(`partition ${group.map((each) => each.id).join()}${oneWay ? ' one way' : ''}`);
    for (const inside of group) {
      for (const outside of this.#members) {
        if (group.includes(outside)) continue;
        this.#network.cut(inside.id, outside.id);
        if (!oneWay) this.#network.cut(outside.id, inside.id);
        if (random.chance(50)) this.#network.reset(inside.id, outside.id);
      }
    }
    this.#world.after(random.between(100, 5000), () => {
      this.#world.note('links heal');
      this.#network.cuts.clear();
    });
  }

  #changeMembers(): boolean {
    const { random } = this.#world;
    // An operator does one thing at a time.
    if (this.#members.length < 2 || this.#replacing > 0) return false;
    if (this.#members.some(({ damage }) => damage !== null)) return false;
    const chosen = this.#members.filter(() => random.chance(70));
    const put = chosen.map(({ member }) => {
      const learner = random.chance(25);
      return { ...member, learner, promote: learner && random.chance(60) };
    });
    return this.#change({ put, remove: this.#idsBut(chosen.map(({ id }) => id)) });
  }

  /** Sometimes the leader goes down while its change is on its way. */
  #crashInChange(): boolean {
    const { random } = this.#world;
    const leader = this.#leader();
    if (leader === undefined || random.chance(60)) return true;
    const unreached = this.#members.filter((each) => each !== leader && random.chance(50));
    this.#world.after(random.between(1, 60), () => {
      for (const each of unreached) this.#network.cut(leader.id, each.id);
    });
    this.#world.after(random.between(60, 400), () => {
      this.#crash(leader, random.between(10, 1500), random.chance(30));
      for (const each of unreached) this.#network.mend(leader.id, each.id);
    });
    return true;
  }

  /** False where it is refused at once. */
  #change(change: MemberChange): boolean {
    const driver = this.#leader()?.driver;
    if (driver === undefined || driver === null) return false;
    const shown = change.put.map(
      ({ id, learner, promote }) => `${id}${learner ? (promote ? 'p' : 'l') : ''}`,
    );
    const what = `members: ${shown.join()} put, ${change.remove.join()} removed`;
    let refused = false;
    driver.changeMembers(change, (error) => {
      refused = error !== null;
      this.#world.note(`${what}: ${error?.message ?? 'committed'}`);
    });
    if (!refused) this.#world.note(what);
    return !refused;
  }

  /** The members of the leader's configuration except these. */
  #idsBut(kept: readonly number[]): number[] {
    const members = this.#leader()?.driver?.core.configuration.members ?? [];
    return members.map(({ id }) => id).filter((id) => !kept.includes(id));
  }

  /** Liveness: with all members up and the network whole, everyone gets to the same place, soon. */
  #heal(): void {
    this.#world.note('everything heals');
    this.#faulty = false;
    this.#network.cuts.clear();
    this.#network.temper = { lossPercent: 0, doublePercent: 0, delayMs: 1, latePercent: 0, lateMs: 0 };
    for (const member of this.#members) {
      member.soothe();
      this.#start(member);
    }
    const from = this.#checker.committedIndex;
    const deadline = this.#world.nowMs + healMs;
    this.#world.run(
      deadline,
      () => this.#sometimesCheckLogs(),
      () => this.#world.events % 200 === 0 && this.#agree(from),
    );
    if (!this.#agree(from)) {
      const where = this.#members.map(({ id, machine, driver }) => {
        const soft = driver?.core.soft;
        const core = driver?.core;
        const members = core?.configuration.members.map(
          (each) => `${each.id}${each.incoming ? '+' : ''}${each.outgoing ? '-' : ''}`,
        );
        return `${id}: ${soft?.role} term ${soft?.term} leader ${soft?.leaderId} log ${core?.firstIndex}..${core?.lastIndex} commit ${core?.commitIndex} applied ${machine.index} of ${members?.join()}`;
      });
      throw new Violation(`liveness: no progress within ${healMs} ms of healing: ${where.join('; ')}`);
    }
    this.#checker.finish();
  }

  /** Progress was made, and all members of the leader's configuration have reached where it began. */
  #agree(from: number): boolean {
    const { committedIndex, knownIndex } = this.#checker;
    if (committedIndex < from + 10 || committedIndex < knownIndex) return false;
    const configuration = this.#leader()?.driver?.core.configuration ?? configurationOf([]);
    if (configuration.joint || configuration.members.length === 0) return false;
    return configuration.members.every(({ id }) => {
      const member = this.#members.find((each) => each.id === id);
      return member !== undefined && member.machine.index >= from;
    });
  }
}

/** Runs one seed for so much virtual time, then heals. Never throws: a failure is part of the result. */
export function simulate(seed: number, virtualMs: number): SimulationResult {
  const world = new World(seed);
  const simulation = new Simulation(world, seed % storeShare === storeSeed ? storeKind : registersKind);
  let failure: Error | null = null;
  try {
    simulation.run(virtualMs);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  return {
    seed,
    virtualMs: world.nowMs,
    events: world.events,
    committed: simulation.checker.committedIndex,
    operations: simulation.history.count,
    undecided: simulation.undecided,
    faults: simulation.faults,
    outcomes: simulation.checker.outcomes,
    failure,
    trace: world.trace,
  };
}

/** The command that runs one seed again. */
export function replayCommand(seed: number, virtualMs: number): string {
  return `npm run sim -- --seed ${seed} --seeds 1 --seconds ${virtualMs / 1000} --trace`;
}
