// `orc master init` makes the first master of a cluster: its CA, its key-encryption key, its configuration, and an
// administrator. `orc master join` makes a machine a further one.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { BlockList } from 'node:net';
import path from 'node:path';
import type { InitOptions, MasterJoinOptions } from '#cli/commands/master.ts';
import { OrcClient } from '#client/client.ts';
import { addContext, defaultConfigFile } from '#cli/kubeconfig.ts';
import { Master, certificateFor, joinFiles, pinnedAuthority, tokenGiven } from '#cli/verbs/joining.ts';
import { OrcError } from '#kernel/errors.ts';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { key } from '#kernel/log/key.ts';
import { formats, isIpv4 } from '#kernel/model/formats.ts';
import { signers } from '#kernel/node/joining.ts';
import { masterPorts } from '#runtime/config.ts';
import { replaceFile } from '#runtime/files.ts';
import { createAuthority, groups, issueCertificate, masterName } from '#runtime/pki.ts';

/** How long the first certificates are good, in days; those that the cluster signs later may be shorter. */
const days = 365;
const keyBytes = 32;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function checkName(name: string): void {
  const wrong = formats['dns-subdomain']?.(name);
  if (wrong !== undefined) throw new OrcError('BadRequest', `--name: "${name}": ${wrong}`);
}

function checkAddress(address: string): void {
  if (!isIpv4(address)) throw new OrcError('BadRequest', `--address: "${address}" must be an IPv4 address`);
}

/** Whether an address, or any of a network, is in a network. */
function isIn(what: string, network: string): boolean {
  const [address = '', bits = '32'] = network.split('/');
  const list = new BlockList();
  list.addSubnet(address, Number(bits));
  return list.check(what.split('/')[0] ?? '');
}

/** The networks of a cluster are its own: what a machine has an address in, pods could not tell from each other. */
function checkNetworks({ address, serviceCidr, podCidr }: InitOptions): void {
  const given = { '--service-cidr': serviceCidr, '--pod-cidr': podCidr };
  for (const [option, cidr] of Object.entries(given)) {
    const wrong = formats['cidr']?.(cidr);
    if (wrong !== undefined) throw new OrcError('BadRequest', `${option}: "${cidr}": ${wrong}`);
    if (isIn(address, cidr))
      throw new OrcError(
        'BadRequest',
        `${option}: ${cidr} holds ${address}, the address of this machine: choose a network that nothing has an address in`,
      );
  }
  if (isIn(serviceCidr, podCidr) || isIn(podCidr, serviceCidr))
    throw new OrcError(
      'BadRequest',
      `--service-cidr, --pod-cidr: ${serviceCidr} and ${podCidr} overlap: pods and Services need networks of their own`,
    );
}

/** Makes this machine the first master of a new cluster. Nothing that is there is replaced. */
export async function init(options: InitOptions): Promise<void> {
  const { name, address, configDir, dataDir, serviceCidr, podCidr } = options;
  checkName(name);
  checkAddress(address);
  checkNetworks(options);
  const files = joinFiles(configDir, dataDir, 'master');
  const authorityKeyFile = path.join(configDir, 'ca.key');
  const encryptionKeyFile = path.join(configDir, 'encryption.key');
  for (const file of [authorityKeyFile, encryptionKeyFile, files.key])
    if (existsSync(file))
      throw new OrcError(
        'AlreadyExists',
        `${file} is there: it may be the key of a cluster; nothing was changed. Remove ${configDir} if it is not`,
      );
  mkdirSync(configDir, { recursive: true, mode: 0o700 });
  const clusterId = randomBytes(8).toString('hex');
  const authority = await createAuthority(clusterId);
  const identity = await issueCertificate(authority, {
    name: masterName(name),
    groups: [groups.masters],
    hosts: [address, name, ...apiServiceHosts(serviceCidr)],
    days,
  });
  const administrator = await issueCertificate(authority, {
    name: 'admin',
    groups: [groups.administrators],
    hosts: [],
    days,
  });
  replaceFile(files.authority, authority.certificate);
  replaceFile(authorityKeyFile, authority.key, 0o600);
  replaceFile(encryptionKeyFile, `${randomBytes(keyBytes).toString('hex')}\n`, 0o600);
  replaceFile(files.certificate, identity.certificate);
  replaceFile(files.key, identity.key, 0o600);
  const config = {
    name,
    id: 1,
    clusterId,
    address,
    dataDir,
    encryptionKeyFile,
    authorityKeyFile,
    masters: [{ id: 1, name, address }],
    serviceCidr,
    podCidr,
    certificateFile: files.certificate,
    keyFile: files.key,
    authorityFile: files.authority,
  };
  const context = `orc-${clusterId}`;
  addContext(defaultConfigFile(), {
    name: context,
    servers: [`${address}:${masterPorts.grpc}`],
    api: `${address}:${masterPorts.http}`,
    authority: authority.certificate,
    ...administrator,
  });
  replaceFile(files.config, `${JSON.stringify(config, null, 2)}\n`, 0o600);
  say(`a new cluster, ${clusterId}; start its first master with: orc master --config ${files.config}`);
  say(`orc and kubectl use the context "${context}" in ${defaultConfigFile()}: you are its administrator`);
  say(`keep a copy of ${encryptionKeyFile} in a safe place: without it no Secret can ever be read`);
  say(
    `once the master runs, the cluster holds the key of its CA sealed: take ${authorityKeyFile} off this machine`,
  );
  say("then: 'orc token create' lets nodes join, 'orc token create --master' masters");
}

/** Makes this machine a master of the cluster that `server` is one of. May be run again after a failure. */
export async function joinMaster(server: string, options: MasterJoinOptions): Promise<void> {
  const { name, configDir, dataDir, encryptionKey, caHash } = options;
  checkName(name);
  if (options.address !== undefined) checkAddress(options.address);
  const files = joinFiles(configDir, dataDir, 'master');
  const keyText = readFileSync(encryptionKey, 'utf8');
  const { parseKeyring } = await import('#api/encryption/keyring.ts');
  const { isLocked, lockedKeyIds } = await import('#api/encryption/key-file.ts');
  const [ownKeyId] = isLocked(keyText)
    ? lockedKeyIds(keyText)
    : parseKeyring(keyText, `--encryption-key: ${encryptionKey}`).ids;
  const master = new Master(server, tokenGiven(options.token));
  const { authority, ownAddress } = await pinnedAuthority(master, caHash);
  const address = options.address ?? ownAddress;
  mkdirSync(configDir, { recursive: true, mode: 0o700 });
  const certificate = await certificateFor(master, files, {
    name: masterName(name),
    group: groups.masters,
    hosts: [address, name],
    signer: signers.masters,
    usages: ['client auth', 'server auth', 'digital signature'],
  });
  const identity = { authority, certificate, key: readFileSync(files.key, 'utf8') };
  await using first = new OrcClient({ servers: [`${master.host}:${masterPorts.grpc}`], ...identity });
  const status = await first.status();
  if (status.encryptionKeyId !== ownKeyId)
    throw new OrcError(
      'BadRequest',
      `--encryption-key: ${encryptionKey} is the key ${ownKeyId}, the cluster has ${status.encryptionKeyId}: copy the file from another master`,
    );
  const hostOf = (peer: string): string => peer.slice(0, peer.lastIndexOf(':'));
  const others = status.masters
    .filter((each) => each.name !== name)
    .map((each) => ({ id: each.id, name: each.name, address: hostOf(each.address) }));
  const known = status.masters.find((each) => each.name === name);
  await using all = new OrcClient({
    servers: others.map((each) => `${each.address}:${masterPorts.grpc}`),
    ...identity,
  });
  const id = known?.id ?? (await all.addMaster(name, `${address}:${masterPorts.raft}`));
  const cluster = await all.get(key('Cluster', '', clusterName));
  if (cluster.kind !== 'Cluster') throw new OrcError('Internal', 'the cluster is no Cluster');
  const { serviceCidr, podCidr } = cluster.spec;
  const encryptionKeyFile = path.join(configDir, 'encryption.key');
  if (path.resolve(encryptionKey) !== path.resolve(encryptionKeyFile))
    replaceFile(encryptionKeyFile, keyText, 0o600);
  const config = {
    name,
    id,
    clusterId: status.clusterId,
    address,
    dataDir,
    encryptionKeyFile,
    masters: [...others, { id, name, address }],
    join: true,
    serviceCidr,
    podCidr,
    certificateFile: files.certificate,
    keyFile: files.key,
    authorityFile: files.authority,
  };
  replaceFile(files.authority, authority);
  replaceFile(files.config, `${JSON.stringify(config, null, 2)}\n`, 0o600);
  rmSync(files.request, { force: true });
  say(`master ${name} has joined with the id ${id}; start it with: orc master --config ${files.config}`);
  say("it votes once it has caught up; 'orc masters' shows it");
}
