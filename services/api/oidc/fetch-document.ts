// A JSON document from an issuer. Whoever answers there may be slow, broken or hostile: time and size are bounded,
// nothing but a plain answer is taken, and no redirection is followed.
import { type Agent, request } from 'node:https';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { Clock } from '#kernel/ports.ts';

export interface FetchOptions {
  /** Connects, and checks the server's certificate by the CAs that it has. */
  readonly agent: Agent;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly mostBytes: number;
  /** Aborted when nobody wants the document any more. */
  readonly signal: AbortSignal;
}

function whyFailed(error: unknown): string {
  // Node's own advice is about its flags.
  const text = messageOf(error).replace(/; if the root CA is .*$/, ': name its CA in authorityFile');
  if (text !== '') return text;
  // An error of several addresses at once has no words of its own.
  return error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
}

function parsed(text: string): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OrcError('Unavailable', 'its answer is not JSON');
  }
  if (!isJsonObject(json)) throw new OrcError('Unavailable', 'its answer is not a JSON object');
  return json;
}

function textOf(url: URL, options: FetchOptions): Promise<string> {
  const { agent, clock, timeoutMs, mostBytes, signal } = options;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      headers: { accept: 'application/json' },
      maxHeaderSize: 16 * 1024,
      signal,
    });
    const timer = clock.schedule(timeoutMs, () => fail(`it did not answer within ${timeoutMs / 1000} s`));
    const fail = (why: string): void => {
      timer.cancel();
      reject(new OrcError('Unavailable', why));
      sent.destroy();
    };
    sent.on('error', (error) => fail(whyFailed(error)));
    sent.on('response', (answer) => {
      const { statusCode = 0 } = answer;
      if (statusCode !== 200) return fail(`it answers with the status ${statusCode}, must be 200`);
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes) return fail(`its answer has more than ${mostBytes} bytes`);
        chunks.push(chunk);
      });
      answer.on('error', (error) => fail(whyFailed(error)));
      answer.on('end', () => {
        timer.cancel();
        resolve(Buffer.concat(chunks).toString('utf8'));
      });
    });
    sent.end();
  });
}

/** The JSON object at an https URL. Rejects with Unavailable that says what is wrong there. */
export async function fetchDocument(url: URL, options: FetchOptions): Promise<JsonObject> {
  try {
    return parsed(await textOf(url, options));
  } catch (error) {
    throw new OrcError('Unavailable', `${url.href}: ${messageOf(error)}`, {}, { cause: error });
  }
}
