// The peer to compare with: three members of Debian's etcd on 127.0.0.1, their data on the same disk, and
// grpc-js clients of it. TLS is off on both its sides, which favours it.
import { credentials } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '#kit/raft/cluster.ts';
import { type Method, PlainClient } from './plain.ts';

const packageDefinition = loadSync(path.join(import.meta.dirname, 'etcd.proto'), {
  keepCase: true,
  longs: String,
});
type UnaryMethod = Method<object, object>;

function methodOf(service: string, name: string): UnaryMethod {
  const definition = packageDefinition[`etcdserverpb.${service}`];
  if (definition === undefined || !(name in definition)) throw new Error(`no ${service}.${name}`);
  for (const [key, method] of Object.entries(definition)) {
    if (key === name && typeof method === 'object' && 'path' in method) return method;
  }
  throw new Error(`${service}.${name} is no method`);
}

const methods = {
  put: methodOf('KV', 'Put'),
  range: methodOf('KV', 'Range'),
  status: methodOf('Maintenance', 'Status'),
  moveLeader: methodOf('Maintenance', 'MoveLeader'),
} as const;

/** One grpc-js client of one member. */
export class EtcdClient {
  readonly #client: PlainClient;

  constructor(address: string) {
    this.#client = new PlainClient(address, credentials.createInsecure());
  }

  call(method: keyof typeof methods, request: object, timeoutMs?: number): Promise<object> {
    return this.#client.call(methods[method], request, timeoutMs);
  }

  close(): void {
    this.#client.close();
  }
}

interface EtcdMember {
  readonly name: string;
  readonly client: string;
  readonly peer: string;
}

function textIn(value: object, field: string): string {
  for (const [key, found] of Object.entries(value)) if (key === field) return String(found);
  return '';
}

function headerOf(value: object): object {
  for (const [key, found] of Object.entries(value)) {
    if (key === 'header' && typeof found === 'object' && found !== null) return found;
  }
  return {};
}

export class Etcd implements AsyncDisposable {
  readonly #folder: string;
  readonly #members: readonly EtcdMember[];
  readonly #processes = new Map<string, ChildProcess>();

  private constructor(folder: string, members: readonly EtcdMember[]) {
    this.#folder = folder;
    this.#members = members;
  }

  /** Starts three members on an empty disk and waits until one leads. */
  static async up(): Promise<Etcd> {
    if (spawnSync('etcd', ['--version']).error !== undefined)
      throw new Error(
        'etcd, which orc is measured beside, is not installed: run ops/packages --for-benchmarks',
      );
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-bench-etcd-'));
    const ports = await freePorts(6);
    const members = [0, 1, 2].map((at) => ({
      name: `e${at + 1}`,
      client: `127.0.0.1:${ports[at] ?? 0}`,
      peer: `127.0.0.1:${ports[at + 3] ?? 0}`,
    }));
    const etcd = new Etcd(folder, members);
    for (const { name } of members) etcd.start(name);
    await etcd.leader();
    return etcd;
  }

  get addresses(): string[] {
    return this.#members.map(({ client }) => client);
  }

  start(name: string): void {
    const member = this.#members.find((each) => each.name === name);
    if (member === undefined) throw new Error(`no etcd member ${name}`);
    const child = spawn(
      'etcd',
      [
        ['--name', name],
        ['--data-dir', path.join(this.#folder, name)],
        ['--listen-client-urls', `http://${member.client}`],
        ['--advertise-client-urls', `http://${member.client}`],
        ['--listen-peer-urls', `http://${member.peer}`],
        ['--initial-advertise-peer-urls', `http://${member.peer}`],
        ['--initial-cluster', this.#members.map((each) => `${each.name}=http://${each.peer}`).join()],
        ['--quota-backend-bytes', String(8 * 2 ** 30)],
        ['--logger', 'zap'],
        ['--log-level', 'error'],
      ].flat(),
      { stdio: 'ignore' },
    );
    this.#processes.set(name, child);
  }

  async signal(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.#processes.get(name);
    if (child === undefined) throw new Error(`etcd member ${name} does not run`);
    child.kill(signal);
    if (signal !== 'SIGKILL') return;
    this.#processes.delete(name);
    await once(child, 'exit');
  }

  /** The leader's name and address, once there is one that says so itself. */
  async leader(): Promise<{ readonly name: string; readonly address: string }> {
    for (;;) {
      for (const { name, client } of this.#members) {
        const one = new EtcdClient(client);
        try {
          const status = await one.call('status', {}, 500);
          const leader = textIn(status, 'leader');
          if (leader !== '0' && leader !== '' && leader === textIn(headerOf(status), 'member_id'))
            return { name, address: client };
        } catch {
          // Not up yet, or just killed: the next one is asked.
        } finally {
          one.close();
        }
      }
      await sleep(20);
    }
  }

  /** Resident memory of all members, in bytes: the largest. */
  pids(): number[] {
    return [...this.#processes.values()].map(({ pid }) => pid ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#processes.keys()) await this.signal(name, 'SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
