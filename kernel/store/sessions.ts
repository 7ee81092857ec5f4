// Client sessions: what makes a retried call take effect once. A session keeps the outcomes of its
// calls until the client says that it has them; a retry of a kept call gets the first outcome; a call
// that can't be told from an old one is refused, never applied again (Ongaro, "Consensus: Bridging
// Theory and Practice", section 6.3). A call that met a conflict may be tried anew, of what is there now:
// tries are numbered, and one that is over takes no effect, however often its record is in the log.
import SortedBTree from 'sorted-btree';
import { limits } from '#kernel/limits.ts';
import type { KeptOutcome, OpenSession, Outcome, Session, SessionCall } from '#kernel/model/gen/log.gen.ts';

const BTree = SortedBTree.default;

/** What the store should do with a call. */
export type CallVerdict =
  { readonly fresh: true } | { readonly known: Outcome } | { readonly refused: string };

/** The number of a try after which there is none: a call that is refused for good. */
export const lastAttempt = 0xffff_ffff;

/** Whether a kept outcome lets the call be tried anew. */
function isPassing({ outcome, attempt = 0 }: KeptOutcome): boolean {
  return outcome?.error === 'Conflict' && attempt < lastAttempt;
}

/** Where the first of the outcomes, which stand by rising number, from `sequence` on is. */
function firstFrom(outcomes: readonly KeptOutcome[], sequence: number): number {
  let [low, high] = [0, outcomes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((outcomes[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What an outcome weighs beside the writes that it tells of, in writes; and how much of its message weighs as one. */
const [outcomeWeight, unitsPerWrite] = [16, 8];

/** What outcomes weigh, in writes. */
function weighed(outcomes: readonly KeptOutcome[]): number {
  let weight = 0;
  for (const { outcome } of outcomes) {
    const { revisions, message } = outcome ?? { revisions: [], message: '' };
    weight += outcomeWeight + revisions.length + Math.ceil(message.length / unitsPerWrite);
  }
  return weight;
}

const weightOf = ({ outcomes }: Session): number => weighed(outcomes);

/** What tells the request that opened a session from all others: two users may have named theirs alike. */
function requestOf({ actor, requestId }: Pick<Session, 'actor' | 'requestId'>): string {
  return JSON.stringify([actor, requestId]);
}

export class Sessions {
  #byId = new BTree<number, Session>();
  /** By who asked, and the name that they gave their request. */
  #byRequest = new Map<string, number>();
  #last = 0;
  /** What all outcomes weigh together. */
  #weight = 0;

  /** The number of the last session opened. */
  get last(): number {
    return this.#last;
  }

  /**
   * Opens a session, or finds the one that the same request opened. When there are as many as there may be, the one that
   * was not used for longest goes, of the user who has the most: a later call of it is refused as expired.
   */
  open({ requestId, actor }: OpenSession, nowMs: number): number {
    const known = this.#byRequest.get(requestOf({ requestId, actor }));
    if (known !== undefined) return known;
    this.#expire(nowMs);
    if (this.#byId.size >= limits.sessions) this.#evict(() => 1);
    this.#last += 1;
    this.restore({ id: this.#last, requestId, usedMs: nowMs, answeredBelow: 1, outcomes: [], actor });
    return this.#last;
  }

  #expire(nowMs: number): void {
    for (const session of this.#byId.valuesArray()) {
      if (nowMs - session.usedMs > limits.sessionIdleMs) this.#remove(session);
    }
  }

  /**
   * Of the user who has the most by what each counts for, so that nobody loses theirs to somebody who has many; of those
   * unused for equally long, the one opened first. The same on every master, replayed or restored.
   */
  #evict(countOf: (session: Session) => number): void {
    const counts = new Map<string, number>();
    let most = 0;
    for (const session of this.#byId.valuesArray()) {
      const count = (counts.get(session.actor) ?? 0) + countOf(session);
      counts.set(session.actor, count);
      most = Math.max(most, count);
    }
    let longest: Session | undefined;
    for (const session of this.#byId.valuesArray())
      if (
        counts.get(session.actor) === most &&
        countOf(session) > 0 &&
        session.usedMs < (longest?.usedMs ?? Infinity)
      )
        longest = session;
    if (longest !== undefined) this.#remove(longest);
  }

  #remove(session: Session): void {
    this.#byId.delete(session.id);
    this.#byRequest.delete(requestOf(session));
    this.#weight -= weightOf(session);
  }

  /** Forgets a session; one that is gone already is no error. Returns why not, for a session of another user. */
  close(id: number, actor: string): string | undefined {
    const session = this.#byId.get(id);
    if (session === undefined) return undefined;
    if (session.actor !== actor) return `session ${id} belongs to another user`;
    this.#remove(session);
    return undefined;
  }

  #kept({ session, sequence }: SessionCall): KeptOutcome | undefined {
    const outcomes = this.#byId.get(session)?.outcomes ?? [];
    const kept = outcomes[firstFrom(outcomes, sequence)];
    return kept?.sequence === sequence ? kept : undefined;
  }

  /** Which try at a call would be new. */
  nextAttempt(call: SessionCall): number {
    const kept = this.#kept(call);
    return kept === undefined || !isPassing(kept) ? 0 : (kept.attempt ?? 0) + 1;
  }

  /** Whether a try at a call is new, known, or can't be told. */
  judge(call: SessionCall, attempt: number, actor: string, nowMs: number): CallVerdict {
    const session = this.#byId.get(call.session);
    if (session === undefined || nowMs - session.usedMs > limits.sessionIdleMs)
      return {
        refused: `session ${call.session} has expired: read what took effect, then open a new session`,
      };
    if (session.actor !== actor) return { refused: `session ${call.session} belongs to another user` };
    const { outcomes } = session;
    const kept = this.#kept(call);
    if (kept?.outcome !== undefined)
      return isPassing(kept) && attempt > (kept.attempt ?? 0) ? { fresh: true } : { known: kept.outcome };
    if (call.sequence < session.answeredBelow)
      return { refused: `call ${call.sequence} of session ${call.session} was answered before` };
    const answeredBelow = Math.max(session.answeredBelow, call.answeredBelow);
    if (outcomes.length - firstFrom(outcomes, answeredBelow) >= limits.outcomesPerSession)
      return {
        refused: `session ${call.session} has ${limits.outcomesPerSession} calls whose answers it has not confirmed`,
      };
    return { fresh: true };
  }

  /** Keeps the outcome of a try at a call for its retries, in place of that of an earlier try. */
  keep(call: SessionCall, attempt: number, outcome: Outcome, nowMs: number): void {
    const session = this.#byId.get(call.session);
    if (session === undefined) return;
    const answeredBelow = Math.max(session.answeredBelow, call.answeredBelow);
    const confirmed = firstFrom(session.outcomes, answeredBelow);
    const outcomes = session.outcomes.slice(confirmed);
    const added = { sequence: call.sequence, outcome, ...(attempt > 0 && { attempt }) };
    const at = firstFrom(outcomes, call.sequence);
    const replaced = outcomes.splice(at, outcomes[at]?.sequence === call.sequence ? 1 : 0, added);
    this.#byId.set(call.session, { ...session, usedMs: nowMs, answeredBelow, outcomes });
    this.#weight += weighed([added]) - weighed(replaced) - weighed(session.outcomes.slice(0, confirmed));
    while (this.#weight > limits.outcomeWrites) this.#evict(weightOf);
  }

  /** Puts back a session from a snapshot. */
  restore(session: Session): void {
    this.#byId.set(session.id, session);
    this.#byRequest.set(requestOf(session), session.id);
    this.#weight += weightOf(session);
    this.#last = Math.max(this.#last, session.id);
  }

  /** The number of the last session opened, from a snapshot. */
  restoreLast(last: number): void {
    this.#last = Math.max(this.#last, last);
  }

  /** All sessions by number. */
  list(): Session[] {
    return this.#byId.valuesArray();
  }

  fork(): Sessions {
    const fork = new Sessions();
    fork.#byId = this.#byId.clone();
    fork.#byRequest = new Map(this.#byRequest);
    fork.#last = this.#last;
    fork.#weight = this.#weight;
    return fork;
  }
}
