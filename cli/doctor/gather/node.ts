// What a node's certificate is answered where it has no business: a stolen node would try the same.
import { readFileSync } from 'node:fs';
import { Events, type NatsConnection, connect } from 'nats';
import { OrcError } from '#kernel/errors.ts';
import { subjects } from '#kernel/node/protocol.ts';
import type { MachineConfig, NodeTries } from '#cli/doctor/facts.ts';
import { call } from '#cli/doctor/gather/faces.ts';
import { probeLimits, tryAs } from '#cli/doctor/gather/ports.ts';
import { masterPorts } from '#runtime/config.ts';

/** A node that there is not: nobody hears what is tried in its name. */
const other = 'orc-doctor-tries';

const calls = [
  'orc.v1.Secrets/List',
  'orc.v1.ConfigMaps/List',
  'orc.v1.Pods/List',
  'orc.v1.Nodes/List',
  'orc.v1.Cluster/Status',
  'orc.v1.Log/Tail',
] as const;

/** What a subject's refusal by NATS names. */
function refusedSubject(data: unknown): string | undefined {
  return /Permissions Violation for (?:Publish|Subscription) to "([^"]+)"/i.exec(String(data))?.[1];
}

/** Which of these subjects NATS does not refuse to a connection. */
async function allowed(
  nats: NatsConnection,
  hear: readonly string[],
  speak: readonly string[],
): Promise<{ heard: string[]; spoke: string[] }> {
  const refused = { hear: new Set<string>(), speak: new Set<string>() };
  const follow = async (): Promise<void> => {
    for await (const { type, permissionContext } of nats.status()) {
      if (type !== Events.Error || permissionContext === undefined) continue;
      (permissionContext.operation === 'publish' ? refused.speak : refused.hear).add(
        permissionContext.subject,
      );
    }
  };
  void follow();
  for (const subject of hear)
    nats.subscribe(subject, {
      callback: (error) => {
        if (error !== null) refused.hear.add(refusedSubject(error.message) ?? subject);
      },
    });
  for (const subject of speak) nats.publish(subject);
  // Refusals come before the answer to what is asked after them.
  await nats.flush();
  await nats.flush();
  return {
    heard: hear.filter((subject) => !refused.hear.has(subject)),
    spoke: speak.filter((subject) => !refused.speak.has(subject)),
  };
}

/** The same, and the connection is closed whatever comes of it. */
async function tried(...asked: Parameters<typeof allowed>): ReturnType<typeof allowed> {
  try {
    return await allowed(...asked);
  } finally {
    await asked[0].close();
  }
}

/** Tries everything with the certificate that a node's configuration names. Rejects when no master can be reached. */
export async function tryAsNode(config: MachineConfig, authority: string): Promise<NodeTries> {
  const identity = {
    certificate: readFileSync(config.certificateFile, 'utf8'),
    key: readFileSync(config.keyFile, 'utf8'),
  };
  const [server = ''] = config.servers;
  const host = server.slice(0, server.lastIndexOf(':'));
  const { certificate: cert, key } = identity;
  const tls = { ca: authority, cert, key, checkServerIdentity: () => undefined };
  const nats = await connect({
    servers: [server],
    name: 'orc-doctor',
    tls,
    reconnect: false,
    timeout: probeLimits.connectMs,
  });
  const hear = [
    '>',
    'orc.>',
    '_INBOX.>',
    '$SYS.>',
    subjects.anyUp,
    subjects.anyAskToken,
    subjects.down(other),
    subjects.open(other),
  ];
  const speak = [
    subjects.up(other),
    subjects.down(other),
    subjects.down(config.name),
    subjects.open(other),
    subjects.askToken(other),
  ];
  // Its own subject shows that a try tells what is allowed from what is not.
  const own = subjects.down(config.name);
  const { heard, spoke } = await tried(nats, [...hear, own], speak);
  if (!heard.includes(own))
    throw new OrcError('Forbidden', `NATS at ${server} does not let the node hear even ${own}`);
  const target = { master: server, host, grpcPort: masterPorts.grpc };
  const answers = await call(target, { authority, as: identity, called: calls });
  const [metrics, raft] = [
    await tryAs({ master: server, port: 'metrics', host, number: masterPorts.metrics }, identity),
    await tryAs({ master: server, port: 'Raft', host, number: masterPorts.raft }, identity),
  ];
  return {
    heard: heard.filter((subject) => subject !== own),
    spoke,
    // Refused is PermissionDenied or Unauthenticated.
    served: answers
      .filter(({ status }) => status !== 7 && status !== 16)
      .map(({ method, status }) => `${method} was answered with status ${status}`),
    metrics: metrics.outcome === 'let in',
    raft: raft.outcome === 'let in',
  };
}
