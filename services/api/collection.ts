// Deleting many objects, for every face: in transactions of bounded size, so that they do not go all at once.
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Change, DeleteChange } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** How each object is deleted. */
export type DeletionOf = Omit<DeleteChange, 'key' | 'ignoreMissing'>;

/** Errors that may be about one object of several. */
const aboutAnObject: readonly ErrorCode[] = ['Forbidden', 'Conflict', 'Invalid', 'BadRequest', 'TooLarge'];

/** How many of the objects from `from` on go into one transaction: one that waits to go is written whole. */
function countFrom(objects: readonly OrcObject[], from: number): number {
  let [count, bytes] = [0, 0];
  for (const object of objects.slice(from, from + limits.writesPerTransaction)) {
    bytes += pack(object).raw.length;
    if (count > 0 && bytes > limits.recordBytes / 2) break;
    count += 1;
  }
  return count;
}

/**
 * Deletes each of `objects`; one that is gone already is no error. Where something may not be deleted the others are all
 * the same; then it rejects with what `commit` rejected with first.
 */
export async function deleteEach(
  objects: readonly OrcObject[],
  deletion: DeletionOf,
  commit: (changes: readonly Change[]) => Promise<unknown>,
): Promise<void> {
  let refusal: OrcError | undefined;
  const tryAll = async (some: readonly OrcObject[]): Promise<boolean> => {
    try {
      await commit(
        some.map((object) => ({ delete: { ...deletion, key: keyOf(object), ignoreMissing: true } })),
      );
      return true;
    } catch (error) {
      if (!(error instanceof OrcError) || !aboutAnObject.includes(error.code)) throw error;
      if (some.length === 1) refusal ??= error;
      return false;
    }
  };
  for (let at = 0; at < objects.length;) {
    const some = objects.slice(at, at + countFrom(objects, at));
    at += some.length;
    const isDone = await tryAll(some);
    if (!isDone && some.length > 1) for (const object of some) await tryAll([object]);
  }
  if (refusal !== undefined) throw refusal;
}
