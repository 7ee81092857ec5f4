// A simulated client: one operation after the other on registers, each asked of any member, each noted for
// the check of linearizability. A write whose outcome is not known is sent again under its number, to another
// member; when that leads nowhere it stays open, and the client goes on as a new one.
import { type Model, type Operation, checkObject } from '#kit/linearizability.ts';
import type { Checker } from './checker.ts';
import { Violation } from './checker.ts';
import { type MachineKind, registerCount } from './machine.ts';
import type { SimMember } from './sim-member.ts';
import type { World } from './world.ts';

export type Input =
  | { readonly kind: 'read' }
  | { readonly kind: 'write'; readonly value: string }
  | { readonly kind: 'swap'; readonly expected: string; readonly value: string };
export type Output =
  | { readonly kind: 'read'; readonly value: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

// Each byte is a character, so that different records are different texts.
const decoder = new TextDecoder('latin1');
const patienceMs = 2000;
const attempts = 4;

const model: Model<Input, Output> = {
  initial: '',
  step: (state, input, output) => {
    if (input.kind === 'read') return output.kind === 'read' && output.value === state ? state : undefined;
    if (input.kind === 'write') return input.value;
    if (output.kind === 'refused') return state === input.expected ? undefined : state;
    if (state === input.expected) return input.value;
    return output.kind === 'unknown' ? state : undefined;
  },
};

/** Everything that clients did, by register. */
export class SimHistory {
  readonly #operations: Operation<Input, Output>[][] = Array.from({ length: registerCount }, () => []);
  readonly #seen = new Set<string>();
  count = 0;

  note(register: number, operation: Operation<Input, Output>): void {
    this.count += 1;
    this.#operations[register]?.push(operation);
    if (operation.output.kind === 'read') this.#seen.add(operation.output.value);
    if (operation.input.kind === 'swap') this.#seen.add(operation.input.expected);
  }

  /** Throws Violation where a register's history is not that of one register; counts what was too hard. */
  check(): number {
    let undecided = 0;
    for (const [register, all] of this.#operations.entries()) {
      // A value nobody ever saw may have been written at the very end, or not at all: it explains nothing but
      // a swap that was refused.
      const refused = all.filter(({ output }) => output.kind === 'refused').map(({ end }) => end);
      const lastRefused = Math.max(0, ...refused);
      const told = all.filter(
        ({ input, output, start }) =>
          output.kind !== 'unknown' ||
          (input.kind !== 'read' && (this.#seen.has(input.value) || start < lastRefused)),
      );
      const verdict = checkObject(model, told, 500_000);
      if (verdict.kind === 'unknown') undecided += 1;
      if (verdict.kind !== 'illegal') continue;
      const stuck = told[verdict.stuck];
      const near = told.filter(({ start }) => stuck !== undefined && Math.abs(start - stuck.start) < 2000);
      throw new Violation(
        `linearizability of register ${register}: ${JSON.stringify(stuck)} fits nowhere; near it:\n` +
          near.map((operation) => JSON.stringify(operation)).join('\n'),
      );
    }
    return undecided;
  }
}

export class SimClient {
  readonly #world: World;
  readonly #checker: Checker;
  readonly #history: SimHistory;
  readonly #members: () => readonly SimMember[];
  readonly #newId: () => number;
  readonly #pauseMs: number;
  #id: number;
  #sequence = 0;
  /** The write under way. */
  #open: { readonly register: number; readonly input: Input; readonly start: number } | null = null;
  #lastRead = new Map<number, { readonly value: string; readonly version: number }>();
  readonly #kind: MachineKind;
  #session = 0;
  /** The highest index seen on each member: a member never goes back in time. */
  readonly #seen = new Map<SimMember, number>();

  constructor(
    world: World,
    checker: Checker,
    history: SimHistory,
    members: () => readonly SimMember[],
    newId: () => number,
    pauseMs: number,
    kind: MachineKind,
  ) {
    this.#world = world;
    this.#checker = checker;
    this.#history = history;
    this.#members = members;
    this.#newId = newId;
    this.#pauseMs = pauseMs;
    this.#kind = kind;
    this.#id = newId();
  }

  start(): void {
    this.#next();
  }

  /** What is under way at the end may have taken effect. */
  finish(): void {
    if (this.#open === null) return;
    const { register, input, start } = this.#open;
    this.#history.note(register, { input, output: { kind: 'unknown' }, start, end: Infinity });
  }

  #next(): void {
    this.#open = null;
    const { random } = this.#world;
    // Now and then many at once.
    const pause = random.chance(20) ? random.between(0, 5) : random.between(1, this.#pauseMs * 2);
    this.#world.after(pause, () => {
      const register = random.below(registerCount);
      const dice = random.below(10);
      if (dice < 4) return this.#read(register, 0);
      if (this.#kind.open !== null && this.#session === 0) return this.#openSession(0);
      const known = this.#lastRead.get(register);
      this.#sequence += 1;
      const value = `${this.#id}.${this.#sequence}`;
      const input: Input =
        dice < 7 || known === undefined
          ? { kind: 'write', value }
          : { kind: 'swap', expected: known.value, value };
      this.#open = { register, input, start: this.#world.nowMs };
      this.#write(register, input, this.#world.nowMs, 0, known?.version ?? 0);
    });
  }

  #member(): SimMember | undefined {
    return this.#world.random.pick(this.#members().filter((member) => member.isUp));
  }

  #read(register: number, attempt: number): void {
    const member = this.#member();
    const start = this.#world.nowMs;
    const known = this.#checker.knownIndex;
    let over = false;
    const end = (): boolean => {
      const was = over;
      over = true;
      return !was;
    };
    const again = (): void => {
      if (!end()) return;
      if (attempt < attempts) this.#world.after(10, () => this.#read(register, attempt + 1));
      else this.#next();
    };
    const timer = this.#world.after(patienceMs, again);
    const ticket = member?.driver?.readIndex((result) => {
      if (over) return;
      if (result.kind !== 'ok') {
        timer.cancel();
        return again();
      }
      this.#checker.read(member.id, result.index, known);
      member.whenApplied(result.index, () => {
        if (!end()) return;
        timer.cancel();
        const { index } = member.machine;
        const read = member.machine.read(register);
        const { value } = read;
        this.#lastRead.set(register, read);
        this.#goesOn(member, index);
        this.#history.note(register, {
          input: { kind: 'read' },
          output: { kind: 'read', value },
          start,
          end: this.#world.nowMs,
        });
        this.#next();
      });
    });
    void ticket;
  }

  /** Opens a session; a retry finds the same one. */
  #openSession(attempt: number): void {
    const member = this.#member();
    const data = this.#kind.open?.(this.#id, attempt);
    if (data === undefined) return this.#next();
    let over = false;
    const end = (session: number | undefined): void => {
      if (over) return;
      over = true;
      timer.cancel();
      this.#session = session ?? 0;
      if (session !== undefined) return this.#next();
      this.#world.after(20, () => this.#openSession(attempt + 1));
    };
    const timer = this.#world.after(patienceMs, () => {
      ticket?.cancel();
      end(undefined);
    });
    const text = decoder.decode(data);
    const ticket = member?.driver?.propose({ data, lane: 'user', onlyInTerm: 0 }, (result) => {
      this.#checker.answered(text, result);
      if (result.kind !== 'committed') return end(undefined);
      member.whenApplied(result.index, () => end(member.machine.sessionOf(this.#id)));
    });
  }

  #goesOn(member: SimMember, index: number): void {
    const before = this.#seen.get(member) ?? 0;
    if (index < before) throw new Violation(`${member.id} went back from ${before} to ${index} for a client`);
    this.#seen.set(member, index);
  }

  #write(
    register: number,
    input: Exclude<Input, { kind: 'read' }>,
    start: number,
    attempt: number,
    version: number,
  ): void {
    const { random } = this.#world;
    const member = this.#member();
    let over = false;
    const retry = (): void => {
      if (over) return;
      over = true;
      timer.cancel();
      if (attempt < attempts) {
        this.#world.after(random.between(1, 50), () =>
          this.#write(register, input, start, attempt + 1, version),
        );
        return;
      }
      this.#history.note(register, { input, output: { kind: 'unknown' }, start, end: Infinity });
      this.#id = this.#newId();
      this.#sequence = 0;
      this.#session = 0;
      this.#next();
    };
    const timer = this.#world.after(patienceMs, () => {
      ticket?.cancel();
      retry();
    });
    const data = this.#kind.encode({
      client: this.#id,
      sequence: this.#sequence,
      attempt,
      register,
      value: input.value,
      expected: input.kind === 'swap' ? input.expected : null,
      version: input.kind === 'swap' ? version : null,
      session: this.#session,
      padding: random.chance(10) ? random.below(2000) : random.below(60),
    });
    const text = decoder.decode(data);
    const term = member?.driver?.core.soft.term ?? 0;
    const ticket = member?.driver?.propose(
      { data, lane: 'user', onlyInTerm: random.chance(5) ? term : 0 },
      (result) => {
        this.#checker.answered(text, result);
        if (result.kind !== 'committed') return retry();
        member.whenApplied(result.index, () => {
          if (over) return;
          over = true;
          timer.cancel();
          const swapped = member.machine.outcome(this.#id, this.#sequence);
          if (swapped === undefined) throw new Violation(`${text} was committed and has no outcome`);
          this.#goesOn(member, member.machine.index);
          this.#history.note(register, {
            input,
            output: { kind: swapped ? 'done' : 'refused' },
            start,
            end: this.#world.nowMs,
          });
          this.#next();
        });
      },
    );
  }
}
