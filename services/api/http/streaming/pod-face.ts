// The subresources of pods that are streams: logs as a body, the others over a connection that changes its protocol.
import { OrcError } from '#kernel/errors.ts';
import { type ObjectCall, nameOf, operationOn } from '#api/http/call.ts';
import { channelProtocols, chooseChannelProtocol } from '#api/http/streaming/channels.ts';
import { relayConsole } from '#api/http/streaming/console.ts';
import { serveLog } from '#api/http/streaming/log.ts';
import { type ConsoleRequest, consoleRequestOf } from '#api/http/streaming/parameters.ts';
import { WebSocketConsole, acceptWebSocket, offeredProtocols } from '#api/http/streaming/websocket.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import type { StreamEnd } from '#runtime/stream.ts';

/** The protocol that a request wants its connection to change to. Throws BadRequest for one that is not served. */
function upgradeOf({ exchange }: ObjectCall): 'websocket' {
  const asked = exchange.upgrade === undefined ? '' : (exchange.header('upgrade') ?? '').toLowerCase();
  if (asked === 'websocket') return asked;
  throw new OrcError('BadRequest', `Upgrade request required, to websocket; it is to "${asked}"`);
}

function noProtocol(offered: readonly string[], served: readonly string[]): OrcError {
  return new OrcError(
    'BadRequest',
    `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server accepts [${served.join(' ')}]`,
  );
}

export class PodFace {
  readonly #streams: PodStreams;

  constructor(streams: PodStreams) {
    this.#streams = streams;
  }

  /** Serves a call when it is about one of them; whether it was. Resolves when the stream is over. */
  async serve(call: ObjectCall): Promise<boolean> {
    if (call.resource.kind !== 'Pod') return false;
    switch (call.request.subresource) {
      case 'log':
        await serveLog(this.#streams, call);
        return true;
      case 'exec':
      case 'attach':
        await this.#console(call, call.request.subresource === 'exec');
        return true;
      default:
        return false;
    }
  }

  #open(call: ObjectCall, isExec: boolean, asked: ConsoleRequest): Promise<StreamEnd> {
    const request = { ...asked, namespace: call.request.namespace ?? '', pod: nameOf(call) };
    return isExec ? this.#streams.exec(request, call.signal) : this.#streams.attach(request, call.signal);
  }

  async #console(call: ObjectCall, isExec: boolean): Promise<void> {
    call.allow(operationOn(call, 'create'));
    const { exchange } = call;
    const asked = consoleRequestOf(exchange.query, isExec);
    upgradeOf(call);
    const offered = offeredProtocols(exchange);
    const protocol = chooseChannelProtocol(offered);
    if (protocol === undefined) throw noProtocol(offered, channelProtocols);
    const end = await this.#open(call, isExec, asked);
    try {
      const client = new WebSocketConsole(await acceptWebSocket(exchange, protocol), protocol);
      await relayConsole(client, end, asked);
    } finally {
      end.abort('done');
    }
  }
}
