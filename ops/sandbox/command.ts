// Programs the sandbox runs to an end: by argument arrays, never through a shell, bounded in time.

import { execa } from 'execa';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { sandboxLimits } from './limits.ts';

/** The Debian package that brings each program a sandbox needs. */
const packages = {
  nft: 'nftables',
  ip: 'iproute2',
  nsenter: 'util-linux',
  umount: 'mount',
  dockerd: 'docker.io',
  containerd: 'containerd',
  runc: 'runc',
  tar: 'tar',
  ldd: 'libc-bin',
} as const;

export type Program = keyof typeof packages;

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function missingProgram(program: Program): OrcError {
  return new OrcError(
    'Unsupported',
    `${program} is not installed: install the Debian package ${packages[program]}`,
  );
}

/** Runs to the end; any exit code is an answer. */
export async function tryRun(program: Program, args: readonly string[]): Promise<CommandResult> {
  const result = await execa(program, args, {
    reject: false,
    stdin: 'ignore',
    timeout: sandboxLimits.commandTimeoutMs,
    maxBuffer: sandboxLimits.commandOutputBytes,
  });
  if (result.code === 'ENOENT') throw missingProgram(program);
  if (result.exitCode === undefined) {
    throw new OrcError(
      'Unavailable',
      `${program} ${args.join(' ')}: ${messageOf(result.cause ?? result.shortMessage)}`,
    );
  }
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}

/** Runs to the end; an exit code other than 0 is an error that carries what the program said. */
export async function run(program: Program, args: readonly string[]): Promise<string> {
  const result = await tryRun(program, args);
  if (result.exitCode === 0) return result.stdout;
  const said = (result.stderr || result.stdout).trim().slice(0, 1_000);
  throw new OrcError(
    'Unavailable',
    `${program} ${args.join(' ')}: ${said || `exit code ${result.exitCode}`}`,
  );
}

/** Fails with one clear line unless this process is root and every program is there. */
export async function requireHost(programs: readonly Program[]): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new OrcError(
      'Forbidden',
      'a sandbox needs root (network namespaces and dockerd): run it as root or with sudo',
    );
  }
  for (const program of programs) {
    const found = await execa('which', [program], { reject: false, stdin: 'ignore' });
    if (found.exitCode !== 0) throw missingProgram(program);
  }
}
