// Cores joined by a network that does what the test says: messages wait until they are delivered, disks are
// durable at once unless held. For tests that follow the Raft paper step by step.
import { configurationOf, type Configuration } from '#raft/core/configuration.ts';
import { RaftCore } from '#raft/core/core.ts';
import type { CoreOptions, Entry, InitialState, Message, PersistBatch, SafeRead } from '#raft/core/types.ts';

export const testOptions: Omit<CoreOptions, 'id'> = {
  heartbeatTicks: 2,
  electionTicks: 10,
  electionSpreadTicks: 10,
  diskStallTicks: 100,
  maxAppendBytes: 1024 * 1024,
  maxAppendEntries: 64,
  maxInflightMessages: 4,
  maxInflightBytes: 1024 * 1024,
  maxUncommittedBytes: 1024 * 1024,
  maxApplyAheadBytes: 1024 * 1024,
  maxApplyAheadEntries: 1024,
  maxReadRounds: 2,
};

export function membersOf(ids: readonly number[]): { id: number; name: string; address: string }[] {
  return ids.map((id) => ({ id, name: `m${id}`, address: `127.0.0.1:${7000 + id}` }));
}

export function emptyState(configuration: Configuration): InitialState {
  return { hardState: { term: 0, vote: 0 }, snapshot: { index: 0, term: 0, configuration }, entries: [] };
}

/** One core with its outputs collected. */
export class CoreNode {
  readonly core: RaftCore;
  readonly id: number;
  /** Messages that may leave. */
  out: Message[] = [];
  applied: Entry[] = [];
  reads: SafeRead[] = [];
  failedReads: number[] = [];
  snapshotsTo: number[] = [];
  /** Batches not durable yet. */
  held: PersistBatch[] = [];
  holdDisk = false;

  constructor(id: number, initial: InitialState, options: Partial<CoreOptions> = {}) {
    this.id = id;
    // No chance at all: the election timeout is the least one, plus the id, so that tests know who is first.
    this.core = new RaftCore({ ...testOptions, id, ...options }, initial, {
      below: (bound) => Math.min(bound - 1, id),
      uuid: () => 'unused',
    });
  }

  /** Carries out whatever the core wants. */
  work(): void {
    for (;;) {
      this.core.tellCommit();
      const ready = this.core.ready();
      this.out.push(...ready.messages);
      this.reads.push(...ready.reads);
      this.failedReads.push(...ready.failedReads);
      this.snapshotsTo.push(...ready.snapshotsTo);
      if (ready.persist !== null) this.held.push(ready.persist);
      const progressed = !this.holdDisk && this.releaseDisk();
      for (const entry of ready.committed) {
        this.applied.push(entry);
        this.core.applied(entry.index);
      }
      if (!progressed && ready.committed.length === 0 && ready.messages.length === 0) return;
    }
  }

  /** Makes everything held durable. */
  releaseDisk(): boolean {
    const batches = this.held;
    this.held = [];
    for (const batch of batches) {
      this.out.push(...batch.messages);
      this.core.persisted(batch.id);
      if (batch.snapshot !== null) this.core.applied(batch.snapshot.index);
    }
    return batches.length > 0;
  }

  tick(times = 1): void {
    for (let i = 0; i < times; i++) {
      this.core.tick();
      this.work();
    }
  }

  texts(): string[] {
    return this.applied
      .filter((entry) => entry.kind === 'data')
      .map((entry) => new TextDecoder().decode(entry.data));
  }
}

export class CoreNetwork {
  readonly nodes = new Map<number, CoreNode>();
  /** Messages for which this is true are lost. */
  lose: (message: Message) => boolean = () => false;

  constructor(ids: readonly number[], options: Partial<CoreOptions> = {}, learners: readonly number[] = []) {
    const configuration = configurationOf(membersOf(ids), learners);
    for (const id of ids) this.nodes.set(id, new CoreNode(id, emptyState(configuration), options));
  }

  node(id: number): CoreNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  }

  cutOff(...ids: number[]): void {
    this.lose = ({ from, to }) => ids.includes(from) !== ids.includes(to);
  }

  heal(): void {
    this.lose = () => false;
  }

  /** Delivers messages until none is left. */
  settle(): void {
    for (let round = 0; round < 10_000; round++) {
      let delivered = 0;
      for (const node of this.nodes.values()) {
        node.work();
        const { out } = node;
        node.out = [];
        for (const message of out) {
          delivered += 1;
          if (!this.lose(message)) this.nodes.get(message.to)?.core.step(message);
        }
      }
      if (delivered === 0) return;
    }
    throw new Error('the network never settles');
  }

  tickAll(times = 1): void {
    for (let i = 0; i < times; i++) {
      for (const node of this.nodes.values()) node.tick();
      this.settle();
    }
  }

  elect(id: number): CoreNode {
    const node = this.node(id);
    node.core.campaign();
    this.settle();
    if (node.core.soft.role !== 'leader') throw new Error(`${id} was not elected`);
    return node;
  }

  propose(id: number, ...texts: string[]): void {
    const outcome = this.node(id).core.propose(texts.map((text) => new TextEncoder().encode(text)));
    if (outcome.kind !== 'appended') throw new Error(`refused: ${outcome.reason}`);
  }
}
