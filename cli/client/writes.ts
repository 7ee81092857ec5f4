// Writes that take effect once, however often they are sent. The client opens a session through the log
// and numbers its calls; the masters keep the outcome of a numbered call until the client says, with a
// later call, that it has it. So a call whose answer was lost is sent again and gets the first outcome.
import { randomUUID } from 'node:crypto';
import { type Change, type CommitResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { clientLimits } from '#client/limits.ts';
import type { Masters } from '#client/masters.ts';

/** How a set of changes is committed. */
export interface CommitOptions {
  /** Why, for the objects' history. */
  readonly reason?: string;
  /** Whether everything is checked and nothing is done. */
  readonly dryRun?: boolean;
}

export class Writes {
  readonly #masters: Masters;
  readonly #underWay = new Map<number, Promise<unknown>>();
  #session: Promise<number> | undefined;
  #usedAt = 0;
  #sequence = 0;

  constructor(masters: Masters) {
    this.#masters = masters;
  }

  /** The session; a new one when there is none, or when the masters may soon forget it. */
  #open(): Promise<number> {
    const rested = performance.now() - this.#usedAt > clientLimits.sessionRestMs;
    this.#usedAt = performance.now();
    if (this.#session !== undefined && !(rested && this.#underWay.size === 0)) return this.#session;
    const opened = this.#masters
      .call(ObjectsService.methods.openSession, { requestId: randomUUID() }, { repeatable: true })
      .then(({ session }) => session);
    this.#session = opened;
    this.#sequence = 0;
    opened.catch(() => {
      if (this.#session === opened) this.#session = undefined;
    });
    return opened;
  }

  /** Commits changes: all take effect together, once. Throws Unknown or Timeout when that can't be told. */
  async commit(changes: readonly Change[], options: CommitOptions = {}): Promise<CommitResponse> {
    const { reason = '', dryRun = false } = options;
    const { commit } = ObjectsService.methods;
    if (dryRun) return this.#masters.call(commit, { changes, reason, dryRun }, { repeatable: true });
    while (this.#underWay.size >= clientLimits.writesUnderWay) await Promise.race(this.#underWay.values());
    const opening = this.#open();
    this.#sequence += 1;
    const sequence = this.#sequence;
    const write = async (): Promise<CommitResponse> => {
      const session = await opening;
      // Whatever is below the oldest call under way has been answered, or given up.
      const answeredBelow = Math.min(...this.#underWay.keys(), sequence);
      const call = { session, sequence, answeredBelow };
      return this.#masters.call(commit, { changes, reason, dryRun, call }, { repeatable: true });
    };
    const writing = write();
    this.#underWay.set(
      sequence,
      writing.catch(() => undefined),
    );
    try {
      return await writing;
    } finally {
      this.#underWay.delete(sequence);
    }
  }
}
