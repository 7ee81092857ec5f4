// Which thread the kernel lets run first. What makes a commit durable and keeps a leader known is short and waited for by
// everybody; it should not wait behind the same process' requests, controllers and garbage collection.
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';

/** What this thread and the threads that it starts are nice to others from then on; 0 is what a process has. */
const niceness = -10;

/**
 * Lets this thread, and those it starts, run before others that are ready too. Linux keeps a niceness for each thread.
 * Returns whether it may: that takes the right to (CAP_SYS_NICE, or systemd's LimitNICE).
 */
export function runFirst(): boolean {
  try {
    setPriority(Number(path.basename(readlinkSync('/proc/thread-self'))), niceness);
    return true;
  } catch {
    return false;
  }
}
