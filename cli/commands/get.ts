// `orc get`.
import type { Command } from 'commander';
import { count } from '#cli/flags.ts';

export interface GetOptions {
  readonly output?: string;
  readonly watch?: boolean;
  readonly watchOnly?: boolean;
  readonly allNamespaces?: boolean;
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly sortBy?: string;
  readonly showLabels?: boolean;
  readonly showManagedFields?: boolean;
  readonly labelColumns?: string;
  readonly headers: boolean;
  readonly ignoreNotFound?: boolean;
  readonly outputWatchEvents?: boolean;
  readonly chunkSize: number;
}

export function getCommand(program: Command): void {
  program
    .command('get <resource> [names...]')
    .description('Show objects, of a version of their kind too, as in crontabs.v1.stable.example.com')
    .option('-o, --output <form>', 'wide, yaml, json, name or jsonpath=TEMPLATE')
    .option('-w, --watch', 'go on as they change')
    .option('--watch-only', 'only changes from now on')
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('-l, --selector <labels>', 'only with these labels')
    .option('--field-selector <fields>', 'only with these fields')
    .option('--sort-by <path>', 'order by a field, as JSONPath')
    .option('--show-labels', 'with all labels')
    .option('--show-managed-fields', 'YAML and JSON with who set which field')
    .option('-L, --label-columns <labels>', 'with a column for each of these labels')
    .option('--no-headers', 'without headings')
    .option('--ignore-not-found', 'a missing object is no error')
    .option('--output-watch-events', 'with what became of each object')
    .option('--chunk-size <count>', 'how many objects to ask for at a time', count, 500)
    .action(async (resource: string, names: string[], options: GetOptions, command: Command) => {
      const { get } = await import('#cli/verbs/get.ts');
      await get([resource, ...names], options, command.optsWithGlobals());
    });
}
