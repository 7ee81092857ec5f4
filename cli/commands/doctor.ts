// `orc doctor`: looks at a running cluster and says what is wrong with it.
import type { Command } from 'commander';

export interface DoctorOptions {
  readonly security?: boolean;
  readonly config?: string;
  readonly output?: string;
}

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Look at the running cluster and report what is wrong; ends with 1 when something is')
    .option('--security', 'the security checklist: who is let in, who may do what, how it is kept')
    .option(
      '--config <file>',
      "a master's or node's configuration: its files and processes on this machine are looked at too",
    )
    .option('-o, --output <form>', 'json')
    .action(async (options: DoctorOptions, command: Command) =>
      (await import('#cli/verbs/doctor.ts')).doctor(options, command.optsWithGlobals()),
    );
}
