// The NATS face: the leader's conversation with every node. Followers listen to nothing; a new leader
// begins with an empty memory, and every node is sent everything once.
import { messageOf } from '#kernel/errors.ts';
import type { Counter, Gauge, Logger, Metrics, Random } from '#kernel/ports.ts';
import { unpack } from '#kernel/log/pack.ts';
import { decode } from '#kernel/model/codec.ts';
import { type NodeDown, NodeUp } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, splitDown, subjects } from '#kernel/node/protocol.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import { trustIn } from '#api/certificates/authorities.ts';
import type { Sealer } from '#api/admission/context.ts';
import { NodeSession, concernsNodes } from '#api/nats/node-session.ts';
import { goneWrite, leaseWrite, nodeWrite, podWrite } from '#api/nats/node-writes.ts';
import { StatusWriter } from '#api/nats/status-writer.ts';
import type { Leadership } from '#api/raft-port.ts';
import type { Replica } from '#api/replica.ts';

/** How long events gather before nodes are told. */
const gatherMs = 2;
/** A node silent for longer does not hold up the others' proxies. */
const proxySilenceMs = 2_200;

/** What arrives on a subject, until nobody listens any more. */
interface Messages extends AsyncIterable<{ readonly subject: string; readonly data: Uint8Array }> {
  unsubscribe(): void;
}

/** What of a connection to NATS this needs. */
export interface NodesConnection {
  subscribe(subject: string): Messages;
  publish(subject: string, data: Uint8Array): void;
  isClosed(): boolean;
}

export interface NodesOptions {
  readonly replica: Replica;
  readonly connection: NodesConnection;
  readonly sealer: Sealer;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly source: string;
  /** Told of every heartbeat, by the wall clock: control decides with it. */
  readonly heard: (node: string) => void;
}

export class Nodes {
  readonly #options: NodesOptions;
  readonly #writer: StatusWriter;
  readonly #sessions = new Map<string, NodeSession>();
  readonly #refused: Counter;
  readonly #connected: Gauge;
  #subscription: Messages | undefined;
  #term = 0;
  #messages = 0;
  #events: StoreEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #allProxiesRevision = 0;

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#writer = new StatusWriter(options.replica, options.logger, options.source);
    this.#refused = options.metrics.counter(
      'orc_node_messages_refused_total',
      "Nodes' messages that could not be read.",
    );
    this.#connected = options.metrics.gauge('orc_node_sessions', 'Nodes this master talks to as leader.');
    options.replica.listen({
      events: (events) => this.#observe(events),
      leadership: (change) => this.#lead(change),
    });
    this.#lead(options.replica.leadership);
  }

  #lead({ role, term }: Leadership): void {
    const leads = role === 'leader';
    if (leads && term === this.#term) return;
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#sessions.clear();
    this.#connected.set(0);
    this.#writer.clear();
    this.#events = [];
    this.#allProxiesRevision = 0;
    this.#term = leads ? term : 0;
    if (!leads) return;
    const subscription = this.#options.connection.subscribe(subjects.anyUp);
    this.#subscription = subscription;
    void this.#listen(subscription);
  }

  /** Ends the conversation: this master stops. */
  close(): void {
    this.#lead({ role: 'follower', term: 0, leaderId: 0 });
  }

  async #listen(subscription: Messages): Promise<void> {
    for await (const message of subscription) {
      if (this.#term === 0) return;
      try {
        this.#heard(decode(NodeUp, message.data), message.subject);
      } catch (error) {
        this.#refused.add();
        this.#options.logger.warn('a message from a node was refused', {
          subject: message.subject,
          error: messageOf(error),
        });
      }
    }
  }

  #heard(up: NodeUp, subject: string): void {
    if (up.format !== nodeFormat || subject !== subjects.up(up.node)) {
      this.#refused.add();
      return;
    }
    const { replica } = this.#options;
    // A cluster whose first objects are not written has no work to send, and no revision to count from.
    if (replica.store.revision === 0) return;
    // One that was removed, and is not cut off yet.
    if (replica.store.get('Node', '', up.node) === undefined) return;
    let session = this.#sessions.get(up.node);
    if (session === undefined) {
      session = new NodeSession(up.node, {
        view: replica.store,
        term: this.#term,
        trust: () => trustIn(replica.store)?.name ?? '',
        open: (object) => this.#options.sealer.open(object),
        notOpened: (key, error) =>
          this.#options.logger.error(
            'a node goes without an object that can’t be opened; it is tried again',
            {
              node: up.node,
              kind: key.kind,
              namespace: key.namespace,
              name: key.name,
              error: messageOf(error),
            },
          ),
      });
      this.#sessions.set(up.node, session);
      this.#connected.set(this.#sessions.size);
    }
    const body = session.heard(up, performance.now());
    this.#options.heard(up.node);
    this.#updateProxies();
    this.#publish(up.node, session.answer(up.sentMs, this.#allProxiesRevision, body));
    this.#takeReports(up);
  }

  /** The name of whom a node trusts, as it said last to this master as leader; empty when it said nothing. */
  trustOf(node: string): string {
    return this.#sessions.get(node)?.trust ?? '';
  }

  #takeReports(up: NodeUp): void {
    const { replica, random, sealer } = this.#options;
    const given = new Set<string>();
    const context = (): Parameters<typeof nodeWrite>[1] => ({
      store: replica.store,
      random,
      sealer,
      nowMs: Date.now(),
      given,
    });
    for (const envelope of up.statuses) {
      const reported = unpack(envelope);
      if (reported.kind === 'Node' && reported.metadata.name === up.node)
        this.#writer.add(`node/${up.node}`, () => nodeWrite(reported, context()));
      if (reported.kind === 'Pod')
        this.#writer.add(`pod/${reported.metadata.uid}`, () => podWrite(reported, up.node, context()));
    }
    for (const gone of up.gone)
      this.#writer.add(`pod/${gone.uid}`, () => goneWrite(gone, up.node, context()));
    if (leaseWrite(up.node, context()) !== undefined)
      this.#writer.add(`lease/${up.node}`, () => leaseWrite(up.node, context()));
  }

  #publish(node: string, down: NodeDown): void {
    this.#messages += 1;
    if (this.#options.connection.isClosed()) return;
    for (const part of splitDown(down, this.#messages))
      this.#options.connection.publish(subjects.down(node), part);
  }

  #observe(events: readonly StoreEvent[]): void {
    if (this.#term === 0) return;
    for (const event of events) {
      // Not by its key: users' kinds may be called Node too, and their objects after nodes, as Longhorn's are.
      if (event.kind === 'Node' && event.type === 'DELETED') this.#dismiss(event.key.name);
      if (concernsNodes(event.kind)) this.#events.push(event);
    }
    if (this.#events.length > 0 && this.#timer === undefined)
      this.#timer = setTimeout(() => this.#tell(), gatherMs);
  }

  /** A node that was removed is told that it has no work any more, before NATS cuts it off. */
  #dismiss(node: string): void {
    const session = this.#sessions.get(node);
    if (session === undefined) return;
    this.#publish(node, session.answer(0, this.#allProxiesRevision, session.dismissal()));
    this.#sessions.delete(node);
    this.#connected.set(this.#sessions.size);
  }

  #tell(): void {
    this.#timer = undefined;
    const events = this.#events;
    this.#events = [];
    for (const session of this.#sessions.values()) {
      const body = session.delta(events, performance.now());
      if (body !== undefined) this.#publish(session.node, session.answer(0, this.#allProxiesRevision, body));
    }
  }

  /** What all proxies have reached; nodes that wait for it to stop a pod are told at once. */
  #updateProxies(): void {
    const nowMs = performance.now();
    let least = Infinity;
    for (const session of this.#sessions.values())
      if (nowMs - session.lastHeardMs < proxySilenceMs) least = Math.min(least, session.proxyRevision);
    if (!Number.isFinite(least) || least <= this.#allProxiesRevision) return;
    this.#allProxiesRevision = least;
    for (const session of this.#sessions.values())
      if (session.hasTerminatingPods()) this.#publish(session.node, session.answer(0, least, undefined));
  }
}
