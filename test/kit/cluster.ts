// A real cluster for end-to-end tests: a sandbox with masters and nodes, demo images, a client, load
// from inside a member's network. One cluster serves a whole file; it is always taken down.
import { type ChildProcess, spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPodReady } from '#kernel/kinds/pod.ts';
import type { Deployment } from '#kernel/model/gen/apps.gen.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import { leftovers } from '#sandbox/down.ts';
import { type ClusterOptions, SandboxCluster } from '#sandbox/cluster.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { demoImage, nginxImage } from '#sandbox/image/images.ts';
import { untilReady } from '#sandbox/ready.ts';
import { Sandbox } from '#sandbox/sandbox.ts';
import { ApiClient } from '#kit/api-client.ts';
import type { LoadReport } from '#kit/load.ts';

const loadProgram = path.join(import.meta.dirname, 'load.ts');

/** Waits for a condition under a generous deadline; CI machines are slow. `what` may tell what was last seen. */
export async function until<T>(
  what: string | (() => string),
  look: () => Promise<T | undefined | false>,
  deadlineMs = 120_000,
): Promise<T> {
  const untilMs = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    assert.ok(
      performance.now() < untilMs,
      `still waiting after ${deadlineMs / 1000} s: ${typeof what === 'string' ? what : what()}`,
    );
    await sleep(100);
  }
}

/** Whether a pod is ready and stays. */
export function serves(pod: Pod): boolean {
  return isPodReady(pod) && pod.metadata.deletionTimestamp === undefined;
}

export class TestCluster {
  readonly cluster: SandboxCluster;
  readonly api: ApiClient;

  private constructor(cluster: SandboxCluster, api: ApiClient) {
    this.cluster = cluster;
    this.api = api;
  }

  /** Brings a cluster up with demo:v1, demo:v2 and nginx:latest on every node. */
  static async up(
    name: string,
    shape: Partial<Pick<ClusterOptions, 'masters' | 'nodes' | 'registries'>> = {},
  ): Promise<TestCluster> {
    await Sandbox.down({ name });
    const nodes = shape.nodes ?? 3;
    const cluster = await SandboxCluster.up({
      name,
      masters: shape.masters ?? 3,
      nodes,
      registries: shape.registries ?? [],
      progress: () => undefined,
    });
    const connection = await cluster.connection();
    await untilReady(connection, cluster.nodes);
    const made = new TestCluster(cluster, new ApiClient(connection));
    await made.#loadImages();
    return made;
  }

  async #loadImages(): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), 'orc-e2e-'));
    try {
      for (const image of [demoImage('v1'), demoImage('v2'), nginxImage()]) {
        const file = path.join(folder, 'image.tar');
        await writeImage(image, file);
        await this.cluster.sandbox.loadImage(file);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Takes the cluster down and shows that nothing of it is left. */
  async down(): Promise<void> {
    this.api.close();
    const { name, folder } = this.cluster.sandbox;
    await Sandbox.down({ name });
    assert.deepEqual(await leftovers(name, folder), []);
  }

  async pods(labels: Readonly<Record<string, string>> = {}): Promise<Pod[]> {
    const all = await this.api.list('Pod');
    return all.filter(({ metadata }) =>
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
    );
  }

  /** Waits until exactly `count` pods with these labels exist and all serve. */
  untilServing(count: number, labels: Readonly<Record<string, string>>): Promise<Pod[]> {
    return until(`${count} pods with ${JSON.stringify(labels)} are ready`, async () => {
      const pods = await this.pods(labels);
      return pods.length === count && pods.every(serves) && pods;
    });
  }

  async deployment(name: string): Promise<Deployment> {
    const found = (await this.api.list('Deployment')).find(({ metadata }) => metadata.name === name);
    assert.ok(found, `deployment ${name} exists`);
    return found;
  }

  /** Waits until a deployment's newest template runs everywhere. */
  untilRolledOut(name: string): Promise<Deployment> {
    return until(`deployment ${name} is rolled out`, async () => {
      const deployment = await this.deployment(name);
      const { status, spec, metadata } = deployment;
      const replicas = spec.replicas ?? 1;
      const done =
        status?.observedGeneration === metadata.generation &&
        status?.updatedReplicas === replicas &&
        status?.replicas === replicas &&
        status?.availableReplicas === replicas;
      return done && deployment;
    });
  }

  async serviceAddress(name: string): Promise<string> {
    const found = (await this.api.list('Service')).find(({ metadata }) => metadata.name === name);
    const address = found?.spec.clusterIP;
    assert.ok(address, `service ${name} has an address`);
    return address;
  }

  /** Asks a URL `perSecond` times a second from inside a member's network until `stop`. */
  load(member: string, url: string, perSecond: number): { readonly stop: () => Promise<LoadReport> } {
    const args = [
      `--net=/run/netns/${this.cluster.sandbox.namespace(member)}`,
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      loadProgram,
      url,
      String(perSecond),
    ];
    const child: ChildProcess = spawn('nsenter', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    return {
      stop: async () => {
        child.stdin?.end();
        await ended;
        return JSON.parse(output);
      },
    };
  }

  /** The ids of all running containers of all nodes, in order. */
  async containerIds(nodes: readonly string[]): Promise<string[]> {
    const lists = await Promise.all(nodes.map((node) => this.cluster.sandbox.docker(node).listContainers()));
    return lists
      .flat()
      .map(({ Id }) => Id)
      .toSorted();
  }
}

/** A deployment of the demo server. */
export function demoDeployment(name: string, replicas: number, image = 'demo:v1', more: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 5,
          containers: [
            {
              name: 'web',
              image,
              ports: [{ name: 'http', containerPort: 80 }],
              readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 },
              ...more,
            },
          ],
        },
      },
    },
  };
}

/** A Service for the pods of `demoDeployment(name)`. */
export function demoService(name: string, more: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 'http' }], ...more },
  };
}
