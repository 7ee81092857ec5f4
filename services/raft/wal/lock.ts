// One process per data directory. The lock is a file naming its holder (process id and start time, so that
// a number used again is not mistaken for it); one whose holder is gone is taken over (lock-steps.ts).
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import { lockName, takeLock, type Holder, type LockFolder, type Taken } from './lock-steps.ts';

export interface DirectoryLock {
  release(): void;
}

/** Takes the lock of `directory`. Throws OrcError Conflict naming the process that holds it. */
export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const folder = folderAt(directory);
  const self = { pid: process.pid, startTime: startTime(process.pid) };
  const taken = carryOut(takeLock(folder, self, randomUUID(), limits.lockWaits));
  if (taken.kind === 'refused') {
    const { holder, isStarting } = taken;
    throw new OrcError(
      'Conflict',
      isStarting
        ? `${directory} cannot be locked: process ${holder.pid} is starting on it`
        : `${directory} is in use by process ${holder.pid}: stop it first, or use another data directory`,
    );
  }
  let isHeld = true;
  return {
    release: () => {
      // Given back once: the next time it would be another one's.
      if (isHeld) folder.remove(lockName);
      isHeld = false;
    },
  };
}

function carryOut(steps: Generator<'step' | 'wait', Taken, void>): Taken {
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    if (next.value === 'wait') Atomics.wait(nobodyWakes, 0, 0, limits.lockWaitMs);
  }
}

function folderAt(directory: string): LockFolder {
  const at = (name: string): string => join(directory, name);
  return {
    create: (name, text) => writeFileSync(at(name), text, { mode: 0o600, flag: 'wx' }),
    link: (file, name) => {
      const linked = unless('EEXIST', () => {
        linkSync(at(file), at(name));
        return true;
      });
      return linked ?? false;
    },
    read: (name) => unless('ENOENT', () => readFileSync(at(name), 'utf8')),
    list: () => readdirSync(directory),
    remove: (name) => rmSync(at(name), { force: true }),
    isAlive: ({ pid, startTime: started }: Holder) => startTime(pid) === started,
  };
}

/** What `action` returns; undefined where it fails with this code. */
function unless<T>(code: string, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
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
