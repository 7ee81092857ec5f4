// Verbs about rights: auth can-i, auth whoami.
import type { Command } from 'commander';
import type { CanIOptions } from '#cli/verbs/auth.ts';

export function authCommands(program: Command): void {
  const verbs = () => import('#cli/verbs/auth.ts');
  const auth = program.command('auth').description('Show who you are and what you may do');
  auth
    .command('can-i [verb] [resource] [name]')
    .description('Say whether something is allowed; a resource, resource/name, or a path that begins with /')
    .option('--subresource <part>', 'a part of the object, such as log or scale')
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('--list', 'list everything that you may do in the namespace')
    .option('--as <user>', 'ask about somebody else')
    .option('--as-group <group...>', 'of these groups')
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
}
