// Noise in a thread of its own, so that the time it takes itself is not taken for what others are kept waiting.
import { once } from 'node:events';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Heard, Noise, type NoiseOptions } from '#kit/noise.ts';

export class NoiseThread implements AsyncDisposable {
  readonly #worker: Worker;

  constructor(options: NoiseOptions) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: options });
  }

  /** What it has heard until now. */
  async heard(): Promise<Heard> {
    this.#worker.postMessage('tell');
    const [heard] = await once(this.#worker, 'message');
    return heard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

if (!isMainThread && parentPort !== null) {
  const noise = new Noise(workerData);
  const port = parentPort;
  port.on('message', () => port.postMessage(noise.heard));
}
