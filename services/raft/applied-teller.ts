// Tells the raft thread how far the state machine is, seldom: each word of it wakes that thread. It needs to
// know in time to send more (it sends ahead within bounds) and to compact, not at every commit.
import { limits } from './limits.ts';

export class AppliedTeller {
  readonly #tell: (index: number) => void;
  #index = 0;
  #told = 0;
  #givenBytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (index: number) => void) {
    this.#tell = tell;
  }

  /** So many bytes of committed entries were given to the state machine. */
  given(bytes: number): void {
    this.#givenBytes += bytes;
  }

  /** The state machine is at `index`. */
  now(index: number): void {
    this.#index = index;
    if (this.#givenBytes >= limits.appliedTellBytes || index - this.#told >= limits.appliedTellEntries) {
      this.flush();
    } else {
      this.#timer ??= setTimeout(() => this.flush(), limits.appliedTellMs);
    }
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Tells it now. */
  flush(): void {
    this.stop();
    this.#givenBytes = 0;
    if (this.#index <= this.#told) return;
    this.#told = this.#index;
    this.#tell(this.#index);
  }
}
