// The hash by which masters compare what they hold.
import { createHash } from 'node:crypto';
import { snapshotChunks } from '#kernel/store/snapshot.ts';
import type { Store } from '#kernel/store/store.ts';

/** The SHA-256 of a whole state, in hexadecimal: equal on masters at the same revision. */
export function stateHash(store: Store): string {
  const hash = createHash('sha256');
  for (const chunk of snapshotChunks(store, 0)) hash.update(chunk);
  return hash.digest('hex');
}
