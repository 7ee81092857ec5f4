// Verbs about objects as documents: explain, edit, diff.
import type { Command } from 'commander';
import { collect } from '#cli/flags.ts';
import type { ExplainOptions } from '#cli/verbs/explain.ts';

export function documentCommands(program: Command): void {
  program
    .command('explain <resource>')
    .description("Show what a kind's fields mean, such as those of deploy.spec.strategy")
    .option('--recursive', 'all fields, without their descriptions')
    .option('--api-version <version>', 'of the kind in this version, such as apps/v1')
    .action(async (resource: string, options: ExplainOptions) => {
      const { explain } = await import('#cli/verbs/explain.ts');
      explain(resource, options);
    });
  program
    .command('edit <resource> [name]')
    .description('Change an object in your editor ($KUBE_EDITOR, $VISUAL, $EDITOR or vi)')
    .action(async (resource: string, name: string | undefined, _options: object, command: Command) => {
      const { edit } = await import('#cli/verbs/edit.ts');
      await edit(name === undefined ? [resource] : [resource, name], command.optsWithGlobals());
    });
  program
    .command('diff')
    .description('Show what applying manifests would change; ends with 1 if anything, with 2 if it fails')
    .requiredOption('-f, --filename <file>', 'a file, a folder, or -; may be repeated', collect)
    .option('-R, --recursive', 'folders within folders too')
    .action(async (options: { filename: string[]; recursive?: boolean }, command: Command) => {
      const { diff } = await import('#cli/verbs/edit.ts');
      await diff(options.filename, options.recursive === true, command.optsWithGlobals());
    });
}
