// What the verbs that ask about rights do: each asks the masters for a review.
import { OrcError } from '#kernel/errors.ts';
import { ownGroup } from '#kernel/access/operation.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { OrcClient } from '#client/client.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { kindOf } from '#cli/kind-words.ts';
import { definitionFor } from '#cli/kinds.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { withCluster } from '#cli/session.ts';

export interface CanIOptions {
  readonly subresource?: string;
  readonly allNamespaces?: boolean;
  readonly list?: boolean;
  readonly quiet?: boolean;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const authorization = 'authorization.k8s.io/v1';

async function statusOf(client: OrcClient, review: JsonObject): Promise<JsonObject> {
  const { status } = await client.review(review);
  if (!isJsonObject(status)) throw new OrcError('Internal', 'the master answered a review without a status');
  return status;
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The group and plural that a word means, and whether it has namespaces: of a kind, all (`*`), or orc's own. */
function resourceOf(word: string): {
  readonly group: string;
  readonly resource: string;
  readonly namespaced: boolean;
} {
  if (word === '*') return { group: '*', resource: '*', namespaced: true };
  const own = word.endsWith(`.${ownGroup}`) ? word.slice(0, -ownGroup.length - 1) : '';
  if (['masters', 'log', 'sessions'].includes(own))
    return { group: ownGroup, resource: own, namespaced: false };
  const { group, plural, namespaced } = definitionFor(kindOf(word));
  return { group, resource: plural, namespaced };
}

/** What is asked, as a review has it. Throws BadRequest when words are missing. */
function attributesOf(
  [verb, what, given]: readonly (string | undefined)[],
  { subresource = '', allNamespaces }: CanIOptions,
  namespace: string,
): JsonObject {
  if (verb === undefined || what === undefined)
    throw new OrcError('BadRequest', 'name a verb and a resource or path, as in `orc auth can-i list pods`');
  if (what.startsWith('/')) return { nonResourceAttributes: { verb, path: what } };
  const [word = '', name = given ?? ''] = what.split('/');
  const { group, resource, namespaced } = resourceOf(word);
  const where = namespaced && allNamespaces !== true ? namespace : '';
  return { resourceAttributes: { verb, group, resource, subresource, name, namespace: where } };
}

async function listRights(client: OrcClient, namespace: string): Promise<void> {
  const review = { apiVersion: authorization, kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const { resourceRules, nonResourceRules } = await statusOf(client, review);
  const list = (value: unknown): string => `[${stringsIn(value).join(' ')}]`;
  const rows = objectsIn(resourceRules).flatMap((rule) =>
    stringsIn(rule['resources']).flatMap((resource) =>
      stringsIn(rule['apiGroups']).map((group) => [
        group === '' ? resource : `${resource}.${group}`,
        '[]',
        list(rule['resourceNames']),
        list(rule['verbs']),
      ]),
    ),
  );
  const paths = objectsIn(nonResourceRules).flatMap((rule) =>
    stringsIn(rule['nonResourceURLs']).map((path) => ['', `[${path}]`, '[]', list(rule['verbs'])]),
  );
  say(alignedTable([['RESOURCES', 'NON-RESOURCE URLS', 'RESOURCE NAMES', 'VERBS'], ...rows, ...paths]));
}

/** Says whether something is allowed, or lists what is; the exit code is 1 when it is not. */
export async function canI(
  words: readonly (string | undefined)[],
  options: CanIOptions,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async ({ client, namespace }) => {
    if (options.list === true) return listRights(client, namespace);
    const spec = attributesOf(words, options, namespace);
    const review = { apiVersion: authorization, kind: 'SelfSubjectAccessReview', spec };
    const { allowed, reason } = await statusOf(client, review);
    if (allowed !== true) process.exitCode = 1;
    if (options.quiet === true) return;
    if (allowed === true) say('yes');
    else say(typeof reason === 'string' ? `no - ${reason}` : 'no');
  });
}

/** Shows who the masters know the caller as. */
export async function whoAmI(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const { userInfo } = await statusOf(client, review);
    const { username, uid, groups, extra } = isJsonObject(userInfo) ? userInfo : {};
    const name = typeof username === 'string' ? username : '';
    const extras = Object.entries(isJsonObject(extra) ? extra : {});
    say(
      alignedTable([
        ['ATTRIBUTE', 'VALUE'],
        ['Username', name],
        ...(typeof uid === 'string' && uid !== '' ? [['UID', uid]] : []),
        ['Groups', `[${stringsIn(groups).join(' ')}]`],
        ...extras.map(([key, values]) => [`Extra: ${key}`, `[${stringsIn(values).join(' ')}]`]),
      ]),
    );
  });
}
