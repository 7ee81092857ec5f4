// Deadlines of many calls under one timer. Calls whose deadlines lie close together share a signal, so
// that a call costs neither a timer nor a signal of its own.
import { OrcError } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';

/** The longest that Node waits for. */
export const longestTimerMs = 2 ** 31 - 1;

/** What a call is told whose time is over. */
export function late(): OrcError {
  return new OrcError('Timeout', 'the deadline passed before the masters could answer');
}

/**
 * A signal that aborts with another one, or with Timeout when its time is over. What was made of it ends when it is
 * disposed: a timeout of Node's own stays until it is due, however long its request has been over.
 */
export class Deadline implements Disposable {
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(gone: AbortSignal, timeoutMs: number) {
    if (gone.aborted) this.#ended.abort(gone.reason);
    else gone.addEventListener('abort', () => this.#ended.abort(gone.reason), { once: true });
    this.#timer = setTimeout(() => this.#ended.abort(late()), timeoutMs).unref();
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

export class Deadlines {
  /** By due time, in steps since the process began. */
  readonly #due = new Map<number, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #nextStep = Infinity;
  #ended: OrcError | undefined;

  /** A signal that aborts with Timeout `timeoutMs` from now, up to a step later. */
  signal(timeoutMs: number): AbortSignal {
    const step = Math.ceil((performance.now() + timeoutMs) / apiLimits.deadlineStepMs);
    const known = this.#due.get(step);
    if (known !== undefined) return known.signal;
    const made = new AbortController();
    if (this.#ended !== undefined) {
      made.abort(this.#ended);
      return made.signal;
    }
    this.#due.set(step, made);
    if (step < this.#nextStep) this.#arm(step);
    return made.signal;
  }

  #arm(step: number): void {
    clearTimeout(this.#timer);
    this.#nextStep = step;
    if (step === Infinity) return;
    const delayMs = step * apiLimits.deadlineStepMs - performance.now();
    this.#timer = setTimeout(() => this.#sweep(), Math.max(0, delayMs)).unref();
  }

  #sweep(): void {
    const now = performance.now() / apiLimits.deadlineStepMs;
    let next = Infinity;
    for (const [step, controller] of this.#due) {
      if (step > now) {
        next = Math.min(next, step);
        continue;
      }
      this.#due.delete(step);
      controller.abort(late());
    }
    this.#arm(next);
  }

  /** Ends every deadline now and from now on, with `reason`. */
  end(reason: OrcError): void {
    this.#ended = reason;
    this.#arm(Infinity);
    for (const controller of this.#due.values()) controller.abort(reason);
    this.#due.clear();
  }
}
