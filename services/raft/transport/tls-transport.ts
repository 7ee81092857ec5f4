// Peers over TLS. Every member dials every other one and sends on the connection it dialed; to a peer it does
// not dial (a leader that this member's log does not know yet) it answers on the connection that peer dialed.
import { messageOf } from '#kernel/errors.ts';
import type { SnapshotMessage, SnapshotMeta } from '../core/types.ts';
import type { Member } from '../port.ts';
import type { PeerTransport } from '../ports.ts';
import type { SnapshotStore } from '../snapshots.ts';
import { limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { Frame } from './frames.ts';
import { PeerLink, type LinkContext, type LinkEvents } from './link.ts';
import { PeerServer } from './server.ts';
import { IncomingSnapshot } from './snapshot-receiver.ts';
import { sendSnapshot } from './snapshot-sender.ts';

export interface TransportEvents extends LinkEvents {
  snapshotArrived(message: SnapshotMessage): void;
  snapshotSent(to: number, arrived: boolean): void;
}

export interface TransportCounts {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly droppedFrames: number;
  /** Connections refused, or refused what they asked: strangers, other clusters, old disks, nonsense. */
  readonly refusedConnections: number;
}

export class TlsTransport implements PeerTransport {
  readonly #context: LinkContext;
  readonly #events: TransportEvents;
  readonly #snapshots: SnapshotStore;
  readonly #server: PeerServer;
  readonly #links = new Map<number, PeerLink>();
  /** How often, one after the other, a snapshot did not arrive at a peer. */
  readonly #failures = new Map<number, number>();
  #incoming: IncomingSnapshot | null = null;
  #past = { sentBytes: 0, receivedBytes: 0, droppedFrames: 0 };

  constructor(context: LinkContext, snapshots: SnapshotStore, events: TransportEvents) {
    this.#context = context;
    this.#events = events;
    this.#snapshots = snapshots;
    const receive = (from: number, connection: Connection): IncomingSnapshot => {
      this.#incoming?.displace();
      this.#incoming = new IncomingSnapshot(snapshots, connection, ({ term, meta }) =>
        events.snapshotArrived({ type: 'snapshot', from, to: context.selfId, term, meta }),
      );
      return this.#incoming;
    };
    this.#server = new PeerServer(context, events, receive, (id) => this.#links.get(id)?.member.name);
  }

  /** Resolves to the port listened on. Rejects with OrcError Unavailable. */
  listen(address: string): Promise<number> {
    return this.#server.listen(address);
  }

  /** Peers are shown the newest certificate from now on. */
  renew(): void {
    this.#server.renew();
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
      this.#failures.delete(id);
    }
    for (const [id, { name, address }] of wanted) {
      if (id === this.#context.selfId || this.#links.has(id)) continue;
      this.#links.set(id, new PeerLink({ id, name, address }, this.#context, this.#events));
    }
  }

  refused(peer: number, reason: string): void {
    this.#server.noteRefused(peer, reason);
  }

  counts(): TransportCounts {
    let { sentBytes, receivedBytes, droppedFrames } = this.#past;
    for (const link of this.#links.values()) {
      sentBytes += link.sentBytes;
      receivedBytes += link.receivedBytes;
      droppedFrames += link.droppedFrames;
    }
    return { sentBytes, receivedBytes, droppedFrames, refusedConnections: this.#server.refused };
  }

  sendSnapshot(to: number, term: number, meta: SnapshotMeta): void {
    const { logger } = this.#context;
    const member = this.#links.get(to)?.member;
    if (member === undefined) {
      // Not now: the core is in the midst of its turn.
      this.#context.clock.schedule(0, () => this.#events.snapshotSent(to, false));
      return;
    }
    sendSnapshot(member, term, meta, this.#snapshots, this.#context).then(
      () => {
        this.#failures.delete(to);
        this.#events.snapshotSent(to, true);
      },
      (error: unknown) => {
        logger.warn('snapshot did not arrive', { peer: to, index: meta.index, error: messageOf(error) });
        const failures = this.#failures.get(to) ?? 0;
        this.#failures.set(to, failures + 1);
        // The core sends it again as soon as it is told; what lasts, such as a full disk, takes its time.
        const { firstMs, mostMs } = limits.snapshotRetry;
        const waitMs = failures === 0 ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 10));
        this.#context.clock.schedule(waitMs, () => this.#events.snapshotSent(to, false));
      },
    );
  }
}
