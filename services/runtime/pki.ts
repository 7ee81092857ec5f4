// The cluster's certificates: a CA (EC P-256), and certificates for masters, nodes and users signed by
// it. Who somebody is stands in the subject: the common name is the user, the organizations are the
// groups, as in Kubernetes.
import 'reflect-metadata';
import { X509Certificate, createHash, createPrivateKey, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { OrcError } from '#kernel/errors.ts';

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

/** What every CA may do; `depth` is how many others may stand between it and a certificate. */
function authorityExtensions(depth: number): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, depth, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ];
}

/** Makes a cluster CA, valid for ten years. */
export async function createAuthority(name: string): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=orc-ca-${name}`,
    notBefore: new Date(Date.now() - skewMs),
    notAfter: new Date(Date.now() + 3650 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    // The CA that follows it may be certified by it.
    extensions: [...authorityExtensions(1), await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}

async function signingKeyOf({ key }: Identity): Promise<webcrypto.CryptoKey> {
  const der = x509.PemConverter.decodeFirst(key);
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

/**
 * Has a CA certify the key of another, PEM, so that whoever trusts only the first believes what the second signs;
 * undefined where the first is one under which there may be no other.
 */
export async function crossCertificate(authority: Identity, other: string): Promise<string | undefined> {
  const issuer = new x509.X509Certificate(authority.certificate);
  if (issuer.getExtension(x509.BasicConstraintsExtension)?.pathLength === 0) return undefined;
  const subject = new x509.X509Certificate(other);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: subject.subject,
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - skewMs),
    notAfter: issuer.notAfter < subject.notAfter ? issuer.notAfter : subject.notAfter,
    signingAlgorithm: algorithm,
    publicKey: subject.publicKey,
    signingKey: await signingKeyOf(authority),
    extensions: [
      ...authorityExtensions(0),
      await x509.SubjectKeyIdentifierExtension.create(subject.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** Which of `hosts`, names and IP addresses, a server's certificate is not valid for. */
export function hostsNotNamed(certificate: string, hosts: readonly string[]): readonly string[] {
  const parsed = new X509Certificate(certificate);
  return hosts.filter(
    (host) => (isAddress(host) ? parsed.checkIP(host) : parsed.checkHost(host)) === undefined,
  );
}

/** A subject, as names and not as one text: nothing in a name can pass for another field. */
function subjectOf(name: string, organizations: readonly string[]): { [field: string]: string[] }[] {
  return [{ CN: [name] }, ...organizations.map((group) => ({ O: [group] }))];
}

/** The names and addresses by which a server is reached. */
function namesExtension(hosts: readonly string[]): x509.Extension[] {
  if (hosts.length === 0) return [];
  const names = hosts.map((host) => ({
    type: isAddress(host) ? ('ip' as const) : ('dns' as const),
    value: host,
  }));
  return [new x509.SubjectAlternativeNameExtension(names)];
}

/** What a certificate is to say, beside whose key it is. */
interface Terms {
  readonly name: string;
  readonly groups: readonly string[];
  readonly hosts: readonly string[];
  readonly lifeMs: number;
  readonly usages: readonly x509.ExtendedKeyUsage[];
}

const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
const usagesFor = (hosts: readonly string[]): x509.ExtendedKeyUsage[] =>
  hosts.length > 0 ? [clientAuth, serverAuth] : [clientAuth];

async function sign(
  authority: Identity,
  { name, groups: organizations, hosts, lifeMs, usages }: Terms,
  publicKey: x509.PublicKeyType,
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: subjectOf(name, organizations),
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - skewMs),
    notAfter: new Date(Date.now() + lifeMs),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: await signingKeyOf(authority),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([...usages], false),
      ...namesExtension(hosts),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** Makes a key and has the CA sign a certificate for it: for clients only, unless it names hosts to serve as. */
export async function issueCertificate(authority: Identity, subject: Subject): Promise<Identity> {
  const keys = await newKeys();
  const terms = { ...subject, lifeMs: subject.days * dayMs, usages: usagesFor(subject.hosts) };
  return {
    certificate: await sign(authority, terms, keys.publicKey),
    key: await exportKey(keys.privateKey),
  };
}

/** Makes a key and a request (PKCS #10) for a certificate of this subject. Nothing of the key leaves with the request. */
export async function requestCertificate(
  name: string,
  organizations: readonly string[],
  hosts: readonly string[] = [],
): Promise<{ readonly request: string; readonly key: string }> {
  const keys = await newKeys();
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subjectOf(name, organizations),
    keys,
    signingAlgorithm: algorithm,
    extensions: namesExtension(hosts),
  });
  return { request: `${made.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}

/** What a request for a certificate asks. */
export interface CertificateRequest {
  readonly name: string;
  readonly groups: readonly string[];
  /** The DNS names and addresses that it names beside its subject. */
  readonly hosts: readonly string[];
  /** Whether it names anything else, such as an email address. */
  readonly hasOtherNames: boolean;
  readonly publicKey: x509.PublicKey;
}

const alternativeNames = '2.5.29.17';
const subjectFields = new Set(['CN', 'O']);
const leastRsaBits = 2048;
/** Names of users and groups: characters that have a meaning where subjects are written as text are refused. */
const plainName = /^[^\p{Cc},+"\\<>;=#]{1,200}$/u;

function isStrong({ algorithm: kind }: x509.PublicKey): boolean {
  if ('modulusLength' in kind) return Number(kind.modulusLength) >= leastRsaBits;
  return kind.name === 'ECDSA' || kind.name === 'Ed25519';
}

/** Reads a request, PEM. Throws BadRequest with what is wrong with it. */
export async function readRequest(pemText: string): Promise<CertificateRequest> {
  const refuse = (why: string): never => {
    throw new OrcError('BadRequest', `spec.request: ${why}`);
  };
  let request: x509.Pkcs10CertificateRequest;
  try {
    request = new x509.Pkcs10CertificateRequest(x509.PemConverter.decodeFirst(pemText));
  } catch {
    return refuse('is no PKCS #10 request');
  }
  const fields = request.subjectName.toJSON().flatMap((each) => Object.keys(each));
  const strange = fields.find((field) => !subjectFields.has(field));
  if (strange !== undefined)
    return refuse(`its subject has ${strange}: it may have a common name (CN) and organizations (O)`);
  const [name = '', ...more] = request.subjectName.getField('CN');
  if (name === '' || more.length > 0) return refuse('its subject must have one common name (CN)');
  const crooked = [name, ...request.subjectName.getField('O')].find((each) => !plainName.test(each));
  if (crooked !== undefined)
    return refuse(
      `${JSON.stringify(crooked)} is no name: up to 200 characters, without , + " \\ < > ; = # and control characters`,
    );
  if (!isStrong(request.publicKey))
    return refuse(`its key must be ECDSA, Ed25519 or RSA of at least ${leastRsaBits} bits`);
  let isItsOwn = false;
  try {
    isItsOwn = await request.verify();
  } catch {
    // A signature of a kind that nobody here can check is as bad as a wrong one.
  }
  if (!isItsOwn) return refuse('its signature does not fit its key');
  const extension = request.getExtension(alternativeNames);
  const names = extension instanceof x509.SubjectAlternativeNameExtension ? extension.names.items : [];
  const known = names.filter(({ type }) => type === 'dns' || type === 'ip');
  return {
    name,
    groups: request.subjectName.getField('O'),
    hosts: known.map(({ value }) => value),
    hasOtherNames: known.length < names.length || (extension !== null && names.length === 0),
    publicKey: request.publicKey,
  };
}

/** Has the CA sign what was asked for, for `seconds`: for clients only, unless `hosts` are given that it may serve as. */
export function signRequest(
  authority: Identity,
  { name, groups: organizations, publicKey }: CertificateRequest,
  seconds: number,
  hosts: readonly string[] = [],
): Promise<string> {
  const terms = { name, groups: organizations, hosts, lifeMs: seconds * 1000, usages: usagesFor(hosts) };
  return sign(authority, terms, publicKey);
}

/** The SHA-256 of a certificate's public key (SubjectPublicKeyInfo), in hexadecimal digits: how a CA is pinned. */
export function publicKeyHash(certificate: string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/** When a certificate of the cluster was signed, by when it began to be valid; milliseconds since 1970. */
export const signedAtMs = (fromMs: number): number => fromMs + skewMs;

/** When a certificate began to be valid and when it ends to be, in milliseconds since 1970. */
export function validityOf(certificate: string): { readonly fromMs: number; readonly untilMs: number } {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { fromMs: Date.parse(validFrom), untilMs: Date.parse(validTo) };
}

/** Who a certificate names: the user and the groups. */
export function subjectIn(certificate: string): Pick<Subject, 'name' | 'groups'> {
  const { subjectName } = new x509.X509Certificate(certificate);
  return { name: subjectName.getField('CN')[0] ?? '', groups: subjectName.getField('O') };
}

/** The DNS names and addresses that a certificate is for. */
export function hostsOf(certificate: string): readonly string[] {
  const extension = new x509.X509Certificate(certificate).getExtension(alternativeNames);
  return extension instanceof x509.SubjectAlternativeNameExtension
    ? extension.names.items.map(({ value }) => value)
    : [];
}

/** Whether `key` is the private key of `certificate`, both PEM. */
export function isKeyOf(key: string, certificate: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}
