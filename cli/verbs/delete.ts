// What `orc delete` does.
import { OrcError } from '#kernel/errors.ts';
import { describeKey, key, kindNamed, keyOf } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { DeleteOptions } from '#cli/commands/delete.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { type Leaving, untilGone } from '#cli/leaving.ts';
import { complain, isNotFound } from '#cli/errors.ts';
import { readManifests } from '#cli/manifests.ts';
import {
  type CliSession,
  keyOfTarget,
  parseTargets,
  resourceName,
  scopeOf,
  withCluster,
} from '#cli/session.ts';
import { definitionFor } from '#cli/kinds.ts';

const propagations: Readonly<Record<string, string>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

/** Refuses what names objects in two ways: one of them would go unheard, and more be deleted than was meant. */
function refuseBoth(words: readonly string[], options: DeleteOptions): void {
  const { filename, selector, fieldSelector, all, allNamespaces } = options;
  const isSelected = selector !== undefined || fieldSelector !== undefined;
  if (filename !== undefined) {
    if (words.length > 0)
      throw new OrcError('BadRequest', 'when -f is given, you may not specify objects as arguments as well');
    if (isSelected) throw new OrcError('BadRequest', '-f and selectors cannot be given together');
    return;
  }
  if (parseTargets(words).targets.length === 0) return;
  if (isSelected || all === true)
    throw new OrcError('BadRequest', 'a name cannot be given together with a selector or --all');
  if (allNamespaces === true)
    throw new OrcError('BadRequest', 'a resource cannot be deleted by name across all namespaces');
}

async function keysToDelete(
  session: CliSession,
  words: readonly string[],
  options: DeleteOptions,
): Promise<Key[]> {
  const inNamespace = (own: string | undefined): string => own ?? session.namespace;
  if (options.filename !== undefined)
    // The last first: a namespace stands before what is in it.
    return readManifests(options.filename, options.recursive === true)
      .toReversed()
      .map(({ kind, name, namespace }) =>
        key(kind, definitionFor(kind).namespaced ? inNamespace(namespace) : '', name),
      );
  const { kinds, targets } = parseTargets(words);
  if (targets.length > 0) return targets.map((target) => keyOfTarget(target, session.namespace));
  const { selector = '', fieldSelector = '' } = options;
  if (options.all !== true && selector === '' && fieldSelector === '')
    throw new OrcError(
      'BadRequest',
      'resource(s) were provided, but no name was specified: give names, -l or --all',
    );
  const keys: Key[] = [];
  for (const asked of kinds) {
    // What no field is looked at of need not be converted.
    const which = fieldSelector === '' ? { kind: asked.kind } : asked;
    const { objects } = await session.client.list(scopeOf(session, which, options));
    keys.push(...objects.map(keyOf));
  }
  if (keys.length === 0 && options.ignoreNotFound !== true) process.stderr.write('No resources found\n');
  return keys;
}

function graceOf(options: DeleteOptions): number | undefined {
  if (options.now === true && options.gracePeriod !== undefined)
    throw new OrcError('BadRequest', '--now and --grace-period cannot be specified together');
  if (options.force === true) return options.gracePeriod ?? 0;
  if (options.now === true) return 1;
  const { gracePeriod } = options;
  if (gracePeriod === undefined || gracePeriod < 0) return undefined;
  // Without --force a pod is given the moment it takes to end well.
  return Math.max(1, gracePeriod);
}

/** `pod "web"` or `deployment.apps "web"`. */
function named(which: Key): string {
  const kind = kindNamed(which.group, which.kind);
  const singular = kind === undefined ? which.kind.toLowerCase() : definitionFor(kind).singular;
  return describeKey(which).replace(/^[^ .]+/, singular);
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
  if (options.output !== undefined && options.output !== 'name')
    throw new OrcError('BadRequest', `--output: is "${options.output}", must be name`);
  refuseBoth(words, options);
  const grace = graceOf(options);
  if (options.force === true)
    process.stderr.write(
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  const word = options.force === true ? 'force deleted' : 'deleted';
  await withCluster(globals, async (session) => {
    const leaving: Leaving[] = [];
    const one = async (which: Key): Promise<void> => {
      const change = {
        key: which,
        uid: '',
        propagation,
        ignoreMissing: options.ignoreNotFound === true,
        ...(grace !== undefined && { gracePeriodSeconds: grace }),
      };
      const { results, revision } = await session.client.commit([{ delete: change }], { reason: 'delete' });
      const [result] = results;
      // Without an object there was none, or a lost answer was asked for again.
      if (result === undefined || (result.object === undefined && result.result !== 'committed')) return;
      const object = result.object === undefined ? undefined : unpack(result.object);
      const text =
        options.output === 'name' && object !== undefined
          ? resourceName(object)
          : `${named(which)} ${word} (revision ${revision})`;
      process.stdout.write(`${text}\n`);
      if (result.result === 'deleting') leaving.push({ key: which, uid: object?.metadata.uid ?? '' });
    };
    for (const which of await keysToDelete(session, words, options)) {
      try {
        await one(which);
      } catch (error) {
        if (!(isNotFound(error) && options.ignoreNotFound === true)) complain(error);
      }
    }
    if (!options.wait || options.force === true) return;
    const forEver = new AbortController();
    const signal = options.timeout > 0 ? AbortSignal.timeout(options.timeout) : forEver.signal;
    const left = await untilGone(session.client, leaving, signal);
    for (const each of left)
      complain(new OrcError('Timeout', `timed out waiting for the condition on ${named(each.key)}`));
  });
}
