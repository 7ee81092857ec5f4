// How much each client has under way, where none has anything to do with how much others have.
import { OrcError } from '#kernel/errors.ts';

/** How many requests each client has under way: one that has too many is refused before anything is read. */
export class InFlight {
  readonly #byUser = new Map<string, number>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one more until the result is disposed of. Throws TooBusy. */
  enter(user: string): Disposable {
    const count = this.#byUser.get(user) ?? 0;
    if (count >= this.#most)
      throw new OrcError(
        'TooBusy',
        `Too many requests: ${user} has ${count} under way on this master, may have ${this.#most}; please try again later`,
        { retryAfterMs: 1_000 },
      );
    this.#byUser.set(user, count + 1);
    return { [Symbol.dispose]: () => this.#leave(user) };
  }

  #leave(user: string): void {
    const count = this.#byUser.get(user) ?? 1;
    if (count <= 1) this.#byUser.delete(user);
    else this.#byUser.set(user, count - 1);
  }
}
