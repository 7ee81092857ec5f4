// One gRPC call in the plain: what matters is its status, not what is in it.
import { type ClientHttp2Session, constants } from 'node:http2';

const answerMs = 5_000;
/** gRPC's Unknown: nothing was told. */
export const unknownStatus = 2;

/** The status of one call with this message, framed; 0 where anything else came back. Never rejects. */
export function callOnce(session: ClientHttp2Session, method: string, message: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let status = unknownStatus;
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const timer = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), answerMs);
    const read = (headers: Readonly<Record<string, unknown>>): void => {
      const told = headers['grpc-status'];
      if (told !== undefined) status = Number(told);
    };
    stream.on('response', read);
    stream.on('trailers', read);
    stream.on('data', () => {
      // Something was answered: whoever is refused hears nothing but a status.
      if (status === unknownStatus) status = 0;
    });
    stream.on('error', () => undefined);
    stream.on('close', () => {
      clearTimeout(timer);
      resolve(status);
    });
    stream.end(message);
  });
}
