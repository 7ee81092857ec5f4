// The files and processes of this machine's master or node: what `--config` lets see.
import {
  type Outcome,
  type Row,
  about,
  failing,
  of,
  pass,
  rowsOf,
  skip,
  warning,
} from '#cli/doctor/check.ts';
import type {
  Facts,
  FileFacts,
  Known,
  MachineConfig,
  MachineFacts,
  ProcessFacts,
  StaticToken,
} from '#cli/doctor/facts.ts';
import { master } from '#cli/doctor/rows/log.ts';

const machine = (facts: Facts): Facts['machine'] => facts.machine;
const octal = (mode: number): string => mode.toString(8).padStart(3, '0');
const withMode = ({ path, mode }: FileFacts): string => `${path} has mode ${octal(mode)}`;

/** What of a file's permissions others than its owner have. */
const readable = ({ mode }: FileFacts): boolean => (mode & 0o077) !== 0;
const writable = ({ mode }: FileFacts): boolean => (mode & 0o022) !== 0;

/** FAIL where a file that the configuration names is open to others. */
function closed(
  choose: (facts: Facts) => Known<MachineFacts>,
  name: (config: MachineConfig) => string,
  isOpen: (file: FileFacts) => boolean,
): Row['check'] {
  return about(choose, (each) => {
    const path = name(each.config);
    if (path === '') return skip('the configuration names none');
    const file = each.file(path);
    return file === undefined ? skip(`${path} is not there`) : failing(isOpen(file) ? [withMode(file)] : []);
  });
}

/** FAIL naming the processes that are not as they must be; SKIP where none runs. */
function processes(
  wrong: (each: ProcessFacts, machine: MachineFacts) => string | undefined,
  judge = failing,
  needs: (each: ProcessFacts) => Known<unknown> = () => ({ value: true }),
): Row['check'] {
  return about(
    (facts) => of(facts.machine, (here) => of(here.processes, (value) => ({ value: { here, value } }))),
    ({ here, value }): Outcome => {
      if (value.length === 0) return skip(`no process of ${here.config.file} runs here`);
      for (const each of value) {
        const needed = needs(each);
        if ('unknown' in needed) return skip(needed.unknown);
      }
      return judge(
        value.flatMap((each) => {
          const found = wrong(each, here);
          return found === undefined ? [] : [`${each.program} (process ${each.pid}): ${found}`];
        }),
      );
    },
  );
}

const staticTokens = (facts: Facts): Known<readonly StaticToken[]> =>
  of(master(facts), (each) => each.tokens);
const oidc = (facts: Facts): Known<MachineConfig['oidc']> =>
  of(master(facts), ({ config }) =>
    config.oidc.length === 0 ? { unknown: 'no identity provider is configured' } : { value: config.oidc },
  );

const above = ['cluster-admin', 'system:masters', 'orc:admins', 'orc:masters'];
const close600 = 'chmod 600 on the file, chown it to the user that runs orc';
const noLeak = 'Take it out there and make it anew: other users of the machine have seen it';

const fileRows = rowsOf('control plane', 'FILE', [
  [
    1,
    'The configuration is writable by its owner alone',
    'chmod 600 on the file',
    closed(machine, ({ file }) => file, writable),
  ],
  [
    2,
    'The private key is readable by its owner alone',
    close600,
    closed(machine, ({ keyFile }) => keyFile, readable),
  ],
  [
    3,
    'The certificate is writable by its owner alone',
    'chmod 644 on the file',
    closed(machine, ({ certificateFile }) => certificateFile, writable),
  ],
  [
    4,
    "The CA's certificate is writable by its owner alone",
    'chmod 644 on the file: who changes it decides whom this machine trusts',
    closed(machine, ({ authorityFile }) => authorityFile, writable),
  ],
  [
    5,
    'The key-encryption key is readable by its owner alone',
    close600,
    closed(master, ({ encryptionKeyFile }) => encryptionKeyFile, readable),
  ],
  [
    6,
    'The key-encryption key does not lie with the data it opens',
    'Keep it in another folder, on another disk or in a vault: a copy of the data directory must not hold it',
    about(master, ({ config }) =>
      failing(
        config.encryptionKeyFile.startsWith(`${config.dataDir}/`)
          ? [`${config.encryptionKeyFile} is in ${config.dataDir}`]
          : [],
      ),
    ),
  ],
  [
    7,
    'The key-encryption key is random',
    'Make another one (32 random bytes, in hexadecimal digits) and the cluster’s Secrets anew',
    about(
      (facts) => of(master(facts), (each) => each.encryptionKey),
      ({ digits, repeats }) =>
        failing([
          ...(digits < 9 ? [`it has only ${digits} different digits`] : []),
          ...(repeats ? ['it repeats itself'] : []),
        ]),
    ),
  ],
  [
    8,
    "The CA's key is no more on the disk once the cluster has taken it in",
    'Move it off the machine (shred -u): the cluster has it, sealed, and signs with it',
    about(master, (each, { objects }) => {
      const { authorityKeyFile: path } = each.config;
      const clusters = objects.all('Cluster');
      if (path === '' || each.file(path) === undefined) return pass;
      if ('unknown' in clusters) return skip(clusters.unknown);
      return warning(clusters.value.some(({ authorities = [] }) => authorities.length > 0) ? [path] : []);
    }),
  ],
  [
    9,
    "The CA's key, while it is there, is readable by its owner alone",
    close600,
    closed(master, ({ authorityKeyFile }) => authorityKeyFile, readable),
  ],
  [
    10,
    'The file of static tokens is readable by its owner alone',
    close600,
    closed(master, ({ tokenFile }) => tokenFile, readable),
  ],
  [
    11,
    'Static tokens are not in use',
    'They never end and are read only at start: give people an identity provider, programs service accounts',
    about(staticTokens, (tokens) => warning(tokens.map(({ user }) => `${user} has one`))),
  ],
  [
    12,
    'Static tokens have 32 characters or more',
    'Make them of 32 random characters',
    about(staticTokens, (tokens) =>
      failing(
        tokens.filter(({ length }) => length < 32).map(({ user, length }) => `${user}'s has ${length}`),
      ),
    ),
  ],
  [
    13,
    'No static token is of an administrator',
    'Take the groups out of the file and bind roles to the user',
    about(staticTokens, (tokens) =>
      failing(
        tokens
          .filter(({ groups }) => groups.some((each) => above.includes(each)))
          .map(({ user, groups }) => `${user} is of ${groups.join(', ')}`),
      ),
    ),
  ],
  [
    14,
    'The data directory is its owner’s alone',
    'chmod 700 on the folder',
    closed(machine, ({ dataDir }) => dataDir, readable),
  ],
  [
    15,
    'No file below the data directory is writable by others',
    'chmod go-w on the files',
    about(machine, ({ dataFiles }) => failing(dataFiles.filter(writable).map(withMode))),
  ],
  [
    16,
    'The folders above keys, configuration and data are writable by their owners alone',
    'chmod go-w on the folders: who may write there replaces the files',
    about(machine, ({ parents }) =>
      failing(parents.filter((each) => writable(each) && (each.mode & 0o1000) === 0).map(withMode)),
    ),
  ],
  [
    17,
    'Keys and configuration belong to root or to the user that runs orc',
    'chown them',
    about(machine, (each) => {
      const runs = 'unknown' in each.processes ? undefined : each.processes.value[0]?.uid;
      const { file, keyFile, certificateFile, authorityFile, encryptionKeyFile } = each.config;
      return failing(
        [file, keyFile, certificateFile, authorityFile, encryptionKeyFile].flatMap((path) => {
          const found = path === '' ? undefined : each.file(path);
          return found === undefined || found.uid === 0 || found.uid === runs
            ? []
            : [`${path} belongs to user ${found.uid}`];
        }),
      );
    }),
  ],
  [
    18,
    'The private key is the one of the certificate',
    'Put the pair back that belongs together',
    about(
      (facts) => of(facts.machine, (each) => each.keyFits),
      (does) => failing(does ? [] : ['it is another']),
    ),
  ],
  [
    19,
    'The log level is not debug',
    'Set "logLevel": "info": debug tells why tokens were refused',
    about(machine, ({ config }) =>
      warning(/debug|trace/.test(config.logLevel) ? [`it is ${config.logLevel}`] : []),
    ),
  ],
  [
    20,
    "Users of an identity provider can't take others' names (usernamePrefix)",
    'Give the issuer a usernamePrefix: with - and with the claim email names are its choice',
    about(oidc, (issuers) =>
      warning(
        issuers
          .filter(
            ({ usernamePrefix, usernameClaim }) =>
              usernamePrefix === '-' || (usernamePrefix === '' && usernameClaim === 'email'),
          )
          .map(({ issuerUrl }) => issuerUrl),
      ),
    ),
  ],
  [
    21,
    'Groups of an identity provider have a prefix',
    'Give the issuer a groupsPrefix: else it says who is of which of the cluster’s groups',
    about(oidc, (issuers) =>
      warning(
        issuers
          .filter(({ groupsClaim, groupsPrefix }) => groupsClaim !== '' && groupsPrefix === '')
          .map(({ issuerUrl }) => issuerUrl),
      ),
    ),
  ],
]);

const environment = ({ environment: all }: ProcessFacts): Known<unknown> => all;
const sockets = ({ listening }: ProcessFacts): Known<unknown> => listening;

const ownPorts = { master: [6443, 7600, 7601, 7602, 7603, 7604] } as const;

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

/** Where a process listens though it should not. */
function strayAddresses(each: ProcessFacts, { config }: MachineFacts): string | undefined {
  if ('unknown' in each.listening) return undefined;
  const wrong = each.listening.value.filter((where) =>
    config.kind === 'node' ? true : !where.startsWith(`${config.address}:`),
  );
  return wrong.length === 0 ? undefined : `it listens on ${wrong.join(', ')}`;
}

function strayPorts(each: ProcessFacts, { config }: MachineFacts): string | undefined {
  if ('unknown' in each.listening || config.kind === 'node') return undefined;
  const wrong = each.listening.value.filter(
    (where) => !ownPorts.master.some((port) => port === portOf(where)),
  );
  return wrong.length === 0 ? undefined : `it listens on ${wrong.join(', ')}`;
}

/** Options of Node that let somebody in, or believe anybody. */
const looseFlags =
  /^--(inspect|debug|tls-min-v1\.[01]|tls-keylog|insecure|openssl-legacy-provider|diagnostic-dir|heapsnapshot-signal|cpu-prof|heap-prof)/;

function inVariables(
  { environment }: ProcessFacts,
  wrong: (name: string, value: string) => boolean,
): string | undefined {
  if ('unknown' in environment) return undefined;
  const found = Object.entries(environment.value).filter(([name, value]) => wrong(name, value));
  return found.length === 0 ? undefined : `in its environment: ${found.map(([name]) => name).join(', ')}`;
}

const secretName = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|APIKEY|API_KEY|PRIVATE_KEY|ACCESS_KEY)($|_)/i;
const signalOfDebugger = 10;

const processRows = rowsOf('control plane', 'PROC', [
  [
    1,
    'Core dumps are off',
    'Start it by the program orc, which switches them off; under systemd LimitCORE=0',
    processes(({ coreBytes }) =>
      coreBytes === 0 ? undefined : `up to ${coreBytes} bytes are written: keys would be among them`,
    ),
  ],
  [
    2,
    'No debugger and no profiler is open',
    'Start it without these options',
    processes(({ arguments: words }) => {
      const found = words.filter((each) => looseFlags.test(each));
      return found.length === 0 ? undefined : found.join(' ');
    }),
  ],
  [
    3,
    'No signal opens the debugger',
    'Start it by the program orc, which says --disable-sigusr1',
    processes(({ program, caught }) =>
      program === 'orc' && caught.includes(signalOfDebugger) ? 'SIGUSR1 does' : undefined,
    ),
  ],
  [
    4,
    'No key and no token is in arguments or environments',
    noLeak,
    about((facts) => of(facts.machine, (each) => each.leaks), failing),
  ],
  [
    5,
    'No private key is in an environment',
    noLeak,
    processes(
      (each) => inVariables(each, (_name, value) => value.includes('PRIVATE KEY')),
      failing,
      environment,
    ),
  ],
  [
    6,
    'No variable of the environment is named like a secret',
    'Start orc with the environment it needs (systemd does)',
    processes(
      (each) =>
        inVariables(each, (name, value) => value !== '' && secretName.test(name) && !value.startsWith('/')),
      warning,
      environment,
    ),
  ],
  [
    7,
    'Nothing in the environment changes what is run or believed',
    'Take the variables away',
    processes(
      (each) =>
        inVariables(
          each,
          (name, value) =>
            ['LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'SSLKEYLOGFILE'].includes(name) ||
            (name === 'NODE_TLS_REJECT_UNAUTHORIZED' && value === '0') ||
            (name === 'NODE_OPTIONS' &&
              value
                .split(' ')
                .some((word) => looseFlags.test(word) || /^(-r|--require|--import|--loader)/.test(word))),
        ),
      failing,
      environment,
    ),
  ],
  [
    8,
    'It listens on its own address alone; a node listens nowhere',
    'Find out what the port is for',
    processes(strayAddresses, failing, sockets),
  ],
  [
    9,
    'It listens on its own ports alone',
    'Find out what the port is for',
    processes(strayPorts, failing, sockets),
  ],
  [
    10,
    'What it runs is writable by its owner alone',
    'chmod go-w on the files of orc, Node and nats-server',
    processes(({ programFiles }) => {
      const found = programFiles.filter(writable);
      return found.length === 0 ? undefined : found.map(withMode).join(', ');
    }),
  ],
  [
    11,
    'A master does not run as root',
    'Run it as a user of its own: it needs only its files and ports above 1024',
    processes(
      ({ uid }, { config }) => (config.kind === 'master' && uid === 0 ? 'it does' : undefined),
      warning,
    ),
  ],
  [
    12,
    'A master can gain no further rights (NoNewPrivs)',
    'NoNewPrivileges=yes under systemd',
    processes(
      ({ noNewPrivileges }, { config }) =>
        config.kind === 'master' && !noNewPrivileges ? 'it can' : undefined,
      warning,
    ),
  ],
  [
    13,
    'Memory is not written to disks',
    'swapoff -a, or encrypt the swap: keys and open Secrets are in memory',
    about(machine, ({ swaps }) => warning(swaps)),
  ],
]);

export const machineRows: readonly Row[] = [...fileRows, ...processRows];
