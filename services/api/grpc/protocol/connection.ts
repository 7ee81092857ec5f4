// One HTTP/2 connection of a gRPC client: who is at its other end, how many calls are under way on it, whether it lives.
import type { ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { OrcError } from '#kernel/errors.ts';
import type { ShownCertificate } from '#api/certificates/revocations.ts';
import type { Caller } from '#api/commit.ts';
import { Places } from '#api/fairness/places.ts';
import { apiLimits } from '#api/limits.ts';

/** How much strangers may send, and for how long. */
export type StrangersLimits = Readonly<Record<keyof typeof apiLimits.grpcStrangers, number>>;

/** What users may make one master hold, over all their connections. */
export interface HeldTogether {
  /** Bytes of messages that are not whole, or not carried out. */
  readonly held: Places;
  /** Bytes of answers that were not taken. */
  readonly untaken: Places;
}

/** What a master holds for whom gRPC serves; nobody may have more than is left to others. */
export function heldTogether({ heldBytes, untakenBytes } = apiLimits.grpcTogether): HeldTogether {
  const refusal =
    (what: string, advice: string) =>
    (user: string): OrcError =>
      new OrcError('TooBusy', `user ${JSON.stringify(user)} has ${what} on all connections: ${advice}`, {
        retryAfterMs: apiLimits.fairness.retryAfterMs,
      });
  return {
    held: new Places(heldBytes, refusal('too many bytes of messages on their way', 'send fewer at once')),
    untaken: new Places(untakenBytes, refusal('too many bytes of answers to take', 'read them first')),
  };
}

export interface ConnectionLimits {
  readonly together: HeldTogether;

  /** How long it stays on which nothing is asked. */
  readonly idleMs: number;
  readonly strangers: StrangersLimits;
}

/** Certificates as they are read of connections, with what node:tls adds to what is declared of them. */
type Certificate = ShownCertificate & { readonly subject: object };

export class Connection {
  /** The address of the client, as host:port. */
  readonly peer: string;
  /** Whether the cluster's CA signed what it shows: it may show any certificate, or none. */
  readonly isSigned: boolean;
  /** Who shows the certificate, once somebody asked. */
  certified: Caller | undefined;
  readonly #session: ServerHttp2Session;
  readonly #socket: TLSSocket;
  readonly #limits: ConnectionLimits;
  readonly #timers = new Set<NodeJS.Timeout>();
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;
  #heldBytes = 0;
  #untakenBytes = 0;
  #isStranger = false;
  #hasHolders = false;

  constructor(session: ServerHttp2Session, socket: TLSSocket, limits: ConnectionLimits) {
    this.#session = session;
    this.#socket = socket;
    this.#limits = limits;
    this.isSigned = socket.authorized;
    this.peer = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`;
    this.#rest();
    this.#every(apiLimits.grpcKeepalive.everyMs, () => this.#askForLife());
    session.once('close', () => {
      for (const timer of this.#timers) clearTimeout(timer);
      clearTimeout(this.#idle);
    });
  }

  /** How many bytes of headers its client takes. */
  get headerBytes(): number {
    const said = this.#session.remoteSettings.maxHeaderListSize ?? apiLimits.statusDetails.headerBytes;
    // Node says 2 ** 32 - 1 of who does not say, and sends no block of more than 64 KiB.
    return Math.min(said, apiLimits.headersBytes);
  }

  /** The certificate that it shows. */
  certificate(): Certificate | undefined {
    if (this.#socket.destroyed) return undefined;
    const shown = this.#socket.getPeerCertificate();
    return 'serialNumber' in shown ? shown : undefined;
  }

  /** Whether anybody by this connection is known, by a certificate or by a token that was good once. */
  get isKnown(): boolean {
    return this.isSigned || this.#hasHolders;
  }

  /** Somebody came by it whose token is good. */
  sawHolder(): void {
    if (this.isKnown) return;
    this.#hasHolders = true;
    if (!this.#session.destroyed)
      this.#session.settings({
        initialWindowSize: apiLimits.grpcWindowBytes.known,
        maxConcurrentStreams: apiLimits.callsPerConnection,
      });
  }

  once(event: 'close', listener: () => void): void {
    this.#session.once(event, listener);
  }

  /** Ends it when its calls have ended; no more begin. */
  close(): void {
    if (!this.#session.closed) this.#session.close();
  }

  /** Node waits for a client to take what was written, and to close its side: this does not for long. */
  destroy(): void {
    this.#session.destroy();
    if (!this.#socket.destroyed) this.#after(apiLimits.grpcCloseMs, () => this.#socket.destroy());
  }

  /** A call has begun. */
  enter(): void {
    this.#underWay += 1;
    clearTimeout(this.#idle);
  }

  /** A call has ended. */
  leave(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0 && !this.#session.closed) this.#rest();
  }

  /**
   * Counts what is kept of messages that have not come whole, all calls' together. Throws TooBusy when that becomes too
   * much.
   */
  hold(bytes: number): void {
    this.#heldBytes += bytes;
    if (bytes > 0 && this.#heldBytes > apiLimits.grpcHeldBytes)
      throw new OrcError(
        'TooBusy',
        `messages of ${apiLimits.grpcHeldBytes} bytes are on their way on this connection: send fewer at once`,
        { retryAfterMs: apiLimits.fairness.retryAfterMs },
      );
  }

  /** What is held for users over all connections. */
  get together(): HeldTogether {
    return this.#limits.together;
  }

  /** Counts answers until their client has taken them. False where so much waits that it may not be sent. */
  mayAnswer(bytes: number): boolean {
    if (this.#untakenBytes > 0 && this.#untakenBytes + bytes > apiLimits.grpcUntaken.bytes) return false;
    this.#untakenBytes += bytes;
    return true;
  }

  /** An answer was taken, or never will be. */
  taken(bytes: number): void {
    this.#untakenBytes -= bytes;
  }

  /** Ends a connection some time after its first call by a stranger, unless somebody is known by it then. */
  sawStranger(): void {
    if (this.isKnown || this.#isStranger) return;
    this.#isStranger = true;
    const { connectionMs, callMs } = this.#limits.strangers;
    this.#after(connectionMs, () => {
      if (this.isKnown) return;
      this.close();
      this.#after(callMs, () => this.destroy());
    });
  }

  #rest(): void {
    this.#idle = setTimeout(() => {
      this.close();
      // Its place is another's then, whether its client closes its side or not.
      this.#after(apiLimits.grpcCloseMs, () => this.destroy());
    }, this.#limits.idleMs).unref();
  }

  /** A client that is gone without a word keeps its connection: one that doesn't answer is taken for gone. */
  #askForLife(): void {
    // It was closed, and its client has not closed it.
    if (this.#session.destroyed) return void this.#socket.destroy();
    if (this.#socket.destroyed) return this.#session.destroy();
    // Nothing is sent any more on one that is being closed: its calls may end.
    if (this.#session.closed) return;
    const timer = this.#after(apiLimits.grpcKeepalive.answerMs, () => this.destroy());
    const wasSent = this.#session.ping(() => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    });
    // So many are unanswered that no more are sent.
    if (!wasSent) this.destroy();
  }

  #after(ms: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms).unref();
    this.#timers.add(timer);
    return timer;
  }

  #every(ms: number, run: () => void): void {
    this.#timers.add(setInterval(run, ms).unref());
  }
}
