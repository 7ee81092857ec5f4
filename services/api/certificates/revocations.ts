// Certificates that were revoked, as they stand in the Cluster object. No connection is taken with one, and those that
// stand are closed as soon as this master knows.
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { Cluster, Revocation } from '#kernel/model/gen/cluster.gen.ts';
import { msFromTime, timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import { changeCluster } from '#api/change-cluster.ts';
import type { Caller } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Replica } from '#api/replica.ts';

/** A connection by which somebody is known by a certificate. */
export interface KnownConnection {
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
}

/** Looks at certificates when connections show them. */
export interface CertificateGuard {
  /** Whether a connection with this certificate is taken. One that is taken is closed when it is revoked. */
  admits(serial: string, connection: KnownConnection): boolean;
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

const serialsOf = new WeakMap<readonly Revocation[], ReadonlySet<string>>();

function revokedIn(view: StateView): ReadonlySet<string> | undefined {
  const list = view.get('Cluster', '', clusterName)?.revocations;
  if (list === undefined) return undefined;
  const known = serialsOf.get(list);
  if (known !== undefined) return known;
  const made = new Set(list.map(({ serial }) => serial));
  serialsOf.set(list, made);
  return made;
}

/** The cluster with one more; those go whose certificates have ended by themselves. Throws TooLarge. */
export function withRevocation(cluster: Cluster, added: Revocation, nowMs: number): Cluster | undefined {
  const { revocations = [] } = cluster;
  if (revocations.some(({ serial }) => serial === added.serial)) return undefined;
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
  readonly #open = new Map<string, Set<KnownConnection>>();
  readonly #unlisten: () => void;

  constructor(replica: Replica) {
    this.#replica = replica;
    this.#unlisten = replica.listen({
      events: (events) => {
        if (events.some(({ key }) => key.kind === 'Cluster')) this.#enforce();
      },
      replaced: () => this.#enforce(),
    });
  }

  admits(serial: string, connection: KnownConnection): boolean {
    const key = plain(serial);
    if (revokedIn(this.#replica.store)?.has(key) === true) return false;
    const known = this.#open.get(key) ?? new Set();
    this.#open.set(key, known.add(connection));
    connection.once('close', () => {
      known.delete(connection);
      if (known.size === 0) this.#open.delete(key);
    });
    return true;
  }

  #enforce(): void {
    for (const serial of revokedIn(this.#replica.store) ?? [])
      for (const connection of this.#open.get(serial) ?? []) connection.destroy();
  }

  /** Revokes a certificate; returns whether it had been before. Throws BadRequest for what is no serial number. */
  async revoke(
    given: string,
    reason: string,
    { user, source }: Caller,
    signal: AbortSignal,
  ): Promise<boolean> {
    const nowMs = (): number => Date.now();
    const added: Revocation = {
      serial: plainSerial(given),
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
