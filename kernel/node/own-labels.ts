// Which labels a node may give itself. Schedulers and users trust labels that say what a node is for; a node that
// was stolen must not claim to be another kind of node. The rules are those of Kubernetes' NodeRestriction.

const own = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'node.kubernetes.io/instance-type',
]);
const ownDomains = ['kubelet.kubernetes.io', 'node.kubernetes.io'];
const reservedDomains = ['kubernetes.io', 'k8s.io', 'orc.dev'];

const isWithin = (domain: string, of: string): boolean => domain === of || domain.endsWith(`.${of}`);

/** Whether a node may set this label on itself. */
export function mayLabelItself(label: string): boolean {
  const slash = label.indexOf('/');
  if (slash < 0 || own.has(label)) return true;
  const domain = label.slice(0, slash);
  if (ownDomains.some((each) => isWithin(domain, each))) return true;
  return !reservedDomains.some((each) => isWithin(domain, each));
}
