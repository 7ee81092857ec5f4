// Deleting many objects, for every face: in transactions of bounded size, so that they do not go all at once.
import { limits } from '#kernel/limits.ts';
import { keyOf } from '#kernel/log/key.ts';
import type { Change, DeleteChange } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** How each object is deleted. */
export type DeletionOf = Omit<DeleteChange, 'key' | 'ignoreMissing'>;

/** Deletes each of `objects`; one that is gone already is no error. Rejects with what `commit` rejects with. */
export async function deleteEach(
  objects: readonly OrcObject[],
  deletion: DeletionOf,
  commit: (changes: readonly Change[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < objects.length; at += limits.writesPerTransaction) {
    const some = objects.slice(at, at + limits.writesPerTransaction);
    await commit(
      some.map((object) => ({ delete: { ...deletion, key: keyOf(object), ignoreMissing: true } })),
    );
  }
}
