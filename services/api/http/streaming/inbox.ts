// What has arrived and is not read yet: filled by events, emptied by one reader, which says how much it took, so
// that whoever fills it can hold the sender back.
export class Inbox<T> implements AsyncIterable<T> {
  readonly #waiting: { readonly item: T; readonly sizeBytes: number }[] = [];
  readonly #taken: (sizeBytes: number, item: T) => void;
  #ending: { readonly error: Error | undefined } | undefined;
  #wake: () => void = () => undefined;

  /** `taken` is called once the reader has done with an item. */
  constructor(taken: (sizeBytes: number, item: T) => void) {
    this.#taken = taken;
  }

  /** Adds an item; after the end it is dropped, and counts as read. */
  push(item: T, sizeBytes: number): void {
    if (this.#ending !== undefined) return this.#taken(sizeBytes, item);
    this.#waiting.push({ item, sizeBytes });
    this.#wake();
  }

  /** Nothing more comes. With an error, what waits is dropped and the reader is thrown it. */
  end(error?: Error): void {
    if (this.#ending !== undefined && error === undefined) return;
    this.#ending = { error };
    if (error !== undefined)
      for (const { item, sizeBytes } of this.#waiting.splice(0)) this.#taken(sizeBytes, item);
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        // A reader that stops here has done with it too.
        try {
          yield next.item;
        } finally {
          this.#taken(next.sizeBytes, next.item);
        }
      } else if (this.#ending !== undefined) {
        if (this.#ending.error !== undefined) throw this.#ending.error;
        return;
      } else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
