// A stream to a pod's port, as Node's libraries want a connection.
import { Duplex, Readable, Writable } from 'node:stream';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { StreamEnd } from '#runtime/stream.ts';

/** A stream over NATS as Node's libraries want a connection. */
export function socketOf(end: StreamEnd): Duplex {
  const readable = Readable.from(
    (async function* received() {
      for await (const { data } of end.read()) if (data.length > 0) yield data;
      const why = end.ending?.error ?? '';
      if (why !== '') throw new OrcError('Unavailable', why);
    })(),
    { objectMode: false },
  );
  const writable = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      end.write(chunk).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(messageOf(error))),
      );
    },
    final(done) {
      end.end();
      done();
    },
  });
  const both = Duplex.from({ readable, writable });
  both.once('close', () => end.abort('done'));
  return both;
}
