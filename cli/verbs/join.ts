// `orc node join`: makes a machine a node of a cluster.
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Docker from 'dockerode';
import type { JoinOptions } from '#cli/commands/node.ts';
import {
  Master,
  certificateFor,
  joinFiles,
  listAt,
  objectAt,
  pinnedAuthority,
  tokenGiven,
} from '#cli/verbs/joining.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { formats } from '#kernel/model/formats.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { nodeDefaults } from '#kernel/node/defaults.ts';
import { signers } from '#kernel/node/joining.ts';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { masterPorts } from '#runtime/config.ts';
import { replaceFile } from '#runtime/files.ts';
import { groups, nodeName } from '#runtime/pki.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { pauseImage } from '#sandbox/image/images.ts';
import { loadImage } from '#sandbox/image/load.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The addresses of the masters that are up. */
async function mastersOf(master: Master): Promise<readonly string[]> {
  const slice = await master.json({
    method: 'GET',
    path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes',
  });
  const addresses = listAt(slice, 'endpoints')
    .filter(isJsonObject)
    .flatMap((endpoint) => listAt(endpoint, 'addresses'))
    .filter((address) => typeof address === 'string');
  if (addresses.length === 0) throw new OrcError('Unavailable', `${master.name} knows no masters yet: retry`);
  return addresses;
}

/** Gives Docker the image that holds pods' networks, where it has none. Says what to do where that can't be done. */
async function ensurePauseImage(socketPath: string): Promise<void> {
  const docker = new Docker({ socketPath });
  const tag = nodeDefaults.pauseImage;
  try {
    const images = await docker.listImages({ filters: { reference: [tag] } });
    if (images.length > 0) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'orc-pause-'));
    try {
      const file = path.join(folder, 'pause.tar');
      await writeImage(pauseImage(tag), file);
      await loadImage(docker, file);
      say(`Docker was given the image ${tag}, which holds pods' networks`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    process.stderr.write(
      `Warning: Docker at ${socketPath} was not given the image ${tag} (${messageOf(error)}): pods do not start before it is there; join again, or load it by hand\n`,
    );
  }
}

/** Makes this machine a node of the cluster that `server` is a master of. May be run again after a failure. */
export async function join(server: string, options: JoinOptions): Promise<void> {
  const { name, caHash, configDir, dataDir, dockerSocket, label } = options;
  const wrong = formats['dns-subdomain']?.(name);
  if (wrong !== undefined) throw new OrcError('BadRequest', `--name: "${name}": ${wrong}`);
  for (const key of Object.keys(label))
    if (!mayLabelItself(key))
      throw new OrcError(
        'BadRequest',
        `--label: a node may not give itself "${key}": use kubectl label node`,
      );
  const files = joinFiles(configDir, dataDir, 'node');
  const master = new Master(server, tokenGiven(options.token));
  const { authority, ownAddress } = await pinnedAuthority(master, caHash);
  mkdirSync(configDir, { recursive: true, mode: 0o700 });
  await certificateFor(master, files, {
    name: nodeName(name),
    group: groups.nodes,
    hosts: [],
    signer: signers.nodes,
    usages: ['client auth', 'digital signature'],
  });
  const cluster = await master.json({ method: 'GET', path: '/apis/orc.dev/v1/clusters/cluster' });
  const { podCidr, serviceCidr } = objectAt(cluster, 'spec');
  const config = {
    name,
    address: options.address ?? ownAddress,
    dataDir,
    servers: (await mastersOf(master)).map((address) => `${address}:${masterPorts.natsClient}`),
    dockerSocket,
    podCidr,
    serviceCidr,
    pauseImage: nodeDefaults.pauseImage,
    certificateFile: files.certificate,
    keyFile: files.key,
    authorityFile: files.authority,
    labels: label,
  };
  replaceFile(files.authority, authority);
  await ensurePauseImage(dockerSocket);
  replaceFile(files.config, `${JSON.stringify(config, null, 2)}\n`, 0o600);
  rmSync(files.request, { force: true });
  say(`node ${name} has joined; start it with: orc node --config ${files.config}`);
}
