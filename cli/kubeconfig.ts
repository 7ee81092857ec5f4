// Writing kubeconfig files: one context, or one more context in a file that has others.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
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

function parts({ name, servers, api, authority, certificate, key }: ContextEntry): {
  cluster: Named;
  user: Named;
  context: Named;
} {
  const urls = servers.map((server) => `https://${server}`);
  return {
    cluster: {
      name,
      cluster: {
        server: api === undefined ? (urls[0] ?? '') : `https://${api}`,
        'certificate-authority-data': base64(authority),
        extensions: [{ name: mastersExtension, extension: { servers: urls } }],
      },
    },
    user: { name, user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) } },
    context: { name, context: { cluster: name, user: name } },
  };
}

function others(list: unknown, name: string): Named[] {
  return Array.isArray(list)
    ? list.filter((item): item is Named => isJsonObject(item) && item['name'] !== name)
    : [];
}

/** Where kubeconfig is: $ORCCONFIG, or ~/.orc/config. */
export function defaultConfigFile(): string {
  return process.env['ORCCONFIG'] ?? path.join(homedir(), '.orc', 'config');
}

function readConfig(file: string): Named {
  if (!existsSync(file)) return {};
  const parsed: unknown = parse(readFileSync(file, 'utf8'));
  return isJsonObject(parsed) ? parsed : {};
}

function write(file: string, config: Named): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  replaceFile(file, stringify(config), 0o600);
}

/** Puts a context into a kubeconfig file, beside those it has, and makes it the current one. */
export function addContext(file: string, entry: ContextEntry): void {
  const before = readConfig(file);
  const { cluster, user, context } = parts(entry);
  write(file, {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [...others(before['clusters'], entry.name), cluster],
    users: [...others(before['users'], entry.name), user],
    contexts: [...others(before['contexts'], entry.name), context],
    'current-context': entry.name,
  });
}

/** Takes a context out of a kubeconfig file. */
export function removeContext(file: string, name: string): void {
  const before = readConfig(file);
  if (!Array.isArray(before['contexts'])) return;
  const contexts = others(before['contexts'], name);
  const current =
    before['current-context'] === name ? (contexts[0]?.['name'] ?? '') : before['current-context'];
  write(file, {
    ...before,
    clusters: others(before['clusters'], name),
    users: others(before['users'], name),
    contexts,
    'current-context': current,
  });
}
