import type { Socket } from 'node:net';

/** Carries bytes both ways between two sockets that allow half-open ends: an end is passed on as an end, an error ends both. */
export function join(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.on('error', () => {
      // A reset is passed on as a reset where the kernel lets us, so that nobody takes it for a clean end.
      if (to.destroyed) return;
      to.resetAndDestroy();
    });
    from.on('close', () => {
      if (!to.destroyed && !from.readableEnded) to.destroy();
    });
    from.pipe(to);
  }
}
