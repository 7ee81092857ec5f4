// TLS for gRPC, where clients may also show a token: the certificate is asked for and not insisted on. Who it names
// counts only if the cluster's CA signed it, which whoever reads it must ask (`authorized`).
import { ServerCredentials } from '@grpc/grpc-js';
import { apiLimits } from '#api/limits.ts';
import type { Credential } from '#runtime/credential.ts';

class OptionalCertificate extends ServerCredentials {
  constructor(credential: Credential) {
    const how = { requestCert: true, rejectUnauthorized: false, handshakeTimeout: apiLimits.headersMs };
    super(how, credential.options);
    credential.follow(() => this.updateSecureContextOptions(credential.options));
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

/** What a server shows, and what it asks to see: a certificate of the CA, or any or none, since tokens count too. */
export function serverCredentials(credential: Credential): ServerCredentials {
  return new OptionalCertificate(credential);
}
