// What `--config` lets see of the machine that it runs on: files, processes, memory, and what is in the log on its disk.
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { type Certificate, fits, readCertificate } from '#cli/doctor/certificate.ts';
import type {
  FileFacts,
  Known,
  MachineConfig,
  MachineFacts,
  NodeTries,
  StaticToken,
} from '#cli/doctor/facts.ts';
import { readLogFiles } from '#cli/doctor/gather/log-files.ts';
import { processesOf } from '#cli/doctor/gather/processes.ts';
import { readMasterConfig, readNodeConfig } from '#runtime/config.ts';

/** How many files are looked at below the data directory. */
const mostFiles = 20_000;

/** Reads a master's or a node's configuration. Throws BadRequest naming every wrong field. */
export function readMachineConfig(file: string): MachineConfig {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OrcError('BadRequest', `--config: ${file} can't be read: ${messageOf(error)}`);
  }
  const none = {
    encryptionKeyFile: '',
    tokenFile: '',
    authorityKeyFile: '',
    oidc: [],
    audit: undefined,
    registries: [],
    onlyListedRegistries: false,
    dockerSocket: '',
    memoryDir: '',
    servers: [],
  };
  const full = path.resolve(file);
  // A master's configuration lists the masters, a node's the servers that it speaks to.
  return isJsonObject(json) && 'masters' in json
    ? { ...none, ...readMasterConfig(file), kind: 'master', file: full }
    : { ...none, ...readNodeConfig(file), kind: 'node', file: full };
}

export function fileFacts(file: string): FileFacts | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && { path: file, mode: stats.mode & 0o7777, uid: stats.uid, isFolder: stats.isDirectory() };
}

/** A folder and everything below it but `except`; links are not followed. */
function below(folder: string, except: string): FileFacts[] {
  const found: FileFacts[] = [];
  const look = (file: string): void => {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats === undefined || stats.isSymbolicLink() || found.length >= mostFiles || file === except) return;
    found.push({ path: file, mode: stats.mode & 0o7777, uid: stats.uid, isFolder: stats.isDirectory() });
    if (stats.isDirectory()) for (const name of readdirSync(file)) look(path.join(file, name));
  };
  look(folder);
  return found;
}

/** All folders above files, each once. */
function above(files: readonly string[]): FileFacts[] {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = path.dirname(path.resolve(file)); !folders.has(folder); folder = path.dirname(folder))
      folders.add(folder);
  return [...folders].flatMap((folder) => fileFacts(folder) ?? []);
}

function known<T>(look: () => T): Known<T> {
  try {
    return { value: look() };
  } catch (error) {
    return { unknown: messageOf(error) };
  }
}

const read = (file: string): string => readFileSync(file, 'utf8');

function staticTokens(file: string): readonly (StaticToken & { readonly token: string })[] {
  return read(file)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [token = '', user = '', , ...rest] = line.split(',');
      const groups = rest
        .join(',')
        .replaceAll('"', '')
        .split(',')
        .map((each) => each.trim());
      return { token, user, groups: groups.filter((each) => each !== ''), length: token.length };
    });
}

function encryptionKey(file: string): { readonly digits: number; readonly repeats: boolean } {
  const text = read(file).trim();
  const half = text.length / 2;
  return { digits: new Set(text).size, repeats: text.slice(0, half) === text.slice(half) };
}

function natsUsers(file: string): { readonly user: string; readonly isBounded: boolean }[] {
  const users: unknown = JSON.parse(read(file).replace(/^users = /, ''));
  return (Array.isArray(users) ? users : []).map((each: unknown) => {
    const permissions = isJsonObject(each) ? each['permissions'] : undefined;
    const allow = isJsonObject(permissions)
      ? ['publish', 'subscribe'].map((way) => {
          const part = permissions[way];
          return isJsonObject(part) ? part['allow'] : undefined;
        })
      : [undefined];
    const isBounded = allow.every(
      (list) =>
        Array.isArray(list) &&
        list.every((subject) => typeof subject === 'string' && !/^[>*]|\.>$/.test(subject)),
    );
    return { user: isJsonObject(each) ? String(each['user']) : '', isBounded };
  });
}

function swaps(): string[] {
  return read('/proc/swaps')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(/\s+/)[0] || []);
}

/** The file system that is mounted at a folder. */
function mountedAt(folder: string): MachineFacts['memory'] {
  if (fileFacts(folder) === undefined) return undefined;
  const real = realpathSync(folder);
  const mounts = read('/proc/self/mounts')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, where = '']) => where === real || where === '/' || real.startsWith(`${where}/`))
    .toSorted((a, b) => (a[1]?.length ?? 0) - (b[1]?.length ?? 0));
  const [, , type = '', options = ''] = mounts.at(-1) ?? [];
  return { type, options: options.split(',') };
}

/** Which of these secrets stand in the arguments and environments of processes, by what they are. */
function leaksIn(
  processes: MachineFacts['processes'],
  secrets: readonly (readonly [what: string, secret: string])[],
): Known<readonly string[]> {
  if ('unknown' in processes) return processes;
  if (processes.value.length === 0) return { unknown: 'nothing of this configuration runs here' };
  for (const { environment } of processes.value) if ('unknown' in environment) return environment;
  return {
    value: processes.value.flatMap(({ pid, program, arguments: words, environment }) => {
      const variables = 'unknown' in environment ? [] : Object.values(environment.value);
      const text = [...words, ...variables].join('\n');
      return secrets
        .filter(([, secret]) => secret.length >= 8 && text.includes(secret))
        .map(([what]) => `${what} in ${program} (process ${pid})`);
    }),
  };
}

/** Everything that is seen of this machine. */
export function gatherMachine(
  config: MachineConfig,
  authority: string,
  asNode: Known<NodeTries>,
): MachineFacts {
  const { dataDir, keyFile, certificateFile, encryptionKeyFile, tokenFile, authorityKeyFile, file } = config;
  const certificate: Known<Certificate> = known(() => readCertificate(read(certificateFile), authority));
  const isMaster = config.kind === 'master';
  const notOf = (what: string): { readonly unknown: string } => ({ unknown: `a node has no ${what}` });
  const tokens = isMaster && tokenFile !== '' ? known(() => staticTokens(tokenFile)) : { value: [] };
  const processes = known(() => processesOf(config));
  const body = (pem: string): string => pem.split('\n')[1] ?? '';
  const secrets: (readonly [string, string])[] = [
    ...[keyFile, ...(authorityKeyFile === '' ? [] : [authorityKeyFile])].flatMap(
      (each): [string, string][] => {
        const text = known(() => read(each));
        return 'value' in text ? [[each, body(text.value)]] : [];
      },
    ),
    ...('value' in tokens
      ? tokens.value.map(({ user, token }): [string, string] => [`the token of ${user}`, token])
      : []),
  ];
  if (encryptionKeyFile !== '') {
    const key = known(() => read(encryptionKeyFile).trim());
    if ('value' in key) secrets.push([encryptionKeyFile, key.value]);
  }
  return {
    config,
    file: fileFacts,
    // What pods' volumes hold has the modes that pods ask for.
    dataFiles: below(dataDir, config.memoryDir),
    parents: above([
      file,
      keyFile,
      certificateFile,
      dataDir,
      ...(encryptionKeyFile === '' ? [] : [encryptionKeyFile]),
    ]),
    certificate,
    keyFits: known(() => fits(read(keyFile), read(certificateFile))),
    encryptionKey: isMaster ? known(() => encryptionKey(encryptionKeyFile)) : notOf('key-encryption key'),
    tokens:
      'unknown' in tokens
        ? tokens
        : { value: tokens.value.map(({ user, groups, length }) => ({ user, groups, length })) },
    processes,
    leaks: leaksIn(processes, secrets),
    natsConfig: isMaster ? known(() => read(path.join(dataDir, 'nats', 'nats.conf'))) : notOf('nats-server'),
    natsUsers: isMaster
      ? known(() => natsUsers(path.join(dataDir, 'nats', 'users.conf')))
      : notOf('nats-server'),
    swaps: swaps(),
    memory: config.memoryDir === '' ? undefined : mountedAt(config.memoryDir),
    logFiles: isMaster ? known(() => readLogFiles(path.join(dataDir, 'raft'))) : notOf('log'),
    asNode,
  };
}
