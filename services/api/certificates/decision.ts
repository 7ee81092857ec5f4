// What becomes of a request for a certificate, decided from the request, who asks, and the state. Pure.
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { formats } from '#kernel/model/formats.ts';
import type { CertificateSigningRequest } from '#kernel/model/gen/certificates.gen.ts';
import type { StateView } from '#kernel/store/view.ts';
import { bootstrappers, masterBootstrappers, signers } from '#kernel/node/joining.ts';
import { apiLimits } from '#api/limits.ts';
import { type CertificateRequest, groups, masterName, nodeName } from '#runtime/pki.ts';

/** Names and groups that no certificate of a user carries: they are the cluster's own, above roles or bound by default. */
const reservedNames = ['system:', 'orc:'];
const isReserved = (name: string): boolean => reservedNames.some((prefix) => name.startsWith(prefix));
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
      /** The group that the token of whoever asks must be for, where the approval rests on a token. */
      readonly tokenFor?: string;
      /** The node that it makes a member of the cluster. */
      readonly node?: string;
      /** The names and addresses that it may serve as; none for a client's. */
      readonly hosts?: readonly string[];
    };

/** The node that a request is for; undefined when its subject is none of a node. */
export function nodeIn(request: CertificateRequest): string | undefined {
  return request.hosts.length === 0 ? memberIn(request, nodeName(''), groups.nodes) : undefined;
}

/** The name after `prefix` in a request whose only group is `group`; undefined for another, or one that is no name. */
function memberIn(
  { name, groups: asked, hasOtherNames }: CertificateRequest,
  prefix: string,
  group: string,
): string | undefined {
  const member = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  const isOne = asked.length === 1 && asked[0] === group && !hasOtherNames;
  return isOne && formats['dns-subdomain']?.(member) === undefined ? member : undefined;
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
    : { ...issue, approve: true, tokenFor: bootstrappers };
}

function decideMaster(
  object: CertificateSigningRequest,
  request: CertificateRequest,
  view: StateView,
): Decision {
  const { groups: asking = [], usages = [] } = object.spec;
  const master = memberIn(request, masterName(''), groups.masters);
  const cluster = view.get('Cluster', '', clusterName);
  if (master === undefined || request.hosts.length === 0)
    return fail(
      'SubjectInvalid',
      `the subject of a master is CN=${masterName('NAME')}, O=${groups.masters}, with the address that it serves at`,
    );
  if (!usages.includes('server auth'))
    return fail('UsagesInvalid', 'spec.usages: "server auth" is missing: a master serves');
  const isApproved = has(object, 'Approved');
  // Never left for somebody to approve: whoever has a token for nodes would only have to ask nicely.
  if (!isApproved && asking.includes(bootstrappers) && !asking.includes(masterBootstrappers))
    return {
      kind: 'deny',
      reason: 'TokenForNodes',
      message:
        "the token lets nodes in, and no masters: make one with 'orc token create --master', where a master is to join",
    };
  if (cluster === undefined || (!isApproved && !asking.includes(masterBootstrappers)))
    return { kind: 'wait' };
  const hosts = [...new Set([...request.hosts, ...apiServiceHosts(cluster.spec.serviceCidr)])];
  const seconds = apiLimits.certificates.seconds.usual;
  return {
    kind: 'issue',
    seconds,
    approve: !isApproved,
    hosts,
    ...(!isApproved && { tokenFor: masterBootstrappers }),
  };
}

function decideUser(object: CertificateSigningRequest, request: CertificateRequest): Decision {
  const group = request.groups.find(isReserved);
  if (group !== undefined)
    return fail('SubjectReserved', `no certificate is issued for the group ${group}: bind roles to the user`);
  if (isReserved(request.name))
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
  if (!Object.values<string>(signers).includes(signerName)) return { kind: 'wait' };
  if (signerName === signers.masters) return decideMaster(object, request, view);
  const strange = usages.find((usage) => !usagesOfClients.includes(usage));
  if (strange !== undefined || !usages.includes('client auth'))
    return fail(
      'UsagesInvalid',
      `spec.usages: ${strange === undefined ? '"client auth" is missing' : `"${strange}" is not signed for`}: certificates are for ${usagesOfClients.join(', ')}`,
    );
  return signerName === signers.nodes ? decideNode(object, request, view) : decideUser(object, request);
}
