// Verbs that stream: logs, exec and port-forward.
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

export interface PortForwardOptions {
  readonly address?: string;
  /** In milliseconds. */
  readonly podRunningTimeout?: number;
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
  program
    .command('port-forward <pod> [ports...]')
    .description("Connect ports of this machine to a pod's, until it is interrupted")
    .option('--address <addresses>', 'where to listen, separated by commas: addresses, or localhost')
    .option('--pod-running-timeout <duration>', 'how long to wait for the pod to run, such as 1m', durationMs)
    .action(async (pod: string, ports: string[], options: PortForwardOptions, command: Command) => {
      const { portForward } = await import('#cli/verbs/port-forward.ts');
      await portForward(pod, ports, options, command.optsWithGlobals());
    });
}
