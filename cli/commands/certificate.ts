// `orc certificate`: the authorities that sign certificates, the caller's own, and those that are to end.
import type { Command } from 'commander';
import { durationMs } from '#cli/flags.ts';

export interface RotateOptions {
  readonly dropOld?: boolean;
  readonly force?: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface RevokeOptions {
  readonly reason: string;
  readonly user?: string;
}

export function certificateCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/certificate.ts');
  const certificate = program
    .command('certificate')
    .description("The cluster's certificates; requests are approved by kubectl certificate approve");
  certificate
    .command('authorities')
    .description(
      "List the cluster's CAs: which one signs, which are trusted, what a change of them waits for",
    )
    .action(async (_options: object, command: Command) =>
      (await verbs()).authorities(command.optsWithGlobals()),
    );
  certificate
    .command('rotate-ca')
    .description('Make another CA while the cluster serves; both are trusted until --drop-old')
    .option('--drop-old', 'instead: have the CAs before the newest go, once no master or node needs them')
    .option('--force', 'with --drop-old: at once, whoever still needs them; those join anew')
    .option('--timeout <time>', 'how long to wait for masters and nodes', durationMs, 300_000)
    .action(async (options: RotateOptions, command: Command) =>
      (await verbs()).rotateAuthority(options, command.optsWithGlobals()),
    );
  certificate
    .command('renew')
    .description('Get another certificate for yourself, into the configuration that is in use')
    .action(async (_options: object, command: Command) => (await verbs()).renew(command.optsWithGlobals()));
  certificate
    .command('revoke [serial]')
    .description('End a certificate before its time, by its serial number or the file it is in')
    .option('--reason <text>', 'why, for people', '')
    .option('--user <name>', 'instead: end all certificates of a user that were signed until now')
    .action(async (serial: string | undefined, options: RevokeOptions, command: Command) =>
      (await verbs()).revoke(serial, options, command.optsWithGlobals()),
    );
}
