// The api thread's end of the control thread: gives it, while this master leads, the state and every record, tells it of
// changes of leadership, and proposes what it decides.
import { Worker } from 'node:worker_threads';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Gauge, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import { decode } from '#kernel/model/codec.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { Transaction } from '#kernel/model/gen/log.gen.ts';
import type { Leadership } from '#api/raft-port.ts';
import type { Replica } from '#api/replica.ts';
import type { ControllerPods } from '#api/webhooks/controller-pods.ts';
import type { MastersView } from '#controllers/controller.ts';
import { durationBuckets } from '#runtime/metrics.ts';
import { ControlFeed } from './control-feed.ts';
import type { FromControl, ToControl } from './control-messages.ts';

/** How long one proposal of control may take before its outcome counts as a refusal. */
const proposeMs = 10_000;
/** How long webhooks may take over all pods of one, and how many may wait for webhooks at once. */
const review = { ms: 60_000, most: 256 } as const;
/** How long heartbeats gather before control is told. */
const heartbeatGatherMs = 100;
/** How often a leader looks which masters are up. */
const mastersEveryMs = 500;

export interface ControlLinkOptions {
  readonly replica: Replica;
  readonly master: string;
  readonly logLevel: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The certificates of the cluster's CAs, PEM, and the port of the Kubernetes API. */
  readonly authority: () => string;
  readonly apiPort: number;
  /** Shows the pods that controllers make to webhooks. */
  readonly pods: ControllerPods;
  /** The thread ended: the master must. */
  readonly fatal: (error: Error) => void;
}

export class ControlLink {
  readonly #options: ControlLinkOptions;
  readonly #worker: Worker;
  readonly #depth: Gauge;
  readonly #delay: Gauge;
  readonly #seconds: Histogram;
  readonly #feed = new ControlFeed({
    send: (message, transfer) => this.#send(message, transfer),
    restart: () => this.#fellBehind(),
  });
  #heartbeats = new Map<string, number>();
  #heartbeatTimer: NodeJS.Timeout | undefined;
  #heartbeatsUnderWay = false;
  #masters: MastersView | undefined;
  #mastersTimer: NodeJS.Timeout | undefined;
  #reviewing = 0;
  #closing = false;
  #term = 0;

  constructor(options: ControlLinkOptions) {
    this.#options = options;
    const { metrics, replica } = options;
    this.#depth = metrics.gauge('orc_control_queue_depth', 'Keys that controllers have still to look at.');
    this.#delay = metrics.gauge(
      'orc_control_loop_delay_seconds',
      "The longest delay of the control thread's event loop in the last second.",
    );
    this.#seconds = metrics.histogram(
      'orc_control_commit_duration_seconds',
      "How long controllers' transactions take.",
      durationBuckets,
      ['controller'],
    );
    this.#worker = new Worker(new URL('./control.ts', import.meta.url), {
      workerData: { master: options.master, logLevel: options.logLevel },
      name: 'orc-control',
    });
    this.#worker.on('message', (message: FromControl) => this.#receive(message));
    this.#worker.on('error', (error) => options.fatal(error));
    this.#worker.on('exit', () => {
      if (!this.#closing) options.fatal(new OrcError('Internal', 'the control thread ended'));
    });
    replica.listen({
      events: () => undefined,
      record: (data, term) => this.#feed.observe({ data, term }),
      replaced: () => void this.#begin(),
      leadership: (change) => void this.#lead(change),
    });
    void this.#lead(replica.leadership);
  }

  #send(message: ToControl, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** The state was replaced whole: where this master leads, control begins anew with it. */
  async #begin(): Promise<void> {
    this.#term = 0;
    await this.#lead(this.#options.replica.leadership);
  }

  async #lead({ role, term }: Leadership): Promise<void> {
    if (role !== 'leader') {
      this.#term = 0;
      this.#masters = undefined;
      clearTimeout(this.#mastersTimer);
      this.#feed.stop();
      return;
    }
    if (this.#term === term) return;
    this.#term = term;
    const { replica, logger } = this.#options;
    try {
      await replica.untilCurrent(AbortSignal.timeout(proposeMs));
      await this.#tellMasters(term);
      if (this.#term !== term || this.#closing) return;
      if (!(await this.#feed.begin(replica.store, replica.appliedIndex))) return;
      this.#send({ kind: 'lead', term, fromRevision: replica.store.revision });
    } catch (error) {
      logger.warn('this master leads but is not confirmed yet: control waits', {
        term,
        error: messageOf(error),
      });
      if (this.#term !== term) return;
      this.#term = 0;
      setTimeout(() => void this.#lead(replica.leadership), 100);
    }
  }

  /** Tells control which masters are up, now and for as long as this one leads in `term`. */
  async #tellMasters(term: number): Promise<void> {
    const { replica, apiPort: port } = this.#options;
    const { members } = await replica.log.status();
    if (this.#term !== term || this.#closing) return;
    const up = members.filter(({ learner, role }) => !learner && role !== 'unreachable');
    const addresses = up.map(({ address }) => address.slice(0, address.lastIndexOf(':')));
    const masters = { authority: this.#options.authority(), port, addresses };
    if (!equalValues(masters, this.#masters)) this.#send({ kind: 'masters', masters });
    this.#masters = masters;
    clearTimeout(this.#mastersTimer);
    this.#mastersTimer = setTimeout(() => void this.#lookAtMasters(term), mastersEveryMs).unref();
  }

  async #lookAtMasters(term: number): Promise<void> {
    try {
      await this.#tellMasters(term);
    } catch (error) {
      this.#options.logger.debug('which masters are up is not known', { error: messageOf(error) });
      if (this.#term === term)
        this.#mastersTimer = setTimeout(() => void this.#lookAtMasters(term), mastersEveryMs).unref();
    }
  }

  /** A node was heard now. */
  heard(node: string): void {
    this.#heartbeats.set(node, performance.now());
    this.#gatherHeartbeats();
  }

  /** Tells control soon who was heard, once it has taken in who was heard before. */
  #gatherHeartbeats(): void {
    if (this.#heartbeatTimer !== undefined || this.#heartbeatsUnderWay || this.#heartbeats.size === 0) return;
    this.#heartbeatTimer = setTimeout(() => {
      this.#heartbeatTimer = undefined;
      this.#heartbeatsUnderWay = true;
      const nowMs = performance.now();
      const nodes = [...this.#heartbeats].map(([name, atMs]) => [name, nowMs - atMs] as const);
      this.#send({ kind: 'heartbeats', nodes });
      this.#heartbeats = new Map();
    }, heartbeatGatherMs);
  }

  #taken(of: 'state' | 'heartbeats', bytes: number): void {
    if (of === 'state') {
      this.#feed.taken(bytes);
      return;
    }
    this.#heartbeatsUnderWay = false;
    this.#gatherHeartbeats();
  }

  #fellBehind(): void {
    this.#options.logger.warn(
      'control fell too far behind what was written, and is told the whole state again',
    );
    void this.#begin();
  }

  #receive(message: FromControl): void {
    if (message.kind === 'load') {
      this.#depth.set(message.depth);
      this.#delay.set(message.loopDelayMs / 1000);
      return;
    }
    if (message.kind === 'taken') {
      this.#taken(message.of, message.bytes);
      return;
    }
    const { id, term, controller } = message;
    const transaction = decode(Transaction, message.transaction);
    if (this.#options.pods.concerns(transaction)) void this.#review(id, term, controller, transaction);
    else void this.#propose(id, term, controller, transaction);
  }

  /** Shows the pods of a decision to webhooks, and proposes what they make of it. */
  async #review(id: number, term: number, controller: string, transaction: Transaction): Promise<void> {
    const { pods, logger } = this.#options;
    this.#send({ kind: 'held', id, term });
    this.#reviewing += 1;
    let reviewed: Transaction;
    try {
      if (this.#reviewing > review.most)
        throw new OrcError('TooBusy', 'too many sets of pods wait for webhooks of admission');
      reviewed = await pods.reviewed(controller, transaction, AbortSignal.timeout(review.ms));
    } catch (error) {
      const why = messageOf(error);
      logger.debug('webhooks refused a decision of control', { controller, error: why });
      this.#feed.flush();
      this.#send({ kind: 'settled', id, term, revision: 0, why });
      return;
    } finally {
      this.#reviewing -= 1;
    }
    await this.#propose(id, term, controller, reviewed);
  }

  async #propose(id: number, term: number, controller: string, transaction: Transaction): Promise<void> {
    const { replica, logger } = this.#options;
    const startedAt = performance.now();
    let revision = 0;
    try {
      const outcome = await replica.propose({ transaction }, 'control', AbortSignal.timeout(proposeMs), term);
      if (outcome.error === '') revision = outcome.revisions.at(-1) ?? outcome.revision;
      else
        logger.debug('a decision of control was refused', {
          controller,
          code: outcome.error,
          reason: outcome.message,
        });
    } catch (error) {
      logger.debug('a decision of control was not committed', { controller, error: messageOf(error) });
    }
    this.#seconds.observe((performance.now() - startedAt) / 1000, { controller });
    this.#feed.flush();
    this.#send({ kind: 'settled', id, term, revision });
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#mastersTimer);
    await this.#worker.terminate();
  }
}
