// What the command says. A pipe takes 64 KiB at a time: the rest waits here until whoever reads it goes on, and would be
// lost if the process ended before. A disk may be full, and a reader gone.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { messageOf } from '#kernel/errors.ts';

/** How a shell calls the end of a program that writes to a pipe nobody reads: SIGPIPE, as kubectl ends too. */
const brokenPipeExit = 141;

let draining: Promise<unknown> | undefined;

/** Ends the command, because what it says can't be written. */
function end(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.exit(brokenPipeExit);
  process.stderr.write(`error: can't write the output: ${messageOf(error)}\n`);
  process.exit(1);
}

/** From now on the command ends when what it says can't be written. */
export function endWithoutOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
}

/** Writes to standard output, no faster than it is read: for what has no end. */
export async function written(data: string | Uint8Array): Promise<void> {
  if (data.length === 0 || process.stdout.write(data)) return;
  // Several may wait at once.
  draining ??= once(process.stdout, 'drain').finally(() => (draining = undefined));
  await draining;
}

function flushed(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', (error) => (error === null || error === undefined ? resolve() : end(error)));
  });
}

/** Resolves once all that was said has been taken. */
export async function allWritten(): Promise<void> {
  await flushed(process.stdout);
  await flushed(process.stderr);
}
