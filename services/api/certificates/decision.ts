// What becomes of a request for a certificate, decided from the request, who asks, and the state. Pure.
import { formats } from '#kernel/model/formats.ts';
import type { CertificateSigningRequest } from '#kernel/model/gen/certificates.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import { apiLimits } from '#api/limits.ts';
import { type CertificateRequest, groups, nodeName } from '#runtime/pki.ts';

/** Who signs for what, by Kubernetes' names: for users, and for nodes. */
export const signers = {
  users: 'kubernetes.io/kube-apiserver-client',
  nodes: 'kubernetes.io/kube-apiserver-client-kubelet',
} as const;

/** Everybody who came by a bootstrap token. */
export const bootstrappers = 'system:bootstrappers';

/** Groups that no request gives: they are above roles, or hold everything by a default one. */
const reservedGroups: readonly string[] = [
  'system:masters',
  groups.masters,
  groups.nodes,
  groups.administrators,
];
const reservedNames = ['system:', 'orc:'];
const usagesOfClients = ['client auth', 'digital signature', 'key encipherment'];

export type Decision =
  /** Not ours, or somebody has to approve it first, or everything is done. */
  | { readonly kind: 'wait' }
  /** It can never be granted. */
  | { readonly kind: 'fail' | 'deny'; readonly reason: string; readonly message: string }
  | {
      readonly kind: 'issue';
      readonly seconds: number;
      /** Whether it is approved here and now, because of who asks. */
      readonly approve: boolean;
      /** The node that it makes a member of the cluster. */
      readonly node?: string;
    };

/** The node that a request is for; undefined when its subject is none of a node. */
export function nodeIn({ name, groups: asked, hasOtherNames }: CertificateRequest): string | undefined {
  const prefix = nodeName('');
  const node = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  const isNode = asked.length === 1 && asked[0] === groups.nodes && !hasOtherNames;
  return isNode && formats['dns-subdomain']?.(node) === undefined ? node : undefined;
}

const has = ({ status }: CertificateSigningRequest, type: string): boolean =>
  status?.conditions?.some((each) => each.type === type) ?? false;

/** Whether nothing is to be decided of a request any more. */
export function isSettled(request: CertificateSigningRequest): boolean {
  return (request.status?.certificate?.length ?? 0) > 0 || has(request, 'Denied') || has(request, 'Failed');
}

function fail(reason: string, message: string): Decision {
  return { kind: 'fail', reason, message };
}

function secondsOf({ spec }: CertificateSigningRequest): number {
  const { seconds } = apiLimits.certificates;
  return Math.min(spec.expirationSeconds ?? seconds.usual, seconds.longest);
}

function decideNode(
  object: CertificateSigningRequest,
  request: CertificateRequest,
  view: StateView,
): Decision {
  const { username = '', groups: asking = [] } = object.spec;
  const node = nodeIn(request);
  if (node === undefined)
    return fail('SubjectInvalid', `the subject of a node is CN=${nodeName('NAME')}, O=${groups.nodes}`);
  const issue = { kind: 'issue', seconds: secondsOf(object), node } as const;
  if (has(object, 'Approved')) return { ...issue, approve: false };
  const isKnown = view.get('Node', '', node) !== undefined;
  if (username === nodeName(node)) return isKnown ? { ...issue, approve: true } : { kind: 'wait' };
  if (!asking.includes(bootstrappers)) return { kind: 'wait' };
  return isKnown
    ? {
        kind: 'deny',
        reason: 'NodeExists',
        message: `nodes "${node}" already exists: another machine takes its name only once it is deleted`,
      }
    : { ...issue, approve: true };
}

function decideUser(object: CertificateSigningRequest, request: CertificateRequest): Decision {
  const group = request.groups.find((each) => reservedGroups.includes(each));
  if (group !== undefined)
    return fail('SubjectReserved', `no certificate is issued for the group ${group}: bind roles to the user`);
  if (reservedNames.some((prefix) => request.name.startsWith(prefix)))
    return fail('SubjectReserved', `names of users do not begin with ${reservedNames.join(' or ')}`);
  return has(object, 'Approved')
    ? { kind: 'issue', seconds: secondsOf(object), approve: false }
    : { kind: 'wait' };
}

/** What becomes of a request that is not settled yet. */
export function decide(
  object: CertificateSigningRequest,
  request: CertificateRequest,
  view: StateView,
): Decision {
  const { signerName, usages = [] } = object.spec;
  if (signerName !== signers.users && signerName !== signers.nodes) return { kind: 'wait' };
  const strange = usages.find((usage) => !usagesOfClients.includes(usage));
  if (strange !== undefined || !usages.includes('client auth'))
    return fail(
      'UsagesInvalid',
      `spec.usages: ${strange === undefined ? '"client auth" is missing' : `"${strange}" is not signed for`}: certificates are for ${usagesOfClients.join(', ')}`,
    );
  return signerName === signers.nodes ? decideNode(object, request, view) : decideUser(object, request);
}
