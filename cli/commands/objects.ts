// Verbs about single objects: describe, scale, rollout, label, annotate, cordon, uncordon, patch.
import type { Command } from 'commander';

export function objectCommands(program: Command): void {
  program
    .command('describe <resource> [names...]')
    .description('Show objects in full, for people')
    .option('-l, --selector <labels>', 'only with these labels')
    .action(async (resource: string, names: string[], options: { selector?: string }, command: Command) => {
      const { describe } = await import('#cli/verbs/describe.ts');
      await describe([resource, ...names], options.selector ?? '', command.optsWithGlobals());
    });
  program
    .command('scale <resource> [name]')
    .description('Set how many pods a Deployment or ReplicaSet runs')
    .requiredOption('--replicas <count>', 'how many', Number)
    .action(
      async (
        resource: string,
        name: string | undefined,
        { replicas }: { replicas: number },
        command: Command,
      ) => {
        const { scale } = await import('#cli/verbs/change.ts');
        await scale(name === undefined ? [resource] : [resource, name], replicas, command.optsWithGlobals());
      },
    );
  for (const [verb, section] of [
    ['label', 'labels'],
    ['annotate', 'annotations'],
  ] as const)
    program
      .command(`${verb} <resource> <name> [pairs...]`)
      .description(`Set (key=value) or remove (key-) ${section}`)
      .option('--overwrite', 'change those that are set already')
      .action(
        async (
          resource: string,
          name: string,
          pairs: string[],
          options: { overwrite?: boolean },
          command: Command,
        ) => {
          const { annotate } = await import('#cli/verbs/change.ts');
          await annotate(
            section,
            [resource, name, ...pairs],
            options.overwrite === true,
            command.optsWithGlobals(),
          );
        },
      );
  program
    .command('patch <resource> [name]')
    .description('Change parts of an object by a JSON merge patch')
    .requiredOption('-p, --patch <json>', 'the patch')
    .action(
      async (resource: string, name: string | undefined, { patch }: { patch: string }, command: Command) => {
        const { patchObject } = await import('#cli/verbs/change.ts');
        await patchObject(
          name === undefined ? [resource] : [resource, name],
          patch,
          command.optsWithGlobals(),
        );
      },
    );
  for (const [verb, unschedulable] of [
    ['cordon', true],
    ['uncordon', false],
  ] as const)
    program
      .command(`${verb} <node>`)
      .description(unschedulable ? 'Place no new pods on a node' : 'Place pods on a node again')
      .action(async (node: string, _options: object, command: Command) => {
        const { cordon } = await import('#cli/verbs/change.ts');
        await cordon(node, unschedulable, command.optsWithGlobals());
      });
  const rollout = program.command('rollout').description("Follow and change a Deployment's rollout");
  const verb = (usage: string, description: string): Command =>
    rollout.command(`${usage} <resource> [name]`).description(description);
  verb('status', 'Wait until the newest template runs everywhere')
    .option('--timeout <seconds>', 'how long to wait; 0 is for ever', Number, 0)
    .option('--no-watch', 'only say how it stands')
    .action(
      async (
        resource: string,
        name: string | undefined,
        options: { timeout: number; watch: boolean },
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
    .option('--revision <number>', 'show one in full', Number)
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
    .option('--to-revision <number>', 'which; the one before by default', Number, 0)
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
