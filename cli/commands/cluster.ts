// Verbs about the cluster: api-resources, version, cluster-info, masters.
import type { Command } from 'commander';
import { durationMs } from '#cli/flags.ts';

export function clusterCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/cluster.ts');
  program
    .command('api-resources')
    .description('List the kinds of objects')
    .option('-o, --output <form>', 'name or wide')
    .option('--no-headers', 'without headings')
    .action(async (options: { output?: string; headers: boolean }, command: Command) =>
      (await verbs()).apiResources(options, command.optsWithGlobals()),
    );
  program
    .command('version')
    .description('Show the versions of the command and of the masters')
    .option('--client', 'only of the command')
    .action(async (options: { client?: boolean }, command: Command) =>
      (await verbs()).version(options.client === true, command.optsWithGlobals()),
    );
  program
    .command('cluster-info')
    .description('Show where the cluster is and how it is')
    .action(async (_options: object, command: Command) =>
      (await verbs()).clusterInfo(command.optsWithGlobals()),
    );
  const masters = program
    .command('masters')
    .description('Show the masters: who leads, and how far each is')
    .action(async (_options: object, command: Command) => (await verbs()).masters(command.optsWithGlobals()));
  masters
    .command('transfer <name>')
    .description('Hand leadership to a master')
    .action(async (name: string, _options: object, command: Command) =>
      (await verbs()).transfer(name, command.optsWithGlobals()),
    );
  masters
    .command('add <name> <address>')
    .description(
      'Expect a new master at an address (host:port of its Raft); prints the id for its configuration',
    )
    .action(async (name: string, address: string, _options: object, command: Command) =>
      (await verbs()).add(name, address, command.optsWithGlobals()),
    );
  masters
    .command('recover')
    .description(
      'On a stopped master, when the majority is lost for good: go on from its disk alone, as a new cluster',
    )
    .requiredOption('--config <file>', "the master's configuration, JSON")
    .option('--yes', 'do it; without this it only says what would be done')
    .action(async (options: { config: string; yes?: boolean }) =>
      (await import('#cli/verbs/recover.ts')).recover(options.config, options.yes === true),
    );
  masters
    .command('remove <name>')
    .description('Take a master out, for ever')
    .action(async (name: string, _options: object, command: Command) =>
      (await verbs()).removeMaster(name, command.optsWithGlobals()),
    );
  masters
    .command('rotate-token-keys')
    .description('Make a new key to sign the tokens of service accounts with; tokens in use stay good')
    .action(async (_options: object, command: Command) =>
      (await verbs()).rotateTokenKeys(command.optsWithGlobals()),
    );
  const keys = () => import('#cli/verbs/keys.ts');
  masters
    .command('rotate-encryption-key')
    .description('Put another key-encryption key in the place of the present one, which is destroyed')
    .option('--timeout <time>', 'how long to wait for it', durationMs, 300_000)
    .action(async (options: { timeout: number }, command: Command) =>
      (await keys()).rotateEncryptionKey(options, command.optsWithGlobals()),
    );
  masters
    .command('lock')
    .description("Lock the masters' key files: one that starts waits for the unlock key, which this prints")
    .option('--off', 'lock them no more')
    .action(async (options: { off?: boolean }, command: Command) =>
      (await keys()).lock(options, command.optsWithGlobals()),
    );
  masters
    .command('unlock')
    .description('Bring the unlock key, typed or from standard input, to the masters that wait for it')
    .option('--key-file <file>', 'read the key from a file')
    .action(async (options: { keyFile?: string }, command: Command) =>
      (await keys()).unlock(options, command.optsWithGlobals()),
    );
  masters
    .command('unlock-key')
    .description('Show the unlock key')
    .action(async (_options: object, command: Command) =>
      (await keys()).showUnlockKey(command.optsWithGlobals()),
    );
}
