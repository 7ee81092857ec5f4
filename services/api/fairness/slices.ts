// Long work for one user, in slices: no more of it in one turn than others have.
import { apiLimits } from '#api/limits.ts';

/** What slices take their turns by. */
export interface SliceClock {
  /** Milliseconds, growing. */
  now(): number;
  /** Begins `work` when it is the user's turn; resolves with what it comes to. */
  turn<T>(work: () => T | Promise<T>): Promise<T>;
}

/**
 * Does `step` for each item, one after the other, as many in one turn as there is time for; resolves with what each came
 * to. The first slice begins at once, within the turn of whoever calls. Rejects with what a step throws or rejects with;
 * nothing more is begun then.
 */
export async function inSlices<Item, Made>(
  items: readonly Item[],
  step: (item: Item) => Made | Promise<Made>,
  clock: SliceClock,
): Promise<Made[]> {
  const made: Made[] = [];
  const slice = (): Promise<void> | undefined => {
    const startedAt = clock.now();
    for (const item of items.slice(made.length)) {
      const next = step(item);
      if (next instanceof Promise) return next.then((value) => void made.push(value));
      made.push(next);
      if (clock.now() - startedAt >= apiLimits.fairness.turnMs) return undefined;
    }
    return undefined;
  };
  for (let waits = slice(); ; waits = clock.turn(slice)) {
    if (waits === undefined && made.length === items.length) return made;
    // Also where nobody is waited for: the turn that this is part of is over, and counted, before the next is asked for.
    await waits;
    if (made.length === items.length) return made;
  }
}
