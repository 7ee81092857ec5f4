// Programs the proxy runs. One place knows how: by argument arrays, never through a shell, in a
// network namespace when asked, with a time and a size that bound each run.

import { execa } from 'execa';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { netproxyLimits } from './limits.ts';

/** The Debian package that brings each program. */
const packages: Readonly<Record<string, string>> = {
  nft: 'nftables',
  conntrack: 'conntrack',
  ip: 'iproute2',
  sysctl: 'procps',
  nsenter: 'util-linux',
};

/** How a program ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function missingProgram(program: string): OrcError {
  const from = packages[program] ?? program;
  return new OrcError('Unsupported', `${program} is not installed: install the Debian package ${from}`);
}

/** Runs programs, inside the network namespace `namespace` (a name under /run/netns) if given. */
export class CommandRunner {
  readonly #namespace: string | undefined;

  constructor(namespace?: string) {
    this.#namespace = namespace;
  }

  /** The program and arguments that really start. */
  commandLine(program: string, args: readonly string[]): { file: string; args: readonly string[] } {
    if (this.#namespace === undefined) return { file: program, args };
    return { file: 'nsenter', args: [`--net=/run/netns/${this.#namespace}`, program, ...args] };
  }

  /** Runs to the end. An exit code is an answer; a program that is missing, hangs or is killed is an error. */
  async run(program: string, args: readonly string[]): Promise<CommandResult> {
    const line = this.commandLine(program, args);
    const result = await execa(line.file, line.args, {
      reject: false,
      stdin: 'ignore',
      timeout: netproxyLimits.commandTimeoutMs,
      maxBuffer: netproxyLimits.commandOutputBytes,
    });
    if (result.code === 'ENOENT') throw missingProgram(line.file);
    const missing = `failed to execute ${program}: No such file`;
    if (this.#namespace !== undefined && result.stderr.includes(missing)) throw missingProgram(program);
    if (result.exitCode === undefined) {
      const why = result.timedOut
        ? `gave no answer within ${netproxyLimits.commandTimeoutMs} ms`
        : messageOf(result.cause ?? result.shortMessage);
      throw new OrcError('Unavailable', `${program} ${args.slice(0, 6).join(' ')}: ${why}`);
    }
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  }
}
