// The real clock and the real dice, for the raft thread.
import { randomInt, randomUUID } from 'node:crypto';
import type { Clock, Random } from '#kernel/ports.ts';

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  schedule: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

export const systemRandom: Random = { below: (bound) => randomInt(bound), uuid: () => randomUUID() };
