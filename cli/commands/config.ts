// Verbs about the configuration file: which clusters there are, who asks, and which context is the current one.
import type { Command } from 'commander';
import type { GlobalOptions } from '#cli/config.ts';
import { collect, durationMs } from '#cli/flags.ts';
import type { ClusterOptions, ContextOptions, CredentialOptions, ViewOptions } from '#cli/verbs/config.ts';

export interface AddUserOptions {
  readonly group?: readonly string[];
  /** Milliseconds; the masters' usual when absent. */
  readonly duration?: number;
  readonly file?: string;
}

function changing(config: Command, verbs: () => Promise<typeof import('#cli/verbs/config.ts')>): void {
  config
    .command('set-credentials <name>')
    .description('Say how a user shows who they are')
    .option('--token <token>', 'a token; other users of this machine can see it while the command runs')
    .option('--token-file <file>', 'a file with a token, read anew each time')
    .option('--client-certificate <file>', 'a certificate, PEM')
    .option('--client-key <file>', 'its key, PEM')
    .option('--embed-certs', 'put certificate and key into the configuration instead of naming their files')
    .option('--exec-command <program>', 'a program that obtains the credentials')
    .option('--exec-api-version <version>', 'of what it is asked and answers')
    .option('--exec-arg <arg>', 'an argument of it; may be repeated', collect)
    .option('--exec-env <name=value>', 'a variable of it; may be repeated', collect)
    .option(
      '--exec-interactive-mode <mode>',
      'whether it may ask at the terminal: Never, IfAvailable or Always',
    )
    .option('--exec-provide-cluster-info', 'tell it of the cluster')
    .action(async (name: string, options: CredentialOptions, command: Command) =>
      (await verbs()).setCredentials(name, options, command.optsWithGlobals()),
    );
  config
    .command('set-cluster <name>')
    .description('Say where a cluster is')
    .option('--server <url>', "the Kubernetes API, for kubectl; without --masters, a master's gRPC address")
    .option('--masters <addresses>', "the masters' gRPC addresses, host:port, separated by commas")
    .option('--certificate-authority <file>', "the cluster's CA, PEM")
    .option('--embed-certs', 'put the CA into the configuration instead of naming its file')
    .action(async (name: string, options: ClusterOptions, command: Command) =>
      (await verbs()).setCluster(name, options, command.optsWithGlobals()),
    );
  config
    .command('set-context [name]')
    .description('Say which user asks which cluster; -n gives the usual namespace')
    .option('--current', 'the current context')
    .option('--cluster <name>', 'the cluster')
    .option('--user <name>', 'the user')
    .action(async (name: string | undefined, options: ContextOptions, command: Command) =>
      (await verbs()).setContext(name, options, command.optsWithGlobals()),
    );
  config
    .command('use-context <name>')
    .alias('use')
    .description('Make a context the current one')
    .action(async (name: string, _options: object, command: Command) =>
      (await verbs()).useContext(name, command.optsWithGlobals()),
    );
  const deletions = [
    ['delete-cluster', 'clusters'],
    ['delete-user', 'users'],
    ['delete-context', 'contexts'],
  ] as const;
  for (const [verb, list] of deletions)
    config
      .command(`${verb} <name>`)
      .description(`Take one of the ${list} out`)
      .action(async (name: string, _options: object, command: Command) =>
        (await verbs()).remove(list, name, command.optsWithGlobals()),
      );
}

export function configCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/config.ts');
  const config = program.command('config').description('Show and change the configuration file');
  config
    .command('view')
    .description('Show the configuration; secrets are left out')
    .option('--raw', 'with secrets')
    .option('--minify', 'only what the context needs')
    .option('-o, --output <form>', 'yaml or json', 'yaml')
    .action(async (options: ViewOptions, command: Command) =>
      (await verbs()).view(options, command.optsWithGlobals()),
    );
  config
    .command('get-contexts [name]')
    .description('List the contexts')
    .option('-o, --output <form>', 'name')
    .option('--no-headers', 'without headings')
    .action(
      async (name: string | undefined, options: { output?: string; headers: boolean }, command: Command) =>
        (await verbs()).getContexts(name, options, command.optsWithGlobals()),
    );
  config
    .command('current-context')
    .description('Print the name of the current context')
    .action(async (_options: object, command: Command) =>
      (await verbs()).currentContext(command.optsWithGlobals<GlobalOptions>()),
    );
  config
    .command('add-user <name>')
    .description('Make a key and a certificate for a user, and a context with them')
    .option('--group <name>', 'a group that the user is in; may be repeated', collect)
    .option(
      '--duration <time>',
      'how long the certificate is good, such as 24h; it renews itself',
      durationMs,
    )
    .option('--file <file>', 'write a configuration of its own, to be handed over; else into the one in use')
    .action(async (name: string, options: AddUserOptions, command: Command) =>
      (await import('#cli/verbs/add-user.ts')).addUser(name, options, command.optsWithGlobals()),
    );
  changing(config, verbs);
}
