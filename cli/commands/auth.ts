// Verbs about rights: auth can-i, auth whoami, auth reconcile.
import type { Command } from 'commander';
import { collect } from '#cli/flags.ts';
import type { CanIOptions } from '#cli/verbs/auth.ts';

export interface ReconcileOptions {
  readonly filename: string[];
  readonly recursive?: boolean;
  readonly dryRun?: string;
  readonly removeExtraPermissions?: boolean;
  readonly removeExtraSubjects?: boolean;
  readonly output?: string;
}

export function authCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/auth.ts');
  const auth = program.command('auth').description('Show who you are and what you may do, and give roles');
  auth
    .command('can-i [verb] [resource] [name]')
    .description('Say whether something is allowed; a resource, resource/name, or a path that begins with /')
    .option('--subresource <part>', 'a part of the object, such as log or scale')
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('--list', 'list everything that you, or whom you act for, may do in the namespace')
    .option('-q, --quiet', 'say it by the exit code alone')
    .action(
      async (
        verb: string | undefined,
        resource: string | undefined,
        name: string | undefined,
        options: CanIOptions,
        command: Command,
      ) => (await verbs()).canI([verb, resource, name], options, command.optsWithGlobals()),
    );
  auth
    .command('whoami')
    .description('Show the name and groups that the masters know you by')
    .action(async (_options: object, command: Command) => (await verbs()).whoAmI(command.optsWithGlobals()));
  auth
    .command('reconcile')
    .description('Have roles grant, and bindings give, at least what manifests say')
    .requiredOption(
      '-f, --filename <file>',
      'a file, a folder, or - for standard input; may be repeated',
      collect,
    )
    .option('-R, --recursive', 'folders within folders too')
    .option('--remove-extra-permissions', 'take from roles what the manifests do not grant')
    .option('--remove-extra-subjects', 'take from bindings whom the manifests do not name')
    .option('--dry-run <where>', 'server: check everything, do nothing; client: only say what would be done')
    .option('-o, --output <form>', 'yaml, json or name')
    .action(async (options: ReconcileOptions, command: Command) => {
      const { reconcile } = await import('#cli/verbs/reconcile.ts');
      await reconcile(options, command.optsWithGlobals());
    });
}
