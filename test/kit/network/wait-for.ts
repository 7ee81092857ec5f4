import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` gives something other than undefined or false; an error names `what` after `deadlineMs`. */
export async function waitFor<Value>(
  what: string,
  condition: () => Promise<Value | undefined | false> | Value | undefined | false,
  deadlineMs = 30_000,
): Promise<Value> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > until) throw new Error(`waited ${deadlineMs} ms for ${what}`);
    await sleep(20);
  }
}
