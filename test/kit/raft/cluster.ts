// Real members on 127.0.0.1: threads, TLS, files in a temporary directory. For tests that want the whole.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '#kernel/ports.ts';
import { startRaft, type RaftOptions, type RunningRaft } from '#raft/handle.ts';
import type { CommittedEntry, Member, StateMachine } from '#raft/port.ts';
import type { TlsMaterial } from '#raft/transport/identity.ts';
import { createAuthority, type TestAuthority } from './certificates.ts';

export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  with: () => silent,
};

/** A state machine that keeps every entry's text, in order. */
export class ListMachine implements StateMachine {
  readonly texts: string[] = [];
  index = 0;
  restores = 0;
  leaderId = 0;
  failure: Error | null = null;
  /** Told how far entries are applied. */
  onApplied: (index: number) => void = () => {};

  commit(entries: readonly CommittedEntry[]): void {
    for (const entry of entries) {
      if (entry.index !== this.index + 1) throw new Error(`entry ${entry.index} after ${this.index}`);
      this.index = entry.index;
      if (entry.data.length > 0) this.texts.push(new TextDecoder().decode(entry.data));
    }
    this.onApplied(this.index);
  }

  snapshot(): { index: number; chunks: Iterable<Uint8Array> } {
    const text = JSON.stringify(this.texts);
    const bytes = new TextEncoder().encode(text);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 1000) chunks.push(bytes.slice(at, at + 1000));
    return { index: this.index, chunks };
  }

  async restore(index: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    const texts: unknown = JSON.parse(Buffer.concat(parts).toString());
    if (!Array.isArray(texts)) throw new Error('not a list');
    this.texts.splice(0, this.texts.length, ...texts.map(String));
    this.index = index;
    this.restores += 1;
  }

  leadership(change: { readonly leaderId: number }): void {
    this.leaderId = change.leaderId;
  }

  fatal(error: Error): void {
    this.failure = error;
  }
}

export interface TestMember {
  readonly member: Member;
  readonly machine: ListMachine;
  readonly raft: RunningRaft;
}

export class TestCluster {
  readonly directory: string;
  readonly members: readonly Member[];
  readonly running = new Map<number, TestMember>();
  readonly #authority: TestAuthority;
  readonly #options: Partial<RaftOptions>;

  private constructor(
    directory: string,
    members: readonly Member[],
    authority: TestAuthority,
    options: Partial<RaftOptions>,
  ) {
    this.directory = directory;
    this.members = members;
    this.#authority = authority;
    this.#options = options;
  }

  static async create(size: number, options: Partial<RaftOptions> = {}): Promise<TestCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'orc-raft-'));
    const ports = await freePorts(size);
    const members = ports.map((port, i) => ({
      id: i + 1,
      name: `m${i + 1}`,
      address: `127.0.0.1:${port}`,
    }));
    return new TestCluster(directory, members, await createAuthority(), options);
  }

  async startAll(): Promise<void> {
    await Promise.all(this.members.map((member) => this.start(member.id)));
  }

  dataDir(id: number): string {
    return join(this.directory, `member-${id}`);
  }

  /** The certificate of a master of this name, member or not. */
  issue(name: string): Promise<TlsMaterial> {
    return this.#authority.issue(name);
  }

  async start(id: number): Promise<TestMember> {
    const member = this.members.find((each) => each.id === id);
    if (member === undefined) throw new Error(`no member ${id}`);
    const machine = new ListMachine();
    const raft = await startRaft(
      {
        dataDir: this.dataDir(id),
        clusterId: 'test-cluster',
        self: member,
        members: this.members,
        listen: member.address,
        tls: await this.#authority.issue(member.name),
        logger: silent,
        ...this.#options,
      },
      machine,
    );
    machine.onApplied = (index) => raft.applied(index);
    raft.applied(machine.index);
    const started = { member, machine, raft };
    this.running.set(id, started);
    return started;
  }

  async stop(id: number): Promise<void> {
    const found = this.running.get(id);
    this.running.delete(id);
    await found?.raft.close();
  }

  /** The member that leads, once one does and knows it. */
  async leader(timeoutMs = 15_000): Promise<TestMember> {
    let found: TestMember | undefined;
    await waitFor('a leader', timeoutMs, async () => {
      for (const each of this.running.values()) {
        if ((await each.raft.status()).role === 'leader') found = each;
      }
      return found !== undefined;
    });
    if (found === undefined) throw new Error('no leader');
    return found;
  }

  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)));
    await rm(this.directory, { recursive: true, force: true });
  }
}

export async function waitFor(
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
