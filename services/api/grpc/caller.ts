// Who makes a gRPC call: by its token, or by the certificate of its connection. It is looked at when the headers of a call
// arrive (door.ts), before anything of its messages is read: who is not known has nothing kept for them.
import { Metadata } from '@grpc/grpc-js';
import { OrcError } from '#kernel/errors.ts';
import { callerFrom } from '#api/access/caller.ts';
import {
  type Identity,
  type Tokens,
  bearerToken,
  identityOfSubject,
  isStillGood,
} from '#api/access/identity.ts';
import type { CertificateGuard, KnownConnection, ShownCertificate } from '#api/certificates/revocations.ts';
import type { Caller } from '#api/commit.ts';

/** A call as far as it says who makes it. */
export interface ArrivedCall {
  readonly metadata: Metadata;
  /** What it came by. */
  readonly session: object | undefined;
  readonly peer: () => string;
  readonly certificate: () => (ShownCertificate & { readonly subject: object }) | undefined;
}

/** Who is at the other end of a connection: reading a certificate costs more than many a call. */
const callers = new WeakMap<object, Caller>();

/** Who made calls that came with a token, by their metadata. */
const holders = new WeakMap<Metadata, Caller>();

/** The connections by which somebody came whose token was good. */
const ofHolders = new WeakSet<object>();

/** A property of an object of which nothing is known; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * The HTTP/2 stream of a call as grpc-js intercepts it, or what it wraps. grpc-js keeps it to itself; when it is not found
 * where this version has it, nobody is believed by their certificate.
 */
export function streamOf(call: unknown): unknown {
  return property(call, 'stream') ?? property(property(call, 'nextCall'), 'stream');
}

/** The HTTP/2 session of such a call. */
export function sessionOf(call: unknown): object | undefined {
  const session = property(streamOf(call), 'session');
  return typeof session === 'object' && session !== null ? session : undefined;
}

/** Whether the cluster's CA signed what a connection shows: it may show any certificate, or none. */
function isSigned(session: object | undefined): boolean {
  return property(property(session, 'socket'), 'authorized') === true;
}

/** Whether anybody by this connection is known, by a certificate or by a token that was good once. */
export function isKnown(session: object | undefined): boolean {
  return session !== undefined && (isSigned(session) || ofHolders.has(session));
}

function isConnection(session: object | undefined): session is KnownConnection & object {
  return session !== undefined && 'destroy' in session && 'once' in session;
}

function byCertificate({ session, peer, certificate }: ArrivedCall, guard: CertificateGuard): Caller {
  const known = session && callers.get(session);
  if (known !== undefined) return known;
  if (!isSigned(session))
    throw new OrcError('Unauthorized', 'Unauthorized: show a certificate of the cluster, or a token');
  const shown = certificate();
  if (shown !== undefined && isConnection(session) && !guard.admits(shown, session))
    throw new OrcError('Unauthorized', 'Unauthorized: the client certificate was revoked');
  const identity = identityOfSubject(shown?.subject);
  if (identity === undefined) throw new OrcError('Unauthorized', 'the client certificate has no common name');
  const caller = callerFrom(identity, `grpc ${peer()}`, { byCertificate: true });
  if (session !== undefined) callers.set(session, caller);
  return caller;
}

/** Who makes a call, at once where that is known. Throws or rejects with Unauthorized. */
export function callerOf(
  call: ArrivedCall,
  tokens: Tokens,
  guard: CertificateGuard,
): Caller | Promise<Caller> {
  const { metadata, session, peer } = call;
  const known = holders.get(metadata);
  if (known !== undefined) return known;
  const token = bearerToken(metadata.get('authorization')[0]?.toString());
  if (token === undefined) return byCertificate(call, guard);
  const holder = (identity: Identity | undefined): Caller => {
    if (identity === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
    const how = { isStillKnown: () => isStillGood(tokens, token) };
    const caller = callerFrom(identity, `grpc ${peer()}`, how);
    holders.set(metadata, caller);
    if (session !== undefined) ofHolders.add(session);
    return caller;
  };
  const found = tokens.identify(token, session);
  return found instanceof Promise ? found.then(holder) : holder(found);
}
