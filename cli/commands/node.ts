// `orc node`: runs a node's agent and proxy, and makes a machine a node.
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { OrcError } from '#kernel/errors.ts';
import { nodeDefaults } from '#kernel/node/defaults.ts';

export interface JoinOptions {
  readonly token: string;
  readonly caHash: string;
  readonly name: string;
  readonly address?: string;
  readonly label: Readonly<Record<string, string>>;
  readonly configDir: string;
  readonly dataDir: string;
  readonly dockerSocket: string;
}

function label(text: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new OrcError('BadRequest', `--label: "${text}" must be key=value`);
  return { ...labels, [text.slice(0, at)]: text.slice(at + 1) };
}

export function nodeCommand(program: Command): void {
  const node = program
    .command('node')
    .description('Run a node: the agent that runs pods and the proxy that serves Services')
    .option('--config <file>', "the node's configuration, JSON")
    .action(async ({ config }: { config?: string }) => {
      if (config === undefined)
        throw new OrcError(
          'BadRequest',
          "--config is missing: the node's configuration, which orc node join writes",
        );
      const [{ runNode }, { readNodeConfig }, { untilTerminated }] = await Promise.all([
        import('#services/node.ts'),
        import('#runtime/config.ts'),
        import('#cli/signals.ts'),
      ]);
      await runNode(readNodeConfig(config), untilTerminated());
    });
  node
    .command('join <master>')
    .description('Make this machine a node of a cluster; orc token create prints the whole command')
    .requiredOption('--token <token>', 'lets this machine in; - reads it from standard input')
    .requiredOption('--ca-hash <hash>', "the hash of the cluster's CA: no other cluster is joined")
    .option('--name <name>', "the node's name", hostname().toLowerCase())
    .option(
      '--address <address>',
      'the address other machines reach it by; else the one it reaches the master from',
    )
    .option('--label <key=value>', 'a label that the node gives itself; as often as wanted', label, {})
    .option(
      '--config-dir <folder>',
      'where its certificate, key and configuration go',
      nodeDefaults.configDir,
    )
    .option('--data-dir <folder>', 'where it keeps its data', nodeDefaults.dataDir)
    .option('--docker-socket <file>', "Docker's socket", nodeDefaults.dockerSocket)
    .action(async (master: string, options: JoinOptions) =>
      (await import('#cli/verbs/join.ts')).join(master, options),
    );
}
