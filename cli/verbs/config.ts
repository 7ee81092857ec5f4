// What `orc config` does: each verb reads the file, changes one thing and writes it whole, in the words of kubectl.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { GlobalOptions } from '#cli/config.ts';
import {
  type List,
  defaultConfigFile,
  entriesOf,
  entryIn,
  lists,
  mastersExtension,
  readKubeconfig,
  withEntry,
  withoutEntry,
  writeKubeconfig,
} from '#cli/kubeconfig.ts';
import { alignedTable } from '#cli/printers/table.ts';

export interface ViewOptions {
  readonly raw?: boolean;
  readonly minify?: boolean;
  readonly output: string;
}

export interface CredentialOptions {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly embedCerts?: boolean;
  readonly execCommand?: string;
  readonly execApiVersion?: string;
  readonly execArg?: readonly string[];
  readonly execEnv?: readonly string[];
  readonly execInteractiveMode?: string;
  readonly execProvideClusterInfo?: boolean;
}

export interface ClusterOptions {
  readonly server?: string;
  readonly masters?: string;
  readonly certificateAuthority?: string;
  readonly embedCerts?: boolean;
}

export interface ContextOptions {
  readonly current?: boolean;
  readonly cluster?: string;
  readonly user?: string;
}

type Json = Readonly<Record<string, unknown>>;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const fileOf = ({ kubeconfig }: GlobalOptions): string => kubeconfig ?? defaultConfigFile();
const wrong = (message: string): OrcError => new OrcError('BadRequest', message);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const currentOf = (config: Json): string => textIn(config['current-context']);

/** What replaces a secret, by the name of its field. */
const hidden: Readonly<Record<string, string>> = {
  'certificate-authority-data': 'DATA+OMITTED',
  'client-certificate-data': 'DATA+OMITTED',
  'client-key-data': 'DATA+OMITTED',
  token: 'REDACTED',
  password: 'REDACTED',
};

/** The value, as it may be shown; `where` are the names of the fields that it stands in. */
function redacted(value: unknown, where: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => redacted(item, where));
  if (!isJsonObject(value)) return value;
  const shown = (name: string, inner: unknown): unknown => {
    const isVariable = where.at(-1) === 'env' && name === 'value';
    if (isVariable || where.join('.').endsWith('auth-provider.config')) return 'REDACTED';
    const instead = Object.hasOwn(hidden, name) && textIn(inner) !== '' ? hidden[name] : undefined;
    return instead ?? redacted(inner, [...where, name]);
  };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(name, inner)]));
}

/** What one context needs of a configuration. Throws BadRequest when there is no such context. */
function minified(config: Json, name: string): Json {
  const context = entryIn(config, 'contexts', name);
  if (context === undefined)
    throw wrong(name === '' ? 'current-context is not set' : `no context exists with the name: "${name}"`);
  const only = (list: List, wanted: string): readonly Json[] =>
    entriesOf(config, list).filter((item) => item['name'] === wanted);
  return {
    ...config,
    clusters: only('clusters', textIn(context['cluster'])),
    users: only('users', textIn(context['user'])),
    contexts: only('contexts', name),
    'current-context': name,
  };
}

/** Shows the configuration, without its secrets unless they are asked for. */
export function view({ raw, minify, output }: ViewOptions, globals: GlobalOptions): void {
  if (output !== 'yaml' && output !== 'json')
    throw wrong(`--output: is ${JSON.stringify(output)}, must be yaml or json`);
  const whole = { apiVersion: 'v1', kind: 'Config', ...readKubeconfig(fileOf(globals)) };
  const config = minify === true ? minified(whole, globals.context ?? currentOf(whole)) : whole;
  const shown = raw === true ? config : redacted(config);
  say(output === 'json' ? JSON.stringify(shown, null, 4) : stringify(shown).trimEnd());
}

/** Lists the contexts, or one of them. */
export function getContexts(
  name: string | undefined,
  { output, headers }: { readonly output?: string; readonly headers: boolean },
  globals: GlobalOptions,
): void {
  if (output !== undefined && output !== 'name')
    throw wrong(`--output: is ${JSON.stringify(output)}, must be name`);
  const config = readKubeconfig(fileOf(globals));
  const names = entriesOf(config, 'contexts').map((item) => textIn(item['name']));
  if (name !== undefined && !names.includes(name)) throw wrong(`context ${name} not found`);
  const wanted = name === undefined ? names : [name];
  if (output === 'name') {
    for (const each of wanted) say(each);
    return;
  }
  const rows = wanted.map((each) => {
    const { cluster, user, namespace } = entryIn(config, 'contexts', each) ?? {};
    return [each === currentOf(config) ? '*' : '', each, textIn(cluster), textIn(user), textIn(namespace)];
  });
  const heading = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
  say(alignedTable(headers ? [heading, ...rows] : rows));
}

/** Prints the current context. */
export function currentContext(globals: GlobalOptions): void {
  const name = currentOf(readKubeconfig(fileOf(globals)));
  if (name === '') throw wrong('current-context is not set');
  say(name);
}

/** Makes a context the current one. */
export function useContext(name: string, globals: GlobalOptions): void {
  const file = fileOf(globals);
  const config = readKubeconfig(file);
  if (entryIn(config, 'contexts', name) === undefined)
    throw wrong(`no context exists with the name: "${name}"`);
  writeKubeconfig(file, { ...config, 'current-context': name });
  say(`Switched to context "${name}".`);
}

function fileGiven(flag: string, file: string): string {
  const full = path.resolve(file);
  if (!existsSync(full)) throw wrong(`--${flag}: there is no file ${full}`);
  return full;
}

/** The fields that hold a file: its name, or what is in it. The one that is not used is taken away. */
function fileFields(flag: string, file: string | undefined, embed: boolean): Json {
  if (file === undefined) return {};
  const full = fileGiven(flag, file);
  if (!embed) return { [flag]: full, [`${flag}-data`]: undefined };
  return { [flag]: undefined, [`${flag}-data`]: readFileSync(full).toString('base64') };
}

/** Fields without those that are undefined. */
function given(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function variables(list: readonly string[]): readonly Json[] {
  return list.map((text) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw wrong(`--exec-env: is ${JSON.stringify(text)}, must be NAME=VALUE`);
    return { name, value };
  });
}

/** The field `exec` as the flags change it. */
function execFields(options: CredentialOptions, before: unknown): Json {
  const { execCommand, execApiVersion, execArg, execEnv, execInteractiveMode } = options;
  const modes = ['Never', 'IfAvailable', 'Always'];
  if (execInteractiveMode !== undefined && !modes.includes(execInteractiveMode))
    throw wrong(
      `--exec-interactive-mode: is ${JSON.stringify(execInteractiveMode)}, must be one of ${modes.join(', ')}`,
    );
  const defaults = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'IfAvailable' };
  const exec = {
    ...defaults,
    ...(isJsonObject(before) && before),
    ...given({
      command: execCommand,
      apiVersion: execApiVersion,
      args: execArg,
      env: execEnv && variables(execEnv),
      interactiveMode: execInteractiveMode,
      provideClusterInfo: options.execProvideClusterInfo,
    }),
  };
  if (!('command' in exec)) throw wrong('--exec-command: name the program that obtains the credentials');
  return exec;
}

/** Says how a user shows who they are. A token, a file with one and a program are each instead of the others. */
export function setCredentials(name: string, options: CredentialOptions, globals: GlobalOptions): void {
  const { token, tokenFile, clientCertificate, clientKey, embedCerts = false } = options;
  const hasExec = Object.keys(options).some((option) => option.startsWith('exec'));
  if ([token !== undefined, tokenFile !== undefined, hasExec].filter(Boolean).length > 1)
    throw wrong('give one of --token, --token-file and --exec-command: a user has one way to get a token');
  if (token === '') throw wrong('--token: is empty');
  const file = fileOf(globals);
  const config = readKubeconfig(file);
  const before = entryIn(config, 'users', name) ?? {};
  const bearer =
    token !== undefined
      ? { token, tokenFile: undefined, exec: undefined }
      : tokenFile !== undefined
        ? { token: undefined, tokenFile: fileGiven('token-file', tokenFile), exec: undefined }
        : hasExec
          ? { token: undefined, tokenFile: undefined, exec: execFields(options, before['exec']) }
          : {};
  const user = given({
    ...before,
    ...bearer,
    ...fileFields('client-certificate', clientCertificate, embedCerts),
    ...fileFields('client-key', clientKey, embedCerts),
  });
  writeKubeconfig(file, withEntry(config, 'users', name, user));
  say(`User "${name}" set.`);
}

/** The extension that lists the masters, beside the others that a cluster has. */
function mastersFields(masters: string | undefined, before: unknown): Json {
  if (masters === undefined) return {};
  const servers = masters.split(',').map((text) => text.trim().replace(/^https:\/\//, ''));
  for (const server of servers)
    if (!/^[^\s/:]+:\d{1,5}$/.test(server))
      throw wrong(`--masters: is ${JSON.stringify(server)}, must be host:port, such as 10.0.0.1:7600`);
  const others: unknown[] = Array.isArray(before) ? before : [];
  const rest = others.filter((item) => !isJsonObject(item) || item['name'] !== mastersExtension);
  const extension = { servers: servers.map((server) => `https://${server}`) };
  return { extensions: [...rest, { name: mastersExtension, extension }] };
}

/** Says where a cluster is. */
export function setCluster(name: string, options: ClusterOptions, globals: GlobalOptions): void {
  const { server, masters, certificateAuthority, embedCerts = false } = options;
  if (server !== undefined && !(server.startsWith('https://') && URL.canParse(server)))
    throw wrong(`--server: is ${JSON.stringify(server)}, must be an https URL`);
  const file = fileOf(globals);
  const config = readKubeconfig(file);
  const before = entryIn(config, 'clusters', name) ?? {};
  const cluster = given({
    ...before,
    ...given({ server }),
    ...mastersFields(masters, before['extensions']),
    ...fileFields('certificate-authority', certificateAuthority, embedCerts),
  });
  writeKubeconfig(file, withEntry(config, 'clusters', name, cluster));
  say(`Cluster "${name}" set.`);
}

/** Says which user asks which cluster. */
export function setContext(
  asked: string | undefined,
  { current, cluster, user }: ContextOptions,
  globals: GlobalOptions,
): void {
  const file = fileOf(globals);
  const config = readKubeconfig(file);
  if (current === true && asked !== undefined) throw wrong('give a name or --current, not both');
  const name = current === true ? currentOf(config) : (asked ?? '');
  if (name === '') throw wrong(current === true ? 'current-context is not set' : 'name the context');
  const before = entryIn(config, 'contexts', name);
  const context = { ...before, ...given({ cluster, user, namespace: globals.namespace }) };
  writeKubeconfig(file, withEntry(config, 'contexts', name, context));
  say(`Context "${name}" ${before === undefined ? 'created' : 'modified'}.`);
}

/** Takes an entry out. */
export function remove(list: List, name: string, globals: GlobalOptions): void {
  const file = fileOf(globals);
  const config = readKubeconfig(file);
  if (entryIn(config, list, name) === undefined)
    throw wrong(`cannot delete ${lists[list]} ${name}, not in ${file}`);
  writeKubeconfig(file, withoutEntry(config, list, name));
  if (list === 'contexts' && currentOf(config) === name)
    process.stderr.write(
      'warning: this removed your active context, use "orc config use-context" to select a different one\n',
    );
  say(`deleted ${lists[list]} ${name} from ${file}`);
}
