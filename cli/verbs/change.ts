// Verbs that change parts of an object by a merge patch: scale, label, annotate, patch, cordon.
import { OrcError } from '#kernel/errors.ts';
import { isKindName, key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { type KindAsked, definitionAsked } from '#cli/kind-words.ts';
import {
  type CliSession,
  type Target,
  keyOfTarget,
  parseTargets,
  resourceName,
  singleTarget,
  versionRead,
  withCluster,
} from '#cli/session.ts';
import { readYaml } from '#cli/yaml.ts';

/** An object, and the version of its kind that a patch is about; the stored one where none is named. */
interface Patched {
  readonly key: Key;
  readonly apiVersion?: string;
}

/** How a patch is read, as kubectl names it. */
type PatchType = 'strategic' | 'merge' | 'json';

/** Patches an object and prints what kubectl would: `deployment.apps/web scaled`. */
export async function patchAndSay(
  session: CliSession,
  which: Patched,
  patch: object,
  word: string,
  reason: string,
  type: PatchType = 'merge',
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(patch));
  const kinds = { merge: {}, json: { jsonPatch: bytes }, strategic: { strategicPatch: bytes } } as const;
  const mergePatch = type === 'merge' ? bytes : new Uint8Array();
  const change = { ...which, mergePatch, ...kinds[type], status: false };
  const { results } = await session.client.commit([{ patch: change }], { reason });
  const object = results[0]?.object;
  if (object === undefined) return;
  const unchanged = results[0]?.result === 'unchanged' && word === 'patched';
  process.stdout.write(`${resourceName(unpack(object))} ${unchanged ? 'patched (no change)' : word}\n`);
}

/** What `orc scale` was asked for. */
export interface ScaleOptions {
  readonly replicas: number;
  readonly currentReplicas?: number;
}

/** What a patch of a target is about. */
function patchedBy(target: Target, namespace: string): Patched {
  const { apiVersion } = target;
  return { key: keyOfTarget(target, namespace), ...(apiVersion !== undefined && { apiVersion }) };
}

/** The patch that sets how many there are to be: a version of a custom kind says itself where that stands. */
function scalePatch(asked: KindAsked, replicas: number): object {
  const { kind } = asked;
  if (isKindName(kind)) return { spec: { replicas } };
  const blank = { apiVersion: '', kind, metadata: {} };
  const written: OrcObject = definitionAsked(asked).scale?.write(blank, replicas) ?? blank;
  return Object.fromEntries(
    Object.entries(written).filter(([name]) => !['apiVersion', 'kind', 'metadata'].includes(name)),
  );
}

export async function scale(
  words: readonly string[],
  { replicas, currentReplicas }: ScaleOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (replicas < 0)
    throw new OrcError(
      'BadRequest',
      'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  const { targets } = parseTargets(words);
  if (targets.length === 0)
    throw new OrcError('BadRequest', 'resource name may not be empty: give kind/name or kind name');
  for (const target of targets) {
    const { plural, scale: access } = definitionAsked(target);
    if (access === undefined)
      throw new OrcError('BadRequest', `cannot scale ${plural}: they have no replicas`);
  }
  await withCluster(globals, async (session) => {
    for (const target of targets) {
      const which = patchedBy(target, session.namespace);
      let metadata = {};
      if (currentReplicas !== undefined && currentReplicas >= 0) {
        const object = await session.client.get(which.key, versionRead(target));
        const now = definitionAsked(target).scale?.read(object).wanted;
        if (now !== currentReplicas)
          throw new OrcError('Conflict', `Expected replicas to be ${currentReplicas}, was ${now}`);
        const { resourceVersion } = object.metadata;
        metadata = { resourceVersion };
      }
      const patch = { metadata, ...scalePatch(target, replicas) };
      await patchAndSay(session, which, patch, 'scaled', `scale to ${replicas}`);
    }
  });
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
    const changed = changes.filter(([name, value]) => (before[name] ?? null) !== value);
    const onlyRemoved = changed.length > 0 && changed.every(([, value]) => value === null);
    const patch = { metadata: { [section]: Object.fromEntries(changes) } };
    const word =
      section === 'annotations'
        ? 'annotated'
        : changed.length === 0
          ? 'not labeled'
          : onlyRemoved
            ? 'unlabeled'
            : 'labeled';
    await patchAndSay(session, { key: which }, patch, word, section === 'labels' ? 'label' : 'annotate');
  });
}

/** What `orc patch` was asked for. */
export interface PatchOptions {
  readonly patch: string;
  readonly type?: string;
}

/** Reads --type. Kinds that users define know no strategic patches: their lists have no keys for them. */
function patchType(text: string | undefined, { kind }: KindAsked): PatchType {
  if (text === undefined) return isKindName(kind) ? 'strategic' : 'merge';
  if (text === 'strategic' || text === 'merge' || text === 'json') return text;
  throw new OrcError('BadRequest', `--type: is "${text}", must be strategic, merge or json`);
}

export async function patchObject(
  words: readonly string[],
  options: PatchOptions,
  globals: GlobalOptions,
): Promise<void> {
  const target = singleTarget(words);
  const type = patchType(options.type, target);
  // A patch may be written as JSON or as YAML, which JSON is a part of.
  const [document, ...more] = readYaml(options.patch, '-p');
  const given: unknown = document?.json;
  const patch = type === 'json' ? Array.isArray(given) && given : isJsonObject(given) && given;
  if (patch === false || more.length > 0)
    throw new OrcError(
      'BadRequest',
      `-p: must be one ${type === 'json' ? 'list of operations' : 'object'} for a ${type} patch`,
    );
  await withCluster(globals, (session) =>
    patchAndSay(session, patchedBy(target, session.namespace), patch, 'patched', 'patch', type),
  );
}

export async function cordon(
  words: readonly string[],
  unschedulable: boolean,
  globals: GlobalOptions,
): Promise<void> {
  const targets = words.flatMap((word) => parseTargets(word.includes('/') ? [word] : ['node', word]).targets);
  const patch = { spec: { unschedulable: unschedulable ? true : null } };
  const word = unschedulable ? 'cordoned' : 'uncordoned';
  await withCluster(globals, async (session) => {
    for (const { name } of targets) {
      const which = key('Node', '', name);
      const node = await session.client.get(which);
      const already = node.kind === 'Node' && (node.spec?.unschedulable ?? false) === unschedulable;
      if (already) process.stdout.write(`node/${name} already ${word}\n`);
      else await patchAndSay(session, { key: which }, patch, word, word);
    }
  });
}
