// Connections to ports of a pod over the channels of one WebSocket, as client libraries that speak no SPDY ask for
// them: of each port that the query names two channels, what both sides say and what went wrong. Each begins with the
// port's number; nothing ends a half, so a connection ends whole.
import type { WebSocket } from 'ws';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { decodeChannel, encodeChannel } from '#api/http/streaming/channels.ts';
import { Inbox } from '#api/http/streaming/inbox.ts';
import type { Liveness } from '#api/http/streaming/liveness.ts';
import { relayInput } from '#api/http/streaming/port-forward.ts';
import { bytesOf, closeWebSocket, keepAlive, sendMessage } from '#api/http/streaming/websocket.ts';
import { apiLimits } from '#api/limits.ts';
import type { ConnectPort } from '#api/pod-streams.ts';
import type { StreamEnd } from '#runtime/stream.ts';

/** The protocol of the channels. */
export const channelForwardProtocol = 'v4.channel.k8s.io';

/** A port's number as its channels begin with it. */
function numberOf(port: number): Uint8Array {
  return Uint8Array.of(port % 256, Math.floor(port / 256));
}

export class ChannelForward {
  readonly #webSocket: WebSocket;
  readonly #ports: readonly number[];
  readonly #inputs: readonly Inbox<Uint8Array>[];
  readonly #liveness: Liveness;
  readonly #over = new AbortController();
  #unreadBytes = 0;

  constructor(webSocket: WebSocket, ports: readonly number[]) {
    this.#webSocket = webSocket;
    this.#ports = ports;
    this.#liveness = keepAlive(webSocket);
    this.#inputs = ports.map(() => new Inbox<Uint8Array>((sizeBytes) => this.#taken(sizeBytes)));
    webSocket.on('message', (data) => this.#receive(bytesOf(data)));
    webSocket.once('close', () => {
      const gone = new OrcError('Cancelled', 'the client went away');
      for (const input of this.#inputs) input.end(gone);
      this.#over.abort(gone);
    });
  }

  /** Serves until the client is gone, or every connection has ended. */
  async run(connect: ConnectPort): Promise<void> {
    try {
      // What a relay rejects with is that the client is gone: there is nobody to tell.
      await Promise.allSettled(
        this.#inputs.map((input, index) => this.#relay(connect, input, this.#ports[index] ?? 0, 2 * index)),
      );
    } finally {
      await closeWebSocket(this.#webSocket);
    }
  }

  #receive(bytes: Uint8Array): void {
    this.#liveness.used();
    const message = decodeChannel(channelForwardProtocol, bytes);
    if (message?.kind !== 'data' || message.data.length === 0) return;
    // Clients say nothing on the channels of what went wrong.
    const input = message.channel % 2 === 0 ? this.#inputs[message.channel / 2] : undefined;
    if (input === undefined) return;
    this.#unreadBytes += message.data.length;
    input.push(message.data, message.data.length);
    if (this.#unreadBytes >= apiLimits.podStream.unreadBytes) this.#webSocket.pause();
  }

  #taken(sizeBytes: number): void {
    this.#unreadBytes -= sizeBytes;
    if (this.#webSocket.isPaused && this.#unreadBytes < apiLimits.podStream.unreadBytes)
      this.#webSocket.resume();
  }

  #send(channel: number, data: Uint8Array): Promise<void> {
    this.#liveness.used();
    return sendMessage(this.#webSocket, encodeChannel(channelForwardProtocol, channel, data));
  }

  /** Relays one port's connection, whose channels are `channel` and the next. */
  async #relay(connect: ConnectPort, input: Inbox<Uint8Array>, port: number, channel: number): Promise<void> {
    for (const each of [channel, channel + 1]) await this.#send(each, numberOf(port));
    const fail = (why: string): Promise<void> =>
      this.#send(channel + 1, Buffer.from(`error forwarding port ${port}: ${why}`));
    const over = new OrcError('Cancelled', 'the connection has ended');
    let end: StreamEnd;
    try {
      end = await connect(port, this.#over.signal);
    } catch (thrown) {
      input.end(over);
      return fail(messageOf(thrown));
    }
    const inputRelay = relayInput(input, end);
    try {
      for await (const { data } of end.read()) await this.#send(channel, data);
      const why = end.ending?.error ?? '';
      if (why !== '') await fail(why);
    } finally {
      end.abort('done');
      input.end(over);
      await inputRelay;
    }
  }
}
