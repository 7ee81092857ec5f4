// `orc delete`.
import type { Command } from 'commander';
import { collect, durationMs, wholeNumber } from '#cli/flags.ts';

export interface DeleteOptions {
  readonly filename?: string[];
  readonly recursive?: boolean;
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  readonly gracePeriod?: number;
  readonly now?: boolean;
  readonly force?: boolean;
  readonly cascade: string;
  readonly wait: boolean;
  /** In milliseconds; 0 is without end. */
  readonly timeout: number;
  readonly ignoreNotFound?: boolean;
  readonly output?: string;
}

export function deleteCommand(program: Command): void {
  program
    .command('delete [resource] [names...]')
    .description('Delete objects')
    .option('-f, --filename <file>', 'the objects of a file or folder', collect)
    .option('-R, --recursive', 'folders within folders too')
    .option('-l, --selector <labels>', 'those with these labels')
    .option('--field-selector <fields>', 'those with these fields')
    .option('--all', 'all of the kind in the namespace')
    .option('-A, --all-namespaces', 'in all namespaces')
    .option(
      '--grace-period <seconds>',
      'how long pods have to end; their own wish if less than 0',
      wholeNumber,
    )
    .option('--now', 'the same as --grace-period=1')
    .option('--force', 'at once, without waiting for pods to end')
    .option('--cascade <how>', 'background, foreground or orphan', 'background')
    .option('--wait', 'wait until they are gone', true)
    .option('--no-wait', "don't wait until they are gone")
    .option('--timeout <duration>', 'how long to wait; 0 is without end', durationMs, 0)
    .option('--ignore-not-found', 'a missing object is no error')
    .option('-o, --output <form>', 'name')
    .action(
      async (resource: string | undefined, names: string[], options: DeleteOptions, command: Command) => {
        const { remove } = await import('#cli/verbs/delete.ts');
        await remove(resource === undefined ? [] : [resource, ...names], options, command.optsWithGlobals());
      },
    );
}
