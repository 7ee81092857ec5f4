// Objects on their way out, and the wait until they are gone.
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcClient } from '#client/client.ts';

type Watching = Pick<OrcClient, 'list' | 'watch'>;

/** An object that is on its way out. */
export interface Leaving {
  readonly key: Key;
  readonly uid: string;
}

/**
 * Resolves when objects of one kind and namespace are gone, or others have their names; with those that are still there
 * when time is up first.
 */
async function groupGone(
  client: Watching,
  leaving: readonly Leaving[],
  signal: AbortSignal,
): Promise<readonly Leaving[]> {
  const [first] = leaving;
  if (first === undefined) return [];
  const { kind, namespace, name } = first.key;
  const fieldSelector = leaving.length === 1 ? `metadata.name=${name}` : '';
  const scope = { kind, namespace, labelSelector: '', fieldSelector };
  const { objects, revision } = await client.list(scope);
  const present = new Set(objects.map(({ metadata }) => metadata.uid));
  const left = new Map(
    leaving.filter(({ uid }) => present.has(uid)).map((each): [string, Leaving] => [each.key.name, each]),
  );
  if (left.size === 0) return [];
  for await (const { type, key: changed, uid } of client.watch(scope, revision, signal, objects)) {
    const known = left.get(changed?.name ?? '');
    if (known === undefined || (type !== 'DELETED' && uid === known.uid)) continue;
    left.delete(known.key.name);
    if (left.size === 0) break;
  }
  return [...left.values()];
}

/**
 * Resolves when objects are gone, or others have their names; with those that are still there when time is up first. All
 * of a kind and namespace are watched by one watch: there may be thousands, and a user has a number of watches.
 */
export async function untilGone(
  client: Watching,
  leaving: readonly Leaving[],
  signal: AbortSignal,
): Promise<readonly Leaving[]> {
  const groups = Map.groupBy(leaving, ({ key: { group, kind, namespace } }) =>
    JSON.stringify([group, kind, namespace]),
  );
  const left = await Promise.all([...groups.values()].map((each) => groupGone(client, each, signal)));
  return left.flat();
}
