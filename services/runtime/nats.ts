// Connections to NATS with the cluster's certificates, reconnecting for ever.
import { type NatsConnection, connect } from 'nats';
import type { PeerCertificate } from 'node:tls';
import { type Identity, groups } from '#runtime/pki.ts';

export interface NatsOptions {
  /** Servers as host:port. */
  readonly servers: readonly string[];
  /** How this end is named in the server's listings. */
  readonly name: string;
  readonly authority: string;
  readonly identity: Identity;
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

/** Connects, waiting for the first server that answers. */
export function connectNats(options: NatsOptions): Promise<NatsConnection> {
  const { certificate: cert, key } = options.identity;
  const tls = { ca: options.authority, cert, key, checkServerIdentity: checkMaster };
  return connect({
    servers: [...options.servers],
    name: options.name,
    tls,
    maxReconnectAttempts: -1,
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
