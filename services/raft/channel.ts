// An async sequence between two threads: the producer puts items in as they arrive, the consumer takes them
// at its own pace, and each item taken is reported, so that the producer can bound what is on its way.
export class Channel<T> implements AsyncIterable<T> {
  readonly #taken: () => void;
  #items: T[] = [];
  #ended = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(taken: () => void) {
    this.#taken = taken;
  }

  put(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  end(error: Error | null): void {
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        this.#taken();
        yield item;
        continue;
      }
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
  }
}

/** Counts what may still be sent; `take` waits for room. */
export class Credit {
  #left: number;
  #waiting: (() => void)[] = [];

  constructor(initial: number) {
    this.#left = initial;
  }

  async take(): Promise<void> {
    while (this.#left === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#left -= 1;
  }

  give(): void {
    this.#left += 1;
    this.#waiting.shift()?.();
  }
}
