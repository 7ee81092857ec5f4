// `orc delete`.
import type { Command } from 'commander';

export interface DeleteOptions {
  readonly filename?: string[];
  readonly selector?: string;
  readonly all?: boolean;
  readonly gracePeriod?: number;
  readonly now?: boolean;
  readonly force?: boolean;
  readonly cascade: string;
  readonly wait: boolean;
  readonly timeout: number;
  readonly ignoreNotFound?: boolean;
}

export function deleteCommand(program: Command): void {
  program
    .command('delete [resource] [names...]')
    .description('Delete objects')
    .option(
      '-f, --filename <file>',
      'the objects of a file or folder',
      (value: string, before: string[] | undefined) => [...(before ?? []), value],
    )
    .option('-l, --selector <labels>', 'those with these labels')
    .option('--all', 'all of the kind in the namespace')
    .option('--grace-period <seconds>', 'how long pods have to end', Number)
    .option('--now', 'the same as --grace-period=1')
    .option('--force', 'at once, without waiting for pods to end')
    .option('--cascade <how>', 'background, foreground or orphan', 'background')
    .option('--no-wait', "don't wait until they are gone")
    .option('--timeout <seconds>', 'how long to wait', Number, 300)
    .option('--ignore-not-found', 'a missing object is no error')
    .action(
      async (resource: string | undefined, names: string[], options: DeleteOptions, command: Command) => {
        const { remove } = await import('#cli/verbs/delete.ts');
        await remove(resource === undefined ? [] : [resource, ...names], options, command.optsWithGlobals());
      },
    );
}
