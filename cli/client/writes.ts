// Writes that take effect once, however often they are sent. The client opens a session through the log
// and numbers its calls; the masters keep the outcome of a numbered call until the client says, with a
// later call, that it has it. So a call whose answer was lost is sent again and gets the first outcome.
import { randomUUID } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { type Change, type CommitResponse, ObjectsService } from '#kernel/model/gen/api.gen.ts';
import { clientLimits } from '#client/limits.ts';
import type { Masters } from '#client/masters.ts';
import { Slots } from '#client/slots.ts';

/** Safe to repeat, since what is repeated has a name. */
const repeatable = { repeatable: true, quietMs: clientLimits.quietMs } as const;

/** How a set of changes is committed. */
export interface CommitOptions {
  /** Why, for the objects' history. */
  readonly reason?: string;
  /** Whether everything is checked and nothing is done. */
  readonly dryRun?: boolean;
  /** Who changes, for the objects' managedFields; `orc` when absent. */
  readonly fieldManager?: string;
  /** Whether the answer is to be without the objects, but for those whose names were made. */
  readonly brief?: boolean;
}

/** A session as this client uses it. */
interface Session {
  readonly opened: Promise<number>;
  /** The numbers of its calls under way, in rising order. */
  readonly underWay: Set<number>;
  lastSequence: number;
}

export class Writes {
  readonly #masters: Masters;
  readonly #slots = new Slots(clientLimits.writesUnderWay);
  #session: Session | undefined;
  /** Sessions with calls under way in which no more are begun. */
  readonly #left = new Set<Session>();
  #usedAt = 0;

  constructor(masters: Masters) {
    this.#masters = masters;
  }

  /**
   * The session; a new one when there is none, when the masters may soon forget it, or when one slow call keeps them from
   * dropping the outcomes of so many others that they would take no more.
   */
  #current(): Session {
    const rested = performance.now() - this.#usedAt > clientLimits.sessionRestMs;
    this.#usedAt = performance.now();
    const known = this.#session;
    if (known !== undefined) {
      const [oldest = known.lastSequence + 1] = known.underWay;
      const isFull = known.lastSequence + 1 - oldest >= clientLimits.sessionSpan;
      if (!isFull && !(rested && known.underWay.size === 0)) return known;
      if (isFull) this.#left.add(known);
    }
    const opened = this.#masters
      .call(ObjectsService.methods.openSession, { requestId: randomUUID() }, repeatable)
      .then(({ session }) => session);
    const session: Session = { opened, underWay: new Set(), lastSequence: 0 };
    this.#session = session;
    opened.catch(() => {
      if (this.#session === session) this.#session = undefined;
    });
    return session;
  }

  /** Commits changes: all take effect together, once. Throws Unknown or Timeout when that can't be told. */
  async commit(changes: readonly Change[], options: CommitOptions = {}): Promise<CommitResponse> {
    const { reason = '', dryRun = false, fieldManager = 'orc', brief = false } = options;
    const request = { changes, reason, dryRun, fieldManager, ...(brief && { brief }) };
    const how = { ...repeatable, weight: changes.length };
    if (dryRun) return this.#masters.commit(request, how);
    const full = this.#slots.take();
    if (full !== undefined) await full;
    const current = this.#current();
    const { opened, underWay } = current;
    const sequence = ++current.lastSequence;
    underWay.add(sequence);
    try {
      const session = await opened;
      // Whatever is below the oldest call under way has been answered, or given up.
      const [answeredBelow = sequence] = underWay;
      const call = { session, sequence, answeredBelow };
      return await this.#masters.commit({ ...request, call }, how);
    } catch (error) {
      // The masters know the session no more, or take no more calls of it: the next call opens another.
      if (error instanceof OrcError && error.code === 'Expired' && this.#session === current)
        this.#session = undefined;
      throw error;
    } finally {
      underWay.delete(sequence);
      if (underWay.size === 0 && this.#left.delete(current)) void this.#close(current);
      this.#slots.give();
    }
  }

  /**
   * Closes all sessions, so that the masters need not keep them until they expire. A write that may still be
   * on its way is refused from then on. Never rejects: what can't be closed soon, expires.
   */
  async end(): Promise<void> {
    const all = [...(this.#session === undefined ? [] : [this.#session]), ...this.#left];
    this.#session = undefined;
    this.#left.clear();
    await Promise.all(all.map((each) => this.#close(each)));
  }

  async #close({ opened }: Session): Promise<void> {
    try {
      const session = await opened;
      const options = { repeatable: true, timeoutMs: clientLimits.closeMs };
      await this.#masters.call(ObjectsService.methods.closeSession, { session }, options);
    } catch {
      // It was no use to anybody but this client.
    }
  }
}
