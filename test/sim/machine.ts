// The simulated state machine: registers, and client sessions that make a retried command take effect once.
// It is small on purpose: a seed of ten virtual minutes applies some ten thousand commands on every member. A
// share of the seeds has the kernel's store in its place (store-machine.ts).
import type { Entry } from '#raft/core/types.ts';

/** One command of a client's session. A retry has the same client and sequence, and another attempt. */
export interface Command {
  readonly client: number;
  readonly sequence: number;
  readonly attempt: number;
  readonly register: number;
  readonly value: string;
  /** Written only over this value; null: over any. */
  readonly expected: string | null;
  /** The version of the value expected, where a machine compares those; null: any. */
  readonly version: number | null;
  /** As `MachineKind.open` had it opened; 0 where sessions need no opening. */
  readonly session: number;
  /** Makes entries of different sizes. */
  readonly padding: number;
}

/** A state machine on one member. */
export interface SimMachine {
  readonly index: number;
  /** Equal on members that applied the same entries to the same effect. */
  readonly checksum: number;
  read(register: number): { readonly value: string; readonly version: number };
  /** Whether the last command of a client's session took effect; undefined where there is no such command. */
  outcome(client: number, sequence: number): boolean | undefined;
  /** The number of a client's session; undefined before it is open. */
  sessionOf(client: number): number | undefined;
  /** `text`: the entry's data as text; null for one of Raft's own. */
  apply(entry: Entry, text: string | null): void;
  freeze(): FrozenMachine;
}

/** A snapshot of a machine. */
export interface FrozenMachine {
  readonly index: number;
  thaw(): SimMachine;
}

export interface MachineKind {
  readonly name: string;
  readonly snapshotEveryEntries: number;
  fresh(): SimMachine;
  encode(command: Command): Uint8Array;
  /** The entry that opens a client's session, or null where any client has one. */
  readonly open: ((client: number, attempt: number) => Uint8Array) | null;
}

function encodeCommand(command: Command): string {
  const { client, sequence, attempt, register, value, expected, padding } = command;
  return [client, sequence, attempt, register, value, expected ?? '*', '.'.repeat(padding)].join(' ');
}

function decodeCommand(text: string): Omit<Command, 'version' | 'session'> {
  const [client, sequence, attempt, register, value = '', expected = '*', padding = ''] = text.split(' ');
  return {
    client: Number(client),
    sequence: Number(sequence),
    attempt: Number(attempt),
    register: Number(register),
    value,
    expected: expected === '*' ? null : expected,
    padding: padding.length,
  };
}

interface Session {
  readonly sequence: number;
  readonly swapped: boolean;
}

/** A state never changes: the next one is made from it, so a snapshot is the state itself. */
interface MachineState {
  readonly index: number;
  readonly checksum: number;
  readonly registers: readonly string[];
  readonly sessions: ReadonlyMap<number, Session>;
}

export const registerCount = 5;
const emptyMachine: MachineState = {
  index: 0,
  checksum: 0,
  registers: Array.from({ length: registerCount }, () => ''),
  sessions: new Map(),
};

/** Sessions kept; clients come and go, and the one used longest ago is forgotten. */
const maxSessions = 64;

class Machine implements SimMachine {
  #registers: string[];
  #sessions: Map<number, Session>;
  #checksum: number;
  index: number;

  constructor({ index, checksum, registers, sessions }: MachineState) {
    this.index = index;
    this.#checksum = checksum;
    this.#registers = [...registers];
    this.#sessions = new Map(sessions);
  }

  get checksum(): number {
    return this.#checksum;
  }

  /** No two writes write the same value, so it is its own version. */
  read(register: number): { readonly value: string; readonly version: number } {
    return { value: this.#registers[register] ?? '', version: 0 };
  }

  sessionOf(): number {
    return 0;
  }

  /** Whether the last command of a session took effect. */
  outcome(client: number, sequence: number): boolean | undefined {
    const session = this.#sessions.get(client);
    return session?.sequence === sequence ? session.swapped : undefined;
  }

  freeze(): FrozenMachine {
    const { index } = this;
    const state: MachineState = {
      index,
      checksum: this.#checksum,
      registers: [...this.#registers],
      sessions: new Map(this.#sessions),
    };
    return { index, thaw: () => new Machine(state) };
  }

  apply({ index, term }: Entry, text: string | null): void {
    this.index = index;
    if (text !== null) this.#command(text);
    this.#checksum = (Math.imul(this.#checksum, 31) + term) >>> 0;
  }

  #command(text: string): void {
    const { client, sequence, register, value, expected } = decodeCommand(text);
    const known = this.#sessions.get(client);
    if (known !== undefined && sequence <= known.sequence) return;
    const swapped = expected === null || this.#registers[register] === expected;
    if (swapped) this.#registers[register] = value;
    this.#sessions.delete(client);
    this.#sessions.set(client, { sequence, swapped });
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > maxSessions && oldest !== undefined) this.#sessions.delete(oldest);
    for (let at = 0; at < value.length; at++) {
      this.#checksum = (Math.imul(this.#checksum, 31) + value.charCodeAt(at) + register) >>> 0;
    }
  }
}

const encoder = new TextEncoder();

export const registersKind: MachineKind = {
  name: 'registers',
  snapshotEveryEntries: 150,
  fresh: () => new Machine(emptyMachine),
  encode: (command) => encoder.encode(encodeCommand(command)),
  open: null,
};
