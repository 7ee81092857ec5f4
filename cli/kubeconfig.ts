// Kubeconfig files as a whole: read to be changed, and written. A field that orc does not know stays as it was.
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { replaceFile } from '#runtime/files.ts';

/** A context to be written: a cluster with all its masters, and a user with a certificate. */
export interface ContextEntry {
  readonly name: string;
  /** The masters' gRPC addresses, as host:port. */
  readonly servers: readonly string[];
  /** Where clients of Kubernetes' API find it, as host:port; absent where nobody needs it. */
  readonly api?: string;
  /** PEM text. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** The name of the extension that lists all masters; `server` alone names only one. */
export const mastersExtension = 'orc.dev/masters';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

type Named = Readonly<Record<string, unknown>>;

/** The lists of a kubeconfig file, and the field of an entry that holds what it says. */
export const lists = { clusters: 'cluster', users: 'user', contexts: 'context' } as const;
export type List = keyof typeof lists;

function parts({ name, servers, api, authority, certificate, key }: ContextEntry): {
  cluster: Named;
  user: Named;
  context: Named;
} {
  const urls = servers.map((server) => `https://${server}`);
  return {
    cluster: {
      server: api === undefined ? (urls[0] ?? '') : `https://${api}`,
      'certificate-authority-data': base64(authority),
      extensions: [{ name: mastersExtension, extension: { servers: urls } }],
    },
    user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) },
    context: { cluster: name, user: name },
  };
}

/** Where kubeconfig is: $ORCCONFIG, or ~/.orc/config. */
export function defaultConfigFile(): string {
  return process.env['ORCCONFIG'] ?? path.join(homedir(), '.orc', 'config');
}

/** The content of a kubeconfig file; empty where there is none. Throws BadRequest for anything else than one. */
export function readKubeconfig(file: string): Named {
  if (!existsSync(file)) return {};
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OrcError('BadRequest', `${file}: ${messageOf(error)}`, {}, { cause: error });
  }
  // An empty file is one that says nothing.
  if (parsed === null || parsed === undefined) return {};
  if (!isJsonObject(parsed)) throw new OrcError('BadRequest', `${file}: must hold a kubeconfig`);
  return parsed;
}

/** Replaces a kubeconfig file, in one step, by one that its owner alone may read; where it is a link, the file behind it. */
export function writeKubeconfig(file: string, config: Named): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const target = existsSync(file) ? realpathSync(file) : file;
  replaceFile(target, stringify({ apiVersion: 'v1', kind: 'Config', ...config }), 0o600);
}

/** The entries of a list, in their order. */
export function entriesOf(config: Named, list: List): readonly Named[] {
  const items = config[list];
  return Array.isArray(items) ? items.filter((item): item is Named => isJsonObject(item)) : [];
}

/** What an entry of a list says; undefined when there is no such entry. */
export function entryIn(config: Named, list: List, name: string): Named | undefined {
  const found = entriesOf(config, list).find((item) => item['name'] === name);
  if (found === undefined) return undefined;
  const value = found[lists[list]];
  return isJsonObject(value) ? value : {};
}

/** The configuration with an entry that says `value`, where one of its name was or else at the end. */
export function withEntry(config: Named, list: List, name: string, value: Named): Named {
  const entry = { name, [lists[list]]: value };
  const before = entriesOf(config, list);
  const isThere = before.some((item) => item['name'] === name);
  const changed = before.map((item) => (item['name'] === name ? { ...item, ...entry } : item));
  return { ...config, [list]: isThere ? changed : [...before, entry] };
}

/** The configuration without an entry. */
export function withoutEntry(config: Named, list: List, name: string): Named {
  return { ...config, [list]: entriesOf(config, list).filter((item) => item['name'] !== name) };
}

/** Puts a context into a kubeconfig file, beside those it has, and makes it the current one. */
export function addContext(file: string, entry: ContextEntry): void {
  const { name } = entry;
  const { cluster, user, context } = parts(entry);
  const withCluster = withEntry(readKubeconfig(file), 'clusters', name, cluster);
  const withUser = withEntry(withCluster, 'users', name, user);
  writeKubeconfig(file, { ...withEntry(withUser, 'contexts', name, context), 'current-context': name });
}

/** Takes a context out of a kubeconfig file. */
export function removeContext(file: string, name: string): void {
  const before = readKubeconfig(file);
  if (!Array.isArray(before['contexts'])) return;
  const after = withoutEntry(
    withoutEntry(withoutEntry(before, 'clusters', name), 'users', name),
    'contexts',
    name,
  );
  const [next] = entriesOf(after, 'contexts');
  const current = before['current-context'] === name ? (next?.['name'] ?? '') : before['current-context'];
  writeKubeconfig(file, { ...after, 'current-context': current });
}
