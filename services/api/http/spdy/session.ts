// The server's side of one SPDY/3.1 connection, over whatever carries its bytes: a socket, or a WebSocket. The client
// opens streams, each is two directions of data that end by themselves.
//
// Flow control is what the clients there are can bear. Kubernetes' own (spdystream) neither grants windows nor waits
// for them: a server that waited would stand still after 64 KiB. So what is sent waits for the connection alone, and
// what comes is bounded by not reading on while too much of it is unread. Windows are granted all the same as data is
// read, for clients that count.
//
// A client whose own reader is slow reads nothing itself meanwhile, and answers no ping: its silence means something only
// once it has answered a ping that was sent after all data.
//
// Frames are handled one after the other, and reading waits for the answers to be taken, so that a client which
// asks and never reads can't make answers pile up.
import type { Duplex } from 'node:stream';
import { OrcError } from '#kernel/errors.ts';
import {
  type Frame,
  FrameReader,
  SpdyError,
  encodeFrame,
  goAwayStatus,
  resetStatus,
} from '#api/http/spdy/frame.ts';
import { HeaderReader, HeaderWriter, type Headers } from '#api/http/spdy/headers.ts';
import { Liveness } from '#api/http/streaming/liveness.ts';
import { apiLimits } from '#api/limits.ts';

/** Where what a client sends over a stream goes. */
export interface Receiver {
  /** Takes data; `stream.taken` is called for it some time later. */
  data(data: Uint8Array): void;
  /** Nothing more comes. */
  end(): void;
  /** The stream or its connection broke: nothing can be sent any more either. */
  broken(error: OrcError): void;
}

const nothing = new Uint8Array();
const gone = (): OrcError => new OrcError('Cancelled', 'the client went away');

/** One stream of a connection. */
export class SpdyStream {
  readonly id: number;
  readonly headers: Headers;
  readonly #send: (frame: Frame) => Promise<void>;
  readonly #taken: (sizeBytes: number) => void;
  #receiver: Receiver | undefined;
  #ungrantedBytes = 0;
  /** Which directions have ended. */
  #hasEnded = { here: false, there: false };

  constructor(
    id: number,
    headers: Headers,
    send: (frame: Frame) => Promise<void>,
    taken: (sizeBytes: number) => void,
  ) {
    this.id = id;
    this.headers = headers;
    this.#send = send;
    this.#taken = taken;
  }

  /** Whether both directions have ended. */
  get isOver(): boolean {
    return this.#hasEnded.here && this.#hasEnded.there;
  }

  /** Sends data; resolves when the connection has taken it. Rejects when the stream or the client is gone. */
  async write(data: Uint8Array): Promise<void> {
    if (this.#hasEnded.here) throw new OrcError('Cancelled', 'the stream has ended');
    await this.#send({ kind: 'data', stream: this.id, isLast: false, data });
  }

  /** Says that nothing more is sent; once is enough. */
  async end(): Promise<void> {
    if (this.#hasEnded.here) return;
    this.#hasEnded.here = true;
    await this.#send({ kind: 'data', stream: this.id, isLast: true, data: nothing });
  }

  /** Breaks the stream off, unless it is over. */
  async reset(): Promise<void> {
    if (this.isOver) return;
    this.broken(new OrcError('Cancelled', 'the stream was broken off'));
    await this.#send({ kind: 'reset', stream: this.id, status: resetStatus.cancel });
  }

  /** Data has been read: more of it may come. */
  taken(sizeBytes: number): void {
    this.#taken(sizeBytes);
    this.#ungrantedBytes += sizeBytes;
    if (this.#ungrantedBytes < apiLimits.spdy.grantBytes || this.#hasEnded.there) return;
    const frame = { kind: 'window', stream: this.id, bytes: this.#ungrantedBytes } as const;
    this.#ungrantedBytes = 0;
    // A client that is gone needs no window.
    void this.#send(frame).catch(() => undefined);
  }

  /** For the session: who receives what arrives. */
  accept(receiver: Receiver): void {
    this.#receiver = receiver;
  }

  /** For the session: a piece of data arrived. */
  received(data: Uint8Array, isLast: boolean): void {
    if (this.#hasEnded.there) return this.#taken(data.length);
    if (data.length > 0) this.#receiver?.data(data);
    if (!isLast) return;
    this.#hasEnded.there = true;
    this.#receiver?.end();
  }

  /** For the session: neither direction goes on. */
  broken(error: OrcError): void {
    if (this.isOver) return;
    this.#hasEnded = { here: true, there: true };
    this.#receiver?.broken(error);
  }
}

export class SpdySession {
  readonly #carrier: Duplex;
  readonly #accept: (stream: SpdyStream) => Receiver | undefined;
  readonly #frames = new FrameReader(apiLimits.spdy.controlBytes);
  readonly #reader = new HeaderReader();
  readonly #writer = new HeaderWriter();
  readonly #streams = new Map<number, SpdyStream>();
  readonly #liveness: Liveness;
  #lastStream = 0;
  #unreadBytes = 0;
  #ungrantedBytes = 0;
  #isHeldBack = false;
  /** The last ping, and the one whose answer proves that the client has read all that was sent. */
  #lastPing = 0;
  #provingPing = 0;
  #answeredPing = 0;
  #proven: () => void = () => undefined;
  #wake: () => void = () => undefined;

  /** `accept` is asked of each stream that a client opens; without a receiver it is refused. */
  constructor(carrier: Duplex, accept: (stream: SpdyStream) => Receiver | undefined) {
    this.#carrier = carrier;
    this.#accept = accept;
    // What breaks is thrown to whoever reads or writes.
    carrier.on('error', () => undefined);
    this.#liveness = new Liveness({
      ping: () => this.#ping(),
      isHeldBack: () => this.#isHeldBack || !this.#isAllRead,
      over: () => carrier.destroy(),
    });
    carrier.once('close', () => {
      this.#liveness[Symbol.dispose]();
      for (const stream of this.#streams.values()) stream.broken(gone());
      this.#streams.clear();
      this.#wake();
    });
  }

  /** Serves until the client is gone or says what can't be understood; never rejects. */
  async run(): Promise<void> {
    try {
      // It is not to be destroyed before it has been told what is wrong.
      for await (const chunk of this.#carrier.iterator({ destroyOnReturn: false })) {
        this.#liveness.heard();
        for (const frame of this.#frames.push(chunk)) await this.#handle(frame);
        await this.#room();
      }
    } catch (error) {
      if (error instanceof SpdyError) await this.#giveUp();
    } finally {
      this.#carrier.destroy();
    }
  }

  get #isAllRead(): boolean {
    return this.#answeredPing >= this.#provingPing;
  }

  #ping(): void {
    this.#lastPing += 2;
    // One that can't be sent has no answer either.
    void this.#send({ kind: 'ping', id: this.#lastPing }).catch(() => undefined);
  }

  /**
   * Lets the client close; closes without it some time after it has read everything. Its reader may take its time:
   * clients drop what they have not passed on when their connection ends.
   */
  close(): Promise<void> {
    const carrier = this.#carrier;
    if (carrier.closed) return Promise.resolve();
    const { closeMs } = apiLimits.podStream;
    const timers: NodeJS.Timeout[] = [];
    this.#proven = () => {
      this.#proven = () => undefined;
      timers.push(
        setTimeout(() => carrier.end(), closeMs),
        setTimeout(() => carrier.destroy(), closeMs * 2),
      );
    };
    if (this.#isAllRead) this.#proven();
    else this.#ping();
    return new Promise((resolve) => {
      carrier.once('close', () => {
        for (const timer of timers) clearTimeout(timer);
        resolve();
      });
    });
  }

  async #giveUp(): Promise<void> {
    const last = {
      kind: 'goAway',
      lastStream: this.#lastStream,
      status: goAwayStatus.protocolError,
    } as const;
    const timer = setTimeout(() => this.#carrier.destroy(), apiLimits.podStream.closeMs);
    await this.#send(last).catch(() => undefined);
    clearTimeout(timer);
  }

  async #room(): Promise<void> {
    this.#isHeldBack = true;
    while (this.#unreadBytes >= apiLimits.spdy.unreadBytes && !this.#carrier.destroyed)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#isHeldBack = false;
    this.#liveness.heard();
  }

  #send(frame: Frame): Promise<void> {
    if (frame.kind === 'data') {
      this.#liveness.used();
      this.#provingPing = this.#lastPing + 2;
    }
    return new Promise((resolve, reject) => {
      if (!this.#carrier.writable) return reject(gone());
      this.#carrier.write(encodeFrame(frame), (error) => {
        if (error === undefined || error === null) resolve();
        else reject(new OrcError('Cancelled', 'the client went away', {}, { cause: error }));
      });
    });
  }

  #taken(sizeBytes: number): void {
    this.#unreadBytes -= sizeBytes;
    if (this.#unreadBytes < apiLimits.spdy.unreadBytes) this.#wake();
    this.#ungrantedBytes += sizeBytes;
    if (this.#ungrantedBytes < apiLimits.spdy.grantBytes) return;
    // The stream 0 stands for all of the connection.
    const frame = { kind: 'window', stream: 0, bytes: this.#ungrantedBytes } as const;
    this.#ungrantedBytes = 0;
    void this.#send(frame).catch(() => undefined);
  }

  async #handle(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case 'synStream':
        await this.#open(frame.stream, this.#reader.read(frame.block), frame.isLast);
        return;
      case 'synReply':
      case 'headers':
        // They say nothing that is used, but what follows is compressed by what they hold.
        this.#reader.read(frame.block);
        if (frame.isLast) this.#receive(frame.stream, nothing, true);
        return;
      case 'data':
        this.#liveness.used();
        this.#receive(frame.stream, frame.data, frame.isLast);
        return;
      case 'reset':
        this.#streams.get(frame.stream)?.broken(new OrcError('Cancelled', 'the client broke the stream off'));
        this.#streams.delete(frame.stream);
        return;
      case 'ping':
        // A client's own pings have odd numbers; the others answer ours.
        if (frame.id % 2 === 1) await this.#send(frame);
        else if (frame.id <= this.#lastPing) this.#answered(frame.id);
        return;
      case 'settings':
      case 'window':
      case 'goAway':
    }
  }

  #answered(ping: number): void {
    this.#answeredPing = Math.max(this.#answeredPing, ping);
    if (this.#isAllRead) this.#proven();
  }

  async #open(id: number, headers: Headers, isLast: boolean): Promise<void> {
    if (id % 2 === 0 || id <= this.#lastStream) throw new SpdyError('a stream has no number of its own');
    this.#lastStream = id;
    for (const stream of this.#streams.values()) if (stream.isOver) this.#streams.delete(stream.id);
    const stream = new SpdyStream(
      id,
      headers,
      (frame) => this.#send(frame),
      (sizeBytes) => this.#taken(sizeBytes),
    );
    const hasRoom = this.#streams.size < apiLimits.spdy.streams;
    const receiver = hasRoom ? this.#accept(stream) : undefined;
    if (receiver === undefined) return this.#send({ kind: 'reset', stream: id, status: resetStatus.refused });
    stream.accept(receiver);
    this.#streams.set(id, stream);
    // Its block is written and sent in one turn: blocks must arrive in the order they were compressed in.
    await this.#send({
      kind: 'synReply',
      stream: id,
      isLast: false,
      block: this.#writer.write(new Map()),
    });
    if (isLast) stream.received(nothing, true);
  }

  #receive(id: number, data: Uint8Array, isLast: boolean): void {
    this.#unreadBytes += data.length;
    const stream = this.#streams.get(id);
    // It may have been on its way when the stream ended.
    if (stream === undefined) this.#taken(data.length);
    else stream.received(data, isLast);
  }
}
