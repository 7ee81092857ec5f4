// One seed, one history: members, disks, network and clients under faults for some virtual time, then
// everything healed and progress required. All choices come from the seed.
import { OrcError } from '#kernel/errors.ts';
import type { Member } from '#raft/port.ts';
import { Checker, Violation } from './checker.ts';
import { SimMember, type DiskTemper } from './sim-member.ts';
import { SimNetwork } from './sim-network.ts';
import { World } from './world.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly members: number;
  readonly virtualMs: number;
  readonly events: number;
  readonly committed: number;
  readonly reads: number;
  readonly crashes: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Null when everything held. */
  readonly failure: Error | null;
  readonly trace: readonly string[];
}

/** How long a healed cluster may take to agree and commit. */
const healMs = 60_000;
const proposalPatienceMs = 2000;

class Simulation {
  readonly #world: World;
  readonly #checker = new Checker();
  readonly #network: SimNetwork;
  readonly #members: SimMember[] = [];
  readonly #descriptions: Member[];
  readonly #changesMembers: boolean;
  #faults = true;
  #proposed = 0;
  crashes = 0;

  constructor(world: World) {
    this.#world = world;
    const { random } = world;
    const size = random.pick([1, 3, 3, 3, 5, 5]) ?? 3;
    this.#changesMembers = size > 3 && random.chance(50);
    this.#network = new SimNetwork(world, {
      lossPercent: random.pick([0, 0, 1, 5, 30]) ?? 0,
      doublePercent: random.pick([0, 2, 10]) ?? 0,
      delayMs: random.pick([1, 5, 20]) ?? 1,
      latePercent: random.pick([0, 1, 10]) ?? 0,
      lateMs: random.pick([50, 500, 3000]) ?? 50,
    });
    this.#descriptions = Array.from({ length: size }, (_, i) => ({
      id: i + 1,
      name: `m${i + 1}`,
      address: `10.0.0.${i + 1}:1`,
    }));
    const first = this.#changesMembers ? this.#descriptions.slice(0, 3) : this.#descriptions;
    for (const description of this.#descriptions) {
      const temper: DiskTemper = {
        syncMs: random.pick([0.5, 2, 10]) ?? 1,
        stallPercent: random.pick([0, 0, 0.2]) ?? 0,
        stallMs: random.pick([100, 1000, 5000]) ?? 100,
      };
      const member = new SimMember(description, first, world, this.#network, this.#checker, temper);
      this.#members.push(member);
      this.#network.members.set(member.id, member);
    }
  }

  get checker(): Checker {
    return this.#checker;
  }
  get size(): number {
    return this.#members.length;
  }

  run(virtualMs: number): void {
    for (const member of this.#members) member.start();
    this.#propose();
    this.#read();
    this.#nextFault();
    this.#world.run(virtualMs, () => this.#sometimesCheckLogs());
    this.#heal();
  }

  /** Logs are compared now and then, not after every event: each comparison reads them whole. */
  #sometimesCheckLogs(): void {
    if (this.#world.events % 2000 !== 0) return;
    for (const { id, driver } of this.#members) if (driver !== null) this.#checker.logOf(id, driver.core);
  }

  #up(): SimMember[] {
    return this.#members.filter((member) => member.isUp);
  }

  #propose(): void {
    const { random } = this.#world;
    this.#world.after(random.between(1, 40), () => {
      const member = random.pick(this.#up());
      if (member !== undefined) this.#proposeTo(member);
      this.#propose();
    });
  }

  #proposeTo(member: SimMember): string {
    const { random } = this.#world;
    const text = `p${++this.#proposed}${'.'.repeat(random.below(400))}`;
    const data = new TextEncoder().encode(text);
    let timer = { cancel: (): void => {} };
    const term = member.driver?.core.soft.term ?? 0;
    const onlyInTerm = random.chance(10) ? term : 0;
    const ticket = member.driver?.propose({ data, lane: 'user', onlyInTerm }, (result) => {
      timer.cancel();
      this.#checker.answered(text, result);
    });
    timer = this.#world.after(proposalPatienceMs, () => ticket?.cancel());
    return text;
  }

  #read(): void {
    const { random } = this.#world;
    this.#world.after(random.between(1, 60), () => {
      const member = random.pick(this.#up());
      const known = this.#checker.knownIndex;
      if (member !== undefined) {
        member.driver?.readIndex((result) => {
          if (result.kind === 'ok') this.#checker.read(member.id, result.index, known);
        });
      }
      this.#read();
    });
  }

  #nextFault(): void {
    const { random } = this.#world;
    this.#world.after(random.between(50, 3000), () => {
      if (!this.#faults) return;
      this.#fault();
      this.#nextFault();
    });
  }

  #fault(): void {
    const { random } = this.#world;
    const member = random.pick(this.#members);
    const other = random.pick(this.#members.filter((each) => each !== member));
    if (member === undefined) return;
    const kind = random.below(100);
    if (kind < 35) return this.#crash(member, random.between(10, 4000));
    if (kind < 40) {
      for (const each of this.#up()) this.#crash(each, random.between(10, 2000));
      return;
    }
    if (kind < 55 && other !== undefined) return this.#network.reset(member.id, other.id);
    if (kind < 75) return this.#partition(member);
    if (kind < 85 && other !== undefined) {
      this.#world.note(`cut ${member.id}>${other.id}`);
      return this.#network.cut(member.id, other.id);
    }
    if (kind < 92) return this.#transfer(member);
    if (this.#changesMembers) this.#changeMembers();
  }

  #crash(member: SimMember, downMs: number): void {
    const { random } = this.#world;
    if (!member.isUp) return;
    this.crashes += 1;
    member.crash(random.chance(60));
    for (const other of this.#up()) this.#network.reset(other.id, member.id);
    this.#world.after(downMs, () => {
      if (!member.isUp) member.start();
    });
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

  #transfer(to: SimMember): void {
    for (const { driver } of this.#up()) {
      if (driver?.core.soft.role === 'leader') driver.transferLeadership(to.id, () => {});
    }
  }

  #changeMembers(): void {
    const { random } = this.#world;
    const chosen = this.#descriptions.filter(() => random.chance(70));
    const voters = chosen.map((each) => ({ ...each, learner: random.chance(20) }));
    for (const { driver } of this.#up()) {
      if (driver?.core.soft.role !== 'leader') continue;
      try {
        driver.changeMembers(voters);
        this.#world.note(
          `members become ${voters.map((each) => `${each.id}${each.learner ? 'l' : ''}`).join()}`,
        );
      } catch (error) {
        if (!(error instanceof OrcError) || error.code === 'Internal') throw error;
      }
    }
  }

  /** Liveness: with all members up and the network whole, everyone gets to the same place, soon. */
  #heal(): void {
    this.#world.note('everything heals');
    this.#faults = false;
    this.#network.cuts.clear();
    this.#network.temper = { lossPercent: 0, doublePercent: 0, delayMs: 1, latePercent: 0, lateMs: 0 };
    for (const member of this.#members) if (!member.isUp) member.start();
    const from = this.#checker.committedIndex;
    const deadline = this.#world.nowMs + healMs;
    this.#world.run(
      deadline,
      () => this.#sometimesCheckLogs(),
      () => this.#world.events % 500 === 0 && this.#agree(from),
    );
    if (!this.#agree(from)) {
      const where = this.#members.map(({ id, state, driver }) => {
        const soft = driver?.core.soft;
        return `${id}: ${soft?.role} term ${soft?.term} leader ${soft?.leaderId} applied ${state.index}`;
      });
      throw new Violation(`liveness: no progress within ${healMs} ms of healing: ${where.join('; ')}`);
    }
    this.#checker.finish();
  }

  /** Progress was made, and members of the leader's configuration are close and equal where equal. */
  #agree(from: number): boolean {
    const { committedIndex, knownIndex } = this.#checker;
    if (committedIndex < from + 20 || committedIndex < knownIndex) return false;
    const leader = this.#members.find(({ driver }) => driver?.core.soft.role === 'leader');
    if (leader?.driver === undefined || leader.driver === null) return false;
    if (leader.driver.core.configuration.joint) return false;
    const ids = leader.driver.core.configuration.members.map(({ id }) => id);
    const states = this.#members.filter(({ id }) => ids.includes(id)).map(({ state }) => state);
    const lowest = Math.min(...states.map(({ index }) => index));
    if (lowest < from) return false;
    for (const one of states) {
      for (const other of states) {
        if (one.index === other.index && one.checksum !== other.checksum) {
          throw new Violation(`states differ at ${one.index}`);
        }
      }
    }
    return true;
  }
}

/** Runs one seed for so much virtual time, then heals. Never throws: a failure is part of the result. */
export function simulate(seed: number, virtualMs: number): SimulationResult {
  const world = new World(seed);
  const simulation = new Simulation(world);
  let failure: Error | null = null;
  try {
    simulation.run(virtualMs);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  return {
    seed,
    members: simulation.size,
    virtualMs: world.nowMs,
    events: world.events,
    committed: simulation.checker.committedIndex,
    reads: simulation.checker.reads,
    crashes: simulation.crashes,
    outcomes: simulation.checker.outcomes,
    failure,
    trace: world.trace,
  };
}

/** The command that runs one seed again. */
export function replayCommand(seed: number, virtualMs: number): string {
  return `npm run sim -- --seed ${seed} --seeds 1 --seconds ${virtualMs / 1000} --trace`;
}
