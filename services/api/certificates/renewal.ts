// Users renew their certificates: whoever shows one gets the next for the same name and groups, with nobody's approval,
// since it gives nothing that the present one does not.
import { OrcError } from '#kernel/errors.ts';
import type { StateView } from '#kernel/store/view.ts';
import { authenticated } from '#api/access/caller.ts';
import { signing } from '#api/certificates/authorities.ts';
import type { Caller } from '#api/commit.ts';
import { apiLimits } from '#api/limits.ts';
import type { Vault } from '#api/sealing.ts';
import type { Issued } from '#runtime/own-certificate.ts';
import { groups, readRequest, signRequest } from '#runtime/pki.ts';

const sorted = (names: readonly string[]): string => JSON.stringify([...new Set(names)].toSorted());

/**
 * A user's next certificate for the request, PEM. Throws Forbidden for who is not known by a certificate of their own,
 * for masters and nodes, and for another subject; Unsupported while the cluster signs nothing.
 */
export async function nextUserCertificate(
  pem: string,
  { user, groups: held, byCertificate }: Caller,
  view: StateView,
  vault: Vault,
): Promise<Issued> {
  if (byCertificate !== true)
    throw new OrcError('Forbidden', `"${user}" is not known by a certificate that could be renewed`);
  if (held.includes(groups.masters) || held.includes(groups.nodes))
    throw new OrcError('Forbidden', 'masters and nodes renew their certificates by themselves');
  const request = await readRequest(pem);
  const own = held.filter((group) => group !== authenticated);
  if (request.name !== user || sorted(request.groups) !== sorted(own))
    throw new OrcError(
      'Forbidden',
      `request: it is for "${request.name}" with the groups ${sorted(request.groups)}, the present certificate is for "${user}" with ${sorted(own)}`,
    );
  if (request.hosts.length > 0 || request.hasOtherNames)
    throw new OrcError('Forbidden', 'request: a user has no names beside the subject');
  const { authority, trust } = signing(view, vault);
  return {
    certificate: await signRequest(authority, request, apiLimits.certificates.seconds.usual),
    authority: trust.bundle,
  };
}
