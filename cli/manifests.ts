// Manifests from files, folders and standard input. Everything is read and checked before anything is
// sent; what is wrong names file, document and field. Size, aliases and nesting are bounded.
import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { KindDefinition } from '#kernel/kinds/kind.ts';
import { brokenRules, defaulted, withBrokenRules } from '#kernel/kinds/object-rules.ts';
import { fromOlder } from '#kernel/kinds/older-manifest.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { objectFromJson, partialFromJson } from '#kernel/model/from-json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import type { StoredKind, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { ManifestError } from '#cli/errors.ts';
import { readAll } from '#cli/standard-input.ts';
import { readYaml, yamlLimits } from '#cli/yaml.ts';
import { definitionFor, definitionNamed, learnFrom } from '#cli/kinds.ts';

type Json = Readonly<Record<string, unknown>>;

/** A manifest as it was read and found well-formed. */
export interface Manifest {
  /** `FILE: document N`, for messages. */
  readonly where: string;
  readonly kind: StoredKind;
  readonly name: string;
  /** Its own namespace; undefined when it says none or its kind has none. */
  readonly namespace: string | undefined;
  readonly json: Json;
}

/** The most files of one command. */
const maxFiles = 1_000;
const extensions = new Set(['.yaml', '.yml', '.json']);

function filesUnder(name: string, recursive: boolean): string[] {
  if (name === '-') return ['-'];
  if (/^https?:\/\//.test(name))
    throw new OrcError('BadRequest', `${name}: URLs are not supported yet: download the file first`);
  let isFolder: boolean;
  try {
    isFolder = statSync(name).isDirectory();
  } catch (error) {
    throw new OrcError('BadRequest', `the path "${name}" does not exist`, {}, { cause: error });
  }
  if (!isFolder) return [name];
  const entries = readdirSync(name, { withFileTypes: true, recursive }).filter(
    (entry) => entry.isFile() && extensions.has(path.extname(entry.name)),
  );
  return entries.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
}

/** What standard input held: it can be read once, and a verb may have to begin again. */
let standardInput: string | undefined;

/** A file's text; see readBounded. */
function readOnce(file: string, name: string): string {
  if (file !== '-') return readBounded(file, name);
  standardInput ??= readBounded(file, name);
  return standardInput;
}

/** A file's text, or an error as soon as there are more bytes than allowed. */
function readBounded(file: string, name: string): string {
  let descriptor = 0;
  try {
    if (file !== '-') descriptor = openSync(file, 'r');
    const bytes = readAll(descriptor, yamlLimits.fileBytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const why = error instanceof OrcError ? error.message : `can't be read: ${messageOf(error)}`;
    throw new OrcError('BadRequest', `${name}: ${why}`, {}, { cause: error });
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** A document's objects: itself, or those of a List, with where each stands. */
function objectsIn(json: unknown, where: string): { readonly json: Json; readonly where: string }[] {
  if (json === null || json === undefined) return [];
  if (!isJsonObject(json))
    throw new ManifestError('BadRequest', `${where}: must be an object with apiVersion and kind`);
  const { kind, items } = json;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ where, json }];
  return items.map((item: unknown, place) => {
    const inside = `${where}: items[${place}]`;
    if (!isJsonObject(item)) throw new ManifestError('BadRequest', `${inside}: must be an object`);
    return { where: inside, json: item };
  });
}

function definitionIn({ kind, apiVersion }: Json, where: string): ReturnType<typeof definitionNamed> {
  const refuse = (text: string): ManifestError => new ManifestError('BadRequest', `${where}: ${text}`);
  if (typeof kind !== 'string' || kind === '') throw refuse('kind: Required value');
  if (typeof apiVersion !== 'string' || apiVersion === '') throw refuse('apiVersion: Required value');
  return definitionNamed(apiVersion, kind, refuse);
}

/** Takes in the kinds that the manifests themselves define, so that their objects may stand beside them. */
function learnDefined(documents: readonly { readonly json: Json }[]): void {
  const crds = documents.flatMap(({ json }) => {
    if (json['kind'] !== 'CustomResourceDefinition') return [];
    const parsed = objectFromJson(definitionOf('CustomResourceDefinition').type, json);
    if ('causes' in parsed || parsed.ok.kind !== 'CustomResourceDefinition') return [];
    return (definitionOf(parsed.ok.kind).validate?.(parsed.ok) ?? []).length === 0 ? [parsed.ok] : [];
  });
  learnFrom(crds);
}

/** What is wrong with an object by its schema and by its kind's own rules. */
function causesOf(definition: KindDefinition<OrcObject>, json: Json, isPartial: boolean): readonly string[] {
  const say = ({ field, message }: { field: string; message: string }): string =>
    field === '' ? message : `${field}: ${message}`;
  if (isPartial) {
    const partial = partialFromJson(definition.type, json);
    return 'causes' in partial ? partial.causes.map(say) : [];
  }
  const parsed = objectFromJson(definition.type, json);
  const causes =
    'ok' in parsed
      ? brokenRules(definition, parsed.ok)
      : withBrokenRules(definition, parsed.causes, parsed.rest);
  return causes.map(say);
}

/** The check made before anything is sent; the masters make it again, and more. */
function check(read: Json, where: string, isPartial: boolean): Manifest {
  const { kind: stored, definition, json } = fromOlder(read) ?? { ...definitionIn(read, where), json: read };
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const given = metadata['name'] ?? metadata['generateName'];
  const name = typeof given === 'string' ? given : '';
  const causes = causesOf(definition, json, isPartial);
  const { kind } = definition.type;
  if (causes.length > 0) {
    const qualified = definition.group === '' ? kind : `${kind}.${definition.group}`;
    const text = causes.length === 1 ? causes[0] : `[${causes.join(', ')}]`;
    throw new ManifestError('Invalid', `${where}: ${qualified} "${name}" is invalid: ${text}`);
  }
  const own = metadata['namespace'];
  const namespace = definition.namespaced && typeof own === 'string' && own !== '' ? own : undefined;
  return { where, kind: stored, name, namespace, json };
}

/**
 * Reads and checks all manifests of the given files, folders or `-`. `isPartial`: they may leave out what their
 * kinds require.
 */
export function readManifests(names: readonly string[], recursive: boolean, isPartial = false): Manifest[] {
  if (names.length === 0)
    throw new OrcError('BadRequest', 'must specify -f: a file, a folder, or - for standard input');
  const files = names.flatMap((name) => filesUnder(name, recursive));
  if (files.length > maxFiles)
    throw new OrcError('TooLarge', `there are ${files.length} files, there may be at most ${maxFiles}`);
  const manifests = files.flatMap((file) => {
    const name = file === '-' ? 'STDIN' : file;
    const documents = readYaml(readOnce(file, name), name);
    return documents.flatMap(({ number, json }) =>
      objectsIn(json, documents.length === 1 ? name : `${name}: document ${number}`),
    );
  });
  if (manifests.length === 0)
    throw new OrcError('BadRequest', 'no objects passed: the files hold no manifest');
  learnDefined(manifests);
  return manifests.map(({ json, where }) => check(json, where, isPartial));
}

/** The whole object that a manifest describes, with the defaults of its kind. */
export function objectOf({ kind, json }: Manifest): OrcObject | undefined {
  const definition = definitionFor(kind);
  const parsed = objectFromJson(definition.type, json);
  return 'causes' in parsed ? undefined : defaulted(definition, parsed.ok);
}

/** A manifest in transit; one without a namespace goes into `namespace` when its kind has any. */
export function packManifest({ kind, json, namespace: own }: Manifest, namespace: string): PackedObject {
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const placed =
    definitionFor(kind).namespaced && own === undefined
      ? { ...json, metadata: { ...metadata, namespace } }
      : json;
  return { apiVersion: '', kind: '', raw: new Uint8Array(), json: Buffer.from(JSON.stringify(placed)) };
}
