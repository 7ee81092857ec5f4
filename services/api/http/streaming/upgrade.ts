// What a connection changes to for exec, attach and forwarded ports: a WebSocket or SPDY/3.1, and what is spoken over
// it. All that can be wrong with a request is found before the change, while it can still be refused over HTTP.
import type { Duplex } from 'node:stream';
import { createWebSocketStream } from 'ws';
import { OrcError } from '#kernel/errors.ts';
import { type Exchange, headersOf } from '#api/http/exchange.ts';
import { channelProtocols, chooseChannelProtocol } from '#api/http/streaming/channels.ts';
import { ChannelForward, channelForwardProtocol } from '#api/http/streaming/channel-forward.ts';
import type { Console, ConsoleOptions } from '#api/http/streaming/console.ts';
import { SpdyConsole, spdyConsoleProtocols } from '#api/http/streaming/spdy-console.ts';
import { WebSocketConsole, acceptWebSocket, offeredProtocols } from '#api/http/streaming/websocket.ts';
import { portsOf } from '#api/http/streaming/parameters.ts';
import { PortForward } from '#api/http/streaming/port-forward.ts';
import type { ConnectPort } from '#api/pod-streams.ts';

const forwardProtocol = 'portforward.k8s.io';
/** SPDY as messages of a WebSocket, for what lies between that lets no SPDY through. */
const tunnelProtocol = `SPDY/3.1+${forwardProtocol}`;

/** Makes the change. Rejects when the client is gone by then. */
export type Accept<T> = () => Promise<T>;

/** The protocol that a request wants its connection to change to. Throws BadRequest for one that is not served. */
function upgradeOf(exchange: Exchange): 'websocket' | 'spdy/3.1' {
  const asked = exchange.upgrade === undefined ? '' : (exchange.header('upgrade') ?? '').toLowerCase();
  if (asked === 'websocket' || asked === 'spdy/3.1') return asked;
  throw new OrcError('BadRequest', `Upgrade request required, to websocket or SPDY/3.1; it is to "${asked}"`);
}

function noProtocol(offered: readonly string[], served: readonly string[]): OrcError {
  return new OrcError(
    'BadRequest',
    `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server accepts [${served.join(' ')}]`,
  );
}

/** The first of the protocols served over SPDY that a client offers. Throws BadRequest when there is none. */
function spdyProtocolOf<T extends string>(exchange: Exchange, served: readonly T[]): T {
  const offered = headersOf(exchange.request.headers, 'x-stream-protocol-version');
  const protocol = served.find((each) => offered.includes(each));
  if (protocol === undefined) throw noProtocol(offered, served);
  return protocol;
}

function acceptSpdy(exchange: Exchange, protocol: string): Duplex {
  const { socket, head } = exchange.switchProtocol();
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Connection: Upgrade',
      'Upgrade: SPDY/3.1',
      `X-Stream-Protocol-Version: ${protocol}`,
      '\r\n',
    ].join('\r\n'),
  );
  if (head.length > 0) socket.unshift(head);
  return socket;
}

/** How exec and attach get their console. Throws BadRequest. */
export function consoleUpgrade(exchange: Exchange, options: ConsoleOptions): Accept<Console> {
  if (upgradeOf(exchange) === 'spdy/3.1') {
    const protocol = spdyProtocolOf(exchange, spdyConsoleProtocols);
    return () => SpdyConsole.open(acceptSpdy(exchange, protocol), protocol, options);
  }
  const offered = offeredProtocols(exchange);
  const protocol = chooseChannelProtocol(offered);
  if (protocol === undefined) throw noProtocol(offered, channelProtocols);
  return async () => new WebSocketConsole(await acceptWebSocket(exchange, protocol), protocol);
}

/** Forwards ports over a connection until its client is gone. */
export type Forwarding = (connect: ConnectPort) => Promise<void>;

function overSpdy(carrier: Duplex): Forwarding {
  return (connect) => new PortForward(carrier, connect).run();
}

/** How forwarded ports get what serves them: over SPDY, SPDY in a WebSocket, or a WebSocket's channels. Throws BadRequest. */
export function forwardUpgrade(exchange: Exchange): Accept<Forwarding> {
  if (upgradeOf(exchange) === 'spdy/3.1') {
    const protocol = spdyProtocolOf(exchange, [forwardProtocol]);
    return () => Promise.resolve(overSpdy(acceptSpdy(exchange, protocol)));
  }
  const offered = offeredProtocols(exchange);
  if (offered.includes(tunnelProtocol))
    return async () => overSpdy(createWebSocketStream(await acceptWebSocket(exchange, tunnelProtocol)));
  if (!offered.includes(channelForwardProtocol))
    throw noProtocol(offered, [tunnelProtocol, channelForwardProtocol]);
  const ports = portsOf(exchange.query);
  return async () => {
    const forward = new ChannelForward(await acceptWebSocket(exchange, channelForwardProtocol), ports);
    return (connect) => forward.run(connect);
  };
}
