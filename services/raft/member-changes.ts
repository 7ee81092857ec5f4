// A change of members from being asked for until it is committed: it waits while another is under way (the leader
// makes voters of learners by itself), begins from the members as they are then, and is told of once no change of
// leader can undo it.
import { OrcError } from '#kernel/errors.ts';
import { configurationOf, type Configuration } from './core/configuration.ts';
import type { RaftCore } from './core/core.ts';
import type { MemberChange } from './port.ts';

type Done = (error: OrcError | null) => void;

interface Asked {
  readonly change: MemberChange;
  readonly done: Done;
}

export class MemberChanges {
  readonly #core: RaftCore;
  #asked: Asked | null = null;
  /** In the log of this term, and not known to be committed. */
  #begun: { readonly term: number; readonly done: Done } | null = null;

  constructor(core: RaftCore) {
    this.#core = core;
  }

  /** Answers through `done`, exactly once, as handle.ts's `changeMembers` says. */
  ask(change: MemberChange, done: Done): void {
    if (this.#asked !== null || this.#begun !== null) {
      return done(
        new OrcError('Conflict', 'another change of members was asked for and is not committed: retry'),
      );
    }
    this.#asked = { change, done };
    this.check();
  }

  /** Begins what can begin and ends what is over. True when there is something to send. */
  check(): boolean {
    const begins = this.#begin();
    this.#end();
    return begins;
  }

  #begin(): boolean {
    const asked = this.#asked;
    if (asked === null || this.#core.isChangingMembers) return false;
    this.#asked = null;
    try {
      this.#core.changeConfiguration(changed(this.#core.configuration, asked.change));
      this.#begun = { term: this.#core.soft.term, done: asked.done };
      return true;
    } catch (error) {
      if (!(error instanceof OrcError) || error.code === 'Internal') throw error;
      asked.done(error);
      return false;
    }
  }

  #end(): void {
    const begun = this.#begun;
    if (begun === null) return;
    const { configurationIndex, commitIndex, soft } = this.#core;
    // What ends a joint phase is appended as soon as its beginning is committed, and is waited for too. A leader that
    // removes itself leads no more then, in the same term.
    if (configurationIndex <= commitIndex && soft.term === begun.term) {
      this.#begun = null;
      begun.done(null);
    } else if (soft.role !== 'leader') {
      this.#begun = null;
      begun.done(
        new OrcError(
          'Unavailable',
          'leadership moved while the change of members was on its way: look whether it was made, and retry if not',
        ),
      );
    }
  }
}

/** The settled configuration that a change leads to. */
function changed(configuration: Configuration, { put, remove }: MemberChange): Configuration {
  const replaced = new Set([...remove, ...put.map(({ id }) => id)]);
  const kept = configuration.members
    .filter(({ id }) => !replaced.has(id))
    .map((member) => ({ ...member, learner: !member.incoming }));
  const members = [...kept, ...put];
  const learners = members.filter(({ learner }) => learner);
  return configurationOf(
    members,
    learners.map(({ id }) => id),
    learners.filter(({ promote }) => promote === true).map(({ id }) => id),
  );
}
