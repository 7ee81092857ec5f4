// The simulated state machine: registers, and client sessions that make a retried command take effect once.
// It is small on purpose: a seed of ten virtual minutes applies some ten thousand commands on every member.

/** One command of a client's session. A retry has the same client and sequence, and another attempt. */
export interface Command {
  readonly client: number;
  readonly sequence: number;
  readonly attempt: number;
  readonly register: number;
  readonly value: string;
  /** Written only over this value; null: over any. */
  readonly expected: string | null;
  /** Makes entries of different sizes. */
  readonly padding: number;
}

export function encodeCommand(command: Command): string {
  const { client, sequence, attempt, register, value, expected, padding } = command;
  return [client, sequence, attempt, register, value, expected ?? '*', '.'.repeat(padding)].join(' ');
}

export function decodeCommand(text: string): Command {
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
export interface MachineState {
  readonly index: number;
  readonly checksum: number;
  readonly registers: readonly string[];
  readonly sessions: ReadonlyMap<number, Session>;
}

export const registerCount = 5;
export const emptyMachine: MachineState = {
  index: 0,
  checksum: 0,
  registers: Array.from({ length: registerCount }, () => ''),
  sessions: new Map(),
};

/** Sessions kept; clients come and go, and the one used longest ago is forgotten. */
const maxSessions = 64;

export class Machine {
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

  read(register: number): string {
    return this.#registers[register] ?? '';
  }

  /** Whether the last command of a session took effect. */
  outcome(client: number, sequence: number): boolean | undefined {
    const session = this.#sessions.get(client);
    return session?.sequence === sequence ? session.swapped : undefined;
  }

  freeze(): MachineState {
    const { index } = this;
    return {
      index,
      checksum: this.#checksum,
      registers: [...this.#registers],
      sessions: new Map(this.#sessions),
    };
  }

  apply(index: number, term: number, text: string | null): void {
    this.index = index;
    if (text !== null) this.#command(decodeCommand(text));
    this.#checksum = (Math.imul(this.#checksum, 31) + term) >>> 0;
  }

  #command({ client, sequence, register, value, expected }: Command): void {
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
