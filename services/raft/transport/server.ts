// The connections that peers dial to this member. Each is accepted only from a certificate of a master and a
// hello of this very cluster and for this very member; whatever a connection says that is not a valid
// message ends that connection, and nothing else.
import type { Server, TLSSocket } from 'node:tls';
import { messageOf, OrcError } from '#kernel/errors.ts';
import type { Timer } from '#kernel/ports.ts';
import { limits } from '../limits.ts';
import { Connection } from './connection.ts';
import {
  decodeStreamMessage,
  encodeFrames,
  encodeRefusal,
  type Frame,
  type StreamMessage,
} from './frames.ts';
import type { Hello } from './hello.ts';
import { masterName } from './identity.ts';
import { checkHello, helloTo, type LinkContext, type LinkEvents } from './link.ts';
import { Outbox } from './outbox.ts';
import { listenerTls, peerListener, splitAddress } from './tls.ts';

/** Takes in what a peer says on a connection for a snapshot, one message at a time. */
export interface SnapshotReceiver {
  message(message: StreamMessage): void;
  closed(): void;
}

export type ReceiveSnapshot = (from: number, connection: Connection) => SnapshotReceiver;

/** Reasons remembered so that one is not logged again and again. */
const maxToldReasons = 64;

export class PeerServer {
  readonly #context: LinkContext;
  readonly #events: LinkEvents;
  readonly #receiveSnapshot: ReceiveSnapshot;
  readonly #nameOf: (id: number) => string | undefined;
  readonly #server: Server;
  /** The newest accepted connection of each peer. */
  readonly #accepted = new Map<number, AcceptedConnection>();
  readonly #open = new Set<AcceptedConnection>();
  readonly #told = new Set<string>();
  refused = 0;

  /** `nameOf`: the name of a member; undefined of one that this master does not know, or no more. */
  constructor(
    context: LinkContext,
    events: LinkEvents,
    receiveSnapshot: ReceiveSnapshot,
    nameOf: (id: number) => string | undefined,
  ) {
    this.#nameOf = nameOf;
    this.#context = context;
    this.#events = events;
    this.#receiveSnapshot = receiveSnapshot;
    this.#server = peerListener(context.tls());
    this.#server.maxConnections = limits.peerConnections;
    this.#server.on('secureConnection', (socket: TLSSocket) => this.#accept(socket));
    this.#server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
      this.#noteRefusal(
        socket.remoteAddress ?? 'unknown',
        `no certificate of this cluster: ${error.message}`,
      );
      // Node leaves a handshake that does not come as it is: it would keep its place for ever.
      socket.destroy();
    });
    this.#server.on('drop', (dropped) =>
      this.#noteRefusal(
        dropped?.remoteAddress ?? 'unknown',
        `there are ${limits.peerConnections} connections`,
      ),
    );
  }

  /** Shows the newest certificate from now on. */
  renew(): void {
    this.#server.setSecureContext(listenerTls(this.#context.tls()));
  }

  /** Listens at host:port. Resolves to the port. Rejects with OrcError Unavailable. */
  listen(address: string): Promise<number> {
    return new Promise((resolve, reject) => {
      // Later ones are of single connections that could not be accepted.
      this.#server.on('error', (error) => {
        this.#noteRefusal(address, error.message);
        reject(new OrcError('Unavailable', `raft cannot listen on ${address}: ${error.message}`));
      });
      this.#server.listen(splitAddress(address), () => {
        const bound = this.#server.address();
        resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
      });
    });
  }

  isConnected(peer: number): boolean {
    return this.#accepted.has(peer);
  }

  send(to: number, frame: Frame): boolean {
    return this.#accepted.get(to)?.outbox.push(frame) ?? false;
  }

  flush(): void {
    for (const accepted of this.#accepted.values()) accepted.flush();
  }

  /** What `peer` asks is refused: counted and told for each of its connections, not for each question. */
  noteRefused(peer: number, reason: string): void {
    const accepted = this.#accepted.get(peer);
    if (accepted === undefined || accepted.isNoted) return;
    accepted.isNoted = true;
    this.#noteRefusal(accepted.address, reason);
  }

  close(): void {
    this.#server.close();
    for (const accepted of this.#open) accepted.connection.destroy('this master stops');
    this.#accepted.clear();
  }

  #accept(socket: TLSSocket): void {
    const { clock } = this.#context;
    const address = socket.remoteAddress ?? 'unknown';
    const name = masterName(socket.getPeerCertificate());
    const accepted: AcceptedConnection = new AcceptedConnection(
      new Connection(socket, clock, {
        message: (bytes) => {
          try {
            this.#receive(accepted, name, bytes);
          } catch (error) {
            this.#refuse(accepted, error);
          }
        },
        drained: () => accepted.resume(),
        closed: () => this.#gone(accepted),
      }),
      clock.schedule(limits.helloTimeoutMs, () =>
        this.#refuse(accepted, new OrcError('Forbidden', `no hello came within ${limits.helloTimeoutMs} ms`)),
      ),
      address,
    );
    this.#open.add(accepted);
    if (name instanceof OrcError) this.#refuse(accepted, name);
  }

  #receive(accepted: AcceptedConnection, name: string | OrcError, bytes: Uint8Array): void {
    if (accepted.isRefused) return;
    const message = decodeStreamMessage(bytes);
    if (message.kind === 'hello') return this.#greet(accepted, name, message.hello);
    if (accepted.peer === 0) throw new OrcError('Forbidden', `${String(name)} sent frames before its hello`);
    if (accepted.snapshot !== null) return accepted.snapshot.message(message);
    if (message.kind !== 'frames') throw new OrcError('Invalid', `a "${message.kind}" has no place here`);
    this.#events.frames(accepted.peer, message.frames);
  }

  #greet(accepted: AcceptedConnection, name: string | OrcError, hello: Hello): void {
    if (accepted.peer !== 0) throw new OrcError('Invalid', 'a second hello came');
    const expected = this.#nameOf(hello.from);
    if (expected !== undefined && name !== expected)
      throw new OrcError(
        'Forbidden',
        `${String(name)} says that it is member ${hello.from}, which is ${expected}`,
      );
    checkHello(hello, this.#context);
    accepted.timer.cancel();
    accepted.peer = hello.from;
    if (hello.purpose === 'snapshot') {
      accepted.snapshot = this.#receiveSnapshot(hello.from, accepted.connection);
    } else {
      this.#accepted.set(hello.from, accepted);
    }
    accepted.connection.send(helloTo(hello.from, hello.purpose, this.#context));
  }

  #gone(accepted: AcceptedConnection): void {
    accepted.timer.cancel();
    this.#open.delete(accepted);
    accepted.snapshot?.closed();
    if (this.#accepted.get(accepted.peer) !== accepted) return;
    this.#accepted.delete(accepted.peer);
    this.#events.lost(accepted.peer);
  }

  #refuse(accepted: AcceptedConnection, error: unknown): void {
    if (accepted.isRefused) return;
    accepted.isRefused = true;
    const reason = messageOf(error);
    this.#noteRefusal(accepted.address, reason);
    accepted.connection.send(encodeRefusal(reason));
    accepted.connection.end();
  }

  #noteRefusal(from: string, reason: string): void {
    this.refused += 1;
    const line = `${from} ${reason}`;
    if (this.#told.has(line)) return;
    if (this.#told.size >= maxToldReasons) this.#told.clear();
    this.#told.add(line);
    this.#context.logger.warn('raft peer refused', { from, reason });
  }
}

class AcceptedConnection {
  readonly connection: Connection;
  readonly timer: Timer;
  /** Where it comes from. */
  readonly address: string;
  readonly outbox = new Outbox();
  /** The member at the other end; 0 before its hello. */
  peer = 0;
  snapshot: SnapshotReceiver | null = null;
  isRefused = false;
  /** That its questions are refused was counted and told. */
  isNoted = false;
  #blocked = false;

  constructor(connection: Connection, timer: Timer, address: string) {
    this.connection = connection;
    this.timer = timer;
    this.address = address;
  }

  flush(): void {
    while (!this.#blocked && !this.outbox.isEmpty) {
      this.#blocked = !this.connection.send(encodeFrames(this.outbox.take()));
    }
  }

  resume(): void {
    this.#blocked = false;
    this.flush();
  }
}
