// One call, made at whichever master answers. A master that fails makes way for the next at once; after
// all of them there is a pause, longer each time. A master that falls silent keeps the call, and another
// one is asked the same beside it: the first answer is taken, whoever gives it. So each master is asked
// by one call at most once at a time, and one that is slow is no worse off than before.
import { OrcError } from '#kernel/errors.ts';
import type { Choice } from '#client/choice.ts';
import { failureOf } from '#client/errors.ts';
import { clientLimits } from '#client/limits.ts';

/** How often and how a call may be made. */
export interface CallOptions {
  /** Whether the call may reach the masters twice without harm. */
  readonly repeatable: boolean;
  readonly timeoutMs?: number;
  /** After how much silence another master is asked too, if the call is repeatable; never unless given. */
  readonly quietMs?: number;
  /** How much work the call is, in changes of single objects; 1 unless given. */
  readonly weight?: number;
  /** Whether the call changes something: then it does not fail as if it had not, where an earlier try at it may have. */
  readonly changes?: boolean;
  /** Whether masters who refused the caller's token may be shown another one: asked once. */
  readonly renewed?: () => boolean;
}

/** Makes the call at one master. `resent`: an earlier try at it may have reached a master, or may still do so. */
export type Attempt<T> = (index: number, timeoutMs: number, resent: boolean) => Promise<T>;

type Happened<T> =
  | { readonly kind: 'answered'; readonly index: number; readonly value: T; readonly resent: boolean }
  | { readonly kind: 'failed'; readonly index: number; readonly thrown: unknown; readonly resent: boolean }
  | { readonly kind: 'rested' }
  | { readonly kind: 'quiet'; readonly silent: number };

class Anywhere<T> {
  readonly #servers: readonly string[];
  readonly #choice: Choice;
  readonly #attempt: Attempt<T>;
  readonly #options: CallOptions;
  readonly #didNothing: (answer: T) => boolean;
  readonly #timeoutMs: number;
  readonly #startedAt = performance.now();
  /** Those asked and not heard of, with what ends the listening for their silence. */
  readonly #asked = new Map<number, () => void>();
  readonly #silent = new Map<number, string>();
  #failures = 0;
  /** Whether a try that has ended may have been carried out. */
  #mayBeDone = false;
  /** Whether a master did not believe who calls. */
  #wasStranger = false;
  #happened: Happened<T>[] = [];
  #wake: (() => void) | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(
    servers: readonly string[],
    choice: Choice,
    attempt: Attempt<T>,
    options: CallOptions,
    didNothing: (answer: T) => boolean,
  ) {
    this.#servers = servers;
    this.#choice = choice;
    this.#attempt = attempt;
    this.#options = options;
    this.#didNothing = didNothing;
    this.#timeoutMs = options.timeoutMs ?? clientLimits.callMs;
  }

  async run(): Promise<T> {
    this.#ask();
    try {
      for (;;) {
        if (this.#happened.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
        const happened = this.#happened.shift();
        if (happened?.kind === 'answered') {
          if (this.#didNothing(happened.value) && this.#awaitsOthers(happened.resent)) continue;
          this.#choice.answered(this.#weight);
          return happened.value;
        }
        if (happened?.kind === 'failed') this.#failed(happened.index, happened.thrown, happened.resent);
        else if (happened?.kind === 'quiet') this.#askToo(happened.silent);
        else if (happened !== undefined) this.#ask();
      }
    } finally {
      clearTimeout(this.#rest);
      for (const stop of this.#asked.values()) stop();
    }
  }

  #note(happened: Happened<T>): void {
    if ('index' in happened) {
      this.#asked.get(happened.index)?.();
      this.#asked.delete(happened.index);
    }
    this.#happened.push(happened);
    this.#wake?.();
  }

  /** Asks one more master, if there is one to ask. */
  #ask(): void {
    const index = this.#choice.next(new Set(this.#asked.keys()));
    if (index === undefined) return;
    const resent = this.#mayBeDone || this.#asked.size > 0;
    this.#listen(index);
    const leftMs = this.#timeoutMs - (performance.now() - this.#startedAt);
    this.#attempt(index, Math.max(1, Math.min(leftMs, clientLimits.attemptMs)), resent).then(
      (value) => this.#note({ kind: 'answered', index, value, resent }),
      (thrown: unknown) => this.#note({ kind: 'failed', index, thrown, resent }),
    );
  }

  get #weight(): number {
    return this.#options.weight ?? 1;
  }

  #listen(index: number): void {
    const { repeatable, quietMs } = this.#options;
    const stop =
      repeatable && quietMs !== undefined
        ? this.#choice.listen(index, quietMs, () => this.#note({ kind: 'quiet', silent: index }))
        : () => undefined;
    this.#asked.set(index, stop);
  }

  /** Asks another master beside one that is silent, or listens on where too much was asked twice already. */
  #askToo(silent: number): void {
    if (!this.#asked.has(silent) || this.#choice.next(new Set(this.#asked.keys())) === undefined) return;
    if (this.#choice.takeSpare(this.#weight)) this.#ask();
    else this.#listen(silent);
  }

  /** Goes on after a failure. Throws when there is no sense in that. */
  #failed(index: number, thrown: unknown, resent: boolean): void {
    const { error, answered, again } = failureOf(thrown, this.#servers[index] ?? '');
    if (answered) this.#silent.clear();
    else this.#silent.set(index, error.message);
    if (again === 'never' || (again === 'repeatable' && !this.#options.repeatable))
      return this.#refused(error, resent);
    if (again === 'repeatable') this.#mayBeDone = true;
    this.#choice.failed(index);
    this.#failures += 1;
    const spentMs = performance.now() - this.#startedAt;
    const isAlone = this.#asked.size === 0;
    if (isAlone && this.#silent.size === this.#servers.length && spentMs > clientLimits.silenceMs)
      throw this.#last(this.#nobody());
    const pauseMs = this.#pauseMs(error);
    if (spentMs + pauseMs < this.#timeoutMs) this.#askAfter(pauseMs);
    else if (isAlone) throw this.#last(error);
  }

  /** Ends the call with a refusal, unless that may not be the last word. */
  #refused(error: OrcError, resent: boolean): void {
    if (error.code === 'Unauthorized' && !this.#wasStranger) {
      this.#wasStranger = true;
      if (this.#options.renewed?.() === true) return this.#ask();
    }
    if (!this.#awaitsOthers(resent)) throw this.#last(error);
  }

  /**
   * Whether a call is not over with a master's word that it does nothing: one that was told of no other try may not have
   * the last, and the other, which may be carried out all the same, is asked what became of it.
   */
  #awaitsOthers(resent: boolean): boolean {
    const isAlone = this.#asked.size === 0;
    if (this.#options.changes !== true || resent || (isAlone && !this.#mayBeDone)) return false;
    if (isAlone) this.#ask();
    return true;
  }

  /** The error that a call fails with for good: one that says that nothing was changed only where that is certain. */
  #last(error: OrcError): OrcError {
    // A master that does not believe who calls does not look what became of an earlier try.
    const saysNothing = error.retryable || error.code === 'Unauthorized';
    const mayBeDone = this.#mayBeDone || this.#asked.size > 0;
    if (this.#options.changes !== true || !mayBeDone || !saysNothing) return error;
    const message = `it is not known whether the change took effect: ${error.message}`;
    return new OrcError('Unknown', message, {}, { cause: error });
  }

  #pauseMs({ details }: OrcError): number {
    const { length } = this.#servers;
    const rounds = Math.floor(this.#failures / length);
    const { first, most } = clientLimits.pauseMs;
    // The next master is asked at once; only after all of them is there a pause.
    const ownMs = this.#failures % length === 0 ? Math.min(first * 2 ** (rounds - 1), most) : 0;
    return Math.max(details.retryAfterMs ?? 0, ownMs);
  }

  #askAfter(pauseMs: number): void {
    if (pauseMs === 0) return this.#ask();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#note({ kind: 'rested' }), pauseMs);
  }

  #nobody(): OrcError {
    const why = [...new Set(this.#silent.values())].join('; ');
    return new OrcError('Unavailable', `no master answers; tried ${this.#servers.join(', ')}: ${why}`);
  }
}

/**
 * Goes from master to master until `attempt` succeeds, fails for good, or time is up. `didNothing`: whether an answer is
 * that there was nothing to do.
 */
export function anywhere<T>(
  servers: readonly string[],
  choice: Choice,
  attempt: Attempt<T>,
  options: CallOptions,
  didNothing: (answer: T) => boolean = () => false,
): Promise<T> {
  return new Anywhere(servers, choice, attempt, options, didNothing).run();
}
