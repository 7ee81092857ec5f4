// Whether the client of a stream is still there, and still wants it.
import { apiLimits } from '#api/limits.ts';

export interface LivenessOptions {
  /** Asks the client for a sign of life. */
  readonly ping: () => void;
  /** Whether nothing is read from the client just now, or it does not read what waits for it and so has not seen what
   * it was asked: its silence says nothing then. One that is gone is noticed by the connection, which has unsent data. */
  readonly isHeldBack: () => boolean;
  /** The client is gone, or has had its time. */
  readonly over: (why: string) => void;
}

export class Liveness implements Disposable {
  readonly #timer: NodeJS.Timeout;
  #heardAt = performance.now();
  #usedAt = performance.now();

  constructor({ ping, isHeldBack, over }: LivenessOptions) {
    const { pingMs, silenceMs, idleMs } = apiLimits.podStream;
    this.#timer = setInterval(() => {
      const now = performance.now();
      if (isHeldBack()) this.#heardAt = now;
      if (now - this.#heardAt > silenceMs) over('the client does not answer');
      else if (now - this.#usedAt > idleMs) over('the stream was not used for too long');
      else ping();
    }, pingMs);
  }

  /** Something came from the client. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** Data went one way or the other. */
  used(): void {
    this.#usedAt = performance.now();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
