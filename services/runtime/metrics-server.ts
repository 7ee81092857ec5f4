// The HTTPS endpoint that Prometheus scrapes: only clients with a certificate of the cluster get in, and nodes do not:
// what masters count tells more of the cluster than a node is to know.
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PeerCertificate, TLSSocket } from 'node:tls';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Logger } from '#kernel/ports.ts';
import type { Credential } from '#runtime/credential.ts';
import { groups } from '#runtime/pki.ts';

/** Answers a path with text, or undefined for a path that is not its own. */
export type TextRoute = (path: string, signal: AbortSignal) => Promise<string | undefined>;

export interface MetricsServerOptions {
  readonly address: string;
  readonly port: number;
  readonly credential: Credential;
  readonly routes: readonly TextRoute[];
  readonly logger: Logger;
  /** Whether a connection with this certificate is taken. */
  readonly admits: (certificate: PeerCertificate, connection: TLSSocket) => boolean;
}

const answerMs = 8_000;

async function answer(
  options: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  for (const route of options.routes) {
    const text = await route(path, AbortSignal.timeout(answerMs));
    if (text === undefined) continue;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(text);
    return;
  }
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('not found\n');
}

function isNode({ socket }: IncomingMessage): boolean {
  if (!(socket instanceof TLSSocket)) return false;
  const organizations: readonly unknown[] = [socket.getPeerCertificate().subject.O].flat();
  return organizations.includes(groups.nodes);
}

/** Starts serving; the result stops it. Rejects when the port can't be had. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<() => Promise<void>> {
  const server = createServer(
    { ...options.credential.options, requestCert: true, rejectUnauthorized: true, maxHeaderSize: 8192 },
    (request, response) => {
      if (isNode(request)) {
        response.writeHead(403, { 'content-type': 'text/plain' });
        response.end('a node may not read the metrics of masters\n');
        return;
      }
      answer(options, request, response).catch((error: unknown) => {
        options.logger.warn('a metrics request failed', { path: request.url ?? '', error: messageOf(error) });
        response.writeHead(error instanceof OrcError && error.code === 'NotFound' ? 404 : 503, {
          'content-type': 'text/plain',
        });
        response.end(`${messageOf(error)}\n`);
      });
    },
  );
  options.credential.follow(() => server.setSecureContext(options.credential.options));
  server.on('secureConnection', (socket) => {
    if (!options.admits(socket.getPeerCertificate(), socket)) socket.destroy();
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.maxConnections = 128;
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
