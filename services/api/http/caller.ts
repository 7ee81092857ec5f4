// Who makes an HTTP request: by certificate or bearer token, and on whose behalf.
import { TLSSocket } from 'node:tls';
import type { UserInfo } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import type { Access } from '#api/access/access.ts';
import { actsForNobody, acting, callerFrom, impersonationIn, impersonates } from '#api/access/caller.ts';
import {
  type Identity,
  type Tokens,
  bearerToken,
  identityOfSubject,
  isStillGood,
} from '#api/access/identity.ts';
import type { AuditTrail } from '#api/audit/trail.ts';
import type { CertificateGuard } from '#api/certificates/revocations.ts';
import type { Caller } from '#api/commit.ts';
import { type HttpRequest, headerOf } from '#api/http/exchange.ts';

/** What a connection's certificate says, once it has been read: that costs more than many a request. */
const ofSocket = new WeakMap<TLSSocket, { readonly identity: Identity | undefined }>();

function socketOf(request: HttpRequest): TLSSocket | undefined {
  // An HTTP/2 request's own `socket` is a proxy that refuses much; the session has the real one behind it.
  const socket = 'stream' in request ? request.stream.session?.socket : request.socket;
  return socket instanceof TLSSocket ? socket : undefined;
}

function byCertificate(socket: TLSSocket | undefined, guard: CertificateGuard): Identity | undefined {
  if (socket === undefined) return undefined;
  const known = ofSocket.get(socket);
  if (known !== undefined) return known.identity;
  // A certificate that the cluster's CA has not signed names nobody.
  const certificate = socket.getPeerCertificate();
  const isGood = socket.authorized && guard.admits(certificate, socket);
  const identity = isGood ? identityOfSubject(certificate.subject) : undefined;
  ofSocket.set(socket, { identity });
  return identity;
}

/** Whom a request says its sender acts for. Lists of Node's join what stands several times; what came does not. */
function impersonatedBy({ headers, rawHeaders }: HttpRequest): UserInfo {
  if (!impersonates(headers)) return actsForNobody;
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return impersonationIn(names.map((name, index) => [name.toLowerCase(), rawHeaders[2 * index + 1] ?? '']));
}

/** Who asks. Throws Unauthorized when nobody is named, Forbidden when they may not act for another. */
export async function callerOf(
  request: HttpRequest,
  tokens: Tokens,
  access: Access,
  guard: CertificateGuard,
  trail?: AuditTrail,
): Promise<Caller> {
  const token = bearerToken(headerOf(request.headers, 'authorization'));
  const socket = socketOf(request);
  const identity = token === undefined ? byCertificate(socket, guard) : await tokens.identify(token, socket);
  if (identity === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
  const source = `http ${request.socket.remoteAddress ?? ''}`;
  const how =
    token === undefined ? { byCertificate: true } : { isStillKnown: () => isStillGood(tokens, token) };
  return acting(callerFrom(identity, source, how), impersonatedBy(request), access, trail);
}
