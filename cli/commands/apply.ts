// `orc apply`, `orc create` and `orc replace`: manifests into the cluster.
import type { Command } from 'commander';
import { collect } from '#cli/flags.ts';

export interface ManifestOptions {
  readonly filename: string[];
  readonly recursive?: boolean;
  readonly dryRun?: string;
  readonly atomic?: boolean;
  readonly output?: string;
  readonly serverSide?: boolean;
  readonly forceConflicts?: boolean;
  readonly fieldManager?: string;
}

export function manifestCommands(program: Command): void {
  for (const [verb, description] of [
    ['apply', 'Make objects as manifests say'],
    ['create', 'Make new objects'],
    ['replace', 'Replace objects whole'],
  ] as const) {
    const made = program
      .command(verb)
      .description(description)
      .requiredOption(
        '-f, --filename <file>',
        'a file, a folder, or - for standard input; may be repeated',
        collect,
        [],
      )
      .option('-R, --recursive', 'folders within folders too')
      .option(
        '--dry-run <where>',
        'server: check everything, do nothing; client: only say what would be sent',
      )
      .option('--atomic', 'all objects together or none')
      .option('-o, --output <form>', 'yaml, json or name')
      .action(async (options: ManifestOptions, command: Command) => {
        const { commitManifests } = await import('#cli/verbs/apply.ts');
        await commitManifests(verb, options, command.optsWithGlobals());
      })
      .option('--field-manager <name>', 'who the fields are said to be set by');
    if (verb === 'apply')
      made
        .option('--server-side', 'let the masters keep who set which field; refuse to change those of others')
        .option('--force-conflicts', 'with --server-side: take over fields that others set');
  }
}
