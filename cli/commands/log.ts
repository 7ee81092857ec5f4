// Verbs on the log: tail shows the cluster's as it grows; verify, dump and replay read a master's from its disk, the
// master stopped or not.
import type { Command } from 'commander';
import { count } from '#cli/flags.ts';

export interface LogTailOptions {
  readonly from?: number;
  readonly kinds?: string;
  readonly namespaces?: string;
  readonly actors?: string;
  readonly selector?: string;
  readonly previous?: boolean;
  readonly output?: string;
}

export function logCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/log.ts');
  const log = program
    .command('log')
    .description("Show the cluster's log as it grows, or read a master's from its disk; nothing is changed");
  log
    .command('tail')
    .description('Show every change of every object, from a revision on or as they come')
    .option('--from <revision>', 'begin after this revision, while the masters still keep it', count)
    .option('--kinds <kinds>', 'only these kinds, separated by commas')
    .option('--namespaces <namespaces>', 'only in these namespaces, separated by commas')
    .option('--actors <actors>', 'only what these users, controllers and nodes did, separated by commas')
    .option('-l, --selector <labels>', 'only objects that have these labels before or after')
    .option('--previous', 'with -o json: each object before its change, too')
    .option('-o, --output <form>', 'json: each event whole, one JSON a line')
    .action(async (options: LogTailOptions, command: Command) => {
      const { tailLog } = await import('#cli/verbs/log-tail.ts');
      await tailLog(options, command.optsWithGlobals());
    });
  log
    .command('verify <dir>')
    .description('Check every record and every snapshot in a data directory')
    .action(async (directory: string) => (await verbs()).verify(directory));
  log
    .command('dump <dir>')
    .description('Show what the log in a data directory holds, a line an entry')
    .option('--from <index>', 'the first index to show', '1')
    .option('--to <index>', 'the last index to show')
    .option('-o, --output <form>', 'json: each record whole, one JSON a line')
    .action(async (directory: string, options: { from: string; to?: string; output?: string }) =>
      (await verbs()).dump(directory, options),
    );
  log
    .command('replay <file>')
    .description('Do again what led to a broken invariant, from the dump that it left')
    .action(async (file: string) => (await verbs()).replayDump(file));
}
