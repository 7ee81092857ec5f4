// The certificates and keys of a sandbox's cluster, made on the spot.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import {
  type Identity,
  type Subject,
  createAuthority,
  groups,
  issueCertificate,
  masterName,
  nodeName,
} from '#runtime/pki.ts';

import type { Member } from './plan.ts';

/** How long a sandbox's certificates are valid, in days. */
const validDays = 365;

/** Files with the PEM text of somebody's certificate and key, and of the CA that they believe. */
export interface IdentityFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly authorityFile: string;
}

/** Everything a sandbox's cluster is identified by. */
export class Credentials {
  readonly #folder: string;
  readonly clusterId: string;

  private constructor(folder: string, clusterId: string) {
    this.#folder = folder;
    this.clusterId = clusterId;
  }

  /** Makes the CA, the key-encryption key, and certificates for all members and one administrator. */
  static async create(folder: string, members: readonly Member[], serviceCidr: string): Promise<Credentials> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const clusterId = randomBytes(8).toString('hex');
    const made = new Credentials(folder, clusterId);
    const authority = await createAuthority(clusterId);
    const encryptionKey = `${randomBytes(32).toString('hex')}\n`;
    for (const { name, role, address } of members) {
      const isMaster = role === 'master';
      await made.#issue(authority, name, {
        name: isMaster ? masterName(name) : nodeName(name),
        groups: [isMaster ? groups.masters : groups.nodes],
        // The host reaches a master through a port of its own loopback address, pods under the name and address of a
        // Service.
        hosts: isMaster ? [address, name, '127.0.0.1', 'localhost', ...apiServiceHosts(serviceCidr)] : [],
        days: validDays,
      });
      if (isMaster) writeFileSync(made.encryptionKeyFile(name), encryptionKey, { mode: 0o600 });
    }
    await made.#issue(authority, 'admin', {
      name: 'admin',
      groups: [groups.administrators],
      hosts: [],
      days: validDays,
    });
    // The masters take it into the log, sealed, and sign with it from then on.
    writeFileSync(made.authorityKeyFile, authority.key, { mode: 0o600 });
    writeFileSync(join(folder, 'cluster-id'), clusterId);
    return made;
  }

  /** Those of a sandbox made earlier; undefined when it was not finished. */
  static open(folder: string): Credentials | undefined {
    const file = join(folder, 'cluster-id');
    return existsSync(file) ? new Credentials(folder, readFileSync(file, 'utf8')) : undefined;
  }

  async #issue(authority: Identity, name: string, subject: Subject): Promise<void> {
    const identity = await issueCertificate(authority, subject);
    const { certificateFile, keyFile, authorityFile } = this.files(name);
    writeFileSync(authorityFile, authority.certificate);
    writeFileSync(certificateFile, identity.certificate);
    writeFileSync(keyFile, identity.key, { mode: 0o600 });
  }

  get authorityKeyFile(): string {
    return join(this.#folder, 'ca.key');
  }

  /** The file with a master's key-encryption key; each has its own, since each replaces it. */
  encryptionKeyFile(master: string): string {
    return join(this.#folder, `${master}.encryption.key`);
  }

  /** The files of a member, or of `admin`. */
  files(name: string): IdentityFiles {
    const at = (ending: string): string => join(this.#folder, `${name}${ending}`);
    return { certificateFile: at('.pem'), keyFile: at('.key'), authorityFile: at('.ca.pem') };
  }
}
