// Who makes a gRPC call: by its token, or by the certificate of its connection. It is looked at when the headers of a call
// arrive, before anything of its messages is read: who is not known has nothing kept for them.
import { OrcError } from '#kernel/errors.ts';
import { callerFrom } from '#api/access/caller.ts';
import {
  type Identity,
  type Tokens,
  bearerToken,
  identityOfSubject,
  isStillGood,
} from '#api/access/identity.ts';
import type { CertificateGuard } from '#api/certificates/revocations.ts';
import type { Caller } from '#api/commit.ts';
import type { Connection } from '#api/grpc/protocol/connection.ts';
import type { ServerCall } from '#api/grpc/protocol/server-call.ts';

/** Who is at the other end of a connection. Reading a certificate costs more than many a call: it is read once. */
function certifiedBy(connection: Connection, guard: CertificateGuard): Caller {
  if (connection.certified !== undefined) return connection.certified;
  if (!connection.isSigned)
    throw new OrcError('Unauthorized', 'Unauthorized: show a certificate of the cluster, or a token');
  const shown = connection.certificate();
  const identity = identityOfSubject(shown?.subject);
  if (identity === undefined) throw new OrcError('Unauthorized', 'the client certificate has no common name');
  if (shown !== undefined && !guard.admits(shown, connection)) {
    connection.close();
    throw new OrcError('Unauthorized', 'Unauthorized: the client certificate was revoked');
  }
  connection.certified = callerFrom(identity, `grpc ${connection.peer}`, { byCertificate: true });
  return connection.certified;
}

/** Who makes a call, at once where that is known. Throws or rejects with Unauthorized. */
export function callerOf(
  { headers, connection }: ServerCall,
  tokens: Tokens,
  guard: CertificateGuard,
): Caller | Promise<Caller> {
  const token = bearerToken(headers.authorization);
  if (token === undefined) return certifiedBy(connection, guard);
  const holder = (identity: Identity | undefined): Caller => {
    if (identity === undefined) throw new OrcError('Unauthorized', 'Unauthorized');
    connection.sawHolder();
    return callerFrom(identity, `grpc ${connection.peer}`, {
      isStillKnown: () => isStillGood(tokens, token),
    });
  };
  const found = tokens.identify(token, connection);
  return found instanceof Promise ? found.then(holder) : holder(found);
}
