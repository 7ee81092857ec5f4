// What waits until it is told, or until a signal aborts. However many wait under one signal, it has one
// listener: a signal searches its listeners one by one whenever one is added or removed.
import { OrcError } from '#kernel/errors.ts';
import { late } from '#api/deadlines.ts';

/** Something to wait for. */
export interface Wait<T> {
  /** Rejects with the signal's reason, or Timeout, when the signal aborts first. */
  readonly promise: Promise<T>;
  /** Ends the wait; without effect when it has ended. */
  readonly resolve: (value: T) => void;
}

/** Why a signal ended a wait, in orc's terms. */
export function reasonOf(signal: AbortSignal): OrcError {
  const { reason } = signal;
  return reason instanceof OrcError ? reason : late();
}

export class Waits {
  /** What to do when a signal aborts; goes with the signal. */
  readonly #bySignal = new WeakMap<AbortSignal, Set<() => void>>();

  /** Begins a wait; `onAbort` is called when it ends by the signal. */
  begin<T>(signal: AbortSignal, onAbort?: () => void): Wait<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const abort = (): void => {
      reject(reasonOf(signal));
      onAbort?.();
    };
    if (signal.aborted) {
      abort();
      return { promise, resolve };
    }
    const waiting = this.#waiting(signal);
    waiting.add(abort);
    return {
      promise,
      resolve(value) {
        waiting.delete(abort);
        resolve(value);
      },
    };
  }

  /** Resolves after `ms`; rejects like any wait. */
  async pause(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = this.begin<void>(signal);
    const timer = setTimeout(resolve, ms);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #waiting(signal: AbortSignal): Set<() => void> {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) return known;
    const waiting = new Set<() => void>();
    this.#bySignal.set(signal, waiting);
    const abortAll = (): void => {
      for (const abort of waiting) abort();
      waiting.clear();
    };
    signal.addEventListener('abort', abortAll, { once: true });
    return waiting;
  }
}
