// A hijacked connection to Docker: input one way, output the other. When a program ends before it has read its input,
// Docker sends what is left of the output and closes. Node takes what it could not write, or the reset that tells of what
// Docker has not read, for the end of both ways, and throws away the output that has arrived and is not read yet.
import type { Duplex } from 'node:stream';

/** `error`: what Node destroys a stream with; its own streams give null for nothing. */
function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

/** Has a connection read to its end, whatever becomes of what is written to it: that is passed over from then on. */
export function readToEnd(stream: Duplex): void {
  const write = stream._write.bind(stream);
  stream._write = (chunk, encoding, done) => write(chunk, encoding, () => done());
  const writeMany = stream._writev?.bind(stream);
  if (writeMany !== undefined) stream._writev = (chunks, done) => writeMany(chunks, () => done());
  const destroy = stream.destroy.bind(stream);
  stream.destroy = (error) => {
    if (!isReset(error) || stream.readableEnded) return destroy(error);
    stream.push(null);
    return stream;
  };
}
