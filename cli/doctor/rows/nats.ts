// NATS beside the masters: what it offers, and what a node may hear and say on it.
import { type Row, about, failing, of, rowsOf, skip } from '#cli/doctor/check.ts';
import type { Facts, FileFacts, Known, MachineFacts, NodeTries } from '#cli/doctor/facts.ts';
import { master } from '#cli/doctor/rows/log.ts';

const hello = (facts: Facts): Facts['natsHello'] => facts.natsHello;
const config = (facts: Facts): Known<string> => of(master(facts), (each) => each.natsConfig);
const users = (facts: Facts): MachineFacts['natsUsers'] => of(master(facts), (each) => each.natsUsers);
const tries = (facts: Facts): Known<NodeTries> =>
  of(facts.machine, (each) =>
    each.config.kind === 'node'
      ? each.asNode
      : { unknown: '--config names a master: a node’s certificate is needed' },
  );
const restart = 'Start the master anew: it writes the configuration of its nats-server';

/** FAIL naming the masters whose nats-server says this of itself. */
function says(wrong: (info: Readonly<Record<string, unknown>>) => string | undefined): Row['check'] {
  return about(hello, (all) =>
    failing(
      all.flatMap(({ master: name, info }) => {
        const found = wrong(info);
        return found === undefined ? [] : [`${name}: ${found}`];
      }),
    ),
  );
}

/** Every subject that a line of the configuration matches. */
function configured(wrong: RegExp): Row['check'] {
  return about(config, (text) =>
    failing(
      text
        .split('\n')
        .filter((line) => wrong.test(line))
        .map((line) => line.trim().slice(0, 60)),
    ),
  );
}

function folder(isWrong: (file: FileFacts) => boolean, machine: MachineFacts): string[] {
  const path = `${machine.config.dataDir}/nats`;
  return machine.dataFiles
    .filter((file) => (file.path === path || file.path.startsWith(`${path}/`)) && isWrong(file))
    .map((file) => `${file.path} has mode ${file.mode.toString(8)}`);
}

export const natsRows: readonly Row[] = rowsOf('NATS', 'BUS', [
  [
    1,
    'nats-server demands TLS',
    restart,
    says(({ tls_required: required }) => (required === true ? undefined : 'it does not')),
  ],
  [
    2,
    'nats-server demands a certificate',
    restart,
    says(({ tls_verify: verify }) => (verify === true ? undefined : 'it does not')),
  ],
  [
    3,
    'nats-server keeps nothing (no JetStream)',
    'Take jetstream out of its configuration: what nodes are told would be on its disk',
    says(({ jetstream }) => (jetstream === true ? 'JetStream is on' : undefined)),
  ],
  [
    4,
    'nats-server takes messages of 1 MiB at most',
    restart,
    says(({ max_payload: most }) =>
      typeof most === 'number' && most <= 1_048_576 ? undefined : `it takes ${String(most)} bytes`,
    ),
  ],
  [
    5,
    'nats-server does not listen on every address',
    restart,
    says(({ host }) => (host === '0.0.0.0' || host === '::' ? `it listens on ${host}` : undefined)),
  ],
  [
    6,
    'nats-server has no monitoring port',
    'Take http, https and monitor_port out of its configuration',
    about(
      (facts) => facts.stray,
      (ports) => {
        const own = ports.filter(({ what }) => what === 'NATS monitoring');
        return own.length === 0
          ? skip('no master could be reached from here')
          : failing(own.filter(({ isOpen }) => isOpen).map(({ address }) => address));
      },
    ),
  ],
  [
    7,
    'nats-server’s configuration names no monitoring, no JetStream and no profiling',
    restart,
    configured(
      /^\s*(http|https|http_port|https_port|monitor_port|jetstream|prof_port|websocket|mqtt|leafnodes|gateway)\b/,
    ),
  ],
  [
    8,
    'nats-server’s configuration maps users from certificates',
    restart,
    about(config, (text) =>
      failing(/\bverify_and_map: true/.test(text) ? [] : ['verify_and_map is missing']),
    ),
  ],
  [
    9,
    'nats-server’s configuration has no user that is let in without one',
    restart,
    configured(/^\s*(no_auth_user|allow_non_tls|allow_trace|trace|debug)\b/),
  ],
  [
    10,
    'Servers of NATS know each other by a password of 32 characters or more',
    restart,
    about(config, (text) => {
      const password = /^\s*password: "([^"]*)"/m.exec(text)?.[1] ?? '';
      return failing(password.length >= 32 ? [] : [`it has ${password.length}`]);
    }),
  ],
  [
    11,
    'The folder of nats-server is its owner’s alone',
    'chmod -R go-rwx on the folder: its configuration holds a password',
    about(master, (machine) => {
      const found = folder(({ mode }) => (mode & 0o077) !== 0, machine);
      return folder(() => true, machine).length === 0 ? skip('there is no such folder') : failing(found);
    }),
  ],
  [
    12,
    'Every user of nats-server but masters holds its own subjects only',
    'Start the master anew, and find out who wrote users.conf',
    about(users, (all) =>
      failing(
        all
          .filter(({ user, isBounded }) => !isBounded && !/^CN=orc:master:[^,]+,O=orc:masters$/.test(user))
          .map(({ user }) => user),
      ),
    ),
  ],
  [
    13,
    'Every user of nats-server that is a node has a Node object',
    'Start the master anew, and find out who wrote users.conf',
    about(users, (all, { objects }) => {
      const nodes = objects.all('Node');
      if ('unknown' in nodes) return skip(nodes.unknown);
      const known = nodes.value.map(({ metadata }) => `CN=orc:node:${metadata.name ?? ''},O=orc:nodes`);
      return failing(
        all
          .filter(({ user }) => user.startsWith('CN=orc:node:') && !known.includes(user))
          .map(({ user }) => user),
      );
    }),
  ],
  [
    14,
    'Every user of nats-server that is a master is one',
    'Start the master anew, and find out who wrote users.conf',
    about(users, (all, { masters }) => {
      if ('unknown' in masters) return skip(masters.unknown);
      const known = masters.value.flatMap((each) =>
        each.masters.map(({ name }) => `CN=orc:master:${name},O=orc:masters`),
      );
      return failing(
        all
          .filter(({ user }) => user.startsWith('CN=orc:master:') && !known.includes(user))
          .map(({ user }) => user),
      );
    }),
  ],
  [15, 'A node hears nothing that is for others', restart, about(tries, ({ heard }) => failing(heard))],
  [16, 'A node says nothing in others’ names', restart, about(tries, ({ spoke }) => failing(spoke))],
]);
