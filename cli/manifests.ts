// Manifests from files, folders and standard input. Everything is read and checked before anything is
// sent; what is wrong names file, document and field. Size, aliases and nesting are bounded.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, visit } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { isKindName, definitionOf } from '#kernel/log/key.ts';
import { isJsonObject, objectFromJson } from '#kernel/model/from-json.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';

/** A manifest as it was read. */
export interface Manifest {
  /** `FILE: document N`, for messages. */
  readonly where: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const bounds = {
  fileBytes: limits.manifestBytes,
  totalFiles: 1_000,
  depth: 64,
  aliases: 100,
  documents: 1_000,
} as const;
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

function readBounded(file: string): string {
  const name = file === '-' ? 'standard input' : file;
  if (file !== '-' && statSync(file).size > bounds.fileBytes)
    throw new OrcError(
      'TooLarge',
      `${name}: has ${statSync(file).size} bytes, may have at most ${bounds.fileBytes}: split it`,
    );
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new OrcError('BadRequest', `${name}: can't be read: ${messageOf(error)}`, {}, { cause: error });
  }
  if (bytes.length > bounds.fileBytes)
    throw new OrcError(
      'TooLarge',
      `${name}: has ${bytes.length} bytes, may have at most ${bounds.fileBytes}: split it`,
    );
  return bytes.toString('utf8');
}

function documentsOf(text: string, name: string): Manifest[] {
  const documents = parseAllDocuments(text, { uniqueKeys: true, prettyErrors: true });
  if (!Array.isArray(documents)) return [];
  if (documents.length > bounds.documents)
    throw new OrcError(
      'TooLarge',
      `${name}: has ${documents.length} documents, may have at most ${bounds.documents}`,
    );
  return documents.flatMap((document, index): Manifest[] => {
    const where = documents.length === 1 ? name : `${name}: document ${index + 1}`;
    const [problem] = document.errors;
    if (problem !== undefined)
      throw new OrcError('BadRequest', `${where}: invalid YAML: ${problem.message.split('\n')[0]}`);
    visit(document, (_key, _node, ancestors) => {
      if (ancestors.length > bounds.depth * 2)
        throw new OrcError('BadRequest', `${where}: is nested deeper than ${bounds.depth} levels`);
    });
    let json: unknown;
    try {
      json = document.toJS({ maxAliasCount: bounds.aliases });
    } catch (error) {
      throw new OrcError('BadRequest', `${where}: ${messageOf(error)}`, {}, { cause: error });
    }
    if (json === null || json === undefined) return [];
    if (!isJsonObject(json))
      throw new OrcError('BadRequest', `${where}: must be an object with apiVersion and kind`);
    if (json['kind'] !== 'List' || !Array.isArray(json['items'])) return [{ where, json }];
    return json['items'].map((item: unknown, place) => {
      if (!isJsonObject(item))
        throw new OrcError('BadRequest', `${where}: items[${place}]: must be an object`);
      return { where: `${where}: items[${place}]`, json: item };
    });
  });
}

/** The kind's own check, made before anything is sent; the masters make it again. */
function check({ where, json }: Manifest): void {
  const { kind, apiVersion } = json;
  if (typeof kind !== 'string' || !isKindName(kind) || definitionOf(kind).type.apiVersion !== apiVersion)
    return;
  const parsed = objectFromJson(definitionOf(kind).type, json);
  if ('ok' in parsed) return;
  const metadata = json['metadata'];
  const name = isJsonObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : '';
  const list = parsed.causes.map(({ field, message }) => `${field}: ${message}`);
  const { group } = definitionOf(kind);
  throw new OrcError(
    'Invalid',
    `${where}: ${kind}${group === '' ? '' : `.${group}`} "${name}" is invalid: ${list.length === 1 ? list[0] : `[${list.join(', ')}]`}`,
  );
}

/** Reads all manifests of the given files, folders or `-`. */
export function readManifests(names: readonly string[], recursive: boolean): Manifest[] {
  if (names.length === 0)
    throw new OrcError('BadRequest', 'must specify -f: a file, a folder, or - for standard input');
  const files = names.flatMap((name) => filesUnder(name, recursive));
  if (files.length > bounds.totalFiles)
    throw new OrcError(
      'TooLarge',
      `there are ${files.length} files, there may be at most ${bounds.totalFiles}`,
    );
  const manifests = files.flatMap((file) => documentsOf(readBounded(file), file === '-' ? 'STDIN' : file));
  if (manifests.length === 0)
    throw new OrcError('BadRequest', 'no objects passed: the files hold no manifest');
  for (const manifest of manifests) check(manifest);
  return manifests;
}

/** A manifest in transit; one without a namespace goes into `namespace` when its kind has any. */
export function packManifest({ json }: Manifest, namespace: string): PackedObject {
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const { kind } = json;
  const namespaced = typeof kind === 'string' && isKindName(kind) && definitionOf(kind).namespaced;
  const placed =
    namespaced && metadata['namespace'] === undefined
      ? { ...json, metadata: { ...metadata, namespace } }
      : json;
  return { apiVersion: '', kind: '', raw: new Uint8Array(), json: Buffer.from(JSON.stringify(placed)) };
}
