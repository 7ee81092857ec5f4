// `orc master`: runs a master.
import type { Command } from 'commander';

export function masterCommand(program: Command): void {
  program
    .command('master')
    .description('Run a master: the log, the state and the APIs')
    .requiredOption('--config <file>', "the master's configuration, JSON")
    .action(async ({ config }: { config: string }) => {
      const [{ runMaster }, { readMasterConfig }, { untilTerminated }] = await Promise.all([
        import('#services/master.ts'),
        import('#runtime/config.ts'),
        import('#cli/signals.ts'),
      ]);
      await runMaster(readMasterConfig(config), untilTerminated());
    });
}
