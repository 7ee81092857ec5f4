// Verbs that read a master's log from its disk, the master stopped or not: verify, dump, replay.
import type { Command } from 'commander';

export function logCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/log.ts');
  const log = program.command('log').description("Read a master's log from its disk; nothing is changed");
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
