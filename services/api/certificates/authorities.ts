// The authorities that sign the cluster's certificates, as they stand in the Cluster object: certificates in plain,
// keys sealed.
import { OrcError } from '#kernel/errors.ts';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { clusterName, signingOf } from '#kernel/kinds/cluster.ts';
import type { Authority } from '#kernel/model/gen/cluster.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import type { Vault } from '#api/sealing.ts';
import type { Issued } from '#runtime/own-certificate.ts';
import {
  type CertificateRequest,
  type Identity,
  isKeyOf,
  masterName,
  publicKeyHash,
  readRequest,
  signRequest,
} from '#runtime/pki.ts';
import { trustName } from '#runtime/trust.ts';

const about = (id: string): string => `authority/${id}`;

/** An authority as the cluster keeps it. Throws BadRequest when the key is not the certificate's. */
export function sealedAuthority({ certificate, key }: Identity, vault: Vault, nowMs: number): Authority {
  if (!isKeyOf(key, certificate))
    throw new OrcError(
      'BadRequest',
      'authorityKeyFile: the key is not that of the certificate in authorityFile',
    );
  const id = publicKeyHash(certificate);
  const sealed = vault.seal(Buffer.from(key), about(id));
  return { id, createdAt: timeFromMs(nowMs), certificate, sealed };
}

/** A cluster's first authority: it signs from the beginning. Throws BadRequest when the key is not the certificate's. */
export function firstAuthority(identity: Identity, vault: Vault, nowMs: number): Authority {
  return { ...sealedAuthority(identity, vault, nowMs), signsSince: timeFromMs(nowMs) };
}

/** The authorities of a state, the oldest first. */
export function authoritiesIn(view: StateView): readonly Authority[] {
  return view.get('Cluster', '', clusterName)?.authorities ?? [];
}

/** Whom masters and nodes are to trust. */
export interface Trust {
  /** The certificates of the authorities, PEM, the signing one first. */
  readonly bundle: string;
  /** Its name; see `trustName`. */
  readonly name: string;
}

const trusts = new WeakMap<readonly Authority[], Trust>();

/** Whom the masters and nodes of a state are to trust; undefined while the cluster has no authority of its own. */
export function trustIn(view: StateView): Trust | undefined {
  const authorities = authoritiesIn(view);
  const signing = signingOf(authorities);
  if (signing === undefined) return undefined;
  const known = trusts.get(authorities);
  if (known !== undefined) return known;
  const ordered = [signing, ...authorities.filter((each) => each !== signing)];
  const ids = authorities.map(({ id }) => id);
  const made = {
    bundle: ordered.map(({ certificate }) => `${certificate.trim()}\n`).join(''),
    name: trustName(ids, signing.id),
  };
  trusts.set(authorities, made);
  return made;
}

/** The authority that signs, its key open. */
export interface SigningAuthority extends Identity {
  /** Its key as the authority before certified it, PEM; empty without one. */
  readonly crossCertificate: string;
}

/** The authority that signs; undefined while the cluster has none. */
export function signingAuthority(view: StateView, vault: Vault): SigningAuthority | undefined {
  const signing = signingOf(authoritiesIn(view));
  if (signing?.sealed === undefined) return undefined;
  const { id, certificate, sealed, crossCertificate = '' } = signing;
  const key = vault.open(sealed, about(id), `the key of the authority ${id}`);
  return { certificate, key: Buffer.from(key).toString('utf8'), crossCertificate };
}

/** The authority that signs, and whom to trust. Throws Unsupported while the cluster signs nothing. */
export function signing(
  view: StateView,
  vault: Vault,
): { readonly authority: SigningAuthority; readonly trust: Trust } {
  const authority = signingAuthority(view, vault);
  const trust = trustIn(view);
  if (authority === undefined || trust === undefined)
    throw new OrcError(
      'Unsupported',
      "the cluster does not have the key of its CA and signs no certificates: name it as authorityKeyFile in a master's configuration",
    );
  return { authority, trust };
}

/** A master's certificate, and behind it what makes those believe it who know only the authority before. */
export async function signMaster(
  authority: SigningAuthority,
  request: CertificateRequest,
  seconds: number,
  hosts: readonly string[],
): Promise<string> {
  return `${await signRequest(authority, request, seconds, hosts)}${authority.crossCertificate}`;
}

/** A request of a master for its own next certificate, signed; both PEM. Throws Unsupported without an authority. */
export async function nextMasterCertificate(
  pem: string,
  master: string,
  view: StateView,
  vault: Vault,
): Promise<Issued> {
  const { authority, trust } = signing(view, vault);
  const request = await readRequest(pem);
  if (request.name !== masterName(master))
    throw new OrcError('Internal', `the request is not for master "${master}"`);
  const cluster = view.get('Cluster', '', clusterName);
  const own = cluster === undefined ? [] : apiServiceHosts(cluster.spec.serviceCidr);
  const hosts = [...new Set([...request.hosts, ...own])];
  return {
    certificate: await signMaster(authority, request, apiLimits.certificates.seconds.usual, hosts),
    authority: trust.bundle,
  };
}
