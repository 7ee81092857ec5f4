// Connections to ports of a pod over one SPDY session: each is a pair of streams that a client opens with the same
// request id, one for what both sides say and one for what went wrong.
import type { Duplex } from 'node:stream';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type Receiver, SpdySession, type SpdyStream } from '#api/http/spdy/session.ts';
import { Inbox } from '#api/http/streaming/inbox.ts';
import { portIn } from '#api/http/streaming/parameters.ts';
import type { ConnectPort } from '#api/pod-streams.ts';
import { type StreamEnd, left } from '#runtime/stream.ts';

/** What a client has opened of a connection so far. */
interface Pair {
  error?: SpdyStream;
  data?: DataStream;
}

interface DataStream {
  readonly stream: SpdyStream;
  readonly input: Inbox<Uint8Array>;
  readonly port: number;
}

/** Relays what the client says until it has ended its half; what it says later is dropped. */
export async function relayInput(input: Inbox<Uint8Array>, end: StreamEnd): Promise<void> {
  try {
    for await (const data of input) await end.write(data);
    end.end();
  } catch (error) {
    end.abort(messageOf(error));
    // Nobody reads it any more, and what waits would hold the whole session back.
    input.end(new OrcError('Cancelled', 'the connection has ended'));
  }
}

export class PortForward {
  readonly #connect: ConnectPort;
  readonly #session: SpdySession;
  readonly #over = new AbortController();
  readonly #pairs = new Map<string, Pair>();
  readonly #relays = new Set<Promise<void>>();

  constructor(carrier: Duplex, connect: ConnectPort) {
    this.#connect = connect;
    this.#session = new SpdySession(carrier, (stream) => this.#accept(stream));
  }

  /** Serves until the client is gone; every connection has ended then. */
  async run(): Promise<void> {
    await this.#session.run();
    this.#over.abort();
    await Promise.all(this.#relays);
  }

  #accept(stream: SpdyStream): Receiver | undefined {
    const id = stream.headers.get('requestid') ?? '';
    const pair = this.#pairs.get(id) ?? {};
    switch (stream.headers.get('streamtype')) {
      case 'error':
        return pair.error === undefined ? this.#acceptError(id, pair, stream) : undefined;
      case 'data':
        return pair.data === undefined ? this.#acceptData(id, pair, stream) : undefined;
      default:
        return undefined;
    }
  }

  #acceptError(id: string, pair: Pair, stream: SpdyStream): Receiver {
    pair.error = stream;
    this.#keep(id, pair);
    return {
      data: (data) => stream.taken(data.length),
      end: () => undefined,
      broken: () => this.#forget(id, pair),
    };
  }

  #acceptData(id: string, pair: Pair, stream: SpdyStream): Receiver | undefined {
    const port = portIn(stream.headers.get('port') ?? '');
    if (port === undefined) return undefined;
    const input = new Inbox<Uint8Array>((sizeBytes) => stream.taken(sizeBytes));
    pair.data = { stream, input, port };
    this.#keep(id, pair);
    return {
      data: (data) => input.push(data, data.length),
      end: () => input.end(),
      broken: (error) => {
        this.#forget(id, pair);
        input.end(error);
      },
    };
  }

  #forget(id: string, pair: Pair): void {
    if (this.#pairs.get(id) === pair) this.#pairs.delete(id);
  }

  #keep(id: string, pair: Pair): void {
    this.#pairs.set(id, pair);
    const { error, data } = pair;
    if (error === undefined || data === undefined) return;
    this.#pairs.delete(id);
    // What it rejects with is that the client is gone: there is nobody to tell.
    const relay: Promise<void> = this.#relay(error, data)
      .catch(() => undefined)
      .finally(() => this.#relays.delete(relay));
    this.#relays.add(relay);
  }

  async #relay(error: SpdyStream, { stream, input, port }: DataStream): Promise<void> {
    let end: StreamEnd;
    try {
      end = await this.#connect(port, this.#over.signal);
    } catch (thrown) {
      input.end(new OrcError('Cancelled', 'there is no connection'));
      await this.#refuse(error, stream, port, messageOf(thrown));
      return;
    }
    const inputRelay = relayInput(input, end);
    try {
      for await (const { data } of end.read()) await stream.write(data);
      const why = end.ending?.error ?? '';
      if (why !== '') return await this.#refuse(error, stream, port, why);
      await stream.end();
      await error.end();
      // A client may go on to say what it has to say, and ends its half then; the node leaves when the pod has it.
      await inputRelay;
      await left(end);
    } catch {
      // A connection that broke is no more than that: with a text, kubectl would give up all its others.
      await stream.reset();
      await error.end();
    } finally {
      end.abort('done');
      input.end(new OrcError('Cancelled', 'the connection has ended'));
      await inputRelay;
    }
  }

  async #refuse(error: SpdyStream, stream: SpdyStream, port: number, why: string): Promise<void> {
    await error.write(Buffer.from(`error forwarding port ${port}: ${why}`));
    await error.end();
    await stream.end();
  }
}
