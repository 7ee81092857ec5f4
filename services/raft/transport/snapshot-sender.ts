// Sends one snapshot's file to one peer over a connection of its own: an offer, the peer's word on how much
// of it is there already, the rest in chunks, and the peer's word that it is stored.
import type { FileHandle } from 'node:fs/promises';
import { messageOf, OrcError } from '#kernel/errors.ts';
import type { SnapshotMeta } from '../core/types.ts';
import { limits } from '../limits.ts';
import type { Member } from '../port.ts';
import type { SnapshotStore } from '../snapshots.ts';
import { Connection } from './connection.ts';
import { decodeStreamMessage, encodeChunk, encodeOffer } from './frames.ts';
import { checkHello, helloTo, type LinkContext } from './link.ts';
import type { SnapshotOffer } from './hello.ts';
import { dialPeer } from './tls.ts';

/** Resolves when `member` has stored the snapshot at `meta`. Rejects with the reason why it has not. */
export async function sendSnapshot(
  member: Member,
  term: number,
  meta: SnapshotMeta,
  store: SnapshotStore,
  context: LinkContext,
): Promise<void> {
  const { file, sizeBytes } = await store.openFile(meta);
  try {
    await new SnapshotSender(member, term, meta, file, sizeBytes, context).done;
  } finally {
    await file.close();
  }
}

class SnapshotSender {
  readonly done: Promise<void>;
  readonly #connection: Connection;
  readonly #member: Member;
  readonly #context: LinkContext;
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  readonly #offer: SnapshotOffer;
  #greeted = false;
  readonly #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
  #sending = false;
  #closed = false;
  #wake: () => void = () => {};

  constructor(
    member: Member,
    term: number,
    meta: SnapshotMeta,
    file: FileHandle,
    sizeBytes: number,
    context: LinkContext,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.#settle = { resolve, reject };
    this.#member = member;
    this.#context = context;
    this.#file = file;
    this.#sizeBytes = sizeBytes;
    this.#offer = { term, meta, sizeBytes };
    this.#connection = new Connection(dialPeer(member, context.tls()), context.clock, {
      message: (bytes) => this.#receive(bytes),
      drained: () => this.#wake(),
      closed: (reason) => {
        this.#closed = true;
        this.#wake();
        reject(new OrcError('Unavailable', reason));
      },
    });
    this.#connection.send(helloTo(member.id, 'snapshot', context));
  }

  #receive(bytes: Uint8Array): void {
    const message = decodeStreamMessage(bytes);
    switch (message.kind) {
      case 'hello':
        if (this.#greeted) throw new OrcError('Invalid', 'a second hello came');
        this.#greeted = true;
        checkHello(message.hello, this.#context);
        if (message.hello.from !== this.#member.id) {
          throw new OrcError('Forbidden', `${this.#member.address} is member ${message.hello.from}`);
        }
        this.#connection.send(encodeOffer(this.#offer));
        return;
      case 'resume':
        if (this.#sending) throw new OrcError('Invalid', 'a snapshot was asked for twice');
        this.#sending = true;
        this.#send(message.fromByte).catch((error: unknown) => this.#connection.destroy(messageOf(error)));
        return;
      case 'stored':
        this.#settle.resolve();
        this.#connection.end();
        return;
      case 'refused':
        throw new OrcError('Forbidden', message.reason);
      case 'frames':
        return;
      default:
        throw new OrcError('Invalid', `a "${message.kind}" has no place on a connection for a snapshot`);
    }
  }

  async #send(fromByte: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(limits.snapshotSendBytes);
    for (let at = fromByte; at < this.#sizeBytes && !this.#closed;) {
      const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) throw new OrcError('Corrupt', 'the snapshot became shorter while it was sent');
      at += bytesRead;
      // The chunk's bytes are copied into the message, so the buffer is free again.
      if (this.#connection.send(encodeChunk(chunk.subarray(0, bytesRead)))) continue;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
