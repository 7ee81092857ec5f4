// Two masters over one ordered log in this process: what one acknowledges the other may not have applied yet, for as long
// as a test wants.
import assert from 'node:assert/strict';
import { encodeRecord } from '#kernel/log/record.ts';
import type { Change, CommitRequest, CommitResponse } from '#kernel/model/gen/api.gen.ts';
import type { SessionCall } from '#kernel/model/gen/log.gen.ts';
import type { Logger } from '#kernel/ports.ts';
import { allowGroups } from '#api/access/access.ts';
import type { Sealer } from '#api/admission/context.ts';
import { bounded } from '#api/bounded.ts';
import { Committer } from '#api/commit.ts';
import { Shares } from '#api/fairness/shares.ts';
import { Turns } from '#api/fairness/turns.ts';
import type { LogEntry, ProposalResult, ReadIndexResult, ReplicatedLog } from '#api/raft-port.ts';
import { Replica } from '#api/replica.ts';
import { Webhooks } from '#api/webhooks/webhooks.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { systemRandom } from '#runtime/system.ts';
import { bootstrapWrites } from '#services/bootstrap.ts';

const quiet = (): void => undefined;
const silent: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, with: () => silent };
const plain: Sealer = { seal: (object) => object, open: (object) => object };
const never = new AbortController().signal;
const ann = { user: 'ann', groups: ['all'], source: 'test' };

/** The log, and how far each master has applied it. */
class SharedLog {
  readonly entries: LogEntry[] = [];
  readonly masters: LaggingMaster[] = [];

  append(data: Uint8Array): number {
    const index = this.entries.length + 1;
    this.entries.push({ index, term: 1, data });
    for (const master of this.masters) if (!master.lags) master.catchUp();
    return index;
  }
}

/** One of the masters. */
export class LaggingMaster implements ReplicatedLog {
  readonly replica = new Replica(silent, systemRandom, (error) => assert.fail(error));
  readonly committer: Committer;
  /** Whether it applies nothing, until it proposes something itself or must know the present state. */
  lags = false;
  /** Called once, before the next proposal of this master enters the log. */
  beforeNext: (() => Promise<unknown>) | undefined;
  /** What its next names are made of, in place of chance. */
  readonly chances: number[] = [];
  /** What it has proposed. */
  readonly proposed: Uint8Array[] = [];
  readonly #log: SharedLog;

  constructor(log: SharedLog) {
    this.#log = log;
    this.replica.attach(this);
    this.replica.lead({ role: 'follower', term: 1, leaderId: 1 });
    const metrics = createMetrics({}, false);
    const webhooks = new Webhooks({
      store: () => this.replica.store,
      random: systemRandom,
      forwarder: () => Promise.reject(new Error('there are no pods')),
      bounded,
      logger: silent,
      metrics,
    });
    this.committer = new Committer(
      this.replica,
      plain,
      { ...systemRandom, below: (bound) => this.chances.shift() ?? systemRandom.below(bound) },
      allowGroups(['all']),
      metrics,
      { webhooks },
      new Shares(new Turns()),
    );
    log.masters.push(this);
  }

  catchUp(): void {
    this.replica.commit(this.#log.entries.slice(this.replica.appliedIndex));
  }

  async propose(data: Uint8Array): Promise<ProposalResult> {
    const before = this.beforeNext;
    this.beforeNext = undefined;
    await before?.();
    this.proposed.push(data);
    const index = this.#log.append(data);
    this.catchUp();
    return { kind: 'committed', index, term: 1 };
  }

  /** Another copy of a record comes into the log, as one does that was proposed to two leaders. */
  repeat(data: Uint8Array): void {
    this.#log.append(data);
  }

  readIndex(): Promise<ReadIndexResult> {
    this.catchUp();
    return Promise.resolve({ kind: 'ok', index: this.#log.entries.length });
  }

  transferLeadership = (): Promise<void> => Promise.reject(new Error('not asked for'));
  changeMembers = (): Promise<void> => Promise.reject(new Error('not asked for'));
  status = (): Promise<never> => Promise.reject(new Error('not asked for'));
  applied = quiet;

  /** Commits changes as a user, in one transaction. */
  commit(changes: readonly Change[], further: Partial<CommitRequest> = {}): Promise<CommitResponse> {
    const request = { changes, reason: '', dryRun: false, ...further };
    const committed = this.committer.commit(request, ann, never);
    return committed.catch((error: unknown) => this.committer.refuse(request, ann, never, error));
  }

  /** Opens a session; what it resolves with makes the calls of it. */
  async session(): Promise<(sequence: number) => SessionCall> {
    const openSession = { requestId: this.replica.requestId(), timeMs: 1, actor: ann.user };
    const { session } = await this.replica.propose({ openSession }, 'user', never);
    return (sequence) => ({ session, sequence, answeredBelow: sequence });
  }
}

/** Two masters with the first objects of a cluster, and the account of its namespace `default`. */
export function twoMasters(): readonly [LaggingMaster, LaggingMaster] {
  const log = new SharedLog();
  const masters = [new LaggingMaster(log), new LaggingMaster(log)] as const;
  const networks = { serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' };
  const transaction = {
    requestId: 'bootstrap',
    actor: 'test',
    cause: 0,
    reason: '',
    source: 'test',
    timeMs: 1,
    term: 0,
    preconditions: [],
    writes: bootstrapWrites(networks, systemRandom, 1),
  };
  log.append(encodeRecord({ transaction }));
  return masters;
}
