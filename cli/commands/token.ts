// `orc token`: tokens by which machines join.
import { type Command, Option } from 'commander';
import { durationMs } from '#cli/flags.ts';

export interface TokenOptions {
  /** Milliseconds. */
  readonly ttl: number;
  readonly uses: string;
  readonly master?: boolean;
  readonly description?: string;
}

export function tokenCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/token.ts');
  const token = program.command('token').description('Tokens by which machines join as nodes');
  token
    .command('create')
    .description('Make a token and print the command that joins a machine by it')
    .addOption(
      new Option('--ttl <time>', 'how long it lets machines in, such as 30m or 24h')
        .argParser(durationMs)
        .default(3_600_000, '1h'),
    )
    .option('--uses <count>', 'how many machines it lets in', '1')
    .option('--master', 'let masters in, not nodes alone')
    .option('--description <text>', 'what it is for')
    .action(async (options: TokenOptions, command: Command) =>
      (await verbs()).createToken(options, command.optsWithGlobals()),
    );
  token
    .command('list')
    .description('List the tokens that still let machines in')
    .action(async (_options: object, command: Command) =>
      (await verbs()).listTokens(command.optsWithGlobals()),
    );
  token
    .command('delete <id>')
    .description('End a token: its first six characters')
    .action(async (id: string, _options: object, command: Command) =>
      (await verbs()).deleteToken(id, command.optsWithGlobals()),
    );
}
