// What `orc apply`, `create` and `replace` do.
import { OrcError } from '#kernel/errors.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Change, ChangeResult } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { ManifestOptions } from '#cli/commands/apply.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { type Manifest, packManifest, readManifests } from '#cli/manifests.ts';
import { formatObjects, outputForm } from '#cli/printers/output.ts';
import { resourceName, withCluster } from '#cli/session.ts';

type Verb = 'apply' | 'create' | 'replace';

function changeOf(verb: Verb, object: PackedObject): Change {
  if (verb === 'apply') return { apply: { object } };
  return verb === 'create' ? { create: { object } } : { update: { object, status: false } };
}

/** The same error, with the file and document it is about. */
function located(error: unknown, { where }: Manifest): unknown {
  return error instanceof OrcError
    ? new OrcError(error.code, `${where}: ${error.message}`, error.details, { cause: error })
    : error;
}

/** Commits manifests, one by one in their order, or all together with --atomic. */
export async function commitManifests(
  verb: Verb,
  options: ManifestOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (options.dryRun !== undefined && options.dryRun !== 'server')
    throw new OrcError('BadRequest', `--dry-run: is "${options.dryRun}", must be server`);
  const form = outputForm(options.output);
  const manifests = readManifests(options.filename, options.recursive === true);
  const dryRun = options.dryRun === 'server';
  const print = ({ object, result }: ChangeResult): void => {
    if (object === undefined) return;
    const whole = unpack(object);
    const word = verb === 'replace' && result !== 'unchanged' ? 'replaced' : result;
    const text =
      form === undefined
        ? `${resourceName(whole)} ${word}${dryRun ? ' (server dry run)' : ''}`
        : formatObjects([whole], form, true);
    process.stdout.write(`${text}\n`);
  };
  await withCluster(globals, async ({ client, namespace }) => {
    if (options.atomic === true) {
      const changes = manifests.map((manifest) => changeOf(verb, packManifest(manifest, namespace)));
      for (const result of (await client.commit(changes, { dryRun })).results) print(result);
      return;
    }
    for (const manifest of manifests) {
      try {
        const { results } = await client.commit([changeOf(verb, packManifest(manifest, namespace))], {
          dryRun,
        });
        for (const result of results) print(result);
      } catch (error) {
        throw located(error, manifest);
      }
    }
  });
}
