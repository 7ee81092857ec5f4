import type { Socket } from 'node:net';

/** Carries bytes both ways between two sockets that allow half-open ends: an end is passed on as an end, an error ends both. */
export function join(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.on('error', () => {
      if (to.destroyed) return;
      // A reset is passed on as a reset where there is such a thing: a Unix socket knows none, and asking
      // it for one throws.
      if (to.remoteAddress === undefined) to.destroy();
      else to.resetAndDestroy();
    });
    from.on('close', () => {
      if (!to.destroyed && !from.readableEnded) to.destroy();
    });
    from.pipe(to);
  }
}
