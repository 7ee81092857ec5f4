// Verbs that stream: logs and exec.
import type { Command } from 'commander';
import { durationMs, wholeNumber } from '#cli/flags.ts';

export interface LogsOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly container?: string;
  readonly tail?: number;
  /** In milliseconds. */
  readonly since?: number;
  readonly timestamps?: boolean;
  readonly selector?: string;
  readonly allContainers?: boolean;
  readonly prefix?: boolean;
  readonly maxLogRequests?: number;
}

export interface ExecOptions {
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly container?: string;
}

export function streamCommands(program: Command): void {
  program
    .command('logs [pod]')
    .description("Show a container's output")
    .option('-f, --follow', 'go on as output comes')
    .option('-p, --previous', 'of the container before the last restart')
    .option('-c, --container <name>', 'which container')
    .option('--tail <lines>', 'only the last lines; all if less than 0', wholeNumber)
    .option('--since <duration>', 'only what is younger, such as 5m', durationMs)
    .option('--timestamps', 'every line with its time')
    .option('-l, --selector <labels>', 'of all pods with these labels')
    .option('--all-containers', 'of all containers of the pod')
    .option('--prefix', 'every line with its pod and container')
    .option('--max-log-requests <count>', 'how many logs to follow at once', wholeNumber)
    .action(async (pod: string | undefined, options: LogsOptions, command: Command) => {
      const { logs } = await import('#cli/verbs/logs.ts');
      await logs(pod, options, command.optsWithGlobals());
    });
  program
    .command('exec <pod> [command...]')
    .description('Run a program in a container')
    .option('-i, --stdin', 'pass input on')
    .option('-t, --tty', 'with a terminal')
    .option('-c, --container <name>', 'which container')
    .action(async (pod: string, words: string[], options: ExecOptions, command: Command) => {
      const { exec } = await import('#cli/verbs/exec.ts');
      await exec(pod, words[0] === '--' ? words.slice(1) : words, options, command.optsWithGlobals());
    });
}
