// Reading the body of a request, over HTTP/1.1 and HTTP/2 alike, within bounds of size and time. Who stops before its
// end leaves the stream whole, so that an answer can still be sent.
import type { Http2ServerRequest } from 'node:http2';
import type { IncomingMessage } from 'node:http';
import { OrcError } from '#kernel/errors.ts';

/** The request's body, whole. Rejects with what `tooLarge` makes beyond the limit, and with the signal's reason when it ends. */
export function readBody(
  request: IncomingMessage | Http2ServerRequest,
  mostBytes: number,
  tooLarge: () => OrcError,
  signal: AbortSignal,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const leave = (): void => {
    request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    signal.removeEventListener('abort', onAbort);
    // What comes of the stream after that is nobody's failure.
    request.on('error', () => undefined);
  };
  const stop = (error: unknown): void => {
    request.pause();
    leave();
    reject(error);
  };
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > mostBytes) stop(tooLarge());
    else chunks.push(chunk);
  };
  const onEnd = (): void => {
    leave();
    resolve(Buffer.concat(chunks));
  };
  const onClose = (): void => stop(new OrcError('Cancelled', 'the client went away'));
  const onAbort = (): void => stop(signal.reason);
  if (signal.aborted) onAbort();
  else {
    signal.addEventListener('abort', onAbort);
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  }
  return promise;
}
