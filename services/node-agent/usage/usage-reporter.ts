// Says every few seconds what the node and its containers use. Nothing waits for it: what can't be measured or sent is
// left out, and the next report follows.
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { NatsConnection } from 'nats';
import { messageOf } from '#kernel/errors.ts';
import { encode } from '#kernel/model/codec.ts';
import { type ContainerUsage, NodeUsage, type PodUsage, type Used } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, nodeTimes, subjects } from '#kernel/node/protocol.ts';
import type { Clock, Logger } from '#kernel/ports.ts';
import type { ContainerRuntime, ObservedContainer } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import {
  type CountFiles,
  type Counted,
  countFiles,
  readCounts,
  readMachine,
} from '#node-agent/usage/cgroups.ts';
import { type Look, usedSince } from '#node-agent/usage/rates.ts';

export interface UsageReporterOptions {
  readonly node: string;
  readonly connection: NatsConnection;
  readonly runtime: Pick<ContainerRuntime, 'processId'>;
  /** The containers that run now, but for those that only hold a pod's network. */
  readonly running: () => readonly ObservedContainer[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is remembered of a container while it runs. */
interface Known {
  readonly files: CountFiles;
  look: Look | undefined;
}

export class UsageReporter {
  readonly #options: UsageReporterOptions;
  readonly #known = new Map<string, Known>();
  #machine: Look | undefined;

  constructor(options: UsageReporterOptions) {
    this.#options = options;
  }

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { logger } = this.#options;
    let waitMs: number = agentLimits.usage.firstMs;
    while (!signal.aborted) {
      try {
        await this.report();
      } catch (error) {
        logger.debug('what is used could not be said', { error: messageOf(error) });
      }
      await setTimeout(waitMs, undefined, { signal }).catch(() => undefined);
      waitMs = nodeTimes.usageMs;
    }
  }

  /** Measures once, and says what was used since the time before. */
  async report(): Promise<void> {
    const { connection, node } = this.#options;
    const usage = await this.measure();
    if (connection.isClosed()) return;
    connection.publish(subjects.usage(node), encode(NodeUsage, usage));
  }

  /** What was used since the last time it was measured. */
  async measure(): Promise<NodeUsage> {
    const { node, clock, running } = this.#options;
    const containers = running().slice(0, agentLimits.usage.containers);
    const ids = new Set(containers.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    const own = await this.#ofMachine();
    const pods = new Map<string, { readonly pod: PodUsage; readonly containers: ContainerUsage[] }>();
    for (const container of containers) {
      const used = await this.#of(container);
      if (used === undefined) continue;
      const { podUid: uid, podName: name, podNamespace: namespace } = container;
      let known = pods.get(uid);
      if (known === undefined) {
        const list: ContainerUsage[] = [];
        known = { pod: { namespace, name, uid, containers: list }, containers: list };
        pods.set(uid, known);
      }
      known.containers.push({ name: container.container, used });
    }
    return {
      format: nodeFormat,
      node,
      atMs: Math.max(0, Math.round(clock.wallMs())),
      ...(own !== undefined && { own }),
      pods: [...pods.values()].map(({ pod }) => pod),
    };
  }

  #look(counted: Counted): Look {
    return { ...counted, atMs: this.#options.clock.monotonicMs() };
  }

  async #ofMachine(): Promise<Used | undefined> {
    const now = this.#look(await readMachine());
    const used = usedSince(this.#machine, now, undefined);
    if (used !== undefined || this.#machine === undefined) this.#machine = now;
    return used;
  }

  /** What a container used; undefined when it has ended meanwhile, or has only just begun. */
  async #of(container: ObservedContainer): Promise<Used | undefined> {
    const { clock, logger } = this.#options;
    try {
      const known = this.#known.get(container.id) ?? (await this.#find(container));
      if (known === undefined) return undefined;
      const now = this.#look(await readCounts(known.files));
      const beganMs = now.atMs - (clock.wallMs() - container.startedAtMs);
      const used = usedSince(known.look, now, container.startedAtMs > 0 ? beganMs : undefined);
      if (used !== undefined) known.look = now;
      return used;
    } catch (error) {
      // Its group is gone, or another process has its number: it is looked for again while it is said to run.
      this.#known.delete(container.id);
      logger.debug('what a container uses could not be measured', {
        container: container.container,
        pod: `${container.podNamespace}/${container.podName}`,
        error: messageOf(error),
      });
      return undefined;
    }
  }

  async #find({ id }: ObservedContainer): Promise<Known | undefined> {
    const process = await this.#options.runtime.processId(id);
    const files = countFiles(await readFile(`/proc/${process}/cgroup`, 'utf8'));
    if (files === undefined) return undefined;
    const known: Known = { files, look: undefined };
    this.#known.set(id, known);
    return known;
  }
}
