// Connections of HTTP/2 on which nothing is asked. Node ends those of HTTP/1 by itself, and these never: whoever opened
// enough of them, without saying who they are, would keep everybody else out.
import type { ServerHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';

/**
 * Ends a session once no request has been under way on it for so long. What else is sent, pings say, does not count. Node
 * waits for a client to close its side, too: after `leaveMs` its socket is destroyed.
 */
export function endWhenIdle(
  session: ServerHttp2Session,
  socket: Duplex,
  idleMs: number,
  leaveMs: number,
): void {
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    timer = setTimeout(() => {
      session.close();
      timer = setTimeout(() => socket.destroy(), leaveMs).unref();
    }, idleMs).unref();
  };
  rest();
  session.on('stream', (stream) => {
    underWay += 1;
    clearTimeout(timer);
    stream.once('close', () => {
      underWay -= 1;
      if (underWay === 0 && !session.closed) rest();
    });
  });
  socket.once('close', () => clearTimeout(timer));
}
