// Clients whose every operation is noted with its beginning, its end and its outcome, for a check of
// linearizability. Each speaks to whichever master its dice say, so that leaders, followers and masters that
// are cut off or halted are all asked; a write of unknown outcome is sent again under its session's number.
import { randomInt, randomUUID } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { type Change, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { type ApiClient, manifest } from '#kit/api-client.ts';
import { type Model, checkObject } from '#kit/linearizability.ts';

/** What was asked of one register. Values are unique: no two writes write the same. */
export type RegisterInput =
  | { readonly kind: 'read' }
  | { readonly kind: 'write'; readonly value: string }
  /** Writes if the register still holds what was read before. */
  | { readonly kind: 'swap'; readonly expected: string; readonly value: string };

/** `unknown`: it may have taken effect, or may yet. */
export type RegisterOutput =
  | { readonly kind: 'read'; readonly value: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

export interface RegisterOperation {
  readonly client: number;
  readonly register: string;
  readonly input: RegisterInput;
  readonly output: RegisterOutput;
  /** Monotonic milliseconds; the end is Infinity while the outcome is unknown. */
  readonly startMs: number;
  readonly endMs: number;
}

const attempts = 4;
const attemptMs = 1500;

const keyOf = (register: string) => key('ConfigMap', 'default', register);

function objectOf(register: string, value: string, resourceVersion?: string): object {
  const metadata = { name: register, namespace: 'default', ...(resourceVersion && { resourceVersion }) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } };
}

class Client {
  readonly #api: ApiClient;
  readonly #number: number;
  #session: number | undefined;
  #sequence = 0;
  #written = 0;

  constructor(api: ApiClient, number: number) {
    this.#api = api;
    this.#number = number;
  }

  #master(): number {
    return randomInt(this.#api.masters);
  }

  async #read(register: string): Promise<{ readonly value: string; readonly version: string } | undefined> {
    const request = { key: keyOf(register), stale: false, minRevision: 0 };
    try {
      const { object } = await this.#api.once(this.#master(), ObjectsService.methods.get, request, attemptMs);
      if (object === undefined) return undefined;
      const found = unpack(object);
      const value = found.kind === 'ConfigMap' ? (found.data?.['value'] ?? '') : '';
      return { value, version: found.metadata.resourceVersion ?? '' };
    } catch (error) {
      if (error instanceof OrcError) return undefined;
      throw error;
    }
  }

  /** `done` and `refused` are certain. */
  async #commit(change: Change): Promise<'done' | 'refused' | 'unknown'> {
    if (this.#session === undefined) {
      const opened = { requestId: randomUUID() };
      try {
        const method = ObjectsService.methods.openSession;
        this.#session = (await this.#api.once(this.#master(), method, opened, attemptMs)).session;
      } catch {
        // Nothing was written.
        return 'refused';
      }
    }
    this.#sequence += 1;
    const call = { session: this.#session, sequence: this.#sequence, answeredBelow: this.#sequence };
    const request = { changes: [change], reason: 'history', dryRun: false, call };
    let certain = true;
    for (let attempt = 0; attempt < attempts; attempt++) {
      try {
        await this.#api.once(this.#master(), ObjectsService.methods.commit, request, attemptMs);
        return 'done';
      } catch (error) {
        if (!(error instanceof OrcError)) throw error;
        if (error.code === 'Conflict' && certain) return 'refused';
        // A conflict after an unknown try may be with that try itself.
        if (['Conflict', 'Expired'].includes(error.code)) break;
        // A connection that broke says Unavailable too, whatever became of what was sent on it.
        if (error.code !== 'TooBusy') certain = false;
      }
    }
    if (certain) return 'refused';
    // Whatever becomes of it, this session's numbers go on behind it.
    this.#session = undefined;
    this.#sequence = 0;
    return 'unknown';
  }

  async run(register: string): Promise<RegisterOperation[]> {
    const done: RegisterOperation[] = [];
    const note = (input: RegisterInput, output: RegisterOutput, startMs: number): void => {
      const endMs = output.kind === 'unknown' ? Infinity : performance.now();
      done.push({ client: this.#number, register, input, output, startMs, endMs });
    };
    const startMs = performance.now();
    const dice = randomInt(10);
    if (dice < 4) {
      const value = `${this.#number}-${++this.#written}`;
      const output = await this.#commit({
        update: { object: manifest(objectOf(register, value)), status: false },
      });
      // One that was certainly refused never took effect: there is nothing to explain.
      if (output !== 'refused') note({ kind: 'write', value }, { kind: output }, startMs);
      return done;
    }
    const read = await this.#read(register);
    if (read === undefined) return done;
    note({ kind: 'read' }, { kind: 'read', value: read.value }, startMs);
    if (dice < 7) return done;
    const value = `${this.#number}-${++this.#written}`;
    const swapMs = performance.now();
    const change = { update: { object: manifest(objectOf(register, value, read.version)), status: false } };
    const output = await this.#commit(change);
    if (output !== 'refused') note({ kind: 'swap', expected: read.value, value }, { kind: output }, swapMs);
    return done;
  }
}

/** Runs `clients` clients over `registers` until `signal` aborts. Resolves to everything they did. */
export async function recordHistory(
  api: ApiClient,
  clients: number,
  registers: number,
  signal: AbortSignal,
): Promise<RegisterOperation[]> {
  const names = Array.from({ length: registers }, (_none, at) => `register-${at}`);
  for (const name of names) await api.apply(objectOf(name, ''));
  const history: RegisterOperation[] = [];
  const loop = async (number: number): Promise<void> => {
    const client = new Client(api, number);
    while (!signal.aborted) history.push(...(await client.run(names[randomInt(names.length)] ?? '')));
  };
  await Promise.all(Array.from({ length: clients }, (_none, number) => loop(number)));
  return history;
}

const registerModel: Model<RegisterInput, RegisterOutput> = {
  initial: '',
  step: (state, input, output) => {
    switch (input.kind) {
      case 'read':
        return output.kind === 'read' && output.value === state ? state : undefined;
      case 'write':
        return input.value;
      case 'swap':
        if (state === input.expected) return input.value;
        // One of unknown outcome may have come too late.
        return output.kind === 'unknown' ? state : undefined;
    }
  },
};

/** What is wrong with a history, a line a register; empty when every register's is linearizable. */
export function explain(history: readonly RegisterOperation[]): string[] {
  const problems: string[] = [];
  for (const [register, all] of Map.groupBy(history, (operation) => operation.register)) {
    const operations = all.map(({ input, output, startMs, endMs }) => ({
      input,
      output,
      start: startMs,
      end: endMs,
    }));
    const verdict = checkObject(registerModel, operations);
    if (verdict.kind === 'linearizable') continue;
    const stuck = verdict.kind === 'illegal' ? all[verdict.stuck] : undefined;
    const near = all
      .filter(({ startMs }) => stuck !== undefined && Math.abs(startMs - stuck.startMs) < 500)
      .map((operation) => JSON.stringify(operation));
    problems.push(
      `${register}: ${verdict.kind}; ${JSON.stringify(stuck)} fits nowhere near ${near.join('\n')}`,
    );
  }
  return problems;
}
