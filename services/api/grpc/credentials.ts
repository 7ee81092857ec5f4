// TLS for gRPC, where clients may also show a token: the certificate is asked for and not insisted on. Who it names
// counts only if the cluster's CA signed it, which whoever reads it must ask (`authorized`).
import { ServerCredentials } from '@grpc/grpc-js';
import type { Identity } from '#runtime/pki.ts';

class OptionalCertificate extends ServerCredentials {
  constructor(authority: string, { certificate, key }: Identity) {
    super({ requestCert: true, rejectUnauthorized: false }, { ca: authority, cert: certificate, key });
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

/** What a server shows, and what it asks to see: a certificate of `authority`, or any or none, since tokens count too. */
export function serverCredentials(authority: string, identity: Identity): ServerCredentials {
  return new OptionalCertificate(authority, identity);
}
