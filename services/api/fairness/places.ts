// A bounded number of places that users share: nobody may have more of them than are left to others. So one user alone gets
// half of them, a second one half of the rest, and it takes a dozen who want all there is to leave none.
import { OrcError } from '#kernel/errors.ts';

export class Places {
  readonly #most: number;
  readonly #refusal: (user: string) => OrcError;
  readonly #byUser = new Map<string, number>();
  #taken = 0;

  /** `refusal` says what somebody has too much of. */
  constructor(most: number, refusal: (user: string) => OrcError) {
    this.#most = most;
    this.#refusal = refusal;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes so many places at once. Throws the refusal. */
  take(user: string, count = 1): void {
    const own = this.#byUser.get(user) ?? 0;
    const free = this.#most - this.#taken;
    if (own + count > Math.max(free, own === 0 ? count : 0) || this.#taken >= this.#most)
      throw this.#refusal(user);
    this.#byUser.set(user, own + count);
    this.#taken += count;
  }

  /** Gives places back. */
  leave(user: string, count = 1): void {
    const own = (this.#byUser.get(user) ?? 0) - count;
    if (own > 0) this.#byUser.set(user, own);
    else this.#byUser.delete(user);
    this.#taken -= count;
  }

  /** Takes a place until the result is disposed of. Throws the refusal. */
  enter(user: string): Disposable {
    this.take(user);
    return { [Symbol.dispose]: () => this.leave(user) };
  }
}
