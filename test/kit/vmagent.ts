// Debian's vmagent, which reads Prometheus' configuration and finds targets through Kubernetes' API by itself. Debian's
// Prometheus is built without that. It runs in a node's network, where pods are reached.
import { type ChildProcess, spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from '#kernel/model/json.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';

/** A target as its page shows it. */
export interface FoundTarget {
  readonly job: string;
  readonly url: string;
  readonly health: string;
  readonly lastError: string;
  readonly samples: number;
  /** After relabelling. */
  readonly labels: Readonly<Record<string, string>>;
  /** What discovery said: the labels that begin with __meta_kubernetes_, without that beginning. */
  readonly meta: Readonly<Record<string, string>>;
}

const port = 8429;
const metaPrefix = '__meta_kubernetes_';

function textsOf(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

function targetOf(value: unknown): FoundTarget {
  const target = isJsonObject(value) ? value : {};
  const { job = '', ...labels } = textsOf(target['labels']);
  const meta = Object.entries(textsOf(target['discoveredLabels']))
    .filter(([name]) => name.startsWith(metaPrefix))
    .map(([name, text]): [string, string] => [name.slice(metaPrefix.length), text]);
  return {
    job,
    url: String(target['scrapeUrl']),
    health: String(target['health']),
    lastError: String(target['lastError']),
    samples: Number(target['lastSamplesScraped']),
    labels,
    meta: Object.fromEntries(meta),
  };
}

export class VmAgent implements AsyncDisposable {
  readonly #child: ChildProcess;
  #page = '';
  #said = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on(
      'data',
      (chunk: Buffer) => (this.#said = `${this.#said}${String(chunk)}`.slice(-100_000)),
    );
  }

  /** Starts it in a node's network with a configuration of Prometheus; its page is forwarded to the host. */
  static async start(sandbox: Sandbox, node: string, folder: string, config: object): Promise<VmAgent> {
    const file = path.join(folder, 'prometheus.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(config));
    const args = [
      `--net=/run/netns/${sandbox.namespace(node)}`,
      'vmagent',
      `-promscrape.config=${file}`,
      '-promscrape.kubernetesSDCheckInterval=200ms',
      `-httpListenAddr=${sandbox.member(node).address}:${port}`,
      // What is scraped goes nowhere.
      '-remoteWrite.url=http://127.0.0.1:9/',
      `-remoteWrite.tmpDataPath=${path.join(folder, 'queue')}`,
    ];
    const made = new VmAgent(spawn('nsenter', args, { stdio: ['ignore', 'ignore', 'pipe'] }));
    const known = await sandbox.forwards();
    const forwards = await sandbox.forward([...known, { member: node, port, hostPort: 0 }]);
    const own = forwards.find((each) => each.member === node && each.port === port);
    made.#page = `http://127.0.0.1:${own?.hostPort ?? 0}`;
    return made;
  }

  /** The last of what it has logged. */
  get said(): string {
    return this.#said;
  }

  /** What it scrapes now; undefined while it does not answer. Rejects when it has ended. */
  async targets(): Promise<readonly FoundTarget[] | undefined> {
    assert.equal(this.#child.exitCode, null, `vmagent has ended: ${this.#said}`);
    try {
      const answer: unknown = await (await fetch(`${this.#page}/api/v1/targets?state=active`)).json();
      const data = isJsonObject(answer) ? answer['data'] : undefined;
      const active = isJsonObject(data) ? data['activeTargets'] : undefined;
      return Array.isArray(active) ? active.map(targetOf) : [];
    } catch {
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
