// Compression of gRPC's messages. Who compresses what they send is answered compressed, as most servers have it: nobody
// pays for it who did not ask.
import { promisify } from 'node:util';
import { constants, deflate, gunzip, gzip, inflate } from 'node:zlib';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { framed, messageIn } from '#api/grpc/protocol/frames.ts';
import { apiLimits } from '#api/limits.ts';

/** An encoding by which messages are compressed. */
export type Encoding = 'gzip' | 'deflate';

/** What a server says that it takes. */
export const acceptedEncodings = 'identity,gzip,deflate';

const packers = { gzip: promisify(gzip), deflate: promisify(deflate) };
const openers = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** The encoding of a header's value; undefined for what is not compressed, false for what nobody here knows. */
export function encodingOf(header: string | string[] | undefined): Encoding | undefined | false {
  if (header === undefined || header === 'identity') return undefined;
  return header === 'gzip' || header === 'deflate' ? header : false;
}

/** A message that came compressed. Rejects with TooLarge beyond so many bytes, with BadRequest for what can't be read. */
export async function opened(
  bytes: Buffer,
  encoding: Encoding | undefined,
  mostBytes: number,
): Promise<Buffer> {
  if (encoding === undefined)
    throw new OrcError('BadRequest', 'a message is said to be compressed, and grpc-encoding says not how');
  try {
    return await openers[encoding](bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    if (error instanceof RangeError)
      throw new OrcError(
        'TooLarge',
        `the message has more than ${mostBytes} bytes when it is opened, the most it may have`,
      );
    throw new OrcError('BadRequest', `a message can't be opened by ${encoding}: ${messageOf(error)}`);
  }
}

/** A frame compressed, or as it is where that is not worth it. */
export async function packed(frame: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  const message = messageIn(frame);
  if (message.length < apiLimits.grpcCompressedFromBytes) return frame;
  return framed(await packers[encoding](message, { level: constants.Z_BEST_SPEED }), true);
}
