// What became of proposals that were sent on their way: those this member appended as leader, and those
// it forwarded. "Dropped" is said only when it is certain. For an appended entry certainty comes with the
// commit index: once it has passed the entry's index, the entry is the one committed there, or never will
// be anywhere. So a deposed leader does not give up at once: usually its successor settles the matter.
import { settle, type Proposal } from './lanes.ts';

interface Appended {
  readonly index: number;
  readonly proposal: Proposal;
}

/** What was appended in one term of leadership, by ascending index. */
interface Tenure {
  readonly term: number;
  readonly appended: Appended[];
  head: number;
  /** When to stop waiting, in ticks; 0 while leading. */
  deadline: number;
}

export class AppendedOutcomes {
  #tenures: Tenure[] = [];

  add(term: number, firstIndex: number, proposals: readonly Proposal[]): void {
    let tenure = this.#tenures.at(-1);
    if (tenure === undefined || tenure.term !== term) {
      tenure = { term, appended: [], head: 0, deadline: 0 };
      this.#tenures.push(tenure);
    }
    for (const [offset, proposal] of proposals.entries()) {
      proposal.state = 'sent';
      tenure.appended.push({ index: firstIndex + offset, proposal });
    }
  }

  /** Settles what the commit index has passed. Returns how many were committed. */
  committed(commitIndex: number, termAt: (index: number) => number | undefined): number {
    let count = 0;
    for (const tenure of this.#tenures) {
      for (; tenure.head < tenure.appended.length; tenure.head++) {
        const next = tenure.appended[tenure.head];
        if (next === undefined || next.index > commitIndex) break;
        const term = termAt(next.index);
        if (term === tenure.term) {
          count += 1;
          settle(next.proposal, { kind: 'committed', index: next.index, term });
        } else if (term === undefined) {
          settle(next.proposal, { kind: 'unknown', reason: 'its place in the log is compacted' });
        } else {
          settle(next.proposal, { kind: 'dropped', reason: 'another leader filled its place in the log' });
        }
      }
      if (tenure.head > 4096 || tenure.head === tenure.appended.length) {
        tenure.appended.splice(0, tenure.head);
        tenure.head = 0;
      }
    }
    if (this.#tenures.length > 1) {
      this.#tenures = this.#tenures.filter((tenure) => tenure.appended.length > 0);
    }
    return count;
  }

  /** Leadership ended: what is open has until `deadline` (in ticks) to be settled. */
  deposed(deadline: number): void {
    for (const tenure of this.#tenures) if (tenure.deadline === 0) tenure.deadline = deadline;
  }

  expire(tick: number): void {
    for (const tenure of this.#tenures) {
      if (tenure.deadline === 0 || tick < tenure.deadline) continue;
      for (const { proposal } of tenure.appended.splice(0)) {
        settle(proposal, { kind: 'unknown', reason: 'leadership was lost while it was under way' });
      }
      tenure.head = 0;
    }
  }
}

interface Forwarded {
  readonly to: number;
  readonly proposal: Proposal;
  deadline: number;
}

/** Proposals sent to the leader and not answered yet. */
export class ForwardedOutcomes {
  #open = new Map<number, Forwarded>();

  get size(): number {
    return this.#open.size;
  }

  add(id: number, to: number, proposal: Proposal): void {
    proposal.state = 'sent';
    this.#open.set(id, { to, proposal, deadline: 0 });
  }

  take(id: number, from: number): Proposal | undefined {
    const found = this.#open.get(id);
    if (found === undefined || found.to !== from) return undefined;
    this.#open.delete(id);
    return found.proposal;
  }

  /** The connection to `peer` broke: its answers will not come. */
  lost(peer: number): void {
    for (const [id, forwarded] of this.#open) {
      if (forwarded.to !== peer) continue;
      this.#open.delete(id);
      settle(forwarded.proposal, { kind: 'unknown', reason: 'the connection to the leader was lost' });
    }
  }

  /** `leaderId` leads now: others have until `deadline` (in ticks) to answer. */
  leaderChanged(leaderId: number, deadline: number): void {
    for (const forwarded of this.#open.values()) {
      if (forwarded.to !== leaderId && forwarded.deadline === 0) forwarded.deadline = deadline;
    }
  }

  expire(tick: number): void {
    for (const [id, forwarded] of this.#open) {
      if (forwarded.deadline === 0 || tick < forwarded.deadline) continue;
      this.#open.delete(id);
      settle(forwarded.proposal, { kind: 'unknown', reason: 'the leader changed before it answered' });
    }
  }
}
