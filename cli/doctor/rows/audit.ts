// The audit log of this machine's master, as the CIS benchmark asks for it: that there is one, what it holds, how much of
// it is kept, and who can read it.
import { type Row, about, failing, of, pass, rowsOf, skip, warning } from '#cli/doctor/check.ts';
import type { Facts, FileFacts, Known, MachineConfig, MachineFacts } from '#cli/doctor/facts.ts';
import { master } from '#cli/doctor/rows/log.ts';

/** What the benchmark asks to be kept: ten files of 100 MiB. */
const wantedMiB = 1000;

type AuditConfig = NonNullable<MachineConfig['audit']>;

const withMode = ({ path, mode }: FileFacts): string =>
  `${path} has mode ${mode.toString(8).padStart(3, '0')}`;

/** The audit log that the master's configuration asks for. */
function audit(facts: Facts): Known<{ readonly config: AuditConfig; readonly machine: MachineFacts }> {
  return of(master(facts), (machine) => {
    const { audit: config } = machine.config;
    return config === undefined
      ? { unknown: 'the configuration asks for no audit log' }
      : { value: { config, machine } };
  });
}

export const auditRows: readonly Row[] = rowsOf('control plane', 'AUDIT', [
  [
    1,
    'Who asks the master for what stands in an audit log',
    'Give the configuration "audit": {"file": "/var/lib/orc/master/audit/audit.log"} and restart the master',
    about(master, ({ config }) =>
      warning(config.audit === undefined ? [`${config.file} has no field audit`] : []),
    ),
  ],
  [
    2,
    'The audit log is readable by its owner alone',
    'chmod 600 on the files, and find out who changed them',
    about(audit, ({ config: { file, maxFiles }, machine }) => {
      const names = [file, ...Array.from({ length: maxFiles - 1 }, (_none, index) => `${file}.${index + 1}`)];
      const files = names.flatMap((name) => machine.file(name) ?? []);
      return files.length === 0
        ? skip(`${file} is not there`)
        : failing(files.filter(({ mode }) => (mode & 0o077) !== 0).map(withMode));
    }),
  ],
  [
    3,
    'The audit log is rotated, and keeps ten files of 100 MiB or as much',
    'Raise audit.maxSizeMiB or audit.maxFiles, or have the files collected elsewhere',
    about(audit, ({ config: { maxSizeMiB, maxFiles } }) =>
      warning(maxSizeMiB * maxFiles < wantedMiB ? [`it keeps ${maxFiles} files of ${maxSizeMiB} MiB`] : []),
    ),
  ],
  [
    4,
    'The policy of the audit log, if it has its own, is writable by its owner alone',
    'chmod go-w on the file: who changes it decides what stands in the log',
    about(audit, ({ config: { policyFile }, machine }) => {
      // Without one everything is written but reads of masters, health and discovery.
      if (policyFile === '') return pass;
      const found = machine.file(policyFile);
      if (found === undefined) return skip(`${policyFile} is not there`);
      return failing((found.mode & 0o022) === 0 ? [] : [withMode(found)]);
    }),
  ],
]);
