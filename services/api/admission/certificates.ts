// What admission does for requests for certificates: a request says truly who asks, and only those sign and approve who
// may, by whichever verb they come.
import { userFields } from '#kernel/access/operation.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { CertificateSigningRequest } from '#kernel/model/gen/certificates.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { AdmissionContext } from '#api/admission/context.ts';

const group = 'certificates.k8s.io';
const decisions = ['Approved', 'Denied'];

/** A new object; a request for a certificate names whoever asks, whatever it said. */
export function withAsker(object: OrcObject, { requester }: AdmissionContext): OrcObject {
  if (object.kind !== 'CertificateSigningRequest' || requester === undefined) return object;
  const { username: _user, uid: _uid, groups: _groups, extra: _extra, ...spec } = object.spec;
  return { ...object, spec: { ...spec, ...userFields(requester) } };
}

const decided = ({ status }: CertificateSigningRequest): unknown =>
  (status?.conditions ?? []).filter(({ type }) => decisions.includes(type));

/**
 * Refuses a decision about a request, or a certificate for it, to those who may not `approve` or `sign` for its signer.
 * https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
 */
export function refuseUnauthorizedSigning(
  next: OrcObject,
  previous: OrcObject | undefined,
  { requester }: AdmissionContext,
): void {
  if (next.kind !== 'CertificateSigningRequest' || requester === undefined) return;
  const before = previous?.kind === next.kind ? previous : undefined;
  const require = (verb: 'approve' | 'sign'): void => {
    const resource = 'signers';
    const { signerName } = next.spec;
    const domain = `${signerName.slice(0, signerName.indexOf('/'))}/*`;
    if (requester.may({ verb, group, resource, name: domain })) return;
    requester.check({ verb, group, resource, name: signerName });
  };
  if (!equalValues(decided(next), before === undefined ? [] : decided(before))) require('approve');
  if (!equalValues(next.status?.certificate, before?.status?.certificate)) require('sign');
}
