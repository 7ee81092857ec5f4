// Who may speak Raft: only a master, and a certificate says who is one.
import type { PeerCertificate } from 'node:tls';
import { OrcError } from '#kernel/errors.ts';

/** PEM texts. `ca` signs all masters' certificates; `cert` and `key` are this master's own. */
export interface TlsMaterial {
  readonly ca: Uint8Array;
  readonly cert: Uint8Array;
  readonly key: Uint8Array;
}

export const mastersOrganization = 'orc:masters';
const masterPrefix = 'orc:master:';

/** The name of the master that `certificate` (already verified against the CA) stands for, or the refusal. */
export function masterName(certificate: PeerCertificate | undefined): string | OrcError {
  const subject = certificate?.subject;
  if (subject === undefined) return new OrcError('Unauthorized', 'a peer showed no certificate');
  const { CN: commonName, O: organization } = subject;
  if (organization !== mastersOrganization || !String(commonName).startsWith(masterPrefix)) {
    return new OrcError(
      'Unauthorized',
      `a peer showed a certificate for ${String(commonName)} of ${String(organization)}, which is no master's`,
    );
  }
  return String(commonName).slice(masterPrefix.length);
}
