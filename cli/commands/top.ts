// `orc top`.
import type { Command } from 'commander';

export interface TopOptions {
  readonly selector?: string;
  readonly sortBy?: string;
  readonly headers: boolean;
}

export interface TopNodesOptions extends TopOptions {
  readonly showCapacity?: boolean;
}

export interface TopPodsOptions extends TopOptions {
  readonly allNamespaces?: boolean;
  readonly containers?: boolean;
  readonly sum?: boolean;
}

export function topCommand(program: Command): void {
  const verbs = () => import('#cli/verbs/top.ts');
  const top = program.command('top').description('Show what nodes or pods use of processors and memory');
  const common = (command: Command): Command =>
    command
      .option('-l, --selector <labels>', 'only with these labels')
      .option('--sort-by <resource>', 'most first: cpu or memory')
      .option('--no-headers', 'without headings');
  common(top.command('nodes [name]').aliases(['node', 'no']))
    .description('What nodes use, and how much that is of what pods may have')
    .option('--show-capacity', 'how much it is of all that the machine has')
    .action(async (name: string | undefined, options: TopNodesOptions, command: Command) =>
      (await verbs()).topNodes(name, options, command.optsWithGlobals()),
    );
  common(top.command('pods [name]').aliases(['pod', 'po']))
    .description('What pods use')
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('--containers', 'each container by itself')
    .option('--sum', 'with the sum of all')
    .action(async (name: string | undefined, options: TopPodsOptions, command: Command) =>
      (await verbs()).topPods(name, options, command.optsWithGlobals()),
    );
}
