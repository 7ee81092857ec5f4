// Many calls may share one AbortSignal. Each signal gets one listener, however many calls wait on it.
export class AbortRegistry {
  readonly #aborted: (id: number) => void;
  readonly #bySignal = new Map<AbortSignal, { readonly ids: Set<number>; readonly listener: () => void }>();

  constructor(aborted: (id: number) => void) {
    this.#aborted = aborted;
  }

  add(signal: AbortSignal, id: number): void {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) {
      known.ids.add(id);
      return;
    }
    const ids = new Set([id]);
    const listener = (): void => {
      this.#bySignal.delete(signal);
      for (const each of ids) this.#aborted(each);
    };
    this.#bySignal.set(signal, { ids, listener });
    signal.addEventListener('abort', listener, { once: true });
  }

  remove(signal: AbortSignal, id: number): void {
    const known = this.#bySignal.get(signal);
    if (known === undefined) return;
    known.ids.delete(id);
    if (known.ids.size > 0) return;
    this.#bySignal.delete(signal);
    signal.removeEventListener('abort', known.listener);
  }
}
