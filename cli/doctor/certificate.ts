// A certificate as rows look at it.
import { X509Certificate, createPrivateKey } from 'node:crypto';

export interface Certificate {
  readonly name: string;
  readonly organizations: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** Such as `ec` with `prime256v1`, or `rsa` with its bits. */
  readonly key: { readonly type: string; readonly curve: string; readonly bits: number };
  /** Object identifiers of what it may be used for. */
  readonly usages: readonly string[];
  /** The DNS names and addresses that it is for. */
  readonly hosts: readonly string[];
  readonly isAuthority: boolean;
  readonly serial: string;
  /** The key itself, to tell keys apart. */
  readonly publicKey: string;
  /** Whether the authority that the caller trusts signed it. */
  readonly isOfCluster: boolean;
}

export const usages = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;

function fieldsOf(subject: string, name: string): string[] {
  return subject
    .split('\n')
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));
}

/** Reads a certificate, PEM or DER; `authority` is PEM. Throws for what is none. */
export function readCertificate(bytes: string | Uint8Array, authority: string): Certificate {
  const parsed = new X509Certificate(bytes);
  const { asymmetricKeyType = '', asymmetricKeyDetails: details = {} } = parsed.publicKey;
  const by = new X509Certificate(authority);
  return {
    name: fieldsOf(parsed.subject, 'CN')[0] ?? '',
    organizations: fieldsOf(parsed.subject, 'O'),
    fromMs: Date.parse(parsed.validFrom),
    untilMs: Date.parse(parsed.validTo),
    key: { type: asymmetricKeyType, curve: details.namedCurve ?? '', bits: details.modulusLength ?? 0 },
    // The declarations say it is always there; of a certificate without the extension it is undefined.
    usages: [parsed.keyUsage].flat().filter((each) => typeof each === 'string'),
    hosts: (parsed.subjectAltName ?? '')
      .split(', ')
      .map((each) => each.replace(/^(DNS|IP Address):/, ''))
      .filter((each) => each !== ''),
    isAuthority: parsed.ca,
    serial: parsed.serialNumber,
    publicKey: parsed.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    isOfCluster: parsed.verify(by.publicKey),
  };
}

/** Whether a private key, PEM, is the one of a certificate. */
export function fits(key: string, certificate: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}
