// One question to a registry, or to whom it sends for a token. Whoever answers there may be slow, broken or hostile: the
// size of an answer is bounded, its time by the signal, and no redirection is followed.
import { type Agent, type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';

export interface HttpQuestion {
  readonly method: 'HEAD' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
  readonly lookup: LookupFunction;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function whyFailed(error: unknown): string {
  // Node's own advice is about its flags.
  const text = messageOf(error).replace(/; if the root CA is .*$/, ': name its CA in authorityFile');
  if (text !== '') return text;
  // An error of several addresses at once has no words of its own.
  return error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
}

/** An error of a connection as what it is to whoever asked: an OrcError stays what it is. */
function failure(error: unknown, signal: AbortSignal): OrcError {
  const cause: unknown = signal.aborted ? signal.reason : error;
  return cause instanceof OrcError
    ? cause
    : new OrcError('Unavailable', whyFailed(cause), {}, { cause: error });
}

/** Asks, and returns whatever the status is. Rejects with Unavailable, TooLarge, or what `lookup` refuses. */
export function askHttp(url: URL, question: HttpQuestion): Promise<HttpAnswer> {
  const { method, headers, agent, lookup, mostBytes, signal } = question;
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      headers: { 'user-agent': 'orc', ...headers },
      agent,
      lookup,
      maxHeaderSize: apiLimits.images.headerBytes,
      signal,
    });
    const fail = (error: unknown): void => {
      reject(failure(error, signal));
      sent.destroy();
    };
    sent.on('error', fail);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes)
          return fail(new OrcError('TooLarge', `its answer has more than ${mostBytes} bytes`));
        chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.end();
  });
}
