// `orc master`: runs a master, and makes a machine one.
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { OrcError } from '#kernel/errors.ts';
import { masterDefaults } from '#kernel/node/defaults.ts';

interface Place {
  readonly name: string;
  readonly configDir: string;
  readonly dataDir: string;
}

export interface InitOptions extends Place {
  readonly address: string;
  readonly serviceCidr: string;
  readonly podCidr: string;
}

export interface MasterJoinOptions extends Place {
  readonly token: string;
  readonly caHash: string;
  readonly encryptionKey: string;
  readonly address?: string;
}

function withPlace(command: Command): Command {
  return command
    .option('--name <name>', "the master's name", hostname().toLowerCase())
    .option(
      '--config-dir <folder>',
      'where its certificate, keys and configuration go',
      masterDefaults.configDir,
    )
    .option('--data-dir <folder>', 'where it keeps the log', masterDefaults.dataDir);
}

export function masterCommand(program: Command): void {
  const master = program
    .command('master')
    .description('Run a master: the log, the state and the APIs')
    .option('--config <file>', "the master's configuration, JSON")
    .action(async ({ config }: { config?: string }) => {
      if (config === undefined)
        throw new OrcError(
          'BadRequest',
          "--config is missing: the master's configuration, which orc master init or join writes",
        );
      const [{ runMaster }, { readMasterConfig }, { untilTerminated }] = await Promise.all([
        import('#services/master.ts'),
        import('#runtime/config.ts'),
        import('#cli/signals.ts'),
      ]);
      await runMaster(readMasterConfig(config), untilTerminated());
    });
  const verbs = () => import('#cli/verbs/master-setup.ts');
  withPlace(master.command('init'))
    .description('Make this machine the first master of a new cluster')
    .requiredOption('--address <address>', 'the address other machines reach it by')
    .option('--service-cidr <network>', 'the network of Services', masterDefaults.serviceCidr)
    .option('--pod-cidr <network>', 'the network of pods', masterDefaults.podCidr)
    .action(async (options: InitOptions) => (await verbs()).init(options));
  withPlace(master.command('join <master>'))
    .description(
      'Make this machine a further master of a cluster; orc token create --master prints the command',
    )
    .requiredOption('--token <token>', 'lets this machine in; - reads it from standard input')
    .requiredOption('--ca-hash <hash>', "the hash of the cluster's CA: no other cluster is joined")
    .requiredOption('--encryption-key <file>', 'the key-encryption key, copied from another master')
    .option(
      '--address <address>',
      'the address other machines reach it by; else the one it reaches the master from',
    )
    .action(async (server: string, options: MasterJoinOptions) =>
      (await verbs()).joinMaster(server, options),
    );
}
