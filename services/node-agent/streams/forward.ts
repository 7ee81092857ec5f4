// A connection to a port of a pod, relayed byte by byte. Either side may end its half and still hear the other.
import type { Socket } from 'node:net';
import { messageOf } from '#kernel/errors.ts';
import type { StreamEnd } from '#runtime/stream.ts';

/** Relays until both halves have ended, or either side breaks off: then the other is broken off too. */
export async function relayConnection(end: StreamEnd, socket: Socket): Promise<void> {
  const destroy = (): void => void socket.destroy();
  // What is wrong is thrown to whoever reads; a socket with nobody reading has nothing to say.
  socket.on('error', () => undefined);
  if (end.signal.aborted) destroy();
  else end.signal.addEventListener('abort', destroy, { once: true });
  const down = async (): Promise<void> => {
    for await (const data of socket.iterator({ destroyOnReturn: false }))
      await end.write(Buffer.isBuffer(data) ? data : Buffer.from(String(data)));
    end.end();
  };
  const up = async (): Promise<void> => {
    for await (const { data } of end.read()) await written(socket, data);
    socket.end();
  };
  try {
    await Promise.all([down(), up()]);
  } catch (error) {
    end.abort(`the connection broke: ${messageOf(error)}`);
  } finally {
    end.signal.removeEventListener('abort', destroy);
    destroy();
  }
}

/** Writes; resolves when the socket has taken it. */
function written(socket: Socket, data: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(data, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}
