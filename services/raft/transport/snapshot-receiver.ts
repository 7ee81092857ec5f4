// The other end of snapshot-sender.ts: what a peer sends is written as it comes, never more of it in memory
// than a few chunks, and announced when it is whole, checked and durable.
import { messageOf, OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import type { SnapshotStaging } from '../snapshot-staging.ts';
import type { SnapshotStore } from '../snapshots.ts';
import { isNoSpace } from '../wal/pool.ts';
import type { Connection } from './connection.ts';
import { encodeRefusal, encodeResume, encodeStored, type StreamMessage } from './frames.ts';
import type { SnapshotOffer } from './hello.ts';

export class IncomingSnapshot {
  readonly #store: SnapshotStore;
  readonly #connection: Connection;
  readonly #arrived: (offer: SnapshotOffer) => void;
  readonly #chunks: Uint8Array[] = [];
  #offer: SnapshotOffer | null = null;
  #closed = false;
  #wake: () => void = () => {};

  /** `arrived` is called once the snapshot is staged. */
  constructor(store: SnapshotStore, connection: Connection, arrived: (offer: SnapshotOffer) => void) {
    this.#store = store;
    this.#connection = connection;
    this.#arrived = arrived;
  }

  message(message: StreamMessage): void {
    if (message.kind === 'frames') return;
    if (message.kind === 'offer' && this.#offer === null) {
      this.#offer = message.offer;
      this.#take(message.offer).catch((error: unknown) => {
        this.#connection.send(encodeRefusal(messageOf(error)));
        this.#connection.end();
      });
      return;
    }
    if (message.kind !== 'chunk' || this.#offer === null) {
      throw new OrcError('Invalid', `a "${message.kind}" has no place here`);
    }
    this.#chunks.push(message.bytes);
    if (this.#chunks.length >= limits.snapshotChunksAhead) this.#connection.pause();
    this.#wake();
  }

  closed(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Ends it because another connection sends one now. */
  displace(): void {
    this.#connection.destroy('another connection sends a snapshot now');
  }

  async #take(offer: SnapshotOffer): Promise<void> {
    try {
      await this.#stage(offer);
    } catch (error) {
      // The WAL needs what is left: neither older snapshots nor the part that came may keep it.
      if (isNoSpace(error)) await this.#store.dropOlder();
      throw error;
    }
    this.#arrived(offer);
    this.#connection.send(encodeStored());
  }

  /** Each step of it may find no space: that the file is made, written, and at last that it is made durable. */
  async #stage(offer: SnapshotOffer): Promise<void> {
    const staging = await this.#store.receive(offer.meta, offer.sizeBytes);
    try {
      this.#connection.send(encodeResume(staging.receivedBytes));
      await this.#writeAll(staging);
    } catch (error) {
      await staging.abandon();
      throw error;
    }
    // That takes as long as the file is large, and who is paused hears nothing.
    this.#connection.resume();
    await staging.finish();
  }

  async #writeAll(staging: SnapshotStaging): Promise<void> {
    while (!staging.isWhole) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        await staging.write(chunk);
        continue;
      }
      if (this.#closed) throw new OrcError('Unavailable', 'the connection broke');
      this.#connection.resume();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
