// What `orc edit` and `orc diff` do: an object as a file, for an editor or beside another.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { UnknownKind, complain, isNotFound, located } from '#cli/errors.ts';
import { packManifest, readManifests } from '#cli/manifests.ts';
import { lastAppliedName } from '#cli/names.ts';
import { asJson, asYaml, formatObjects } from '#cli/printers/output.ts';
import {
  type CliSession,
  type Target,
  keyOfTarget,
  resourceName,
  singleTarget,
  versionRead,
  withCluster,
} from '#cli/session.ts';
import { definitionFor } from '#cli/kinds.ts';

/** Runs a program on this terminal; resolves with its exit code. */
function run(program: string, words: readonly string[]): Promise<number> {
  const child = spawn(program, words, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new OrcError('BadRequest', `can't run ${program}: ${error.message}`, {}, { cause: error })),
    );
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How often an edit is tried again because only the status changed meanwhile. */
const editTries = 5;

/** What a user may edit of an object, and others may have changed meanwhile. */
function editable(object: OrcObject): unknown {
  const { status, metadata, ...rest } = asJson({ object });
  const { resourceVersion, managedFields, ...own } = isJsonObject(metadata) ? metadata : {};
  return { ...rest, metadata: own };
}

/**
 * Replaces an object by what came back from the editor. Throws Conflict when others changed it meanwhile: the
 * resourceVersion that was opened is still in it. What the masters say of its status is no such change.
 */
async function replaceBy(
  session: CliSession,
  target: Target,
  opened: OrcObject,
  file: string,
): Promise<void> {
  const [manifest, ...more] = readManifests([file], false);
  if (manifest === undefined || more.length > 0)
    throw new OrcError('BadRequest', 'one object was opened, and one must come back');
  let { json } = manifest;
  for (let tries = 1; ; tries++) {
    const update = { object: packManifest({ ...manifest, json }, session.namespace), status: false };
    try {
      await session.client.commit([{ update }], { reason: 'edit' });
      return;
    } catch (error) {
      if (!(error instanceof OrcError) || error.code !== 'Conflict' || tries >= editTries) throw error;
      const now = await session.client.get(keyOfTarget(target, session.namespace), versionRead(target));
      if (!equalValues(editable(now), editable(opened))) throw error;
      const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
      json = { ...json, metadata: { ...metadata, resourceVersion: now.metadata.resourceVersion } };
    }
  }
}

/** Opens an object in the user's editor and replaces it by what comes back. */
export async function edit(words: readonly string[], globals: GlobalOptions): Promise<void> {
  const target = singleTarget(words);
  const { KUBE_EDITOR, VISUAL, EDITOR } = process.env;
  const editor = [KUBE_EDITOR, VISUAL, EDITOR].find((each) => each !== undefined && each !== '') ?? 'vi';
  await withCluster(globals, async (session) => {
    const object = await session.client.get(keyOfTarget(target, session.namespace), versionRead(target));
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-'));
    const file = path.join(folder, `${target.kind.toLowerCase()}-${target.name}.yaml`);
    const before = `${formatObjects([{ object, asked: target }], { form: 'yaml' }, true)}\n`;
    writeFileSync(file, before, { mode: 0o600 });
    const code = await run('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file]);
    const after = readFileSync(file, 'utf8');
    if (code === 0 && after !== before && after.trim() !== '')
      try {
        await replaceBy(session, target, object, file);
      } catch (error) {
        process.stderr.write(`A copy of your changes is in ${file}\n`);
        throw error;
      }
    rmSync(folder, { recursive: true, force: true });
    if (code !== 0) throw new OrcError('BadRequest', `there was a problem with the editor "${editor}"`);
    if (after === before) process.stderr.write('Edit cancelled, no changes made.\n');
    else if (after.trim() === '') process.stderr.write('Edit cancelled, saved file was empty.\n');
    else process.stdout.write(`${resourceName(object)} edited\n`);
  });
}

const secrets = new Map<string, number>();

/** Stands for a secret value: two that differ stand apart, and nothing else can be told from it. */
function fingerprint(value: unknown): string {
  const text = String(value);
  const number = secrets.get(text) ?? secrets.size + 1;
  secrets.set(text, number);
  return `*** (${number})`;
}

/** What a user compares: without what the masters keep for themselves, and without secrets. */
function comparable(object: OrcObject | undefined): string {
  if (object === undefined) return '';
  const { status, metadata, ...rest } = asJson({ object });
  const { resourceVersion, generation, managedFields, ...shown } = isJsonObject(metadata)
    ? { ...metadata }
    : {};
  const annotations = isJsonObject(shown['annotations']) ? { ...shown['annotations'] } : {};
  delete annotations[lastAppliedName];
  shown['annotations'] = annotations;
  if (Object.keys(annotations).length === 0) delete shown['annotations'];
  const { data } = rest;
  if (object.kind === 'Secret' && isJsonObject(data))
    rest['data'] = Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, fingerprint(value)]),
    );
  return asYaml({ ...rest, metadata: shown });
}

async function liveObject(session: CliSession, planned: OrcObject): Promise<OrcObject | undefined> {
  const { namespaced } = definitionFor(planned.kind);
  const namespace = namespaced ? (planned.metadata.namespace ?? session.namespace) : '';
  try {
    // In the version of what is planned, which may not be the one that it is stored in.
    return await session.client.get(
      key(planned.kind, namespace, planned.metadata.name ?? ''),
      planned.apiVersion,
    );
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The exit code of a diff that failed: 1 says that there are differences. */
const diffFailed = 2;

/** Shows what applying manifests would change; the exit code is 1 if anything, and 2 if that can't be told. */
export async function diff(
  names: readonly string[],
  recursive: boolean,
  globals: GlobalOptions,
): Promise<void> {
  try {
    await showDifferences(names, recursive, globals);
  } catch (error) {
    // The cluster is asked for its kinds, and the verb begins again.
    if (error instanceof UnknownKind) throw error;
    complain(error);
    process.exitCode = diffFailed;
  }
}

async function showDifferences(
  names: readonly string[],
  recursive: boolean,
  globals: GlobalOptions,
): Promise<void> {
  const manifests = readManifests(names, recursive);
  await withCluster(globals, async (session) => {
    for (const manifest of manifests) {
      let planned: OrcObject | undefined;
      try {
        const apply = { object: packManifest(manifest, session.namespace) };
        const { results } = await session.client.commit([{ apply }], { dryRun: true });
        const object = results[0]?.object;
        planned = object && unpack(object);
      } catch (error) {
        throw located(error, manifest.where);
      }
      if (planned === undefined) continue;
      const live = await liveObject(session, planned);
      // A dry run gives a new object an identity and an age; they are not the manifest's.
      const { uid, creationTimestamp, ...metadata } = planned.metadata;
      const shown = live === undefined ? { ...planned, metadata } : planned;
      const [before, after] = [comparable(live), comparable(shown)];
      if (before === after) continue;
      await inFolder(async (folder) => {
        const name = `${manifest.kind}.${planned.metadata.namespace ?? ''}.${manifest.name}`;
        for (const [side, text] of [
          ['LIVE', before],
          ['MERGED', after],
        ] as const)
          writeFileSync(path.join(folder, `${side}-${name}`), text, { mode: 0o600 });
        const files = ['LIVE', 'MERGED'].map((side) => path.join(folder, `${side}-${name}`));
        if ((await run('diff', ['-u', '-N', ...files])) > 1) throw new OrcError('Internal', 'diff failed');
      });
      process.exitCode = 1;
    }
  });
}
