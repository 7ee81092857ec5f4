// `orc wait`.
import type { Command } from 'commander';
import { durationMs } from '#cli/flags.ts';

export interface WaitOptions {
  readonly for: string;
  readonly timeout: number;
  readonly allNamespaces?: boolean;
  readonly selector?: string;
  readonly all?: boolean;
}

export function waitCommand(program: Command): void {
  program
    .command('wait <resource> [names...]')
    .description('Wait until objects are as they should be; one that is not there yet is waited for too')
    .requiredOption(
      '--for <state>',
      "condition=NAME[=VALUE], delete, create, or jsonpath='{PATH}'[=VALUE]: what is waited for",
    )
    .option('--timeout <duration>', 'how long; 0 asks once, less than 0 means a week', durationMs, 30_000)
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('-l, --selector <labels>', 'all with these labels')
    .option('--all', 'all of the kind in the namespace')
    .action(async (resource: string, names: string[], options: WaitOptions, command: Command) => {
      const { wait } = await import('#cli/verbs/wait.ts');
      await wait([resource, ...names], options, command.optsWithGlobals());
    });
}
