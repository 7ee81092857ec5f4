// What must hold whatever happens (Raft, figure 3), and what clients were promised.
import type { Entry, Message } from '#raft/core/types.ts';
import type { RaftCore } from '#raft/core/core.ts';
import type { ProposalResult } from '#raft/port.ts';

/** A property that the cluster broke. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

interface Committed {
  readonly term: number;
  /** The term in which it was first known to be committed: that of who applied it first. */
  readonly knownTerm: number;
  readonly text: string;
}

/** What a member showed to others, so that it must remember it. */
interface Promised {
  term: number;
  /** Whom it voted for, by term. */
  readonly votes: Map<number, number>;
}

// Each byte is a character, so that different records are different texts.
const decoder = new TextDecoder('latin1');

export class Checker {
  readonly #leaders = new Map<number, number>();
  readonly #committed: (Committed | undefined)[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #dropped = new Set<string>();
  readonly #acknowledged: { readonly text: string; readonly index: number; readonly term: number }[] = [];
  readonly #texts = new WeakMap<Uint8Array, string>();
  readonly #checksums: (number | undefined)[] = [];
  /** What each index and term was found to hold, of the lately seen. */
  readonly #contents = new Map<string, string>();
  readonly #promised = new Map<number, Promised>();
  /** The highest index that any client knows to be committed. */
  knownIndex = 0;
  reads = 0;
  outcomes = { committed: 0, dropped: 0, refused: 0, unknown: 0, busy: 0, tooLarge: 0, diskFull: 0 };

  get committedIndex(): number {
    return this.#committed.length - 1;
  }

  /** Election safety, and leader completeness: a new leader holds everything ever committed. */
  leads(id: number, term: number, core: RaftCore): void {
    const other = this.#leaders.get(term);
    if (other !== undefined && other !== id) {
      throw new Violation(`election safety: ${other} and ${id} both lead in term ${term}`);
    }
    this.#leaders.set(term, id);
    for (let index = core.firstIndex; index < this.#committed.length; index++) {
      const committed = this.#committed[index];
      // Who is elected late, by votes that lay about, need not hold what a later term's leader committed.
      if (committed === undefined || committed.knownTerm >= term) continue;
      if (core.termAt(index) !== committed.term) {
        throw new Violation(
          `leader completeness: leader ${id} of term ${term} lacks entry ${index} of term ${committed.term}`,
        );
      }
    }
  }

  /** State-machine safety: at each index every member applies the same. `term` is the member's present one. */
  applied(id: number, entry: Entry, term: number): string | null {
    const text = entry.kind === 'data' ? this.#textOf(entry) : `(${entry.kind})`;
    const known = this.#committed[entry.index];
    if (known === undefined) {
      this.#committed[entry.index] = { term: entry.term, knownTerm: term, text };
      if (entry.kind === 'data') this.#newlyCommitted(text, entry.index);
    } else if (known.term !== entry.term || known.text !== text) {
      throw new Violation(
        `state machine safety: ${id} applies ${text} (term ${entry.term}) at ${entry.index}, ` +
          `where ${known.text} (term ${known.term}) was applied`,
      );
    }
    return entry.kind === 'data' ? text : null;
  }

  /** Members share entries, so each is decoded once. */
  #textOf(entry: Entry): string {
    let text = this.#texts.get(entry.data);
    if (text === undefined) this.#texts.set(entry.data, (text = decoder.decode(entry.data)));
    return text;
  }

  /** Identical projections: after the same entry every member's state has the same checksum. */
  stands(id: number, index: number, checksum: number): void {
    const known = this.#checksums[index];
    if (known === undefined) this.#checksums[index] = checksum;
    else if (known !== checksum) throw new Violation(`the state of ${id} differs from others' at ${index}`);
  }

  #newlyCommitted(text: string, index: number): void {
    const before = this.#indexOf.get(text);
    if (before !== undefined) throw new Violation(`${text} was committed twice, at ${before} and ${index}`);
    if (this.#dropped.has(text))
      throw new Violation(`${text} was reported dropped and committed at ${index}`);
    this.#indexOf.set(text, index);
  }

  answered(text: string, result: ProposalResult): void {
    this.outcomes[result.kind] += 1;
    if (result.kind === 'committed') {
      this.knownIndex = Math.max(this.knownIndex, result.index);
      this.#acknowledged.push({ text, index: result.index, term: result.term });
    } else if (result.kind !== 'unknown') {
      const index = this.#indexOf.get(text);
      if (index !== undefined)
        throw new Violation(`${text} was committed at ${index} and reported ${result.kind}`);
      this.#dropped.add(text);
    }
  }

  /** Linearizable reads: none may miss what was known to be committed when it was asked. */
  read(id: number, index: number, knownWhenAsked: number): void {
    this.reads += 1;
    if (index < knownWhenAsked) {
      throw new Violation(`stale read: ${id} may read at ${index}, but ${knownWhenAsked} was known before`);
    }
    this.knownIndex = Math.max(this.knownIndex, index);
  }

  /** A member votes once in a term. Pre-votes promise nothing. */
  sent(from: number, message: Message): void {
    if (message.type === 'preVote' || message.type === 'preVoteReply') return;
    let promised = this.#promised.get(from);
    if (promised === undefined) this.#promised.set(from, (promised = { term: 0, votes: new Map() }));
    promised.term = Math.max(promised.term, message.term);
    if (message.type !== 'vote' && (message.type !== 'voteReply' || !message.granted)) return;
    const voted = message.type === 'vote' ? from : message.to;
    const before = promised.votes.get(message.term) ?? voted;
    if (before !== voted) {
      throw new Violation(`two votes: ${from} voted for ${before} and for ${voted} in term ${message.term}`);
    }
    promised.votes.set(message.term, voted);
  }

  /** What a member promised, and what it was told to be on its disk (`held`), is there after a crash. */
  restarted(
    id: number,
    core: RaftCore,
    held: { readonly index: number; readonly term: number } | null,
  ): void {
    const promised = this.#promised.get(id)?.term ?? 0;
    if (core.soft.term < promised) {
      throw new Violation(`durability: ${id} was in term ${promised} and comes back in ${core.soft.term}`);
    }
    if (held === null || held.index <= core.snapshot.index) return;
    if (core.termAt(held.index) === held.term) return;
    throw new Violation(
      `durability: entry ${held.index} of term ${held.term} was on the disk of ${id} and is there no more`,
    );
  }

  /** Log matching: an (index, term) names one entry with one predecessor, wherever it is. */
  logOf(id: number, core: RaftCore): void {
    let previous = core.termAt(core.firstIndex - 1) ?? 0;
    for (const entry of core.entriesBetween(core.firstIndex, core.lastIndex)) {
      const key = `${entry.index}:${entry.term}`;
      const content = `${previous}|${entry.kind}|${this.#textOf(entry)}`;
      const known = this.#contents.get(key);
      if (known === undefined) this.#contents.set(key, content);
      else if (known !== content) {
        throw new Violation(`log matching: ${id} holds ${content} at ${key}, another holds ${known}`);
      }
      previous = entry.term;
    }
  }

  /** At the end: everything acknowledged is there, where it was said to be. */
  finish(): void {
    for (const { text, index, term } of this.#acknowledged) {
      const found = this.#committed[index];
      if (found === undefined || found.text !== text || found.term !== term) {
        throw new Violation(
          `${text} was acknowledged at ${index} (term ${term}), found ${found?.text ?? 'nothing'}`,
        );
      }
    }
  }
}
