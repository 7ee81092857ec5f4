// The streams that peers dial to this member. Each is accepted only from a certificate of a master and a
// hello of this very cluster and for this very member; whatever a stream says that is not a valid message
// ends that stream, and nothing else.
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Timer } from '#kernel/ports.ts';
import { messageOf, OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import { decodeStreamMessage, encodeFrames, encodeHello, protocol, type Frame } from './frames.ts';
import { masterName } from './identity.ts';
import type { LinkContext, LinkEvents } from './link.ts';
import { Outbox } from './outbox.ts';
import { asBuffer, channelOptions, raftService, refuseHello, toServiceError } from './protocol.ts';

type Call = ServerDuplexStream<Buffer, Buffer>;

/** Takes in a snapshot stream from its first message on. Rejects when it is not whole or not valid. */
export type SnapshotReceiver = (
  from: number,
  description: Buffer,
  chunks: AsyncIterable<Buffer>,
) => Promise<void>;

export class PeerServer {
  readonly #context: LinkContext;
  readonly #events: LinkEvents;
  readonly #receiveSnapshot: SnapshotReceiver;
  readonly #server = new Server(channelOptions);
  /** The newest accepted stream of each peer. */
  readonly #accepted = new Map<number, AcceptedStream>();
  refused = 0;

  constructor(context: LinkContext, events: LinkEvents, receiveSnapshot: SnapshotReceiver) {
    this.#context = context;
    this.#events = events;
    this.#receiveSnapshot = receiveSnapshot;
    const implementation: UntypedServiceImplementation = {
      connect: (call: Call) => this.#accept(call),
      snapshot: (call: Call) => void this.#acceptSnapshot(call),
    };
    this.#server.addService(raftService, implementation);
  }

  /** Listens at host:port. Resolves to the port. Rejects with OrcError Unavailable. */
  listen(address: string): Promise<number> {
    const { ca, cert, key } = this.#context.tls;
    const pair = { private_key: asBuffer(key), cert_chain: asBuffer(cert) };
    const secure = ServerCredentials.createSsl(asBuffer(ca), [pair], true);
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(address, secure, (error, port) => {
        if (error === null) resolve(port);
        else reject(new OrcError('Unavailable', `raft cannot listen on ${address}: ${error.message}`));
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
    for (const stream of this.#accepted.values()) stream.flush();
  }

  close(): void {
    // Ended one by one: without channelz grpc-js forgets its sessions here, and peers would wait in vain.
    for (const stream of this.#accepted.values()) stream.end();
    this.#accepted.clear();
    this.#server.forceShutdown();
  }

  #accept(call: Call): void {
    const { clock, clusterId, selfId } = this.#context;
    const name = this.#peerName(call);
    if (name === null) return;
    let peer = 0;
    let stream: AcceptedStream | null = null;
    const timer: Timer = clock.schedule(limits.helloTimeoutMs, () =>
      this.#refuse(call, new OrcError('Forbidden', `${name} sent no hello in time`)),
    );
    const gone = (): void => {
      timer.cancel();
      if (stream === null || this.#accepted.get(peer) !== stream) return;
      this.#accepted.delete(peer);
      this.#events.lost(peer);
    };
    call.on('data', (bytes: Buffer) => {
      try {
        const message = decodeStreamMessage(bytes);
        if (message.kind === 'frames') {
          if (stream === null) throw new OrcError('Forbidden', `${name} sent frames before its hello`);
          this.#events.frames(peer, message.frames);
          return;
        }
        const refusal = refuseHello(message.hello, clusterId, selfId);
        if (refusal !== null) throw refusal;
        timer.cancel();
        peer = message.hello.from;
        stream = new AcceptedStream(call);
        this.#accepted.set(peer, stream);
        call.write(asBuffer(encodeHello({ clusterId, from: selfId, to: peer, ...protocol })));
      } catch (error) {
        this.#refuse(call, error);
      }
    });
    call.on('drain', () => stream?.resume());
    call.on('error', gone);
    call.on('cancelled', gone);
    call.on('close', gone);
    call.on('end', () => {
      gone();
      call.end();
    });
  }

  async #acceptSnapshot(call: Call): Promise<void> {
    call.on('error', () => call.destroy());
    const name = this.#peerName(call);
    if (name === null) return;
    try {
      const { clusterId, selfId } = this.#context;
      const chunks: AsyncIterator<Buffer> = call[Symbol.asyncIterator]();
      const hello = await takeNext(chunks);
      const message = decodeStreamMessage(hello);
      if (message.kind !== 'hello') throw new OrcError('Forbidden', `${name} sent a snapshot without hello`);
      const refusal = refuseHello(message.hello, clusterId, selfId);
      if (refusal !== null) throw refusal;
      const description = await takeNext(chunks);
      await this.#receiveSnapshot(message.hello.from, description, { [Symbol.asyncIterator]: () => chunks });
      call.write(Buffer.from([1]));
      call.end();
    } catch (error) {
      this.#refuse(call, error);
    }
  }

  #peerName(call: Call): string | null {
    const name = masterName(call.getAuthContext().sslPeerCertificate);
    if (!(name instanceof OrcError)) return name;
    this.#refuse(call, name);
    return null;
  }

  #refuse(call: Call, error: unknown): void {
    this.refused += 1;
    const known = error instanceof OrcError ? error : new OrcError('Invalid', messageOf(error));
    this.#context.logger.warn('raft peer refused', { peer: call.getPeer(), error: known.message });
    call.emit('error', toServiceError(known, new Metadata()));
  }
}

async function takeNext(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const next = await chunks.next();
  if (next.done === true) throw new OrcError('Invalid', 'a snapshot stream ended before it began');
  return next.value;
}

class AcceptedStream {
  readonly outbox = new Outbox();
  readonly #call: Call;
  #blocked = false;

  constructor(call: Call) {
    this.#call = call;
  }

  flush(): void {
    while (!this.#blocked && !this.outbox.isEmpty) {
      this.#blocked = !this.#call.write(asBuffer(encodeFrames(this.outbox.take())));
    }
  }

  end(): void {
    this.#call.end();
  }

  resume(): void {
    this.#blocked = false;
    this.flush();
  }
}
