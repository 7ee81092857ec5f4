// Who is let in at each port of a master. Each port is tried in the same ways, so each has the same rows.
import { type GroupName, type Row, about, failing, rowsOf, skip } from '#cli/doctor/check.ts';
import type { AttemptName, Facts, PortFacts, PortName } from '#cli/doctor/facts.ts';

const reachable = (facts: Facts): Facts['ports'] => facts.ports;

/** FAIL naming the masters at whose port a try was not refused. */
function refused(port: PortName, attempt: AttemptName): Row['check'] {
  return about(reachable, (ports) => {
    const tried = ports.flatMap((each): [PortFacts, PortFacts['attempts'][AttemptName]][] =>
      each.port === port ? [[each, each.attempts[attempt]]] : [],
    );
    const told = tried.flatMap(([{ master, address }, result]) =>
      result === undefined || result.outcome === 'unclear' ? [] : [{ master, address, ...result }],
    );
    if (told.length === 0)
      return skip(tried[0]?.[1]?.said ?? `no master's port for ${port} could be tried from here`);
    return failing(
      told.flatMap(({ master, address, outcome, said }) =>
        outcome === 'refused' ? [] : [`${master} at ${address}: ${said}`],
      ),
    );
  });
}

const upgrade =
  'Something else than this orc answers there, or a proxy stands before it: find out what listens';
const ciphers =
  'Start masters by the program orc itself, which allows only ciphers that authenticate what they encrypt (--tls-cipher-list)';

/** What a port is asked by those who may not, in words. */
const asked: Readonly<Record<PortName, string>> = {
  gRPC: 'reads no Secrets over gRPC',
  HTTPS: "reads no Secrets over Kubernetes' API",
  metrics: 'reads no metrics',
  Raft: 'is no peer of Raft',
  NATS: 'is not let in to NATS',
  'NATS cluster': 'is no server of NATS’ cluster',
};

function rowsFor(port: PortName, group: GroupName, prefix: string): readonly Row[] {
  const what = asked[port];
  return rowsOf(group, prefix, [
    [1, `Who shows no certificate ${what}`, upgrade, refused(port, 'no certificate')],
    [2, `A certificate of another CA ${what}`, upgrade, refused(port, 'a stranger')],
    [3, `Nothing is answered in plain text (${port})`, upgrade, refused(port, 'plain text')],
    [4, `TLS before 1.2 is refused (${port})`, upgrade, refused(port, 'TLS 1.1')],
    [
      5,
      `Ciphers without authenticated encryption are refused (${port})`,
      ciphers,
      refused(port, 'weak ciphers'),
    ],
  ]);
}

/** A user's certificate is of the same CA: these ports are for masters and nodes alone. */
function noMaster(port: PortName, group: GroupName, prefix: string): readonly Row[] {
  const what = `A certificate of the cluster that is no master's and no node's ${asked[port]}`;
  return rowsOf(group, prefix, [[6, what, upgrade, refused(port, 'no master')]]);
}

export const portRows: readonly Row[] = [
  ...rowsFor('gRPC', 'API', 'GRPC'),
  ...rowsFor('HTTPS', 'API', 'HTTPS'),
  ...rowsFor('metrics', 'API', 'METRICS'),
  ...rowsFor('Raft', 'log', 'RAFT'),
  ...noMaster('Raft', 'log', 'RAFT'),
  ...rowsFor('NATS', 'NATS', 'NATS'),
  ...noMaster('NATS', 'NATS', 'NATS'),
  ...rowsFor('NATS cluster', 'NATS', 'ROUTE'),
  ...noMaster('NATS cluster', 'NATS', 'ROUTE'),
];
