// Docker's framing of two output streams in one: an 8-byte header (stream, three zero bytes, length)
// before each piece (https://docs.docker.com/engine/api/v1.41/, "Attach to a container").
import type { OutputChunk } from '#node-agent/container-runtime.ts';

const headerBytes = 8;
const stderrStream = 2;

/** The pieces of a framed stream, however it is cut. */
export async function* demultiplex(
  source: AsyncIterable<unknown>,
): AsyncGenerator<OutputChunk, void, undefined> {
  let rest = Buffer.alloc(0);
  let left = 0;
  let stream: OutputChunk['stream'] = 'stdout';
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) continue;
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    while (rest.length > 0) {
      if (left === 0) {
        if (rest.length < headerBytes) break;
        stream = rest[0] === stderrStream ? 'stderr' : 'stdout';
        left = rest.readUInt32BE(4);
        rest = rest.subarray(headerBytes);
        continue;
      }
      const data = rest.subarray(0, left);
      left -= data.length;
      rest = rest.subarray(data.length);
      yield { stream, data };
    }
  }
}
