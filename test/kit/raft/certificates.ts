// A cluster CA and certificates of masters, made on the spot for tests on 127.0.0.1.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { TlsMaterial } from '#raft/transport/identity.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const encoder = new TextEncoder();
const dayMs = 24 * 3600 * 1000;

export interface TestAuthority {
  /** A certificate with this subject. By default that of the master `name`. */
  issue(name: string, subject?: string): Promise<TlsMaterial>;
}

export async function createAuthority(): Promise<TestAuthority> {
  x509.cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - dayMs);
  const notAfter = new Date(Date.now() + dayMs);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=orc test CA',
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  let serial = 1;
  return {
    issue: async (name, subject = `CN=orc:master:${name}, O=orc:masters`) => {
      const own = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      serial += 1;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial.toString(16).padStart(4, '0'),
        subject,
        issuer: authority.subject,
        notBefore,
        notAfter,
        signingAlgorithm: algorithm,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
      });
      const key = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
      return {
        ca: encoder.encode(authority.toString('pem')),
        cert: encoder.encode(certificate.toString('pem')),
        key: encoder.encode(x509.PemConverter.encode(key, 'PRIVATE KEY')),
      };
    },
  };
}
