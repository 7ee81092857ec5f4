// The connection this member dials to one peer, one after another for as long as the peer is a member, with
// a bounded, growing pause between failures.
//
//   down -> dialing -> greeted (the peer's hello was accepted) -> down -> ...
import { OrcError } from '#kernel/errors.ts';
import type { Clock, Logger, Timer } from '#kernel/ports.ts';
import type { Incarnations } from '../incarnations.ts';
import { limits } from '../limits.ts';
import type { Member } from '../port.ts';
import { Connection } from './connection.ts';
import { decodeStreamMessage, encodeFrames, encodeHello, type Frame } from './frames.ts';
import { refuseHello, type Hello } from './hello.ts';
import type { TlsMaterial } from './identity.ts';
import { Outbox } from './outbox.ts';
import { dialPeer } from './tls.ts';
import { protocol } from './version.ts';

export interface LinkEvents {
  frames(from: number, frames: readonly Frame[]): void;
  /** A greeted connection broke. */
  lost(peer: number): void;
}

export interface LinkContext {
  readonly clusterId: string;
  readonly selfId: number;
  /** What connections are made with now. */
  readonly tls: () => TlsMaterial;
  readonly incarnations: Incarnations;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What this member says first to member `to`. */
export function helloTo(to: number, purpose: Hello['purpose'], context: LinkContext): Uint8Array {
  const { clusterId, selfId, incarnations } = context;
  return encodeHello({ clusterId, from: selfId, to, ...protocol, purpose, incarnation: incarnations.own });
}

/** Throws OrcError where a peer's hello is not acceptable here. */
export function checkHello(hello: Hello, { clusterId, selfId, incarnations }: LinkContext): void {
  const refusal = refuseHello(hello, clusterId, selfId) ?? incarnations.admit(hello.from, hello.incarnation);
  if (refusal !== null) throw refusal;
}

export class PeerLink {
  readonly member: Member;
  readonly #context: LinkContext;
  readonly #events: LinkEvents;
  readonly #outbox = new Outbox();
  #connection: Connection | null = null;
  #greeted = false;
  #blocked = false;
  #failures = 0;
  /** The last failure told: the same one again and again is told once. */
  #told = '';
  #timer: Timer | null = null;
  #closed = false;
  #past = { sentBytes: 0, receivedBytes: 0 };

  constructor(member: Member, context: LinkContext, events: LinkEvents) {
    this.member = member;
    this.#context = context;
    this.#events = events;
    this.#dial();
  }

  get isGreeted(): boolean {
    return this.#greeted;
  }
  get droppedFrames(): number {
    return this.#outbox.dropped;
  }
  get sentBytes(): number {
    return this.#past.sentBytes + (this.#connection?.sentBytes ?? 0);
  }
  get receivedBytes(): number {
    return this.#past.receivedBytes + (this.#connection?.receivedBytes ?? 0);
  }

  send(frame: Frame): boolean {
    return this.#greeted && this.#outbox.push(frame);
  }

  flush(): void {
    while (this.#connection !== null && this.#greeted && !this.#blocked && !this.#outbox.isEmpty) {
      this.#blocked = !this.#connection.send(encodeFrames(this.#outbox.take()));
    }
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#connection?.destroy('this master stops');
  }

  #dial(): void {
    const { clock, tls } = this.#context;
    const connection = new Connection(dialPeer(this.member, tls()), clock, {
      message: (bytes) => this.#receive(connection, bytes),
      drained: () => {
        this.#blocked = false;
        this.flush();
      },
      closed: (reason) => this.#end(connection, reason),
    });
    this.#connection = connection;
    this.#timer = clock.schedule(limits.helloTimeoutMs, () => {
      if (!this.#greeted) connection.destroy(`no hello came within ${limits.helloTimeoutMs} ms`);
    });
    connection.send(helloTo(this.member.id, 'frames', this.#context));
  }

  #receive(connection: Connection, bytes: Uint8Array): void {
    if (connection !== this.#connection) return;
    const message = decodeStreamMessage(bytes);
    switch (message.kind) {
      case 'frames':
        if (this.#greeted) this.#events.frames(this.member.id, message.frames);
        return;
      case 'refused':
        throw new OrcError('Forbidden', `it refuses this master: ${message.reason}`);
      case 'hello':
        this.#greet(message.hello);
        return;
      default:
        throw new OrcError('Invalid', `a "${message.kind}" has no place on this connection`);
    }
  }

  #greet(hello: Hello): void {
    checkHello(hello, this.#context);
    if (hello.from !== this.member.id) {
      throw new OrcError(
        'Forbidden',
        `${this.member.address} is member ${hello.from}, not ${this.member.id}`,
      );
    }
    this.#greeted = true;
    this.#failures = 0;
    this.#told = '';
    this.#timer?.cancel();
  }

  #end(connection: Connection, reason: string): void {
    if (connection !== this.#connection) return;
    const wasGreeted = this.#greeted;
    this.#past.sentBytes += connection.sentBytes;
    this.#past.receivedBytes += connection.receivedBytes;
    this.#connection = null;
    this.#greeted = false;
    this.#blocked = false;
    this.#outbox.clear();
    this.#timer?.cancel();
    if (this.#closed) return;
    const { clock, logger } = this.#context;
    if (reason !== this.#told) {
      logger.info('raft peer is not reachable', { peer: this.member.name, reason });
      this.#told = reason;
    }
    const pauseMs = Math.min(
      limits.reconnectMostMs,
      limits.reconnectFirstMs * 2 ** Math.min(this.#failures, 8),
    );
    this.#failures += 1;
    this.#timer = clock.schedule(pauseMs, () => this.#dial());
    if (wasGreeted) this.#events.lost(this.member.id);
  }
}
