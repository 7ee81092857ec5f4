// The cluster's certificates: a CA (EC P-256), and certificates for masters, nodes and users signed by
// it. Who somebody is stands in the subject: the common name is the user, the organizations are the
// groups, as in Kubernetes.
import 'reflect-metadata';
import { X509Certificate, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
/** Clocks may differ by this much when a certificate is made on one machine and checked on another. */
const skewMs = 300_000;

/** A certificate and its key, as PEM text. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Who a certificate names and for what. */
export interface Subject {
  /** The common name: the user. */
  readonly name: string;
  /** The organizations: the groups. */
  readonly groups: readonly string[];
  /** Names under which a server is reached: DNS names and IP addresses. */
  readonly hosts: readonly string[];
  readonly days: number;
}

/** The groups that tell masters, nodes and administrators apart. */
export const groups = { masters: 'orc:masters', nodes: 'orc:nodes', administrators: 'orc:admins' } as const;

/** The common name of a master's certificate. */
export const masterName = (master: string): string => `orc:master:${master}`;

/** The common name of a node's certificate. */
export const nodeName = (node: string): string => `orc:node:${node}`;

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', key));
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host);

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serialNumber(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .replace(/^[89a-f]/, '1');
}

/** Makes a cluster CA, valid for ten years. */
export async function createAuthority(clusterId: string): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=orc-ca-${clusterId}`,
    notBefore: new Date(Date.now() - skewMs),
    notAfter: new Date(Date.now() + 3650 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}

/** Which of `hosts`, names and IP addresses, a server's certificate is not valid for. */
export function hostsNotNamed(certificate: string, hosts: readonly string[]): readonly string[] {
  const parsed = new X509Certificate(certificate);
  return hosts.filter(
    (host) => (isAddress(host) ? parsed.checkIP(host) : parsed.checkHost(host)) === undefined,
  );
}

/** Makes a key and has the CA sign a certificate for it. */
export async function issueCertificate(authority: Identity, subject: Subject): Promise<Identity> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const der = x509.PemConverter.decodeFirst(authority.key);
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const keys = await newKeys();
  const names = subject.hosts.map((host) => ({
    type: isAddress(host) ? ('ip' as const) : ('dns' as const),
    value: host,
  }));
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: new x509.Name([
      { CN: [subject.name] },
      ...subject.groups.map((group) => ({ O: [group] })),
    ]).toString(),
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - skewMs),
    notAfter: new Date(Date.now() + subject.days * dayMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(
        [x509.ExtendedKeyUsage.clientAuth, x509.ExtendedKeyUsage.serverAuth],
        false,
      ),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}
