// The log: what its tail shows, what its files hold, and who holds it.
import { type Row, about, failing, of, rowsOf, skip, warning } from '#cli/doctor/check.ts';
import type { Facts, Known, LogFiles, MachineFacts } from '#cli/doctor/facts.ts';

/** What `--config` lets see of this machine's master. */
export function master(facts: Facts): Known<MachineFacts> {
  return of(facts.machine, (machine) =>
    machine.config.kind === 'master'
      ? { value: machine }
      : { unknown: '--config names a node, this is about masters' },
  );
}

const logFiles = (facts: Facts): Known<LogFiles> => of(master(facts), (each) => each.logFiles);
const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

export const logRows: readonly Row[] = rowsOf('log', 'LOG', [
  [
    1,
    'The tail of the log shows no values of Secrets',
    'Masters of another version may answer: orc version',
    about(
      (facts) => facts.tail,
      ({ open, events }) =>
        events === 0 ? skip('the log has no events that are still kept') : failing(open),
    ),
  ],
  [
    2,
    'Every event says who caused it',
    'Masters of another version may answer: orc version',
    about(
      (facts) => facts.tail,
      ({ anonymous, events }) =>
        events === 0 ? skip('the log has no events that are still kept') : failing(anonymous),
    ),
  ],
  [
    3,
    "Secrets and private keys stand sealed in the log's entries",
    'Delete the objects that are named and make them anew with other values; what stood in the clear is known to whoever had the disk',
    about(logFiles, ({ open, entries }) =>
      entries === 0 ? skip('the log holds no entries yet') : failing(open),
    ),
  ],
  [
    4,
    "The log's files are readable by their owner alone",
    'chmod 600 on the files, and find out who changed them',
    about(master, ({ dataFiles, config }) =>
      failing(
        dataFiles
          .filter(
            ({ path, isFolder, mode }) =>
              !isFolder && path.startsWith(`${config.dataDir}/raft/`) && (mode & 0o077) !== 0,
          )
          .map(({ path, mode }) => `${path} has mode ${octal(mode)}`),
      ),
    ),
  ],
  [
    5,
    "The log's folder is its owner's alone",
    'chmod 700 on the folder',
    about(master, ({ dataFiles, config }) =>
      failing(
        dataFiles
          .filter(
            ({ path, isFolder, mode }) =>
              isFolder && path.startsWith(`${config.dataDir}/raft`) && (mode & 0o077) !== 0,
          )
          .map(({ path, mode }) => `${path} has mode ${octal(mode)}`),
      ),
    ),
  ],
  [
    6,
    "All of the log's files have one owner",
    'chown them to the user that runs the master',
    about(master, ({ dataFiles, config }) => {
      const owners = [
        ...new Set(
          dataFiles.filter(({ path }) => path.startsWith(`${config.dataDir}/raft`)).map(({ uid }) => uid),
        ),
      ];
      return failing(owners.length > 1 ? [`they belong to the users ${owners.join(', ')}`] : []);
    }),
  ],
  [
    7,
    'Three masters or more hold the log',
    'With one master a lost disk is a lost cluster: orc masters add',
    about(
      (facts) => facts.masters,
      ([first]) => {
        const count = first?.masters.length ?? 0;
        return warning(count >= 3 ? [] : [`${count} ${count === 1 ? 'does' : 'do'}`]);
      },
    ),
  ],
  [
    8,
    'The masters that vote are odd in number',
    'An even number bears no more losses than one less: add or remove one',
    about(
      (facts) => facts.masters,
      ([first]) => {
        const voters = (first?.masters ?? []).filter(({ role }) => role !== 'learner').length;
        return warning(voters % 2 === 1 ? [] : [`${voters} vote`]);
      },
    ),
  ],
  [
    9,
    'Every master that the log names answers',
    'Look at that master, or remove it (orc masters remove); name all of them in the kubeconfig (--masters)',
    about(
      (facts) => facts.masters,
      (all) => {
        const known = all[0]?.masters.map(({ name }) => name) ?? [];
        return warning(
          known
            .filter((name) => !all.some((each) => each.name === name))
            .map((name) => `${name} was not heard of`),
        );
      },
    ),
  ],
  [
    10,
    'No master’s disk is full',
    'Free space: until then only deletions are taken',
    about(
      (facts) => facts.masters,
      (all) => failing(all.filter(({ diskFull }) => diskFull).map(({ name }) => name)),
    ),
  ],
  [
    11,
    'No dump of the log’s core lies about',
    'Send it to whoever mends orc, then delete it: it tells how the cluster is built, though no data',
    about(master, ({ dataFiles }) =>
      warning(dataFiles.filter(({ path }) => /raft-dump-[^/]*\.json$/.test(path)).map(({ path }) => path)),
    ),
  ],
]);
