// Reading kubeconfig: which masters, who asks, in which namespace. Errors name the file and the field.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { type ActingOptions, actsForIn } from '#cli/impersonation.ts';
import { defaultConfigFile, mastersExtension } from '#cli/kubeconfig.ts';
import type { ExecPlugin, UserEntry } from '#cli/credentials.ts';

/** Options that every verb takes. */
export interface GlobalOptions extends ActingOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

/** Where a cluster is, who asks, and in which namespace. */
export interface ClientConfig {
  /** The masters' gRPC addresses, as host:port. */
  readonly servers: readonly string[];
  /** PEM text of the cluster's CA. */
  readonly authority: string;
  readonly user: UserEntry;
  readonly namespace: string;
  readonly context: string;
}

/** The versions of what programs that obtain credentials are asked and answer. */
const pluginVersions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];
/** The extension of a cluster that is meant for such programs. */
const pluginExtension = 'client.authentication.k8s.io/exec';

type Json = Readonly<Record<string, unknown>>;

class ConfigFile {
  readonly file: string;
  readonly #json: Json;

  constructor(file: string) {
    this.file = file;
    if (!existsSync(file))
      throw new OrcError(
        'BadRequest',
        `there is no configuration at ${file}: make a cluster with 'orc sandbox up', or name a file with --kubeconfig or $ORCCONFIG`,
      );
    let json: unknown;
    try {
      json = parse(readFileSync(file, 'utf8'));
    } catch (error) {
      throw new OrcError('BadRequest', `${file}: ${messageOf(error)}`, {}, { cause: error });
    }
    if (!isJsonObject(json)) throw new OrcError('BadRequest', `${file}: must hold a kubeconfig`);
    this.#json = json;
  }

  fail(field: string, why: string): OrcError {
    return new OrcError('BadRequest', `${this.file}: ${field}: ${why}`);
  }

  text(name: string): string | undefined {
    const value = this.#json[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** The entry `name` of a list such as `clusters`, and what stands under its own key. */
  entry(list: string, name: string, inner: string): Json {
    const items: unknown = this.#json[list];
    const found: unknown = Array.isArray(items)
      ? items.find((item: unknown) => isJsonObject(item) && item['name'] === name)
      : undefined;
    const value = isJsonObject(found) ? found[inner] : undefined;
    if (isJsonObject(value)) return value;
    const names = Array.isArray(items)
      ? items.flatMap((item: unknown) => (isJsonObject(item) ? [String(item['name'])] : []))
      : [];
    throw this.fail(list, `has no entry "${name}"; there are ${names.join(', ') || 'none'}`);
  }

  /** The file that a field names, from this file's folder on. Throws BadRequest when it is not there. */
  #fileNamed(holder: Json, field: string, where: string): string | undefined {
    const file = holder[field];
    if (typeof file !== 'string' || file === '') return undefined;
    const full = path.resolve(path.dirname(this.file), file);
    if (!existsSync(full)) throw this.fail(`${where}.${field}`, `there is no file ${full}`);
    return full;
  }

  /** PEM text from a field with data, or from the file that another field names. */
  pem(holder: Json, field: string, where: string): string | undefined {
    const data = holder[`${field}-data`];
    if (typeof data === 'string' && data !== '') return Buffer.from(data, 'base64').toString('utf8');
    const file = this.#fileNamed(holder, field, where);
    return file && readFileSync(file, 'utf8');
  }

  /** What a user's entry says of who they are. Throws BadRequest when that is nothing. */
  user(name: string, cluster: Json, options: ActingOptions): UserEntry {
    const user = this.entry('users', name, 'user');
    const [certificate, key] = ['client-certificate', 'client-key'].map((field) =>
      this.pem(user, field, 'user'),
    );
    if ((certificate === undefined) !== (key === undefined))
      throw this.fail(
        'user',
        `"${name}" has only one of client-certificate and client-key: give both, or neither`,
      );
    const { token } = user;
    const actsFor = actsForIn(name, user, options, (field, why) => this.fail(`user.${field}`, why));
    const tokenFile = this.#fileNamed(user, 'tokenFile', 'user');
    const exec = user['exec'] === undefined || user['exec'] === null ? undefined : user['exec'];
    const hasToken = typeof token === 'string' && token !== '';
    if (certificate === undefined && !hasToken && tokenFile === undefined && exec === undefined)
      throw this.fail(
        'user',
        `"${name}" has none of client-certificate with client-key, token, tokenFile and exec: orc config set-credentials gives it one`,
      );
    return {
      name,
      ...(certificate !== undefined && key !== undefined && { certificate, key }),
      ...(hasToken && { token }),
      ...(tokenFile !== undefined && { tokenFile }),
      ...(exec !== undefined && { exec: this.#plugin(exec, cluster) }),
      ...(actsFor !== undefined && { actsFor }),
    };
  }

  #plugin(exec: unknown, cluster: Json): ExecPlugin {
    const fail = (field: string, why: string): OrcError => this.fail(`user.exec.${field}`, why);
    if (!isJsonObject(exec)) throw this.fail('user.exec', 'must hold a command and its apiVersion');
    const { apiVersion, command, args, env, installHint, interactiveMode, provideClusterInfo } = exec;
    if (typeof apiVersion !== 'string' || !pluginVersions.includes(apiVersion))
      throw fail('apiVersion', `must be ${pluginVersions.join(' or ')}`);
    if (typeof command !== 'string' || command === '') throw fail('command', 'must name a program');
    const mode = interactiveMode ?? 'IfAvailable';
    if (mode !== 'Never' && mode !== 'IfAvailable' && mode !== 'Always')
      throw fail('interactiveMode', 'must be Never, IfAvailable or Always');
    const list = (value: unknown, field: string): readonly unknown[] => {
      if (value === undefined || value === null) return [];
      if (!Array.isArray(value)) throw fail(field, 'must be a list');
      return value;
    };
    const variables = list(env, 'env').map((item): [string, string] => {
      const { name, value } = isJsonObject(item) ? item : {};
      if (typeof name !== 'string' || typeof value !== 'string')
        throw fail('env', 'must be a list of name and value');
      return [name, value];
    });
    return {
      apiVersion,
      // A bare name is looked for in PATH; a path begins where the file lies.
      command: command.includes('/') ? path.resolve(path.dirname(this.file), command) : command,
      args: list(args, 'args').map((item) => {
        if (typeof item !== 'string') throw fail('args', 'must be a list of texts');
        return item;
      }),
      env: Object.fromEntries(variables),
      installHint: typeof installHint === 'string' ? installHint : '',
      interactiveMode: mode,
      ...(provideClusterInfo === true && { cluster: this.#clusterInfo(cluster) }),
    };
  }

  /** What a program that obtains credentials is told of the cluster. */
  #clusterInfo(cluster: Json): Json {
    const extensions: unknown = cluster['extensions'];
    const own: unknown = Array.isArray(extensions)
      ? extensions.find((item: unknown) => isJsonObject(item) && item['name'] === pluginExtension)
      : undefined;
    const authority = this.pem(cluster, 'certificate-authority', 'cluster') ?? '';
    return {
      server: cluster['server'],
      'certificate-authority-data': Buffer.from(authority).toString('base64'),
      config: isJsonObject(own) ? own['extension'] : null,
    };
  }
}

function serversOf(cluster: Json): string[] {
  const extensions: unknown = cluster['extensions'];
  const own: unknown = Array.isArray(extensions)
    ? extensions.find((item: unknown) => isJsonObject(item) && item['name'] === mastersExtension)
    : undefined;
  const extension = isJsonObject(own) ? own['extension'] : undefined;
  const listed: unknown = isJsonObject(extension) ? extension['servers'] : undefined;
  const urls: unknown[] = Array.isArray(listed) && listed.length > 0 ? listed : [cluster['server']];
  return urls
    .filter((url) => typeof url === 'string')
    .map((url) => url.replace(/^https?:\/\//, '').replace(/\/$/, ''));
}

/** Reads the configuration that the options name. Throws BadRequest naming file and field. */
export function readClientConfig(options: GlobalOptions): ClientConfig {
  const file = new ConfigFile(options.kubeconfig ?? defaultConfigFile());
  const contextName = options.context ?? file.text('current-context');
  if (contextName === undefined) throw file.fail('current-context', 'is missing: name one with --context');
  const context = file.entry('contexts', contextName, 'context');
  const cluster = file.entry('clusters', String(context['cluster']), 'cluster');
  const user = file.user(String(context['user']), cluster, options);
  const servers = serversOf(cluster);
  if (servers.length === 0) throw file.fail('clusters', `"${String(context['cluster'])}" names no server`);
  const namespace = context['namespace'];
  const authority = file.pem(cluster, 'certificate-authority', 'cluster');
  if (authority === undefined) throw file.fail('cluster.certificate-authority-data', 'is missing');
  return {
    context: contextName,
    servers,
    authority,
    user,
    namespace: options.namespace ?? (typeof namespace === 'string' ? namespace : 'default'),
  };
}
