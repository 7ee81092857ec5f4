// Connections to NATS with the cluster's certificates, reconnecting for ever.
import { ErrorCode, Events, type NatsConnection, NatsError, connect } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerCertificate } from 'node:tls';
import { groups } from '#runtime/pki.ts';

export interface NatsOptions {
  /** Servers as host:port. */
  readonly servers: readonly string[];
  /** How this end is named in the server's listings. */
  readonly name: string;
  /** Files with the PEM text of the CA, and of this end's certificate and key: read anew for each connection. */
  readonly tls: {
    readonly authorityFile: string;
    readonly certificateFile: string;
    readonly keyFile: string;
  };
}

/**
 * Whether a server that showed a certificate of the cluster's CA is a master. nats.js connects by
 * address and checks no name by itself; who a server is stands in the certificate's subject.
 */
function checkMaster(host: string, { subject }: PeerCertificate): Error | undefined {
  return subject.O === groups.masters
    ? undefined
    : new Error(`the NATS server at ${host} is no master of this cluster`);
}

/** How often one who is not let in tries again. */
const refusedMs = 500;

/**
 * Connects, waiting for the first server that answers and lets this end in. `refused` is called each time one does
 * not. Rejects with the signal's reason when it aborts meanwhile.
 */
export async function connectNats(
  options: NatsOptions,
  refused: () => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<NatsConnection> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await connectOnce(options);
    } catch (error) {
      if (!(error instanceof NatsError) || error.code !== ErrorCode.AuthorizationViolation) throw error;
      refused();
      await sleep(refusedMs, undefined, { signal });
    }
  }
}

function connectOnce(options: NatsOptions): Promise<NatsConnection> {
  const { authorityFile: caFile, certificateFile: certFile, keyFile } = options.tls;
  const tls = { caFile, certFile, keyFile, checkServerIdentity: checkMaster };
  return connect({
    servers: [...options.servers],
    name: options.name,
    tls,
    maxReconnectAttempts: -1,
    // One that was removed may be let in again.
    ignoreAuthErrorAbort: true,
    waitOnFirstConnect: true,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    reconnectJitterTLS: 100,
    pingInterval: 2_000,
    maxPingOut: 2,
    timeout: 3_000,
    noEcho: true,
  });
}

/** Calls back with false each time a connection that stood is no longer let in, with true when it stands again. */
export async function followAdmission(
  connection: NatsConnection,
  isIn: (inside: boolean) => void,
): Promise<void> {
  for await (const { type, data } of connection.status()) {
    if (type === Events.Reconnect) isIn(true);
    if (type === Events.Error && data === ErrorCode.AuthorizationViolation) isIn(false);
  }
}
