// The HTTPS endpoint that Prometheus scrapes, by certificate or bearer token: whoever starts it says who may read what,
// since what masters count tells of the cluster what not everybody is to know.
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ErrorCode, OrcError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import type { Credential } from '#runtime/credential.ts';

/** Answers a path with text, or undefined for a path that is not its own. */
export type TextRoute = (path: string, signal: AbortSignal) => Promise<string | undefined>;

export interface MetricsServerOptions {
  readonly address: string;
  readonly port: number;
  readonly credential: Credential;
  readonly routes: readonly TextRoute[];
  readonly logger: Logger;
  /** Rejects with Unauthorized or Forbidden where whoever asks may not read a path. */
  readonly authorize: (path: string, request: IncomingMessage) => Promise<void>;
}

/** The type of what Prometheus reads. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';
const answerMs = 8_000;
/** The most connections: there is no certificate to show before one is made. */
const connections = 512;

/** The codes of what is no fault of the master's. */
const codes: ReadonlyMap<ErrorCode, number> = new Map([
  ['BadRequest', 400],
  ['Unauthorized', 401],
  ['Forbidden', 403],
  ['NotFound', 404],
  ['MethodNotAllowed', 405],
]);

async function answer(
  options: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new OrcError('MethodNotAllowed', 'metrics are read: use GET');
  await options.authorize(path, request);
  for (const route of options.routes) {
    const text = await route(path, AbortSignal.timeout(answerMs));
    if (text === undefined) continue;
    response.writeHead(200, { 'content-type': metricsType });
    response.end(text);
    return;
  }
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('not found\n');
}

/** Starts serving; the result stops it. Rejects when the port can't be had. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<() => Promise<void>> {
  const server = createServer(
    { ...options.credential.options, requestCert: true, rejectUnauthorized: false, maxHeaderSize: 32 * 1024 },
    (request, response) => {
      answer(options, request, response).catch((error: unknown) => {
        const code = error instanceof OrcError ? (codes.get(error.code) ?? 503) : 503;
        if (code === 503)
          options.logger.warn('a metrics request failed', {
            path: request.url ?? '',
            error: messageOf(error),
          });
        response.writeHead(code, { 'content-type': 'text/plain' });
        response.end(`${messageOf(error)}\n`);
      });
    },
  );
  options.credential.follow(() => server.setSecureContext(options.credential.options));
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.maxConnections = connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new OrcError('Unavailable', `can't listen on ${options.address}:${options.port}: ${error.message}`),
      ),
    );
    server.listen(options.port, options.address, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
