// node lock-racer.ts DIRECTORY: takes the lock of the directory, or gives it back, whenever its parent says so, and
// answers what came of it.
import { messageOf } from '#kernel/errors.ts';
import { lockDirectory, type DirectoryLock } from '#raft/wal/lock.ts';

const [, , directory = ''] = process.argv;
let lock: DirectoryLock | null = null;
process.on('message', (word) => {
  let answer = 'released';
  if (word === 'take') {
    try {
      lock = lockDirectory(directory);
      answer = 'held';
    } catch (error) {
      answer = messageOf(error);
    }
  } else {
    lock?.release();
    lock = null;
  }
  process.send?.(answer);
});
process.send?.('ready');
