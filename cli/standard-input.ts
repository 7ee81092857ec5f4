// Standard input where all of it is needed at once. It may be switched to not wait, by others who hold it or by whoever
// asked for `process.stdin` here: then there is nothing yet, which is not its end.
import { readSync } from 'node:fs';
import { OrcError } from '#kernel/errors.ts';

/** How long to wait before looking again. */
const pauseMs = 20;
const chunkBytes = 64 * 1024;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Reads what comes next from a file, once something does; 0 bytes at the end. */
function readNext(descriptor: number, into: Uint8Array): number {
  for (;;)
    try {
      return readSync(descriptor, into);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(sleeper, 0, 0, pauseMs);
    }
}

/** All of a file's bytes. Throws TooLarge as soon as there are more than allowed: a pipe does not say its size. */
export function readAll(descriptor: number, mostBytes: number): Buffer {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = readNext(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks);
    total += count;
    if (total > mostBytes)
      throw new OrcError('TooLarge', `has more than ${mostBytes} bytes, the most a file may have: split it`);
    chunks.push(chunk.subarray(0, count));
  }
}

/** The most bytes of a secret that is read from standard input. */
const secretBytes = 64 * 1024;

/** A key or token on standard input, without the line break behind it. */
export function secretGiven(): string {
  return readAll(0, secretBytes).toString('utf8').trim();
}
