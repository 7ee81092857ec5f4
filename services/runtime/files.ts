// Files as services need them: read with an error that says what to do, replaced in one step.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';

/** A file's text. `what` says in an error what the file is for. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `${what}: can't read ${file}: ${messageOf(error)}`,
      {},
      { cause: error },
    );
  }
}

/** Replaces a file unless it holds `content` already: a start that changes nothing then needs no room on the disk. */
export function keepFile(file: string, content: string, mode = 0o644): void {
  try {
    if (readFileSync(file, 'utf8') === content) return;
  } catch {
    // Not there, or not readable: it is written anew.
  }
  replaceFile(file, content, mode);
}

/** Replaces a file so that a crash leaves the old content or the new, never a part. */
export function replaceFile(file: string, content: string | Uint8Array, mode = 0o644): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`);
  const descriptor = openSync(temporary, 'w', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    let written = 0;
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
