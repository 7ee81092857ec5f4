// A connection to a port of a pod, over a call of its own.
import { Duplex } from 'node:stream';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { PortForwardRequest, PortForwardResponse, PortForwardStart } from '#kernel/model/gen/api.gen.ts';
import { failureOf } from '#client/errors.ts';

const nothing = new Uint8Array();

export class ForwardedPort extends Duplex {
  readonly #call: ClientDuplexStream<PortForwardRequest, PortForwardResponse>;
  #hasEnded = false;
  #isOver = false;
  #over: () => void = () => undefined;

  constructor(call: ClientDuplexStream<PortForwardRequest, PortForwardResponse>, start: PortForwardStart) {
    super({ allowHalfOpen: true });
    this.#call = call;
    call.on('data', ({ data, closed }: PortForwardResponse) => {
      if (data.length > 0 && !this.push(data)) call.pause();
      if (closed) this.#endReading();
    });
    call.on('end', () => this.#endReading());
    call.on('error', (error: unknown) => this.destroy(failureOf(error, 'the master').error));
    call.on('status', () => {
      this.#isOver = true;
      this.#over();
    });
    call.write({ start, data: nothing });
  }

  #endReading(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.push(null);
    // Nothing more is said: the call is read to its end.
    this.#call.resume();
  }

  override _read(): void {
    this.#call.resume();
  }

  override _write(data: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#call.write({ data })) done();
    else this.#call.once('drain', () => done());
  }

  /** Ends this half, and waits until the pod has all that was said: the call is over then. */
  override _final(done: (error?: Error | null) => void): void {
    this.#call.end();
    if (this.#isOver) done();
    else this.#over = done;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#isOver) this.#call.cancel();
    done(error);
  }
}
