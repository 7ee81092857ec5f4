// Real masters without nodes, on loopback addresses of their own: what the command and the client
// library are tested against. Every process is ended by its id, and the folder removed.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { newEncryptionKey } from '#api/encryption/keyring.ts';
import { OrcClient } from '#client/client.ts';
import { addContext } from '#cli/kubeconfig.ts';
import { masterPorts } from '#runtime/config.ts';
import { type Identity, createAuthority, groups, issueCertificate } from '#runtime/pki.ts';

const orc = path.join(import.meta.dirname, '../../../orc');
/** How long masters have to come up, and a process to end. */
const patience = { upMs: 60_000, endMs: 15_000 } as const;

interface Member {
  readonly name: string;
  readonly address: string;
  readonly configFile: string;
  readonly logFile: string;
  process: ChildProcess | undefined;
}

/** Resolves once a port takes connections; rejects when it takes none. */
function untilOpen(address: string): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), host, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** What a process said and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

export class TestMasters implements AsyncDisposable {
  readonly folder: string;
  readonly authority: Identity;
  readonly administrator: Identity;
  readonly #members: readonly Member[];

  private constructor(
    folder: string,
    authority: Identity,
    administrator: Identity,
    members: readonly Member[],
  ) {
    this.folder = folder;
    this.authority = authority;
    this.administrator = administrator;
    this.#members = members;
  }

  /** Starts masters, each data directory `prepare`d and `further` in its configuration, and waits until one leads and the first objects are there. */
  static async up(
    count = 3,
    prepare: (dataDir: string) => void = () => undefined,
    further: object = {},
    certificateDays = 1,
  ): Promise<TestMasters> {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-masters-'));
    const authority = await createAuthority('test');
    const encryptionKey = newEncryptionKey();
    writeFileSync(path.join(folder, 'ca.pem'), authority.certificate);
    writeFileSync(path.join(folder, 'ca.key'), authority.key, { mode: 0o600 });
    const network = `127.0.${20 + (process.pid % 200)}`;
    const masters = Array.from({ length: count }, (_none, index) => ({
      id: index + 1,
      name: `master-${index + 1}`,
      address: `${network}.${index + 11}`,
    }));
    const members: Member[] = [];
    for (const master of masters) {
      const at = (name: string): string => path.join(folder, `${master.name}${name}`);
      const { certificate, key } = await issueCertificate(authority, {
        name: `orc:master:${master.name}`,
        groups: [groups.masters],
        hosts: [master.address, master.name, ...apiServiceHosts('10.96.0.0/16')],
        days: certificateDays,
      });
      writeFileSync(at('.ca.pem'), authority.certificate);
      writeFileSync(at('.kek'), encryptionKey, { mode: 0o600 });
      writeFileSync(at('.pem'), certificate);
      writeFileSync(at('.key'), key, { mode: 0o600 });
      mkdirSync(at(''), { mode: 0o700 });
      prepare(at(''));
      const config = {
        ...master,
        clusterId: 'test',
        dataDir: at(''),
        encryptionKeyFile: at('.kek'),
        masters,
        serviceCidr: '10.96.0.0/16',
        podCidr: '10.244.0.0/16',
        certificateFile: at('.pem'),
        keyFile: at('.key'),
        authorityFile: at('.ca.pem'),
        authorityKeyFile: path.join(folder, 'ca.key'),
        // No test asks a registry outside.
        onlyListedRegistries: true,
        ...further,
      };
      writeFileSync(at('.json'), JSON.stringify(config));
      members.push({
        name: master.name,
        address: master.address,
        configFile: at('.json'),
        logFile: at('.log'),
        process: undefined,
      });
    }
    const user = { name: 'ann', groups: [groups.administrators], hosts: [], days: 1 };
    const administrator = await issueCertificate(authority, user);
    const cluster = new TestMasters(folder, authority, administrator, members);
    addContext(cluster.kubeconfig, {
      name: 'test',
      servers: cluster.servers,
      api: cluster.apis[0] ?? '',
      ...cluster.#credentials(),
    });
    for (const index of members.keys()) cluster.start(index);
    try {
      await cluster.untilServing();
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    return cluster;
  }

  /** A server with a certificate of the cluster's CA that is not a master's. */
  static async impostor(
    authority: Identity,
  ): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
    const { certificate, key } = await issueCertificate(authority, {
      name: 'orc:node:node-1',
      groups: [groups.nodes],
      hosts: ['127.0.0.1'],
      days: 1,
    });
    const server = createSecureServer({ cert: certificate, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const close = async (): Promise<void> => {
      server.close();
      await once(server, 'close');
    };
    return { address: `127.0.0.1:${address.port}`, close };
  }

  /** Where the Kubernetes face of each master is. */
  get apis(): string[] {
    return this.#members.map(({ address }) => `${address}:${masterPorts.http}`);
  }

  get servers(): string[] {
    return this.#members.map(({ address }) => `${address}:${masterPorts.grpc}`);
  }

  get kubeconfig(): string {
    return path.join(this.folder, 'kubeconfig');
  }

  #credentials(): { authority: string; certificate: string; key: string } {
    return { authority: this.authority.certificate, ...this.administrator };
  }

  /** A client of the library; `servers` are all masters unless given. */
  client(
    servers: readonly string[] = this.servers,
    options: { readonly withStreams?: boolean } = {},
  ): OrcClient {
    return new OrcClient({ servers, ...this.#credentials(), ...options });
  }

  #member(index: number): Member {
    const member = this.#members[index];
    assert.ok(member !== undefined, `there is no master ${index}`);
    return member;
  }

  configFile(index: number): string {
    return this.#member(index).configFile;
  }

  dataDir(index: number): string {
    return path.join(this.folder, this.#member(index).name);
  }

  start(index: number): void {
    const member = this.#member(index);
    const log = openSync(member.logFile, 'a');
    member.process = spawn(orc, ['master', '--config', member.configFile], { stdio: ['ignore', log, log] });
    closeSync(log);
  }

  /** The process id of one master. */
  pid(index: number): number {
    const pid = this.#member(index).process?.pid;
    assert.ok(pid !== undefined, `master ${index} runs`);
    return pid;
  }

  /** Fails, with the end of what it said, when one master has ended by itself. */
  assertRuns(index: number): void {
    const { process: child, name, logFile } = this.#member(index);
    const ended = child === undefined || child.exitCode !== null || child.signalCode !== null;
    assert.ok(!ended, `${name} runs; it said\n${readFileSync(logFile, 'utf8').slice(-3_000)}`);
  }

  /** Sends a signal to one master's process; SIGKILL also waits until it is gone. */
  async signal(index: number, signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const member = this.#member(index);
    const child = member.process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') return;
    await ended;
    member.process = undefined;
  }

  /** The index of the leader, as the masters see it. */
  async leader(): Promise<number> {
    using client = this.client();
    const untilMs = performance.now() + patience.upMs;
    for (;;) {
      const answers = await client.masters();
      const index = answers.findIndex((each) => each !== undefined && each.leader === each.name);
      if (index >= 0) return index;
      assert.ok(performance.now() < untilMs, 'no master leads');
      await sleep(100);
    }
  }

  /** Waits until masters, all unless given, answer linearizable reads on both faces. */
  async untilServing(indexes: readonly number[] = [...this.#members.keys()]): Promise<void> {
    using client = this.client(indexes.map((index) => this.servers[index] ?? ''));
    const untilMs = performance.now() + patience.upMs;
    for (;;) {
      try {
        await client.get({ group: '', kind: 'Namespace', namespace: '', name: 'default' });
        await Promise.all(indexes.map((index) => untilOpen(this.apis[index] ?? '')));
        return;
      } catch (error) {
        const logs = (): string =>
          this.#members.map(({ logFile }) => readFileSync(logFile, 'utf8').slice(-2_000)).join('\n');
        assert.ok(performance.now() < untilMs, `the masters do not serve: ${String(error)}\n${logs()}`);
      }
      await sleep(100);
    }
  }

  /** Runs `orc` with this cluster's configuration, to its end. */
  async orc(words: readonly string[], input = '', timeoutMs = 60_000): Promise<Ran> {
    const startedAt = performance.now();
    const child = this.spawnOrc(words);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    // A command that does not read its input may be gone before it is written.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    clearTimeout(timer);
    return { code, stdout, stderr, ms: performance.now() - startedAt };
  }

  /** Starts `orc` with this cluster's configuration. */
  spawnOrc(words: readonly string[]): ChildProcess {
    const env = { ...process.env, ORCCONFIG: this.kubeconfig };
    return spawn(orc, words, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const index of this.#members.keys()) {
      await this.signal(index, 'SIGCONT');
      const kill = setTimeout(() => void this.signal(index, 'SIGKILL'), patience.endMs);
      await this.signal(index, 'SIGTERM');
      clearTimeout(kill);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
