// One end of a stream over NATS: frames with sequence numbers, so that a lost one is noticed, and
// credit, so that a slow reader slows its writer instead of filling memory. Both ends are the same.
import type { NatsConnection, Subscription } from 'nats';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { StreamFrame } from '#kernel/model/gen/node.gen.ts';

/** How many bytes a reader lets its writer send ahead. */
const windowBytes = 256 * 1024;
/** The most data of one frame. */
const frameBytes = 64 * 1024;
/** How often an end tells that it lives, and after how much silence the other end counts as gone. */
const liveness = { everyMs: 2_000, silenceMs: 10_000 } as const;

/** What arrives. */
export type Incoming = Pick<StreamFrame, 'data' | 'errorData' | 'columns' | 'rows'>;

/** How the other end finished. */
export interface Ending {
  readonly exitCode: number | undefined;
  readonly error: string;
}

type Draft = Partial<Omit<StreamFrame, 'sequence'>>;
const nothing = new Uint8Array();

/** What of a connection to NATS a stream needs. */
export type StreamConnection = Pick<NatsConnection, 'subscribe' | 'publish' | 'isClosed'>;

export class StreamEnd {
  readonly #connection: StreamConnection;
  readonly #outgoing: string;
  readonly #subscription: Subscription;
  readonly #aborted = new AbortController();
  #sent = 0;
  #received = 0;
  #credit = windowBytes;
  #consumed = 0;
  #creditWaiters: (() => void)[] = [];
  #waiting: Incoming[] = [];
  #wakeReader: () => void = () => undefined;
  #heardAt = performance.now();
  #ended = false;
  /** How the other end finished; undefined while it has not. */
  ending: Ending | undefined;

  constructor(connection: StreamConnection, incoming: string, outgoing: string) {
    this.#connection = connection;
    this.#outgoing = outgoing;
    this.#subscription = connection.subscribe(incoming, {
      callback: (error, message) => {
        if (error === null) this.#receive(message.data);
        else this.abort(error.message);
      },
    });
    const timer = setInterval(() => {
      if (performance.now() - this.#heardAt > liveness.silenceMs)
        this.abort('the other end of the stream is gone');
      // One that has said all it has to say still listens, and says so.
      else this.#publish({});
    }, liveness.everyMs);
    this.#aborted.signal.addEventListener('abort', () => {
      clearInterval(timer);
      this.#subscription.unsubscribe();
      for (const wake of this.#creditWaiters.splice(0)) wake();
      this.#wakeReader();
    });
  }

  /** Aborted when this end is finished with, for whatever reason. */
  get signal(): AbortSignal {
    return this.#aborted.signal;
  }

  #publish(draft: Draft): void {
    if (this.#connection.isClosed()) {
      this.abort('the connection to NATS is closed');
      return;
    }
    this.#sent += 1;
    const frame = {
      sequence: this.#sent,
      data: nothing,
      errorData: nothing,
      credit: 0,
      end: false,
      columns: 0,
      rows: 0,
      error: '',
      left: false,
      ...draft,
    };
    this.#connection.publish(this.#outgoing, encode(StreamFrame, frame));
  }

  async #spend(bytes: number): Promise<void> {
    while (this.#credit <= 0 && !this.#aborted.signal.aborted)
      await new Promise<void>((resolve) => this.#creditWaiters.push(resolve));
    if (this.#aborted.signal.aborted)
      throw new OrcError('Unavailable', `the stream ended: ${messageOf(this.#aborted.signal.reason)}`);
    this.#credit -= bytes;
  }

  /** Sends data; waits while the other end does not read. Rejects when the stream has ended. */
  async write(data: Uint8Array, isError = false): Promise<void> {
    for (let at = 0; at < data.length; at += frameBytes) {
      const piece = data.subarray(at, at + frameBytes);
      await this.#spend(piece.length);
      this.#publish(isError ? { errorData: piece } : { data: piece });
    }
  }

  /** Tells the other end a terminal's new size. */
  resize(columns: number, rows: number): void {
    this.#publish({ columns, rows });
  }

  /** Says that no more comes from here, and how it went. */
  end(exitCode?: number, error = ''): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#publish({ end: true, error, ...(exitCode !== undefined && { exitCode }) });
  }

  #receive(payload: Uint8Array): void {
    this.#heardAt = performance.now();
    const frame = decode(StreamFrame, payload);
    this.#received += 1;
    if (frame.sequence !== this.#received) {
      this.abort('a part of the stream was lost');
      return;
    }
    if (frame.credit > 0) {
      this.#credit += frame.credit;
      for (const wake of this.#creditWaiters.splice(0)) wake();
    }
    // What waits to be read is bounded by the credit given.
    if (frame.data.length > 0 || frame.errorData.length > 0 || frame.columns > 0) this.#waiting.push(frame);
    if (frame.end) this.ending = { exitCode: frame.exitCode, error: frame.error };
    if (frame.left) this.#aborted.abort(new Error('the other end left'));
    this.#wakeReader();
  }

  /** What arrives, until the other end has ended. Throws Unavailable when a frame was lost or the end is gone. */
  async *read(): AsyncGenerator<Incoming, void, undefined> {
    for (;;) {
      const frame = this.#waiting.shift();
      if (frame !== undefined) {
        yield frame;
        this.#consumed += frame.data.length + frame.errorData.length;
        if (this.#consumed >= windowBytes / 2) {
          this.#publish({ credit: this.#consumed });
          this.#consumed = 0;
        }
      } else if (this.ending !== undefined) return;
      else if (this.#aborted.signal.aborted)
        throw new OrcError(
          'Unavailable',
          `the stream was cut off: ${messageOf(this.#aborted.signal.reason)}`,
        );
      else await new Promise<void>((resolve) => (this.#wakeReader = resolve));
    }
  }

  /** Ends the stream at once, and tells the other end, which then need not wait for signs of life. */
  abort(reason: string): void {
    if (this.#aborted.signal.aborted) return;
    if (!this.#connection.isClosed()) this.#publish({ left: true });
    this.#aborted.abort(new Error(reason));
  }
}

/** Resolves when an end is finished with, for whatever reason. */
export function left({ signal }: StreamEnd): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
