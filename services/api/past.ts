// The state as it stood at a past revision: the present one, with every object that has changed since put back as it
// was. It goes as far back as this master keeps events, and costs what has changed.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import { keyText } from '#kernel/log/key.ts';
import type { Store } from '#kernel/store/store.ts';
import type { StoreEvent } from '#kernel/store/event.ts';
import type { EventWindow } from '#kernel/store/window.ts';
import { apiLimits } from '#api/limits.ts';

/** What of a replica this needs. */
export interface PastSource {
  readonly store: Store;
  readonly window: EventWindow;
}

/** The state at `revision`, which must not be of the future. Rejects with Expired when that is no longer known. */
export async function pastState(source: PastSource, revision: number): Promise<Store> {
  const { window } = source;
  const state = source.store.fork();
  const former = new Map<string, StoreEvent>();
  for (let cursor = revision; cursor < state.revision;) {
    // Another window: the state was replaced, and with it the count of revisions.
    const changes = source.window === window ? window.since(cursor, apiLimits.pastBatch) : undefined;
    if (changes === undefined)
      throw new OrcError(
        'Expired',
        `the state at revision ${revision} is no longer kept by this master, whose events begin after ${source.window.floor}: list without a resourceVersion`,
      );
    for (const change of changes) {
      if (change.revision > state.revision) break;
      const name = keyText(change.key);
      // The first change of an object since then tells what it was.
      if (!former.has(name)) former.set(name, change);
    }
    cursor = changes.at(-1)?.revision ?? state.revision;
    await nextTurn();
  }
  state.restorePast(
    revision,
    Array.from(former.values(), ({ kind, key, before }) => ({ kind, key, row: before })),
  );
  return state;
}
