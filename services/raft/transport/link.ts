// The connection this member dials to one peer: a channel kept for as long as the peer is a member, and on
// it one stream after another, with a bounded, growing pause between failures.
//
//   down -> dialing -> greeted (the peer's hello was accepted) -> down -> ...
import { Client, credentials, type ClientDuplexStream } from '@grpc/grpc-js';
import type { Clock, Logger, Timer } from '#kernel/ports.ts';
import { messageOf, OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import type { Member } from '../port.ts';
import { decodeStreamMessage, encodeFrames, encodeHello, protocol, type Frame } from './frames.ts';
import { masterName, type TlsMaterial } from './identity.ts';
import { Outbox } from './outbox.ts';
import { asBuffer, channelOptions, raftService, refuseHello, serialize } from './protocol.ts';

export interface LinkEvents {
  frames(from: number, frames: readonly Frame[]): void;
  /** A greeted stream broke. */
  lost(peer: number): void;
}

export interface LinkContext {
  readonly clusterId: string;
  readonly selfId: number;
  readonly tls: TlsMaterial;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class PeerLink {
  readonly #member: Member;
  readonly #context: LinkContext;
  readonly #events: LinkEvents;
  readonly #client: Client;
  readonly #outbox = new Outbox();
  #stream: ClientDuplexStream<Buffer, Buffer> | null = null;
  #greeted = false;
  #blocked = false;
  #failures = 0;
  #timer: Timer | null = null;
  #closed = false;
  sentBytes = 0;
  receivedBytes = 0;

  constructor(member: Member, context: LinkContext, events: LinkEvents) {
    this.#member = member;
    this.#context = context;
    this.#events = events;
    const { ca, cert, key } = context.tls;
    const secure = credentials.createSsl(asBuffer(ca), asBuffer(key), asBuffer(cert), {
      // The certificate names a master, not a host: whoever is dialed must be that very master.
      checkServerIdentity: (_host, certificate) => {
        const name = masterName(certificate);
        if (name instanceof OrcError) return name;
        if (name === member.name) return undefined;
        return new OrcError('Unauthorized', `${member.address} is master ${name}, not ${member.name}`);
      },
    });
    // A name for TLS, because an address may be no server name; which one does not matter (see above).
    const named = { ...channelOptions, 'grpc.ssl_target_name_override': 'raft.masters.orc' };
    this.#client = new Client(member.address, secure, named);
    this.#dial();
  }

  get member(): Member {
    return this.#member;
  }
  get client(): Client {
    return this.#client;
  }
  get isGreeted(): boolean {
    return this.#greeted;
  }
  get droppedFrames(): number {
    return this.#outbox.dropped;
  }

  send(frame: Frame): boolean {
    return this.#greeted && this.#outbox.push(frame);
  }

  flush(): void {
    while (this.#stream !== null && this.#greeted && !this.#blocked && !this.#outbox.isEmpty) {
      const bytes = asBuffer(encodeFrames(this.#outbox.take()));
      this.sentBytes += bytes.length;
      this.#blocked = !this.#stream.write(bytes);
    }
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#stream?.cancel();
    this.#client.close();
  }

  #dial(): void {
    const { clusterId, selfId, clock } = this.#context;
    const stream = this.#client.makeBidiStreamRequest(raftService.connect.path, serialize, serialize);
    this.#stream = stream;
    this.#timer = clock.schedule(limits.helloTimeoutMs, () => {
      if (!this.#greeted) stream.cancel();
    });
    stream.on('data', (bytes: Buffer) => this.#receive(stream, bytes));
    stream.on('drain', () => {
      this.#blocked = false;
      this.flush();
    });
    stream.on('error', (error) => this.#end(stream, messageOf(error)));
    stream.on('end', () => this.#end(stream, 'the peer closed the stream'));
    const hello = { clusterId, from: selfId, to: this.#member.id, ...protocol };
    stream.write(asBuffer(encodeHello(hello)));
  }

  #receive(stream: ClientDuplexStream<Buffer, Buffer>, bytes: Buffer): void {
    if (stream !== this.#stream) return;
    this.receivedBytes += bytes.length;
    try {
      const message = decodeStreamMessage(bytes);
      if (message.kind === 'frames') {
        if (this.#greeted) this.#events.frames(this.#member.id, message.frames);
        return;
      }
      const { clusterId, selfId } = this.#context;
      const refusal = refuseHello(message.hello, clusterId, selfId);
      if (refusal !== null) throw refusal;
      if (message.hello.from !== this.#member.id) {
        throw new OrcError(
          'Forbidden',
          `${this.#member.address} is member ${message.hello.from}, not ${this.#member.id}`,
        );
      }
      this.#greeted = true;
      this.#failures = 0;
      this.#timer?.cancel();
    } catch (error) {
      this.#context.logger.warn('raft peer refused', {
        peer: this.#member.name,
        error: messageOf(error),
      });
      stream.cancel();
    }
  }

  #end(stream: ClientDuplexStream<Buffer, Buffer>, reason: string): void {
    if (stream !== this.#stream) return;
    const wasGreeted = this.#greeted;
    this.#stream = null;
    this.#greeted = false;
    this.#blocked = false;
    this.#outbox.clear();
    this.#timer?.cancel();
    if (this.#closed) return;
    const { clock, logger } = this.#context;
    if (wasGreeted || this.#failures === 0) {
      logger.info('raft peer is not reachable', { peer: this.#member.name, reason });
    }
    const pauseMs = Math.min(
      limits.reconnectMostMs,
      limits.reconnectFirstMs * 2 ** Math.min(this.#failures, 8),
    );
    this.#failures += 1;
    this.#timer = clock.schedule(pauseMs, () => this.#dial());
    if (wasGreeted) this.#events.lost(this.#member.id);
  }
}
