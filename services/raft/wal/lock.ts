// One process per data directory. The lock is a file naming its holder (process id and start time, so that
// a number used again is not mistaken for it); one whose holder is gone is taken over.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';

export interface DirectoryLock {
  release(): void;
}

/** Takes the lock of `directory`. Throws OrcError Conflict naming the process that holds it. */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'lock');
  const mine = join(directory, `lock-${randomUUID()}.tmp`);
  writeFileSync(mine, `${process.pid} ${startTime(process.pid)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(mine, path);
        return { release: () => rmSync(path, { force: true }) };
      } catch {
        const holder = readHolder(path);
        if (holder !== undefined && startTime(holder.pid) === holder.startTime) {
          throw new OrcError(
            'Conflict',
            `${directory} is in use by process ${holder.pid}: stop it first, or use another data directory`,
          );
        }
        rmSync(path, { force: true });
      }
    }
    throw new OrcError('Conflict', `${directory} cannot be locked: another process is starting on it`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function readHolder(path: string): { readonly pid: number; readonly startTime: string } | undefined {
  try {
    const [pid, started] = readFileSync(path, 'utf8').trim().split(' ');
    return pid === undefined || started === undefined ? undefined : { pid: Number(pid), startTime: started };
  } catch {
    return undefined;
  }
}

/** When a process started, in ticks since boot; empty when it does not run, a zombie included: it holds nothing. */
function startTime(pid: number): string {
  try {
    // The name in parentheses may hold spaces; the start time is the 20th field behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
