// Gathers all facts, once: everything that can be asked over the network as whoever calls, and of this machine what a
// configuration names.
import { X509Certificate } from 'node:crypto';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { StatusResponse } from '#kernel/model/gen/api.gen.ts';
import { OrcClient } from '#client/client.ts';
import { type ClientConfig, type GlobalOptions, readClientConfig } from '#cli/config.ts';
import { credentialsOf } from '#cli/credentials.ts';
import { defaultConfigFile } from '#cli/kubeconfig.ts';
import { readCertificate } from '#cli/doctor/certificate.ts';
import {
  type Facts,
  type Known,
  type MachineConfig,
  type NodeTries,
  type Objects,
  type PortFacts,
  type PortName,
  type StrayPort,
  attemptNames,
} from '#cli/doctor/facts.ts';
import { gatherFaces } from '#cli/doctor/gather/faces.ts';
import { fileFacts, gatherMachine, readMachineConfig } from '#cli/doctor/gather/machine.ts';
import { tryAsNode } from '#cli/doctor/gather/node.ts';
import { gatherObjects, gatherTail, known } from '#cli/doctor/gather/objects.ts';
import { type Disguises, type Target, isOpen, natsInfo, tryPort } from '#cli/doctor/gather/ports.ts';
import { masterPorts } from '#runtime/config.ts';
import { type Identity, createAuthority, issueCertificate } from '#runtime/pki.ts';

/** How many masters' ports are tried, and how many nodes'. */
const most = { masters: 9, nodes: 100 } as const;

const numbers: Readonly<Record<PortName, number>> = {
  gRPC: masterPorts.grpc,
  HTTPS: masterPorts.http,
  metrics: masterPorts.metrics,
  Raft: masterPorts.raft,
  NATS: masterPorts.natsClient,
  'NATS cluster': masterPorts.natsCluster,
};
/** Where nats-server would show itself, dockerd without TLS and with, a kubelet. */
const strays = { 'NATS monitoring': [8222], Docker: [2375, 2376], kubelet: [10250, 10255] } as const;

interface Master {
  readonly name: string;
  readonly host: string;
}

/** Somebody whom another CA calls an administrator. */
async function stranger(): Promise<Identity> {
  const authority = await createAuthority('stranger');
  return issueCertificate(authority, {
    name: 'orc:master:master-1',
    groups: ['orc:masters', 'orc:admins', 'system:masters'],
    hosts: [],
    days: 1,
  });
}

/** The masters whose own ports are reached from here, by the addresses that the log names; why none is. */
async function reachable(masters: Known<readonly StatusResponse[]>): Promise<Known<readonly Master[]>> {
  if ('unknown' in masters) return masters;
  const all = (masters.value[0]?.masters ?? [])
    .slice(0, most.masters)
    .map(({ name, address }) => ({ name, host: address.slice(0, address.lastIndexOf(':')) }));
  const open = await Promise.all(
    all.map(async (each) => ((await isOpen(each.host, masterPorts.grpc)) ? [each] : [])),
  );
  const value = open.flat();
  return value.length > 0
    ? { value }
    : {
        unknown: `the masters' own addresses (${all.map(({ host }) => host).join(', ')}) can't be reached from here`,
      };
}

async function gatherPorts(masters: readonly Master[], who: Disguises): Promise<readonly PortFacts[]> {
  const targets = masters.flatMap(({ name, host }): Target[] =>
    Object.entries(numbers).flatMap(([port, number]) => {
      const target = { master: name, host, number };
      return isPortName(port) ? [{ ...target, port }] : [];
    }),
  );
  return Promise.all(targets.map((target) => tryPort(target, attemptNames, who)));
}

const isPortName = (text: string): text is PortName => Object.hasOwn(numbers, text);

async function gatherStrays(masters: readonly Master[], objects: Objects): Promise<readonly StrayPort[]> {
  const nodes = objects.all('Node');
  const addresses =
    'unknown' in nodes
      ? []
      : nodes.value
          .slice(0, most.nodes)
          .flatMap(
            ({ status }) => status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? [],
          );
  const where = [
    ...masters.flatMap(({ host }) =>
      strays['NATS monitoring'].map((port) => ({ host, port, what: 'NATS monitoring' })),
    ),
    ...addresses.flatMap((host) => strays.Docker.map((port) => ({ host, port, what: 'Docker' }))),
    ...addresses.flatMap((host) => strays.kubelet.map((port) => ({ host, port, what: 'kubelet' }))),
  ];
  return Promise.all(
    where.map(async ({ host, port, what }) => ({
      address: `${host}:${port}`,
      what,
      isOpen: await isOpen(host, port),
    })),
  );
}

async function natsHellos(
  masters: readonly Master[],
): Promise<{ master: string; info: Readonly<Record<string, unknown>> }[]> {
  return Promise.all(
    masters.map(async ({ name, host }) => ({
      master: name,
      info: await natsInfo(host, masterPorts.natsClient),
    })),
  );
}

function callersCertificate(config: ClientConfig, identity: Identity | undefined): Facts['caller'] {
  return identity === undefined
    ? { unknown: `the user "${config.user.name}" shows no certificate` }
    : { value: readCertificate(identity.certificate, config.authority) };
}

async function answering(client: OrcClient): Promise<readonly StatusResponse[]> {
  const found = (await client.masters()).filter((each) => each !== undefined);
  if (found.length === 0)
    throw new OrcError('Unavailable', `no master answers; tried ${client.servers.join(', ')}`);
  return found;
}

/** Only a node's certificate is tried where a node has no business. */
async function nodeTries(machine: MachineConfig | undefined, authority: string): Promise<Known<NodeTries>> {
  return machine?.kind === 'node'
    ? known("the node's certificate can't be tried", () => tryAsNode(machine, authority))
    : { unknown: 'it takes the certificate of a node: --config with a node’s configuration' };
}

/** All facts. `progress` is told of each step as it begins. Throws BadRequest for configurations that can't be read. */
export async function gatherFacts(
  globals: GlobalOptions,
  configFile: string | undefined,
  progress: (step: string) => void,
): Promise<Facts> {
  const config = readClientConfig(globals);
  const machineConfig = configFile === undefined ? undefined : readMachineConfig(configFile);
  const shown = await credentialsOf(config.user);
  const { certificate, key } = shown;
  const own = certificate === undefined || key === undefined ? undefined : { certificate, key };
  const { authority, servers } = config;
  await using client = new OrcClient({ servers, authority, ...shown });

  progress('asking the masters');
  const masters = await known('the masters can not be asked', () => answering(client));
  progress('listing objects');
  const objects = await gatherObjects(client);
  progress('reading the tail of the log');
  const revision = 'value' in masters ? Math.max(...masters.value.map((each) => each.revision)) : 0;
  const tail = await known("the log's tail can't be followed", () => gatherTail(client, revision));

  const caller = callersCertificate(config, own);
  const at = await reachable(masters);
  const isUser =
    'value' in caller && !caller.value.organizations.some((each) => /^orc:(masters|nodes)$/.test(each));
  progress("trying the masters' ports");
  const who = { authority, own, isUser, stranger: await stranger() };
  const onMasters = async <T>(
    what: string,
    look: (all: readonly Master[]) => Promise<T>,
  ): Promise<Known<T>> => ('unknown' in at ? at : known(what, () => look(at.value)));
  const ports = await onMasters('the ports can not be tried', (all) => gatherPorts(all, who));
  const natsHello = await onMasters('NATS can not be asked', natsHellos);
  progress('looking for ports that should be closed');
  const stray = await onMasters('ports can not be looked for', (all) => gatherStrays(all, objects));
  progress('asking what nobody may ask');
  const faces = await onMasters('the faces can not be asked', (all) =>
    gatherFaces(
      all.map(({ name, host }) => ({
        master: name,
        host,
        httpsPort: masterPorts.http,
        grpcPort: masterPorts.grpc,
      })),
      authority,
      own,
    ),
  );
  if (machineConfig !== undefined) progress('looking at this machine');
  const asNode = await nodeTries(machineConfig, authority);
  const kubeconfig = globals.kubeconfig ?? defaultConfigFile();
  const file = fileFacts(kubeconfig);
  return {
    nowMs: Date.now(),
    authority: { value: readCertificate(new X509Certificate(authority).raw, authority) },
    caller,
    kubeconfig: file === undefined ? { unknown: `${kubeconfig} is not there` } : { value: file },
    masters,
    ports,
    stray,
    natsHello,
    faces,
    objects,
    tail,
    machine:
      machineConfig === undefined
        ? { unknown: 'it is about files and processes of a machine: --config with its configuration' }
        : machineFacts(machineConfig, authority, asNode),
  };
}

function machineFacts(config: MachineConfig, authority: string, asNode: Known<NodeTries>): Facts['machine'] {
  try {
    return { value: gatherMachine(config, authority, asNode) };
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `--config: ${config.file}: this machine can't be looked at: ${messageOf(error)}`,
    );
  }
}
