// The HTTPS server of the Kubernetes face: HTTP/1.1 and HTTP/2 on one port, chosen by ALPN. Clients that show a
// certificate are known by it; others may bring a token.
import { type IncomingMessage, ServerResponse, createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TLSSocket, createServer as createTlsServer } from 'node:tls';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Counter, Histogram, Logger, Metrics } from '#kernel/ports.ts';
import type { Access } from '#api/access/access.ts';
import type { Tokens } from '#api/access/identity.ts';
import type { Audit } from '#api/audit/audit.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import type { CertificateGuard } from '#api/certificates/revocations.ts';
import { httpStatus } from '#api/errors.ts';
import { auditRequestOf } from '#api/http/audit.ts';
import { callerOf } from '#api/http/caller.ts';
import { InFlight } from '#api/fairness/in-flight.ts';
import type { Turns } from '#api/fairness/turns.ts';
import { Exchange, type HttpRequest, type HttpResponse, type Upgrade } from '#api/http/exchange.ts';
import { endWhenIdle } from '#api/http/idle-sessions.ts';
import { flagOf, meaningOf } from '#api/http/request.ts';
import type { Router } from '#api/http/router.ts';
import { Deadline } from '#api/deadlines.ts';
import { apiLimits } from '#api/limits.ts';
import { durationBuckets } from '#runtime/metrics.ts';
import type { Credential } from '#runtime/credential.ts';

export interface HttpServerOptions {
  readonly address: string;
  readonly port: number;
  readonly credential: Credential;
  readonly router: Pick<Router, 'isOpen' | 'serve'>;
  readonly access: Access;
  readonly tokens: Tokens;
  readonly guard: CertificateGuard;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly turns: Turns;
  /** The streams to pods that each client has, whichever face it asks. */
  readonly podStreams: InFlight;
  /** Absent where no audit log is written. */
  readonly audit: Audit | undefined;
}

/** Whether a request is for a stream from or to a pod. */
function isPodStream(path: string): boolean {
  return /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/(log|exec|attach|portforward)$/.test(path);
}

function isProxied(path: string): boolean {
  return /^\/api\/v1\/(?:namespaces\/[^/]+\/(?:pods|services)|nodes)\/[^/]+\/proxy(?:\/|$)/.test(path);
}

/** Whether a request watches objects: of other methods and paths the parameter says nothing. Throws BadRequest. */
function isWatch({ method, path, query }: Exchange): boolean {
  if (method !== 'GET' || !query.has('watch')) return false;
  const meaning = meaningOf(path);
  return meaning.kind === 'resource' && meaning.request.subresource === undefined && flagOf(query, 'watch');
}

/** Requests that live as long as their clients want: they are bounded by themselves. Throws BadRequest. */
function isLong(exchange: Exchange): boolean {
  return isPodStream(exchange.path) || isProxied(exchange.path) || isWatch(exchange);
}

/** Throws TooLarge for more headers than a request may have: Node takes those of HTTP/2 as they come. */
function checkHeaders({ rawHeaders }: HttpRequest): void {
  let bytes = 0;
  for (const text of rawHeaders) bytes += text.length;
  if (bytes <= apiLimits.headersBytes) return;
  const message = `the request's headers have ${bytes} bytes, may have at most ${apiLimits.headersBytes}`;
  const status = { code: 431, reason: 'RequestHeaderFieldsTooLarge' };
  throw new OrcError('TooLarge', message, { status });
}

class Handler {
  readonly #options: HttpServerOptions;
  readonly #inFlight = new InFlight(apiLimits.requestsPerClient);
  readonly #seconds: Histogram;
  readonly #errors: Counter;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    const { metrics } = options;
    this.#seconds = metrics.histogram(
      'orc_http_request_duration_seconds',
      'How long HTTP requests take, watches and streams excepted.',
      durationBuckets,
      ['method'],
    );
    this.#errors = metrics.counter('orc_http_errors_total', 'HTTP requests that failed, by error code.', [
      'code',
    ]);
  }

  async handle(request: HttpRequest, response: HttpResponse, upgrade?: Upgrade): Promise<void> {
    const startedAt = performance.now();
    const exchange = new Exchange(request, response, upgrade);
    const trail = this.#options.audit?.begin(auditRequestOf(exchange));
    if (trail !== undefined) response.setHeader('audit-id', trail.id);
    try {
      await this.#serve(exchange, trail);
      trail?.end(exchange.code);
      if (!isLong(exchange))
        this.#seconds.observe((performance.now() - startedAt) / 1000, { method: exchange.method });
    } catch (thrown) {
      const error =
        thrown instanceof OrcError
          ? thrown
          : new OrcError('Internal', messageOf(thrown), {}, { cause: thrown });
      this.#errors.add(1, { code: error.code });
      trail?.end(error);
      if (httpStatus[error.code].code === 500 && error.code !== 'WebhookFailed')
        this.#options.logger.error('request failed', {
          method: exchange.method,
          path: exchange.path,
          error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
        });
      if (error.code !== 'Cancelled') exchange.fail(error);
    }
  }

  /** A place among the requests under way. Rejects with TooBusy, after a pause: who asks too much must not ask the more for it. */
  async #place(user: string, signal: AbortSignal): Promise<Disposable> {
    try {
      return this.#inFlight.enter(user);
    } catch (error) {
      await sleep(apiLimits.fairness.holdMs, undefined, { signal, ref: false }).catch(() => undefined);
      throw error;
    }
  }

  async #serve(exchange: Exchange, trail: AuditTrail | undefined): Promise<void> {
    const { router, access, tokens, guard, turns, podStreams } = this.#options;
    checkHeaders(exchange.request);
    const isLongLived = isLong(exchange);
    if (trail !== undefined && isLongLived) exchange.begins = (code) => trail.started(code);
    using held = new DisposableStack();
    const signal = isLongLived
      ? exchange.gone
      : held.use(new Deadline(exchange.gone, deadlineOf(exchange))).signal;
    exchange.until = signal;
    if (router.isOpen(exchange.path)) return await router.serve(exchange, undefined, signal);
    const caller = await callerOf(exchange.request, tokens, access, guard, trail);
    if (isPodStream(exchange.path) || isProxied(exchange.path)) held.use(podStreams.enter(caller.user));
    else if (!isLongLived) held.use(await this.#place(caller.user, signal));
    await turns.start(caller.user, () => router.serve(exchange, caller, signal));
  }
}

/** How long a request may take: what its client says, or the masters' own patience; 0 says nothing, as in Kubernetes. */
function deadlineOf({ query }: Exchange): number {
  const text = query.get('timeout') ?? '';
  const match = /^(\d{1,6})(ms|s|m)?$/.exec(text);
  const unit = { ms: 1, s: 1000, m: 60_000 }[match?.[2] ?? 's'] ?? 1000;
  const ms = Number(match?.[1] ?? '0') * unit;
  return ms === 0 ? apiLimits.requestMs : Math.min(ms, apiLimits.requestMs * 4);
}

/** Answers a request to change the protocol; a connection that keeps its protocol ends with the answer. */
async function serveUpgrade(
  handler: Handler,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): Promise<void> {
  // Until the protocol changes the request is answered like any other.
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  await handler.handle(request, response, { request, response, socket, head });
  if (response.socket !== socket) return;
  const end = (): void => {
    socket.end();
    // Node's own limits of time no longer hold for it: a peer that does not close would keep it.
    const timer = setTimeout(() => socket.destroy(), apiLimits.refusedUpgradeMs).unref();
    socket.once('close', () => clearTimeout(timer));
  };
  // A refusal is short: who does not even read that has no more time for it.
  if (response.writableFinished || response.statusCode >= 400) end();
  else response.once('finish', end);
}

/** Starts serving; the result stops it. Rejects when the port can't be had. */
export async function startHttpServer(options: HttpServerOptions): Promise<() => Promise<void>> {
  const handler = new Handler(options);
  const onRequest = (request: HttpRequest, response: HttpResponse): void => {
    void handler.handle(request, response);
  };
  const http1 = createHttpServer(
    {
      maxHeaderSize: apiLimits.headersBytes,
      headersTimeout: apiLimits.headersMs,
      requestTimeout: apiLimits.bodyMs,
      keepAliveTimeout: apiLimits.bodyMs,
      connectionsCheckingInterval: apiLimits.headersMs / 2,
      noDelay: true,
      // Elsewhere a wish to change the protocol is ignored, as HTTP allows.
      shouldUpgradeCallback: ({ url = '' }) => isPodStream(url.split('?')[0] ?? ''),
    },
    (request: IncomingMessage, response: ServerResponse) => onRequest(request, response),
  );
  http1.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) return void socket.destroy();
    void serveUpgrade(handler, request, socket, head);
  });
  // It never listens itself, and only one that does looks after its time limits.
  http1.emit('listening');
  const http2 = createHttp2Server(
    { settings: { maxConcurrentStreams: 250, maxHeaderListSize: apiLimits.headersBytes } },
    onRequest,
  );
  const sockets = new Set<TLSSocket>();
  const server = createTlsServer(
    {
      ...options.credential.options,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
      handshakeTimeout: apiLimits.headersMs,
    },
    (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.setNoDelay(true);
      if (socket.alpnProtocol !== 'h2') return void http1.emit('connection', socket);
      http2.once('session', (session) =>
        endWhenIdle(session, socket, apiLimits.bodyMs, apiLimits.refusedUpgradeMs),
      );
      // The session is made at once.
      http2.emit('connection', socket);
    },
  );
  options.credential.follow(() => server.setSecureContext(options.credential.options));
  server.maxConnections = apiLimits.httpConnections;
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  http2.on('sessionError', () => undefined);
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
      for (const socket of sockets) socket.destroy();
    });
}
