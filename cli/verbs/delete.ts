// What `orc delete` does.
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf, describeKey, key, keyOf } from '#kernel/log/key.ts';
import { isJsonObject } from '#kernel/model/from-json.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { DeleteOptions } from '#cli/commands/delete.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { readManifests } from '#cli/manifests.ts';
import { type CliSession, keyOfTarget, kindOf, parseTargets, withCluster } from '#cli/session.ts';

const propagations: Readonly<Record<string, string>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

async function keysToDelete(
  session: CliSession,
  words: readonly string[],
  options: DeleteOptions,
): Promise<Key[]> {
  if (options.filename !== undefined)
    // The last first: a namespace stands before what is in it.
    return readManifests(options.filename, false)
      .toReversed()
      .map(({ json }) => {
        const kind = kindOf(String(json['kind']));
        const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
        const namespace =
          typeof metadata['namespace'] === 'string' ? metadata['namespace'] : session.namespace;
        return key(
          kind,
          definitionOf(kind).namespaced ? namespace : '',
          typeof metadata['name'] === 'string' ? metadata['name'] : '',
        );
      });
  const { kinds, targets } = parseTargets(words);
  if (targets.length > 0) return targets.map((target) => keyOfTarget(target, session.namespace));
  if (options.all !== true && options.selector === undefined)
    throw new OrcError(
      'BadRequest',
      'resource(s) were provided, but no name was specified: give names, -l or --all',
    );
  const keys: Key[] = [];
  for (const kind of kinds) {
    const namespace = definitionOf(kind).namespaced ? session.namespace : '';
    const { objects } = await session.client.list({
      kind,
      namespace,
      labelSelector: options.selector ?? '',
      fieldSelector: '',
    });
    keys.push(...objects.map(keyOf));
  }
  if (keys.length === 0) process.stderr.write('No resources found\n');
  return keys;
}

async function untilGone(session: CliSession, which: Key, uid: string, untilMs: number): Promise<void> {
  for (;;) {
    try {
      const object = await session.client.get(which);
      if (object.metadata.uid !== uid) return;
    } catch (error) {
      if (error instanceof OrcError && error.code === 'NotFound') return;
      throw error;
    }
    if (performance.now() > untilMs)
      throw new OrcError('Timeout', `timed out waiting for ${describeKey(which)} to go`);
    await sleep(100);
  }
}

/** Deletes objects and waits until they are gone. */
export async function remove(
  words: readonly string[],
  options: DeleteOptions,
  globals: GlobalOptions,
): Promise<void> {
  const propagation = propagations[options.cascade];
  if (propagation === undefined)
    throw new OrcError(
      'BadRequest',
      `--cascade: is "${options.cascade}", must be background, foreground or orphan`,
    );
  const grace = options.force === true ? 0 : options.now === true ? 1 : options.gracePeriod;
  if (grace !== undefined && !(Number.isInteger(grace) && grace >= 0))
    throw new OrcError('BadRequest', '--grace-period: must be a whole number of seconds');
  await withCluster(globals, async (session) => {
    const waits: (readonly [Key, string])[] = [];
    for (const which of await keysToDelete(session, words, options)) {
      try {
        const change = {
          key: which,
          uid: '',
          propagation,
          ignoreMissing: options.ignoreNotFound === true,
          ...(grace !== undefined && { gracePeriodSeconds: grace }),
        };
        const before = options.wait ? await session.client.get(which) : undefined;
        const { results, revision } = await session.client.commit([{ delete: change }]);
        if (results[0] === undefined) continue;
        const forced = options.force === true ? 'force deleted' : 'deleted';
        process.stdout.write(
          `${describeKey(which).replace(/^\S+/, singularOf(which))} ${forced} (revision ${revision})\n`,
        );
        waits.push([which, before?.metadata.uid ?? '']);
      } catch (error) {
        if (!(error instanceof OrcError) || error.code !== 'NotFound') throw error;
        if (options.ignoreNotFound === true) continue;
        process.exitCode = 1;
        process.stderr.write(`Error from server (NotFound): ${error.message}\n`);
      }
    }
    if (!options.wait) return;
    const untilMs = performance.now() + options.timeout * 1000;
    for (const [which, uid] of waits) await untilGone(session, which, uid, untilMs);
  });
}

function singularOf({ kind, group }: Key): string {
  return `${definitionOf(kindOf(kind)).singular}${group === '' ? '' : `.${group}`}`;
}
