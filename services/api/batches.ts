// How much goes into one message of a stream of events: many small ones together, few large ones.
import { apiLimits } from '#api/limits.ts';

/** Items in order, in batches that a message may hold; what is larger by itself has a batch of its own. */
export function* batched<T>(
  items: Iterable<T>,
  bytesOf: (item: T) => number,
): Generator<T[], void, undefined> {
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const more = bytesOf(item);
    if (
      batch.length > 0 &&
      (batch.length >= apiLimits.watchBatch || bytes + more > apiLimits.watchBatchBytes)
    ) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(item);
    bytes += more;
  }
  if (batch.length > 0) yield batch;
}

/** Texts in order, joined to pieces that a client may take one by one; none is made before the last one was taken. */
export function* pieces(texts: Iterable<string>): Generator<string, void, undefined> {
  for (const batch of batched(texts, ({ length }) => length)) yield batch.join('');
}
