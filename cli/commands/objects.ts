// Verbs about single objects: describe, scale, rollout, label, annotate, cordon, uncordon, patch.
import type { Command } from 'commander';
import type { DescribeOptions } from '#cli/verbs/describe.ts';
import type { PatchOptions, ScaleOptions } from '#cli/verbs/change.ts';
import { durationMs, wholeNumber } from '#cli/flags.ts';

export function objectCommands(program: Command): void {
  program
    .command('describe <resource> [names...]')
    .description('Show objects in full, for people')
    .option('-l, --selector <labels>', 'only with these labels')
    .option('-A, --all-namespaces', 'in all namespaces')
    .action(async (resource: string, names: string[], options: DescribeOptions, command: Command) => {
      const { describe } = await import('#cli/verbs/describe.ts');
      await describe([resource, ...names], options, command.optsWithGlobals());
    });
  program
    .command('scale <resource> [names...]')
    .description('Set how many pods a Deployment or ReplicaSet runs')
    .requiredOption('--replicas <count>', 'how many', wholeNumber)
    .option('--current-replicas <count>', 'only if it has so many now', wholeNumber)
    .action(async (resource: string, names: string[], options: ScaleOptions, command: Command) => {
      const { scale } = await import('#cli/verbs/change.ts');
      await scale([resource, ...names], options, command.optsWithGlobals());
    });
  for (const [verb, section] of [
    ['label', 'labels'],
    ['annotate', 'annotations'],
  ] as const)
    program
      .command(`${verb} <resource> [words...]`)
      .description(`Set (key=value) or remove (key-) ${section}`)
      .option('--overwrite', 'change those that are set already')
      .action(
        async (resource: string, rest: string[], options: { overwrite?: boolean }, command: Command) => {
          const { annotate } = await import('#cli/verbs/change.ts');
          await annotate(section, [resource, ...rest], options.overwrite === true, command.optsWithGlobals());
        },
      );
  program
    .command('patch <resource> [name]')
    .description('Change parts of an object')
    .requiredOption('-p, --patch <text>', 'the patch, as JSON or YAML')
    .option(
      '--type <type>',
      'strategic, merge or json; else strategic, and merge for kinds that users define',
    )
    .action(async (resource: string, name: string | undefined, options: PatchOptions, command: Command) => {
      const { patchObject } = await import('#cli/verbs/change.ts');
      const words = name === undefined ? [resource] : [resource, name];
      await patchObject(words, options, command.optsWithGlobals());
    });
  for (const [verb, unschedulable] of [
    ['cordon', true],
    ['uncordon', false],
  ] as const)
    program
      .command(`${verb} <nodes...>`)
      .description(unschedulable ? 'Place no new pods on a node' : 'Place pods on a node again')
      .action(async (nodes: string[], _options: object, command: Command) => {
        const { cordon } = await import('#cli/verbs/change.ts');
        await cordon(nodes, unschedulable, command.optsWithGlobals());
      });
  const rollout = program.command('rollout').description("Follow and change a Deployment's rollout");
  const verb = (usage: string, description: string): Command =>
    rollout.command(`${usage} <resource> [name]`).description(description);
  verb('status', 'Wait until the newest template runs everywhere')
    .option('--timeout <duration>', 'how long to wait; 0 is for ever', durationMs, 0)
    .option('-w, --watch', 'go on until it is done', true)
    .option('--no-watch', 'only say how it stands')
    .option('--revision <number>', 'fail when another revision is rolled out', wholeNumber)
    .action(
      async (
        resource: string,
        name: string | undefined,
        options: { timeout: number; watch: boolean; revision?: number },
        command: Command,
      ) => {
        const { rolloutStatus } = await import('#cli/verbs/rollout.ts');
        await rolloutStatus(
          name === undefined ? [resource] : [resource, name],
          options,
          command.optsWithGlobals(),
        );
      },
    );
  verb('history', 'Show the revisions that can be gone back to')
    .option('--revision <number>', 'show one in full', wholeNumber)
    .action(
      async (
        resource: string,
        name: string | undefined,
        options: { revision?: number },
        command: Command,
      ) => {
        const { rolloutHistory } = await import('#cli/verbs/rollout.ts');
        await rolloutHistory(
          name === undefined ? [resource] : [resource, name],
          options.revision,
          command.optsWithGlobals(),
        );
      },
    );
  verb('undo', 'Go back to an earlier revision')
    .option('--to-revision <number>', 'which; the one before by default', wholeNumber, 0)
    .action(
      async (
        resource: string,
        name: string | undefined,
        options: { toRevision: number },
        command: Command,
      ) => {
        const { rolloutUndo } = await import('#cli/verbs/rollout.ts');
        await rolloutUndo(
          name === undefined ? [resource] : [resource, name],
          options.toRevision,
          command.optsWithGlobals(),
        );
      },
    );
  for (const [name, description] of [
    ['restart', 'Replace all pods, step by step'],
    ['pause', 'Stand still'],
    ['resume', 'Go on'],
  ] as const)
    verb(name, description).action(
      async (resource: string, which: string | undefined, _options: object, command: Command) => {
        const { rolloutChange } = await import('#cli/verbs/rollout.ts');
        await rolloutChange(
          name,
          which === undefined ? [resource] : [resource, which],
          command.optsWithGlobals(),
        );
      },
    );
}
