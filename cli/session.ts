// What a verb runs in: a client of the cluster that the options name, and the namespace.
import { OrcError } from '#kernel/errors.ts';
import { isKindName, key } from '#kernel/log/key.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { OrcClient } from '#client/client.ts';
import type { Scope } from '#client/watch.ts';
import { type GlobalOptions, readClientConfig } from '#cli/config.ts';
import { credentialsOf } from '#cli/credentials.ts';
import { type KindAsked, isSameKind, kindAsked, kindsOf } from '#cli/kind-words.ts';
import { definitionFor } from '#cli/kinds.ts';
import { renewIfDue } from '#cli/renewal.ts';

export interface CliSession {
  readonly client: OrcClient;
  readonly namespace: string;
  readonly servers: readonly string[];
}

/** Connects, runs, and closes session and connection. */
export async function withCluster<T>(
  options: GlobalOptions,
  run: (session: CliSession) => Promise<T>,
): Promise<T> {
  const config = readClientConfig(options);
  const told = new Set<string>();
  // A verb may try a change before it makes it: each warning is told once.
  const warned = (text: string): void => {
    if (!told.has(text)) process.stderr.write(`Warning: ${text}\n`);
    told.add(text);
  };
  const { servers, authority, user } = config;
  await using client = new OrcClient({ servers, authority, ...(await credentialsOf(user)), warned });
  const result = await run({ client, namespace: config.namespace, servers });
  await renewIfDue(config, options, client);
  return result;
}

/** What `deployment.apps/web` names in messages. */
export function resourceName(object: Pick<OrcObject, 'kind' | 'metadata'>): string {
  const { singular, group } = definitionFor(object.kind);
  return `${singular}${group === '' ? '' : `.${group}`}/${object.metadata.name ?? ''}`;
}

/** An object as a user names it: its kind, perhaps in a version, and its name. */
export interface Target extends KindAsked {
  readonly name: string;
}

/** Which objects of a kind a verb is about. */
export interface Selected {
  readonly allNamespaces?: boolean | undefined;
  readonly selector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** Reads `kind name...`, `kind/name...` or `kind,kind`. A kind without names means all of it. */
export function parseTargets(words: readonly string[]): {
  readonly kinds: readonly KindAsked[];
  readonly targets: readonly Target[];
} {
  const [first, ...names] = words;
  if (first === undefined)
    throw new OrcError('BadRequest', 'You must specify the type of resource; `orc api-resources` lists them');
  if (first.includes('/')) {
    const targets = words.map((word) => {
      const [kind = '', name = '', ...more] = word.split('/');
      if (name === '' || more.length > 0)
        throw new OrcError(
          'BadRequest',
          `arguments in resource/name form must have a single resource and name, not "${word}"`,
        );
      return { ...kindAsked(kind), name };
    });
    const kinds = targets.filter(
      (target, place) => targets.findIndex((each) => isSameKind(each, target)) === place,
    );
    return { kinds: kinds.map(({ name: _name, ...asked }) => asked), targets };
  }
  const all = first.split(',').flatMap(kindsOf);
  return { kinds: all, targets: all.flatMap((asked) => names.map((name) => ({ ...asked, name }))) };
}

/** The only target a verb takes. */
export function singleTarget(words: readonly string[]): Target {
  const [target, ...more] = parseTargets(words).targets;
  if (target === undefined)
    throw new OrcError('BadRequest', 'resource name may not be empty: give kind/name or kind name');
  if (more.length > 0) throw new OrcError('BadRequest', 'only one resource can be given');
  return target;
}

/** The key of a target in the session's namespace. */
export function keyOfTarget({ kind, name }: Target, namespace: string): Key {
  return key(kind, definitionFor(kind).namespaced ? namespace : '', name);
}

/**
 * The version that masters are asked for. Of built-in kinds it is the stored one: an older one is made of it where an
 * object is shown.
 */
export function versionRead({ kind, apiVersion }: KindAsked): string | undefined {
  return isKindName(kind) ? undefined : apiVersion;
}

/** The objects of a kind that are selected, in the version that masters are asked for: in all namespaces, or the session's. */
export function scopeOf(
  { namespace }: CliSession,
  asked: KindAsked,
  { allNamespaces = false, selector = '', fieldSelector = '' }: Selected,
): Scope {
  const { kind } = asked;
  const apiVersion = versionRead(asked);
  return {
    kind,
    ...(apiVersion !== undefined && { apiVersion }),
    namespace: allNamespaces || !definitionFor(kind).namespaced ? '' : namespace,
    labelSelector: selector,
    fieldSelector,
  };
}
