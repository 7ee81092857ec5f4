// What `orc apply`, `create` and `replace` do. All manifests are read and checked first: here, and when
// there are several by the masters too; only then is anything written.
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { Change, ChangeResult } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { ManifestOptions } from '#cli/commands/apply.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { dryRunOf, dryRuns } from '#cli/dry-run.ts';
import { complain, isNotFound, located } from '#cli/errors.ts';
import { type Manifest, packManifest, readManifests } from '#cli/manifests.ts';
import { formatObjects, outputForm } from '#cli/printers/output.ts';
import { type CliSession, resourceName, withCluster } from '#cli/session.ts';
import { definitionFor } from '#cli/kinds.ts';

type Verb = 'apply' | 'create' | 'replace';

/** How many manifests, and how many bytes of them, the masters are asked to check at once. */
const checkBatch = { manifests: 200, bytes: 6 * 1024 * 1024 } as const;

/** How manifests become changes. */
interface Manner {
  readonly verb: Verb;
  readonly isServerSide: boolean;
  readonly force: boolean;
  /** Who the fields are said to be set by. */
  readonly fieldManager: string;
}

function mannerOf(verb: Verb, { serverSide, forceConflicts, fieldManager, dryRun }: ManifestOptions): Manner {
  const isServerSide = serverSide === true;
  if (forceConflicts === true && !isServerSide)
    throw new OrcError('BadRequest', '--force-conflicts only works with --server-side');
  if (isServerSide && dryRun === 'client')
    throw new OrcError(
      'BadRequest',
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  const own = verb === 'apply' ? (isServerSide ? 'orc' : 'orc-client-side-apply') : `orc-${verb}`;
  const named = fieldManager ?? '';
  return { verb, isServerSide, force: forceConflicts === true, fieldManager: named === '' ? own : named };
}

function changeOf({ verb, isServerSide, fieldManager, force }: Manner, object: PackedObject): Change {
  if (isServerSide) return { apply: { object, fieldManager, force } };
  if (verb === 'apply') return { apply: { object } };
  return verb === 'create' ? { create: { object } } : { update: { object, status: false } };
}

/** What others stand in or are made of: it goes first. The rest stays in its order. */
const firstKinds: readonly string[] = ['Namespace', 'CustomResourceDefinition'];

function inOrder(manifests: readonly Manifest[]): Manifest[] {
  const place = ({ kind }: Manifest): number =>
    firstKinds.includes(kind) ? firstKinds.indexOf(kind) : firstKinds.length;
  return manifests.toSorted((a, b) => place(a) - place(b));
}

/** An object twice in the files is written twice, one after the other; a commit takes it once. */
function batches(manifests: readonly Manifest[], namespace: string): Manifest[][] {
  const result: Manifest[][] = [];
  let bytes = Infinity;
  const names = new Set<string>();
  for (const manifest of manifests) {
    const size = packManifest(manifest, namespace).json.length;
    const name = `${manifest.kind}/${manifest.namespace ?? namespace}/${manifest.name}`;
    const last = result.at(-1);
    const isFull = last?.length === checkBatch.manifests || bytes + size > checkBatch.bytes;
    if (last === undefined || isFull || names.has(name)) {
      result.push([manifest]);
      bytes = size;
      names.clear();
    } else {
      last.push(manifest);
      bytes += size;
    }
    names.add(name);
  }
  return result;
}

/** The manifest that an error of a commit of several is about. */
function culprit(error: unknown, manifests: readonly Manifest[]): Manifest | undefined {
  if (!(error instanceof OrcError)) return undefined;
  const { kind, name } = error.details;
  const found = manifests.filter((each) => each.kind === kind && each.name === name);
  return found.length === 1 ? found[0] : undefined;
}

function placed(error: unknown, manifests: readonly Manifest[]): unknown {
  const manifest = culprit(error, manifests);
  return manifest === undefined ? error : located(error, manifest.where);
}

/** Refuses what the masters would refuse for what it is, before any of it is written. */
async function checkAll(
  manner: Manner,
  manifests: readonly Manifest[],
  { client, namespace }: CliSession,
): Promise<void> {
  // Whose kind comes with this very command can't be checked by masters that do not have it yet.
  const defined = new Set(
    manifests.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ name }) => name),
  );
  const known = manifests.filter(({ kind }) => !defined.has(definitionFor(kind).custom?.definedBy ?? ''));
  for (const batch of batches(known, namespace)) {
    const changes = batch.map((manifest) => changeOf(manner, packManifest(manifest, namespace)));
    try {
      await client.commit(changes, { dryRun: true, fieldManager: manner.fieldManager, brief: true });
    } catch (error) {
      // What depends on the state (a name taken, a namespace yet to come) shows when it is its turn.
      const final = ['Invalid', 'BadRequest', 'TooLarge', 'Forbidden', 'Unsupported'];
      if (!(error instanceof OrcError) || final.includes(error.code)) throw placed(error, batch);
    }
  }
}

async function exists({ client, namespace }: CliSession, manifest: Manifest): Promise<boolean> {
  const { namespaced } = definitionFor(manifest.kind);
  try {
    await client.get(key(manifest.kind, namespaced ? (manifest.namespace ?? namespace) : '', manifest.name));
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

function wordOf({ verb, isServerSide }: Manner, result: string): string {
  if (isServerSide) return 'serverside-applied';
  if (verb === 'replace' && result === 'updated') return 'replaced';
  // A retry of a call that had taken effect does not say how.
  if (result !== 'committed') return result;
  return verb === 'apply' ? 'configured' : verb === 'create' ? 'created' : 'replaced';
}

/** Commits manifests, one by one in their order, or all together with --atomic. */
export async function commitManifests(
  verb: Verb,
  options: ManifestOptions,
  globals: GlobalOptions,
): Promise<void> {
  const dryRun = dryRunOf(options.dryRun);
  const manner = mannerOf(verb, options);
  const { fieldManager } = manner;
  const form = outputForm(options.output);
  const manifests = inOrder(readManifests(options.filename, options.recursive === true, manner.isServerSide));
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const print = (manifest: Manifest, { object, result }: ChangeResult): void => {
    const { kind } = manifest;
    const whole = object === undefined ? undefined : unpack(object);
    if (form !== undefined && whole !== undefined) say(formatObjects([{ object: whole }], form, true));
    else {
      const name = whole === undefined ? { kind, metadata: { name: manifest.name } } : whole;
      say(`${resourceName(name)} ${wordOf(manner, result)}${dryRuns[dryRun]}`);
    }
  };
  await withCluster(globals, async (session) => {
    const { client, namespace } = session;
    const pack = (manifest: Manifest): Change => changeOf(manner, packManifest(manifest, namespace));
    if (dryRun === 'client') {
      for (const manifest of manifests) {
        if (form === undefined) {
          const result = (await exists(session, manifest)) ? 'configured' : 'created';
          print(manifest, { result: verb === 'apply' ? result : 'committed' });
        } else {
          const { results } = await client.commit([pack(manifest)], { dryRun: true, fieldManager });
          for (const result of results) print(manifest, result);
        }
      }
      return;
    }
    const reason = verb;
    if (options.atomic === true) {
      try {
        const { results } = await client.commit(manifests.map(pack), {
          dryRun: dryRun === 'server',
          reason,
          fieldManager,
          brief: form === undefined,
        });
        for (const [index, manifest] of manifests.entries())
          print(manifest, results[index] ?? { result: 'committed' });
      } catch (error) {
        throw placed(error, manifests);
      }
      return;
    }
    if (manifests.length > 1 && dryRun === 'none') await checkAll(manner, manifests, session);
    for (const manifest of manifests) {
      try {
        const { results } = await client.commit([pack(manifest)], {
          dryRun: dryRun === 'server',
          reason,
          fieldManager,
          brief: form === undefined,
        });
        for (const result of results) print(manifest, result);
      } catch (error) {
        // As with kubectl, the other objects have their turn all the same.
        complain(located(error, manifest.where));
      }
    }
  });
}
