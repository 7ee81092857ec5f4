// Connections to NATS with the cluster's certificates, reconnecting for ever.
import { type NatsConnection, connect } from 'nats';
import type { Identity } from '#runtime/pki.ts';

export interface NatsOptions {
  /** Servers as host:port. */
  readonly servers: readonly string[];
  /** How this end is named in the server's listings. */
  readonly name: string;
  readonly authority: string;
  readonly identity: Identity;
}

/** Connects, waiting for the first server that answers. */
export function connectNats(options: NatsOptions): Promise<NatsConnection> {
  return connect({
    servers: [...options.servers],
    name: options.name,
    tls: { ca: options.authority, cert: options.identity.certificate, key: options.identity.key },
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
