// Whom a master or a node trusts: the authorities in its file, and the one that signed its own certificate. A short name
// for both lets masters and nodes compare what they have with what the cluster wants.
import { X509Certificate, createHash } from 'node:crypto';
import { publicKeyHash } from '#runtime/pki.ts';

/** The certificates in a PEM text, each as PEM. */
export function certificatesIn(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

/** The authority of a bundle, PEM, that signed a certificate; undefined when it is none of them. */
export function signerIn(bundle: string, certificate: string): string | undefined {
  const signed = new X509Certificate(certificate);
  return certificatesIn(bundle).find((each) => {
    const authority = new X509Certificate(each);
    return signed.issuer === authority.subject && signed.verify(authority.publicKey);
  });
}

/** Names a set of authorities, given by the hashes of their keys, and the one of them that signs. */
export function trustName(authorities: readonly string[], signing: string): string {
  const text = `${[...new Set(authorities)].toSorted().join(' ')}/${signing}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The name of what a process holds: the authorities that it trusts, and whoever signed its certificate; all PEM. */
export function trustHeld(bundle: string, certificate: string): string {
  const signer = signerIn(bundle, certificate);
  return trustName(
    certificatesIn(bundle).map(publicKeyHash),
    signer === undefined ? '' : publicKeyHash(signer),
  );
}
