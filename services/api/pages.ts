// The further pages of lists: each continues over the state its first page saw. States are persistent
// maps, so keeping one costs only what has changed since.
import { OrcError } from '#kernel/errors.ts';
import type { Store } from '#kernel/store/store.ts';
import { apiLimits } from '#api/limits.ts';

interface Pinned {
  readonly state: Store;
  readonly untilMs: number;
}

export class Pages {
  readonly #name: string;
  readonly #pinned = new Map<number, Pinned>();

  /** `name` tells this master's tokens from others'. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Keeps a state for the next page and returns its token. */
  pin(state: Store, after: string): string {
    const nowMs = performance.now();
    for (const [revision, { untilMs }] of this.#pinned)
      if (untilMs < nowMs || this.#pinned.size > apiLimits.pinnedStates) this.#pinned.delete(revision);
    const known = this.#pinned.get(state.revision);
    this.#pinned.set(state.revision, {
      state: known?.state ?? state.fork(),
      untilMs: nowMs + apiLimits.pinnedMs,
    });
    return Buffer.from(JSON.stringify([this.#name, state.revision, after])).toString('base64url');
  }

  /** The state at a revision, while it is kept. */
  at(revision: number): Store | undefined {
    return this.#pinned.get(revision)?.state;
  }

  /** The state and place of a token. Throws Expired when the state is no longer kept here. */
  resume(token: string): { readonly state: Store; readonly after: string } {
    const [name, revision, after] = parseToken(token);
    const pinned = name === this.#name ? this.#pinned.get(revision) : undefined;
    if (pinned === undefined)
      throw new OrcError(
        'Expired',
        `the state at revision ${revision} is no longer kept by this master: list again from the start`,
      );
    return { state: pinned.state, after };
  }
}

function parseToken(token: string): [name: string, revision: number, after: string] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (error) {
    throw new OrcError('BadRequest', 'continue: is not a token that a list has given', {}, { cause: error });
  }
  if (Array.isArray(parts)) {
    const [name, revision, after]: readonly unknown[] = parts;
    if (typeof name === 'string' && typeof revision === 'number' && typeof after === 'string')
      return [name, revision, after];
  }
  throw new OrcError('BadRequest', 'continue: is not a token that a list has given');
}
