// Verbs that change parts of an object by a merge patch: scale, label, annotate, patch, cordon.
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { GlobalOptions } from '#cli/config.ts';
import {
  type CliSession,
  keyOfTarget,
  parseTargets,
  resourceName,
  singleTarget,
  withCluster,
} from '#cli/session.ts';

/** Patches an object and prints what kubectl would: `deployment.apps/web scaled`. */
export async function patchAndSay(
  session: CliSession,
  which: Key,
  patch: object,
  word: string,
  reason: string,
): Promise<void> {
  const mergePatch = Buffer.from(JSON.stringify(patch));
  const { results } = await session.client.commit([{ patch: { key: which, mergePatch, status: false } }], {
    reason,
  });
  const object = results[0]?.object;
  if (object === undefined) return;
  const unchanged = results[0]?.result === 'unchanged' && word === 'patched';
  process.stdout.write(`${resourceName(unpack(object))} ${unchanged ? 'patched (no change)' : word}\n`);
}

export async function scale(
  words: readonly string[],
  replicas: number,
  globals: GlobalOptions,
): Promise<void> {
  if (!Number.isInteger(replicas) || replicas < 0)
    throw new OrcError(
      'BadRequest',
      'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  const target = singleTarget(words);
  if (target.kind !== 'Deployment' && target.kind !== 'ReplicaSet')
    throw new OrcError(
      'BadRequest',
      `cannot scale a ${target.kind}: deployments and replicasets have replicas`,
    );
  await withCluster(globals, (session) =>
    patchAndSay(
      session,
      keyOfTarget(target, session.namespace),
      { spec: { replicas } },
      'scaled',
      `scale to ${replicas}`,
    ),
  );
}

export async function annotate(
  section: 'labels' | 'annotations',
  words: readonly string[],
  overwrite: boolean,
  globals: GlobalOptions,
): Promise<void> {
  const named = words[0]?.includes('/') === true ? words.slice(0, 1) : words.slice(0, 2);
  const target = singleTarget(named);
  const changes = words.slice(named.length).map((pair): readonly [string, string | null] => {
    if (pair.endsWith('-') && !pair.includes('=')) return [pair.slice(0, -1), null];
    const [name = '', ...value] = pair.split('=');
    if (value.length === 0 || name === '')
      throw new OrcError('BadRequest', `"${pair}": give key=value to set, key- to remove`);
    return [name, value.join('=')];
  });
  if (changes.length === 0)
    throw new OrcError(
      'BadRequest',
      `at least one ${section === 'labels' ? 'label' : 'annotation'} update is required`,
    );
  await withCluster(globals, async (session) => {
    const which = keyOfTarget(target, session.namespace);
    const before = (await session.client.get(which)).metadata[section] ?? {};
    for (const [name, value] of changes)
      if (!overwrite && value !== null && before[name] !== undefined && before[name] !== value)
        throw new OrcError(
          'BadRequest',
          `'${name}' already has a value (${before[name]}), and --overwrite is false`,
        );
    await patchAndSay(
      session,
      which,
      { metadata: { [section]: Object.fromEntries(changes) } },
      section === 'labels' ? 'labeled' : 'annotated',
      section,
    );
  });
}

export async function patchObject(
  words: readonly string[],
  patch: string,
  globals: GlobalOptions,
): Promise<void> {
  const target = singleTarget(words);
  let json: unknown;
  try {
    json = JSON.parse(patch);
  } catch (error) {
    throw new OrcError('BadRequest', '-p: is not valid JSON', {}, { cause: error });
  }
  if (typeof json !== 'object' || json === null)
    throw new OrcError('BadRequest', '-p: must be a JSON object');
  const merge = json;
  await withCluster(globals, (session) =>
    patchAndSay(session, keyOfTarget(target, session.namespace), merge, 'patched', 'patch'),
  );
}

export async function cordon(node: string, unschedulable: boolean, globals: GlobalOptions): Promise<void> {
  const [target] = parseTargets(node.includes('/') ? [node] : ['node', node]).targets;
  const patch = { spec: { unschedulable: unschedulable ? true : null } };
  const word = unschedulable ? 'cordoned' : 'uncordoned';
  await withCluster(globals, (session) =>
    patchAndSay(session, key('Node', '', target?.name ?? node), patch, word, word),
  );
}
