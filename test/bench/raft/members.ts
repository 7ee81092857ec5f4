// Three members of the log as processes on 127.0.0.1, for benchmarks.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Member, MemberChange } from '#raft/port.ts';
import { createAuthority, type TestAuthority } from '#kit/raft/certificates.ts';
import { freePorts } from '#kit/raft/cluster.ts';
import type { Answer, Command, MemberConfig } from './member.ts';

const program = path.join(import.meta.dirname, 'member.ts');

export class MemberProcesses implements AsyncDisposable {
  readonly #folder: string;
  #members: readonly Member[];
  readonly #authority: TestAuthority;
  readonly #stateBytes: number;
  readonly #processes = new Map<number, ChildProcess>();

  private constructor(
    folder: string,
    members: readonly Member[],
    authority: TestAuthority,
    stateBytes: number,
  ) {
    this.#folder = folder;
    this.#members = members;
    this.#authority = authority;
    this.#stateBytes = stateBytes;
  }

  /** Starts members on an empty disk and waits until one leads. */
  static async up(stateBytes = 0, count = 3): Promise<MemberProcesses> {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-bench-raft-'));
    const authority = await createAuthority();
    const members = (await freePorts(count)).map((port, at) => ({
      id: at + 1,
      name: `m${at + 1}`,
      address: `127.0.0.1:${port}`,
    }));
    const up = new MemberProcesses(folder, members, authority, stateBytes);
    for (const self of members) await up.#configure(self, members);
    await Promise.all(members.map(({ id }) => up.start(id)));
    await up.leader();
    return up;
  }

  async #configure(self: Member, first: readonly Member[]): Promise<void> {
    const at = (name: string): string => path.join(this.#folder, `${self.name}${name}`);
    const tls = await this.#authority.issue(self.name);
    const files = { ca: at('.ca'), cert: at('.pem'), key: at('.key') };
    writeFileSync(files.ca, tls.ca);
    writeFileSync(files.cert, tls.cert);
    writeFileSync(files.key, tls.key);
    const stateBytes = this.#stateBytes;
    const config: MemberConfig = { dataDir: at(''), self, members: first, files, stateBytes };
    writeFileSync(at('.json'), JSON.stringify(config));
  }

  /** Starts an empty member, and says what change takes it in. */
  async join(): Promise<{ readonly id: number; readonly change: MemberChange }> {
    const [port = 0] = await freePorts(1);
    const id = this.#members.length + 1;
    const self = { id, name: `m${id}`, address: `127.0.0.1:${port}` };
    this.#members = [...this.#members, self];
    await this.#configure(self, []);
    await this.start(id);
    return { id, change: { put: [{ ...self, learner: true, promote: true }], remove: [] } };
  }

  async start(id: number): Promise<void> {
    const member = this.#members.find((each) => each.id === id);
    if (member === undefined) throw new Error(`no member ${id}`);
    const execArgv = (process.env['ORC_BENCH_NODE'] ?? '').split(' ').filter((each) => each !== '');
    const child = fork(program, [path.join(this.#folder, `${member.name}.json`)], { execArgv });
    this.#processes.set(id, child);
    await once(child, 'message');
  }

  async kill(id: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#processes.get(id);
    child?.kill(signal);
    if (signal !== 'SIGKILL' || child === undefined) return;
    this.#processes.delete(id);
    await once(child, 'exit');
  }

  pid(id: number): number {
    return this.#processes.get(id)?.pid ?? 0;
  }

  /** Carries out one command; one at a time per member. */
  async ask(id: number, command: Command): Promise<Answer> {
    const child = this.#processes.get(id);
    if (child === undefined) throw new Error(`member ${id} does not run`);
    const answered = once(child, 'message');
    child.send(command);
    const [answer]: Answer[] = await answered;
    if (answer === undefined) throw new Error(`member ${id} gave no answer`);
    return answer;
  }

  async leader(): Promise<number> {
    for (;;) {
      for (const id of this.#processes.keys()) {
        const status = await this.ask(id, { kind: 'status' });
        if (status.kind === 'status' && status.role === 'leader') return id;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.#processes.keys()) await this.kill(id);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
