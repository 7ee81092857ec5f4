// The nodes: what they say of themselves, what they leave open, and what one's certificate may do elsewhere.
import { type Row, about, failing, of, rowsOf, skip, warning } from '#cli/doctor/check.ts';
import { usages } from '#cli/doctor/certificate.ts';
import type { Facts, FileFacts, Known, MachineFacts, NodeTries } from '#cli/doctor/facts.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import type { Node } from '#kernel/model/gen/core.gen.ts';

const dayMs = 86_400_000;

/** What `--config` lets see of this machine's node. */
function node(facts: Facts): Known<MachineFacts> {
  return of(facts.machine, (machine) =>
    machine.config.kind === 'node'
      ? { value: machine }
      : { unknown: '--config names a master, this is about nodes' },
  );
}

const tries = (facts: Facts): Known<NodeTries> => of(node(facts), (each) => each.asNode);
const certificate = (facts: Facts): MachineFacts['certificate'] =>
  of(node(facts), (each) => each.certificate);

/** About all nodes; SKIP where there is none. */
function nodes(judge: (all: readonly Node[], facts: Facts) => ReturnType<typeof failing>): Row['check'] {
  return about(
    (facts) => facts.objects.all('Node'),
    (all, facts) => (all.length === 0 ? skip('there are no nodes') : judge(all, facts)),
  );
}

const named = (all: readonly Node[], wrong: (each: Node) => boolean): string[] =>
  all.filter(wrong).map(({ metadata }) => metadata.name ?? '');

const octal = ({ path, mode }: FileFacts): string => `${path} has mode ${mode.toString(8)}`;
const stolen = 'The masters answer as this orc would not: compare their version (orc version)';

export const nodeRows: readonly Row[] = rowsOf('nodes', 'NODE', [
  [
    1,
    'Every node is ready',
    'One that is silent is not under control: look at it, or remove it (orc delete node)',
    nodes((all) => warning(named(all, (each) => !isNodeReady(each)))),
  ],
  [
    2,
    'All nodes run the masters’ version',
    'Upgrade the nodes that are behind',
    nodes((all, { masters }) => {
      if ('unknown' in masters) return skip(masters.unknown);
      const known = masters.value.map(({ version }) => version);
      return warning(
        all.flatMap(({ metadata, status }) => {
          const version = status?.nodeInfo?.kubeletVersion?.replace(/^.*?(\d+\.\d+\.\d+)$/, '$1');
          return version === undefined || version === '' || known.includes(version)
            ? []
            : [`${metadata.name ?? ''} runs ${version}`];
        }),
      );
    }),
  ],
  [
    3,
    'No node says a label of itself that only masters may give',
    'Take the label away and look at who wrote it: orc log tail --kinds Node',
    nodes((all) =>
      warning(
        all.flatMap(({ metadata }) =>
          Object.keys(metadata.labels ?? {})
            .filter((label) => label.startsWith('node-restriction.kubernetes.io/'))
            .map((label) => `${metadata.name ?? ''} has ${label}: make sure that an administrator gave it`),
        ),
      ),
    ),
  ],
  [
    4,
    'No node has an open port of Docker',
    'Start dockerd without -H tcp://: who reaches that port is root there',
    about(
      (facts) => facts.stray,
      (ports) => {
        const own = ports.filter(({ what }) => what === 'Docker');
        return own.length === 0
          ? skip('there are no nodes with addresses')
          : failing(own.filter(({ isOpen }) => isOpen).map(({ address }) => address));
      },
    ),
  ],
  [
    5,
    'No node has an open port of a kubelet',
    'Something else runs there: find out what',
    about(
      (facts) => facts.stray,
      (ports) => {
        const own = ports.filter(({ what }) => what === 'kubelet');
        return own.length === 0
          ? skip('there are no nodes with addresses')
          : failing(own.filter(({ isOpen }) => isOpen).map(({ address }) => address));
      },
    ),
  ],
  [
    6,
    'Nodes’ certificates that are being issued live no longer than 90 days',
    'orc node join and renewal ask for 30 days: deny who asks for more',
    about(
      (facts) => facts.objects.all('CertificateSigningRequest'),
      (all) =>
        warning(
          all
            .filter(
              ({ spec }) =>
                spec.signerName === 'kubernetes.io/kube-apiserver-client-kubelet' &&
                (spec.expirationSeconds ?? 0) > 90 * 86_400,
            )
            .map(({ metadata }) => metadata.name ?? ''),
        ),
    ),
  ],
  [
    7,
    'No request of a node waits for somebody to approve it',
    'orc get csr: approve what you know, delete the rest',
    about(
      (facts) => facts.objects.all('CertificateSigningRequest'),
      (all) =>
        warning(
          all
            .filter(
              ({ spec, status }) =>
                spec.signerName === 'kubernetes.io/kube-apiserver-client-kubelet' &&
                (status?.conditions ?? []).length === 0,
            )
            .map(({ metadata, spec }) => `${metadata.name ?? ''} of ${spec.username ?? ''}`),
        ),
    ),
  ],
  [
    10,
    'Docker’s socket is closed to others',
    'chmod o-rwx on it: who writes to it is root',
    about(node, (each) => {
      const socket = each.file(each.config.dockerSocket);
      return socket === undefined
        ? skip(`${each.config.dockerSocket} is not there`)
        : failing((socket.mode & 0o007) === 0 ? [] : [octal(socket)]);
    }),
  ],
  [
    11,
    'Docker’s socket belongs to root',
    'chown root on it',
    about(node, (each) => {
      const socket = each.file(each.config.dockerSocket);
      return socket === undefined
        ? skip(`${each.config.dockerSocket} is not there`)
        : failing(socket.uid === 0 ? [] : [`${socket.path} belongs to user ${socket.uid}`]);
    }),
  ],
  [
    12,
    'Pods’ Secrets and tokens are kept in memory',
    'Unmount what is there: the agent mounts a file system in memory',
    about(node, ({ memory, config }) =>
      memory === undefined
        ? skip(`${config.memoryDir} is made with the first pod that has volumes`)
        : failing(memory.type === 'tmpfs' ? [] : [`${config.memoryDir} lies on ${memory.type}`]),
    ),
  ],
  [
    13,
    'The file system of pods’ Secrets is never written to swap',
    'Linux 6.4 or later (noswap), or swapoff -a',
    about(node, ({ memory, swaps, config }) =>
      memory === undefined
        ? skip(`${config.memoryDir} is made with the first pod that has volumes`)
        : failing(swaps.length === 0 || memory.options.includes('noswap') ? [] : swaps),
    ),
  ],
  [
    14,
    'Nothing that is kept in memory is a device or gains rights (nosuid, nodev)',
    'Unmount it: the agent mounts it so',
    about(node, ({ memory, config }) =>
      memory === undefined
        ? skip(`${config.memoryDir} is made with the first pod that has volumes`)
        : failing(
            ['nosuid', 'nodev']
              .filter((each) => !memory.options.includes(each))
              .map((each) => `${each} is missing`),
          ),
    ),
  ],
  [
    15,
    'The node’s certificate is of the cluster’s CA and names the node alone',
    'Join the node anew: orc node join',
    about(certificate, ({ isOfCluster, name, organizations }, { machine }) => {
      const wanted = 'value' in machine ? `orc:node:${machine.value.config.name}` : '';
      return failing([
        ...(isOfCluster ? [] : ['another CA signed it']),
        ...(name === wanted && organizations.join() === 'orc:nodes'
          ? []
          : [`it names CN=${name}, O=${organizations.join()}`]),
      ]);
    }),
  ],
  [
    16,
    'The node’s certificate is valid, and for a week more',
    'The agent renews it after two thirds of its life: look into its log for why it could not',
    about(certificate, ({ fromMs, untilMs }, { nowMs }) =>
      failing(
        nowMs >= fromMs && untilMs - nowMs > 7 * dayMs
          ? []
          : [`valid from ${new Date(fromMs).toISOString()} until ${new Date(untilMs).toISOString()}`],
      ),
    ),
  ],
  [
    17,
    'The node’s certificate lives no longer than 90 days',
    'Join the node anew (orc node join): it then has 30 days and renews by itself',
    about(certificate, ({ fromMs, untilMs }) => {
      const life = Math.round((untilMs - fromMs) / dayMs);
      return warning(life <= 90 ? [] : [`it lives ${life} days`]);
    }),
  ],
  [
    18,
    'The node’s certificate is for clients only',
    'Join the node anew (orc node join): with server auth it could pose as a server to who checks no names',
    about(certificate, ({ usages: has }) =>
      warning(has.includes(usages.server) ? ['server auth is in it'] : []),
    ),
  ],
  [
    19,
    'A node’s certificate reads and writes nothing through the API',
    stolen,
    about(tries, ({ served }) => failing(served)),
  ],
  [
    20,
    'A node’s certificate is no master to Raft',
    stolen,
    about(tries, ({ raft }) => failing(raft ? ['it was let in'] : [])),
  ],
  [
    21,
    'A node’s certificate reads no metrics',
    stolen,
    about(tries, ({ metrics }) => failing(metrics ? ['it was answered'] : [])),
  ],
  [
    22,
    'The node knows more than one server of NATS',
    'Name all masters in "servers": the node is lost with the only one',
    about(node, ({ config }, { masters }) => {
      const count = 'value' in masters ? (masters.value[0]?.masters.length ?? 1) : 1;
      return warning(
        config.servers.length >= Math.min(2, count) ? [] : [`it knows ${config.servers.join(', ')}`],
      );
    }),
  ],
]);
