// Configuration files of masters and nodes: JSON, read once, every wrong field named with what it
// should be. Nothing else in orc reads configuration.
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { type AuditConfig, readAuditConfig } from '#runtime/audit-config.ts';
import { type Fields, readConfig } from '#runtime/config-fields.ts';
import { type OidcConfig, readOidcConfigs } from '#runtime/oidc-config.ts';
import { type RegistryConfig, readRegistryConfigs } from '#runtime/registries-config.ts';

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
  /** The OpenID Connect issuers whose ID tokens masters take; none unless given. */
  readonly oidc: readonly OidcConfig[];
  /** Where the audit log goes; none is written without it. */
  readonly audit: AuditConfig | undefined;
  /** The registries of images that are asked otherwise than at their own host over https. */
  readonly registries: readonly RegistryConfig[];
  /** Whether no others are asked. */
  readonly onlyListedRegistries: boolean;
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
    oidc: readOidcConfigs(fields),
    audit: readAuditConfig(fields),
    registries: readRegistryConfigs(fields),
    onlyListedRegistries: fields.flag('onlyListedRegistries'),
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
