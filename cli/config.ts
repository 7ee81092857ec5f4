// Reading kubeconfig: which masters, who asks, in which namespace. Errors name the file and the field.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { defaultConfigFile, mastersExtension } from '#cli/kubeconfig.ts';
import type { ClientOptions } from '#client/client.ts';

/** Options that every verb takes. */
export interface GlobalOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

export interface ClientConfig extends ClientOptions {
  readonly namespace: string;
  readonly context: string;
}

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

  /** PEM text from a field with data, or from the file that another field names. */
  pem(holder: Json, field: string, where: string): string {
    const data = holder[`${field}-data`];
    if (typeof data === 'string') return Buffer.from(data, 'base64').toString('utf8');
    const file = holder[field];
    if (typeof file !== 'string') throw this.fail(`${where}.${field}-data`, 'is missing');
    const full = path.resolve(path.dirname(this.file), file);
    if (!existsSync(full)) throw this.fail(`${where}.${field}`, `there is no file ${full}`);
    return readFileSync(full, 'utf8');
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
  const user = file.entry('users', String(context['user']), 'user');
  const servers = serversOf(cluster);
  if (servers.length === 0) throw file.fail('clusters', `"${String(context['cluster'])}" names no server`);
  const namespace = context['namespace'];
  return {
    context: contextName,
    servers,
    authority: file.pem(cluster, 'certificate-authority', 'cluster'),
    certificate: file.pem(user, 'client-certificate', 'user'),
    key: file.pem(user, 'client-key', 'user'),
    namespace: options.namespace ?? (typeof namespace === 'string' ? namespace : 'default'),
  };
}
