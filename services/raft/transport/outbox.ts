// What waits to be sent to one peer. Bounded: when it is full the oldest of Raft's own messages make room,
// because Raft sends them again; what others wait for (proposals, replies) is refused instead.
import { limits } from '../limits.ts';
import { frameBytes, type Frame } from './frames.ts';

export class Outbox {
  #frames: { readonly frame: Frame; readonly bytes: number }[] = [];
  #bytes = 0;
  dropped = 0;

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** False when the frame was not taken in. */
  push(frame: Frame): boolean {
    const bytes = frameBytes(frame);
    if (!this.#makeRoom(bytes)) {
      this.dropped += 1;
      return false;
    }
    this.#frames.push({ frame, bytes });
    this.#bytes += bytes;
    return true;
  }

  /** The next frames, about as much as one stream message should hold. */
  take(): Frame[] {
    let bytes = 0;
    let count = 0;
    for (const item of this.#frames) {
      if (count > 0 && bytes + item.bytes > limits.streamMessageBytes) break;
      if (count >= limits.framesPerMessage) break;
      bytes += item.bytes;
      count += 1;
    }
    this.#bytes -= bytes;
    return this.#frames.splice(0, count).map((item) => item.frame);
  }

  clear(): void {
    this.#frames = [];
    this.#bytes = 0;
  }

  #makeRoom(bytes: number): boolean {
    const fits = (): boolean =>
      this.#frames.length === 0 ||
      (this.#frames.length < limits.outboxFrames && this.#bytes + bytes <= limits.outboxBytes);
    if (fits()) return true;
    const kept: { readonly frame: Frame; readonly bytes: number }[] = [];
    // Half of Raft's own, oldest first, so that the next frames do not sweep again.
    let toDrop = Math.ceil(this.#frames.filter((item) => item.frame.kind === 'raft').length / 2);
    for (const item of this.#frames) {
      if (toDrop > 0 && item.frame.kind === 'raft') {
        toDrop -= 1;
        this.dropped += 1;
        this.#bytes -= item.bytes;
      } else {
        kept.push(item);
      }
    }
    this.#frames = kept;
    return fits();
  }
}
