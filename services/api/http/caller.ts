// Who makes an HTTP request: by certificate or bearer token, and on whose behalf.
import { TLSSocket } from 'node:tls';
import { OrcError } from '#kernel/errors.ts';
import type { Access } from '#api/access/access.ts';
import { type Identity, type Tokens, bearerToken, identityOfSubject } from '#api/access/identity.ts';
import type { Caller } from '#api/commit.ts';
import { type HttpRequest, headerOf, headersOf } from '#api/http/exchange.ts';

/** What a connection's certificate says, once it has been read: that costs more than many a request. */
const ofSocket = new WeakMap<TLSSocket, { readonly identity: Identity | undefined }>();

function socketOf(request: HttpRequest): TLSSocket | undefined {
  // An HTTP/2 request's own `socket` is a proxy that refuses much; the session has the real one behind it.
  const socket = 'stream' in request ? request.stream.session?.socket : request.socket;
  return socket instanceof TLSSocket ? socket : undefined;
}

function byCertificate(socket: TLSSocket | undefined): Identity | undefined {
  if (socket === undefined) return undefined;
  const known = ofSocket.get(socket);
  if (known !== undefined) return known.identity;
  // A certificate that the cluster's CA has not signed names nobody.
  const identity = socket.authorized ? identityOfSubject(socket.getPeerCertificate().subject) : undefined;
  ofSocket.set(socket, { identity });
  return identity;
}

/** Whom the impersonation headers name; undefined without them. */
function impersonated({ headers }: HttpRequest): Identity | undefined {
  const user = headerOf(headers, 'impersonate-user');
  const groups = headersOf(headers, 'impersonate-group');
  if (user !== undefined && user !== '') return { user, groups: [...groups, 'system:authenticated'] };
  if (groups.length > 0)
    throw new OrcError('BadRequest', 'Impersonate-Group without Impersonate-User: name the user too');
  return undefined;
}

/** Who asks. Throws Unauthorized when nobody is named, Forbidden when they may not act for another. */
export function callerOf(request: HttpRequest, tokens: Tokens, access: Access): Caller {
  const token = bearerToken(headerOf(request.headers, 'authorization'));
  const identity = token === undefined ? byCertificate(socketOf(request)) : tokens.identify(token);
  if (identity === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
  const source = `http ${request.socket.remoteAddress ?? ''}`;
  const caller = { ...identity, source };
  const other = impersonated(request);
  if (other === undefined) return caller;
  access.check(caller, { verb: 'impersonate', resource: 'users', name: other.user });
  for (const name of headersOf(request.headers, 'impersonate-group'))
    access.check(caller, { verb: 'impersonate', resource: 'groups', name });
  return { ...other, source: `${source} as ${caller.user}` };
}
