// exec and attach over one WebSocket.
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { OrcError } from '#kernel/errors.ts';
import { type Exchange, headersOf } from '#api/http/exchange.ts';
import {
  type ChannelProtocol,
  channels,
  decodeChannel,
  encodeChannel,
} from '#api/http/streaming/channels.ts';
import { type Console, type ConsoleInput, sizeIn } from '#api/http/streaming/console.ts';
import { Inbox } from '#api/http/streaming/inbox.ts';
import { Liveness } from '#api/http/streaming/liveness.ts';
import { endStatus } from '#api/http/streaming/status.ts';
import { apiLimits } from '#api/limits.ts';
import type { Ending } from '#runtime/stream.ts';

/** The subprotocols a client offers. Throws BadRequest when its request is not one for a WebSocket. */
export function offeredProtocols(exchange: Exchange): readonly string[] {
  if (exchange.method !== 'GET') throw new OrcError('MethodNotAllowed', 'a WebSocket is asked for with GET');
  if (exchange.header('sec-websocket-version') !== '13')
    throw new OrcError('BadRequest', 'Sec-WebSocket-Version: must be 13');
  if (!/^[+/0-9A-Za-z]{22}==$/.test(exchange.header('sec-websocket-key') ?? ''))
    throw new OrcError('BadRequest', 'Sec-WebSocket-Key: must be 16 bytes in base64');
  return headersOf(exchange.request.headers, 'sec-websocket-protocol');
}

/** Turns a request into a WebSocket. */
export function acceptWebSocket(exchange: Exchange, protocol: string): Promise<WebSocket> {
  const { request, socket, head } = exchange.switchProtocol();
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: apiLimits.podStream.messageBytes,
  });
  // It was chosen already; and the names of Kubernetes' tunnels hold characters that `ws` takes for an error.
  delete request.headers['sec-websocket-protocol'];
  server.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`));
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new OrcError('Cancelled', 'the client went away')));
    server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      resolve(webSocket);
    });
  });
}

/** Closes a WebSocket in order, or after a while without. */
export function closeWebSocket(webSocket: WebSocket, code = 1000): Promise<void> {
  if (webSocket.readyState === webSocket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => {
    // The client answers when it has read what was sent before, and its own reader may be slow.
    const timer = setTimeout(() => webSocket.terminate(), apiLimits.podStream.silenceMs);
    webSocket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    webSocket.resume();
    webSocket.close(code);
  });
}

/** Watches over a WebSocket until it closes. */
export function keepAlive(webSocket: WebSocket): Liveness {
  const liveness = new Liveness({
    ping: () => webSocket.ping(),
    isHeldBack: () => webSocket.isPaused || webSocket.bufferedAmount > 0,
    over: () => webSocket.terminate(),
  });
  webSocket.on('pong', () => liveness.heard());
  webSocket.on('ping', () => liveness.heard());
  webSocket.on('message', () => liveness.heard());
  webSocket.once('close', () => liveness[Symbol.dispose]());
  return liveness;
}

/** A message as bytes. */
export function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** Sends a message; resolves once there is room for more. Rejects when the client is gone. */
export function sendMessage(webSocket: WebSocket, message: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    webSocket.send(message, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(new OrcError('Cancelled', 'the client went away', {}, { cause: error }));
    });
  });
}

export class WebSocketConsole implements Console {
  readonly input: Inbox<ConsoleInput>;
  readonly #webSocket: WebSocket;
  readonly #protocol: ChannelProtocol;
  readonly #liveness: Liveness;
  #unreadBytes = 0;

  constructor(webSocket: WebSocket, protocol: ChannelProtocol) {
    this.#webSocket = webSocket;
    this.#protocol = protocol;
    this.#liveness = keepAlive(webSocket);
    this.input = new Inbox((sizeBytes) => {
      this.#unreadBytes -= sizeBytes;
      if (webSocket.isPaused && this.#unreadBytes < apiLimits.podStream.unreadBytes) webSocket.resume();
    });
    webSocket.on('message', (data) => this.#receive(bytesOf(data)));
    webSocket.once('close', () => this.input.end(new OrcError('Cancelled', 'the client went away')));
  }

  #receive(bytes: Uint8Array): void {
    this.#liveness.used();
    const message = decodeChannel(this.#protocol, bytes);
    if (message === undefined) return;
    if (message.kind === 'close') {
      if (message.channel === channels.stdin) this.input.end();
      return;
    }
    const { channel, data } = message;
    if (channel === channels.stdin && data.length > 0) this.#keep({ kind: 'stdin', data }, data.length);
    if (channel !== channels.resize) return;
    const size = sizeIn(Buffer.from(data).toString('utf8'));
    if (size !== undefined) this.#keep(size, data.length);
  }

  #keep(item: ConsoleInput, sizeBytes: number): void {
    this.#unreadBytes += sizeBytes;
    this.input.push(item, sizeBytes);
    if (this.#unreadBytes >= apiLimits.podStream.unreadBytes) this.#webSocket.pause();
  }

  #send(channel: number, data: Uint8Array): Promise<void> {
    this.#liveness.used();
    return sendMessage(this.#webSocket, encodeChannel(this.#protocol, channel, data));
  }

  output(stream: 'stdout' | 'stderr', data: Uint8Array): Promise<void> {
    return this.#send(channels[stream], data);
  }

  async finish(ending: Ending): Promise<void> {
    if (this.#webSocket.readyState === this.#webSocket.OPEN)
      await this.#send(channels.error, Buffer.from(JSON.stringify(endStatus(ending))));
    await closeWebSocket(this.#webSocket);
  }
}
