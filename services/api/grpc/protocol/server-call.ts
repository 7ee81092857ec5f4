// One gRPC call as a server has it, over a stream of node:http2.
//
// Messages are read only when somebody asks for them: whoever a call is by is looked at first, and of streams one message
// waits at most beside those that came in the same piece. The status goes last, once; whatever is said after it is
// dropped, and so is what the client goes on to send.
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { OrcError } from '#kernel/errors.ts';
import type { Caller } from '#api/commit.ts';
import { toOrcError } from '#api/errors.ts';
import type { Places } from '#api/fairness/places.ts';
import { errorStatus } from '#api/grpc/error-details.ts';
import { late, longestTimerMs } from '#api/deadlines.ts';
import type { Connection } from '#api/grpc/protocol/connection.ts';
import {
  type Encoding,
  acceptedEncodings,
  encodingOf,
  opened,
  packed,
} from '#api/grpc/protocol/encodings.ts';
import { FrameReader, type ReceivedMessage } from '#api/grpc/protocol/frames.ts';
import { type ErrorStatus, type Trailers, statusHeaders, timeoutMsOf } from '#api/grpc/protocol/headers.ts';
import { apiLimits } from '#api/limits.ts';

/** gRPC's numbers of what only the protocol itself refuses. https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const protocolStatus = { exhausted: 8, unimplemented: 12 } as const;

const tooMuchUntaken: ErrorStatus = {
  code: protocolStatus.exhausted,
  details: `answers of ${apiLimits.grpcUntaken.bytes} bytes wait on this connection to be taken: read them first`,
  trailers: {},
};
const answerHeaders = { ':status': 200, 'content-type': 'application/grpc+proto' } as const;
const withoutDate = { waitForTrailers: true, sendDate: false } as const;
const ends = { endStream: true, sendDate: false } as const;

export class ServerCall {
  readonly connection: Connection;
  readonly headers: IncomingHttpHeaders;
  /** Until when its client waits, in milliseconds as `Date.now()` counts them; Infinity where it does not say. */
  readonly deadlineMs: number;
  /** Why its headers make no call; undefined where they do. */
  readonly refusal: OrcError | undefined;
  /** Who makes it, once that is known. */
  caller: Caller | undefined;
  readonly #stream: ServerHttp2Stream;
  readonly #encoding: Encoding | undefined;
  /** Whether its answers are compressed as it was. */
  readonly #answersPacked: boolean;
  readonly #mostBytes: number;
  readonly #goneListeners: (() => void)[] = [];
  #reader: FrameReader | undefined;
  /** Of messages that came whole and wait, of one that was opened, and what is counted of all at the connection. */
  #waitingBytes = 0;
  #openedBytes = 0;
  #heldBytes = 0;
  /** Of the answer of a unary call, until the client has taken it. */
  #answerBytes = 0;
  /** What of both counts among what its user has on all connections. */
  readonly #held: Share;
  readonly #untaken: Share;
  #isGone = false;
  #hasBegun = false;
  #hasEnded = false;
  /** The status that the protocol itself gives: what is answered to what can't be read. */
  #brokenCode: number | undefined;
  #trailers: Trailers = {};
  /** What is being compressed, in the order in which it is sent. */
  #packing: Promise<void> | undefined;

  /** `mostBytes`: of one message. */
  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    connection: Connection,
    mostBytes: number,
  ) {
    this.#stream = stream;
    this.headers = headers;
    this.connection = connection;
    this.#mostBytes = mostBytes;
    const { held, untaken } = connection.together;
    const user = (): string => this.caller?.user ?? '';
    this.#held = new Share(held, user);
    this.#untaken = new Share(untaken, user);
    connection.enter();
    stream.on('error', ignored);
    stream.once('close', () => this.#left());
    // Node keeps a stream that ends without an error (RST_STREAM with NO_ERROR) until all of it was read and written; nobody
    // reads or takes it any more.
    const drop = (): void => void setImmediate(() => stream.destroy());
    stream.once('aborted', drop);
    stream.once('end', () => {
      if (stream.closed) drop();
    });
    const encoding = encodingOf(headers['grpc-encoding']);
    this.#encoding = encoding === false ? undefined : encoding;
    this.#answersPacked = this.#encoding !== undefined && accepts(headers, this.#encoding);
    const timeoutMs = timeoutMsOf(headers['grpc-timeout']);
    this.deadlineMs = timeoutMs === undefined ? Infinity : Date.now() + timeoutMs;
    if (encoding === false)
      this.refusal = new OrcError(
        'Unsupported',
        `grpc-encoding: ${JSON.stringify(headers['grpc-encoding'])} is not known here: ${acceptedEncodings} are`,
      );
    else if (timeoutMs === undefined && headers['grpc-timeout'] !== undefined)
      this.refusal = new OrcError(
        'BadRequest',
        `grpc-timeout: ${JSON.stringify(headers['grpc-timeout'])} is no time, like 100m or 5S`,
      );
  }

  /** Whether nothing can be said any more: the client is gone, or was told the status. */
  get isOver(): boolean {
    return this.#isGone || this.#hasEnded;
  }

  /** Calls back when the client goes away before it has been told the status; at once if it has gone already. */
  onGone(listener: () => void): void {
    if (this.#isGone && !this.#hasEnded) listener();
    else this.#goneListeners.push(listener);
  }

  /** Calls back when the call is over, however it ended. */
  onClosed(listener: () => void): void {
    if (this.#isGone) listener();
    else this.#stream.once('close', listener);
  }

  /** The one message of a call that has one, when the client has said that it is all. */
  message(take: (message: Uint8Array) => void, refuse: (error: OrcError) => void): void {
    let only: ReceivedMessage | undefined;
    // Whoever takes it knows the deadline, too.
    const timer =
      this.deadlineMs === Infinity
        ? undefined
        : setTimeout(
            () => {
              if (!this.isOver) refuse(late());
            },
            Math.min(Math.max(1, this.deadlineMs - Date.now()), longestTimerMs),
          ).unref();
    if (timer !== undefined) this.onClosed(() => clearTimeout(timer));
    this.#read(
      (message) => {
        if (only !== undefined)
          throw new OrcError('BadRequest', 'a call of this method has one message: more came');
        only = message;
        this.#waitingBytes = message.bytes.length;
      },
      () => {
        clearTimeout(timer);
        if (only === undefined)
          return refuse(new OrcError('BadRequest', 'a call of this method has one message: none came'));
        if (!only.isCompressed) return take(only.bytes);
        this.#opened(only).then(take, (error: unknown) => refuse(toOrcError(error)));
      },
      refuse,
    );
  }

  /** The messages of a stream, read as they are asked for. Rejects with what can't be read, and Cancelled. */
  async *messages(): AsyncGenerator<Uint8Array, void, undefined> {
    const waiting: ReceivedMessage[] = [];
    let isAll = false;
    let failure: OrcError | undefined;
    let wake: (() => void) | undefined;
    const woken = (): void => wake?.();
    this.#stream.once('close', woken);
    this.#read(
      (message) => {
        waiting.push(message);
        this.#waitingBytes += message.bytes.length;
        this.#stream.pause();
        woken();
      },
      () => {
        isAll = true;
        woken();
      },
      (error) => {
        failure = error;
        woken();
      },
    );
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        this.#waitingBytes -= next.bytes.length;
        this.#count();
        yield next.isCompressed ? await this.#opened(next) : next.bytes;
        this.#openedBytes = 0;
      } else if (isAll || this.#hasEnded) return;
      else if (failure !== undefined) throw failure;
      else if (this.#isGone) throw new OrcError('Cancelled', 'the client went away');
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          this.#stream.resume();
        });
        wake = undefined;
      }
    }
  }

  /** A message that came compressed; it is counted as it is now. */
  async #opened({ bytes }: ReceivedMessage): Promise<Uint8Array> {
    try {
      const message = await opened(bytes, this.#encoding, this.#mostBytes);
      this.#openedBytes = message.length;
      this.#count();
      return message;
    } catch (error) {
      throw this.#broken(error);
    }
  }

  #read(take: (message: ReceivedMessage) => void, end: () => void, refuse: (error: OrcError) => void): void {
    const reader = new FrameReader(this.#mostBytes);
    this.#reader = reader;
    const fail = (error: unknown): void => {
      this.#stream.off('data', onData).off('end', onEnd);
      this.#stream.pause();
      refuse(this.#broken(error));
    };
    const onData = (piece: Buffer): void => {
      // What comes after the status is dropped.
      if (this.#hasEnded) return;
      try {
        reader.push(piece, take);
        this.#count();
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = (): void => {
      // What is broken off ends, too; and what was refused meanwhile is not carried out any more.
      if (this.#stream.closed || this.#hasEnded) return;
      if (reader.isBetweenMessages) end();
      else fail(new OrcError('BadRequest', 'the call ends within a message'));
    };
    // A stream on which nothing is said ends before anybody reads it.
    if (this.#stream.readableEnded) onEnd();
    else this.#stream.on('data', onData).on('end', onEnd);
  }

  /** Tells the connection how much is kept of what this call's client sent. Throws TooBusy. */
  #count(): void {
    const held = (this.#reader?.heldBytes ?? 0) + this.#waitingBytes + this.#openedBytes;
    const more = held - this.#heldBytes;
    if (more === 0 || this.#isGone) return;
    this.#heldBytes += more;
    this.connection.hold(more);
    if (held > apiLimits.grpcTogether.freeBytes || this.#held.bytes > 0) this.#held.become(held);
  }

  /** What is told of a call that can't be read. */
  #broken(thrown: unknown): OrcError {
    const error = toOrcError(thrown);
    if (error.code === 'TooLarge') this.#brokenCode = protocolStatus.exhausted;
    return error;
  }

  /** Whether the client should read before it is sent more. */
  get isFull(): boolean {
    return this.#packing !== undefined || this.#stream.writableNeedDrain;
  }

  /** Sends an encoded message, with its frame. `taken` is called when the connection has it. */
  write(frame: Uint8Array, taken?: () => void): void {
    if (this.isOver) return;
    const encoding = this.#answersPacked ? this.#encoding : undefined;
    if (encoding === undefined) this.#write(frame, taken);
    else
      this.#chain(async () => {
        const compressed = await packed(frame, encoding);
        if (!this.#isGone) this.#write(compressed, taken);
      });
  }

  /** Resolves when the client should be sent more. Rejects with the signal's reason. */
  async drained(signal: AbortSignal): Promise<void> {
    while (this.isFull && !this.isOver) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const left = (): void => reject(signal.reason);
        const done = (): void => {
          signal.removeEventListener('abort', left);
          this.#stream.off('drain', done).off('close', done);
          resolve();
        };
        signal.addEventListener('abort', left, { once: true });
        if (this.#packing === undefined) this.#stream.once('drain', done).once('close', done);
        else void this.#packing.then(done);
      });
    }
  }

  /** Answers what is no call of gRPC by HTTP alone. */
  turnAway(httpStatus: number): void {
    this.#last(() => {
      this.#stream.respond({ ':status': httpStatus }, ends);
      this.#leaveRest();
    });
  }

  /** Ends a call well, with a last message or without; as a failure where its client has too much to take already. */
  end(trailers: Trailers = {}, frame?: Uint8Array): void {
    if (frame === undefined) return this.#endWell(trailers);
    if (this.isOver) return;
    if (!this.connection.mayAnswer(frame.length)) return this.fail(tooMuchUntaken);
    this.#answerBytes = frame.length;
    try {
      this.#untaken.become(frame.length);
    } catch (error) {
      return this.fail(errorStatus(toOrcError(error), this.connection.headerBytes));
    }
    if (frame.length > apiLimits.grpcUntaken.largeBytes) {
      const timer = setTimeout(() => this.#stream.destroy(), apiLimits.grpcUntaken.ms).unref();
      this.onClosed(() => clearTimeout(timer));
    }
    if (!this.#answersPacked) return this.#endWell(trailers, frame);
    this.write(frame);
    this.#endWell(trailers);
  }

  #endWell(trailers: Trailers, frame?: Uint8Array): void {
    this.#last(() => {
      this.#trailers = { 'grpc-status': '0', ...trailers };
      this.#begin();
      if (frame === undefined) this.#stream.end();
      else this.#stream.end(frame);
    });
  }

  /** Ends a call that failed. */
  fail(status: ErrorStatus): void {
    this.#last(() => {
      const headers = statusHeaders({ ...status, code: this.#brokenCode ?? status.code });
      if (!this.#hasBegun) {
        this.#hasBegun = true;
        this.#stream.respond(
          { ...answerHeaders, 'grpc-accept-encoding': acceptedEncodings, ...headers },
          ends,
        );
        this.#leaveRest();
      } else {
        this.#trailers = headers;
        this.#stream.end();
      }
    });
  }

  /** A stream that has been broken off is told of a little later. */
  get #canSpeak(): boolean {
    return !this.#stream.destroyed && !this.#stream.closed;
  }

  #last(say: () => void): void {
    if (this.isOver) return;
    this.#hasEnded = true;
    const speak = (): void => {
      if (!this.#canSpeak) return;
      say();
      this.#stream.resume();
    };
    if (this.#packing === undefined) speak();
    else this.#chain(speak);
  }

  #chain(next: () => Promise<void> | undefined | void): void {
    const all = (this.#packing ?? Promise.resolve()).then(next).catch(() => this.#stream.close());
    this.#packing = all;
    void all.then(() => {
      if (this.#packing === all) this.#packing = undefined;
    });
  }

  #write(frame: Uint8Array, taken: (() => void) | undefined): void {
    if (!this.#canSpeak) return;
    this.#begin();
    this.#stream.write(frame, taken && (() => taken()));
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const encoding = this.#answersPacked ? this.#encoding : undefined;
    this.#stream.respond(
      encoding === undefined ? answerHeaders : { ...answerHeaders, 'grpc-encoding': encoding },
      withoutDate,
    );
    this.#stream.once('wantTrailers', () => {
      if (!this.#canSpeak) return;
      this.#stream.sendTrailers({ ...this.#trailers });
      this.#leaveRest();
    });
  }

  /** Who has been told the status may stop sending. A turn later: nothing of a stream is sent after that it is closed. */
  #leaveRest(): void {
    if (this.#stream.readableEnded) return;
    setImmediate(() => {
      if (!this.#stream.closed) this.#stream.close();
    });
  }

  #left(): void {
    this.#isGone = true;
    this.connection.hold(-this.#heldBytes);
    this.#heldBytes = 0;
    this.connection.taken(this.#answerBytes);
    this.#answerBytes = 0;
    this.#held.become(0);
    this.#untaken.become(0);
    this.connection.leave();
    for (const listener of this.#goneListeners) if (!this.#hasEnded) listener();
    this.#goneListeners.length = 0;
  }
}

/** What a call holds of what its user may have on all connections: nothing while that is little. */
class Share {
  readonly #places: Places;
  readonly #userOf: () => string;
  /** Who pays: known before anything of a call is read. */
  #user = '';
  bytes = 0;

  constructor(places: Places, userOf: () => string) {
    this.#places = places;
    this.#userOf = userOf;
  }

  /** Holds so many bytes from now on. Throws TooBusy when its user has too much, and then holds what it held. */
  become(bytes: number): void {
    const wanted = bytes > apiLimits.grpcTogether.freeBytes ? bytes : 0;
    if (wanted === this.bytes) return;
    if (this.bytes === 0) this.#user = this.#userOf();
    if (wanted > this.bytes) this.#places.take(this.#user, wanted - this.bytes);
    else this.#places.leave(this.#user, this.bytes - wanted);
    this.bytes = wanted;
  }
}

/** Whether a client takes what is compressed so; one that does not say takes what it sends. */
function accepts(headers: IncomingHttpHeaders, encoding: Encoding): boolean {
  const said = headers['grpc-accept-encoding'];
  return said === undefined || String(said).split(/, */).includes(encoding);
}

function ignored(): void {
  // A stream that fails closes, and that is heard.
}
