// The machine's clock and randomness behind the kernel's ports.
import { randomInt, randomUUID } from 'node:crypto';
import type { Clock, Random, Timer } from '#kernel/ports.ts';

/** The longest that Node can wait at once, some 24 days: what is longer it calls at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  schedule(delayMs: number, callback: () => void): Timer {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number): void => {
      timer =
        leftMs > longestTimerMs
          ? setTimeout(() => wait(leftMs - longestTimerMs), longestTimerMs)
          : setTimeout(callback, leftMs);
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

export const systemRandom: Random = {
  below: (bound) => randomInt(bound),
  uuid: () => randomUUID(),
};
