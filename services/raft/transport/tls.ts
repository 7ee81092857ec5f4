// TLS between masters: both sides show a certificate of the cluster's CA, and a certificate names a master.
import {
  type ConnectionOptions,
  type SecureContextOptions,
  type Server,
  type TLSSocket,
  connect,
  createServer,
} from 'node:tls';
import { OrcError } from '#kernel/errors.ts';
import { limits } from '../limits.ts';
import type { Member } from '../port.ts';
import { masterName, type TlsMaterial } from './identity.ts';

const application = 'orc-raft';
/** A name for TLS, because an address may be no server name; which one does not matter (see below). */
const serverName = 'raft.masters.orc';
/** What is written beyond this waits for the peer to take it. */
const highWaterMarkBytes = 1024 * 1024;

/** Dials `member`. The connection fails where another one answers. */
export function dialPeer(member: Member, tls: TlsMaterial): TLSSocket {
  const options: ConnectionOptions & { readonly highWaterMark: number } = {
    ...splitAddress(member.address),
    ca: asBuffer(tls.ca),
    cert: asBuffer(tls.cert),
    key: asBuffer(tls.key),
    servername: serverName,
    minVersion: 'TLSv1.3',
    ALPNProtocols: [application],
    highWaterMark: highWaterMarkBytes,
    // The certificate names a master, not a host: whoever is dialed must be that very master.
    checkServerIdentity: (_host, certificate) => {
      const name = masterName(certificate);
      if (name instanceof OrcError) return name;
      if (name === member.name) return undefined;
      return new OrcError('Unauthorized', `${member.address} is master ${name}, not ${member.name}`);
    },
  };
  return connect(options);
}

/** What a server's contexts are made of. */
export function listenerTls(tls: TlsMaterial): SecureContextOptions {
  return { ca: asBuffer(tls.ca), cert: asBuffer(tls.cert), key: asBuffer(tls.key), minVersion: 'TLSv1.3' };
}

/** A server that accepts only who shows a certificate of the cluster's CA. */
export function peerListener(tls: TlsMaterial): Server {
  return createServer({
    ...listenerTls(tls),
    requestCert: true,
    rejectUnauthorized: true,
    ALPNProtocols: [application],
    highWaterMark: highWaterMarkBytes,
    noDelay: true,
    handshakeTimeout: limits.helloTimeoutMs,
  });
}

/** host and port of an address written as host:port. */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
