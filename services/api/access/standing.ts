// Whether whoever began something long, a watch say, still may: roles change and tokens end while it goes on.
import type { Operation } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Access } from '#api/access/access.ts';
import type { Caller } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';

export class Standing {
  readonly #access: Access;
  readonly #caller: Omit<Caller, 'trail'>;
  readonly #operation: Operation;
  readonly #now: () => number;
  #checkedMs: number;

  /** Of a caller who has just been allowed `operation`. `now` is milliseconds, growing. */
  constructor(
    access: Access,
    { trail: _trail, ...caller }: Caller,
    operation: Operation,
    now = () => performance.now(),
  ) {
    this.#access = access;
    this.#caller = caller;
    this.#operation = operation;
    this.#now = now;
    this.#checkedMs = now();
  }

  /**
   * Throws Forbidden when the caller may no more. Where they showed a token that is looked at too, once a second; what it
   * returns then rejects with Unauthorized when that has ended. Undefined where there is nothing to wait for.
   */
  check(): Promise<void> | undefined {
    this.#access.check(this.#caller, this.#operation);
    const { isStillKnown } = this.#caller;
    if (isStillKnown === undefined || this.#now() - this.#checkedMs < apiLimits.streamCheckMs)
      return undefined;
    this.#checkedMs = this.#now();
    return isStillKnown().then((isKnown) => {
      if (!isKnown) throw new OrcError('Unauthorized', 'Unauthorized: the token is not good any more');
    });
  }
}
