// Certificates that were revoked, as they stand in the Cluster object. No connection is taken with one, and those that
// stand are closed as soon as this master knows; so are those by certificates of an authority that is gone.
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { Authority, Cluster, Revocation } from '#kernel/model/gen/cluster.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import { authoritiesIn } from '#api/certificates/authorities.ts';
import { changeCluster } from '#api/change-cluster.ts';
import type { Caller } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';
import { signedAtMs, subjectIn } from '#runtime/pki.ts';

/** A connection by which somebody is known by a certificate. */
export interface KnownConnection {
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
}

/** What counts of a certificate that was shown, in the terms of node:tls. */
export interface ShownCertificate {
  readonly serialNumber: string;
  readonly subject: { readonly CN?: unknown };
  readonly issuer: { readonly CN?: unknown };
  readonly valid_from: string;
}

/** Looks at certificates when connections show them. */
export interface CertificateGuard {
  /** Whether a connection with this certificate is taken. One that is taken is closed when it is revoked. */
  admits(certificate: ShownCertificate, connection: KnownConnection): boolean;
}

/** Takes every certificate. */
export const admitAll: CertificateGuard = { admits: () => true };

const plain = (text: string): string =>
  text.replaceAll(/[:\s]/g, '').toLowerCase().replace(/^0x/, '').replace(/^0+/, '');

/** A serial number as revocations have it, from whatever form tools print. Throws BadRequest. */
export function plainSerial(text: string): string {
  const digits = plain(text);
  if (!/^[0-9a-f]{1,40}$/.test(digits))
    throw new OrcError(
      'BadRequest',
      `serial: ${JSON.stringify(text)} must be up to 40 hexadecimal digits, as 'openssl x509 -noout -serial' prints them`,
    );
  return digits;
}

/** Which certificates end: by serial number, and by user with the time until which they were signed. */
interface Revoked {
  readonly serials: ReadonlySet<string>;
  readonly users: ReadonlyMap<string, number>;
}

const revokedOf = new WeakMap<readonly Revocation[], Revoked>();

function revokedIn(view: StateView): Revoked | undefined {
  const list = view.get('Cluster', '', clusterName)?.revocations;
  if (list === undefined) return undefined;
  const known = revokedOf.get(list);
  if (known !== undefined) return known;
  const serials = new Set(list.flatMap(({ serial }) => (serial === undefined ? [] : [serial])));
  const users = new Map<string, number>();
  for (const { user, revokedAt } of list)
    if (user !== undefined) users.set(user, Math.max(users.get(user) ?? 0, msFromTime(revokedAt) ?? 0));
  const made = { serials, users };
  revokedOf.set(list, made);
  return made;
}

/** Whether a certificate ended before its time. */
function isRevoked({ serialNumber, subject, valid_from: from }: ShownCertificate, view: StateView): boolean {
  const revoked = revokedIn(view);
  if (revoked === undefined) return false;
  if (revoked.serials.has(plain(serialNumber))) return true;
  const untilMs = typeof subject.CN === 'string' ? revoked.users.get(subject.CN) : undefined;
  return untilMs !== undefined && signedAtMs(Date.parse(from)) <= untilMs;
}

/** The cluster with one more; those go whose certificates have ended by themselves. Throws TooLarge. */
export function withRevocation(cluster: Cluster, added: Revocation, nowMs: number): Cluster | undefined {
  const { revocations = [] } = cluster;
  const isSame = ({ serial, user }: Revocation): boolean =>
    serial !== undefined && serial === added.serial && user === added.user;
  if (revocations.some(isSame)) return undefined;
  const longestMs = apiLimits.certificates.seconds.longest * 1000;
  const kept = revocations.filter(({ revokedAt }) => (msFromTime(revokedAt) ?? 0) + longestMs > nowMs);
  if (kept.length >= apiLimits.certificates.revoked)
    throw new OrcError(
      'TooLarge',
      `${kept.length} certificates are revoked already, at most ${apiLimits.certificates.revoked} may be: a node's ends with its Node, a user's with their rights`,
    );
  return { ...cluster, revocations: [...kept, added] };
}

export class Revocations implements CertificateGuard, Disposable {
  readonly #replica: Replica;
  readonly #open = new Map<KnownConnection, ShownCertificate>();
  #authorities: readonly Authority[];
  readonly #unlisten: () => void;

  constructor(replica: Replica) {
    this.#replica = replica;
    this.#authorities = authoritiesIn(replica.store);
    this.#unlisten = replica.listen({
      events: (events) => {
        if (events.some(({ kind }) => kind === 'Cluster')) this.#enforce();
      },
      replaced: () => this.#enforce(),
    });
  }

  admits(certificate: ShownCertificate, connection: KnownConnection): boolean {
    if (isRevoked(certificate, this.#replica.store)) return false;
    const { serialNumber, subject, issuer, valid_from } = certificate;
    this.#open.set(connection, { serialNumber, subject, issuer, valid_from });
    connection.once('close', () => this.#open.delete(connection));
    return true;
  }

  #enforce(): void {
    for (const [connection, certificate] of this.#open)
      if (isRevoked(certificate, this.#replica.store)) connection.destroy();
    this.#endWithAuthorities();
  }

  /** What certificates of an authority let in that is gone now is closed. */
  #endWithAuthorities(): void {
    const before = this.#authorities;
    const now = authoritiesIn(this.#replica.store);
    this.#authorities = now;
    const gone = before
      .filter(({ id }) => !now.some((each) => each.id === id))
      .map(({ certificate }) => subjectIn(certificate).name);
    if (now.length === 0 || gone.length === 0) return;
    for (const [connection, { issuer }] of this.#open)
      if (gone.includes(String(issuer.CN))) connection.destroy();
  }

  /**
   * Revokes a certificate, or all that a user has; returns whether it had been before. Throws BadRequest for what is no
   * serial number, and for both or neither.
   */
  async revoke(
    {
      serial,
      user: owner,
      reason,
    }: { readonly serial: string; readonly user: string; readonly reason: string },
    { user, source }: Caller,
    signal: AbortSignal,
  ): Promise<boolean> {
    if ((serial === '') === (owner === ''))
      throw new OrcError('BadRequest', 'serial, user: name one of them');
    const nowMs = (): number => Date.now();
    const added: Revocation = {
      ...(serial === '' ? { user: owner } : { serial: plainSerial(serial) }),
      revokedAt: timeFromMs(nowMs()),
      revokedBy: user,
      reason: reason.slice(0, apiLimits.certificates.reasonUnits),
    };
    await this.#replica.untilCurrent(signal);
    const make = (cluster: Cluster): Cluster | undefined => withRevocation(cluster, added, nowMs());
    const change = {
      by: { user, source },
      reason: 'a certificate is revoked',
      lane: 'user',
      nowMs,
      make,
    } as const;
    return !(await changeCluster(this.#replica, change, signal));
  }

  [Symbol.dispose](): void {
    this.#unlisten();
  }
}
