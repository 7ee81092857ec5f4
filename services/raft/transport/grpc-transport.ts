// Peers over gRPC. Every member dials every other one and sends on the stream it dialed; to a peer it does
// not dial (a leader that this member's log does not know yet) it answers on the stream that peer dialed.
import { type ClientDuplexStream } from '@grpc/grpc-js';
import { messageOf, OrcError } from '#kernel/errors.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { decodeConfiguration, encodeConfiguration } from '../core/configuration.ts';
import type { SnapshotMessage, SnapshotMeta } from '../core/types.ts';
import type { Member } from '../port.ts';
import type { PeerTransport } from '../ports.ts';
import type { SnapshotStore } from '../snapshots.ts';
import { encodeHello, protocol, type Frame } from './frames.ts';
import { PeerLink, type LinkContext, type LinkEvents } from './link.ts';
import { asBuffer, raftService, serialize } from './protocol.ts';
import { PeerServer } from './server.ts';

export interface TransportEvents extends LinkEvents {
  snapshotArrived(message: SnapshotMessage): void;
  snapshotSent(to: number, arrived: boolean): void;
}

export interface TransportCounts {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly droppedFrames: number;
  readonly refusedStreams: number;
}

export class GrpcTransport implements PeerTransport {
  readonly #context: LinkContext;
  readonly #events: TransportEvents;
  readonly #snapshots: SnapshotStore;
  readonly #server: PeerServer;
  readonly #links = new Map<number, PeerLink>();
  #past = { sentBytes: 0, receivedBytes: 0, droppedFrames: 0 };

  constructor(context: LinkContext, snapshots: SnapshotStore, events: TransportEvents) {
    this.#context = context;
    this.#events = events;
    this.#snapshots = snapshots;
    this.#server = new PeerServer(context, events, (from, description, chunks) =>
      this.#receiveSnapshot(from, description, chunks),
    );
  }

  /** Resolves to the port listened on. Rejects with OrcError Unavailable. */
  listen(address: string): Promise<number> {
    return this.#server.listen(address);
  }

  close(): void {
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
    this.#server.close();
  }

  send(to: number, frame: Frame): boolean {
    const link = this.#links.get(to);
    if (link?.isGreeted === true) return link.send(frame);
    return this.#server.send(to, frame);
  }

  flush(): void {
    for (const link of this.#links.values()) link.flush();
    this.#server.flush();
  }

  isConnected(id: number): boolean {
    return this.#links.get(id)?.isGreeted === true || this.#server.isConnected(id);
  }

  setMembers(members: readonly Member[]): void {
    const wanted = new Map(members.map((member) => [member.id, member]));
    for (const [id, link] of this.#links) {
      const member = wanted.get(id);
      if (member?.address === link.member.address && member.name === link.member.name) continue;
      this.#past.sentBytes += link.sentBytes;
      this.#past.receivedBytes += link.receivedBytes;
      this.#past.droppedFrames += link.droppedFrames;
      link.close();
      this.#links.delete(id);
    }
    for (const [id, { name, address }] of wanted) {
      if (id === this.#context.selfId || this.#links.has(id)) continue;
      this.#links.set(id, new PeerLink({ id, name, address }, this.#context, this.#events));
    }
  }

  counts(): TransportCounts {
    let { sentBytes, receivedBytes, droppedFrames } = this.#past;
    for (const link of this.#links.values()) {
      sentBytes += link.sentBytes;
      receivedBytes += link.receivedBytes;
      droppedFrames += link.droppedFrames;
    }
    return { sentBytes, receivedBytes, droppedFrames, refusedStreams: this.#server.refused };
  }

  sendSnapshot(to: number, term: number, meta: SnapshotMeta): void {
    const { logger } = this.#context;
    this.#streamSnapshot(to, term, meta).then(
      () => this.#events.snapshotSent(to, true),
      (error: unknown) => {
        logger.warn('snapshot did not arrive', { peer: to, index: meta.index, error: messageOf(error) });
        this.#events.snapshotSent(to, false);
      },
    );
  }

  async #streamSnapshot(to: number, term: number, meta: SnapshotMeta): Promise<void> {
    const link = this.#links.get(to);
    if (link === undefined) throw new OrcError('Unavailable', `member ${to} is not connected`);
    const { clusterId, selfId } = this.#context;
    const stream = link.client.makeBidiStreamRequest(raftService.snapshot.path, serialize, serialize);
    const stored = new Promise<void>((resolve, reject) => {
      stream.on('data', () => resolve());
      stream.on('error', reject);
      stream.on('end', () => reject(new OrcError('Unavailable', 'the peer ended the snapshot stream')));
    });
    stored.catch(() => stream.destroy());
    stream.write(asBuffer(encodeHello({ clusterId, from: selfId, to, ...protocol })));
    const description = new ByteWriter(256)
      .u53(term)
      .u53(meta.index)
      .u53(meta.term)
      .block(encodeConfiguration(meta.configuration));
    stream.write(asBuffer(description.finish()));
    for await (const chunk of this.#snapshots.readFile(meta)) {
      if (!stream.write(asBuffer(chunk))) await Promise.race([drained(stream), stored]);
    }
    stream.end();
    await stored;
  }

  async #receiveSnapshot(from: number, description: Buffer, chunks: AsyncIterable<Buffer>): Promise<void> {
    const reader = new ByteReader(description);
    const term = reader.u53();
    const meta: SnapshotMeta = {
      index: reader.u53(),
      term: reader.u53(),
      configuration: decodeConfiguration(reader.block()),
    };
    reader.end();
    await this.#snapshots.stage(meta, chunks);
    this.#events.snapshotArrived({ type: 'snapshot', from, to: this.#context.selfId, term, meta });
  }
}

function drained(stream: ClientDuplexStream<Buffer, Buffer>): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', () => resolve());
    stream.once('close', () => resolve());
  });
}
