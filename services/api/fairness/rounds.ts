// What waits, by who wants it: each user in turn is given one, whoever has more waiting.

/** First in, first out for each user; between users, round and round. */
export class Rounds<T> {
  /** Those with anything waiting, in the order of their turns. */
  readonly #users = new Map<string, Set<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(user: string, item: T): void {
    const own = this.#users.get(user);
    if (own === undefined) this.#users.set(user, new Set([item]));
    else own.add(item);
    this.#size += 1;
  }

  /** Whose turn is next, and for what; undefined when nothing waits. */
  get next(): { readonly user: string; readonly item: T } | undefined {
    for (const [user, own] of this.#users) for (const item of own) return { user, item };
    return undefined;
  }

  /** Takes what is next: its user's turn comes again after everybody else's. */
  take(): T | undefined {
    const { next } = this;
    if (next === undefined) return undefined;
    const { user, item } = next;
    const own = this.#users.get(user);
    this.remove(user, item);
    if (own === undefined || own.size === 0) return item;
    this.#users.delete(user);
    this.#users.set(user, own);
    return item;
  }

  /** Forgets something that waits no more. */
  remove(user: string, item: T): void {
    const own = this.#users.get(user);
    if (own?.delete(item) !== true) return;
    this.#size -= 1;
    if (own.size === 0) this.#users.delete(user);
  }
}
