// The connections to one webhook: kept alive, bounded, encrypted, and checked against the certificates that it names.
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request as sendRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, getCACertificates } from 'node:tls';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';
import { type RouteOptions, type WebhookAddress, connectTo } from '#api/webhooks/route.ts';

/** What one request needs beyond what it sends. */
export interface Sending {
  readonly body: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

class LineAgent extends Agent {
  readonly #address: WebhookAddress;
  readonly #authorities: string[];
  readonly #routes: RouteOptions;

  constructor(address: WebhookAddress, authorities: string[], routes: RouteOptions) {
    const { connections, idleConnections, idleMs } = apiLimits.webhooks;
    super({
      keepAlive: true,
      maxSockets: connections,
      maxFreeSockets: idleConnections,
      timeout: idleMs,
    });
    this.#address = address;
    this.#authorities = authorities;
    this.#routes = routes;
  }

  override createConnection(
    _options: RequestOptions,
    made?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    void this.#connect().then(
      (stream) => made?.(null, stream),
      (error: unknown) => {
        const failed = error instanceof Error ? error : new Error(messageOf(error));
        // Node takes an error without a stream; its types do not say so.
        Reflect.apply(made ?? (() => undefined), undefined, [failed]);
      },
    );
    return undefined;
  }

  async #connect(): Promise<Duplex> {
    const { host } = this.#address;
    const bound = AbortSignal.timeout(apiLimits.webhooks.connectMs);
    const socket = await connectTo(this.#address, this.#routes, bound);
    const secure = connectTls({
      socket,
      host,
      // The name of an address is checked too, but not sent.
      ...(isIP(host) === 0 && { servername: host }),
      ca: this.#authorities,
      ALPNProtocols: ['http/1.1'],
    });
    // Each ends with the other. Whoever uses the encrypted one hears of its errors; so does nobody else.
    socket.on('error', (error) => secure.destroy(error));
    secure.on('error', () => undefined);
    secure.once('close', () => socket.destroy());
    return secure;
  }
}

/** Reads an answer's body. Throws TooLarge for more than is taken. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    const piece: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.length;
    if (bytes > apiLimits.webhooks.answerBytes) {
      answer.destroy();
      throw new OrcError('TooLarge', `the answer has more than ${apiLimits.webhooks.answerBytes} bytes`);
    }
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString();
}

function isIncoming(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}

async function answerTo(request: ClientRequest, body: string): Promise<string> {
  const answered = once(request, 'response');
  // An answer may be broken off: whoever reads it hears of that.
  request.on('error', () => undefined);
  request.end(body);
  const [answer]: readonly unknown[] = await answered;
  if (!isIncoming(answer)) throw new OrcError('Internal', 'an answer is none');
  const text = await textOf(answer);
  if (answer.statusCode === 200) return text;
  const said = text.trim().slice(0, apiLimits.webhooks.errorUnits);
  throw new OrcError(
    'BadRequest',
    said === ''
      ? `the server responded with the status code ${answer.statusCode} but did not return more information`
      : `the server responded with the status code ${answer.statusCode}: ${said}`,
  );
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code));
}

/** The connections to one webhook. */
export class WebhookLine {
  readonly #agent: LineAgent;
  readonly #address: WebhookAddress;

  constructor(address: WebhookAddress, caBundle: Uint8Array | undefined, routes: RouteOptions) {
    const authorities =
      caBundle === undefined || caBundle.length === 0
        ? getCACertificates('system')
        : [Buffer.from(caBundle).toString()];
    this.#agent = new LineAgent(address, authorities, routes);
    this.#address = address;
  }

  /** Asks and returns what is answered. Throws whatever stands in the way. */
  async ask({ body, timeoutSeconds, signal }: Sending): Promise<string> {
    const { host, port, path } = this.#address;
    const send = (): ClientRequest =>
      sendRequest({
        agent: this.#agent,
        method: 'POST',
        host,
        port,
        path: `${path}?timeout=${timeoutSeconds}s`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'orc-admission',
        },
        signal,
      });
    const request = send();
    try {
      return await answerTo(request, body);
    } catch (error) {
      request.destroy();
      // A connection kept from before may have been closed just then: its webhook has not answered, and changes nothing.
      if (!request.reusedSocket || !isBrokenOff(error)) throw error;
      return await answerTo(send(), body);
    }
  }

  /** Whom errors name. */
  get url(): string {
    const { host, port, path } = this.#address;
    return `https://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
  }

  /** Keeps no connection any more: what is under way ends by itself. */
  retire(): void {
    this.#agent.maxFreeSockets = 0;
    for (const sockets of Object.values(this.#agent.freeSockets))
      for (const socket of sockets ?? []) socket.destroy();
  }

  /** Closes all connections, and ends what is under way. */
  close(): void {
    this.#agent.destroy();
  }
}
