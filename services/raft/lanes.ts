// Where proposals wait for their turn: one bounded queue per lane, the earlier lane first.
import { lanes, type Lane, type ProposalResult } from './port.ts';
import { limits } from './limits.ts';

/**
 * A proposal's way through the driver. `queued`: nothing was done with it. `sent`: it is in the log or on
 * its way to the leader. `settled`: its sender has been answered.
 */
export interface Proposal {
  readonly data: Uint8Array;
  readonly lane: Lane;
  /** 0: in any term. */
  readonly onlyInTerm: number;
  /** 0: proposed here. Else the member that forwarded it. */
  readonly origin: number;
  state: 'queued' | 'sent' | 'settled';
  readonly done: (result: ProposalResult) => void;
}

export function settle(proposal: Proposal, result: ProposalResult): void {
  if (proposal.state === 'settled') return;
  proposal.state = 'settled';
  proposal.done(result);
}

interface LaneQueue {
  readonly maxEntries: number;
  readonly maxBytes: number;
  items: Proposal[];
  head: number;
  bytes: number;
  count: number;
}

export class LaneQueues {
  readonly #queues = new Map<Lane, LaneQueue>();

  constructor() {
    for (const lane of lanes) {
      const { entries, bytes } = limits.lanes[lane];
      this.#queues.set(lane, {
        maxEntries: entries,
        maxBytes: bytes,
        items: [],
        head: 0,
        bytes: 0,
        count: 0,
      });
    }
  }

  /** Proposals waiting in a lane. */
  waiting(lane: Lane): number {
    return this.#queues.get(lane)?.count ?? 0;
  }

  /** False when the lane is full. */
  push(proposal: Proposal): boolean {
    const queue = this.#queues.get(proposal.lane);
    if (queue === undefined || queue.count >= queue.maxEntries) return false;
    if (queue.count > 0 && queue.bytes + proposal.data.length > queue.maxBytes) return false;
    queue.items.push(proposal);
    queue.bytes += proposal.data.length;
    queue.count += 1;
    return true;
  }

  /** Puts back what was taken and could not be used, before all others of its lane. */
  putBack(proposals: readonly Proposal[]): void {
    for (const [lane, queue] of this.#queues) {
      const mine = proposals.filter((proposal) => proposal.lane === lane && proposal.state !== 'settled');
      if (mine.length === 0) continue;
      queue.items = [...mine, ...queue.items.slice(queue.head)];
      queue.head = 0;
      queue.count += mine.length;
      for (const proposal of mine) {
        proposal.state = 'queued';
        queue.bytes += proposal.data.length;
      }
    }
  }

  /** The next proposals, earlier lanes first; at least one if there is one. Settled ones are skipped. */
  take(maxEntries: number, maxBytes: number): Proposal[] {
    const out: Proposal[] = [];
    let bytes = 0;
    for (const queue of this.#queues.values()) {
      while (queue.head < queue.items.length && out.length < maxEntries) {
        const next = queue.items[queue.head];
        if (next === undefined) break;
        if (out.length > 0 && bytes + next.data.length > maxBytes) return out;
        queue.head += 1;
        queue.count -= 1;
        queue.bytes -= next.data.length;
        if (next.state === 'settled') continue;
        bytes += next.data.length;
        out.push(next);
      }
      if (queue.head === queue.items.length || queue.head > 4096) {
        queue.items.splice(0, queue.head);
        queue.head = 0;
      }
    }
    return out;
  }
}
