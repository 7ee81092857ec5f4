// The authorities that sign the cluster's certificates, as they stand in the Cluster object: certificates in plain,
// keys sealed.
import { OrcError } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import type { Authority } from '#kernel/model/gen/cluster.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Vault } from '#api/sealing.ts';
import { type Identity, isKeyOf, publicKeyHash } from '#runtime/pki.ts';

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

/** The authorities of a state, the oldest first. */
export function authoritiesIn(view: StateView): readonly Authority[] {
  return view.get('Cluster', '', clusterName)?.authorities ?? [];
}

/** The authority that signs, its key open; undefined while the cluster has none. */
export function signingAuthority(view: StateView, vault: Vault): Identity | undefined {
  const newest = authoritiesIn(view).at(-1);
  if (newest?.sealed === undefined) return undefined;
  const { id, certificate, sealed } = newest;
  const key = vault.open(sealed, about(id), `the key of the authority ${id}`);
  return { certificate, key: Buffer.from(key).toString('utf8') };
}
