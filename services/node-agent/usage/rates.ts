// What was used between two looks, from what was counted by then.
import type { Used } from '#kernel/model/gen/node.gen.ts';
import type { Counted } from '#node-agent/usage/cgroups.ts';

/** What was counted, and when, in milliseconds of the monotonic clock. */
export interface Look extends Counted {
  readonly atMs: number;
}

/** Times too short to say anything of are left out: processor time is counted in steps. */
const leastWindowMs = 500;

/**
 * What was used up to `now`: since the look before, or since `beganMs` (undefined where that is not known) when there is
 * none or the count began anew. Undefined when that is too short a time.
 */
export function usedSince(
  before: Look | undefined,
  now: Look,
  beganMs: number | undefined,
): Used | undefined {
  const isSame = before !== undefined && before.cpuNanos <= now.cpuNanos;
  const fromMs = isSame ? before.atMs : beganMs;
  if (fromMs === undefined || now.atMs - fromMs < leastWindowMs) return undefined;
  const windowMs = now.atMs - fromMs;
  const nanos = now.cpuNanos - (isSame ? before.cpuNanos : 0);
  return {
    windowMs: Math.round(windowMs),
    cpuNanocores: Math.round((nanos / windowMs) * 1000),
    memoryBytes: now.memoryBytes,
  };
}
