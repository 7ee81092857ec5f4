// `orc node`: runs a node's agent and proxy.
import type { Command } from 'commander';

export function nodeCommand(program: Command): void {
  program
    .command('node')
    .description('Run a node: the agent that runs pods and the proxy that serves Services')
    .requiredOption('--config <file>', "the node's configuration, JSON")
    .action(async ({ config }: { config: string }) => {
      const [{ runNode }, { readNodeConfig }, { untilTerminated }] = await Promise.all([
        import('#services/node.ts'),
        import('#runtime/config.ts'),
        import('#cli/signals.ts'),
      ]);
      await runNode(readNodeConfig(config), untilTerminated());
    });
}
