// The further pages of lists: each continues over the state its first page saw. States are persistent
// maps, so keeping one costs only what has changed since. A token says where a list goes on, and is good at any
// master: one that does not keep the state makes it again from the present (past.ts).
import { OrcError } from '#kernel/errors.ts';
import type { Store } from '#kernel/store/store.ts';
import { apiLimits } from '#api/limits.ts';

interface Pinned {
  readonly state: Store;
  readonly untilMs: number;
}

/** Where a list goes on: after which row of the state of which revision. */
export interface Place {
  readonly revision: number;
  readonly after: string;
}

export class Pages {
  readonly #pinned = new Map<number, Pinned>();

  /** Keeps a state for the next page and returns its token. */
  pin(state: Store, after: string): string {
    this.keep(state);
    return Buffer.from(JSON.stringify([state.revision, after])).toString('base64url');
  }

  /** Keeps a state for some time; at most so many are kept. */
  keep(state: Store): void {
    const nowMs = performance.now();
    for (const [revision, { untilMs }] of this.#pinned)
      if (untilMs < nowMs || this.#pinned.size > apiLimits.pinnedStates) this.#pinned.delete(revision);
    const known = this.#pinned.get(state.revision);
    this.#pinned.set(state.revision, {
      state: known?.state ?? state.fork(),
      untilMs: nowMs + apiLimits.pinnedMs,
    });
  }

  /** The state at a revision, while it is kept. */
  at(revision: number): Store | undefined {
    return this.#pinned.get(revision)?.state;
  }
}

/** What a token says. Throws BadRequest. */
export function placeIn(token: string): Place {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (error) {
    throw new OrcError('BadRequest', 'continue: is not a token that a list has given', {}, { cause: error });
  }
  if (Array.isArray(parts)) {
    const [revision, after]: readonly unknown[] = parts;
    if (typeof revision === 'number' && Number.isSafeInteger(revision) && typeof after === 'string')
      return { revision, after };
  }
  throw new OrcError('BadRequest', 'continue: is not a token that a list has given');
}
