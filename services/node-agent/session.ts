// The agent's conversation with whoever leads: heartbeats up, work down. It trusts no delivery: every
// heartbeat says what is held, and what is reported is repeated until the work that comes back shows it.
import type { NatsConnection } from 'nats';
import { messageOf } from '#kernel/errors.ts';
import type { Counter, Gauge, Logger, Metrics } from '#kernel/ports.ts';
import { pack } from '#kernel/log/pack.ts';
import { encode } from '#kernel/model/codec.ts';
import type { Node, Pod } from '#kernel/model/gen/core.gen.ts';
import { type GonePod, type NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import { DownAssembler, nodeFormat, nodeTimes, subjects } from '#kernel/node/protocol.ts';
import type { WorkProjection } from '#node-agent/projection.ts';

/** How long reports gather before they are sent, and how long before an unanswered one is repeated. */
const report = { gatherMs: 5, repeatMs: 1_000, perMessage: 200 } as const;

/** What the session asks of the agent. */
export interface SessionSource {
  /** The node's report of itself, when it differs from what the masters show. */
  nodeReport(): Node | undefined;
  /** Reports of pods whose status differs from what the masters show. */
  podReports(): readonly Pod[];
  /** Pods that were to be stopped and of which nothing is left. */
  gonePods(): readonly GonePod[];
  /** Work has changed, or what proxies have reached. */
  changed(workChanged: boolean): void;
}

export interface SessionOptions {
  readonly node: string;
  readonly bootId: string;
  readonly connection: NatsConnection;
  readonly projection: WorkProjection;
  readonly source: SessionSource;
  /** The name of whom this node trusts (`trustName`), and where to tell whom the leader wants it to. */
  readonly trust: { readonly held: string; want(name: string): void };
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #assembler = new DownAssembler();
  readonly #lease: Gauge;
  readonly #gaps: Counter;
  readonly #sentAt = new Map<string, { readonly text: unknown; readonly atMs: number }>();
  #sequence = 0;
  #proxyRevision = 0;
  #allProxiesRevision = 0;
  #leaseUntilMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#lease = options.metrics.gauge(
      'orc_node_lease_seconds',
      'How long the lease granted by the leader still lasts.',
    );
    this.#gaps = options.metrics.counter(
      'orc_node_work_gaps_total',
      'Messages from leaders that did not follow what the node held.',
    );
  }

  /** The revision that the proxies of all ready nodes have reached, as the leader said last. */
  get allProxiesRevision(): number {
    return this.#allProxiesRevision;
  }

  /** Whether the leader answers. */
  get hasLease(): boolean {
    return performance.now() < this.#leaseUntilMs;
  }

  /** The proxy has written everything up to a revision into the kernel. */
  proxied(revision: number): void {
    if (revision <= this.#proxyRevision) return;
    this.#proxyRevision = revision;
    this.reportSoon();
  }

  /** Reports changes soon, without waiting for the next heartbeat. */
  reportSoon(): void {
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#beat(), report.gatherMs);
  }

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { connection, node } = this.#options;
    const subscription = connection.subscribe(subjects.down(node));
    const heartbeat = setInterval(() => this.#beat(), nodeTimes.heartbeatMs);
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
    this.#beat();
    try {
      for await (const message of subscription) {
        try {
          const down = this.#assembler.add(message.data);
          if (down !== undefined) this.#take(down);
        } catch (error) {
          this.#options.logger.warn('a message from a master was refused', { error: messageOf(error) });
        }
      }
    } finally {
      clearInterval(heartbeat);
      clearTimeout(this.#timer);
    }
  }

  #take(down: NodeDown): void {
    if (down.format !== nodeFormat) {
      this.#options.logger.error('the masters speak another version: upgrade this node', {
        format: down.format,
        known: nodeFormat,
      });
      return;
    }
    const verdict = this.#options.projection.take(down);
    if (verdict === 'old') return;
    if (down.trust !== '') this.#options.trust.want(down.trust);
    if (down.heartbeatMs > 0) {
      this.#leaseUntilMs = Math.max(this.#leaseUntilMs, down.heartbeatMs + down.leaseMs);
      this.#lease.set(Math.max(0, this.#leaseUntilMs - performance.now()) / 1000);
    }
    const moved = down.allProxiesRevision > this.#allProxiesRevision || verdict === 'taken';
    // A new leader begins to count anew: what it says holds.
    this.#allProxiesRevision = down.allProxiesRevision;
    if (verdict === 'gap') {
      // The next heartbeat shows it; the leader sends everything once what it sent can't be under way.
      this.#gaps.add();
      return;
    }
    const workChanged = down.full || down.upserts.length > 0 || down.deletes.length > 0;
    if (moved) this.#options.source.changed(workChanged);
  }

  /** Whether a report is new, or was sent long enough ago without effect. */
  #isDue(key: string, content: unknown, nowMs: number): boolean {
    const sent = this.#sentAt.get(key);
    const text = JSON.stringify(content);
    if (sent?.text === text && nowMs - sent.atMs < report.repeatMs) return false;
    this.#sentAt.set(key, { text, atMs: nowMs });
    return true;
  }

  #beat(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { connection, projection, source, node, bootId } = this.#options;
    if (connection.isClosed()) return;
    const nowMs = performance.now();
    const own = source.nodeReport();
    const pods = source.podReports();
    const due = pods
      .filter((pod) => this.#isDue(pod.metadata.uid ?? '', pod.status, nowMs))
      .slice(0, report.perMessage);
    const allGone = source.gonePods();
    const gone = allGone.filter(({ uid }) => this.#isDue(`gone/${uid}`, uid, nowMs));
    const current = new Set([
      ...pods.map(({ metadata }) => metadata.uid ?? ''),
      ...allGone.map(({ uid }) => `gone/${uid}`),
      'node',
    ]);
    for (const key of this.#sentAt.keys()) if (!current.has(key)) this.#sentAt.delete(key);
    const statuses = [...(own !== undefined && this.#isDue('node', own, nowMs) ? [own] : []), ...due].map(
      pack,
    );
    this.#sequence += 1;
    const up: NodeUp = {
      format: nodeFormat,
      node,
      bootId,
      sequence: this.#sequence,
      term: projection.term,
      revision: projection.revision,
      proxyRevision: this.#proxyRevision,
      sentMs: Math.max(1, Math.floor(nowMs)),
      statuses,
      gone,
      trust: this.#options.trust.held,
    };
    connection.publish(subjects.up(node), encode(NodeUp, up));
  }
}
