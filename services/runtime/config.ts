// Configuration files of masters and nodes: JSON, read once, every wrong field named with what it
// should be. Nothing else in orc reads configuration.
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { nearest } from '#kernel/model/from-json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { formats, isIpv4 } from '#kernel/model/formats.ts';
import { readText } from '#runtime/files.ts';

/** A master of the cluster, as every master's configuration lists it. */
export interface MasterEntry {
  readonly id: number;
  readonly name: string;
  readonly address: string;
}

/** Files with the PEM text of this machine's certificate, its key, and the cluster's CA. */
export interface TlsFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authorityFile: string;
}

export interface MasterConfig extends TlsFiles {
  readonly name: string;
  readonly id: number;
  readonly clusterId: string;
  readonly address: string;
  readonly dataDir: string;
  readonly encryptionKeyFile: string;
  /** A file with static bearer tokens, a line each: token,user,uid,"group1,group2"; empty without any. */
  readonly tokenFile: string;
  /** The key of the CA in `authorityFile`, for the cluster to take in when it has none; empty without it. */
  readonly authorityKeyFile: string;
  readonly masters: readonly MasterEntry[];
  /** Whether this master joins a cluster that stands, with the id that `orc masters add` gave. */
  readonly join: boolean;
  readonly serviceCidr: string;
  readonly podCidr: string;
  readonly logLevel: string;
}

export interface NodeConfig extends TlsFiles {
  readonly name: string;
  readonly address: string;
  readonly dataDir: string;
  /** NATS servers, as host:port. */
  readonly servers: readonly string[];
  readonly dockerSocket: string;
  /** A folder for the files of pods' volumes, Secrets and tokens among them: a file system in memory is mounted there. */
  readonly memoryDir: string;
  /** After which share of its life a pod's token is replaced, in percent. */
  readonly tokenRefreshPercent: number;
  /** The networks of all pods and of all Services. */
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** The image that holds a pod's network; it must be on the node. */
  readonly pauseImage: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly logLevel: string;
}

/** The ports of a master, the same on every one. */
export const masterPorts = {
  grpc: 7600,
  raft: 7601,
  natsClient: 7602,
  natsCluster: 7603,
  metrics: 7604,
  /** The Kubernetes API over HTTPS, where its clients look for it. */
  http: 6443,
} as const;

class Fields {
  readonly #json: Readonly<Record<string, unknown>>;
  readonly #problems: string[];
  readonly #prefix: string;
  readonly #known: string[] = [];

  constructor(json: Readonly<Record<string, unknown>>, problems: string[], prefix = '') {
    this.#json = json;
    this.#problems = problems;
    this.#prefix = prefix;
  }

  #take(name: string): unknown {
    this.#known.push(name);
    return this.#json[name];
  }

  #fail(name: string, wanted: string): void {
    const given = this.#json[name];
    this.#problems.push(
      `${this.#prefix}${name}: ${given === undefined ? 'is missing' : `is ${JSON.stringify(given)}`}, must be ${wanted}`,
    );
  }

  text(
    name: string,
    wanted = 'text',
    accepts: (text: string) => boolean = (text) => text !== '',
    fallback?: string,
  ): string {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'string' && accepts(value)) return value;
    this.#fail(name, wanted);
    return '';
  }

  address(name: string): string {
    return this.text(name, 'an IPv4 address', isIpv4);
  }

  cidr(name: string): string {
    return this.text(
      name,
      'an IPv4 network such as 10.244.0.0/16',
      (text) => formats['cidr']?.(text) === undefined,
    );
  }

  nodeName(name: string): string {
    return this.text(name, 'a lowercase DNS name', (text) => formats['dns-subdomain']?.(text) === undefined);
  }

  level(): string {
    const levels = ['debug', 'info', 'warn', 'error'];
    return this.text('logLevel', `one of ${levels.join(', ')}`, (text) => levels.includes(text), 'info');
  }

  percent(name: string, fallback: number): number {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'number' && value >= 1 && value <= 100) return value;
    this.#fail(name, 'a number from 1 to 100');
    return fallback;
  }

  integer(name: string): number {
    const value = this.#take(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.#fail(name, 'a positive whole number');
    return 0;
  }

  flag(name: string): boolean {
    const value = this.#take(name) ?? false;
    if (typeof value === 'boolean') return value;
    this.#fail(name, 'true or false');
    return false;
  }

  texts(name: string): string[] {
    const value = this.#take(name);
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
      return value;
    this.#fail(name, 'a list of texts');
    return [];
  }

  /** Labels that a node may give itself. */
  nodeLabels(name: string): Record<string, string> {
    const labels = this.map(name);
    for (const label of Object.keys(labels))
      if (!mayLabelItself(label))
        this.#problems.push(
          `${this.#prefix}${name}["${label}"]: a node may not give itself this label: set it with 'kubectl label node'`,
        );
    return labels;
  }

  map(name: string): Record<string, string> {
    const value = this.#take(name) ?? {};
    const entries = isJsonObject(value) ? Object.entries(value) : [];
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    if (!isJsonObject(value) || texts.length < entries.length) this.#fail(name, 'a map of texts');
    return Object.fromEntries(texts);
  }

  objects<T>(name: string, read: (fields: Fields) => T): T[] {
    const value = this.#take(name);
    if (!Array.isArray(value) || value.length === 0) {
      this.#fail(name, 'a list of objects');
      return [];
    }
    return value.map((item: unknown, index) => {
      const fields = new Fields(
        isJsonObject(item) ? item : {},
        this.#problems,
        `${this.#prefix}${name}[${index}].`,
      );
      const result = read(fields);
      fields.refuseOthers();
      return result;
    });
  }

  refuseOthers(): void {
    for (const name of Object.keys(this.#json)) {
      if (this.#known.includes(name)) continue;
      const near = nearest(name, this.#known);
      this.#problems.push(
        `${this.#prefix}${name}: unknown${near === undefined ? '' : `; did you mean ${near}?`}`,
      );
    }
  }
}

function readConfig<T>(file: string, what: string, read: (fields: Fields) => T): T {
  const text = readText(file, what);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `${what}: ${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`,
      {},
      { cause: error },
    );
  }
  if (!isJsonObject(json)) throw new OrcError('BadRequest', `${what}: ${file} must hold a JSON object`);
  const problems: string[] = [];
  const fields = new Fields(json, problems);
  const config = read(fields);
  fields.refuseOthers();
  if (problems.length > 0) throw new OrcError('BadRequest', `${what}: ${file}:\n  ${problems.join('\n  ')}`);
  return config;
}

function tlsFiles(fields: Fields): TlsFiles {
  return {
    certificateFile: fields.text('certificateFile', 'a file'),
    keyFile: fields.text('keyFile', 'a file'),
    authorityFile: fields.text('authorityFile', 'a file'),
  };
}

/** Reads a master's configuration. Throws BadRequest naming every wrong field. */
export function readMasterConfig(file: string): MasterConfig {
  const config = readConfig(file, "the master's configuration", (fields) => ({
    name: fields.nodeName('name'),
    id: fields.integer('id'),
    clusterId: fields.text('clusterId'),
    address: fields.address('address'),
    dataDir: fields.text('dataDir', 'a folder'),
    encryptionKeyFile: fields.text('encryptionKeyFile', 'a file'),
    tokenFile: fields.text('tokenFile', 'a file', () => true, ''),
    authorityKeyFile: fields.text('authorityKeyFile', 'a file', () => true, ''),
    masters: fields.objects('masters', (each) => ({
      id: each.integer('id'),
      name: each.nodeName('name'),
      address: each.address('address'),
    })),
    join: fields.flag('join'),
    serviceCidr: fields.cidr('serviceCidr'),
    podCidr: fields.cidr('podCidr'),
    logLevel: fields.level(),
    ...tlsFiles(fields),
  }));
  if (!config.masters.some(({ id, name }) => id === config.id && name === config.name))
    throw new OrcError(
      'BadRequest',
      `the master's configuration: ${file}:\n  masters: has no entry with id ${config.id} and name ${config.name}`,
    );
  return config;
}

/** Reads a node's configuration. Throws BadRequest naming every wrong field. */
export function readNodeConfig(file: string): NodeConfig {
  const config = readConfig(file, "the node's configuration", (fields) => ({
    name: fields.nodeName('name'),
    address: fields.address('address'),
    dataDir: fields.text('dataDir', 'a folder'),
    servers: fields.texts('servers'),
    dockerSocket: fields.text('dockerSocket', 'a socket'),
    memoryDir: fields.text('memoryDir', 'a folder', () => true, ''),
    tokenRefreshPercent: fields.percent('tokenRefreshPercent', 80),
    podCidr: fields.cidr('podCidr'),
    serviceCidr: fields.cidr('serviceCidr'),
    pauseImage: fields.text('pauseImage', 'an image'),
    labels: fields.nodeLabels('labels'),
    logLevel: fields.level(),
    ...tlsFiles(fields),
  }));
  return config.memoryDir === '' ? { ...config, memoryDir: path.join(config.dataDir, 'memory') } : config;
}
