// A small network for proxy tests: a LAN with a client, a node with pods a, b and c on its bridge,
// and a second node with pod "far". The proxy under test runs for the first node.

import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { ProxyInput, ProxyService } from '#netproxy/model.ts';
import { Proxy } from '#netproxy/proxy.ts';
import { TestNamespaces } from './namespaces.ts';
import { MemoryLogger, MemoryMetrics, systemClock } from './ports.ts';
import { waitFor } from './wait-for.ts';

export const addresses = {
  node: '10.89.0.11',
  client: '10.89.0.100',
  a: '10.244.1.2',
  b: '10.244.1.3',
  c: '10.244.1.4',
  far: '10.244.2.2',
} as const;

/** The port every echo server listens on. */
export const echoPort = 7000;

function kitFile(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** An answer, or why there was none. */
export type Outcome = { readonly answer: string } | { readonly error: string; readonly afterMs: number };

function decodeOutcomes(output: string): Outcome[] {
  const list: unknown = JSON.parse(output);
  if (!Array.isArray(list)) throw new Error(`the echo client printed ${output}`);
  return list.map((item: unknown): Outcome => {
    if (typeof item === 'object' && item !== null) {
      if ('answer' in item) return { answer: String(item.answer) };
      if ('error' in item && 'afterMs' in item)
        return { error: String(item.error), afterMs: Number(item.afterMs) };
    }
    throw new Error(`the echo client printed ${output}`);
  });
}

export class ServiceLab implements AsyncDisposable {
  readonly net: TestNamespaces;
  readonly logger = new MemoryLogger();
  readonly metrics = new MemoryMetrics();
  readonly applied: number[] = [];
  readonly #servers: { kill(signal: 'SIGKILL'): boolean }[] = [];
  #running: { proxy: Proxy; stop: () => Promise<void> } | undefined;
  #generation = 0;

  private constructor(name: string) {
    this.net = new TestNamespaces(name);
  }

  static async create(name: string): Promise<ServiceLab> {
    const lab = new ServiceLab(name);
    try {
      await lab.#build();
    } catch (error) {
      await lab[Symbol.asyncDispose]();
      throw error;
    }
    return lab;
  }

  async #build(): Promise<void> {
    const { net } = this;
    for (const member of ['lan', 'client', 'node', 'far', 'a', 'b', 'c']) await net.add(member);
    await net.bridge('lan', 'br0');
    await net.join('lan', 'br0', 'client', `${addresses.client}/24`, addresses.node);
    await net.join('lan', 'br0', 'node', `${addresses.node}/24`);
    await net.join('lan', 'br0', 'far', '10.89.0.12/24');
    await net.ip('far', 'addr', 'add', `${addresses.far}/32`, 'dev', 'lo');
    await net.ip('far', 'route', 'add', '10.244.1.0/24', 'via', addresses.node);
    await net.bridge('node', 'orc0', '10.244.1.1/24');
    for (const pod of ['a', 'b', 'c'] as const) {
      await net.join('node', 'orc0', pod, `${addresses[pod]}/24`, '10.244.1.1');
    }
    for (const member of ['a', 'b', 'c', 'far', 'client'] as const) await this.#serve(member);
  }

  async #serve(member: keyof typeof addresses): Promise<void> {
    const server = execa(
      'nsenter',
      [
        `--net=/run/netns/${this.net.name(member)}`,
        process.execPath,
        kitFile('echo-server.ts'),
        member,
        addresses[member],
        String(echoPort),
      ],
      { reject: false, stdin: 'ignore', stderr: 'ignore', buffer: false },
    );
    this.#servers.push(server);
    let ready = false;
    server.stdout.on('data', () => (ready = true));
    await waitFor(`the echo server of ${member}`, () => ready);
  }

  /** Starts a proxy, as after a restart of the process when one ran before. */
  start(): Proxy {
    const ending = new AbortController();
    const proxy = new Proxy({
      clock: systemClock,
      logger: this.logger,
      metrics: this.metrics,
      namespace: this.net.name('node'),
      onApplied: (generation) => this.applied.push(generation),
    });
    const running = proxy.run(ending.signal);
    this.#running = {
      proxy,
      stop: async () => {
        ending.abort();
        await running;
      },
    };
    return proxy;
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  /** The proxy that runs now. */
  get proxy(): Proxy {
    return this.#running?.proxy ?? this.start();
  }

  /** Hands `services` to the proxy and waits until they are in the kernel. */
  apply(...services: ProxyService[]): Promise<void> {
    return this.applyInput(this.input(services));
  }

  /** The same for all that a proxy is told. */
  async applyInput(input: ProxyInput): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const { proxy } = this;
    proxy.setDesired(generation, input);
    await this.until(() => proxy.appliedGeneration === generation);
  }

  input(services: readonly ProxyService[]): ProxyInput {
    return {
      services,
      podCidr: '10.244.1.0/24',
      clusterCidr: '10.244.0.0/16',
      nodeAddresses: [addresses.node, '10.89.0.12'],
      routes: [
        { destination: '10.244.2.0/24', gateway: '10.89.0.12' },
        { destination: '10.96.0.0/16', device: 'orc0' },
      ],
    };
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    try {
      await waitFor('the proxy', condition);
    } catch (error) {
      throw new Error(`the proxy did not get there:\n${this.logger.lines.join('\n')}`, { cause: error });
    }
  }

  async ask(
    from: string,
    protocol: 'tcp' | 'udp',
    address: string,
    port: number,
    count = 1,
    sourcePort = 0,
  ): Promise<Outcome[]> {
    const output = await this.net.run(
      from,
      process.execPath,
      kitFile('echo-client.ts'),
      protocol,
      address,
      String(port),
      String(count),
      String(sourcePort),
    );
    return decodeOutcomes(output);
  }

  /** The answers of `count` questions, each of which must be answered. */
  async answers(...question: Parameters<ServiceLab['ask']>): Promise<string[]> {
    return (await this.ask(...question)).map((outcome) => {
      if ('answer' in outcome) return outcome.answer;
      throw new Error(`${question.join(' ')}: ${outcome.error}`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    for (const server of this.#servers) server.kill('SIGKILL');
    await this.net[Symbol.asyncDispose]();
  }
}
