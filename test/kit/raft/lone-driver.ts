// One member's driver with nobody around it: what its peers say is said by the test, what it sends is kept. Its disk
// is durable at once, and a turn is over when `settle` returns.
import { TestClock } from '#kit/clock.ts';
import { configurationOf } from '#raft/core/configuration.ts';
import type { RaftCore } from '#raft/core/core.ts';
import { RaftDriver } from '#raft/driver.ts';
import { defaultTiming } from '#raft/timing.ts';
import type { Frame, PeerMessage } from '#raft/transport/frames.ts';
import { silent } from './cluster.ts';
import { emptyState, membersOf } from './core-network.ts';

const policy = {
  everyBytes: 1e9,
  mostBytes: 1e9,
  stateShare: 0,
  everyEntries: 1e9,
  keepBytes: 1e6,
  keepEntries: 1000,
  memoryBytes: 1e9,
  pinnedBytes: 1e9,
};

export class LoneDriver {
  readonly driver: RaftDriver;
  readonly clock = new TestClock();
  /** Errors that were logged. */
  readonly told: string[] = [];
  /** Whose questions the transport was told to be refused. */
  readonly refused: number[] = [];
  readonly #sent: { readonly to: number; readonly frame: Frame }[] = [];
  #turns: (() => void)[] = [];
  #durable: (() => void)[] = [];

  /** Member 1 of these. */
  constructor(ids: readonly number[]) {
    const [self] = membersOf([1]);
    if (self === undefined) throw new Error('there is a first member');
    this.driver = new RaftDriver(
      self,
      emptyState(configurationOf(membersOf(ids))),
      defaultTiming,
      policy,
      {},
      {
        storage: { persist: (_batch, done) => void this.#durable.push(done), compact: () => {} },
        transport: {
          send: (to, frame) => this.#sent.push({ to, frame }) > 0,
          flush: () => {},
          sendSnapshot: () => {},
          setMembers: () => {},
          isConnected: () => true,
          refused: (peer) => void this.refused.push(peer),
        },
        host: {
          commit: (entries) => {
            const { index } = entries.at(-1) ?? { index: 0 };
            this.#turns.push(() => this.driver.applied(index));
          },
          leadership: () => {},
          takeSnapshot: () => {},
          snapshotBytes: () => 0,
          restore: () => {},
          fatal: (error) => {
            throw error;
          },
        },
        clock: this.clock,
        random: { below: (bound) => Math.min(bound - 1, 1), uuid: () => 'unused' },
        logger: { ...silent, error: (message) => void this.told.push(message) },
        defer: (turn) => void this.#turns.push(turn),
      },
    );
    this.driver.start();
    this.settle();
  }

  /** Elected by its peers, whose logs it knows nothing of yet. */
  static leading(ids: readonly number[]): LoneDriver {
    const lone = new LoneDriver(ids);
    lone.clock.advance(defaultTiming.electionMaxMs);
    lone.settle();
    const others = ids.filter((id) => id !== 1);
    for (const type of ['preVoteReply', 'voteReply'] as const) {
      for (const from of others) lone.hear({ type, from, to: 1, term: 1, granted: true });
    }
    if (lone.core.soft.role !== 'leader') throw new Error('it was not elected');
    return lone;
  }

  get core(): RaftCore {
    return this.driver.core;
  }

  /** What was sent to this peer, the oldest first. */
  sentTo(id: number): readonly Frame[] {
    return this.#sent.filter(({ to }) => to === id).map(({ frame }) => frame);
  }

  hear(message: PeerMessage): void {
    this.receive(message.from, { kind: 'raft', message });
  }

  receive(from: number, ...frames: Frame[]): void {
    this.driver.receive(from, frames);
    this.settle();
  }

  /** These say that they hold all of the log as it is now. */
  acknowledge(...ids: number[]): void {
    const { lastIndex: index, soft } = this.core;
    for (const from of ids) {
      const reply = { rejected: false, index, hintIndex: 0, hintTerm: 0 };
      this.hear({ type: 'appendReply', from, to: 1, term: soft.term, ...reply });
    }
  }

  /** Does all that waits to be done. */
  settle(): void {
    for (let round = 0; this.#turns.length + this.#durable.length > 0; round++) {
      if (round > 1000) throw new Error('it never rests');
      const due = [...this.#durable, ...this.#turns];
      this.#durable = [];
      this.#turns = [];
      for (const action of due) action();
    }
  }
}
