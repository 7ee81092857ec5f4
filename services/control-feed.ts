// What the control thread of a leader is given to know the state by: the whole of it when this master comes to lead, in
// chunks between which this thread does what else it has, and from then on every record of the log. While another master
// leads control holds nothing: to keep a copy would cost a follower half as much of each write as applying it does, and
// the memory of the state again, for the moment that sending it takes. What control has not taken in yet is bounded: when
// it falls too far behind it begins anew, once it has taken what it was sent.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { snapshotChunks } from '#kernel/store/snapshot.ts';
import type { Store } from '#kernel/store/store.ts';
import { ownBuffer } from '#raft/bytes.ts';
import { type AppliedRecord, type ToControl, encodeRecords } from './control-messages.ts';

/** The most bytes that wait for control: of the state, and of records, both those sent and those that are held back. */
const feedLimits = { stateBytes: 8 * 1024 * 1024, recordBytes: 128 * 1024 * 1024 };

interface ControlFeedOptions {
  readonly send: (message: ToControl, transfer?: readonly ArrayBuffer[]) => void;
  /** Control fell too far behind, was stopped, and has now taken in what it had been sent: it may begin anew. */
  readonly restart: () => void;
  readonly limits?: typeof feedLimits;
}

export class ControlFeed {
  readonly #options: ControlFeedOptions;
  readonly #limits: typeof feedLimits;
  /** Bytes that control was sent and has not taken in, and bytes of records to be sent. */
  #ahead = 0;
  #held = 0;
  #isBehind = false;
  #wake: (() => void) | undefined;
  /** Counts the beginnings, so that one that another has followed knows it. */
  #round = 0;
  /** Whether the state is on its way, or control has it. */
  #stage: 'off' | 'state' | 'records' = 'off';
  #records: AppliedRecord[] = [];
  #flushAsked = false;

  constructor(options: ControlFeedOptions) {
    this.#options = options;
    this.#limits = options.limits ?? feedLimits;
  }

  /**
   * Sends the state of `store`, which stands at `index` of the log and may go on meanwhile; records are sent from then
   * on. Resolves with whether all was sent: not when it was stopped, or begun anew, before.
   */
  async begin(store: Store, index: number): Promise<boolean> {
    this.stop();
    this.#stage = 'state';
    const round = this.#round;
    let held: Uint8Array | undefined;
    for (const chunk of snapshotChunks(store.fork(), index)) {
      if (held !== undefined) this.#sendChunk(held, false);
      held = chunk;
      await nextTurn();
      while (round === this.#round && this.#ahead > this.#limits.stateBytes)
        await new Promise<void>((resolve) => (this.#wake = resolve));
      if (round !== this.#round) return false;
    }
    if (held !== undefined) this.#sendChunk(held, true);
    this.#stage = 'records';
    this.flush();
    return true;
  }

  /** Control forgets what it has. */
  stop(): void {
    this.#round += 1;
    this.#stage = 'off';
    this.#isBehind = false;
    this.#records = [];
    this.#held = 0;
    this.#wake?.();
    this.#options.send({ kind: 'stop' });
  }

  /** Control has taken in so many bytes of what it was sent. */
  taken(bytes: number): void {
    this.#ahead -= bytes;
    this.#wake?.();
    if (!this.#isBehind || this.#ahead > 0) return;
    this.#isBehind = false;
    this.#options.restart();
  }

  /** A record was applied. */
  observe(record: AppliedRecord): void {
    if (this.#stage === 'off') return;
    this.#records.push(record);
    this.#held += record.data.length;
    if (this.#held + this.#ahead > this.#limits.recordBytes) {
      this.#giveUp();
      return;
    }
    if (this.#stage === 'state' || this.#flushAsked) return;
    this.#flushAsked = true;
    setImmediate(() => this.flush());
  }

  /** Sends the records that were applied in this turn of the event loop: what is said next is said after them. */
  flush(): void {
    this.#flushAsked = false;
    if (this.#stage !== 'records' || this.#records.length === 0) return;
    const bytes = encodeRecords(this.#records);
    this.#records = [];
    this.#held = 0;
    this.#ahead += bytes.length;
    this.#options.send({ kind: 'records', bytes }, [bytes.buffer]);
  }

  /** Control is so far behind that it is better told the whole state again. */
  #giveUp(): void {
    this.stop();
    this.#isBehind = true;
    // Nothing is on its way where the records alone were too many for the time that the state took.
    if (this.#ahead === 0) setImmediate(() => this.taken(0));
  }

  #sendChunk(chunk: Uint8Array, last: boolean): void {
    this.#ahead += chunk.length;
    this.#options.send({ kind: 'snapshot', chunk, last }, ownBuffer(chunk));
  }
}
