// What the control thread of a leader is given to know the state by: the whole of it when this master comes to lead, in
// chunks between which this thread does what else it has, and from then on every record of the log. While another master
// leads control holds nothing: to keep a copy would cost a follower half as much of each write as applying it does, and
// the memory of the state again, for the moment that sending it takes.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { snapshotChunks } from '#kernel/store/snapshot.ts';
import type { Store } from '#kernel/store/store.ts';
import { ownBuffer } from '#raft/bytes.ts';
import { type AppliedRecord, type ToControl, encodeRecords } from './control-messages.ts';

export class ControlFeed {
  readonly #send: (message: ToControl, transfer?: readonly ArrayBuffer[]) => void;
  /** Counts the beginnings, so that one that another has followed knows it. */
  #round = 0;
  /** Whether the state is on its way, or control has it. */
  #stage: 'off' | 'state' | 'records' = 'off';
  #records: AppliedRecord[] = [];
  #flushAsked = false;

  constructor(send: (message: ToControl, transfer?: readonly ArrayBuffer[]) => void) {
    this.#send = send;
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
    this.#records = [];
    this.#send({ kind: 'stop' });
  }

  /** A record was applied. */
  observe(record: AppliedRecord): void {
    if (this.#stage === 'off') return;
    this.#records.push(record);
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
    this.#send({ kind: 'records', bytes }, [bytes.buffer]);
  }

  #sendChunk(chunk: Uint8Array, last: boolean): void {
    this.#send({ kind: 'snapshot', chunk, last }, ownBuffer(chunk));
  }
}
