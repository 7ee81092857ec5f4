// Keeps a program running: starts it, starts it again when it ends, with waits that double, and stops
// it when asked. The program dies with us: a supervised process never outlives its supervisor, because
// the kernel kills it when its parent ends (setpriv --pdeathsig).
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Logger } from '#kernel/ports.ts';

/** The waits before a restart, and how long a run must last to begin again from the first. */
const backoffMs = { first: 100, last: 5_000, healthy: 10_000 } as const;
/** How long a program has to end after SIGTERM. */
const stopMs = 3_000;

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logger: Logger;
  /** Called after every start. */
  readonly started?: (pid: number) => void;
  /** Called whenever it has ended. */
  readonly ended?: () => void;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(timer);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Runs a program until `signal` aborts, and again whenever it ends before. Resolves when it has ended. */
export async function supervise(program: Program, signal: AbortSignal): Promise<void> {
  let waitMs: number = backoffMs.first;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const args = ['--pdeathsig', 'KILL', '--', program.command, ...program.args];
    const child = spawn('setpriv', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let lastLine = '';
    child.stderr.on('data', (chunk: Buffer) => {
      lastLine = chunk.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    });
    if (child.pid !== undefined) program.started?.(child.pid);
    const onAbort = (): void => void stop(child);
    signal.addEventListener('abort', onAbort, { once: true });
    const failure = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, killed) => resolve(code === null ? `signal ${killed}` : `exit code ${code}`));
    });
    signal.removeEventListener('abort', onAbort);
    program.ended?.();
    if (signal.aborted) return;
    program.logger.warn('supervised program ended, starting it again', {
      program: program.name,
      failure,
      lastLine,
      waitMs,
    });
    await pause(waitMs, signal);
    waitMs =
      performance.now() - startedAt > backoffMs.healthy
        ? backoffMs.first
        : Math.min(backoffMs.last, waitMs * 2);
  }
}
